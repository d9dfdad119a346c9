"""A problem is consistent or refused; what it says of load, pay and roads."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from roster.model.calendar import Month
from roster.model.demand import DayDemand, ExtraVisit
from roster.model.people import Category
from roster.model.problem import Problem
from roster.model.requests import (
    Ban,
    Closure,
    Leave,
    Pin,
    SiteLimit,
    Succession,
    Trip,
    Wish,
)
from roster.model.sites import Session
from roster.model.slots import SlotKey
from tests.build import (
    calendar,
    centre,
    centre_demand,
    day,
    duty,
    person,
    problem,
    station,
    visits,
)

FULL, EARLY, LATE = Session.FULL, Session.MORNING, Session.AFTERNOON
SPAN = {"start": day(1), "end": day(2)}
DAY = DayDemand(site="C", date=day(4), persons=2)
FAIR = ExtraVisit(site="S", date=day(6), session=EARLY)
COUNTY = problem(
    [person("P1"), person("P2", category=Category.PUBLIC_POST)],
    [visits("S"), visits("T")],
    sites=(centre(), station("S"), station("T", minutes_from_seat=45)),
    trips=(Trip(start="S", end="T", minutes=20),),
)


def test_things_are_found_by_their_ids() -> None:
    assert COUNTY.person["P2"].category is Category.PUBLIC_POST
    assert COUNTY.site["T"].minutes_from_seat == 45
    assert COUNTY.station_demand["S"].site == "S"
    assert (COUNTY.is_station("S"), COUNTY.is_station("C")) == (True, False)


@pytest.mark.parametrize(
    ("pid", "site", "session", "yuan"),
    [
        # F4 五(二)1: 200 a person a day at the centre, 300 a person a visit at a station
        ("P1", "C", FULL, 200),
        ("P1", "C", EARLY, 100),
        ("P1", "S", EARLY, 300),
        ("P1", "S", LATE, 300),
        ("P1", "S", FULL, 300),
        # F4: 公职人员值班的,不予发放补贴
        ("P2", "C", FULL, 0),
        ("P2", "S", EARLY, 0),
    ],
)
def test_subsidies(pid: str, site: str, session: Session, yuan: int) -> None:
    assert COUNTY.pay(pid, duty(pid, site, 1, session)) == yuan
    assert COUNTY.pay(pid, SlotKey(site, day(1), session)) == yuan


def test_load_points() -> None:
    # settings 负荷: a full day 2, half a day 1, a visit 2 whatever its session
    loads = [
        COUNTY.load(duty("P1", *of)) for of in (("C", 1), ("C", 1, EARLY), ("S", 1), ("S", 1, FULL))
    ]
    assert loads == [2, 1, 2, 2]


def test_roads() -> None:
    assert COUNTY.minutes_between(None, "S") == 30
    assert COUNTY.minutes_between("T", None) == 45
    assert COUNTY.minutes_between("S", "S") == COUNTY.minutes_between(None, None) == 0
    assert COUNTY.minutes_between("S", "T") == COUNTY.minutes_between("T", "S") == 20
    assert problem(1, [visits("S"), visits("T")]).minutes_between("S", "T") == 60


def test_requests_and_history_by_person() -> None:
    away = Leave(person="P1", **SPAN)
    past = (duty("P1", "C", day(3, 11)), duty("P1", "C", day(2, 11)))
    county = problem(2, leaves=(away,), history=past)
    assert county.leaves_of["P1"] == [away]
    assert county.leaves_of["P2"] == []
    assert county.history_of["P1"] == list(reversed(past)), "by date"
    assert county.history_of["P2"] == []


def test_equal_problems_have_equal_digests() -> None:
    assert problem(2).digest == problem(2).digest != problem(3).digest
    assert len(problem(2).digest) == 64
    again = Problem.model_validate_json(COUNTY.model_dump_json())
    assert again == COUNTY
    assert again.digest == COUNTY.digest


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"people": [person("P1"), person("P1")]}, r"person ids given twice: \['P1'\]"),
        ({"sites": (centre(), centre())}, r"site ids given twice: \['C'\]"),
        ({"leaves": (Leave(person="X", **SPAN),)}, r"unknown people: \['X'\]"),
        ({"wishes": (Wish(person="X", prefer=True, **SPAN),)}, "unknown people"),
        ({"bans": (Ban(person="X", **SPAN),)}, "unknown people"),
        ({"history": (duty("X", "C", day(1, 11)),)}, "unknown people"),
        ({"pins": (Pin(duty=duty("X", "C", 1)),)}, "unknown people"),
        ({"centre_demands": (centre_demand(site="X"),)}, "X"),
        ({"stations": [visits("X")], "sites": (centre(),)}, "X"),
        ({"extra_visits": (FAIR.model_copy(update={"site": "X"}),)}, r"unknown sites: \['X'\]"),
        ({"closures": (Closure(site="X", **SPAN),)}, "unknown sites"),
        ({"history": (duty("P1", "X", day(1, 11)),)}, "unknown sites"),
        ({"pins": (Pin(duty=duty("P1", "X", 1)),)}, "unknown sites"),
        ({"bans": (Ban(person="P1", site="X", **SPAN),)}, "unknown sites"),
        ({"trips": (Trip(start="X", end=None, minutes=5),)}, "unknown sites"),
        ({"people": [person("P1", home="X")]}, "unknown sites"),
        ({"centre_demands": (centre_demand(site="S"),)}, "S is a station but has a centre's"),
        ({"stations": [visits("C")], "sites": (centre(),)}, "C is a centre but has a station's"),
        ({"stations": [visits("S"), visits("S", times=2)],
          "sites": (centre(), station())}, "more than one demand"),
        ({"extra_visits": (FAIR.model_copy(update={"site": "C"}),)}, "extra visit is at a centre"),
        ({"extra_visits": (FAIR, FAIR.model_copy(update={"session": LATE}))},
         "two extra visits on one date"),
        ({"calendar": calendar(start=day(2))}, "the calendar lacks 2026-11-30"),
        ({"month": Month(year=2027, month=2)}, "the calendar lacks 2027-02-01"),
        ({"day_demands": (DAY,)}, "no centre with a demand"),
        ({"day_demands": (DAY, DAY), "centre_demands": (centre_demand(),)}, "two numbers for one"),
        ({"site_limits": (SiteLimit(person="X", site="C", most=1),)}, "unknown people"),
        ({"site_limits": (SiteLimit(person="P1", site="X", most=1),)}, "unknown sites"),
        ({"successions": (Succession(first="C", then="X"),)}, "unknown sites"),
        ({"wishes": (Wish(person="P1", prefer=True, site="X", **SPAN),)}, "unknown sites"),
        ({"history": (duty("P1", "C", 31),)}, "history holds days of the planned month"),
    ],
)  # fmt: skip
def test_contradictions_are_refused(changes: dict[str, Any], words: str) -> None:
    given = {"people": 1, "stations": [visits()], **changes}
    with pytest.raises(ValidationError, match=words):
        problem(**given)
