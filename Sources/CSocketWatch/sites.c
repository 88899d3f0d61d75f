/// Where a call stands in the source. Found once for each place; then a hash of the place gives its number.
#include "watch.h"

#include <link.h>
#include <sys/auxv.h>

// One word a place: the upper 40 bits are its hash, the lower 24 its number. A place that falls out of the table is
// told again under a new number, so no entry is ever wrong, and no lock is needed.
enum { PLACES = 4096, NUMBER_BITS = 24 };
static uint64_t places[PLACES];
static uint32_t last_site;

uint64_t site_hash(const uint64_t *words, size_t count) {
    uint64_t hash = watch_generation * 0x9E3779B97F4A7C15u + count;
    for (size_t i = 0; i < count; i++) {
        hash = (hash ^ words[i]) * 0xD6E8FEB86659FD93u;
        hash ^= hash >> 32;
    }
    return (hash * 0xD6E8FEB86659FD93u) ^ hash >> 29;
}

uint32_t site_cached(uint64_t hash) {
    for (unsigned i = 0; i < 2; i++) {
        uint64_t entry = __atomic_load_n(&places[(hash + i) % PLACES], __ATOMIC_RELAXED);
        if (entry >> NUMBER_BITS == hash >> NUMBER_BITS) return entry & ((1u << NUMBER_BITS) - 1);
    }
    return 0;
}

