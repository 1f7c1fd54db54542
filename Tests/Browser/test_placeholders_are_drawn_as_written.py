# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""The 24 bytes of Sources/JozinCore/Placeholder.swift, by the table there and in the page: the same picture."""

import base64
import math
import random

from waiting import until


def by_the_table(data, width, height):
    frequencies = [(u, s - u) for s in range(1, 7) for u in range(s + 1)]
    halves = [h for b in data[6:] for h in (b >> 4, b & 15)]

    def value(mean, largest, start, count, x, y):
        return mean + sum((halves[start + i] - 8) / 7 * largest * math.cos(math.pi * u * x) * math.cos(math.pi * v * y) for i, (u, v) in enumerate(frequencies[:count]))

    pixels = []
    for row in range(height):
        for column in range(width):
            x, y = (column + 0.5) / width, (row + 0.5) / height
            luma = value(data[1], data[4], 0, 26, x, y)
            blue = value(data[2], data[5], 26, 5, x, y) - 128
            red = value(data[3], data[5], 31, 5, x, y) - 128
            pixels += [luma + 1.402 * red, luma - 0.344136 * blue - 0.714136 * red, luma + 1.772 * blue]
    return [min(255, max(0, p)) for p in pixels]


def test_for_drawn_bytes_of_any_kind(page):
    chance = random.Random(3)
    for width, height in ((12, 12), (7, 5), (1, 9)):
        for _ in range(30):
            data = bytes([chance.randrange(1, 256)] + [chance.randrange(256) for _ in range(23)])
            shown = page.evaluate("([b, w, h]) => import('/placeholder.js').then(m => [...m.decodePlaceholder(b, w, h)])", [base64.b64encode(data).decode(), width, height])
            assert shown[3::4] == [255] * (width * height)
            colours = [c for i, c in enumerate(shown) if i % 4 < 3]
            assert max(abs(a - b) for a, b in zip(colours, by_the_table(data, width, height))) <= 1


def test_what_is_no_placeholder_draws_nothing(page):
    for data in (b"", bytes(24), bytes([128] * 23), bytes([128] * 25)):
        assert page.evaluate("b => import('/placeholder.js').then(m => m.decodePlaceholder(b))", base64.b64encode(data).decode()) is None


def test_it_is_there_before_the_thumbnail_and_beneath_it(make_page, served, shot):
    page = make_page()
    page.route("**/thumbnail*", lambda route: None)
    page.goto(served.url)
    until(page, "document.querySelectorAll('.tile > canvas.blur').length > 4")
    assert page.evaluate("document.querySelector('.tile > canvas').getContext('2d').getImageData(0, 0, 1, 1).data[3]") == 255
    assert page.locator(".tile.is-drawn").count() == 0
    shot(page, "placeholders")
