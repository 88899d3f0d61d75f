/// system(): the C library starts its shell past all wrappers, with the process's own environment. That one must not
/// change while a command runs for minutes, so the function is done anew here, as POSIX describes it.
#include "watch.h"

#include <alloca.h>
#include <sys/wait.h>

extern char **environ;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int running;
static struct sigaction saved_interrupt, saved_quit;

static void leave(void) {
    pthread_mutex_lock(&lock);
    if (--running == 0) {
        REAL(sigaction)(SIGINT, &saved_interrupt, NULL);
        REAL(sigaction)(SIGQUIT, &saved_quit, NULL);
    }
    pthread_mutex_unlock(&lock);
}

struct command {
    pid_t child;
    sigset_t mask;
};

// The thread is cancelled while it waits.
static void cancelled(void *argument) {
    struct command *command = argument;
    kill(command->child, SIGKILL);
    int state;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state);
    while (waitpid(command->child, NULL, 0) < 0 && errno == EINTR) ;
    pthread_setcancelstate(state, NULL);
    leave();
    pthread_sigmask(SIG_SETMASK, &command->mask, NULL);
}

EXPORT int system(const char *line) {
    if (!watch_on || !line || program_watchable("/bin/sh", 0) != PROGRAM_WATCHABLE) return REAL(system)(line);
    struct environment made;
    made.entries = alloca(environment_size(environ) * sizeof(char *));
    environment_build(&made, environ, false, false);

    struct command command = {0};
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigset_t child_signal, defaults;
    sigemptyset(&child_signal);
    sigaddset(&child_signal, SIGCHLD);
    sigemptyset(&defaults);
    pthread_mutex_lock(&lock);
    if (running++ == 0) {
        REAL(sigaction)(SIGINT, &ignore, &saved_interrupt);
        REAL(sigaction)(SIGQUIT, &ignore, &saved_quit);
    }
    if (saved_interrupt.sa_handler != SIG_IGN) sigaddset(&defaults, SIGINT);
    if (saved_quit.sa_handler != SIG_IGN) sigaddset(&defaults, SIGQUIT);
    pthread_mutex_unlock(&lock);
    pthread_sigmask(SIG_BLOCK, &child_signal, &command.mask);

    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &command.mask);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    char *argv[] = {(char *)"sh", (char *)"-c", (char *)line, NULL};
    int failed = REAL(posix_spawn)(&command.child, "/bin/sh", NULL, &attributes, argv, made.entries);
    posix_spawnattr_destroy(&attributes);

    int status = 127 << 8; // a shell that cannot be started counts as one that ended with 127
    if (!failed) {
        pthread_cleanup_push(cancelled, &command);
        while (waitpid(command.child, &status, 0) < 0)
            if (errno != EINTR) {
                status = -1;
                break;
            }
        pthread_cleanup_pop(0);
    }
    int error = failed ? failed : errno;
    leave();
    pthread_sigmask(SIG_SETMASK, &command.mask, NULL);
    if (failed || status == -1) errno = error;
    return status;
}
