#!/usr/bin/env python3
# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""Recall and wrong pairs of the near-duplicate rule against its thresholds, from `jozin inspect --json-lines`.

The manifest's groups say what belongs together; files outside it are strangers to its files (and nothing to each other).
A pair is near when three of its four distances are within the thresholds: the scale at which it becomes near is the third
smallest of distance / threshold. Draws the curve for all thresholds scaled alike and prints the closest strangers.
"""
import argparse
import json
import os

import numpy as np

HASHES = ("phash64", "dhash64", "bmh64", "cmh192")


def load(path):
    names, words, moments, information = [], [], [], []
    with open(path, encoding="utf-8") as stream:
        for line in stream:
            record = json.loads(line)
            hashes = record.get("hashes") or {}
            if any(name not in hashes for name in HASHES):
                continue
            names.append(os.path.realpath(record["path"]))
            words.append([int(hashes[name], 16) for name in HASHES[:3]])
            moments.append(list(bytes.fromhex(hashes["cmh192"])))
            information.append(record.get("information", hashes.get("information", 100)))
    return names, np.array(words, np.uint64), np.array(moments, np.int16), np.array(information)


def scales(one, others, words, moments, thresholds):
    """The scale at which each pair of `one` with `others` becomes near."""
    bits = np.bitwise_count(words[others] ^ words[one]).astype(float)
    colour = np.abs(moments[others] - moments[one]).sum(1)[:, None]
    return np.sort(np.hstack([bits, colour]) / thresholds, axis=1)[:, 2]


def pairs(manifest, root, names, words, moments, information, options):
    """Recall scales per transform of each base's variants, and (scale, a, b) of the strangers."""
    files = manifest["files"]
    place = {name: index for index, name in enumerate(names)}
    group_of = np.full(len(names), -1)
    wanted = [g for g in manifest["groups"] if g["type"] == "near_duplicates"]
    for number, group in enumerate(wanted):
        for file in group["files"]:
            index = place.get(os.path.realpath(os.path.join(root, file)))
            if index is not None:
                group_of[index] = number
    known = information >= options.gate
    recall = {}
    for group in wanted:
        labelled = [(f, (files[f].get("labels") or {})) for f in group["files"]]
        base = next((place.get(os.path.realpath(os.path.join(root, f))) for f, l in labelled if l.get("tier") == "base"), None)
        for file, labels in labelled if base is not None else []:
            index = place.get(os.path.realpath(os.path.join(root, file)))
            if labels.get("tier") == "base":
                continue
            seen = index is not None and known[index] and known[base]
            scale = scales(base, np.array([index]), words, moments, options.thresholds)[0] if seen else np.inf
            recall.setdefault((labels.get("tier"), labels.get("transform")), []).append(scale)
    strangers = []
    for one in np.flatnonzero((group_of >= 0) & known):
        others = np.flatnonzero((group_of != group_of[one]) & known & ((group_of < 0) | (np.arange(len(names)) > one)))
        found = scales(one, others, words, moments, options.thresholds)
        strangers += [(scale, names[one], names[other]) for scale, other in zip(found, others) if scale <= options.most]
        options.compared += len(others)
    return recall, sorted(strangers)


def draw(recall, strangers, options):
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    grid = np.linspace(0, options.most, 241)
    figure, (upper, lower) = pyplot.subplots(2, 1, figsize=(8, 7), sharex=True, height_ratios=(2, 1))
    for tier in sorted({tier for tier, _ in recall if tier}):
        values = np.concatenate([v for (t, _), v in recall.items() if t == tier])
        upper.plot(grid, [(values <= x).mean() for x in grid], label=f"{tier} ({len(values)} pairs)")
    upper.set_ylabel("recall, base ~ variant")
    upper.legend(loc="lower right", fontsize=8)
    wrong = np.array([scale for scale, _, _ in strangers])
    lower.step(grid, [(wrong <= x).sum() for x in grid], color="black", where="post")
    lower.set_yscale("symlog", linthresh=1)
    lower.set_ylabel(f"wrong pairs of {options.compared:,}")
    lower.set_xlabel("all thresholds times x (1 = pHash {:g}, dHash {:g}, block means {:g}, colour {:g})".format(*options.thresholds))
    for axis in (upper, lower):
        axis.axvline(1, color="grey", linestyle=":")
        axis.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(options.out, dpi=90)


