/// The functions behind the wrappers.
#include "watch.h"

void *watch_real_table[REAL_COUNT];

#define X(name) #name,
static const char *const names[] = {WATCH_FUNCTIONS(X)};
#undef X

static long missing(void) {
    errno = ENOSYS;
    return -1;
}

void *watch_real_find(enum watch_real which) {
    int error = errno;
    void *found = dlsym(RTLD_NEXT, names[which]);
    if (!found) found = (void *)missing;
    __atomic_store_n(&watch_real_table[which], found, __ATOMIC_RELAXED);
    errno = error;
    return found;
}

/// Whether no other preloaded library stands between us and the C library for this function; the answer is kept.
bool watch_real_is_libc(enum watch_real which) {
    static uint8_t answers[REAL_COUNT]; // 0 not asked, 1 yes, 2 no
    uint8_t answer = __atomic_load_n(&answers[which], __ATOMIC_RELAXED);
    if (likely(answer != 0)) return answer == 1;
    // Where threads are a library of their own (glibc before 2.34) it has these functions, too: hence the name.
    Dl_info own;
    const char *name = dladdr(watch_real(which), &own) && own.dli_fname ? strrchr(own.dli_fname, '/') : NULL;
    bool is = name && (strncmp(name, "/libc.", 6) == 0 || strncmp(name, "/libc-", 6) == 0 ||
                       strncmp(name, "/libpthread", 11) == 0);
    __atomic_store_n(&answers[which], is ? 1 : 2, __ATOMIC_RELAXED);
    return is;
}

// Swift's driver links its runtime to every library that it builds, before it reads our own linker flags. What object
// files ask for stands before that: with this the unused runtime is left out again, and a watched program does not load
// it.
__attribute__((used, section(".swift1_autolink_entries"))) static const char no_runtime[] = "-Wl,--as-needed";
