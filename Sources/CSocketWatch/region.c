/// The start of a process: the environment is cleaned; the region is mapped when there is something to tell. A process
/// that touches no socket never maps it: that would cost a storm of short programs as much again as loading the library
/// does (67 us of 440 for /bin/true, measured; the library alone 32).
#include "ring.h"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>

#ifndef MADV_WIPEONFORK
#define MADV_WIPEONFORK 18
#endif

bool watch_on;
uint32_t watch_process, watch_generation = 1;
__thread struct self watch_self __attribute__((tls_model("initial-exec"), visibility("hidden")));

// One word in a page that the kernel empties in a child with memory of its own: this also finds out children of raw
// clone calls, for which no handler of pthread_atfork runs. Children after vfork share the page and find it filled.
static volatile uint32_t alive_substitute = 1;
static volatile uint32_t *alive = &alive_substitute;
static uint32_t slots_taken;
static int attach_state;                   // 0 not tried, 1 under way, 2 mapped, 3 impossible
static uint32_t attach_thread;
static unsigned start_how = 1;             // of this process: 0 forked, 1 executed
static uint32_t start_parent;
static uint8_t pipe_signal_before;         // what SIGPIPE was set to before the region was mapped
static pthread_key_t slot_key;
static bool exit_told;

static void slot_give_back(void *slot);
static void at_exit(int status, void *unused);

static bool map_region(const char *path) {
    long fd = quiet(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC);
    if (fd < 0) return false;
    struct stat status;
    struct watch_header *region = MAP_FAILED;
    size_t size = 0, ring = 0;
    if (fstat((int)fd, &status) == 0 && status.st_size > WATCH_RING) {
        size = (size_t)status.st_size;
        ring = size - WATCH_RING;
        region = mmap(NULL, size + ring, PROT_READ | PROT_WRITE, MAP_SHARED, (int)fd, 0);
    }
    if (region != MAP_FAILED) {
        uint64_t units = region->units;
        bool fits = region->magic == WATCH_MAGIC && region->version == WATCH_VERSION && units >= 128 &&
            (units & (units - 1)) == 0 && units * WATCH_UNIT == ring && ring % 4096 == 0;
        void *again = (uint8_t *)region + size;
        if (!fits || mmap(again, ring, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, (int)fd, WATCH_RING) != again) {
            munmap(region, size + ring);
            region = MAP_FAILED;
        }
    }
    quiet(SYS_close, (int)fd);
    if (region == MAP_FAILED) return false;
    watch_region = region;
    watch_ring = (uint8_t *)region + WATCH_RING;
    return true;
}

