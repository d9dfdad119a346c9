"""Annual targets of consultations that a city gave its counties, packaged: offered, never applied unasked.

Source: 运司通〔2022〕3号, annex 1 (F4): the thirteen counties of 运城市, 47000 together.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from roster.io.packaged import packaged_rows


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
    rows = packaged_rows("consultation-targets")
    return tuple(
        Target(city, county, int(year), int(target), source)
        for city, county, year, target, source in rows
    )


def target_of(county: str) -> Target | None:
    """The newest target known of a county (闻喜县), None where none is."""
    known = [t for t in targets() if t.county == county]
    return max(known, key=lambda t: t.year, default=None)
