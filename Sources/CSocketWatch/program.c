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

static bool read_at(int fd, void *to, size_t length, uint64_t offset) {
    return quiet(SYS_pread64, fd, to, length, (off_t)offset) == (long)length;
}

// Programs built with the address sanitizer as a shared library end at once when another library stands before it.
static bool wants_to_be_first(int fd, const Elf64_Ehdr *header) {
    Elf64_Phdr parts[24];
    unsigned count = header->e_phnum < 24 ? header->e_phnum : 24;
    if (!read_at(fd, parts, count * sizeof *parts, header->e_phoff)) return false;
    Elf64_Dyn entries[64] = {0};
    for (unsigned i = 0; i < count; i++)
        if (parts[i].p_type == PT_DYNAMIC) {
            size_t size = parts[i].p_filesz < sizeof entries ? parts[i].p_filesz : sizeof entries;
            if (!read_at(fd, entries, size, parts[i].p_offset)) return false;
        }
    uint64_t strings = 0;
    for (unsigned i = 0; i < 64 && entries[i].d_tag != DT_NULL; i++)
        if (entries[i].d_tag == DT_STRTAB) strings = entries[i].d_un.d_ptr;
    for (unsigned i = 0; i < count; i++)
        if (parts[i].p_type == PT_LOAD && strings >= parts[i].p_vaddr &&
            strings - parts[i].p_vaddr < parts[i].p_filesz) {
            strings = strings - parts[i].p_vaddr + parts[i].p_offset;
            break;
        }
    for (unsigned i = 0; i < 64 && entries[i].d_tag != DT_NULL; i++) {
        char name[20] = "";
        if (entries[i].d_tag != DT_NEEDED || !read_at(fd, name, sizeof name - 1, strings + entries[i].d_un.d_val))
            continue;
        if (strncmp(name, "libasan.so", 10) == 0 || strncmp(name, "libclang_rt.asan", 16) == 0) return true;
    }
    return false;
}

static bool elf_watchable(int fd, const uint8_t *bytes, size_t length, bool own) {
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
        // musl's loader is ld-musl-ARCH.so.1.
        return strstr(loader, "ld-linux") != NULL && !(own && wants_to_be_first(fd, header));
    }
    return false; // static
}

/// Follows the first line of scripts. A script without one is run by /bin/sh (execvp) or not at all (execve).
enum program_answer program_watchable(const char *path, int depth) {
    _Alignas(8) uint8_t bytes[1024];
    long fd = quiet(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd == -ENOENT || fd == -ENOTDIR || fd == -EFAULT) return PROGRAM_ABSENT;
    if (fd < 0) return PROGRAM_HIDDEN;
    struct stat status;
    bool watchable = false;
    // Programs of the system are not looked at that closely: there are storms of them.
    bool of_system = strncmp(path, "/usr/", 5) == 0 || strncmp(path, "/bin/", 5) == 0;
    long length = fstat((int)fd, &status) == 0 && S_ISREG(status.st_mode) && !is_privileged((int)fd, &status)
        ? quiet(SYS_pread64, (int)fd, bytes, sizeof bytes - 1, 0L)
        : -1;
    if (length >= 4 && memcmp(bytes, ELFMAG, SELFMAG) == 0) {
        watchable = elf_watchable((int)fd, bytes, (size_t)length, !of_system);
    } else if (length >= 2 && bytes[0] == '#' && bytes[1] == '!') {
        bytes[length] = '\0';
        char *interpreter = (char *)bytes + 2;
        interpreter += strspn(interpreter, " \t");
        interpreter[strcspn(interpreter, " \t\r\n")] = '\0';
        watchable = depth < 4 && *interpreter && program_watchable(interpreter, depth + 1) == PROGRAM_WATCHABLE;
    } else if (length >= 0) {
        watchable = depth == 0;
    }
    quiet(SYS_close, (int)fd);
    return watchable ? PROGRAM_WATCHABLE : PROGRAM_HIDDEN;
}
