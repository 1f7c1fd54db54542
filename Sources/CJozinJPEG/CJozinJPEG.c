// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "CJozinJPEG.h"

#include <errno.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jpeglib.h>

#include <jerror.h>

#define TEXT_OF(name) #name
#define TEXT(name) TEXT_OF(name)

const char *jozin_jpeg_version(void) { return TEXT(LIBJPEG_TURBO_VERSION); }

// Encoders write a dozen scans. Each goes over all of the picture and may be a few bytes long: hundreds are made to keep busy.
enum { buffer_size = 1 << 16, profile_prefix = 12, most_scans = 100 };

struct jozin_jpeg {
    struct jpeg_decompress_struct info;  // first, so that libjpeg's pointer to it is a pointer to this
    struct jpeg_error_mgr errors;
    struct jpeg_source_mgr source;
    struct jpeg_progress_mgr progress;
    jmp_buf exit;
    int descriptor;
    off_t offset;  // of the first byte behind the buffer
    off_t end;     // of what may be read
    int ended;     // whether libjpeg asked for bytes behind the end of the file
    uint32_t oddities;
    JOCTET *profile;  // owned, from malloc
    unsigned profile_size;
    jozin_jpeg_result result;
    char message[JMSG_LENGTH_MAX];
    uint8_t buffer[buffer_size];
};

static struct jozin_jpeg *owner(j_common_ptr info) { return (struct jozin_jpeg *)(void *)info; }

static void leave(struct jozin_jpeg *jpeg, jozin_jpeg_result result) {
    jpeg->result = result;
    longjmp(jpeg->exit, 1);
}

static void on_error(j_common_ptr info) {
    struct jozin_jpeg *jpeg = owner(info);
    info->err->format_message(info, jpeg->message);
    switch (info->err->msg_code) {
    case JERR_OUT_OF_MEMORY:
    case JERR_NO_BACKING_STORE:
    case JERR_IMAGE_TOO_BIG:
    case JERR_WIDTH_OVERFLOW: leave(jpeg, JOZIN_JPEG_TOO_BIG); break;
    case JERR_BAD_PRECISION:
    case JERR_SOF_UNSUPPORTED:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_ARITH_NOTIMPL:
    case JERR_NOT_COMPILED: leave(jpeg, JOZIN_JPEG_UNSUPPORTED); break;
    default: leave(jpeg, jpeg->ended ? JOZIN_JPEG_ENDS_EARLY : JOZIN_JPEG_DAMAGED);
    }
}

// Levels below 0 are warnings, 0 and above are traces.
static void on_message(j_common_ptr info, int level) {
    struct jozin_jpeg *jpeg = owner(info);
    if (level >= 0) return;
    info->err->format_message(info, jpeg->message);
    jpeg->oddities++;
    switch (info->err->msg_code) {
    case JWRN_HIT_MARKER:  // "premature end of data segment"
    case JWRN_HUFF_BAD_CODE:
    case JWRN_ARITH_BAD_CODE:
    case JWRN_MUST_RESYNC: leave(jpeg, jpeg->ended ? JOZIN_JPEG_ENDS_EARLY : JOZIN_JPEG_DAMAGED); break;
    default: break;
    }
}

static void stay_silent(j_common_ptr info) { (void)info; }

// Asked before each row of blocks of each scan.
static void on_progress(j_common_ptr info) {
    struct jozin_jpeg *jpeg = owner(info);
    if (!info->is_decompressor || jpeg->info.input_scan_number <= most_scans) return;
    snprintf(jpeg->message, sizeof jpeg->message, "more than %d scans", most_scans);
    leave(jpeg, JOZIN_JPEG_TOO_BIG);
}

static void start_reading(j_decompress_ptr info) { (void)info; }

