# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""Alternation: A B C, A B C, … after one round that nobody counts."""

import sys
import time
from dataclasses import dataclass, field

from measure import NotRun, median, median_ratio


@dataclass
class Results:
    """Each contestant's costs, round by round, and who was not run and why."""

    costs: dict = field(default_factory=dict)
    not_run: dict = field(default_factory=dict)

    def wall(self, name):
        """The median wall-clock time."""
        return median(cost.wall for cost in self.costs.get(name, []))

    def cpu(self, name):
        """The median processor time."""
        return median(cost.cpu for cost in self.costs.get(name, []))

    def largest(self, name):
        """The most memory of one process, over all rounds."""
        return max((cost.largest for cost in self.costs.get(name, [])), default=None)

    def together(self, name):
        """The most memory of all its processes, over all rounds."""
        return max((cost.together for cost in self.costs.get(name, [])), default=None)

    def times_as_fast(self, name, other):
        """How many times as fast `name` is as `other`: the median of the rounds' ratios."""
        if name not in self.costs or other not in self.costs:
            return None
        return median_ratio((cost.wall for cost in self.costs[other]), (cost.wall for cost in self.costs[name]))

    def times_as_cheap(self, name, other):
        """The same of processor time."""
        if name not in self.costs or other not in self.costs:
            return None
        return median_ratio((cost.cpu for cost in self.costs[other]), (cost.cpu for cost in self.costs[name]))


def alternate(named_runs, rounds, warm_up=True):
    """Runs every (name, function giving a Cost) in turn, round after round. Who fails once is out, with the reason."""
    results = Results()
    running = dict(named_runs)
    for index in range(rounds + warm_up):
        for name, function in list(running.items()):
            say(f"{'warm-up' if warm_up and index == 0 else f'round {index + 1 - warm_up}'}: {name}")
            try:
                cost = function()
            except NotRun as reason:
                results.not_run[name] = str(reason)
                results.costs.pop(name, None)
                del running[name]
                continue
            if index >= warm_up:
                results.costs.setdefault(name, []).append(cost)
    return results


def contest(contestants, photos, cores, rounds, scratch):
    """`alternate` over contestants that do their work on the same photos and the same processors."""
    photos.warm()
    present, absent = [], {}
    for contestant in contestants:
        reason = contestant.missing()
        if reason:
            absent[contestant.name] = reason
        else:
            present.append((contestant.name, lambda who=contestant: who.cost(photos, cores, scratch)))
    results = alternate(present, rounds)
    results.not_run.update(absent)
    return results


def say(text):
    """One line for whoever is waiting."""
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)
