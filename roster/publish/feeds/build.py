"""The main path: published revisions in, one file of bytes for each feed out."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from roster.publish.feeds.ical import calendar_bytes
from roster.publish.feeds.replay import Event, identifier, replay
from roster.publish.feeds.view import Feed, View, feeds_of, view_of
from roster.publish.feeds.wording import SHANGHAI, nothing_planned, title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roster.model.revision import Revision
    from roster.text import Lang

KEPT = timedelta(days=366)  # how far past duties reach back before the newest month
NOT_IN_FILE_NAMES = r"[^\w.-]"
KEPT_CANCELLED = timedelta(days=28)  # clients that look in rarely must still see a cancellation


def build_feeds(revisions: Sequence[Revision], *, lang: Lang = "zh") -> dict[str, bytes]:
    """All feeds of one county: ``person-<id>.ics``, ``site-<id>.ics`` and ``county.ics``.

    ``revisions`` are all that were ever published, superseded ones too, of any number of months and
    in any order: identities are worked out from them. The people and sites are those of the newest
    month's revision in force; without revisions there are no feeds. What an id holds beside
    letters, digits and ``_.-`` stands in the file name as % and its UTF-8 bytes in hexadecimal.

    Pure: no clock, no randomness. A feed is never empty: where nothing else is left, one event says
    that the newest month holds no duty. Shown are duties up to 366 days before the newest month's
    first day; cancelled ones until 28 days after their date, as seen on the latest day of
    publication (local date).

    Raises:
        ValueError: a revision is not published, has no time zone, or is another county's.
    """
    if not revisions:
        return {}
    views = _in_order(revisions, lang)
    newest = views[-1]
    oldest = newest.month.first - KEPT
    oldest_cancelled = max(view.at for view in views).astimezone(SHANGHAI).date() - KEPT_CANCELLED
    found = {}
    for feed, view in _holders(views).items():
        shown = [
            event
            for event in replay(feed, views)
            if event.day >= (max(oldest, oldest_cancelled) if event.cancelled else oldest)
        ]
        if not shown and view is newest:
            shown = [_notice(feed, views)]
        if shown:
            found[_file_name(feed)] = calendar_bytes(title(view, feed), shown, lang)
    return found


def _holders(views: Sequence[View]) -> dict[Feed, View]:
    """Every feed there ever was, with the last revision that knew its holder; the newest one's first."""
    found: dict[Feed, View] = {}
    for view in reversed(views):
        for feed in feeds_of(view):
            found.setdefault(feed, view)
    return found


def _in_order(revisions: Sequence[Revision], lang: Lang) -> list[View]:
    """By month, and in it by publication, the one in force last; no month concerns another."""
    views = [view_of(revision, lang) for revision in revisions]
    counties = {view.settings.county_id for view in views}
    if len(counties) > 1:
        raise ValueError(f"revisions of several counties: {sorted(counties)}")
    return sorted(views, key=lambda v: (v.month.first, v.in_force, v.at, v.number))


def _notice(feed: Feed, views: Sequence[View]) -> Event:
    """The event of a feed without events; it is the same in every revision of the newest month."""
    month = views[-1].month
    first = next(view for view in views if view.month == month)
    uid = identifier(feed, first, ["nothing planned", str(month)])
    return Event(uid, nothing_planned(month, first), first.at, first.at)


def _file_name(feed: Feed) -> str:
    if feed.scope == "county":
        return "county.ics"
    return f"{feed.scope}-{re.sub(NOT_IN_FILE_NAMES, _escape, feed.holder)}.ics"


def _escape(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())
