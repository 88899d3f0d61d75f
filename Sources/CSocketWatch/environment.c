/// Our variables: taken out of the program's environment at its start, put back into that of each program it starts.
#include "watch.h"

char watch_region_path[64];
bool watch_no_source;
static char own_library[1024];          // as it stood in LD_PRELOAD
static char region_entry[96];

// By its name: asking the loader for our own would cost each start of a program several page faults.
static bool is_own(const char *entry, size_t length) {
    static const char name[] = "libsockwatch.so";
    const size_t size = sizeof name - 1;
    if (length < size || length >= sizeof own_library || memcmp(entry + length - size, name, size) != 0) return false;
    return length == size || entry[length - size - 1] == '/';
}

// Takes our library out of the value of LD_PRELOAD, in place; the separators are the loader's. False: nothing is left.
static bool remove_own(char *value) {
    char *to = value;
    for (char *from = value; *from;) {
        size_t length = strcspn(from, ": ");
        size_t whole = length + (from[length] != '\0');
        if (is_own(from, length)) {
            memcpy(own_library, from, length);
            own_library[length] = '\0';
        } else {
            memmove(to, from, whole);
            to += whole;
        }
        from += whole;
    }
    if (to > value && own_library[0] && (to[-1] == ':' || to[-1] == ' ')) to--;
    *to = '\0';
    return to > value;
}

void environment_hide(char **entries) {
    char **to = entries;
    for (char **from = entries; *from; from++) {
        if (strncmp(*from, "SOCKDOCTOR_WATCH", 16) == 0 || strncmp(*from, "SOCKDOCTOR_NO_SOURCE=", 21) == 0) continue;
        if (strncmp(*from, "LD_PRELOAD=", 11) == 0 && !remove_own(*from + 11)) continue;
        *to++ = *from;
    }
    *to = NULL;
    stpcpy(stpcpy(region_entry, "SOCKDOCTOR_WATCH="), watch_region_path);
}

size_t environment_size(char *const *entries) {
    size_t count = 0;
    while (entries && entries[count]) count++;
    return count + 8;
}

static char *add_number(char *at, char *end, int number) {
    char digits[12];
    int length = 0;
    do digits[length++] = (char)('0' + number % 10);
    while (number /= 10);
    if (end - at < length + 2) return NULL;
    while (length) *at++ = digits[--length];
    return at;
}

// The sockets that the new program will find open. A child after vfork has descriptors of its own, of which we know
// nothing certain; the new program asks the kernel about each number, so that one too many does no harm.
static void list_sockets(char *text, size_t size, bool with_standard) {
    memcpy(text, "SOCKDOCTOR_WATCH_FDS=", 22);
    char *at = text + 21, *end = text + size - 1;
    int highest = __atomic_load_n(&watch_highest, __ATOMIC_RELAXED);
    for (int fd = 0; fd <= highest || fd < 3; fd++) {
        if (with_standard && fd < 3) ;
        else if (!(fd_state(fd) & FD_INET)) continue;
        long flags = quiet(SYS_fcntl, fd, F_GETFD);
        if (flags < 0 || flags & FD_CLOEXEC) continue;
        if (at > text + 21) *at++ = ',';
        char *next = add_number(at, end, fd);
        if (!next) break;
        at = next;
    }
    *at = '\0';
}

/// Builds the environment of a program that is started. Entries of ours that are there already mean that another
/// watcher starts it: it stays as it is.
void environment_build(struct environment *made, char *const *entries, bool with_standard, bool in_place) {
    char **to = made->entries;
    const char *others = NULL;
    bool foreign = false;
    for (char *const *from = entries; from && *from; from++) {
        if (strncmp(*from, "SOCKDOCTOR_WATCH=", 17) == 0) foreign = true;
        if (strncmp(*from, "LD_PRELOAD=", 11) == 0 && !others) others = *from + 11;
    }
    if (foreign || !own_library[0] || (others && strlen(others) + strlen(own_library) + 16 > sizeof made->preload)) {
        for (char *const *from = entries; from && *from; from++) *to++ = *from;
        *to = NULL;
        return;
    }
    char *at = stpcpy(stpcpy(made->preload, "LD_PRELOAD="), own_library);
    if (others && *others) stpcpy(stpcpy(at, ":"), others);
    bool placed = false;
    for (char *const *from = entries; from && *from; from++) {
        if (strncmp(*from, "LD_PRELOAD=", 11) == 0) {
            // In its old place, so that the order that a program prints stays.
            if (!placed) *to++ = made->preload;
            placed = true;
        } else {
            *to++ = *from;
        }
    }
    if (!placed) *to++ = made->preload;
    *to++ = region_entry;
    if (watch_no_source) *to++ = (char *)"SOCKDOCTOR_NO_SOURCE=1";
    if (watch_highest >= 0) list_sockets(made->sockets, sizeof made->sockets, with_standard);
    if (watch_highest >= 0 && made->sockets[21]) *to++ = made->sockets;
    if (in_place && self_has_slots()) *to++ = (char *)"SOCKDOCTOR_WATCH_AGAIN=1";
    *to = NULL;
}