/// Maps the region at the first thing to tell. False: it cannot be done (now), and nothing is told.
bool watch_attach(void) {
    if (watch_region) return true;
    uint32_t thread = (uint32_t)quiet(SYS_gettid);
    int untried = 0;
    if (!__atomic_compare_exchange_n(&attach_state, &untried, 1, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
        // Another thread is at it, unless it is this one below the signal handler that called us.
        for (int turn = 0; turn < 200 && __atomic_load_n(&attach_state, __ATOMIC_ACQUIRE) == 1; turn++) {
            if (__atomic_load_n(&attach_thread, __ATOMIC_RELAXED) == thread) return false;
            struct timespec pause = {0, 50000};
            quiet(SYS_nanosleep, &pause, NULL);
        }
        return __atomic_load_n(&attach_state, __ATOMIC_ACQUIRE) == 2;
    }
    __atomic_store_n(&attach_thread, thread, __ATOMIC_RELAXED);
    int error = errno;
    bool mapped = map_region(watch_region_path);
    if (mapped) {
        void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (page != MAP_FAILED && madvise(page, 4096, MADV_WIPEONFORK) == 0) {
            *(volatile uint32_t *)page = 1;
            alive = page;
        }
        pthread_key_create(&slot_key, slot_give_back);
        on_exit(at_exit, NULL);
        watch_mark_start(start_how, start_parent);
        if (pipe_signal_before) watch_pipe_signal(pipe_signal_before, NULL);
    }
    errno = error;
    watch_on = mapped;
    __atomic_store_n(&attach_state, mapped ? 2 : 3, __ATOMIC_RELEASE);
    return mapped;
}

/// SIGPIPE's handler was set (1 ignore, 2 default, 3 a handler). Every Python does so at its start: that alone maps
/// nothing.
void watch_pipe_signal(unsigned how, void *caller) {
    if (!watch_region) {
        pipe_signal_before = (uint8_t)how;
        return;
    }
    struct note note = {.kind = WATCH_CALL, .call = WATCH_SIGNAL, .descriptor = -1, .argument = SIGPIPE};
    note.extra[0] = (uint8_t)how;
    if (caller) note.site = watch_site(caller);
    note.begin = note.end = watch_now();
    watch_put(&note);
}

// Runs in a child that has its own memory.
static void became_child(void) {
    uint32_t parent = watch_process;
    watch_process = (uint32_t)quiet(SYS_getpid);
    watch_generation++;
    start_how = 0;
    start_parent = parent;
    if (!watch_region) {
        if (attach_state == 1) attach_state = 0; // a thread that is not in this child was at it
        return;
    }
    *alive = 1;
    slots_taken = 0;
    exit_told = false;
    watch_self.slot = NULL;
    watch_self.depth = 0;
    watch_sites_forked();
    watch_mark_start(0, parent);
}

static void after_fork(void) {
    if (watch_process && (!*alive || watch_process != (uint32_t)quiet(SYS_getpid))) became_child();
}

EXPORT pid_t _Fork(void) {
    pid_t pid = REAL(_Fork)();
    if (pid == 0) after_fork();
    return pid;
}

// The parent tells of its child, too: it may close what the child has inherited before the child says its first word, and
// those sockets would be taken for closed.
EXPORT pid_t fork(void) {
    uint64_t before = watch_region ? watch_now() : 0;
    pid_t pid = REAL(fork)();
    if (pid > 0 && before) {
        int error = errno;
        struct note note = {.kind = WATCH_START, .descriptor = -1, .result = pid, .argument = 2};
        note.begin = note.end = before;
        watch_put(&note);
        errno = error;
    }
    return pid;
}

struct self *self_get(void) {
    if (unlikely(!*alive)) became_child();
    struct self *self = &watch_self;
    if (unlikely(self->generation != watch_generation)) {
        self->thread = (uint32_t)quiet(SYS_gettid);
        self->process = watch_process;
        self->slot = NULL;
        self->generation = watch_generation;
    }
    return self;
}

bool self_is_borrowed(void) {
    if (unlikely(!*alive)) became_child();
    return (uint32_t)quiet(SYS_getpid) != watch_process;
}

static void slot_give_back(void *slot) {
    struct watch_thread *mine = slot;
    if (watch_self.slot == mine) watch_self.slot = NULL;
    if (mine->process != watch_process) return;
    __atomic_store_n(&mine->begin, 0, __ATOMIC_RELEASE);
    mine->process = 0;
    __atomic_store_n(&mine->thread, 0, __ATOMIC_RELEASE);
}

static struct watch_thread *slot_take(struct self *self) {
    struct watch_thread *table = (struct watch_thread *)((uint8_t *)watch_region + WATCH_HEADER);
    for (uint32_t i = 0, at = self->thread * 7; i < 256; i++, at++) {
        struct watch_thread *slot = &table[at % WATCH_THREADS];
        uint32_t holder = 0;
        if (!__atomic_compare_exchange_n(&slot->thread, &holder, self->thread, false, __ATOMIC_ACQ_REL,
                                         __ATOMIC_RELAXED) &&
            (holder != self->thread || slot->process != self->process))
            continue;
        __atomic_store_n(&slot->begin, 0, __ATOMIC_RELEASE);
        slot->process = self->process;
        slot->flags = 0;
        quiet(SYS_prctl, PR_GET_NAME, slot->name);
        __atomic_fetch_add(&slots_taken, 1, __ATOMIC_RELAXED);
        self->slot = slot;
        // The key is an early one, whose value has its place in the thread itself: nothing is allocated.
        pthread_setspecific(slot_key, slot);
        return slot;
    }
    return NULL;
}

/// At the end of a process: no handler runs for its other threads.
void self_release_slots(void) {
    if (!watch_region || slots_taken == 0 || self_is_borrowed()) return;
    struct watch_thread *table = (struct watch_thread *)((uint8_t *)watch_region + WATCH_HEADER);
    if (slots_taken == 1 && watch_self.slot) {
        slot_give_back(watch_self.slot);
        return;
    }
    for (uint32_t i = 0; i < WATCH_THREADS; i++)
        if (table[i].process == watch_process) slot_give_back(&table[i]);
}

bool self_has_slots(void) { return slots_taken > 0; }

void pending_begin(struct pending *p, unsigned call, int fd, unsigned state, uint64_t argument, bool waits,
                   void *caller) {
    memset(p, 0, sizeof *p);
    if (unlikely(!watch_region) && !watch_attach()) return;
    struct self *self = self_get();
    p->note.kind = WATCH_CALL;
    p->note.call = (uint8_t)call;
    p->note.descriptor = fd;
    p->note.state = state;
    p->note.argument = argument;
    p->note.flags = (state & FD_NONBLOCKING ? WATCH_NONBLOCKING : 0) | (state & FD_STDIO ? WATCH_STDIO : 0);
    if (self->depth) p->note.flags |= WATCH_UNCERTAIN;
    p->note.site = watch_site(caller);
    if (waits) {
        struct watch_thread *slot = likely(self->slot != NULL) ? self->slot : slot_take(self);
        if (slot) {
            slot->descriptor = fd;
            slot->call = (uint16_t)call;
            slot->flags = p->note.flags;
            slot->site = p->note.site;
            slot->argument = argument;
            p->note.begin = watch_now();
            __atomic_store_n(&slot->begin, p->note.begin, __ATOMIC_RELEASE);
            p->slot = slot;
            return;
        }
    }
    p->note.begin = watch_now();
}

/// The beginning (1: executed, 0: forked; 2: told by the parent, with the child as `result`) of a process; `result` is the parent, the head the program's path.
void watch_mark_start(unsigned how, uint32_t parent) {
    char path[1024];
    struct note note = {.kind = WATCH_START, .descriptor = -1, .result = parent, .argument = how};
    note.begin = note.end = watch_now();
    if (how) {
        long length = quiet(SYS_readlinkat, AT_FDCWD, "/proc/self/exe", path, sizeof path);
        if (length > 0) note.text = path, note.text_length = (uint16_t)length;
    }
    watch_put(&note);
}

static void tell_exit(int status) {
    if (!watch_region) return;
    bool borrowed = self_is_borrowed();
    if (exit_told && !borrowed) return;
    struct note note = {.kind = WATCH_EXIT, .descriptor = -1, .result = status & 255, .borrowed = borrowed};
    note.begin = note.end = watch_now();
    watch_put(&note);
    if (borrowed) return;
    exit_told = true;
    self_release_slots();
}

static void at_exit(int status, void *unused) {
    (void)unused;
    tell_exit(status);
}

EXPORT void _exit(int status) {
    tell_exit(status);
    REAL(_exit)(status);
    __builtin_unreachable();
}

EXPORT void _Exit(int status) {
    tell_exit(status);
    REAL(_Exit)(status);
    __builtin_unreachable();
}

__attribute__((constructor)) static void watch_begin(int argc, char **argv, char **entries) {
    (void)argc;
    (void)argv;
#if WATCH_RAW
    watch_real(REAL_syscall); // its wrapper does not look it up
#endif
    const char *inherited = NULL, *region = NULL;
    bool again = false;
    for (char **entry = entries; entry && *entry; entry++) {
        if (strncmp(*entry, "SOCKDOCTOR_", 11) != 0) continue;
        const char *name = *entry + 11;
        if (strncmp(name, "WATCH=", 6) == 0) region = name + 6;
        else if (strncmp(name, "WATCH_FDS=", 10) == 0) inherited = name + 10;
        else if (strncmp(name, "WATCH_AGAIN=", 12) == 0) again = true;
        else if (strcmp(name, "NO_SOURCE=1") == 0) watch_no_source = true;
    }
    if (!region) return;
    size_t length = strlen(region);
    bool usable = length < sizeof watch_region_path;
    if (usable) memcpy(watch_region_path, region, length + 1);
    environment_hide(entries);
    if (!usable) return;
    watch_process = (uint32_t)quiet(SYS_getpid);
    start_parent = (uint32_t)quiet(SYS_getppid);
    pthread_atfork(NULL, NULL, after_fork);
    watch_on = true;
    if (again && watch_attach()) {
        // What this process held before it became another program.
        slots_taken = 2;
        self_release_slots();
        slots_taken = 0;
    }
    if (inherited && watch_on) fd_announce_inherited(inherited);
}
