/// Names that do not resolve. What resolves is told by the connection that follows.
#include "watch.h"

#include <netdb.h>

static void failed(const char *name, int code, uint64_t begin, void *caller) {
    if (!watch_on || !name || !*name || self_is_borrowed()) return;
    int error = errno;
    struct note note = {.kind = WATCH_CALL, .call = WATCH_RESOLVE, .descriptor = -1, .result = code, .begin = begin};
    size_t length = strlen(name);
    note.text = name;
    note.text_length = (uint16_t)(length < 255 ? length : 255);
    // The record is mapped before its place is asked for: places are numbered in it.
    if (watch_region || watch_attach()) {
        note.site = watch_site(caller);
        note.end = watch_now();
        watch_put(&note);
    }
    errno = error;
}

EXPORT int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints, struct addrinfo **list) {
    PIN_CALLER;
    uint64_t begin = watch_on ? watch_now() : 0;
    int code = REAL(getaddrinfo)(name, service, hints, list);
    // A service that is unknown, or an address that was wanted and is none: no fault of the name.
    if (code == EAI_NONAME && hints && hints->ai_flags & AI_NUMERICHOST) return code;
    if (code == EAI_NONAME || code == EAI_AGAIN || code == EAI_FAIL || code == -5) failed(name, code, begin, caller);
    return code;
}

EXPORT struct hostent *gethostbyname(const char *name) {
    PIN_CALLER;
    uint64_t begin = watch_on ? watch_now() : 0;
    struct hostent *found = REAL(gethostbyname)(name);
    if (!found) failed(name, h_errno == TRY_AGAIN ? EAI_AGAIN : EAI_NONAME, begin, caller);
    return found;
}
