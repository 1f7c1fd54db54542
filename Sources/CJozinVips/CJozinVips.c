// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "CJozinVips.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gmodule.h>
#include <vips/vips.h>

struct jozin_vips_picture {
    VipsImage *image;
    VipsRegion *region;
    int channels;
};

static char message[256];
static char oddity[256];

static void keep_first_line(char *kept, size_t size, const char *text) {
    snprintf(kept, size, "%s", text);
    kept[strcspn(kept, "\n")] = 0;
}

static void on_log(const gchar *domain, GLogLevelFlags level, const gchar *text, gpointer data) {
    (void)domain, (void)data;
    // Not odd: a colour description that every AVIF has, and a maker's own tags.
    if (strstr(text, "nclx") != NULL || strstr(text, "Unknown field") != NULL) return;
    if (level & (G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL)) keep_first_line(oddity, sizeof oddity, text);
}

// libvips would load every module beside it at its start (ImageMagick and poppler among them). Its prefix is pointed at nothing
// for that moment, and one module loaded by itself, from where the library lies.
static void load_module(const char *file) {
    Dl_info place;
    char real[PATH_MAX], path[PATH_MAX + 64];
    if (dladdr((void *)vips_version, &place) == 0 || place.dli_fname == NULL || realpath(place.dli_fname, real) == NULL) return;
    char *name = strrchr(real, '/');
    if (name == NULL) return;
    *name = 0;
    snprintf(path, sizeof path, "%s/vips-modules-%d.%d/%s", real, vips_version(0), vips_version(1), file);
    // Where it is missing, the format is built in, or unsupported: opening one will tell.
    GModule *module = g_module_open(path, G_MODULE_BIND_LAZY);
    if (module != NULL) g_module_make_resident(module);
}

int jozin_vips_start(void) {
    if (setenv("VIPSHOME", "/nonexistent", 1) != 0) return -1;
    // A frame that must be held is held in memory: there is no file to spill to.
    if (setenv("VIPS_DISC_THRESHOLD", "1000g", 1) != 0) return -1;
    g_log_set_default_handler(on_log, NULL);
    if (vips_init("jozin-decode") != 0) return -1;
    load_module("vips-heif.so");
    load_module("vips-jxl.so");
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    vips_block_untrusted_set(TRUE);
    vips_operation_block_set("VipsForeignLoad", TRUE);
    static const char *const loaders[] = {"VipsForeignLoadPng", "VipsForeignLoadNsgif", "VipsForeignLoadTiff", "VipsForeignLoadWebp",
                                          "VipsForeignLoadHeif", "VipsForeignLoadJxl", "VipsForeignLoadJp2k"};
    for (size_t index = 0; index < sizeof loaders / sizeof *loaders; index++) vips_operation_block_set(loaders[index], FALSE);
    return 0;
}

// None of these is linked by name: they come with libvips, and with its modules.
const char *jozin_vips_version_of(jozin_vips_library library) {
    static char text[64];
    text[0] = 0;
    if (library == JOZIN_VIPS_ITSELF) keep_first_line(text, sizeof text, vips_version_string());
    if (library == JOZIN_VIPS_LIBPNG) {
        const char *(*version)(const void *) = (const char *(*)(const void *))dlsym(RTLD_DEFAULT, "png_get_libpng_ver");
        if (version != NULL) keep_first_line(text, sizeof text, version(NULL));
    }
    if (library == JOZIN_VIPS_LIBTIFF) {
        const char *(*version)(void) = (const char *(*)(void))dlsym(RTLD_DEFAULT, "TIFFGetVersion");
        const char *said = version != NULL ? version() : "";
        // "LIBTIFF, Version 4.5.0" and a copyright.
        const char *number = strstr(said, "Version ");
        if (number != NULL) keep_first_line(text, sizeof text, number + 8);
    }
    if (library == JOZIN_VIPS_LIBWEBP) {
        int (*version)(void) = (int (*)(void))dlsym(RTLD_DEFAULT, "WebPGetDecoderVersion");
        int number = version != NULL ? version() : 0;
        if (number != 0) snprintf(text, sizeof text, "%d.%d.%d", number >> 16 & 255, number >> 8 & 255, number & 255);
    }
    if (library == JOZIN_VIPS_LIBHEIF) {
        const char *(*version)(void) = (const char *(*)(void))dlsym(RTLD_DEFAULT, "heif_get_version");
        if (version != NULL) keep_first_line(text, sizeof text, version());
    }
    if (library == JOZIN_VIPS_LIBJXL) {
        uint32_t (*version)(void) = (uint32_t (*)(void))dlsym(RTLD_DEFAULT, "JxlDecoderVersion");
        uint32_t number = version != NULL ? version() : 0;
        if (number != 0) snprintf(text, sizeof text, "%u.%u.%u", number / 1000000, number / 1000 % 1000, number % 1000);
    }
    if (library == JOZIN_VIPS_OPENJPEG) {
        const char *(*version)(void) = (const char *(*)(void))dlsym(RTLD_DEFAULT, "opj_version");
        if (version != NULL) keep_first_line(text, sizeof text, version());
    }
    return text;
}

