/// Python: the file and line of the innermost frame in the person's own code.
///
/// The thread's own frames are read in place, also while it has released the interpreter's lock for the call: only
/// their own thread changes them. Their layout is known for 3.8 to 3.13 and proven at each new place against what the
/// interpreter itself says, for which the lock is taken. Where a layout is unknown or wrong, the interpreter is asked
/// each time.
#include "watch.h"

struct layout {
    int16_t state_frame;     // in the thread's state: the innermost frame, or what points to it
    int16_t inner;           // in that: the innermost frame; -1: no such step
    int16_t code, previous, instruction, owner; // in a frame; owner -1: all frames are Python's
    int16_t first_line, file, bytes;            // in a code object
    int8_t unit;             // of the instruction: 1 and 2 an index in bytes or units, 0 an address
};

static const struct layout layouts[] = {
    [8] = {24, -1, 32, 24, 104, -1, 40, 104, 0, 1},
    [9] = {24, -1, 32, 24, 104, -1, 40, 104, 0, 1},
    [10] = {24, -1, 32, 24, 96, -1, 40, 104, 0, 2},
    [11] = {56, 8, 32, 48, 56, -1, 72, 112, 184, 0},
    [12] = {56, 0, 0, 8, 56, 70, 68, 112, 192, 0},
    [13] = {72, -1, 0, 8, 56, 70, 68, 112, 200, 0},
};
enum { OWNED_BY_C_STACK = 3, DEEPEST = 256 };

typedef void object;
static struct {
    object *(*this_thread)(void);
    int (*take)(void);
    void (*give)(int);
    object *(*frame)(void);
    int (*line)(object *);
    int (*address_line)(object *, int);
    object *(*attribute)(object *, const char *);
    const char *(*utf8)(object *);
    void (*drop)(object *), (*keep)(object *);
    void (*error_fetch)(object **, object **, object **), (*error_restore)(object *, object *, object *);
    int (*initialized)(void), (*finalizing)(void);
    int (*collector_off)(void), (*collector_on)(void);
    object *(*system_object)(const char *);
    object *(*item)(object *, const char *);
    object *none;
    const struct layout *layout;
} api;
static int api_state; // 0 not looked for, 1 there, 2 not usable
static char library[512];
static size_t library_length;

#define FIND(field, name) (*(void **)&api.field = dlsym(RTLD_DEFAULT, name))
static void load(void) {
    const char *(*version)(void) = (const char *(*)(void))dlsym(RTLD_DEFAULT, "Py_GetVersion");
    bool all = version && FIND(this_thread, "PyGILState_GetThisThreadState") && FIND(take, "PyGILState_Ensure") &&
        FIND(give, "PyGILState_Release") && FIND(frame, "PyEval_GetFrame") && FIND(line, "PyFrame_GetLineNumber") &&
        FIND(address_line, "PyCode_Addr2Line") && FIND(attribute, "PyObject_GetAttrString") &&
        FIND(utf8, "PyUnicode_AsUTF8") && FIND(drop, "Py_DecRef") && FIND(keep, "Py_IncRef") &&
        FIND(error_fetch, "PyErr_Fetch") && FIND(error_restore, "PyErr_Restore") &&
        FIND(initialized, "Py_IsInitialized") && FIND(system_object, "PySys_GetObject") &&
        FIND(item, "PyDict_GetItemString") && FIND(none, "_Py_NoneStruct");
    if (!FIND(finalizing, "Py_IsFinalizing") && !FIND(finalizing, "_Py_IsFinalizing")) all = false;
    FIND(collector_off, "PyGC_Disable");
    FIND(collector_on, "PyGC_Enable");
    if (all && strncmp(version(), "3.", 2) == 0) {
        int minor = atoi(version() + 2);
        if (minor >= 8 && minor < (int)(sizeof layouts / sizeof *layouts)) api.layout = &layouts[minor];
    }
    __atomic_store_n(&api_state, all ? 1 : 2, __ATOMIC_RELEASE);
}

struct view {
    const char *frame, *code;
    uint64_t instruction;
};
#define AT(type, base, offset) (*(const type *)((base) + (offset)))

static bool view_fill(struct view *view, const struct layout *l) {
    while (view->frame && l->owner >= 0 && AT(char, view->frame, l->owner) == OWNED_BY_C_STACK)
        view->frame = AT(char *, view->frame, l->previous);
    if (!view->frame) return false;
    view->code = AT(char *, view->frame, l->code);
    view->instruction = l->unit ? AT(uint32_t, view->frame, l->instruction) : AT(uint64_t, view->frame, l->instruction);
    return view->code != NULL;
}
static bool view_first(struct view *view, const struct layout *l, const char *state) {
    view->frame = AT(char *, state, l->state_frame);
    if (view->frame && l->inner >= 0) view->frame = AT(char *, view->frame, l->inner);
    return view_fill(view, l);
}
static bool view_next(struct view *view, const struct layout *l) {
    view->frame = AT(char *, view->frame, l->previous);
    return view_fill(view, l);
}

// A code object's memory may come to hold another one: its file and first line are part of the key.
static uint64_t code_key(const struct view *view, const struct layout *l) {
    uint64_t words[] = {SITE_PYTHON, (uintptr_t)view->code, AT(uint32_t, view->code, l->first_line),
                        AT(uint64_t, view->code, l->file)};
    return site_hash(words, 4);
}
static uint64_t place_key(uint64_t code, const struct view *view) {
    uint64_t words[] = {code, view->instruction};
    return site_hash(words, 2);
}

enum { OWN = 1, LIBRARY = 2 };

