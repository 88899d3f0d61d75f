/* forbid SYSCALL ERRNO PROGRAM ARGUMENTS: runs a program in which connect() or bind() fails, as a container's
   policy (EPERM) or Windows behind WSL's mirrored mode (EADDRINUSE) makes it fail.
   The filter cannot read the address, so every bind() to an Internet address fails. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    if (argc < 4)
        return 64;
    unsigned number = strcmp(argv[1], "bind") == 0 ? SYS_bind : SYS_connect;
    unsigned code = strcmp(argv[2], "EPERM") == 0 ? EPERM : strcmp(argv[2], "EACCES") == 0 ? EACCES : EADDRINUSE;
    /* Only Internet sockets are meant, but a filter sees a pointer; length tells netlink (12) from inet (16, 28). */
    struct sock_filter code_list[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 4),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[2])),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 16, 1, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 28, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | code),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof code_list / sizeof *code_list, code_list};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program)) {
        perror("seccomp");
        return 1;
    }
    execvp(argv[3], argv + 3);
    perror(argv[3]);
    return 127;
}
