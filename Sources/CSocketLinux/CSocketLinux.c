#define _GNU_SOURCE
#include "CSocketLinux.h"

#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/statvfs.h>
#include <unistd.h>

const int csl_new_network_namespace = CLONE_NEWNET;
const int csl_new_user_namespace = CLONE_NEWUSER;

int csl_setns(int descriptor, int type) { return setns(descriptor, type); }

int csl_pipe(int descriptors[2]) { return pipe2(descriptors, O_CLOEXEC); }

int csl_signal_descriptor(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    if (pthread_sigmask(SIG_BLOCK, &set, NULL) != 0) return -1;
    return signalfd(-1, &set, SFD_CLOEXEC);
}

static sigset_t mask_before;

int csl_watch_signals(int with_job_control) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    sigaddset(&set, SIGQUIT);
    sigaddset(&set, SIGCHLD);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGUSR2);
    if (with_job_control) {
        sigaddset(&set, SIGTSTP);
        sigaddset(&set, SIGCONT);
    }
    if (pthread_sigmask(SIG_BLOCK, &set, &mask_before) != 0) return -1;
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

void csl_restore_signals(void) { pthread_sigmask(SIG_SETMASK, &mask_before, NULL); }

int csl_shared_memory(unsigned long long size) {
    int descriptor = memfd_create("sockdoctor", MFD_CLOEXEC);
    if (descriptor < 0) return -1;
    if (ftruncate(descriptor, (off_t)size) != 0) {
        close(descriptor);
        return -1;
    }
    return descriptor;
}

void *csl_map_twice(int descriptor, unsigned long long size, unsigned long long ring) {
    char *base = mmap(NULL, size + ring, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (base == MAP_FAILED) return NULL;
    if (mmap(base, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, descriptor, 0) == MAP_FAILED ||
        mmap(base + size, ring, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, descriptor, (off_t)(size - ring)) ==
            MAP_FAILED) {
        munmap(base, size + ring);
        return NULL;
    }
    return base;
}

unsigned long long csl_load(const void *address) {
    return __atomic_load_n((const unsigned long long *)address, __ATOMIC_ACQUIRE);
}

void csl_store(void *address, unsigned long long value) {
    __atomic_store_n((unsigned long long *)address, value, __ATOMIC_RELEASE);
}

int csl_spawn(int *pid, const char *path, char *const arguments[], char *const environment[], int own_group) {
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &mask_before);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | (own_group ? POSIX_SPAWN_SETPGROUP : 0));
    pid_t child = 0;
    int error = posix_spawn(&child, path, NULL, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    *pid = child;
    return error;
}

int csl_terminal_group(void) {
    int terminal = open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC);
    if (terminal < 0) return 0;
    int group = tcgetpgrp(terminal);
    close(terminal);
    return group > 0 ? group : 0;
}

int csl_is_noexec(const char *path) {
    struct statvfs status;
    if (statvfs(path, &status) != 0) return -1;
    return (status.f_flag & ST_NOEXEC) != 0;
}

void csl_sleep_precisely(void) {
    (void)prctl(PR_SET_TIMERSLACK, 1000UL, 0UL, 0UL, 0UL);
}
