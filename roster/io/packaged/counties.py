"""The counties (县、市、区) of Shanxi, packaged: 118, each with the short latin name used for its folders.

Source: GB/T 2260 names as the list of townships has them, in Hanyu pinyin without the closing 县, 市 or 区
unless two would be the same.
"""

from __future__ import annotations

import difflib
from functools import cache
from typing import NamedTuple

from roster.io.packaged import packaged_rows

_KINDS = ("县", "市", "区")


class County(NamedTuple):
    """One county: its ``city``, its ``name`` (沁源县) and its ``id`` (qinyuan)."""

    city: str
    name: str
    id: str


@cache
def counties() -> tuple[County, ...]:
    """All of them, by the code of GB/T 2260."""
    return tuple(County(*row) for row in packaged_rows("shanxi-counties"))


def counties_named(name: str, city: str | None = None) -> list[County]:
    """Those with this name, 县, 市 or 区 being left out or not (沁源); two where a city must tell them
    apart (城区); none where it is not known.
    """
    of_city = [c for c in counties() if city is None or c.city in (city, f"{city}市")]
    whole = [c for c in of_city if c.name == name]
    return whole or [c for c in of_city if c.name in {f"{name}{kind}" for kind in _KINDS}]


def near_counties(name: str) -> list[str]:
    """Names that are written much like this one, the nearest first; at most three."""
    known = list(dict.fromkeys(c.name for c in counties()))
    return difflib.get_close_matches(name, known, n=3, cutoff=0.5)
