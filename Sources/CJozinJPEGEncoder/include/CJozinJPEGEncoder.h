// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stddef.h>
#include <stdint.h>

/// What libjpeg-turbo shall write. Sampling factors are those of the first component (1...4); the others have 1x1.
typedef struct {
    int quality;           ///< 1...100
    int horizontal;        ///< luma's horizontal sampling factor
    int vertical;          ///< luma's vertical sampling factor
    int restart_interval;  ///< in MCUs; 0 for none
    int progressive;
    int optimise;          ///< own Huffman tables
    int arithmetic;
} jozin_jpeg_options;

/// Encodes `height` rows of `width` pixels of `channels` (1 grey, 3 RGB, 4 CMYK) bytes each.
/// Returns 0 and sets `*out`, `*out_size` (freed by the caller with jozin_jpeg_free), or -1 with nothing to free.
int jozin_jpeg_encode(const uint8_t *pixels, int width, int height, int channels, jozin_jpeg_options options,
                      const uint8_t *app1, size_t app1_size, uint8_t **out, size_t *out_size);

/// Frees what jozin_jpeg_encode made.
void jozin_jpeg_free(uint8_t *bytes);
