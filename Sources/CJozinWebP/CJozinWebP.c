// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
#include "CJozinWebP.h"

#include <webp/encode.h>

int jozin_webp_version(void) { return WebPGetEncoderVersion(); }

int jozin_webp_encode(const uint8_t *pixels, int width, int height, int quality, int effort, uint8_t **out, size_t *out_size) {
    WebPConfig config;
    WebPPicture picture;
    WebPMemoryWriter writer;
    if (!WebPConfigInit(&config) || !WebPPictureInit(&picture)) return -1;
    config.quality = (float)quality;
    config.method = effort;
    picture.width = width;
    picture.height = height;
    WebPMemoryWriterInit(&writer);
    picture.writer = WebPMemoryWrite;
    picture.custom_ptr = &writer;
    int done = WebPPictureImportRGB(&picture, pixels, width * 3) && WebPEncode(&config, &picture);
    WebPPictureFree(&picture);
    if (!done) {
        WebPMemoryWriterClear(&writer);
        return -1;
    }
    *out = writer.mem;
    *out_size = writer.size;
    return 0;
}

void jozin_webp_free(uint8_t *bytes) { WebPFree(bytes); }
