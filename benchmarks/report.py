# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""RESULTS.md: one table a question, and the numbers that were asked for beside those that were measured."""

from dataclasses import dataclass, field


@dataclass
class Answer:
    """A number that was asked for."""

    what: str
    asked: float
    measured: float
    # Whether more is better.
    at_least: bool = True
    unit: str = ""

    @property
    def verdict(self):
        """Met or not, in a word."""
        if self.measured is None:
            return "not run"
        met = self.measured >= self.asked if self.at_least else self.measured <= self.asked
        return "yes" if met else "**no**"

    def row(self):
        """As a table has it."""
        bound = "at least" if self.at_least else "at most"
        return [self.what, f"{bound} {number(self.asked)}{self.unit}", number(self.measured) + (self.unit if self.measured else ""),
                self.verdict]


@dataclass
class Section:
    """One question: a table, what it holds of the numbers asked for, and what was not run."""

    title: str
    header: list = field(default_factory=list)
    rows: list = field(default_factory=list)
    answers: list = field(default_factory=list)
    notes: list = field(default_factory=list)

    def text(self):
        """Markdown."""
        lines = [f"## {self.title}", ""]
        if self.rows:
            lines += [*table(self.header, self.rows), ""]
        for note in self.notes:
            lines += [f"- {note}"]
        return "\n".join(lines).rstrip() + "\n"


def table(header, rows):
    """Markdown lines; every column but the first is a number's."""
    yield "| " + " | ".join(header) + " |"
    yield "|---|" + "---:|" * (len(header) - 1)
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def number(value):
    """Three significant figures, or a dash."""
    if value is None:
        return "–"
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) >= 0.001 else f"{value:.1e}"


def megabytes(value):
    """Bytes as MB, or a dash."""
    return number(value / 1e6) if value else "–"


def document(sections, opening, machine):
    """The whole page."""
    answers = [answer for section in sections for answer in section.answers]
    lines = ["# What was measured", "", *opening, "", "## Asked and measured", ""]
    lines += table(["number", "asked", "measured", "met"], [answer.row() for answer in answers])
    lines.append("")
    for section in sections:
        lines.append(section.text())
    lines += ["## Machine and versions", "", *table(["what", "value"], machine)]
    return "\n".join(lines).rstrip() + "\n"
