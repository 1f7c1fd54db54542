// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stddef.h>
#include <stdint.h>

/// The version of libcrypto as it runs here.
const char *jozin_crypto_version(void);

/// A running SHA-256 (FIPS 180-4) of libcrypto, which uses the processor's SHA instructions where it has them.
typedef struct jozin_sha256 jozin_sha256;

/// A new hash of no bytes; NULL where memory is refused. The caller frees it with jozin_sha256_free.
jozin_sha256 *jozin_sha256_new(void);

/// Adds `count` bytes. Returns 0, or -1 where libcrypto fails.
int jozin_sha256_update(jozin_sha256 *hash, const void *bytes, size_t count);

/// Writes the digest's 32 bytes; afterwards the hash can only be freed. Returns 0, or -1 where libcrypto fails.
int jozin_sha256_final(jozin_sha256 *hash, uint8_t *digest);

/// Frees a hash; NULL is allowed.
void jozin_sha256_free(jozin_sha256 *hash);
