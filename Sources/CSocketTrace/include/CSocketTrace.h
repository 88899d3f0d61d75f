// Calls with which one process watches another: ptrace(2), seccomp(2) and the memory and descriptors of another process.
// Nothing here reads bytes.

#pragma once

/// Forks a process that is to watch: in a session of its own, without the terminal, the working directory and the
/// descriptors of this one, deaf to the signals that end programs. Call it while there is one thread only.
///
/// `control` becomes this side of a socketpair(2), close-on-exec in the caller. `dies_with_parent`: SIGKILL when the caller
/// ends. The process id in the caller, 0 in the new process, -1 and errno on failure.
int cst_fork(int *control, int dies_with_parent);

/// Forks a child that waits at a gate, then takes the seccomp filter (`count` instructions of struct sock_filter) and
/// becomes `path`. `tracer` may attach to it also where yama restricts ptrace.
///
/// Writing a byte to `gate` lets it go, closing it without one ends it with status 127. From `result` come a byte 'n' where
/// no_new_privs had to be set, and where the program could not be started 'e' and the error number as an int; the end when
/// it has become the program. 0, or the error number.
int cst_spawn(int *pid, const char *path, char *const arguments[], char *const environment[], int own_group, int tracer,
              const void *filter, unsigned short count, int *gate, int *result);

/// ptrace(2), whose last two arguments are numbers or addresses. -1 and errno on failure.
long cst_ptrace(int request, int thread, unsigned long long address, unsigned long long data);
long cst_ptrace_buffer(int request, int thread, unsigned long long address, void *data);
/// PTRACE_GETREGSET and PTRACE_SETREGSET of the general registers; `size` is that of the buffer. Bytes, -1 and errno.
long cst_registers(int is_set, int thread, void *buffer, unsigned long size);

/// process_vm_readv(2) and process_vm_writev(2) of one piece of memory. Bytes transferred, -1 and errno.
long cst_read(int process, unsigned long long address, void *buffer, unsigned long size);
long cst_write(int process, unsigned long long address, const void *buffer, unsigned long size);

/// pidfd_open(2) and pidfd_getfd(2). -1 and errno on failure.
int cst_pidfd(int process);
int cst_duplicate(int pidfd, int descriptor);

/// FIONREAD (ioctl(2)); -1 and errno on failure.
int cst_unread(int descriptor);
/// O_NONBLOCK of fcntl(2): 1 or 0; -1 and errno on failure.
int cst_is_nonblocking(int descriptor);
/// tgkill(2).
int cst_signal(int process, int thread, int signal);