def distances(one, others, words, moments):
    """The four distances of `one` to each of `others`."""
    bits = np.bitwise_count(words[others] ^ words[one]).astype(int)
    return np.hstack([bits, np.abs(moments[others] - moments[one]).sum(1)[:, None]])


def draw_hashes(manifest, root, names, words, moments, information, options):
    """Each hash alone: recall of easy and medium changes, and precision, against its threshold."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    place = {name: index for index, name in enumerate(names)}
    alike = {"easy": [], "medium": []}
    group_of = np.full(len(names), -1)
    for number, group in enumerate(g for g in manifest["groups"] if g["type"] == "near_duplicates"):
        members = [(place.get(os.path.realpath(os.path.join(root, f))), manifest["files"][f].get("labels") or {}) for f in group["files"]]
        members = [(index, labels) for index, labels in members if index is not None]
        group_of[[index for index, _ in members]] = number
        for base in (index for index, labels in members if labels.get("tier") == "base"):
            for index, labels in members:
                if labels.get("tier") in alike:
                    alike[labels["tier"]].append(distances(base, np.array([index]), words, moments)[0])
    alike = {tier: np.array(rows) for tier, rows in alike.items()}
    known = information >= options.gate
    ends = (40, 40, 40, 600)
    wrong = [np.zeros(end + 1, int) for end in ends]
    for one in np.flatnonzero((group_of >= 0) & known):
        others = np.flatnonzero((group_of != group_of[one]) & known & ((group_of < 0) | (np.arange(len(names)) > one)))
        found = distances(one, others, words, moments)
        for hash, end in enumerate(ends):
            wrong[hash] += np.bincount(np.minimum(found[:, hash], end), minlength=end + 1)
    figure, panels = pyplot.subplots(2, 2, figsize=(8, 6), sharey=True)
    for hash, (panel, name) in enumerate(zip(panels.flat, HASHES)):
        grid = np.arange(ends[hash])
        found = {tier: np.array([(rows[:, hash] <= x).sum() for x in grid]) for tier, rows in alike.items()}
        for tier, counts in found.items():
            panel.plot(grid, counts / len(alike[tier]), label=f"recall {tier}")
        right = sum(found.values())
        panel.plot(grid, right / np.maximum(right + np.cumsum(wrong[hash])[: ends[hash]], 1), label="precision", color="black")
        panel.axvline(options.thresholds[hash], color="grey", linestyle=":")
        panel.set_title(name, fontsize=10)
        panel.grid(alpha=0.3)
    panels[0, 0].legend(fontsize=8)
    figure.supxlabel("threshold of this hash alone; dotted: the normal level's", fontsize=10)
    figure.tight_layout()
    figure.savefig(options.hashes, dpi=90)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("manifest", help="manifest.json of the near-duplicate corpus")
    parser.add_argument("lines", help="JSON Lines of jozin inspect, its files and any strangers")
    parser.add_argument("--thresholds", type=float, nargs=4, default=(10, 8, 8, 120), metavar="N", help="scale 1 (default: %(default)s)")
    parser.add_argument("--gate", type=int, default=35, help="the least information (default: %(default)s)")
    parser.add_argument("--most", type=float, default=2.5, help="the largest scale (default: %(default)s)")
    parser.add_argument("--out", help="the picture to write (needs matplotlib)")
    parser.add_argument("--hashes", help="the picture of each hash alone to write (needs matplotlib)")
    options = parser.parse_args()
    options.compared = 0
    with open(options.manifest, encoding="utf-8") as stream:
        manifest = json.load(stream)
    root = os.path.dirname(os.path.realpath(options.manifest))
    recall, strangers = pairs(manifest, root, *load(options.lines), options)
    for (tier, transform), values in sorted(recall.items(), key=str):
        values = np.array(values)
        print(f"{tier!s:16} {transform!s:32} recall at 1: {(values <= 1).mean():.3f}  at 0.5: {(values <= 0.5).mean():.3f}  at 1.25: {(values <= 1.25).mean():.3f}")
    print(f"strangers: {options.compared} pairs, near at 1: {sum(scale <= 1 for scale, _, _ in strangers)}")
    for low in np.arange(0.5, options.most, 0.1):
        print(f"  scale {low:.1f} to {low + 0.1:.1f}: {sum(low < scale <= low + 0.1 for scale, _, _ in strangers)}")
    for scale, one, other in strangers[:10]:
        print(f"  {scale:.2f} {one} ~ {other}")
    if options.out:
        draw(recall, strangers, options)
    if options.hashes:
        draw_hashes(manifest, root, *load(options.lines), options)


main()
