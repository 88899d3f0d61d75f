/// Java: the innermost frame outside the platform's own classes, asked from the virtual machine's tool interface.
///
/// Only where the Java library's own native code calls: a thread is in a state then in which the interface may be used.
/// The functions are taken by their positions in the interface's table, which its specification fixes.
#include "watch.h"

enum {
    // Positions in the tables, from 0.
    VM_GET_ENVIRONMENT = 6,
    JNI_DELETE_LOCAL = 23,
    TI_DEALLOCATE = 46,
    TI_CLASS_SIGNATURE = 47,
    TI_SOURCE_FILE = 49,
    TI_METHOD_NAME = 63,
    TI_METHOD_CLASS = 64,
    TI_LINE_TABLE = 69,
    TI_STACK_TRACE = 103,
    TI_ADD_CAPABILITIES = 141,
    TI_VERSION = 0x30010000, // 1.1
    JNI_VERSION = 0x00010006,
    CAN_SOURCE_FILE = 1 << 11,
    CAN_LINE_NUMBERS = 1 << 12,
    FRAMES = 40,
};

typedef void *const **table; // an environment: it points to the table of its functions
typedef int (*vm_get)(table, void **, int);
typedef void (*jni_delete)(table, void *);
typedef int (*ti_deallocate)(table, void *);
typedef int (*ti_two_strings)(table, void *, char **, char **);
typedef int (*ti_string)(table, void *, char **);
typedef int (*ti_three_strings)(table, void *, char **, char **, char **);
typedef int (*ti_class)(table, void *, void **);
struct line_entry {
    int64_t start;
    int32_t line;
};
typedef int (*ti_lines)(table, void *, int32_t *, struct line_entry **);
struct frame {
    void *method;
    int64_t location;
};
typedef int (*ti_stack)(table, void *, int32_t, int32_t, struct frame *, int32_t *);
typedef int (*ti_capabilities)(table, const uint32_t *);
#define FUNCTION(type, environment, position) ((type)(uintptr_t)(*(environment))[position])

static table machine, tool;
static int state; // 0 not tried, 1 usable, 2 not, 3 being set up

static void set_up(void) {
    int untried = 0;
    if (!__atomic_compare_exchange_n(&state, &untried, 3, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED)) return;
    int (*created)(table *, int, int *) = (int (*)(table *, int, int *))dlsym(RTLD_DEFAULT, "JNI_GetCreatedJavaVMs");
    int count = 0;
    void *got = NULL;
    bool usable = created && created(&machine, 1, &count) == 0 && count == 1 &&
        FUNCTION(vm_get, machine, VM_GET_ENVIRONMENT)(machine, &got, TI_VERSION) == 0 && got;
    tool = got;
    uint32_t capabilities[4] = {CAN_SOURCE_FILE | CAN_LINE_NUMBERS};
    usable = usable && FUNCTION(ti_capabilities, tool, TI_ADD_CAPABILITIES)(tool, capabilities) == 0;
    __atomic_store_n(&state, usable ? 1 : 2, __ATOMIC_RELEASE);
}

static void give_back(void *memory) {
    if (memory) FUNCTION(ti_deallocate, tool, TI_DEALLOCATE)(tool, memory);
}

static bool is_platform(const char *signature) {
    static const char *const parts[] = {"Ljava/", "Ljdk/", "Lsun/", "Ljavax/", "Lcom/sun/"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strncmp(signature, parts[i], strlen(parts[i])) == 0) return true;
    return false;
}

static uint64_t frame_key(const struct frame *frame) {
    uint64_t words[] = {SITE_JAVA, (uintptr_t)frame->method, (uint64_t)frame->location};
    return site_hash(words, 3);
}
static uint64_t method_key(const struct frame *frame) {
    uint64_t words[] = {SITE_JAVA, (uintptr_t)frame->method};
    return site_hash(words, 2);
}
enum { OWN = 1, PLATFORM = 2, BUFFERED = 3 };

// A platform class that keeps what it has read for later calls.
static bool is_buffered(const char *signature) {
    static const char *const parts[] = {"Reader;", "/Scanner;", "BufferedInputStream;", "StreamDecoder;",
                                        "ObjectInputStream"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strstr(signature, parts[i])) return true;
    return false;
}

