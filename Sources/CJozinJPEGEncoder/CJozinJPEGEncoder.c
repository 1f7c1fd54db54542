// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
#include "CJozinJPEGEncoder.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

struct failure {
    struct jpeg_error_mgr manager;
    jmp_buf exit;
};

static void fail(j_common_ptr info) { longjmp(((struct failure *)info->err)->exit, 1); }
static void stay_silent(j_common_ptr info) { (void)info; }

static void choose(struct jpeg_compress_struct *info, int channels, jozin_jpeg_options options) {
    info->input_components = channels;
    info->in_color_space = channels == 1 ? JCS_GRAYSCALE : channels == 3 ? JCS_RGB : JCS_CMYK;
    jpeg_set_defaults(info);
    jpeg_set_quality(info, options.quality, TRUE);
    if (channels > 1) {
        info->comp_info[0].h_samp_factor = options.horizontal;
        info->comp_info[0].v_samp_factor = options.vertical;
    }
    info->restart_interval = (unsigned int)options.restart_interval;
    info->optimize_coding = options.optimise ? TRUE : FALSE;
    info->arith_code = options.arithmetic ? TRUE : FALSE;
    if (options.progressive) jpeg_simple_progression(info);
}

int jozin_jpeg_encode(const uint8_t *pixels, int width, int height, int channels, jozin_jpeg_options options,
                      const uint8_t *app1, size_t app1_size, uint8_t **out, size_t *out_size) {
    struct jpeg_compress_struct info;
    struct failure failure;
    unsigned char *volatile memory = NULL;
    unsigned long size = 0;
    info.err = jpeg_std_error(&failure.manager);
    failure.manager.error_exit = fail;
    failure.manager.output_message = stay_silent;
    jpeg_create_compress(&info);
    if (setjmp(failure.exit)) {
        jpeg_destroy_compress(&info);
        free(memory);
        return -1;
    }
    jpeg_mem_dest(&info, (unsigned char **)&memory, &size);
    info.image_width = (JDIMENSION)width;
    info.image_height = (JDIMENSION)height;
    choose(&info, channels, options);
    jpeg_start_compress(&info, TRUE);
    if (app1_size > 0) jpeg_write_marker(&info, JPEG_APP0 + 1, app1, (unsigned int)app1_size);
    while (info.next_scanline < info.image_height) {
        JSAMPROW row = (JSAMPROW)(pixels + (size_t)info.next_scanline * (size_t)width * (size_t)channels);
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    *out = memory;
    *out_size = size;
    return 0;
}

void jozin_jpeg_free(uint8_t *bytes) { free(bytes); }
