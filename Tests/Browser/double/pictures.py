# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""Pictures for photos that do not exist: a sky, a sun and some hills; without Pillow, one colour."""

import functools
import io
import math
import struct
import zlib

from library import mixed

try:
    from PIL import Image, ImageDraw
except ImportError:
    Image = None


def flat(width, height, colour):
    rows = (b"\x00" + bytes(colour) * width) * height
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return "image/png", b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")


@functools.lru_cache(maxsize=600)
def picture(library, index, longest):
    """The whole photo with its longer side `longest`, as (type, bytes)."""
    width, height = library.size_of_shape[library.shapes[index]]
    scale = longest / max(width, height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    origin, part = library.origin(index)
    colours = library.colours(origin)
    if Image is None:
        return flat(min(size[0], 64), min(size[1], 64), colours[0])
    return "image/jpeg", encoded(copied(drawn(origin, *size, colours), origin, part))


def copied(image, origin, part):
    """What a near duplicate differs by: a bird in the sky."""
    if part and origin % 4 >= 2:
        x, y, r = image.width * 0.7, image.height * 0.2, image.height * 0.03
        ImageDraw.Draw(image).line([(x - 2 * r, y - r), (x, y), (x + 2 * r, y - r)], fill=(30, 30, 40), width=max(2, int(r / 3)))
    return image


def encoded(image):
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def drawn(index, width, height, colours):
    sky, low, land = colours
    column = Image.new("RGB", (1, 2))
    column.putpixel((0, 0), sky)
    column.putpixel((0, 1), low)
    image = column.resize((width, height), Image.BILINEAR)
    draw = ImageDraw.Draw(image)
    radius = height * (0.05 + mixed(index, 51) % 100 / 1500)
    x, y = width * (0.15 + mixed(index, 52) % 100 / 140), height * (0.14 + mixed(index, 53) % 100 / 400)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=tuple(min(255, c + 45) for c in low))
    for layer in range(4):
        depth = (layer + 1) / 4
        colour = tuple(int(low[i] * (1 - depth) + land[i] * depth * (1.0 - 0.16 * layer * depth)) for i in range(3))
        line = height * (0.44 + 0.13 * layer + (mixed(index, 60 + layer) % 100 - 50) / 900)
        waves = [(height * 0.11 / (n + 1), (1.1 + n * 1.9 + mixed(index, 70 + layer * 3 + n) % 50 / 50) * 3 / max(width, height), mixed(index, 80 + layer * 3 + n) % 628 / 100)
                 for n in range(3)]
        points = [(px, line + sum(a * math.sin(px * f + s) for a, f, s in waves)) for px in range(0, width + 8, 8)]
        draw.polygon(points + [(width + 8, height), (0, height)], fill=colour)
    return image


@functools.lru_cache(maxsize=2)
def whole(library, index, level):
    width, height = library.size_of_shape[library.shapes[index]]
    origin, part = library.origin(index)
    return copied(drawn(origin, max(1, width >> level), max(1, height >> level), library.colours(origin)), origin, part)


def tile(library, index, level, column, row):
    """512 pixels square, smaller at the right and lower edge; None outside the photo."""
    if Image is None:
        return flat(64, 64, library.colours(index)[0])
    image = whole(library, index, level)
    box = (column * 512, row * 512, min(image.width, column * 512 + 512), min(image.height, row * 512 + 512))
    if box[0] >= box[2] or box[1] >= box[3]:
        return None
    part = image.crop(box)
    ImageDraw.Draw(part).text((8, 8), "%d/%d" % (column, row), fill=(255, 255, 255))
    return "image/jpeg", encoded(part)
