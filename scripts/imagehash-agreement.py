#!/usr/bin/env python3
# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""How far pHash and dHash of `jozin inspect --json-lines` are from PyPI ImageHash's phash and dhash of the same files.

Prints median, 95th percentile and maximum of the Hamming distances; exits 1 where a median exceeds --limit.
"""
import argparse
import json
import sys

try:
    import imagehash
    from PIL import Image, ImageOps
except ImportError as error:
    print(f"not run: agreement with ImageHash: {error}")
    sys.exit(0)

try:
    import pillow_heif

    pillow_heif.register_heif_opener()
except ImportError:
    pass  # HEIC files are then counted as not read


def distance(hexadecimal, reference):
    return (int(hexadecimal, 16) ^ int(str(reference), 16)).bit_count()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lines", nargs="?", default="-", help="JSON Lines of jozin inspect, a file or - for standard input")
    parser.add_argument("--limit", type=float, default=2, help="the largest median that passes (default: %(default)s bits)")
    options = parser.parse_args()
    stream = sys.stdin if options.lines == "-" else open(options.lines, encoding="utf-8")
    found = {"phash64": [], "dhash64": []}
    unread = 0
    for line in stream:
        record = json.loads(line)
        hashes = record.get("hashes") or {}
        if "phash64" not in hashes:
            continue
        try:
            with Image.open(record["path"]) as image:
                upright = ImageOps.exif_transpose(image).convert("RGB")
                references = {"phash64": imagehash.phash(upright), "dhash64": imagehash.dhash(upright)}
        except Exception:
            unread += 1  # a file that Pillow does not read says nothing about the hashes
            continue
        for name, reference in references.items():
            found[name].append(distance(hashes[name], reference))
    if not found["phash64"]:
        sys.exit("no file with hashes was read")
    passed = True
    for name, distances in found.items():
        distances.sort()
        count = len(distances)
        median, high = distances[count // 2], distances[min(count - 1, count * 95 // 100)]
        passed = passed and median <= options.limit
        print(f"{name}: median {median}, p95 {high}, max {distances[-1]} of 64 bits ({count} files, {unread} not read)")
    sys.exit(0 if passed else 1)


main()
