#define _GNU_SOURCE
#include "CSocketLinux.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/signalfd.h>
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
