// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stddef.h>
#include <stdint.h>

// The seven loaders of libvips that Jožin uses, by name and from a descriptor; GObject's variadic calls stay on this side.

typedef enum {
    JOZIN_VIPS_PNG = 0,
    JOZIN_VIPS_GIF = 1,
    JOZIN_VIPS_TIFF = 2,
    JOZIN_VIPS_WEBP = 3,
    JOZIN_VIPS_HEIF = 4,  ///< HEIC and AVIF
    JOZIN_VIPS_JXL = 5,   ///< JPEG XL
    JOZIN_VIPS_JP2 = 6,   ///< JPEG 2000
} jozin_vips_format;

typedef enum {
    JOZIN_VIPS_DONE = 0,
    JOZIN_VIPS_DAMAGED = 1,
    JOZIN_VIPS_TOO_BIG = 2,      ///< memory was refused
    JOZIN_VIPS_UNSUPPORTED = 3,  ///< this libvips has no such loader
} jozin_vips_result;

typedef struct {
    uint32_t width;
    uint32_t height;
    uint32_t frames;
    int orientation;  ///< EXIF's 1...8; 1 where the loader has turned the pixels itself
    int channels;     ///< of each pixel that jozin_vips_read_rows writes: 3 (RGB), or 4 (RGBA; CMYK where `inks`)
    int inks;
    int bytes_per_sample;  ///< 1, or 2 with the lower one first
    int is_grey;           ///< whether the first three channels are one, widened
    int has_profile;       ///< whether an ICC profile is embedded
    size_t profile_size;   ///< of its bytes
    int is_exact;          ///< whether the rows are the stored pixels, at most widened to RGB; not a conversion from other depths or spaces
    uint32_t halvings;     ///< how often the picture can be halved before it is decoded: the resolutions of a JPEG 2000
    uint64_t held;         ///< bytes that the loader holds at once; 0 where it goes row by row
} jozin_vips_header;

typedef struct jozin_vips_picture jozin_vips_picture;

/// What libvips reads with, for a person who asks.
typedef enum {
    JOZIN_VIPS_ITSELF = 0,
    JOZIN_VIPS_LIBPNG = 1,
    JOZIN_VIPS_LIBTIFF = 2,
    JOZIN_VIPS_LIBWEBP = 3,
    JOZIN_VIPS_LIBHEIF = 4,
    JOZIN_VIPS_LIBJXL = 5,
    JOZIN_VIPS_OPENJPEG = 6,
} jozin_vips_library;

/// The version of a library as it runs here; empty where it is not loaded or does not say. Valid until the next call.
const char *jozin_vips_version_of(jozin_vips_library library);

/// Whether libheif has a decoder for HEIC (`av1` is 0) or AVIF (1).
int jozin_vips_decodes_heif(int av1);

/// Whether this libvips reads a format that it may be built without.
int jozin_vips_has_loader(jozin_vips_format format);

/// Starts libvips with one thread, without its cache, and with no loader but the seven. Loads the modules of HEIF and JPEG XL, so that no
/// file needs to be opened later. To be called once, before any thread exists. Returns 0.
int jozin_vips_start(void);

/// Reads the header of the first picture (of a HEIF, the primary one) in the file behind `descriptor`, which must stay open.
/// No pixel is decoded. On JOZIN_VIPS_DONE the caller closes `*picture`.
///
/// A `denominator` of 2, 4 or 8 asks for a smaller picture, which the header then says the size of: of a WebP one of that fraction, of a
/// JPEG 2000 one of the resolutions that it is coded in. 1 is the whole picture, which of the other formats there always is.
jozin_vips_result jozin_vips_open(int descriptor, jozin_vips_format format, int denominator, jozin_vips_picture **picture, jozin_vips_header *header);

/// Copies the embedded profile, of as many bytes as the header says.
void jozin_vips_copy_profile(const jozin_vips_picture *picture, uint8_t *profile);

/// Writes `count` rows from row `top` on, of width x channels samples each. To be called from top to bottom.
jozin_vips_result jozin_vips_read_rows(jozin_vips_picture *picture, uint32_t top, uint32_t count, uint8_t *rows);

/// Frees a picture; NULL is allowed.
void jozin_vips_close(jozin_vips_picture *picture);

/// The first line of libvips' words for the last failure.
const char *jozin_vips_message(void);

/// libvips' words for the last thing that it found odd in this file; empty where there was none.
const char *jozin_vips_oddity(void);