static boolean fill_buffer(j_decompress_ptr info) {
    struct jozin_jpeg *jpeg = owner((j_common_ptr)info);
    off_t left = jpeg->offset < jpeg->end ? jpeg->end - jpeg->offset : 0;
    ssize_t count = 0;
    if (left > 0) {
        do count = pread(jpeg->descriptor, jpeg->buffer, left < buffer_size ? (size_t)left : buffer_size, jpeg->offset);
        while (count < 0 && errno == EINTR);
    }
    if (count < 0) {
        snprintf(jpeg->message, sizeof jpeg->message, "%s", strerror(errno));
        leave(jpeg, JOZIN_JPEG_UNREADABLE);
    }
    if (count == 0) {
        // An end of image that the file does not have: whoever still needs data finds none and says so.
        jpeg->ended = 1;
        jpeg->buffer[0] = 0xFF;
        jpeg->buffer[1] = JPEG_EOI;
        count = 2;
    } else {
        jpeg->offset += count;
    }
    jpeg->source.next_input_byte = jpeg->buffer;
    jpeg->source.bytes_in_buffer = (size_t)count;
    return TRUE;
}

static void skip_bytes(j_decompress_ptr info, long count) {
    struct jozin_jpeg *jpeg = owner((j_common_ptr)info);
    if (count <= 0) return;
    size_t wanted = (size_t)count;
    if (wanted <= jpeg->source.bytes_in_buffer) {
        jpeg->source.next_input_byte += wanted;
        jpeg->source.bytes_in_buffer -= wanted;
    } else {
        // Past the end of the file the next pread gives no bytes.
        jpeg->offset += (off_t)(wanted - jpeg->source.bytes_in_buffer);
        jpeg->source.bytes_in_buffer = 0;
    }
}

static void end_reading(j_decompress_ptr info) { (void)info; }

jozin_jpeg *jozin_jpeg_open(int descriptor, size_t memory) {
    struct jozin_jpeg *jpeg = calloc(1, sizeof *jpeg);
    if (jpeg == NULL) return NULL;
    jpeg->descriptor = descriptor;
    jpeg->end = INT64_MAX;
    jpeg->info.err = jpeg_std_error(&jpeg->errors);
    jpeg->errors.error_exit = on_error;
    jpeg->errors.emit_message = on_message;
    jpeg->errors.output_message = stay_silent;
    if (setjmp(jpeg->exit)) {
        free(jpeg);
        return NULL;
    }
    jpeg_create_decompress(&jpeg->info);
    jpeg->info.mem->max_memory_to_use = (long)memory;
    jpeg->source = (struct jpeg_source_mgr){.init_source = start_reading,
                                            .fill_input_buffer = fill_buffer,
                                            .skip_input_data = skip_bytes,
                                            .resync_to_restart = jpeg_resync_to_restart,
                                            .term_source = end_reading};
    jpeg->info.src = &jpeg->source;
    jpeg->progress.progress_monitor = on_progress;
    jpeg->info.progress = &jpeg->progress;
    jpeg_save_markers(&jpeg->info, JPEG_APP0 + 2, 0xFFFF);
    return jpeg;
}

void jozin_jpeg_confine(jozin_jpeg *jpeg, uint64_t start, uint64_t length) {
    jpeg->offset = (off_t)start;
    jpeg->end = (off_t)(start + length);
}

static int has_profile(const struct jpeg_decompress_struct *info) {
    for (jpeg_saved_marker_ptr marker = info->marker_list; marker != NULL; marker = marker->next)
        if (marker->data_length >= profile_prefix && memcmp(marker->data, "ICC_PROFILE", profile_prefix) == 0) return 1;
    return 0;
}

// The bytes of coefficients that a file of several scans is held in.
static uint64_t held(struct jpeg_decompress_struct *info) {
    uint64_t bytes = 0;
    if (!jpeg_has_multiple_scans(info)) return 0;
    for (int component = 0; component < info->num_components; component++)
        bytes += (uint64_t)info->comp_info[component].width_in_blocks * info->comp_info[component].height_in_blocks * sizeof(JBLOCK);
    return bytes;
}

