// Calls that Swift cannot make itself: functions behind _GNU_SOURCE, variadic calls, and macros. Nothing here reads bytes.

#pragma once

/// setns(2): moves the calling thread into the namespace that `descriptor` refers to. -1 and errno on failure.
int csl_setns(int descriptor, int type);

/// CLONE_NEWNET and CLONE_NEWUSER (sched(7) constants hidden behind _GNU_SOURCE).
extern const int csl_new_network_namespace;
extern const int csl_new_user_namespace;

/// pipe2(2) with O_CLOEXEC. -1 and errno on failure.
int csl_pipe(int descriptors[2]);

/// Blocks SIGINT and SIGTERM for the calling thread and returns a signalfd(2), close-on-exec, that becomes readable when
/// one of them arrives. -1 and errno on failure.
int csl_signal_descriptor(void);
