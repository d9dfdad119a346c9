"""One county's feeds as names and events, before they are written."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from roster.publish.feeds.replay import Event, identifier, replay
from roster.publish.feeds.view import Feed, View, feeds_of, view_of
from roster.publish.feeds.wording import SHANGHAI, nothing_planned, title

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from roster.model.revision import Revision
    from roster.text import Lang

KEPT = timedelta(days=366)  # how far past duties reach back before the newest month
NOT_IN_FILE_NAMES = r"[^\w.-]"
KEPT_CANCELLED = timedelta(days=28)  # clients that look in rarely must still see a cancellation


class Drawn(NamedTuple):
    """A feed to be written.

    ``shown`` are its events, ``notice`` the one that stands in for them where there are none (None
    for who is gone). ``same`` tells which person it is in any county: certificate number and name,
    None where there is no certificate and for a site's or the county's feed. ``at`` is the moment of
    the county's latest publication, UTC.
    """

    feed: Feed
    title: str
    shown: tuple[Event, ...]
    notice: Event | None
    same: tuple[str, str] | None
    at: datetime


def draw_feeds(revisions: Sequence[Revision], *, lang: Lang) -> dict[str, Drawn]:
    """The county's feeds by file name; see ``build_feeds`` for which there are, and what is raised."""
    if not revisions:
        return {}
    views = _in_order(revisions, lang)
    newest, at = views[-1], max(view.at for view in views)
    oldest = newest.month.first - KEPT
    oldest_cancelled = max(oldest, at.astimezone(SHANGHAI).date() - KEPT_CANCELLED)
    found = {}
    for feed, view in _holders(views).items():
        shown = tuple(
            event
            for event in replay(feed, views)
            if event.day >= (oldest_cancelled if event.cancelled else oldest)
        )
        notice = _notice(feed, views) if view is newest else None
        if shown or notice:
            drawn = Drawn(feed, title(view, feed), shown, notice, _same(view, feed), at)
            found[file_name(feed)] = drawn
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


def _same(view: View, feed: Feed) -> tuple[str, str] | None:
    if feed.scope != "person":
        return None
    person = view.people[feed.holder]
    return (person.certificate, person.name) if person.certificate else None


def file_name(feed: Feed) -> str:
    """Under which name the feed is handed out; unlike ids give unlike names."""
    if feed.scope == "county":
        return "county.ics"
    return f"{feed.scope}-{re.sub(NOT_IN_FILE_NAMES, _escape, feed.holder)}.ics"


def _escape(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())
