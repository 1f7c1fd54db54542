// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stddef.h>
#include <stdint.h>

/// One component as libjpeg-turbo reads it: the oracle of the DC reader's tests.
typedef struct {
    int blocks_wide;
    int blocks_high;
    int step;       ///< the DC quantisation step
    int16_t *dc;    ///< blocks_wide x blocks_high quantised coefficients, row-major
} jozin_dc_component;

/// Reads all DC coefficients. Returns the number of components (1...4) and fills as many of `components`, each to be freed with
/// jozin_dc_free, or -1 with nothing to free. `*warnings` is how many times libjpeg-turbo found the file damaged.
int jozin_dc_read(const uint8_t *jpeg, size_t size, jozin_dc_component components[4], int *warnings);

/// Frees the coefficients of one component.
void jozin_dc_free(jozin_dc_component component);

/// A JPEG of random coefficients, for layouts that no encoder of pixels writes.
typedef struct {
    int width;
    int height;
    int components;        ///< 1 or 3
    int horizontal[3];     ///< sampling factors, 1...4
    int vertical[3];
    int restart_interval;  ///< in MCUs; 0 for none
    int separate_scans;    ///< one scan per component
    int progressive;
    int optimise;          ///< own Huffman tables
    int density;           ///< how many of the 63 AC coefficients of a block are not zero at most
    uint32_t seed;
} jozin_dc_layout;

/// Writes it. Returns 0 and sets `*out`, `*out_size` (freed by the caller with jozin_dc_free_bytes), or -1 with nothing to free.
int jozin_dc_write(jozin_dc_layout layout, uint8_t **out, size_t *out_size);

/// Frees what jozin_dc_write made.
void jozin_dc_free_bytes(uint8_t *bytes);

/// libjpeg-turbo's decode to RGB (1 component: grey) at the full size: `*channels` bytes per pixel, freed with jozin_dc_free_bytes.
/// Returns 0, or -1 with nothing to free.
int jozin_dc_decode(const uint8_t *jpeg, size_t size, uint8_t **out, int *width, int *height, int *channels);
