// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "CJozinProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

// Swift's runtime, where it is linked in, looks for its tool that prints backtraces relative to the name by which the program was
// called: for a bare name in the working folder, which may be full of other people's files. The linker (--wrap, Package.swift)
// has it ask here, and there is no such tool.
char *__wrap_swift_copyAuxiliaryExecutablePath(const char *name);
char *__wrap_swift_copyAuxiliaryExecutablePath(const char *name) {
    (void)name;
    return NULL;
}

int jozin_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int jozin_packet_pair(int ends[2]) { return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends); }

enum { most_descriptors = 2 };

// Room for the descriptors of one packet, aligned as the macros of cmsg(3) want it.
union descriptors {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(most_descriptors * sizeof(int))];
};

int jozin_packet_send(int socket, const void *bytes, size_t count, int first, int second) {
    struct iovec piece = {.iov_base = (void *)bytes, .iov_len = count};
    union descriptors control;
    struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
    int descriptors[most_descriptors] = {first, second};
    size_t size = first < 0 ? 0 : second < 0 ? sizeof(int) : 2 * sizeof(int);
    memset(&control, 0, sizeof control);
    if (size > 0) {
        message.msg_control = control.bytes;
        message.msg_controllen = CMSG_SPACE(size);
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(size);
        memcpy(CMSG_DATA(header), descriptors, size);
    }
    ssize_t sent;
    do sent = sendmsg(socket, &message, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent == (ssize_t)count ? 0 : -1;
}

// Closes what was taken, where there is something.
static void drop(int *descriptor) {
    if (*descriptor >= 0) close(*descriptor);
    *descriptor = -1;
}

ssize_t jozin_packet_receive(int socket, void *bytes, size_t capacity, int *first, int *second) {
    struct iovec piece = {.iov_base = bytes, .iov_len = capacity};
    union descriptors control;
    struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
    *first = *second = -1;
    ssize_t size;
    do size = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    while (size < 0 && errno == EINTR);
    if (size < 0) return -1;
    // What the kernel cannot fit into the room above it closes (MSG_CTRUNC).
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (header != NULL && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS) {
        if (header->cmsg_len >= CMSG_LEN(sizeof(int))) memcpy(first, CMSG_DATA(header), sizeof *first);
        if (header->cmsg_len >= CMSG_LEN(2 * sizeof(int))) memcpy(second, CMSG_DATA(header) + sizeof(int), sizeof *second);
    }
    if (message.msg_flags & MSG_TRUNC) {
        drop(first);
        drop(second);
        errno = EMSGSIZE;
        return -1;
    }
    return size;
}

// The child sees nothing of the owner's environment. A crash must end at once: Swift's backtracer would start a program.
static char *const environment[] = {"LC_ALL=C", "SWIFT_BACKTRACE=enable=no", "MALLOC_ARENA_MAX=1", NULL};

static int prepare(posix_spawn_file_actions_t *actions, posix_spawnattr_t *attributes, int standard_input, int standard_output) {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    int error = posix_spawn_file_actions_adddup2(actions, standard_input, 0);
    if (error == 0)
        error = standard_output >= 0 ? posix_spawn_file_actions_adddup2(actions, standard_output, 1)
                                     : posix_spawn_file_actions_addopen(actions, 1, "/dev/null", O_WRONLY, 0);
    if (error == 0) error = posix_spawn_file_actions_addopen(actions, 2, "/dev/null", O_WRONLY, 0);
    if (error == 0) error = posix_spawn_file_actions_addclosefrom_np(actions, 3);
    if (error == 0) error = posix_spawnattr_setsigmask(attributes, &none);
    if (error == 0) error = posix_spawnattr_setsigdefault(attributes, &all);
    // Its own group: Ctrl-C at the terminal is for the parent, which ends its children itself.
    if (error == 0) error = posix_spawnattr_setpgroup(attributes, 0);
    if (error == 0)
        error = posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    return error;
}

int jozin_spawn(const char *path, const char *const *arguments, int standard_input, int standard_output, pid_t *child) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int error = posix_spawn_file_actions_init(&actions);
    if (error == 0) {
        error = posix_spawnattr_init(&attributes);
        if (error == 0) {
            error = prepare(&actions, &attributes, standard_input, standard_output);
            if (error == 0) error = posix_spawn(child, path, &actions, &attributes, (char *const *)arguments, environment);
            posix_spawnattr_destroy(&attributes);
        }
        posix_spawn_file_actions_destroy(&actions);
    }
    errno = error;
    return error == 0 ? 0 : -1;
}

int jozin_die_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL); }

static int lower(__rlimit_resource_t resource, rlim_t soft) {
    struct rlimit limit;
    if (getrlimit(resource, &limit) != 0) return -1;
    limit.rlim_cur = soft < limit.rlim_max ? soft : limit.rlim_max;
    return setrlimit(resource, &limit);
}

// Code, libraries and the original, where a codec maps it: read-only, so that their pages can be dropped at any time.
static const uint64_t room_for_code = 1ull << 29;

int jozin_limit_request(uint64_t memory, uint64_t mapped, uint32_t cpu_seconds) {
    struct rusage used;
    if (getrusage(RUSAGE_SELF, &used) != 0) return -1;
    // One more second, since what was used is rounded down.
    rlim_t until = (rlim_t)used.ru_utime.tv_sec + (rlim_t)used.ru_stime.tv_sec + 1 + cpu_seconds;
    uint64_t space;
    if (__builtin_add_overflow(memory, mapped, &space) || __builtin_add_overflow(space, room_for_code, &space)) space = RLIM_INFINITY;
    if (lower(RLIMIT_DATA, memory) != 0 || lower(RLIMIT_AS, space) != 0) return -1;
    return lower(RLIMIT_CPU, until);
}

