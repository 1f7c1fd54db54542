# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""ImageHash's pHash of the files named on standard input: imagehash_hashes.py full|draft PROCESSES"""

import sys
from multiprocessing import Pool

import imagehash
from PIL import Image

# Pillow decodes at the least scale of 1/8 to 1/1 that is not smaller than this.
DRAFT = (128, 128)


def full(path):
    with Image.open(path) as image:
        return str(imagehash.phash(image))


def draft(path):
    with Image.open(path) as image:
        image.draft("L", DRAFT)
        return str(imagehash.phash(image))


if __name__ == "__main__":
    work = {"full": full, "draft": draft}[sys.argv[1]]
    with Pool(int(sys.argv[2])) as pool:
        print(len(pool.map(work, sys.stdin.read().splitlines(), chunksize=1)))
