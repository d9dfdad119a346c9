"""One revision as the feeds read it: its slots, and its people and sites with harmless names."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from roster.model.base import Frozen
from roster.model.roster import Status
from roster.model.slots import SlotKey
from roster.text import Lang, Text

if TYPE_CHECKING:
    from roster.model.calendar import Month
    from roster.model.people import Person
    from roster.model.revision import Revision
    from roster.model.settings import Settings
    from roster.model.sites import Site

BYTE_ORDER_MARK = "\ufeff"
M = TypeVar("M", bound=Frozen)


def plain(text: str) -> str:
    """The text on one line: line breaks and tabs become spaces, other control characters go.

    RFC 5545 allows no control characters in a text, and clients that split lines as Python does
    (vdirsyncer) would also break at U+0085, U+2028 and the like. The byte order mark goes, since
    icalendar drops it in some places. Everything else stays, even unassigned characters: a rare
    name may be newer than the Unicode tables of this Python.
    """
    joined = " ".join(text.splitlines()).replace("\t", " ").replace(BYTE_ORDER_MARK, "")
    return "".join(c for c in joined if unicodedata.category(c) != "Cc").strip()


def cleaned(value: M) -> M:
    """A copy in which every text but the id is plain; enums, numbers and dates are untouched."""
    texts = {name: plain(v) for name, v in value if type(v) is str and name != "id"}
    return value.model_copy(update=texts)


class View(NamedTuple):
    """What the feeds need of a revision.

    ``in_force`` is False once superseded. ``at`` is the moment of publication in UTC. ``slots``
    lists who serves in each slot, in the roster's order.
    """

    month: Month
    number: int
    in_force: bool
    at: datetime
    settings: Settings
    people: dict[str, Person]
    sites: dict[str, Site]
    slots: dict[SlotKey, tuple[Person, ...]]
    lang: Lang

    @property
    def edition(self) -> str:
        """The line that names the revision: 版次：2026年12月第2版."""
        return Text(
            f"版次：{self.month.year}年{self.month.month}月第{self.number}版",
            f"Revision: {self.month} no. {self.number}",
        ).to(self.lang)


def view_of(revision: Revision, lang: Lang) -> View:
    """Read a revision.

    Raises:
        ValueError: it is a draft, or was published at a moment without a time zone.
    """
    at = revision.published_at
    if at is None or at.tzinfo is None or revision.roster.status is Status.DRAFT:
        raise ValueError("feeds are built from published revisions with aware moments only")
    problem = revision.problem
    people = {p.id: cleaned(p) for p in problem.people}
    return View(
        month=problem.planned_month,
        number=revision.number,
        in_force=revision.roster.status is Status.PUBLISHED,
        at=at.astimezone(UTC),
        settings=cleaned(problem.settings),
        people=people,
        sites={s.id: cleaned(s) for s in problem.sites},
        slots=_slots(revision, people),
        lang=lang,
    )


def _slots(revision: Revision, people: dict[str, Person]) -> dict[SlotKey, tuple[Person, ...]]:
    found: dict[SlotKey, dict[str, Person]] = defaultdict(dict)
    for duty in revision.roster.duties:
        found[SlotKey.of(duty)][duty.person] = people[duty.person]
    return {key: tuple(serving.values()) for key, serving in found.items()}


class Feed(NamedTuple):
    """Whose calendar it is: ``scope`` person, site or county, and the ``holder``'s id."""

    scope: str
    holder: str


def feeds_of(view: View) -> list[Feed]:
    """Every feed of the county: all its people and sites, with duties or without."""
    return [
        *(Feed("person", person) for person in view.people),
        *(Feed("site", site) for site in view.sites),
        Feed("county", view.settings.county_id),
    ]