jozin_jpeg_result jozin_jpeg_read_header(jozin_jpeg *jpeg, jozin_jpeg_header *header) {
    if (setjmp(jpeg->exit)) return jpeg->result;
    struct jpeg_decompress_struct *info = &jpeg->info;
    jpeg_read_header(info, TRUE);
    int inks = info->jpeg_color_space == JCS_CMYK || info->jpeg_color_space == JCS_YCCK;
    info->out_color_space = inks ? JCS_CMYK : JCS_RGB;
    info->dct_method = JDCT_ISLOW;
    info->do_fancy_upsampling = TRUE;
    *header = (jozin_jpeg_header){.width = info->image_width,
                                  .height = info->image_height,
                                  .channels = inks ? 4 : 3,
                                  .is_grey = info->jpeg_color_space == JCS_GRAYSCALE,
                                  .has_profile = has_profile(info),
                                  .held = held(info)};
    if (header->has_profile && jpeg_read_icc_profile(info, &jpeg->profile, &jpeg->profile_size))
        header->profile_size = jpeg->profile_size;
    return JOZIN_JPEG_DONE;
}

jozin_jpeg_result jozin_jpeg_scale(jozin_jpeg *jpeg, int denominator, jozin_jpeg_header *header) {
    if (setjmp(jpeg->exit)) return jpeg->result;
    struct jpeg_decompress_struct *info = &jpeg->info;
    info->scale_num = 1;
    info->scale_denom = (unsigned)denominator;
    jpeg_calc_output_dimensions(info);
    header->width = info->output_width;
    header->height = info->output_height;
    return JOZIN_JPEG_DONE;
}

// Whether the scans that a progressive file has sent give every coefficient of every component in full.
static int is_complete(const struct jpeg_decompress_struct *info) {
    if (!info->progressive_mode || info->coef_bits == NULL) return 0;
    for (int component = 0; component < info->num_components; component++)
        for (int place = 0; place < DCTSIZE2; place++)
            if (info->coef_bits[component][place] != 0) return 0;
    return 1;
}

jozin_jpeg_result jozin_jpeg_start(jozin_jpeg *jpeg) {
    if (setjmp(jpeg->exit)) return jpeg->result;
    jpeg_start_decompress(&jpeg->info);
    // A file of several scans is read to its end by now. Where only the end marker is missing nothing is lost.
    if (jpeg->ended && jpeg_has_multiple_scans(&jpeg->info) && !is_complete(&jpeg->info)) return JOZIN_JPEG_ENDS_EARLY;
    return JOZIN_JPEG_DONE;
}

jozin_jpeg_result jozin_jpeg_read_rows(jozin_jpeg *jpeg, uint8_t *rows, uint32_t count, uint32_t *done) {
    *done = 0;
    if (setjmp(jpeg->exit)) return jpeg->result;
    struct jpeg_decompress_struct *info = &jpeg->info;
    size_t size = (size_t)info->output_width * (size_t)info->output_components;
    while (*done < count && info->output_scanline < info->output_height) {
        JSAMPROW row = rows + (size_t)*done * size;
        *done += jpeg_read_scanlines(info, &row, 1);
    }
    return JOZIN_JPEG_DONE;
}

void jozin_jpeg_copy_profile(const jozin_jpeg *jpeg, uint8_t *profile) { memcpy(profile, jpeg->profile, jpeg->profile_size); }

const char *jozin_jpeg_message(const jozin_jpeg *jpeg) { return jpeg->message; }

uint32_t jozin_jpeg_rows_done(const jozin_jpeg *jpeg) { return jpeg->info.output_scanline; }

uint32_t jozin_jpeg_oddities(const jozin_jpeg *jpeg) { return jpeg->oddities; }

void jozin_jpeg_close(jozin_jpeg *jpeg) {
    if (jpeg == NULL) return;
    // jpeg_destroy does not fail.
    jpeg_destroy_decompress(&jpeg->info);
    free(jpeg->profile);
    free(jpeg);
}