static int32_t line_of(const struct frame *frame) {
    int32_t count = 0, line = 0;
    struct line_entry *lines = NULL;
    if (FUNCTION(ti_lines, tool, TI_LINE_TABLE)(tool, frame->method, &count, &lines) != 0) return 0;
    int64_t best = -1;
    for (int32_t i = 0; i < count; i++)
        if (lines[i].start <= frame->location && lines[i].start > best) best = lines[i].start, line = lines[i].line;
    give_back(lines);
    return line;
}

// Asks about a frame that is new: the kind of its method is kept, and for the own code its place.
static uint32_t ask(table jni, const struct frame *frame, const char *via, uint32_t *kind) {
    void *class = NULL;
    char *signature = NULL, *file = NULL, *name = NULL;
    uint32_t site = 0;
    *kind = 0;
    if (FUNCTION(ti_class, tool, TI_METHOD_CLASS)(tool, frame->method, &class) != 0) return 0;
    if (FUNCTION(ti_two_strings, tool, TI_CLASS_SIGNATURE)(tool, class, &signature, NULL) == 0 && signature) {
        *kind = !is_platform(signature) ? OWN : is_buffered(signature) ? BUFFERED : PLATFORM;
        site_cache(method_key(frame), *kind);
    }
    if (*kind == OWN) {
        FUNCTION(ti_string, tool, TI_SOURCE_FILE)(tool, class, &file);
        FUNCTION(ti_three_strings, tool, TI_METHOD_NAME)(tool, frame->method, &name, NULL, NULL);
        struct text text = {.length = 0};
        char digits[16];
        snprintf(digits, sizeof digits, "\n%d\n", line_of(frame));
        text_add_string(&text, file);
        text_add_string(&text, digits);
        size_t length = strlen(signature);
        if (length > 2) text_add(&text, signature + 1, length - 2);
        text_add_string(&text, ".");
        text_add_string(&text, name);
        text_add_string(&text, "\n");
        text_add_string(&text, via);
        site = site_new(SITE_JAVA, text.bytes, text.length);
        if (site) site_cache(frame_key(frame), site);
    }
    give_back(signature);
    give_back(file);
    give_back(name);
    FUNCTION(jni_delete, jni, JNI_DELETE_LOCAL)(jni, class);
    return site;
}

static bool is_java_library(void *caller) {
    uint64_t words[] = {SITE_JAVA, (uintptr_t)caller, 1};
    uint64_t hash = site_hash(words, 3);
    uint32_t known = site_cached(hash);
    if (known) return known == 1;
    Dl_info info;
    const char *name = dladdr(caller, &info) && info.dli_fname ? strrchr(info.dli_fname, '/') : NULL;
    bool is = name && (strcmp(name, "/libnio.so") == 0 || strcmp(name, "/libnet.so") == 0);
    site_cache(hash, is ? 1 : 2);
    return is;
}

uint32_t site_from_java(void *caller) {
    static uint64_t second;
    static uint32_t count;
    if (!is_java_library(caller)) return 0;
    if (state == 0) set_up();
    if (state != 1) return 0;
    void *jni = NULL;
    if (FUNCTION(vm_get, machine, VM_GET_ENVIRONMENT)(machine, &jni, JNI_VERSION) != 0 || !jni) return 0;
    struct frame frames[FRAMES];
    int32_t found = 0;
    // A wrong place would be worse than none: above this rate there is none.
    if (!watch_rate(&second, &count, 20000)) return 0;
    if (FUNCTION(ti_stack, tool, TI_STACK_TRACE)(tool, NULL, 0, FRAMES, frames, &found) != 0) return 0;
    const char *via = "";
    for (int32_t i = 0; i < found; i++) {
        uint32_t kind = site_cached(method_key(&frames[i]));
        uint32_t site = kind == OWN ? site_cached(frame_key(&frames[i])) : 0;
        if (!site && kind != PLATFORM && kind != BUFFERED) site = ask(jni, &frames[i], via, &kind);
        if (kind == BUFFERED) via = "a buffered reader";
        if (kind != PLATFORM && kind != BUFFERED) return site;
    }
    return 0;
}
