// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stddef.h>
#include <stdint.h>

// A full decode by libjpeg-turbo, row by row: slow integer DCT and smooth ("fancy") upsampling, so that every release gives the
// same bytes. Errors, which libjpeg signals by longjmp, come back as a result. Data that libjpeg would guess its way around
// (truncated or corrupt entropy-coded segments) is an error here.

typedef struct jozin_jpeg jozin_jpeg;

/// The version of libjpeg-turbo that this was built with; the library itself does not say.
const char *jozin_jpeg_version(void);

typedef enum {
    JOZIN_JPEG_DONE = 0,
    JOZIN_JPEG_DAMAGED = 1,      ///< the stream breaks the format's rules
    JOZIN_JPEG_ENDS_EARLY = 2,   ///< the file ends before the picture does
    JOZIN_JPEG_TOO_BIG = 3,      ///< more memory, longer sides or more scans than allowed
    JOZIN_JPEG_UNSUPPORTED = 4,  ///< a kind of JPEG that libjpeg does not decode to 8 bits
    JOZIN_JPEG_UNREADABLE = 5,   ///< the disk failed
} jozin_jpeg_result;

typedef struct {
    uint32_t width;
    uint32_t height;
    int channels;     ///< of each pixel that jozin_jpeg_read_rows writes: 3 (RGB), or 4 (CMYK as stored)
    int is_grey;      ///< whether the three channels are one, widened
    int has_profile;  ///< whether an ICC profile is embedded
    size_t profile_size;  ///< of its bytes; 0 where its pieces do not fit together
    uint64_t held;        ///< bytes that libjpeg holds at once for a file of several scans
} jozin_jpeg_header;

/// A decoder of the file behind `descriptor`, which is read with pread from its start and must stay open until
/// jozin_jpeg_close. libjpeg allocates at most about `memory` bytes. NULL where memory is refused.
jozin_jpeg *jozin_jpeg_open(int descriptor, size_t memory);

/// Has only the `length` bytes from `start` on be read, which a JPEG inside another file takes up; their end is below 2^63. To be called,
/// if at all, before the header is read.
void jozin_jpeg_confine(jozin_jpeg *jpeg, uint64_t start, uint64_t length);

/// Reads everything before the first scan. Nothing is allocated for the picture yet.
jozin_jpeg_result jozin_jpeg_read_header(jozin_jpeg *jpeg, jozin_jpeg_header *header);

/// Copies the embedded profile, of as many bytes as the header says; only where those are more than 0.
void jozin_jpeg_copy_profile(const jozin_jpeg *jpeg, uint8_t *profile);

/// Has rows come at 1/`denominator` (1, 2, 4 or 8) of the size, by a smaller inverse DCT: sets the header's width and height. To be
/// called, if at all, between the header and the start.
jozin_jpeg_result jozin_jpeg_scale(jozin_jpeg *jpeg, int denominator, jozin_jpeg_header *header);

/// Prepares to read rows; a progressive file is decoded here.
jozin_jpeg_result jozin_jpeg_start(jozin_jpeg *jpeg);

/// Writes the next `count` rows, or those that are left, of width x channels bytes each. `*done` says how many.
jozin_jpeg_result jozin_jpeg_read_rows(jozin_jpeg *jpeg, uint8_t *rows, uint32_t count, uint32_t *done);

/// libjpeg's words for what went wrong, or for the last thing that it found odd; empty where there was none.
/// Valid until the next call with this decoder.
const char *jozin_jpeg_message(const jozin_jpeg *jpeg);

/// How many rows were written, and how many odd things found.
uint32_t jozin_jpeg_rows_done(const jozin_jpeg *jpeg);
uint32_t jozin_jpeg_oddities(const jozin_jpeg *jpeg);

/// Frees the decoder; NULL is allowed.
void jozin_jpeg_close(jozin_jpeg *jpeg);
