"""Every feed of every county, from the store alone, each at its address."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from roster.model.feed_addresses import STOPPED_SHOWN, FeedScope, digest_of
from roster.publish.feeds.draw import Drawn, draw_feeds, file_name
from roster.publish.feeds.merge import Same, feed_bytes, namesakes, parts_of
from roster.publish.feeds.stopped import stopped_feed
from roster.publish.feeds.view import Feed
from roster.web.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roster.model.feed_addresses import FeedAddress
    from roster.store import Store
    from roster.store.feed_marks import Mark
    from roster.text import Lang

SECRET, ENDING = "/f/", ".ics"


class County(NamedTuple):
    """What the store has of one county: feeds by file name, addresses, the domain that ends UIDs."""

    mark: Mark
    drawn: Mapping[str, Drawn]
    addresses: tuple[FeedAddress, ...]
    domain: str


class Written(NamedTuple):
    """A feed's page, and what it was made of."""

    parts: tuple[Drawn, ...]
    page: Page


class Secret(NamedTuple):
    """What a secret address gives, and until when (seconds since 1970; None: for good)."""

    page: Page
    until: float | None = None


@dataclass(frozen=True)
class Library:
    """All that is served, as of one moment; a newer one takes its place as a whole.

    ``public`` are the pages by path (/c/qinyuan/county.ics, /c/qinyuan/site-S1.ics); ``secret`` what
    an address gives, by the digest of its token.
    """

    counties: Mapping[str, County] = field(default_factory=dict)
    written: Mapping[tuple[str, str], Written] = field(default_factory=dict)
    public: Mapping[str, Page] = field(default_factory=dict)
    secret: Mapping[str, Secret] = field(default_factory=dict)

    @property
    def marks(self) -> dict[str, Mark]:
        """What the store said of each county when it was read."""
        return {name: county.mark for name, county in self.counties.items()}

    def find(self, path: str, now: float) -> Page | None:
        """The page at the path at the moment ``now``; None where there is none, or no longer."""
        if not path.startswith(SECRET):
            return self.public.get(path)
        if not path.endswith(ENDING):
            return None
        found = self.secret.get(digest_of(path[len(SECRET) : -len(ENDING)]))
        if found is None or (found.until is not None and found.until <= now):
            return None
        return found.page


def read_library(store: Store, lang: Lang, before: Library | None = None) -> Library:
    """The library as the store has it now; what is as it was in ``before`` is taken over from there.

    Raises RosterError where the store cannot be read.
    """
    old = before or Library()
    counties = {
        name: _county(store, name, mark, old.counties.get(name), lang)
        for name, mark in store.feed_marks().items()
    }
    same = namesakes([county.drawn for county in counties.values()])
    written = {
        (name, file): _written(drawn, same, old.written.get((name, file)), lang)
        for name, county in counties.items()
        for file, drawn in _wanted(county)
    }
    public = {
        f"/c/{name}/{file}": made.page
        for (name, file), made in written.items()
        if counties[name].drawn[file].feed.scope != FeedScope.PERSON
    }
    secret = {
        address.digest: _secret(address, county, written, lang)
        for county in counties.values()
        for address in county.addresses
    }
    return Library(counties, written, public, secret)


def _county(store: Store, name: str, mark: Mark, old: County | None, lang: Lang) -> County:
    if old is not None and old.mark == mark:
        return old
    addresses = tuple(store.feed_addresses(name))
    if old is not None and old.mark.published == mark.published:
        return old._replace(mark=mark, addresses=addresses)
    revisions = store.published(name)
    newest = max(revisions, key=lambda r: r.roster.month, default=None)
    domain = "roster.invalid" if newest is None else newest.problem.settings.uid_domain
    return County(mark, draw_feeds(revisions, lang=lang), addresses, domain)


def _wanted(county: County) -> Iterator[tuple[str, Drawn]]:
    """The feeds that somebody can ask for: those of a site and the county, and of whom has an address."""
    holders = {file for address in county.addresses if address.good for file in [_file(address)]}
    for file, drawn in county.drawn.items():
        if drawn.feed.scope != FeedScope.PERSON or file in holders:
            yield file, drawn


def _file(address: FeedAddress) -> str:
    return file_name(Feed(address.scope, address.holder))


def _written(drawn: Drawn, same: Same, old: Written | None, lang: Lang) -> Written:
    """Its page; the old one where it was made of the very same parts."""
    parts = tuple(parts_of(drawn, same))
    if old is not None and [*map(id, old.parts)] == [*map(id, parts)]:
        return old
    public = drawn.feed.scope != FeedScope.PERSON
    modified = max(part.at for part in parts).replace(microsecond=0)
    return Written(parts, Page(feed_bytes(drawn, same, lang), modified, public=public))


def _secret(
    address: FeedAddress,
    county: County,
    written: Mapping[tuple[str, str], Written],
    lang: Lang,
) -> Secret:
    """The feed of a good address; else, for a while, one event that says that it has ended.

    An address whose holder has no feed any more gives that event for good: it was not revoked, and
    the holder may come back.
    """
    found = written.get((address.county, _file(address)))
    if address.good and found is not None:
        return Secret(found.page)
    ended = address.revoked_at or address.created_at
    moment = ended.astimezone(UTC).replace(microsecond=0)
    page = Page(stopped_feed(address.digest, moment, county.domain, lang), moment, public=False)
    until = None if address.good else datetime.timestamp(ended + STOPPED_SHOWN)
    return Secret(page, until)
