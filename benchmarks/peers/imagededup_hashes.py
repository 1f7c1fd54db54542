# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""imagededup's pHash of every image: imagededup_hashes.py FOLDER PROCESSES"""

import sys

from imagededup.methods import PHash

if __name__ == "__main__":
    print(len(PHash(verbose=False).encode_images(image_dir=sys.argv[1], num_enc_workers=int(sys.argv[2]))))
