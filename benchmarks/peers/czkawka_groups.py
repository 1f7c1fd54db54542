# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""czkawka's groups of similar images: czkawka_groups.py FOLDER"""

import sys

from czkawka import ImageSimilarity

finder = ImageSimilarity()
finder.set_directories([sys.argv[1]])
finder.set_similarity(10)
print(sum(map(len, finder.find_similar())))
