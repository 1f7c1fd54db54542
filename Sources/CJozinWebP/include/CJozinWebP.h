// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stddef.h>
#include <stdint.h>

// libwebp's encoder, without metadata and without threads.

/// The version of libwebp as it runs here: 0x010204 is 1.2.4.
int jozin_webp_version(void);

/// Encodes `height` rows of `width` RGB pixels with a quality of 1...100 and an effort of 0 (fast) to 6. Returns 0 and sets `*out`, `*out_size`
/// (freed by the caller with jozin_webp_free), or -1 with nothing to free: sides over 16383, memory refused.
int jozin_webp_encode(const uint8_t *pixels, int width, int height, int quality, int effort, uint8_t **out, size_t *out_size);

/// Frees what jozin_webp_encode made.
void jozin_webp_free(uint8_t *bytes);
