/// The ring: records are reserved by compare and swap, built in place and published by their stamp.
#include "ring.h"

struct watch_header *watch_region;
uint8_t *watch_ring;

// ns. On a busy machine the reader gets its turn late: with a wait of 2 ms an eighth of the calls of an echo server was lost.
enum { WAIT_LIMIT = 40000000, HEARTBEAT_LIMIT = 100000000 };
// The reader's tail as last seen: its cache line, which the reader writes, is only read when the ring looks full.
static uint64_t known_tail;
static const uint64_t nowhere = UINT64_MAX;
static uint64_t gave_up_at = UINT64_MAX; // the tail at which a wait was in vain: not waited for again until it moves

static uint64_t reserve(unsigned units) {
    struct watch_header *region = watch_region;
    uint64_t started = 0;
    for (;;) {
        uint64_t head = __atomic_load_n(&region->head, __ATOMIC_RELAXED);
        uint64_t tail = __atomic_load_n(&known_tail, __ATOMIC_ACQUIRE);
        if (unlikely(head + units - tail > region->units)) {
            tail = __atomic_load_n(&region->tail, __ATOMIC_ACQUIRE);
            __atomic_store_n(&known_tail, tail, __ATOMIC_RELEASE);
        }
        if (likely(head + units - tail <= region->units)) {
            if (__atomic_compare_exchange_n(&region->head, &head, head + units, true, __ATOMIC_RELAXED,
                                            __ATOMIC_RELAXED))
                return head;
            continue;
        }
        uint64_t now = watch_now();
        if (!started) started = now;
        uint64_t beat = __atomic_load_n(&region->heartbeat, __ATOMIC_RELAXED);
        bool dead = now > beat && now - beat > HEARTBEAT_LIMIT;
        if (dead || now - started > WAIT_LIMIT || __atomic_load_n(&gave_up_at, __ATOMIC_RELAXED) == tail ||
            __atomic_load_n(&region->stopped, __ATOMIC_RELAXED)) {
            __atomic_store_n(&gave_up_at, tail, __ATOMIC_RELAXED);
            __atomic_fetch_add(&region->lost, 1, __ATOMIC_RELAXED);
            return nowhere;
        }
        struct timespec pause = {0, 50000};
        quiet(SYS_nanosleep, &pause, NULL);
    }
}

// Copies `length` bytes of the data from `offset` on.
static void gather(uint8_t *to, const struct note *note, size_t offset, size_t length) {
    const struct iovec *piece = note->data;
    for (size_t left = note->pieces; left && length; left--, piece++) {
        if (offset >= piece->iov_len) {
            offset -= piece->iov_len;
            continue;
        }
        size_t part = piece->iov_len - offset < length ? piece->iov_len - offset : length;
        memcpy(to, (const uint8_t *)piece->iov_base + offset, part);
        to += part;
        length -= part;
        offset = 0;
    }
}

static uint64_t line_feeds(const struct note *note) {
    uint64_t found = 0;
    size_t left = note->bytes < 4096 ? note->bytes : 4096;
    for (size_t i = 0; i < note->pieces && left; i++) {
        const uint8_t *bytes = note->data[i].iov_base;
        size_t length = note->data[i].iov_len < left ? note->data[i].iov_len : left;
        // memchr beats a plain loop where line feeds are rare, as in binary data.
        for (const uint8_t *at = bytes, *end = bytes + length; (at = memchr(at, '\n', (size_t)(end - at))); at++) {
            found++;
            if (at + 1 == end) break;
        }
        left -= length;
    }
    return found;
}

bool watch_put(const struct note *note) {
    if (unlikely(!watch_region) && !(watch_on && watch_attach())) return false;
    struct watch_header *region = watch_region;
    if (__atomic_load_n(&region->stopped, __ATOMIC_RELAXED)) return false;
    struct self *self = self_get();
    size_t head = note->text ? note->text_length : note->bytes;
    if (!note->text && head > WATCH_HEAD_BYTES) head = WATCH_HEAD_BYTES;
    size_t tail = note->text ? 0 : note->bytes - head;
    if (tail > WATCH_TAIL_BYTES) tail = WATCH_TAIL_BYTES;
    size_t size = sizeof(struct watch_record) + note->address_length + note->local_length + head + tail;
    unsigned units = (unsigned)((size + WATCH_UNIT - 1) / WATCH_UNIT);
    uint64_t at = reserve(units);
    if (at == nowhere) return false;
    // The ring is mapped twice, back to back: no record wraps.
    struct watch_record *record = (struct watch_record *)(watch_ring + (at & (region->units - 1)) * WATCH_UNIT);
    record->units = (uint16_t)units;
    record->kind = note->kind;
    record->call = note->call;
    record->process = note->process ? note->process : note->borrowed ? (uint32_t)quiet(SYS_getpid) : self->process;
    record->thread = note->process ? note->process : note->borrowed ? (uint32_t)quiet(SYS_gettid) : self->thread;
    record->descriptor = note->descriptor;
    record->result = note->result;
    record->begin = note->begin;
    record->end = note->end;
    record->error = note->error;
    record->flags = note->flags;
    record->site = note->site;
    record->argument = note->argument;
    record->segments = note->segments;
    record->unread = note->unread;
    record->address_length = note->address_length;
    record->local_length = note->local_length;
    record->head_length = (uint16_t)head;
    record->tail_length = (uint16_t)tail;
    record->newlines = note->bytes ? line_feeds(note) : 0;
    record->domain = note->state & FD_INET ? (note->state & FD_SIX ? AF_INET6 : AF_INET) : 0;
    record->type =
        (note->state & FD_INET ? (note->state & FD_DATAGRAM ? SOCK_DGRAM : SOCK_STREAM) : 0) | note->protocol << 16;
    memcpy(record->extra, note->extra, sizeof record->extra);
    uint8_t *payload = (uint8_t *)(record + 1);
    memcpy(payload, note->address, note->address_length);
    memcpy(payload + note->address_length, note->local, note->local_length);
    payload += note->address_length + note->local_length;
    if (note->text) {
        memcpy(payload, note->text, head);
    } else if (note->bytes) {
        gather(payload, note, 0, head);
        gather(payload + head, note, note->bytes - tail, tail);
    }
    __atomic_store_n(&record->stamp, at + 1, __ATOMIC_RELEASE);
    // The next record's lines were last in the reader's cache.
    const uint8_t *next = (const uint8_t *)record + units * WATCH_UNIT;
    for (unsigned i = 0; i < 4; i++) __builtin_prefetch(next + i * WATCH_UNIT, 1);
    return true;
}