int jozin_forbid_files_to_grow(void) {
    struct rlimit none = {0, 0};
    return setrlimit(RLIMIT_CORE, &none) == 0 && setrlimit(RLIMIT_FSIZE, &none) == 0 ? 0 : -1;
}

// Landlock, from its interface in the kernel's documentation (userspace-api/landlock): numbers are the same on every
// architecture, and rights that a kernel does not know are left out by its ABI version.
enum { landlock_create_ruleset = 444, landlock_restrict_self = 446, landlock_create_ruleset_version = 1 };

struct landlock_rules {
    uint64_t handled_access_fs;
    uint64_t handled_access_net;
    uint64_t scoped;
};

static int restrict_files_and_network(int *abi) {
    long version = syscall(landlock_create_ruleset, NULL, 0, landlock_create_ruleset_version);
    *abi = 0;
    if (version < 1) return 0;
    int file_rights = version >= 5 ? 16 : version >= 3 ? 15 : version >= 2 ? 14 : 13;
    struct landlock_rules rules = {
        .handled_access_fs = (1u << file_rights) - 1,
        .handled_access_net = version >= 4 ? 3 : 0,  // bind and connect TCP
        .scoped = version >= 6 ? 3 : 0,              // abstract sockets and signals
    };
    size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
    long ruleset = syscall(landlock_create_ruleset, &rules, size, 0);
    if (ruleset < 0) return -1;
    long done = syscall(landlock_restrict_self, (int)ruleset, 0);
    int error = errno;
    close((int)ruleset);
    errno = error;
    if (done == 0) *abi = (int)version;
    return done == 0 ? 0 : -1;
}

#if defined(__x86_64__)
#define JOZIN_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define JOZIN_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#define FORBID(name) \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##name, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

static int filter_system_calls(int *seccomp) {
    *seccomp = 0;
#ifdef JOZIN_ARCHITECTURE
    // Other instruction sets' call numbers (32-bit code, and x32 by its bit 30) would slip past the list.
    struct sock_filter steps[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, JOZIN_ARCHITECTURE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        FORBID(socket), FORBID(connect), FORBID(bind), FORBID(listen), FORBID(execve), FORBID(execveat), FORBID(ptrace),
        FORBID(process_vm_readv), FORBID(process_vm_writev), FORBID(pidfd_getfd), FORBID(io_uring_setup), FORBID(bpf),
        FORBID(perf_event_open), FORBID(userfaultfd), FORBID(keyctl), FORBID(add_key), FORBID(request_key), FORBID(mount),
        FORBID(umount2), FORBID(setns), FORBID(unshare), FORBID(kill), FORBID(fchmod), FORBID(fchmodat), FORBID(fchown),
        FORBID(fchownat), FORBID(utimensat), FORBID(fsetxattr), FORBID(setxattr), FORBID(lsetxattr), FORBID(fremovexattr),
        FORBID(removexattr), FORBID(lremovexattr), FORBID(ftruncate), FORBID(truncate), FORBID(fallocate),
        // Memory that RLIMIT_DATA does not count.
        FORBID(memfd_create), FORBID(shmget),
#ifdef __x86_64__
        // The forms of these that younger architectures left out.
        FORBID(chmod), FORBID(chown), FORBID(lchown), FORBID(utime), FORBID(utimes), FORBID(futimesat),
#endif
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_mmap, 0, 4),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[3])),  // the lower half: both are little-endian
        BPF_STMT(BPF_ALU | BPF_AND | BPF_K, MAP_SHARED | MAP_ANONYMOUS),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MAP_SHARED | MAP_ANONYMOUS, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {.len = sizeof steps / sizeof *steps, .filter = steps};
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0) *seccomp = 1;
    else if (errno != EINVAL && errno != ENOSYS) return -1;
#endif
    return 0;
}

int jozin_enter_cage(jozin_cage *cage) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
    if (restrict_files_and_network(&cage->landlock_abi) != 0) return -1;
    return filter_system_calls(&cage->seccomp);
}

int jozin_make_memory_file(void) { return memfd_create("jozin-decode-cage", MFD_CLOEXEC); }

extern char **environ;

static int prepare_worker(posix_spawn_file_actions_t *actions, int output) {
    int error = posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
    if (error == 0) error = posix_spawn_file_actions_adddup2(actions, output, 1);
    if (error == 0) error = posix_spawn_file_actions_addclosefrom_np(actions, 3);
    return error;
}

int jozin_start_worker(const char *path, const char *const *arguments, int output, int *process) {
    posix_spawn_file_actions_t actions;
    pid_t child = -1;
    int error = posix_spawn_file_actions_init(&actions);
    if (error == 0) error = prepare_worker(&actions, output);
    if (error == 0) error = posix_spawn(&child, path, &actions, NULL, (char *const *)arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    *process = child;
    errno = error;
    return error == 0 ? 0 : -1;
}

int jozin_end_with_parent(int parent) {
    if (prctl(PR_SET_PDEATHSIG, SIGTERM) != 0) return 0;
    return getppid() == parent;
}