int jozin_vips_decodes_heif(int av1) {
    int (*has)(int) = (int (*)(int))dlsym(RTLD_DEFAULT, "heif_have_decoder_for_format");
    // heif_compression_HEVC is 1, heif_compression_AV1 is 4.
    return has != NULL && has(av1 ? 4 : 1) != 0;
}

int jozin_vips_has_loader(jozin_vips_format format) {
    switch (format) {
    case JOZIN_VIPS_JXL: return vips_type_find("VipsForeignLoad", "jxlload_source") != 0;
    case JOZIN_VIPS_JP2: return vips_type_find("VipsForeignLoad", "jp2kload_source") != 0;
    default: return 1;
    }
}

static jozin_vips_result failure(void) {
    const char *text = vips_error_buffer();
    const char *reason = text;
    // libheif looks behind the end of a file on its way to the reason.
    while (strstr(reason, "bad seek") != NULL && strchr(reason, '\n') != NULL) reason = strchr(reason, '\n') + 1;
    if (*reason == 0) reason = text;
    keep_first_line(message, sizeof message, *reason == 0 ? "the loader does not say why" : reason);
    jozin_vips_result result = JOZIN_VIPS_DAMAGED;
    if (strstr(text, "out of memory") != NULL || strstr(text, "Out of memory") != NULL || strstr(text, "ecurity limit") != NULL) result = JOZIN_VIPS_TOO_BIG;
    if (strstr(text, "class \"") != NULL || strstr(text, "blocked") != NULL || strstr(text, "nsupported") != NULL ||
        strstr(text, "not supported") != NULL)
        result = JOZIN_VIPS_UNSUPPORTED;
    vips_error_clear();
    return result;
}

static int load(VipsSource *source, jozin_vips_format format, int denominator, VipsImage **image) {
#define STRICTLY "access", VIPS_ACCESS_SEQUENTIAL, "fail_on", VIPS_FAIL_ON_ERROR, NULL
    int is_whole = denominator <= 1;
    switch (format) {
    case JOZIN_VIPS_PNG: return vips_pngload_source(source, image, STRICTLY);
    case JOZIN_VIPS_GIF: return vips_gifload_source(source, image, STRICTLY);
    case JOZIN_VIPS_TIFF: return vips_tiffload_source(source, image, STRICTLY);
    case JOZIN_VIPS_WEBP: return vips_webpload_source(source, image, "scale", is_whole ? 1.0 : 1.0 / denominator, STRICTLY);
    case JOZIN_VIPS_HEIF: return vips_heifload_source(source, image, STRICTLY);
    case JOZIN_VIPS_JXL: return vips_jxlload_source(source, image, STRICTLY);
    // Its pages are resolutions, each half of the one before.
    case JOZIN_VIPS_JP2: return vips_jp2kload_source(source, image, "page", is_whole ? 0 : __builtin_ctz((unsigned)denominator), STRICTLY);
    }
#undef STRICTLY
    return -1;
}

