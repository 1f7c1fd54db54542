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

/// The kernel's Landlock ABI, 0 where there is none.
int jozin_landlock_abi(void);

/// Forbids this thread and all it starts later every change to the file system (content, names, truncation) outside
/// the `count` open folders, and TCP. For good. 0 or a negated errno.
int jozin_landlock_allow_writes(const int *folders, size_t count);
