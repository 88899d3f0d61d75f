/* parent PROGRAM ARGUMENTS: starts a program and waits for it, as a service manager does. Copied under other names. */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    pid_t child = fork();
    if (argc < 2 || child < 0)
        return 1;
    if (child == 0) {
        setpgid(0, 0);
        execvp(argv[1], argv + 1);
        perror(argv[1]);
        _exit(127);
    }
    while (wait(NULL) > 0)
        ;
    pause();
    return 0;
}
