// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
#include "CJozinJPEGCoefficients.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

struct failure {
    struct jpeg_error_mgr manager;
    jmp_buf exit;
};

static void fail(j_common_ptr info) { longjmp(((struct failure *)info->err)->exit, 1); }
static void stay_silent(j_common_ptr info) { (void)info; }

static struct jpeg_error_mgr *silent_errors(struct failure *failure) {
    jpeg_std_error(&failure->manager);
    failure->manager.error_exit = fail;
    failure->manager.output_message = stay_silent;
    return &failure->manager;
}

static int copy_component(struct jpeg_decompress_struct *info, jvirt_barray_ptr array, int index, jozin_dc_component *out) {
    jpeg_component_info *from = &info->comp_info[index];
    out->blocks_wide = (int)from->width_in_blocks;
    out->blocks_high = (int)from->height_in_blocks;
    out->step = from->quant_table ? from->quant_table->quantval[0] : 0;
    out->dc = malloc(sizeof(int16_t) * (size_t)from->width_in_blocks * from->height_in_blocks);
    if (!out->dc) return -1;
    for (JDIMENSION y = 0; y < from->height_in_blocks; y++) {
        JBLOCKARRAY row = info->mem->access_virt_barray((j_common_ptr)info, array, y, 1, FALSE);
        for (JDIMENSION x = 0; x < from->width_in_blocks; x++)
            out->dc[(size_t)y * from->width_in_blocks + x] = row[0][x][0];
    }
    return 0;
}

int jozin_dc_read(const uint8_t *jpeg, size_t size, jozin_dc_component components[4], int *warnings) {
    struct jpeg_decompress_struct info;
    struct failure failure;
    int count;
    memset(components, 0, 4 * sizeof *components);
    info.err = silent_errors(&failure);
    jpeg_create_decompress(&info);
    if (setjmp(failure.exit)) {
        jpeg_destroy_decompress(&info);
        for (int i = 0; i < 4; i++) free(components[i].dc);
        return -1;
    }
    jpeg_mem_src(&info, jpeg, (unsigned long)size);
    jpeg_read_header(&info, TRUE);
    jvirt_barray_ptr *arrays = jpeg_read_coefficients(&info);
    if (info.num_components > 4) longjmp(failure.exit, 1);
    for (int i = 0; i < info.num_components; i++)
        if (copy_component(&info, arrays[i], i, &components[i]) != 0) longjmp(failure.exit, 1);
    count = info.num_components;
    *warnings = (int)failure.manager.num_warnings;
    jpeg_destroy_decompress(&info);
    return count;
}

void jozin_dc_free(jozin_dc_component component) { free(component.dc); }

