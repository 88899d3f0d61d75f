// Calls that Swift cannot make itself: functions behind _GNU_SOURCE, variadic calls, and macros. Nothing here reads bytes.

#pragma once

#include "relay.h"

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

/// Blocks the signals that are passed on to a program (INT, TERM, HUP, QUIT, USR1, USR2, with job control also TSTP and
/// CONT) and CHLD for the calling thread, keeps the mask of before for ``csl_spawn``, and returns a signalfd(2),
/// close-on-exec. -1 and errno on failure.
int csl_watch_signals(int with_job_control);

/// Gives the calling thread the signal mask from before ``csl_watch_signals`` back.
void csl_restore_signals(void);

/// Sleeps of the calling thread last as long as they say, to a microsecond: the kernel otherwise adds up to 50 to group
/// wake-ups (PR_SET_TIMERSLACK, prctl(2)).
void csl_sleep_precisely(void);

/// memfd_create(2), close-on-exec, of `size` bytes. -1 and errno on failure.
int csl_shared_memory(unsigned long long size);

/// Maps a region whose last `ring` bytes follow once more behind its end, so that nothing in them wraps. NULL and errno on
/// failure.
void *csl_map_twice(int descriptor, unsigned long long size, unsigned long long ring);

/// Loads and stores that other processes see in order (acquire and release).
unsigned long long csl_load(const void *address);
void csl_store(void *address, unsigned long long value);

/// posix_spawn(3) of `path` with the signal mask from before ``csl_watch_signals``; `own_group` puts it into a process group
/// of its own. The error number, 0 on success.
int csl_spawn(int *pid, const char *path, char *const arguments[], char *const environment[], int own_group);

/// The foreground process group of the controlling terminal; 0 where there is no such terminal.
int csl_terminal_group(void);

/// ST_NOEXEC of statvfs(3): 1, 0, or -1 where it cannot be told.
int csl_is_noexec(const char *path);
