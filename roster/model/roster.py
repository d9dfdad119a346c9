"""The roster (排班表): the month's duties of one county, and what the solver could prove about it.

``Roster`` is the public format roster.json; its JSON Schema in docs/roster.schema.json is written from
these types (a test fails when it is not).
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from roster.model.base import Frozen
from roster.model.calendar import Month
from roster.model.levels import Level
from roster.model.requests import Duty, Exemption
from roster.model.settings import FairWindow
from roster.model.sites import Session
from roster.text import Text


class Status(StrEnum):
    """A revision is a draft until it is published; the next published one supersedes it."""

    DRAFT = "draft"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


STATUS_NAMES: dict[Status, Text] = {
    Status.DRAFT: Text("草稿", "draft"),
    Status.PUBLISHED: Text("已公布", "published"),
    Status.SUPERSEDED: Text("已被更正", "superseded"),
}


class Visit(Frozen):
    """One dated opening of a station (坐班)."""

    site: str
    date: date
    session: Session
    extra: bool = Field(default=False, description="held beyond the frequency (加场)")


class Reason(Frozen):
    """Why one person could not take a slot; ``rule`` is the key of the rule in the way."""

    person: str
    rule: str
    zh: str
    en: str


class OpenSlot(Frozen):
    """A slot that would have met the shortage, and each person's reason."""

    date: date
    session: Session
    zh: str = Field(default="", description="reason of the slot itself, where no person matters")
    en: str = ""
    reasons: tuple[Reason, ...] = ()


class WayOut(Frozen):
    """A change of the inputs with which a shortage can be met, verified by solving; ``left`` is how many
    persons and visits the whole month is then short of at most.
    """

    zh: str
    en: str
    left: int = Field(ge=0)


class Shortage(Frozen):
    """Demand that is not met (缺口).

    ``rule`` says which (centre_short, floor_short, visit_short, extra_short, understaffed); ``start``
    and ``end`` the day or the window it concerns; ``missing`` how many persons or visits.
    """

    rule: str
    site: str
    start: date
    end: date
    missing: int = Field(ge=1)
    slots: tuple[OpenSlot, ...] = ()
    zh: str = Field(default="", description="reason of the whole shortage, where no slot exists")
    en: str = ""
    ways_out: tuple[WayOut, ...] = ()


class Explanation(Frozen):
    """Why a duty is this person's: the best of all others in the same place (``instead``), and what that
    would break or cost.

    ``instead`` is None where no one else may take it. ``rule`` is the hard rule in the way, where it is
    one for all; ``level`` the first that would change, None where the change costs nothing.
    """

    duty: Duty
    instead: str | None
    rule: str = ""
    level: Level | None = None
    zh: str
    en: str


class Account(Frozen):
    """What one person carries in a month, quarter or year (``window``), from ``since`` to the end of the
    planned month: load in points, station trips, and the fair share of both. ``past_*`` are duties
    before the month; the fair share is of past and month together.
    """

    person: str
    window: FairWindow
    since: date
    past_load: int
    load: int
    fair_load: float
    past_trips: int
    trips: int
    fair_trips: float


class Evenness(Frozen):
    """How evenly something is shared: the least and the most that anyone carries in percent of the own
    fair share, who they are, and the Gini coefficient of these (0 = all the same, towards 1 = one has
    all).
    """

    least: float
    least_person: str
    most: float
    most_person: str
    gini: float


class Spread(Frozen):
    """The evenness of loads or of station trips in a window, ``before`` the planned month (None without
    history) and ``after`` it.
    """

    window: FairWindow
    what: Literal["load", "trips"]
    before: Evenness | None
    after: Evenness | None


class LevelScore(Frozen):
    """A level's value as the audit counts it, and the bound the solver proved (value ≥ bound).

    ``optimal`` means value == bound, given the values of the levels above; ``seconds`` is wall time.
    """

    level: Level
    value: int
    bound: int
    optimal: bool
    seconds: float


class RuleScore(Frozen):
    """What one rule adds to its level: value = weight × size, size in the rule's own unit."""

    rule: str
    level: Level
    size: int
    weight: int
    value: int


class SolverSettings(Frozen):
    """How the roster was solved: enough to solve it again."""

    workers: int = Field(ge=1)
    seed: int = Field(ge=0)
    time_limit: float = Field(gt=0, description="seconds for all levels together")
    deterministic: bool = False


class Roster(Frozen):
    """A month's roster of one county.

    ``people`` and ``sites`` give the names of all ids. ``revision`` is 0 until the store numbers it.
    ``published_on`` is the day of publication, as printed on notices. ``exemptions`` are the rules that do
    not count a duty, and why. Files of the formats roster/1 and roster/2 are read as well.
    """

    format: Literal["roster/1", "roster/2", "roster/3"] = "roster/3"
    county: str
    month: str = Field(pattern=r"^\d{4}-\d{2}$")
    revision: int = Field(default=0, ge=0)
    status: Status = Status.DRAFT
    published_on: date | None = None
    calendar_announced: bool = True
    planned_at: datetime
    program_version: str
    inputs_digest: str = Field(pattern=r"^[0-9a-f]{64}$")
    solver: SolverSettings
    people: dict[str, str]
    sites: dict[str, str]
    duties: tuple[Duty, ...]
    visits: tuple[Visit, ...]
    shortages: tuple[Shortage, ...] = ()
    levels: tuple[LevelScore, ...] = ()
    rules: tuple[RuleScore, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    accounts: tuple[Account, ...] = ()
    spreads: tuple[Spread, ...] = ()
    exemptions: tuple[Exemption, ...] = ()

    @cached_property
    def of_person(self) -> dict[str, list[Duty]]:
        """Duties by person; a person without has an empty list."""
        found: dict[str, list[Duty]] = defaultdict(list)
        for duty in self.duties:
            found[duty.person].append(duty)
        return found

    @cached_property
    def of_site(self) -> dict[str, list[Duty]]:
        """Duties by site; a site without has an empty list."""
        found: dict[str, list[Duty]] = defaultdict(list)
        for duty in self.duties:
            found[duty.site].append(duty)
        return found

    @property
    def planned_month(self) -> Month:
        """The month as a value."""
        return Month.parse(self.month)

    @model_validator(mode="after")
    def _duties_are_in_order_and_named(self) -> Roster:
        if list(self.duties) != sorted(self.duties, key=Duty.order):
            raise ValueError("duties are not ordered by date, site, session, person")
        unknown = {d.person for d in self.duties} - set(self.people)
        unknown |= {d.site for d in self.duties} - set(self.sites)
        if unknown:
            raise ValueError(f"duties name unknown people or sites: {sorted(unknown)}")
        return self
