// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "CJozinLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/openat2.h>
#include <malloc.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

// What a scratch file leaves of a disk's room.
static const uint64_t kept_free = 64u << 20;

long jozin_getdents(int folder, uint8_t *buffer, size_t size) {
    long used = syscall(SYS_getdents64, folder, buffer, size);
    return used < 0 ? -errno : used;
}

// Saturates: file systems keep times far beyond the years 1678 and 2262, where 64 bits of nanoseconds end.
static int64_t nanoseconds(struct statx_timestamp time) {
    int64_t sum;
    if (__builtin_mul_overflow(time.tv_sec, INT64_C(1000000000), &sum) || __builtin_add_overflow(sum, time.tv_nsec, &sum))
        return time.tv_sec < 0 ? INT64_MIN : INT64_MAX;
    return sum;
}

static int look(int folder, const char *name, int flags, jozin_status *status) {
    struct statx found;
    unsigned int wanted = STATX_TYPE | STATX_MODE | STATX_NLINK | STATX_INO | STATX_SIZE | STATX_MTIME | STATX_CTIME;
    if (statx(folder, name, flags | AT_SYMLINK_NOFOLLOW, wanted, &found) != 0) return -errno;
    status->mode = found.stx_mode;
    status->links = found.stx_nlink;
    status->inode = found.stx_ino;
    status->device = makedev(found.stx_dev_major, found.stx_dev_minor);
    status->size = (int64_t)found.stx_size;
    status->modified = nanoseconds(found.stx_mtime);
    status->changed = nanoseconds(found.stx_ctime);
    return 0;
}

int jozin_status_at(int folder, const char *name, jozin_status *status) { return look(folder, name, 0, status); }

int jozin_status_of(int descriptor, jozin_status *status) { return look(descriptor, "", AT_EMPTY_PATH, status); }

int jozin_open_folder_of_same_mount(int folder, const char *name) {
    struct open_how how = {
        .flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC,
        .resolve = RESOLVE_NO_XDEV | RESOLVE_NO_SYMLINKS | RESOLVE_BENEATH,
    };
    long opened;
    do opened = syscall(SYS_openat2, folder, name, &how, sizeof how);
    while (opened < 0 && (errno == EINTR || errno == EAGAIN));
    return opened < 0 ? -errno : (int)opened;
}

int jozin_file_system_of(int descriptor, jozin_file_system *found) {
    struct statfs status;
    if (fstatfs(descriptor, &status) != 0) return -errno;
    found->kind = (uint64_t)(unsigned long)status.f_type;
    found->free_bytes = (uint64_t)status.f_bavail * (uint64_t)status.f_bsize;
    found->total_bytes = (uint64_t)status.f_blocks * (uint64_t)status.f_bsize;
    found->free_files = status.f_ffree;
    found->total_files = status.f_files;
    found->is_read_only = (status.f_flags & 1) != 0; // ST_RDONLY of statvfs(3)
    return 0;
}

int jozin_syncfs(int descriptor) { return syncfs(descriptor) != 0 ? -errno : 0; }

int jozin_open_nameless(int folder) {
    int file = openat(folder, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    return file < 0 ? -errno : file;
}

int jozin_allocate(int file, int64_t bytes) {
    struct statvfs system;
    if (fstatvfs(file, &system) != 0) return -errno;
    // Filling a disk to its last byte before giving up would harm others. Some file systems know no sizes.
    uint64_t left = (uint64_t)system.f_bavail * system.f_frsize;
    if (system.f_blocks > 0 && left < (uint64_t)bytes + kept_free) return -ENOSPC;
    int error;
    do error = posix_fallocate(file, 0, bytes);
    while (error == EINTR);
    return -error;
}

void jozin_give_back_memory(void) { malloc_trim(0); }

void jozin_give_back_large_blocks(void) {
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
    mallopt(M_ARENA_MAX, 2);
}

int jozin_landlock_abi(void) {
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return abi < 0 ? 0 : (int)abi;
}

// Rights by number where the system's header is older than the kernel (include/uapi/linux/landlock.h).
#define FS_REFER (1ULL << 13)     // ABI 2
#define FS_TRUNCATE (1ULL << 14)  // ABI 3
#define NET_BIND 1ULL             // ABI 4
#define NET_BIND_AND_CONNECT 3ULL // ABI 4
#define RULE_NET_PORT 2           // ABI 4

static uint64_t writing_rights(int abi) {
    uint64_t rights = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
                      LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                      LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
                      LANDLOCK_ACCESS_FS_MAKE_SYM;
    if (abi >= 2) rights |= FS_REFER;
    if (abi >= 3) rights |= FS_TRUNCATE;
    return rights;
}

static int allow_port(int ruleset, uint64_t port) {
    struct {
        uint64_t access;
        uint64_t port;
    } rule = {NET_BIND, port};
    return syscall(SYS_landlock_add_rule, ruleset, RULE_NET_PORT, &rule, 0) != 0 ? -errno : 0;
}

static int allow(int ruleset, const int *folders, size_t count, int emptied, uint64_t rights) {
    if (emptied >= 0) {
        struct landlock_path_beneath_attr folder = {.allowed_access = LANDLOCK_ACCESS_FS_REMOVE_DIR, .parent_fd = emptied};
        if (syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &folder, 0) != 0) return -errno;
    }
    for (size_t index = 0; index < count; index++) {
        struct landlock_path_beneath_attr beneath = {.allowed_access = rights, .parent_fd = folders[index]};
        if (syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) != 0) return -errno;
    }
    // Programs that are started later want to write to the one file that keeps nothing.
    int nowhere = open("/dev/null", O_PATH | O_CLOEXEC);
    if (nowhere >= 0) {
        struct landlock_path_beneath_attr file = {.allowed_access = LANDLOCK_ACCESS_FS_WRITE_FILE, .parent_fd = nowhere};
        long result = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &file, 0);
        close(nowhere);
        if (result != 0) return -errno;
    }
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -errno;
    return syscall(SYS_landlock_restrict_self, ruleset, 0) != 0 ? -errno : 0;
}

int jozin_landlock_allow_writes(const int *folders, size_t count, int emptied, int port) {
    int abi = jozin_landlock_abi();
    if (abi == 0) return -ENOSYS;
    struct {
        uint64_t file_system;
        uint64_t network;
    } handled = {writing_rights(abi), NET_BIND_AND_CONNECT};
    size_t size = abi >= 4 ? sizeof handled : sizeof handled.file_system;
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &handled, size, 0);
    if (ruleset < 0) return -errno;
    int result = port >= 0 && abi >= 4 ? allow_port(ruleset, (uint64_t)port) : 0;
    if (result == 0) result = allow(ruleset, folders, count, emptied, handled.file_system);
    close(ruleset);
    return result;
}
