/// Programs that are started: our variables go along where the new program can be watched.
#include "watch.h"

#include <alloca.h>
#include <sys/stat.h>
#include <sys/wait.h>

extern char **environ;

/// WATCH_EXEC; `process` is 0 for the calling one. A process that has told nothing so far tells only what cannot be
/// watched.
void watch_program_note(const char *path, bool watchable, uint32_t process) {
    if (watchable && !watch_region) return;
    struct note note = {.kind = WATCH_EXEC, .descriptor = -1, .process = process, .text = path ? path : ""};
    size_t length = strlen(note.text);
    note.text_length = (uint16_t)(length < 1024 ? length : 1024);
    note.begin = note.end = watch_now();
    note.extra[0] = watchable ? 1 : 2;
    if (!process) note.borrowed = self_is_borrowed();
    watch_put(&note);
}

static void program_failed(const char *path, bool watchable, int64_t result) {
    struct note note = {.kind = WATCH_EXEC, .descriptor = -1, .result = result, .error = (uint16_t)errno};
    note.begin = note.end = watch_now();
    note.extra[0] = watchable ? 1 : 2;
    note.text = path ? path : "";
    size_t length = strlen(note.text);
    note.text_length = (uint16_t)(length < 1024 ? length : 1024);
    note.borrowed = self_is_borrowed();
    watch_put(&note);
}

// The file that execvp and posix_spawnp would take: the first executable one on PATH.
static const char *find_program(const char *file, char *found, size_t size) {
    if (!file || !*file || strchr(file, '/')) return file;
    const char *path = getenv("PATH");
    if (!path) path = "/bin:/usr/bin";
    for (;; path++) {
        size_t length = strcspn(path, ":");
        if (length + strlen(file) + 2 < size) {
            memcpy(found, path, length);
            char *at = found + length;
            if (length) *at++ = '/';
            strcpy(at, file);
            struct stat status;
            if (quiet(SYS_faccessat, AT_FDCWD, found, X_OK) == 0 && stat(found, &status) == 0 &&
                S_ISREG(status.st_mode))
                return found;
        }
        path += length;
        if (!*path) return NULL;
    }
}

// Prepares `made` in the frame of the caller: after vfork it is the parent's stack, below everything the parent uses.
#define PREPARE(path, given, with_standard, in_place)                                                                  \
    int saved_errno = errno;                                                                                           \
    struct environment made;                                                                                           \
    const char *program = (path);                                                                                      \
    enum program_answer answer = program ? program_watchable(program, 0) : PROGRAM_ABSENT;                             \
    bool watchable = answer == PROGRAM_WATCHABLE;                                                                      \
    char *const *chosen = (given);                                                                                     \
    size_t room = environment_size(given);                                                                             \
    if (watchable && room < 65536) {                                                                                   \
        made.entries = alloca(room * sizeof(char *));                                                                  \
        environment_build(&made, given, with_standard, in_place);                                                      \
        chosen = made.entries;                                                                                         \
    }                                                                                                                  \
    errno = saved_errno

static int replace_program(const char *path, char *const argv[], char *const entries[]) {
    if (!watch_on) return REAL(execve)(path, argv, entries);
    bool borrowed = self_is_borrowed();
    PREPARE(path, entries, borrowed, !borrowed);
    // A path that names nothing (a shell tries all of PATH) or points nowhere is the kernel's to refuse.
    if (answer == PROGRAM_ABSENT) return REAL(execve)(path, argv, entries);
    watch_program_note(program, watchable, 0);
    int result = REAL(execve)(path, argv, chosen);
    program_failed(program, watchable, result);
    return result;
}

static int replace_program_by_name(const char *file, char *const argv[], char *const entries[]) {
    char found[4096];
    if (!watch_on) return REAL(execvpe)(file, argv, entries);
    bool borrowed = self_is_borrowed();
    PREPARE(find_program(file, found, sizeof found), entries, borrowed, !borrowed);
    if (answer == PROGRAM_ABSENT) return REAL(execvpe)(file, argv, entries);
    watch_program_note(program, watchable, 0);
    int result = REAL(execvpe)(file, argv, chosen);
    program_failed(program, watchable, result);
    return result;
}

EXPORT int execve(const char *path, char *const argv[], char *const envp[]) {
    return replace_program(path, argv, envp);
}
EXPORT int execv(const char *path, char *const argv[]) { return replace_program(path, argv, environ); }
EXPORT int execvp(const char *file, char *const argv[]) { return replace_program_by_name(file, argv, environ); }
EXPORT int execvpe(const char *file, char *const argv[], char *const envp[]) {
    return replace_program_by_name(file, argv, envp);
}

