#define _GNU_SOURCE
#include "CSocketTrace.h"

#include <CSocketLinux.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

// Headers of older systems lack them; their numbers are the same on all machines.
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif
#ifndef SYS_close_range
#define SYS_close_range 436
#endif
#ifndef SYS_pidfd_getfd
#define SYS_pidfd_getfd 438
#endif

int cst_fork(int *control, int dies_with_parent) {
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) return -1;
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid < 0) {
        int error = errno;
        close(pair[0]);
        close(pair[1]);
        errno = error;
        return -1;
    }
    if (pid > 0) {
        close(pair[1]);
        *control = pair[0];
        return pid;
    }
    setsid();
    if (chdir("/") != 0) _exit(1);
    prctl(PR_SET_NAME, "sockdoctor-trace");
    static const int deaf[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGALRM, SIGUSR1, SIGUSR2, SIGTSTP};
    for (size_t i = 0; i < sizeof deaf / sizeof *deaf; i++) signal(deaf[i], SIG_IGN);
    if (dies_with_parent) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) _exit(0);
    }
    // Whoever reads the program's output must not wait for this process, which may live longer.
    int null = open("/dev/null", O_RDWR);
    if (null < 0) _exit(1);
    for (int i = 0; i < 3; i++) dup2(null, i);
    dup2(pair[1], 3);
    if (syscall(SYS_close_range, 4, ~0U, 0) != 0) {
        for (int i = 4; i < 1024; i++) close(i);
    }
    fcntl(3, F_SETFD, FD_CLOEXEC);
    *control = 3;
    return 0;
}

static void tell(int result, int error) {
    char bytes[1 + sizeof error] = {'e'};
    __builtin_memcpy(bytes + 1, &error, sizeof error);
    if (write(result, bytes, sizeof bytes) < 0) _exit(127);
    _exit(127);
}

int cst_spawn(int *pid, const char *path, char *const arguments[], char *const environment[], int own_group, int tracer,
              const void *filter, unsigned short count, int *gate, int *result) {
    int in[2], out[2];
    if (pipe2(in, O_CLOEXEC) != 0) return errno;
    if (pipe2(out, O_CLOEXEC) != 0) {
        int error = errno;
        close(in[0]);
        close(in[1]);
        return error;
    }
    pid_t child = fork();
    if (child < 0) {
        int error = errno;
        for (int i = 0; i < 2; i++) close(in[i]), close(out[i]);
        return error;
    }
    if (child == 0) {
        close(in[1]);
        close(out[0]);
        if (own_group) setpgid(0, 0);
        prctl(PR_SET_PTRACER, tracer, 0, 0, 0);
        char byte;
        ssize_t got;
        do got = read(in[0], &byte, 1);
        while (got < 0 && errno == EINTR);
        if (got != 1) _exit(127);
        struct sock_fprog program = {count, (struct sock_filter *)filter};
        if (count > 0 && syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0) {
            // Without CAP_SYS_ADMIN it needs the promise that no program gains rights by exec.
            if (errno != EACCES) tell(out[1], errno);
            if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) tell(out[1], errno);
            if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0) tell(out[1], errno);
            if (write(out[1], "n", 1) < 0) _exit(127);
        }
        csl_restore_signals();
        execve(path, arguments, environment);
        tell(out[1], errno);
    }
    close(in[0]);
    close(out[1]);
    *pid = child;
    *gate = in[1];
    *result = out[0];
    return 0;
}

long cst_ptrace(int request, int thread, unsigned long long address, unsigned long long data) {
    return ptrace(request, thread, (void *)(unsigned long)address, (void *)(unsigned long)data);
}

long cst_ptrace_buffer(int request, int thread, unsigned long long address, void *data) {
    return ptrace(request, thread, (void *)(unsigned long)address, data);
}

long cst_registers(int is_set, int thread, void *buffer, unsigned long size) {
    struct iovec piece = {buffer, size};
    long result = ptrace(is_set ? PTRACE_SETREGSET : PTRACE_GETREGSET, thread, (void *)NT_PRSTATUS, &piece);
    return result < 0 ? -1 : (long)piece.iov_len;
}

long cst_read(int process, unsigned long long address, void *buffer, unsigned long size) {
    struct iovec own = {buffer, size}, other = {(void *)(unsigned long)address, size};
    return process_vm_readv(process, &own, 1, &other, 1, 0);
}

long cst_write(int process, unsigned long long address, const void *buffer, unsigned long size) {
    struct iovec own = {(void *)buffer, size}, other = {(void *)(unsigned long)address, size};
    return process_vm_writev(process, &own, 1, &other, 1, 0);
}

int cst_pidfd(int process) { return (int)syscall(SYS_pidfd_open, process, 0); }

int cst_duplicate(int pidfd, int descriptor) { return (int)syscall(SYS_pidfd_getfd, pidfd, descriptor, 0); }

int cst_unread(int descriptor) {
    int count = 0;
    return ioctl(descriptor, FIONREAD, &count) == 0 ? count : -1;
}

int cst_is_nonblocking(int descriptor) {
    int flags = fcntl(descriptor, F_GETFL);
    return flags < 0 ? -1 : (flags & O_NONBLOCK) != 0;
}

int cst_signal(int process, int thread, int signal) { return (int)syscall(SYS_tgkill, process, thread, signal); }
