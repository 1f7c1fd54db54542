#!/usr/bin/env python3
# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""Makes web/map/land.bin from Natural Earth's coastlines (1:50 million, public domain), as Debian's r-cran-rnaturalearthdata has them.

    apt-get download r-cran-rnaturalearthdata && dpkg -x r-cran-rnaturalearthdata_*.deb DIR
    scripts/land.py DIR/usr/lib/R/site-library/rnaturalearthdata/data/Rdata web/map/land.bin

The package is a data base of R's: values in R's serialisation (XDR; see R Internals, "Serialization Formats"). Of a value only
the matrices with two columns are wanted: they are the lines' longitudes and latitudes.
"""

import bz2
import gzip
import lzma
import struct
import sys
import zlib

UNIT = 50  # points a degree: 2 km at the equator


class Reader:
    """R's serialised values; keeps each matrix of two columns that it comes by."""

    def __init__(self, data):
        self.data, self.at, self.seen, self.lines = data, 2, [], []
        version = self.integer()
        self.at += 8
        if version >= 3:  # the encoding's name
            self.taken(self.integer())

    def integer(self):
        self.at += 4
        return struct.unpack_from(">i", self.data, self.at - 4)[0]

    def taken(self, size):
        self.at += size
        return self.data[self.at - size:self.at]

    def value(self):
        flags = self.integer()
        return self.typed(flags & 255, flags)

    def typed(self, kind, flags):
        if kind in (241, 242, 250, 251, 252, 253, 254):  # constants, NULL
            return None
        if kind == 255:  # a reference
            return self.seen[(flags >> 8 or self.integer()) - 1]
        if kind == 1:  # a symbol
            name = self.value()
            self.seen.append(name)
            return name
        if kind == 9:  # a string
            size = self.integer()
            return None if size < 0 else self.taken(size).decode("latin-1")
        if kind == 2:
            return self.pairs(flags)
        if kind == 25:  # an object
            return self.value()
        if kind == 4:  # an environment
            self.integer()
            self.seen.append(None)
            return [self.value() for _ in range(4)] and None
        return self.vector(kind, flags)

    def pairs(self, flags):
        found = {}
        while flags & 255 == 2:
            if flags & 512:
                self.value()
            name = self.value() if flags & 1024 else None
            found[name] = self.value()
            flags = self.integer()
        self.typed(flags & 255, flags)
        return found

    def vector(self, kind, flags):
        size = self.integer()
        if kind in (10, 13):
            found = list(struct.unpack(">%di" % size, self.taken(4 * size)))
        elif kind == 14:
            found = struct.unpack(">%dd" % size, self.taken(8 * size))
        elif kind == 24:
            found = self.taken(size)
        elif kind in (16, 19, 20):
            found = [self.value() for _ in range(size)]
        else:
            raise SystemExit("a kind of value that this script does not know: %d" % kind)
        attributes = self.value() if flags & 512 else {}
        if kind == 14 and (attributes or {}).get("dim", [0, 0])[1] == 2:
            half = size // 2
            self.lines.append(list(zip(found[:half], found[half:])))
        if kind == 19 and "names" in (attributes or {}):
            return dict(zip(attributes["names"], found))
        return found


def unpacked(data):
    if data[4:5] == b"Z":
        return lzma.decompress(data[5:], format=lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA2, "preset": 6}])
    return bz2.decompress(data[5:]) if data[4:5] == b"2" else zlib.decompress(data[4:])


def joined(lines):
    """Rings from pieces that share their ends; what ends at the date line is closed along it, Antarctica along the pole."""
    rings, open_lines = [], []
    for line in lines:
        if len(line) > 3:
            (rings if near(line[0], line[-1]) else open_lines).append(line)
    while open_lines:
        line = open_lines.pop()
        follower = next((other for other in open_lines if near(line[-1], other[0])), None)
        if follower:
            open_lines.remove(follower)
            line += follower[1:]
            (rings if near(line[0], line[-1]) else open_lines).append(line)
        else:
            if abs(line[0][0]) == 180 and line[0][0] == -line[-1][0]:
                line += [(line[-1][0], -90), (line[0][0], -90)]
            rings.append(line)
    return rings


def near(a, b):
    return abs(a[0] - b[0]) + abs(a[1] - b[1]) < 1e-6


def varint(number):
    number = number * 2 if number >= 0 else -number * 2 - 1
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes(out + bytes([number]))


def encoded(ring):
    points = []
    for longitude, latitude in ring:
        point = round(longitude * UNIT), round(latitude * UNIT)
        if not points or point != points[-1]:
            points.append(point)
    if len(points) < 4:
        return b""
    before = [(0, 0)] + points[:-1]
    return varint(len(points)) + b"".join(varint(x - a) + varint(y - b) for (x, y), (a, b) in zip(points, before))


def main():
    base, target = sys.argv[1:]
    with open(base + ".rdx", "rb") as file:
        index = Reader(gzip.decompress(file.read())).value()
    start, size = index["variables"]["coastline50"]
    with open(base + ".rdb", "rb") as file:
        file.seek(start)
        reader = Reader(unpacked(file.read(size)))
    reader.value()
    rings = joined(reader.lines)
    with open(target, "wb") as file:
        file.write(b"".join(encoded(ring) for ring in rings))
    print("%d rings" % len(rings))


if __name__ == "__main__":
    main()