static uint32_t draw(uint32_t *state) {
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static void fill_block(JCOEFPTR block, int *dc, int density, uint32_t *state) {
    *dc += (int)(draw(state) % 61) - 30;
    if (draw(state) % 23 == 0) *dc = (int)(draw(state) % 2047) - 1023;
    if (*dc > 1023 || *dc < -1024) *dc = 0;
    block[0] = (JCOEF)*dc;
    uint32_t many = density > 0 ? draw(state) % (uint32_t)(density + 1) : 0;
    for (uint32_t i = 0; i < many; i++) {
        int size = 1 + (int)(draw(state) % 10);
        int value = (int)(draw(state) % (1u << size));
        block[1 + draw(state) % 63] = (JCOEF)(draw(state) % 2 ? value : -value);
    }
}

static void fill(struct jpeg_compress_struct *info, jvirt_barray_ptr *arrays, jozin_dc_layout layout) {
    uint32_t state = layout.seed;
    for (int i = 0; i < info->num_components; i++) {
        jpeg_component_info *component = &info->comp_info[i];
        int dc = 0;
        for (JDIMENSION y = 0; y < component->height_in_blocks; y++) {
            JBLOCKARRAY row = info->mem->access_virt_barray((j_common_ptr)info, arrays[i], y, 1, TRUE);
            for (JDIMENSION x = 0; x < component->width_in_blocks; x++) fill_block(row[0][x], &dc, layout.density, &state);
        }
    }
}

static JDIMENSION up(JDIMENSION value, JDIMENSION unit) { return (value + unit - 1) / unit; }

static void describe(struct jpeg_compress_struct *info, jozin_dc_layout layout, jpeg_scan_info scans[3],
                     jvirt_barray_ptr arrays[3]) {
    int widest = 1, highest = 1;
    info->image_width = (JDIMENSION)layout.width;
    info->image_height = (JDIMENSION)layout.height;
    info->input_components = layout.components;
    info->in_color_space = layout.components == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(info);
    info->restart_interval = (unsigned int)layout.restart_interval;
    info->optimize_coding = layout.optimise ? TRUE : FALSE;
    if (layout.progressive) jpeg_simple_progression(info);
    for (int i = 0; i < layout.components; i++) {
        info->comp_info[i].h_samp_factor = layout.horizontal[i];
        info->comp_info[i].v_samp_factor = layout.vertical[i];
        if (layout.horizontal[i] > widest) widest = layout.horizontal[i];
        if (layout.vertical[i] > highest) highest = layout.vertical[i];
        scans[i] = (jpeg_scan_info){1, {i, 0, 0, 0}, 0, 63, 0, 0};
    }
    if (layout.separate_scans && !layout.progressive) {
        info->scan_info = scans;
        info->num_scans = layout.components;
    }
    for (int i = 0; i < layout.components; i++) {
        JDIMENSION h = (JDIMENSION)layout.horizontal[i], v = (JDIMENSION)layout.vertical[i];
        JDIMENSION wide = up((JDIMENSION)layout.width * h, 8 * (JDIMENSION)widest);
        JDIMENSION high = up((JDIMENSION)layout.height * v, 8 * (JDIMENSION)highest);
        arrays[i] = info->mem->request_virt_barray((j_common_ptr)info, JPOOL_IMAGE, TRUE, up(wide, h) * h, up(high, v) * v, v);
    }
}

int jozin_dc_write(jozin_dc_layout layout, uint8_t **out, size_t *out_size) {
    struct jpeg_compress_struct info;
    struct failure failure;
    jpeg_scan_info scans[3];
    jvirt_barray_ptr arrays[3];
    unsigned char *volatile memory = NULL;
    unsigned long size = 0;
    info.err = silent_errors(&failure);
    jpeg_create_compress(&info);
    if (setjmp(failure.exit)) {
        jpeg_destroy_compress(&info);
        free(memory);
        return -1;
    }
    jpeg_mem_dest(&info, (unsigned char **)&memory, &size);
    describe(&info, layout, scans, arrays);
    jpeg_write_coefficients(&info, arrays);
    fill(&info, arrays, layout);
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    *out = memory;
    *out_size = size;
    return 0;
}

int jozin_dc_decode(const uint8_t *jpeg, size_t size, uint8_t **out, int *width, int *height, int *channels) {
    struct jpeg_decompress_struct info;
    struct failure failure;
    uint8_t *volatile pixels = NULL;
    info.err = silent_errors(&failure);
    jpeg_create_decompress(&info);
    if (setjmp(failure.exit)) {
        jpeg_destroy_decompress(&info);
        free(pixels);
        return -1;
    }
    jpeg_mem_src(&info, jpeg, (unsigned long)size);
    jpeg_read_header(&info, TRUE);
    info.out_color_space = info.num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_start_decompress(&info);
    size_t stride = (size_t)info.output_width * (size_t)info.output_components;
    pixels = malloc(stride * info.output_height);
    if (!pixels) longjmp(failure.exit, 1);
    while (info.output_scanline < info.output_height) {
        JSAMPROW row = pixels + stride * info.output_scanline;
        jpeg_read_scanlines(&info, &row, 1);
    }
    *width = (int)info.output_width;
    *height = (int)info.output_height;
    *channels = info.output_components;
    jpeg_finish_decompress(&info);
    jpeg_destroy_decompress(&info);
    *out = pixels;
    return 0;
}

void jozin_dc_free_bytes(uint8_t *bytes) { free(bytes); }
