"""Who could step in: groups, order, loads, effects; each counted by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.levels import Level
from roster.model.requests import Baseline, Leave, Pin
from roster.model.settings import FairWindow
from roster.model.sites import Session
from roster.model.slots import SlotKey
from roster.model.substitutes import Place, substitutes
from tests.build import centre, centre_demand, day, duty, person, problem, station, visits

if TYPE_CHECKING:
    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.model.substitutes import Candidate, Substitutes

CENTRE = {"centre_demands": (centre_demand(),)}
EARLY = day(20, 11)
ASKED = duty("P1", "C", 8)


def found(of: Problem, duties: list[Duty], asked: Duty | None = ASKED) -> Substitutes:
    """The substitutes for a duty, or for the open place of the 8th at the centre."""
    slot = SlotKey("C", day(8), Session.FULL) if asked is None else SlotKey.of(asked)
    return substitutes(of, duties, Place(slot, asked), on=EARLY)


def names(people: tuple[Candidate, ...]) -> list[str]:
    """Their ids in order."""
    return [p.person for p in people]


def test_three_groups_the_first_best_first() -> None:
    # P2 has two duties already, P3 none: P3 is fairer. P4 is on leave, P5 serves stations only.
    people = [person(f"P{i}") for i in range(1, 5)] + [person("P5", serves_centre=False)]
    of = problem(people, **CENTRE, leaves=(Leave(person="P4", start=day(8), end=day(8)),))
    duties = [ASKED, duty("P2", "C", 9), duty("P2", "C", 10)]
    all_of = found(of, duties)
    assert names(all_of.free) == ["P3", "P2"]
    assert names(all_of.by_reason) == ["P4"]
    assert [a.rule for a in all_of.by_reason[0].against] == ["availability"]
    assert names(all_of.barred) == ["P5"]
    assert [a.rule for a in all_of.barred[0].against] == ["eligibility"]


def test_every_rule_in_the_way_is_named_not_the_first_alone() -> None:
    of = problem(
        2,
        **CENTRE,
        leaves=(Leave(person="P2", start=day(8), end=day(8)),),
        limits={"max_week": 1},
    )
    [one] = found(of, [ASKED, duty("P2", "C", 9)]).by_reason
    assert [a.rule for a in one.against] == ["availability", "max_week"]


def test_load_and_road() -> None:
    # A full day at the centre is 2 points, kept in tenths; P2 has one in the month and one before, lives
    # at S, half an hour away. 23 workdays of 2 points and 2 of the past are shared by two people.
    people = [person("P1"), person("P2", home="S")]
    of = problem(
        people,
        **CENTRE,
        sites=(centre(), station("S")),
        history=(duty("P2", "C", day(30, 11)),),
        limits={"fair_window": FairWindow.YEAR},
    )
    [one] = found(of, [ASKED, duty("P2", "C", 15)]).free
    assert (one.month, one.total, one.minutes) == (20, 40, 30)
    assert one.fair == of.shares["P2"].fair_load


def test_what_becomes_of_each_level() -> None:
    # At a station seen by P1 alone, P2 is a second face. P2's load goes from 0 to 2 points, P1's from 4.
    of = problem(2, [visits()], limits={"fair_window": FairWindow.MONTH})
    asked = duty("P1", "S", 8)
    [one] = found(of, [asked, duty("P1", "S", 15)], asked).free
    effects = {e.level: e for e in one.effects}
    assert effects[Level.FAIRNESS].difference < 0
    assert effects[Level.FAIRNESS].text.zh.startswith("变好：")
    assert effects[Level.REGULARITY].difference == 1
    assert effects[Level.REGULARITY].text.zh == "变差：S镇本月见到的人由1位变为2位"
    assert effects[Level.REGULARITY].text.en.startswith("worse: ")
    assert Level.TRAVEL not in effects  # both live in the county seat


def test_stability_is_told_where_it_gets_better() -> None:
    # In force P2 has the 8th. That P3 is another change than P1 goes without saying.
    of = problem(3, **CENTRE, baseline=Baseline(duties=(duty("P2", "C", 8),)))
    all_of = found(of, [ASKED])
    assert names(all_of.free) == ["P2", "P3"]
    told = [[e.level for e in one.effects if e.level is Level.STABILITY] for one in all_of.free]
    assert told == [[Level.STABILITY], []]
    away = problem(3, **CENTRE, baseline=Baseline(duties=(ASKED,)))
    assert all(e.level is not Level.STABILITY for p in found(away, [ASKED]).free for e in p.effects)


def test_an_open_place_is_filled_by_anybody() -> None:
    of = problem(2, **CENTRE)
    all_of = found(of, [duty("P2", "C", 9)], None)
    assert names(all_of.free) == ["P1", "P2"]
    assert all_of.free[0].effects[0].level is Level.COVER
    assert all_of.free[0].effects[0].text.zh.startswith("变好：不再有")
    assert all_of.exchanges == ()


def test_a_place_that_is_not_wanted_bars_everybody() -> None:
    # One visit a week, held on the 8th: the 10th would be one too many, whoever comes.
    of = problem(2, [visits(weekdays=(2, 4))])
    place = Place(SlotKey("S", day(10), Session.MORNING))
    all_of = substitutes(of, [duty("P1", "S", 8)], place, on=EARLY)
    assert [a.rule for p in all_of.barred for a in p.against] == ["capacity", "capacity"]
    closed = Place(SlotKey("S", day(11), Session.MORNING))
    all_of = substitutes(of, [], closed, on=EARLY)
    assert [a.rule for p in all_of.barred for a in p.against] == ["opening", "opening"]


def test_a_pinned_duty_may_be_taken_over() -> None:
    of = problem(2, **CENTRE, pins=(Pin(duty=ASKED),))
    assert names(found(of, [ASKED]).free) == ["P2"]


def test_who_is_there_already_is_not_asked() -> None:
    of = problem(3, centre_demands=(centre_demand(persons=2),))
    assert names(found(of, [ASKED, duty("P2", "C", 8)]).free) == ["P3"]


def test_exchanges_leave_out_what_is_near_and_what_is_pinned() -> None:
    theirs = [duty("P2", "C", n) for n in (7, 14, 21)]
    of = problem(2, **CENTRE, pins=(Pin(duty=theirs[1]),))
    place = Place(SlotKey.of(ASKED), ASKED)
    all_of = substitutes(of, [ASKED, *theirs], place, on=day(7))
    assert [e.move.removed[1].date.day for e in all_of.exchanges] == [21]
    # both keep their number; P2's firm is then there on the 7th and on the 8th
    assert [(e.level, e.difference) for e in all_of.exchanges[0].effects] == [(Level.WISHES, 1)]
