/// Whether a program can be watched, read from its file before it is started: the loader would complain on the standard
/// error of a program for which our library is not made.
#include "watch.h"

#include <elf.h>
#include <sys/stat.h>

#if defined(__x86_64__)
enum { OWN_MACHINE = EM_X86_64 };
#elif defined(__aarch64__)
enum { OWN_MACHINE = EM_AARCH64 };
#else
#error "the recorder knows x86_64 and aarch64"
#endif

// Privileges come with it: the loader ignores us then, and our variables would stay to be seen.
static bool is_privileged(int fd, const struct stat *status) {
    if (status->st_mode & S_ISUID && status->st_uid != getuid()) return true;
    if (status->st_mode & S_ISGID && status->st_gid != getgid()) return true;
    char capability[64];
    return getuid() != 0 && quiet(SYS_fgetxattr, fd, "security.capability", capability, sizeof capability) > 0;
}

static bool elf_watchable(int fd, const uint8_t *bytes, size_t length) {
    const Elf64_Ehdr *header = (const Elf64_Ehdr *)bytes;
    if (length < sizeof *header || header->e_ident[EI_CLASS] != ELFCLASS64 || header->e_machine != OWN_MACHINE ||
        header->e_phentsize != sizeof(Elf64_Phdr))
        return false;
    for (unsigned i = 0; i < header->e_phnum && i < 64; i++) {
        Elf64_Phdr part;
        off_t at = (off_t)(header->e_phoff + i * sizeof part);
        if (at >= 0 && (size_t)at + sizeof part <= length) memcpy(&part, bytes + at, sizeof part);
        else if (quiet(SYS_pread64, fd, &part, sizeof part, at) != sizeof part) return false;
        if (part.p_type != PT_INTERP) continue;
        char loader[256];
        size_t size = part.p_filesz < sizeof loader ? part.p_filesz : sizeof loader - 1;
        if (part.p_offset + size <= length) memcpy(loader, bytes + part.p_offset, size);
        else if (quiet(SYS_pread64, fd, loader, size, (off_t)part.p_offset) != (long)size) return false;
        loader[size] = '\0';
        return strstr(loader, "ld-linux") != NULL; // musl's is ld-musl-ARCH.so.1
    }
    return false; // static
}

/// Follows the first line of scripts. A script without one is run by /bin/sh (execvp) or not at all (execve).
bool program_watchable(const char *path, int depth) {
    _Alignas(8) uint8_t bytes[1024];
    long fd = quiet(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) return false;
    struct stat status;
    bool watchable = false;
    long length = fstat((int)fd, &status) == 0 && S_ISREG(status.st_mode) && !is_privileged((int)fd, &status)
        ? quiet(SYS_pread64, (int)fd, bytes, sizeof bytes - 1, 0L)
        : -1;
    if (length >= 4 && memcmp(bytes, ELFMAG, SELFMAG) == 0) {
        watchable = elf_watchable((int)fd, bytes, (size_t)length);
    } else if (length >= 2 && bytes[0] == '#' && bytes[1] == '!') {
        bytes[length] = '\0';
        char *interpreter = (char *)bytes + 2;
        interpreter += strspn(interpreter, " \t");
        interpreter[strcspn(interpreter, " \t\r\n")] = '\0';
        watchable = depth < 4 && *interpreter && program_watchable(interpreter, depth + 1);
    } else if (length >= 0) {
        watchable = depth == 0;
    }
    quiet(SYS_close, (int)fd);
    return watchable;
}