// The place, where all that is needed for it has been asked before.
static uint32_t find_fast(const char *state, const struct layout *l) {
    struct view view;
    if (!view_first(&view, l, state)) return 0;
    for (int depth = 0; depth < DEEPEST; depth++) {
        uint64_t code = code_key(&view, l);
        uint32_t kind = site_cached(code);
        if (kind == 0) return 0;
        if (kind == OWN) return site_cached(place_key(code, &view));
        // Library code all the way: the outermost frame stands for it.
        struct view outer = view;
        if (!view_next(&outer, l)) return site_cached(place_key(code, &view));
        view = outer;
    }
    return 0;
}

static void find_library(void) {
    object *modules = api.system_object("modules");
    object *encodings = modules ? api.item(modules, "encodings") : NULL;
    object *file = encodings ? api.attribute(encodings, "__file__") : NULL;
    const char *path = file ? api.utf8(file) : NULL;
    const char *end = path ? strstr(path, "/encodings/") : NULL;
    if (end && (size_t)(end - path) + 2 < sizeof library) {
        memcpy(library, path, (size_t)(end - path) + 1);
        library_length = (size_t)(end - path) + 1;
    }
    if (file) api.drop(file);
}

static bool is_library(const char *file) {
    return (library_length && strncmp(file, library, library_length) == 0) || strncmp(file, "<frozen ", 8) == 0 ||
        strstr(file, "/site-packages/") || strstr(file, "/dist-packages/");
}

static const char *text_of(object *owner, const char *name, object **held) {
    *held = api.attribute(owner, name);
    const char *text = *held ? api.utf8(*held) : NULL;
    return text ? text : "";
}

// Whether the frame in place is the one that the interpreter shows, at the same line.
static bool agrees(const struct view *view, const struct layout *l, object *code, object *file, int line) {
    if (view->code != code || AT(object *, view->code, l->file) != file) return false;
    int64_t at = l->unit ? (int64_t)(int32_t)view->instruction * l->unit
                         : (int64_t)(view->instruction - (uintptr_t)(view->code + l->bytes));
    return at >= 0 && at < 1 << 28 && api.address_line(code, (int)at) == line;
}

// With the interpreter's lock.
static uint32_t find_slow(const char *state) {
    const struct layout *l = api.layout;
    struct view view;
    bool fast = l && view_first(&view, l, state);
    object *frame = api.frame();
    uint32_t site = 0;
    if (!frame) return 0;
    if (!library_length) find_library();
    char via[128] = "";
    api.keep(frame);
    for (int depth = 0; frame && depth < DEEPEST; depth++) {
        object *code = api.attribute(frame, "f_code"), *file_held = NULL, *name_held = NULL;
        if (!code) break;
        const char *file = text_of(code, "co_filename", &file_held);
        int line = api.line(frame);
        if (fast && !agrees(&view, l, code, file_held, line)) {
            fast = false;
            api.layout = NULL; // from now on the interpreter is asked each time
        }
        bool own = !is_library(file);
        if (!own && depth == 0) {
            const char *base = strrchr(file, '/');
            object *held = NULL;
            snprintf(via, sizeof via, "%s %s", base ? base + 1 : file, text_of(code, "co_name", &held));
            if (held) api.drop(held);
        }
        uint64_t key = fast ? code_key(&view, l) : 0;
        if (fast) site_cache(key, own ? OWN : LIBRARY);
        object *back = api.attribute(frame, "f_back");
        bool last = own || !back || back == api.none;
        if (last) {
            const char *name = text_of(code, "co_qualname", &name_held);
            if (!name_held) {
                object *type, *value, *trace;
                api.error_fetch(&type, &value, &trace);
                if (type) api.drop(type);
                if (value) api.drop(value);
                if (trace) api.drop(trace);
                name = text_of(code, "co_name", &name_held);
            }
            struct text text = {.length = 0};
            char digits[16];
            snprintf(digits, sizeof digits, "\n%d\n", line);
            text_add_string(&text, file);
            text_add_string(&text, digits);
            text_add_string(&text, name);
            text_add_string(&text, "\n");
            text_add_string(&text, via);
            // Asked each time, the text itself is the key.
            uint64_t words[130] = {0};
            memcpy(words, text.bytes, text.length);
            uint64_t place = fast ? place_key(key, &view) : site_hash(words, (text.length + 7) / 8);
            site = site_cached(place);
            if (!site && (site = site_new(SITE_PYTHON, text.bytes, text.length))) site_cache(place, site);
        }
        if (name_held) api.drop(name_held);
        if (file_held) api.drop(file_held);
        api.drop(code);
        api.drop(frame);
        frame = back;
        if (last) break;
        if (fast && !view_next(&view, l)) fast = false;
    }
    if (frame) api.drop(frame);
    return site;
}

/// False: this thread runs no Python.
bool site_from_python(uint32_t *site) {
    if (!api_state) load();
    if (api_state != 1) return false;
    *site = 0;
    if (!api.initialized()) return true;
    const char *state = api.this_thread();
    if (!state) return false;
    if (api.finalizing()) return true;
    const struct layout *l = api.layout;
    if (l && (*site = find_fast(state, l))) return true;
    int held = api.take();
    object *type, *value, *trace;
    api.error_fetch(&type, &value, &trace);
    // Frame objects may be made here: their garbage collection would run finalizers in the midst of the program's call.
    int collector = api.collector_off && api.collector_on ? api.collector_off() : 0;
    *site = find_slow(state);
    if (collector) api.collector_on();
    api.error_restore(type, value, trace);
    api.give(held);
    return true;
}
