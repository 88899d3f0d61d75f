/// Calls after which the region could no longer be opened: another user, another root, another namespace. It is mapped
/// before.
#include "watch.h"

static void attach_before(void) {
    if (watch_on && !watch_region) watch_attach();
}

#define LEAVING(name, parameters, ...)                                                                                 \
    EXPORT int name parameters {                                                                                       \
        attach_before();                                                                                               \
        return REAL(name)(__VA_ARGS__);                                                                                \
    }

LEAVING(setuid, (uid_t user), user)
LEAVING(seteuid, (uid_t user), user)
LEAVING(setreuid, (uid_t real, uid_t effective), real, effective)
LEAVING(setresuid, (uid_t real, uid_t effective, uid_t saved), real, effective, saved)
LEAVING(setgid, (gid_t group), group)
LEAVING(setegid, (gid_t group), group)
LEAVING(setregid, (gid_t real, gid_t effective), real, effective)
LEAVING(setresgid, (gid_t real, gid_t effective, gid_t saved), real, effective, saved)
LEAVING(setgroups, (size_t count, const gid_t *groups), count, groups)
LEAVING(chroot, (const char *path), path)
LEAVING(unshare, (int flags), flags)
LEAVING(setns, (int fd, int kind), fd, kind)