// Puts another image in place of `*image`, which lets go of its own.
static int replace(VipsImage **image, int failed, VipsImage *made) {
    if (failed != 0) return -1;
    g_object_unref(*image);
    *image = made;
    return 0;
}

// Grey, RGB or CMYK of 8 or 16 bits, with alpha or without, stay; everything else is converted by libvips.
static int convert(VipsImage **image, jozin_vips_header *header) {
    VipsInterpretation space = vips_image_guess_interpretation(*image);
    int is_plain = space == VIPS_INTERPRETATION_B_W || space == VIPS_INTERPRETATION_sRGB || space == VIPS_INTERPRETATION_RGB ||
                   space == VIPS_INTERPRETATION_GREY16 || space == VIPS_INTERPRETATION_RGB16 ||
                   space == VIPS_INTERPRETATION_MULTIBAND || space == VIPS_INTERPRETATION_CMYK;
    VipsImage *made = NULL;
    VipsBandFormat stored = vips_image_get_format(*image);
    header->is_exact = is_plain && (stored == VIPS_FORMAT_UCHAR || stored == VIPS_FORMAT_USHORT);
    header->inks = space == VIPS_INTERPRETATION_CMYK && vips_image_get_bands(*image) >= 4;
    if (!is_plain && replace(image, vips_colourspace(*image, &made, VIPS_INTERPRETATION_sRGB, NULL), made) != 0) return -1;
    VipsBandFormat depth = vips_image_get_format(*image);
    if (depth != VIPS_FORMAT_UCHAR && depth != VIPS_FORMAT_USHORT) {
        if (replace(image, vips_cast(*image, &made, VIPS_FORMAT_UCHAR, NULL), made) != 0) return -1;
    }
    header->bytes_per_sample = vips_image_get_format(*image) == VIPS_FORMAT_USHORT ? 2 : 1;
    int bands = vips_image_get_bands(*image);
    header->is_grey = bands <= 2;
    // A fifth channel beside inks is alpha, which canonical pixels of inks have no place for.
    if (header->inks && bands > 4) header->is_exact = 0;
    header->channels = header->inks || bands == 2 || bands >= 4 ? 4 : 3;
    return 0;
}

// The bytes that a loader holds of a picture at once; 0 where it goes row by row. For an interlaced PNG that is the picture. What
// the others take was measured with libvips 8.14, beside the decoder's 34 MB, at 24 megapixels, in bytes a pixel: GIF of one picture
// 4.5, of several 8.4; WebP 7.8, without loss 10; HEIC 7.7, AVIF 7.3 of three each that come out; JPEG XL 6, of 16 bits 22, but of
// layers 80, which the process's own limit holds; JPEG 2000 in one tile 3, in several 1.6.
static uint64_t held(VipsImage *image, jozin_vips_format format) {
    uint64_t pixels = VIPS_IMAGE_N_PELS(image);
    switch (format) {
    case JOZIN_VIPS_PNG: return vips_image_get_typeof(image, "interlaced") != 0 ? VIPS_IMAGE_SIZEOF_IMAGE(image) : 0;
    case JOZIN_VIPS_GIF: return pixels * (vips_image_get_n_pages(image) > 1 ? 9 : 5);
    case JOZIN_VIPS_WEBP: return pixels * 10;
    case JOZIN_VIPS_HEIF: return VIPS_IMAGE_SIZEOF_IMAGE(image) * 3;
    case JOZIN_VIPS_JXL: return VIPS_IMAGE_SIZEOF_IMAGE(image) * 4;
    case JOZIN_VIPS_JP2: return VIPS_IMAGE_SIZEOF_IMAGE(image) * 2;
    case JOZIN_VIPS_TIFF: return 0;
    }
    return 0;
}

