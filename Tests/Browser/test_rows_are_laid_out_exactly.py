# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""The layout's rules over drawn libraries: every photo in one row, none twice, no row too wide, and found again by its place."""

import pytest

CHECK = """async ([seed, photos, width, target, longest]) => {
  const { Layout, GAP } = await import('/timeline/layout.js');
  let state = seed;
  const chance = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
  const shapes = Uint8Array.from({ length: photos }, () => Math.floor(60 + chance() * 140));
  const starts = [0];
  while (starts.at(-1) < photos) starts.push(Math.min(photos, starts.at(-1) + 1 + Math.floor(chance() ** 4 * longest)));
  const layout = new Layout(shapes, Uint32Array.from(starts), width, target);
  for (const _ of layout.build());
  const days = new Set(starts);
  const wrong = [];
  let next = 0, bottom = 0, headings = 0;
  for (let row = 0; row < layout.rows; row++) {
    if (layout.first[row] !== next) wrong.push(`row ${row} begins at ${layout.first[row]}, not ${next}`);
    if (layout.top[row] !== bottom) wrong.push(`row ${row} is not below the one before`);
    const boxes = layout.boxes(row);
    if (boxes.length !== layout.end(row) - next) wrong.push(`row ${row} has not a box for each photo`);
    boxes.forEach((box, i) => {
      if (box.isDay !== days.has(next + i)) wrong.push(`photo ${next + i}: heading`);
      headings += box.isDay;
      if (i && box.left - boxes[i - 1].left - boxes[i - 1].width < GAP - 1) wrong.push(`photo ${next + i} overlaps`);
    });
    if (boxes.at(-1).left + boxes.at(-1).width > layout.width + 1) wrong.push(`row ${row} is too wide`);
    if (layout.rowOf(next) !== row || layout.rowOf(layout.end(row) - 1) !== row || layout.rowAt(layout.top[row]) !== row) wrong.push(`row ${row} is not found`);
    next = layout.end(row);
    bottom = row + 1 < layout.rows ? layout.top[row + 1] : layout.height;
  }
  if (next !== photos) wrong.push(`${photos - next} photos are in no row`);
  if (headings !== starts.length - 1) wrong.push(`${headings} headings of ${starts.length - 1} days`);
  return wrong.slice(0, 5);
}"""


@pytest.fixture
def modules(make_page, served):
    page = make_page()
    page.goto(served.url)
    page.wait_for_selector(".tile")
    return page


def test_for_drawn_libraries_of_any_kind(modules):
    for seed in range(40):
        said = [seed + 1, [1, 7, 300, 5000][seed % 4], [120, 380, 1180, 2600][seed // 4 % 4], [120, 216][seed % 2], [1, 12, 400][seed % 3]]
        assert modules.evaluate(CHECK, said) == [], said


def test_an_empty_library_has_no_rows(modules):
    assert modules.evaluate("""async () => { const { Layout } = await import('/timeline/layout.js');
        const layout = new Layout(new Uint8Array(), new Uint32Array(1), 800, 200); for (const _ of layout.build()); return [layout.rows, layout.height]; }""") == [0, 0]


def test_a_place_outlives_a_snapshot(modules):
    assert modules.evaluate("""async () => { const { Timeline } = await import('/timeline/timeline.js');
        const days = [['2021-03-02', 4], ['2021-03-01', 2], ['2019-01-01', 5]];
        const old = new Timeline('', {snapshot: '1', total: 11, days, undated: 0}, new Uint8Array(11));
        const now = new Timeline('', {snapshot: '2', total: 13, days: [['2022-01-01', 3], ...days.slice(0, 1), ['2019-01-01', 6]], undated: 0}, new Uint8Array(13));
        return [now.position(old.place(2)), now.position(old.place(10)), now.position(old.place(5)), old.jump(0, 'year', 1), old.jump(10, 'year', -1), old.jump(10, 'day', -1), old.jump(0, 'day', -1)]; }""") \
        == [5, 11, 7, 6, 0, 4, 0]
