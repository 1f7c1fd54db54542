# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""difPy's duplicates: difpy_groups.py FOLDER PROCESSES"""

import sys

import difPy

if __name__ == "__main__":
    processes = int(sys.argv[2])
    images = difPy.build(sys.argv[1], show_progress=False, processes=processes)
    print(len(difPy.search(images, show_progress=False, processes=processes).result))