jozin_vips_result jozin_vips_open(int descriptor, jozin_vips_format format, int denominator, jozin_vips_picture **picture, jozin_vips_header *header) {
    VipsImage *image = NULL;
    oddity[0] = 0;
    vips_error_clear();
    VipsSource *source = vips_source_new_from_descriptor(descriptor);
    if (source == NULL) return failure();
    int failed = load(source, format, denominator, &image);
    g_object_unref(source);  // the image holds it
    if (failed) return failure();
    int is_turned = format == JOZIN_VIPS_HEIF || format == JOZIN_VIPS_JXL;
    *header = (jozin_vips_header){.width = (uint32_t)vips_image_get_width(image),
                                  .height = (uint32_t)vips_image_get_height(image),
                                  .frames = format == JOZIN_VIPS_JP2 ? 1 : (uint32_t)vips_image_get_n_pages(image),
                                  .orientation = is_turned ? 1 : vips_image_get_orientation(image),
                                  .has_profile = vips_image_get_typeof(image, VIPS_META_ICC_NAME) != 0};
    if (format == JOZIN_VIPS_JP2) header->halvings = (uint32_t)vips_image_get_n_pages(image) - 1;
    const void *profile;
    if (header->has_profile && vips_image_get_blob(image, VIPS_META_ICC_NAME, &profile, &header->profile_size) != 0)
        header->profile_size = 0;
    header->held = held(image, format);
    jozin_vips_picture *made = calloc(1, sizeof *made);
    if (made == NULL || convert(&image, header) != 0 || (made->region = vips_region_new(image)) == NULL) {
        free(made);
        g_object_unref(image);
        return failure();
    }
    made->image = image;
    made->channels = header->channels;
    *picture = made;
    return JOZIN_VIPS_DONE;
}

// One row of `bands` samples a pixel to one of 3 or 4, each of `size` bytes; of two, the lower one comes first.
static void pack(const uint8_t *from, int size, int bands, int width, int channels, uint8_t *to) {
    int places[4] = {0, bands <= 2 ? 0 : 1, bands <= 2 ? 0 : 2, bands <= 2 ? 1 : 3};
    int low = size == 2 && G_BYTE_ORDER == G_BIG_ENDIAN ? 1 : 0;
    for (int x = 0; x < width; x++, from += bands * size) {
        for (int channel = 0; channel < channels; channel++, to += size) {
            const uint8_t *sample = from + places[channel] * size;
            to[0] = sample[low];
            if (size == 2) to[1] = sample[1 - low];
        }
    }
}

jozin_vips_result jozin_vips_read_rows(jozin_vips_picture *picture, uint32_t top, uint32_t count, uint8_t *rows) {
    VipsImage *image = picture->image;
    VipsRect area = {0, (int)top, vips_image_get_width(image), (int)count};
    if (vips_region_prepare(picture->region, &area) != 0) return failure();
    int bands = vips_image_get_bands(image);
    int size = vips_image_get_format(image) == VIPS_FORMAT_USHORT ? 2 : 1;
    size_t row = (size_t)area.width * (size_t)picture->channels * (size_t)size;
    for (uint32_t y = 0; y < count; y++) {
        const uint8_t *from = VIPS_REGION_ADDR(picture->region, 0, (int)(top + y));
        if (size == 1 && bands == picture->channels) memcpy(rows + y * row, from, row);
        else pack(from, size, bands, area.width, picture->channels, rows + y * row);
    }
    return JOZIN_VIPS_DONE;
}

void jozin_vips_copy_profile(const jozin_vips_picture *picture, uint8_t *profile) {
    const void *data = NULL;
    size_t size = 0;
    if (vips_image_get_blob(picture->image, VIPS_META_ICC_NAME, &data, &size) == 0) memcpy(profile, data, size);
}

void jozin_vips_close(jozin_vips_picture *picture) {
    if (picture == NULL) return;
    g_object_unref(picture->region);
    g_object_unref(picture->image);
    free(picture);
}

const char *jozin_vips_message(void) { return message; }

const char *jozin_vips_oddity(void) { return oddity; }
