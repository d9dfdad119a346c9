"""The townships (乡镇、街道) of Shanxi, packaged: 1,278 in 118 counties.

Source: the ministry's list of administrative divisions, as ``data/shanxi-townships.csv`` holds it.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from roster.io.packaged import packaged_rows


class Township(NamedTuple):
    """One township: ``city`` and ``county`` it belongs to, its ``name``, its nine-digit ``code`` and its
    ``kind`` (镇, 乡, 街道, …).
    """

    city: str
    county: str
    name: str
    code: str
    kind: str


@cache
def townships() -> tuple[Township, ...]:
    """All of them, by code."""
    return tuple(Township(*row) for row in packaged_rows("shanxi-townships"))


def townships_of(county: str, city: str | None = None) -> list[Township]:
    """The townships of a county (沁源县), by code; empty for one that is not known. Two cities have a 城区:
    without ``city`` (阳泉市) the townships of both are given.
    """
    return [t for t in townships() if t.county == county and city in (None, t.city)]
