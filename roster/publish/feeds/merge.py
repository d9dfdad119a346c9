"""Feeds as bytes; a person who serves in several counties finds all their duties in each of their feeds.

Who is the same person in two counties is told by certificate number and name together: ids are each
county's own, and one number mistyped must not show a stranger's duties. Who has no certificate has a
feed in each county.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from roster.publish.feeds.ical import calendar_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from roster.publish.feeds.draw import Drawn
    from roster.text import Lang

Same = dict[tuple[str, str], list["Drawn"]]


def namesakes(counties: Iterable[Mapping[str, Drawn]]) -> Same:
    """The feeds of each person, by certificate number and name, over all counties."""
    found: Same = defaultdict(list)
    for drawn in chain.from_iterable(county.values() for county in counties):
        if drawn.same is not None:
            found[drawn.same].append(drawn)
    return dict(found)


def parts_of(drawn: Drawn, same: Same) -> list[Drawn]:
    """The feeds that make up the feed: itself, or all of its person, the latest published last."""
    parts = [drawn] if drawn.same is None else same.get(drawn.same, [drawn])
    return sorted(parts, key=lambda part: part.at)


def feed_bytes(drawn: Drawn, same: Same, lang: Lang) -> bytes:
    """The feed's file: the events of all its parts, or one notice where there are none."""
    parts = parts_of(drawn, same)
    shown = [event for part in parts for event in part.shown]
    notices = [part.notice for part in parts if part.notice is not None]
    return calendar_bytes(drawn.title, shown or notices[-1:], lang)
