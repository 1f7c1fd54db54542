# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""JPEG files changed without touching a pixel: comments, orientation, colour profile (ITU T.81 annex B)."""

import struct

EXIF = b"Exif\0\0"
ICC = b"ICC_PROFILE\0"


def split(jpeg):
    """The marker segments up to the first scan's, as (marker, payload) pairs, and the rest of the file."""
    if jpeg[:2] != b"\xff\xd8":
        raise ValueError("no JPEG file")
    segments, place = [], 2
    while True:
        if jpeg[place] != 0xFF or place + 4 > len(jpeg):
            raise ValueError("damaged JPEG header")
        marker = jpeg[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker == 0xDA:
            return segments, jpeg[place:]
        length = struct.unpack_from(">H", jpeg, place + 2)[0]
        segments.append((marker, jpeg[place + 4:place + 2 + length]))
        place += 2 + length


def join(segments, rest):
    """The file of these segments."""
    return b"\xff\xd8" + b"".join(
        b"\xff" + bytes([marker]) + struct.pack(">H", len(payload) + 2) + payload for marker, payload in segments) + rest


def size(jpeg):
    """Width and height as stored."""
    for marker, payload in split(jpeg)[0]:
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", payload, 1)
            return width, height
    raise ValueError("no frame")


def commented(jpeg, comment):
    """Other bytes, the same picture and metadata: a comment behind the application segments."""
    segments, rest = split(jpeg)
    place = next((at for at, (marker, _) in enumerate(segments) if not 0xE0 <= marker <= 0xEF), len(segments))
    return join(segments[:place] + [(0xFE, comment)] + segments[place:], rest)


def dressed(jpeg, orientation, profile=None):
    """The picture with no metadata but an EXIF orientation and, where given, a colour profile."""
    segments, rest = split(jpeg)
    kept = [part for part in segments if not 0xE1 <= part[0] <= 0xEF or part[0] == 0xEE]
    dress = [(0xE1, exif(orientation))]
    if profile:
        dress.append((0xE2, ICC + b"\x01\x01" + profile))
    place = 1 if kept and kept[0][0] == 0xE0 else 0
    return join(kept[:place] + dress + kept[place:], rest)


def exif(orientation):
    """A big-endian TIFF structure with one entry: 0x0112, SHORT, one value."""
    return EXIF + b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)


def display_p3():
    """A matrix profile of Display P3's primaries, adapted to D50, with sRGB's curve (ICC.1:2010)."""
    def fixed(value):
        return struct.pack(">i", round(value * 65536))

    def xyz(*values):
        return b"XYZ \0\0\0\0" + b"".join(map(fixed, values))

    curve = b"para\0\0\0\0" + struct.pack(">HH", 3, 0) + b"".join(
        map(fixed, (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)))
    text = "Display P3".encode("utf-16-be")
    name = b"mluc\0\0\0\0" + struct.pack(">II", 1, 12) + b"enUS" + struct.pack(">II", len(text), 28) + text
    tags = {
        b"desc": name, b"cprt": name, b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": xyz(0.51512, 0.24120, -0.00105), b"gXYZ": xyz(0.29198, 0.69225, 0.04189),
        b"bXYZ": xyz(0.15710, 0.06657, 0.78407), b"rTRC": curve, b"gTRC": curve, b"bTRC": curve,
    }
    table, body, place = b"", b"", 128 + 4 + 12 * len(tags)
    for tag, data in tags.items():
        table += tag + struct.pack(">II", place + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    size = place + len(body)
    date = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    header = struct.pack(">I", size) + bytes(4) + b"\x04\x30\0\0" + b"mntrRGB XYZ " + date + b"acsp"
    header += bytes(28) + fixed(0.9642) + fixed(1.0) + fixed(0.8249)
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body
