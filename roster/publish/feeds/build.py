"""The main path: published revisions in, one file of bytes for each feed out."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from roster.publish.feeds.draw import draw_feeds
from roster.publish.feeds.merge import feed_bytes, namesakes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roster.model.revision import Revision
    from roster.text import Lang


def build_feeds(
    revisions: Sequence[Revision], *, elsewhere: Sequence[Revision] = (), lang: Lang = "zh"
) -> dict[str, bytes]:
    """All feeds of one county: ``person-<id>.ics``, ``site-<id>.ics`` and ``county.ics``.

    ``revisions`` are all that were ever published, superseded ones too, of any number of months and
    in any order: identities are worked out from them. The people and sites are those of the newest
    month's revision in force; without revisions there are no feeds. ``elsewhere`` are the published
    revisions of other counties: who serves there too finds those duties in the same feed. What an id
    holds beside letters, digits and ``_.-`` stands in the file name as % and its UTF-8 bytes in
    hexadecimal.

    Pure: no clock, no randomness. A feed is never empty: where nothing else is left, one event says
    that the newest month holds no duty. Shown are duties up to 366 days before the newest month's
    first day; cancelled ones until 28 days after their date, as seen on the latest day of
    publication (local date).

    Raises:
        ValueError: a revision is not published, has no time zone, or is another county's.
    """
    drawn = draw_feeds(revisions, lang=lang)
    others = sorted(elsewhere, key=_county)
    counties = [draw_feeds(list(of), lang=lang) for _, of in groupby(others, _county)]
    same = namesakes([drawn, *counties])
    return {name: feed_bytes(feed, same, lang) for name, feed in drawn.items()}


def _county(revision: Revision) -> str:
    return revision.roster.county
