// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
#include "CJozinLCMS.h"

#include <stdlib.h>

#include <lcms2.h>

struct jozin_lcms {
    cmsHTRANSFORM transform;
};

// Little-endian samples of two bytes are lcms2's own where the machine is little-endian.
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
enum { swapped = 0 };
#else
enum { swapped = 1 };
#endif

static cmsUInt32Number input_format(jozin_lcms_pixels pixels, int bytes) {
    cmsUInt32Number depth = BYTES_SH(bytes) | ENDIAN16_SH(bytes == 2 ? swapped : 0);
    switch (pixels) {
    case JOZIN_LCMS_RGB: return COLORSPACE_SH(PT_RGB) | CHANNELS_SH(3) | depth;
    case JOZIN_LCMS_RGBA: return COLORSPACE_SH(PT_RGB) | CHANNELS_SH(3) | EXTRA_SH(1) | depth;
    case JOZIN_LCMS_GREY_AS_RGB: return COLORSPACE_SH(PT_GRAY) | CHANNELS_SH(1) | EXTRA_SH(2) | depth;
    case JOZIN_LCMS_GREY_AS_RGBA: return COLORSPACE_SH(PT_GRAY) | CHANNELS_SH(1) | EXTRA_SH(3) | depth;
    case JOZIN_LCMS_CMYK: return COLORSPACE_SH(PT_CMYK) | CHANNELS_SH(4) | depth;
    case JOZIN_LCMS_CMYK_INVERTED: return COLORSPACE_SH(PT_CMYK) | CHANNELS_SH(4) | FLAVOR_SH(1) | depth;
    }
    return 0;
}

jozin_lcms *jozin_lcms_open(const uint8_t *profile, size_t count, jozin_lcms_pixels pixels, int bytes_per_sample) {
    if (count > UINT32_MAX) return NULL;
    jozin_lcms *made = calloc(1, sizeof *made);
    cmsHPROFILE from = cmsOpenProfileFromMem(profile, (cmsUInt32Number)count);
    cmsHPROFILE to = cmsCreate_sRGBProfile();
    int has_alpha = pixels == JOZIN_LCMS_RGBA || pixels == JOZIN_LCMS_GREY_AS_RGBA;
    // The alpha of the result is not lcms2's: it is skipped.
    cmsUInt32Number output = has_alpha ? TYPE_RGBA_8 : TYPE_RGB_8;
    if (made != NULL && from != NULL && to != NULL)
        made->transform = cmsCreateTransform(from, input_format(pixels, bytes_per_sample), to, output, INTENT_RELATIVE_COLORIMETRIC, 0);
    if (from != NULL) cmsCloseProfile(from);
    if (to != NULL) cmsCloseProfile(to);
    if (made != NULL && made->transform == NULL) {
        free(made);
        made = NULL;
    }
    return made;
}

void jozin_lcms_convert(jozin_lcms *transform, const uint8_t *pixels, uint8_t *converted, uint32_t count) {
    cmsDoTransform(transform->transform, pixels, converted, count);
}

void jozin_lcms_close(jozin_lcms *transform) {
    if (transform == NULL) return;
    cmsDeleteTransform(transform->transform);
    free(transform);
}

int jozin_lcms_version(void) { return cmsGetEncodedCMMversion(); }