void site_cache(uint64_t hash, uint32_t site) {
    uint64_t entry = hash >> NUMBER_BITS << NUMBER_BITS | site;
    uint64_t *first = &places[hash % PLACES], *second = &places[(hash + 1) % PLACES], empty = 0;
    if (__atomic_compare_exchange_n(first, &empty, entry, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) return;
    empty = 0;
    if (__atomic_compare_exchange_n(second, &empty, entry, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) return;
    __atomic_store_n(first, entry, __ATOMIC_RELAXED);
}

/// Numbers are per process: a forked child tells its places anew (the hash contains the generation).
void watch_sites_forked(void) { __atomic_store_n(&last_site, 0, __ATOMIC_RELAXED); }

/// Tells the reader of a place; 0 when that found no room in the ring.
uint32_t site_new(unsigned kind, const char *text, size_t length) {
    uint32_t site = __atomic_add_fetch(&last_site, 1, __ATOMIC_RELAXED);
    if (site >= 1u << NUMBER_BITS) return 0;
    struct note note = {.kind = WATCH_SITE, .descriptor = -1, .site = site, .argument = kind, .text = text};
    note.text_length = (uint16_t)length;
    note.begin = note.end = watch_now();
    return watch_put(&note) ? site : 0;
}

void text_add(struct text *text, const char *bytes, size_t length) {
    size_t room = sizeof text->bytes - text->length;
    if (length > room) length = room;
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
}

void text_add_string(struct text *text, const char *string) {
    if (string) text_add(text, string, strlen(string));
}

/// At most `limit` a second; two threads at the same moment may let one more through.
bool watch_rate(uint64_t *second, uint32_t *count, uint32_t limit) {
    uint64_t now = watch_now() >> 30;
    if (__atomic_exchange_n(second, now, __ATOMIC_RELAXED) != now) __atomic_store_n(count, 0, __ATOMIC_RELAXED);
    return __atomic_fetch_add(count, 1, __ATOMIC_RELAXED) < limit;
}

// Whether a file belongs to the system or to a language's runtime, not to the person who watches.
static bool is_system(const char *path) {
    static const char *const places_of_system[] = {"/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/", "/usr/libexec/"};
    for (size_t i = 0; i < sizeof places_of_system / sizeof *places_of_system; i++)
        if (strncmp(path, places_of_system[i], strlen(places_of_system[i])) == 0) return true;
    const char *name = strrchr(path, '/');
    name = name ? name + 1 : path;
    return strncmp(name, "libpython", 9) == 0 || strncmp(name, "libswift", 8) == 0 || strncmp(name, "libjvm", 6) == 0 ||
        strncmp(name, "libstdc++", 9) == 0 || strncmp(name, "libgcc_s", 8) == 0 || strstr(path, "/site-packages/") ||
        strstr(path, "/lib-dynload/");
}

static const void *main_base(void) {
    static const void *base;
    Dl_info info;
    if (!base && dladdr((void *)getauxval(AT_ENTRY), &info)) base = info.dli_fbase;
    return base;
}

// file, address in the file (of the call, one before where it returns to), symbol.
static uint32_t native_new(void *caller, const Dl_info *info, const struct link_map *map) {
    struct text text = {.length = 0};
    char path[512], digits[24];
    if (info->dli_fbase == main_base()) {
        long length = quiet(SYS_readlinkat, AT_FDCWD, "/proc/self/exe", path, sizeof path);
        if (length > 0) text_add(&text, path, (size_t)length);
    } else {
        text_add_string(&text, info->dli_fname);
    }
    snprintf(digits, sizeof digits, "\n%lx\n", (unsigned long)((uintptr_t)caller - 1 - map->l_addr));
    text_add_string(&text, digits);
    text_add_string(&text, info->dli_sname);
    return site_new(SITE_NATIVE, text.bytes, text.length);
}

struct walk {
    void *found;
    int left;
};

typedef int (*walk_step)(void *context, void *argument);

// A frame of the stack: the first one that is the program's own ends the walk (5: _URC_END_OF_STACK, 0: go on).
static uintptr_t (*frame_address)(void *);
static int walk_frame(void *context, void *argument) {
    struct walk *walk = argument;
    void *address = (void *)frame_address(context);
    Dl_info info;
    if (address && dladdr(address, &info) && info.dli_fname && info.dli_fbase != NULL &&
        (info.dli_fbase == main_base() || !is_system(info.dli_fname))) {
        static const void *own;
        Dl_info self;
        if (!own && dladdr((void *)places, &self)) own = self.dli_fbase;
        if (info.dli_fbase != own) {
            walk->found = address;
            return 5;
        }
    }
    return --walk->left > 0 ? 0 : 5;
}

// A library made the call: who called the library? The walk needs libgcc_s, which many programs have anyway; it is not
// loaded for it.
static void *walk_to_own(void) {
    static int (*walker)(walk_step, void *);
    static bool looked;
    if (!looked) {
        frame_address = (uintptr_t (*)(void *))dlsym(RTLD_DEFAULT, "_Unwind_GetIP");
        walker = (int (*)(walk_step, void *))dlsym(RTLD_DEFAULT, "_Unwind_Backtrace");
        looked = true;
    }
    if (!walker || !frame_address) return NULL;
    struct walk walk = {.left = 64};
    walker(walk_frame, &walk);
    return walk.found;
}

static uint32_t site_native(void *caller) {
    uint64_t key[] = {SITE_NATIVE, (uintptr_t)caller};
    uint64_t hash = site_hash(key, 2);
    uint32_t site = site_cached(hash);
    if (likely(site != 0)) return site;
    Dl_info info;
    struct link_map *map = NULL;
    if (!dladdr1(caller, &info, (void **)&map, RTLD_DL_LINKMAP) || !info.dli_fname || !map) return 0;
    if (info.dli_fbase != main_base() && is_system(info.dli_fname)) {
        // Depends on the stack, not on the address alone: walked each time, but not for ever.
        static uint64_t second;
        static uint32_t count;
        uint64_t deep[] = {SITE_NATIVE, (uintptr_t)caller, (uintptr_t)__builtin_frame_address(0)};
        uint64_t deep_hash = site_hash(deep, 3);
        if (!watch_rate(&second, &count, 2000)) return site_cached(deep_hash);
        void *own = walk_to_own();
        if (own) {
            uint32_t found = site_native(own);
            if (found) site_cache(deep_hash, found);
            return found;
        }
    }
    site = native_new(caller, &info, map);
    if (site) site_cache(hash, site);
    return site;
}

// What kind of program this is, asked at the first call: the symbols of an interpreter are there by then.
enum { PROGRAM_UNKNOWN, PROGRAM_NATIVE, PROGRAM_PYTHON, PROGRAM_PERL, PROGRAM_JAVA, PROGRAM_NODE };
static int program_kind;

static int program_ask(void) {
    int kind = PROGRAM_NATIVE;
    if (dlsym(RTLD_DEFAULT, "Py_IsInitialized")) kind = PROGRAM_PYTHON;
    else if (dlsym(RTLD_DEFAULT, "JNI_GetCreatedJavaVMs")) kind = PROGRAM_JAVA;
    else if (dlsym(RTLD_DEFAULT, "Perl_mess_nocontext")) kind = PROGRAM_PERL;
    else if (dlsym(RTLD_DEFAULT, "node_module_register")) kind = PROGRAM_NODE;
    program_kind = kind;
    return kind;
}

uint32_t watch_site(void *caller) {
    if (watch_no_source) return 0;
    struct self *self = &watch_self;
    // A signal handler that interrupted the search for another place.
    if (self->depth) return 0;
    int error = errno;
    self->depth++;
    int kind = likely(program_kind) ? program_kind : program_ask();
    uint32_t site = 0;
    if (kind == PROGRAM_NODE) ;
    else if (kind == PROGRAM_JAVA) site = site_from_java(caller);
    else if (kind == PROGRAM_PYTHON && site_from_python(&site)) ;
    else if (kind == PROGRAM_PERL && site_from_perl(&site)) ;
    else if (kind != PROGRAM_PERL) site = site_native(caller);
    self->depth--;
    errno = error;
    return site;
}
