"""Annual targets of consultations that a city gave its counties, packaged: offered, never applied unasked.

Source: 运司通〔2022〕3号, annex 1 (F4): the thirteen counties of 运城市, 47000 together.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Target(NamedTuple):
    """The consultations (人次) that a ``county`` of a ``city`` owed in a ``year``, and who said so."""

    city: str
    county: str
    year: int
    target: int
    source: str


@cache
def targets() -> tuple[Target, ...]:
    """All that are known, in the order of their source."""
    text = (files("roster.io.packaged") / "data" / "consultation-targets.csv").read_text(
        encoding="utf-8"
    )
    rows = csv.DictReader(text.splitlines())
    return tuple(
        Target(r["city"], r["county"], int(r["year"]), int(r["target"]), r["source"]) for r in rows
    )


def target_of(county: str) -> Target | None:
    """The newest target known of a county (闻喜县), None where none is."""
    known = [t for t in targets() if t.county == county]
    return max(known, key=lambda t: t.year, default=None)
