// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stddef.h>
#include <stdint.h>

/// What statx(2) says of one entry, times in nanoseconds since 1970.
typedef struct {
    uint32_t mode;
    uint32_t links;
    uint64_t inode;
    uint64_t device;
    int64_t size;
    int64_t modified;
    int64_t changed;
} jozin_status;

/// Fills `buffer` with linux_dirent64 records; the bytes used, 0 at the end, or a negated errno.
long jozin_getdents(int folder, uint8_t *buffer, size_t size);

/// Opens the folder `name` of `folder` for listing, not through a link and not where something is mounted on it; the
/// descriptor or a negated errno (EXDEV for a mount).
int jozin_open_folder_of_same_mount(int folder, const char *name);

/// What statfs(2) says of the file system of a descriptor.
typedef struct {
    uint64_t kind;  ///< f_type: a magic number
    uint64_t free_bytes;   ///< for this user
    uint64_t total_bytes;
    uint64_t free_files;   ///< 0 where the file system does not count
    uint64_t total_files;
    int is_read_only;
} jozin_file_system;

/// Looks at the file system of an open descriptor; 0 or a negated errno.
int jozin_file_system_of(int descriptor, jozin_file_system *found);

/// Looks at `name` inside `folder` without following it; 0 or a negated errno.
int jozin_status_at(int folder, const char *name, jozin_status *status);

/// Looks at an open descriptor; 0 or a negated errno.
int jozin_status_of(int descriptor, jozin_status *status);

/// Makes everything of the descriptor's file system durable; 0 or a negated errno.
int jozin_syncfs(int descriptor);

/// Makes a file without a name (O_TMPFILE, 0600) on the file system of `folder`, to be read and written; its descriptor, closed on
/// exec, or a negated errno (EOPNOTSUPP and others where the file system has no such files).
int jozin_open_nameless(int folder);

/// Gives an empty file `bytes` that are on the disk for sure, unless the disk would then be all but full: ENOSPC. 0 or a negated
/// errno.
int jozin_allocate(int file, int64_t bytes);

/// Hands memory that was freed back to the system, which the allocator else keeps for itself.
void jozin_give_back_memory(void);

/// Has every block of 4 MiB or more go back to the system when it is freed. Left alone, the allocator keeps ever larger ones.
void jozin_give_back_large_blocks(void);

/// The kernel's Landlock ABI, 0 where there is none.
int jozin_landlock_abi(void);

/// Forbids this thread and all it starts later every change to the file system (content, names, truncation) outside
/// the `count` open folders, and TCP. For good. Below the open folder `emptied`, where that is not negative, empty folders
/// may still be removed; at `port`, 0 for any that is free, where that is not negative, sockets may be bound. 0 or a negated errno.
int jozin_landlock_allow_writes(const int *folders, size_t count, int emptied, int port);
