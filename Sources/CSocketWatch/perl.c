/// Perl: what its own messages say, " at FILE line N."; from library code, the place that called the library.
#include "watch.h"

#include <sys/uio.h>

typedef void interpreter;
static struct {
    pthread_key_t *key;
    void *(*message)(const char *, ...);
    char *(*utf8)(interpreter *, void *, size_t *);
    char *(*utf8_flags)(interpreter *, void *, size_t *, uint32_t);
    void *(*caller)(interpreter *, int32_t, const void **);
} api;
static int api_state;

#define FIND(field, name) (*(void **)&api.field = dlsym(RTLD_DEFAULT, name))
static void load(void) {
    FIND(utf8, "Perl_sv_2pvutf8");
    FIND(utf8_flags, "Perl_sv_2pvutf8_flags");
    FIND(caller, "Perl_caller_cx");
    bool all = FIND(key, "PL_thr_key") && FIND(message, "Perl_mess_nocontext") && (api.utf8 || api.utf8_flags);
    __atomic_store_n(&api_state, all ? 1 : 2, __ATOMIC_RELEASE);
}

// Where a context keeps the statement that it was called from, and a statement its line and file; the same from 5.24
// on, where Perl was built for 64 bits with threads. Read through the kernel, so that a wrong guess cannot hurt.
enum { CONTEXT_STATEMENT = 16, STATEMENT_LINE = 36, STATEMENT_FILE = 48 };
static bool peek(const void *from, void *to, size_t length) {
    struct iovec here = {to, length}, there = {(void *)from, length};
    return quiet(SYS_process_vm_readv, (pid_t)quiet(SYS_getpid), &here, 1UL, &there, 1UL, 0UL) == (long)length;
}

static bool is_library(const char *file) {
    static const char *const parts[] = {"/usr/share/perl", "/usr/lib/", "/usr/local/share/perl", "/usr/local/lib/",
                                        "/etc/perl"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strncmp(file, parts[i], strlen(parts[i])) == 0) return true;
    return strstr(file, "/perl5/") != NULL;
}

// A C string of unknown length, without reading beyond its page.
static bool peek_string(const char *from, char *to, size_t size) {
    for (size_t done = 0; done < size;) {
        size_t part = 4096 - ((uintptr_t)(from + done) & 4095);
        if (part > size - done) part = size - done;
        if (!peek(from + done, to + done, part)) return false;
        if (memchr(to + done, '\0', part)) return true;
        done += part;
    }
    return false;
}

static uint32_t place(const char *file, size_t file_length, long line) {
    struct text text = {.length = 0};
    char digits[24];
    snprintf(digits, sizeof digits, "\n%ld\n", line);
    text_add(&text, file, file_length);
    text_add_string(&text, digits);
    uint64_t words[130] = {SITE_PERL};
    memcpy(words + 1, text.bytes, text.length);
    uint64_t hash = site_hash(words, 1 + (text.length + 7) / 8);
    uint32_t site = site_cached(hash);
    if (!site && (site = site_new(SITE_PERL, text.bytes, text.length))) site_cache(hash, site);
    return site;
}

/// False: this thread runs no Perl.
bool site_from_perl(uint32_t *site) {
    if (!api_state) load();
    interpreter *perl = api_state == 1 ? pthread_getspecific(*api.key) : NULL;
    if (!perl) return false;
    *site = 0;
    void *message = api.message("%s", "");
    if (!message) return true;
    size_t length = 0;
    const char *said = api.utf8_flags ? api.utf8_flags(perl, message, &length, 0) : api.utf8(perl, message, &length);
    if (!said || length < 10 || length > 900 || strncmp(said, " at ", 4) != 0) return true;
    const char *number = NULL;
    for (const char *at = said; (at = strstr(at, " line ")); at++)
        if (at[6] >= '0' && at[6] <= '9') {
            number = at;
            break;
        }
    if (!number) return true;
    char file[512];
    size_t file_length = (size_t)(number - said) - 4;
    if (file_length >= sizeof file) return true;
    memcpy(file, said + 4, file_length);
    file[file_length] = '\0';
    long line = atol(number + 6);
    static uint64_t second;
    static uint32_t count;
    if (is_library(file) && api.caller && watch_rate(&second, &count, 2000)) {
        for (int32_t level = 0; level < 32; level++) {
            const char *context = api.caller(perl, level, NULL), *statement, *name;
            uint32_t there;
            char found[512];
            if (!context || !peek(context + CONTEXT_STATEMENT, &statement, sizeof statement) ||
                !peek(statement + STATEMENT_LINE, &there, sizeof there) ||
                !peek(statement + STATEMENT_FILE, &name, sizeof name) || !peek_string(name, found, sizeof found))
                break;
            if (is_library(found) || there == 0 || there > 10000000) continue;
            *site = place(found, strlen(found), there);
            return true;
        }
    }
    *site = place(file, file_length, line);
    return true;
}
