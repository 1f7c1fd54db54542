// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// What starting and caging processes needs of the kernel and Swift cannot call: variadic functions, ancillary data, raw system
// calls. Every function returns -1 with errno where the kernel refuses.

/// A pipe whose ends no program inherits that is started meanwhile: reading end first. 0, or -1 and errno.
int jozin_pipe(int ends[2]);

/// A connected SOCK_SEQPACKET pair, both ends closed on exec. Returns 0.
int jozin_packet_pair(int ends[2]);

/// Sends one packet of `count` bytes, and duplicates of `first` and `second` with it where they are not negative; `second` only
/// with `first`. Never raises SIGPIPE. Returns 0.
int jozin_packet_send(int socket, const void *bytes, size_t count, int first, int second);

/// Waits for one packet. Returns its size (0 where the other end is closed), or -1; a packet longer than `capacity` is -1 with
/// EMSGSIZE. `*first` and `*second` become the descriptors that came with it (closed on exec; the caller closes them), or -1. Any
/// other descriptor in the packet is closed.
ssize_t jozin_packet_receive(int socket, void *bytes, size_t capacity, int *first, int *second);

/// Starts `path` with `arguments` (NULL-terminated, the program's name first) and a fixed, short environment:
/// standard input is `standard_input`, standard output `standard_output` or, where that is negative, /dev/null,
/// standard error is /dev/null; nothing else is inherited. The child leads a process group of its own. Returns 0.
int jozin_spawn(const char *path, const char *const *arguments, int standard_input, int standard_output, pid_t *child);

/// Has this process killed when the thread that started it ends. Returns 0.
int jozin_die_with_parent(void);

/// Sets the soft limits for one request. `memory` is that of private memory that can be written to (RLIMIT_DATA, which counts all
/// of it since Linux 4.7); mappings of files are not in it. The address space has room for that, for `mapped` bytes of files and for
/// code: what older kernels have. Processor time may be `cpu_seconds` more than was used so far. Returns 0.
int jozin_limit_request(uint64_t memory, uint64_t mapped, uint32_t cpu_seconds);

/// Forbids core dumps and files that grow, for good. Returns 0.
int jozin_forbid_files_to_grow(void);

/// What the kernel enforces after jozin_enter_cage.
typedef struct {
    int landlock_abi;  ///< 0 where the kernel has no Landlock
    int seccomp;       ///< 1 where system calls are filtered
} jozin_cage;

/// Closes this thread, and those it starts later, in for good: no file can be opened, made, removed or renamed (Landlock), no
/// socket made, no program run, no process traced (seccomp). Descriptors that are open stay usable. Does what the kernel can and
/// says what that was; fails only where the kernel has a means and refuses it.
int jozin_enter_cage(jozin_cage *cage);

/// Makes a file in memory, which the cage must refuse. Returns its descriptor.
int jozin_make_memory_file(void);

/// Starts the program at `path` as a worker: `arguments` and this process's environment, `output` as its standard output,
/// standard input from /dev/null, standard error shared; nothing else is inherited. Returns 0.
int jozin_start_worker(const char *path, const char *const *arguments, int output, int *process);

/// Has this process ended by SIGTERM when the one that started it ends, and says whether it is still there.
int jozin_end_with_parent(int parent);
