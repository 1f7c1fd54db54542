// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stddef.h>
#include <stdint.h>

// lcms2, for profiles that go through tables and for inks: to sRGB, relative colorimetric, no black point compensation.

typedef struct jozin_lcms jozin_lcms;

/// The version of lcms2 as it runs here: 2140 is 2.14.
int jozin_lcms_version(void);

/// What the pixels are that a transform reads. Each becomes as many bytes as `jozin_lcms_convert` says.
typedef enum {
    JOZIN_LCMS_RGB = 0,
    JOZIN_LCMS_RGBA = 1,           ///< alpha is left out
    JOZIN_LCMS_GREY_AS_RGB = 2,    ///< grey that was widened to three equal samples; the first is read
    JOZIN_LCMS_GREY_AS_RGBA = 3,
    JOZIN_LCMS_CMYK = 4,           ///< 0 is no ink
    JOZIN_LCMS_CMYK_INVERTED = 5,  ///< 0 is all ink, as JPEG has it
} jozin_lcms_pixels;

/// A transform from the colours of the ICC profile in `count` bytes, for samples of `bytes_per_sample` (1, or 2 with the lower one
/// first). NULL where lcms2 refuses it.
jozin_lcms *jozin_lcms_open(const uint8_t *profile, size_t count, jozin_lcms_pixels pixels, int bytes_per_sample);

/// Writes `count` pixels: three bytes each, or (RGBA) four, of which the fourth is left as it is.
void jozin_lcms_convert(jozin_lcms *transform, const uint8_t *pixels, uint8_t *converted, uint32_t count);

/// Frees a transform; NULL is allowed.
void jozin_lcms_close(jozin_lcms *transform);