// The arguments of the execl family as an array on the stack.
#define COLLECT_ARGUMENTS(first)                                                                                       \
    va_list list;                                                                                                      \
    size_t count = 1;                                                                                                  \
    va_start(list, first);                                                                                             \
    for (const char *each = first; each; count++) each = va_arg(list, const char *);                                   \
    va_end(list);                                                                                                      \
    char **argv = alloca(count * sizeof *argv);                                                                        \
    argv[0] = (char *)first;                                                                                           \
    va_start(list, first);                                                                                             \
    for (size_t i = 1; i < count && argv[i - 1]; i++) argv[i] = va_arg(list, char *)

EXPORT int execl(const char *path, const char *first, ...) {
    COLLECT_ARGUMENTS(first);
    va_end(list);
    return replace_program(path, argv, environ);
}
EXPORT int execlp(const char *file, const char *first, ...) {
    COLLECT_ARGUMENTS(first);
    va_end(list);
    return replace_program_by_name(file, argv, environ);
}
EXPORT int execle(const char *path, const char *first, ...) {
    COLLECT_ARGUMENTS(first);
    char *const *entries = va_arg(list, char *const *);
    va_end(list);
    return replace_program(path, argv, entries);
}

EXPORT int fexecve(int fd, char *const argv[], char *const envp[]) {
    if (!watch_on) return REAL(fexecve)(fd, argv, envp);
    char link[32];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    bool borrowed = self_is_borrowed();
    PREPARE(link, envp, borrowed, !borrowed);
    if (answer == PROGRAM_ABSENT) return REAL(fexecve)(fd, argv, envp);
    watch_program_note(program, watchable, 0);
    int result = REAL(fexecve)(fd, argv, chosen);
    program_failed(program, watchable, result);
    return result;
}

EXPORT int execveat(int fd, const char *path, char *const argv[], char *const envp[], int flags) {
    if (!watch_on || quiet(SYS_faccessat, fd, path, F_OK) == -EFAULT)
        return REAL(execveat)(fd, path, argv, envp, flags);
    char link[4096];
    if (*path == '/' || fd == AT_FDCWD) snprintf(link, sizeof link, "%s", path);
    else snprintf(link, sizeof link, "/proc/self/fd/%d%s%s", fd, *path ? "/" : "", path);
    bool borrowed = self_is_borrowed();
    PREPARE(link, envp, borrowed, !borrowed);
    if (answer == PROGRAM_ABSENT) return REAL(execveat)(fd, path, argv, envp, flags);
    watch_program_note(program, watchable, 0);
    int result = REAL(execveat)(fd, path, argv, chosen, flags);
    program_failed(program, watchable, result);
    return result;
}

EXPORT int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
                       const posix_spawnattr_t *attributes, char *const argv[], char *const envp[]) {
    if (!watch_on) return REAL(posix_spawn)(pid, path, actions, attributes, argv, envp);
    PREPARE(path, envp, actions != NULL, false);
    pid_t child = 0;
    int result = REAL(posix_spawn)(&child, path, actions, attributes, argv, chosen);
    if (result == 0 && answer == PROGRAM_HIDDEN) watch_program_note(program, false, (uint32_t)child);
    if (result == 0 && pid) *pid = child;
    return result;
}

EXPORT int posix_spawnp(pid_t *pid, const char *file, const posix_spawn_file_actions_t *actions,
                        const posix_spawnattr_t *attributes, char *const argv[], char *const envp[]) {
    if (!watch_on) return REAL(posix_spawnp)(pid, file, actions, attributes, argv, envp);
    char found[4096];
    PREPARE(find_program(file, found, sizeof found), envp, actions != NULL, false);
    pid_t child = 0;
    int result = REAL(posix_spawnp)(&child, file, actions, attributes, argv, chosen);
    if (result == 0 && answer == PROGRAM_HIDDEN) watch_program_note(program, false, (uint32_t)child);
    if (result == 0 && pid) *pid = child;
    return result;
}

// popen reads the process's own environment: it is another one for the time of the call. A thread that asks for a
// variable meanwhile finds all of them. Only one thread at a time; a forked child starts afresh, because exec is all it
// should do.
static pid_t popen_holder;
EXPORT FILE *popen(const char *command, const char *mode) {
    if (!watch_on) return REAL(popen)(command, mode);
    PREPARE("/bin/sh", environ, false, false);
    pid_t mine = (pid_t)quiet(SYS_gettid), holder = 0;
    for (int turn = 0; turn < 20000; turn++, holder = 0) {
        if (__atomic_compare_exchange_n(&popen_holder, &holder, mine, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) break;
        if (quiet(SYS_tgkill, (pid_t)watch_process, holder, 0) < 0)
            __atomic_compare_exchange_n(&popen_holder, &holder, 0, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
        struct timespec pause = {0, 50000};
        quiet(SYS_nanosleep, &pause, NULL);
    }
    char **before = environ;
    if (chosen != before) environ = (char **)chosen;
    FILE *stream = REAL(popen)(command, mode);
    if (environ == (char **)chosen) environ = before;
    __atomic_store_n(&popen_holder, 0, __ATOMIC_RELEASE);
    return stream;
}
