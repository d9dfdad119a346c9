"""Hand changes: what each breaks, what a reason allows, what becomes of levels and shortages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from roster.model.audit import violations
from roster.model.changes import Absent, Edited
from roster.model.comparison import BETTER, WORSE
from roster.model.drafts import counted_levels
from roster.model.edits import HandChange, check, fault_text
from roster.model.levels import Level
from roster.model.requests import Ban, Baseline, Exemption, Leave, Pin, SiteLimit
from roster.model.sites import Session
from roster.model.wording import Words
from tests.build import centre_demand, day, duty, person, problem, visits

if TYPE_CHECKING:
    from roster.model.edits import Checked
    from roster.model.problem import Problem
    from roster.model.requests import Duty

CENTRE = {"centre_demands": (centre_demand(),)}
EARLY = day(20, 11)
P1, P2 = duty("P1", "C", 8), duty("P2", "C", 8)


def instead(old: Duty = P1, new: Duty = P2, reason: str = "") -> HandChange:
    """Somebody else comes."""
    return HandChange((old,), (new,), reason)


def rules(checked: Checked) -> list[tuple[str, bool]]:
    """What refuses, and whether a reason would do."""
    return [(f.rule, f.overridable) for f in checked.faults]


def texts(of: Problem, checked: Checked) -> list[str]:
    """The same in words."""
    return [fault_text(Words(of), f).zh for f in checked.faults]


def test_a_lawful_change_gives_the_problem_and_the_duties() -> None:
    of = problem(3, **CENTRE)
    checked = check(of, [P1, duty("P3", "C", 9)], [instead(reason="开会")], on=EARLY)
    assert checked.faults == checked.overridden == ()
    assert checked.duties == (P2, duty("P3", "C", 9))
    assert checked.edited == Edited(removed=(P1,), added=(P2,), reason="开会")
    assert checked.problem.pins == (Pin(duty=P2, note="开会"),)
    assert [b.person for b in checked.problem.bans] == ["P1"]
    assert checked.problem.exemptions == ()
    assert violations(checked.problem, checked.duties) == []


@pytest.mark.parametrize(
    ("changes", "rule", "overridable", "text"),
    [
        ({"leaves": (Leave(person="P2", start=day(8), end=day(8), kind="开庭"),)},
         "availability", True, "请假（开庭）"),
        ({"leaves": (Leave(person="P2", start=day(8), end=day(8)),)},
         "availability", True, "请假"),
        ({"bans": (Ban(person="P2", start=day(7), end=day(8)),)}, "ban", True,
         "禁止安排"),
        ({"bans": (Ban(person="P2", site="C", start=day(8), end=day(8)),)}, "ban", True,
         "禁止安排"),
        ({"limits": {"max_week": 1}}, "max_week", True, "每周上限（当周已满1次）"),
        ({"site_limits": (SiteLimit(person="P2", site="C", most=1),)}, "site_limit", True,
         "同站点上限（当月在此已满1次）"),
        ({"people": [person("P1"), person("P2", serves_centre=False)]}, "eligibility", False,
         "人员资格（不到中心值班）"),
    ],
    ids=["leave", "leave of no kind", "ban", "ban of the day", "week", "site limit", "centre"],
)  # fmt: skip
def test_what_a_change_breaks_is_told_by_name(
    changes: dict[str, Any], rule: str, overridable: bool, text: str
) -> None:
    people = changes.pop("people", 2)
    of = problem(people, **{**CENTRE, **changes})
    held = [P1, duty("P2", "C", 9)] if overridable else [P1]
    checked = check(of, held, [instead()], on=EARLY)
    assert rules(checked) == [(rule, overridable)]
    assert texts(of, checked) == [f"甲P2{Words(of).duty(P2).zh}：{text}"]
    assert checked.lacks_only_a_reason is overridable
    allowed = check(of, held, [instead(reason="县里安排")], on=EARLY)
    assert [f.rule for f in allowed.overridden] == ([rule] if overridable else [])
    assert rules(allowed) == ([] if overridable else [(rule, False)])
    assert len(violations(allowed.problem, allowed.duties)) == (not overridable)


def test_all_that_a_set_breaks_is_told_at_once() -> None:
    # P2 is on leave on the 8th, P3 serves at the station already, and P1 has no duty on the 10th.
    of = problem(3, [visits()], **CENTRE, leaves=(Leave(person="P2", start=day(8), end=day(8)),))
    held = [P1, duty("P3", "S", 8)]
    absent, third = duty("P1", "C", 10), duty("P3", "C", 8)
    changes = [instead(), HandChange(removed=(absent,)), HandChange(added=(third,))]
    checked = check(of, held, changes, on=EARLY)
    assert {f.rule for f in checked.faults} == {
        "absent", "capacity", "one_place", "availability", "max_day",
    }  # fmt: skip
    assert not checked.lacks_only_a_reason
    assert f"甲P3{Words(of).duty(third).zh}：一时一地（同一时间已在S镇值班）" in texts(of, checked)


def test_what_is_named_twice_or_there_already() -> None:
    of = problem(2, **CENTRE)
    checked = check(of, [P1], [HandChange((P1,)), HandChange((P1,))], on=EARLY)
    assert [f.rule for f in checked.faults] == ["twice"]
    assert [f.rule for f in check(of, [P1], [HandChange(added=(P1,))], on=EARLY).faults] == [
        "present"
    ]
    # out and in again is no change, and is told as what it is: the same duty named twice
    again = check(of, [P1], [HandChange((P1,)), HandChange(added=(P1,))], on=EARLY)
    assert [f.rule for f in again.faults] == ["twice"]
    assert (again.edited.removed, again.edited.added) == ((), ())


# --- days -----------------------------------------------------------------------------------------


def test_what_is_over_never_changes_and_what_is_near_only_for_a_reason() -> None:
    of = problem(2, **CENTRE, limits={"freeze_days": 2})
    assert of.frozen_until(day(7)) == day(8)
    on = {n: check(of, [P1], [instead()], on=day(n)) for n in (6, 7, 8, 9)}
    assert [rules(c) for c in on.values()] == [
        [],
        [("frozen", True)],
        [("frozen", True)],
        [("past", False)],
    ]
    with_reason = {n: check(of, [P1], [instead(reason="急病")], on=day(n)) for n in (8, 9)}
    assert [rules(c) for c in with_reason.values()] == [[], [("past", False)]]
    assert [f.rule for f in with_reason[8].overridden] == ["frozen"]


def test_the_day_of_a_change_is_told_once() -> None:
    of = problem(2, **CENTRE)
    checked = check(of, [P1], [instead()], on=day(8))
    assert texts(of, checked) == [f"甲P1{Words(of).duty(P1).zh}：12月8日临近，一般不再变动"]


# --- exemptions are as few as can be --------------------------------------------------------------


def test_of_two_duties_too_many_in_a_week_only_one_is_exempted() -> None:
    # two a week: the 7th is there, the 8th would do, the 8th and 9th together are one too many.
    of = problem(1, **CENTRE, limits={"max_week": 2})
    change = HandChange(added=(duty("P1", "C", 8), duty("P1", "C", 9)), reason="人手不够")
    checked = check(of, [duty("P1", "C", 7)], [change], on=EARLY)
    assert checked.faults == ()
    assert len(checked.edited.exemptions) == 1
    assert checked.problem.exemptions == checked.edited.exemptions
    assert [f.rule for f in checked.overridden] == ["max_week"]


def test_an_exemption_that_another_makes_needless_is_left_out() -> None:
    # 7, 8 and 10 are there, 9 and 11 come: with at most three days in a row the 9th joins 7..10 and
    # 8..11; without it nothing is too long, so that the exemption of the 11th, found first, goes.
    of = problem(1, **CENTRE, limits={"max_week": 9, "max_consecutive": 3})
    change = HandChange(added=(duty("P1", "C", 9), duty("P1", "C", 11)), reason="人手不够")
    held = [duty("P1", "C", n) for n in (7, 8, 10)]
    checked = check(of, held, [change], on=EARLY)
    assert checked.faults == ()
    assert [e.duty.date.day for e in checked.edited.exemptions] == [9]


def test_a_reason_is_for_its_own_change_only() -> None:
    away = tuple(Leave(person=p, start=day(8), end=day(9)) for p in ("P2", "P3"))
    of = problem(3, **CENTRE, leaves=away)
    held = [P1, duty("P1", "C", 9)]
    other = instead(duty("P1", "C", 9), duty("P3", "C", 9))
    checked = check(of, held, [instead(reason="本人同意"), other], on=EARLY)
    assert [f.duty.person for f in checked.faults] == ["P3"]
    assert [e.reason for e in checked.edited.exemptions] == ["本人同意"]


def test_who_agreed_to_come_and_then_falls_ill_cannot_come() -> None:
    of = problem(2, **CENTRE, leaves=(Leave(person="P2", start=day(8), end=day(8), kind="出差"),))
    agreed = check(of, [P1], [instead(reason="出差取消")], on=EARLY)
    assert violations(agreed.problem, agreed.duties) == []
    ill = Absent(person="P2", start=day(8), end=day(8), reason="住院").apply_to(agreed.problem)
    assert (ill.pins, ill.exemptions) == ((), ())
    assert [f.rule for f in violations(ill, agreed.duties)] == ["availability"]


def test_a_reason_where_none_is_needed_exempts_from_nothing() -> None:
    of = problem(2, **CENTRE)
    assert check(of, [P1], [instead(reason="方便")], on=EARLY).edited.exemptions == ()


def test_what_was_broken_before_is_told_and_refuses_nothing() -> None:
    # November's duties were corrected: P3 has two in the week of 1 December already, of two allowed.
    november = tuple(duty("P3", "C", day(30, 11), s) for s in (Session.MORNING, Session.AFTERNOON))
    of = problem(3, **CENTRE, history=november, limits={"max_week": 2})
    held = [duty("P3", "C", 1), P1]
    checked = check(of, held, [instead()], on=EARLY)
    assert checked.faults == ()
    assert [t.zh for t in checked.already] == ["每周上限：12月1日 甲P3：当周已满2次"]
    # what comes in is judged by itself
    more = HandChange(added=(duty("P3", "C", 2),))
    assert rules(check(of, held, [more], on=EARLY)) == [("max_week", True)]


# --- restoring ------------------------------------------------------------------------------------


def test_a_restoration_overrides_only_what_was_granted_before() -> None:
    of = problem(2, **CENTRE, leaves=(Leave(person="P2", start=day(8), end=day(8)),))
    refused = check(of, [P1], [instead(reason="恢复")], on=EARLY, kind="restore")
    assert rules(refused) == [("availability", True)]
    granted = (
        Exemption(duty=P2, rule="availability", reason="本人同意"),
        Exemption(duty=P2, rule="ban", reason="本人同意"),  # is not needed any more
        Exemption(duty=duty("P2", "C", 9), rule="ban", reason="别的班"),
    )
    found = check(of, [P1], [instead(reason="恢复")], on=EARLY, kind="restore", granted=granted)
    assert found.faults == ()
    assert found.edited.exemptions == granted[:1]


def test_a_restoration_undoes_hand_changes_without_a_reason() -> None:
    of = problem(2, **CENTRE)
    edited = check(of, [P1], [instead()], on=EARLY)
    back = check(edited.problem, edited.duties, [instead(P2, P1)], on=EARLY, kind="restore")
    assert back.faults == ()
    assert back.duties == (P1,)
    # by hand the ban that the first change left needs a reason
    by_hand = check(edited.problem, edited.duties, [instead(P2, P1)], on=EARLY)
    assert rules(by_hand) == [("ban", True)]


# --- what it comes to -----------------------------------------------------------------------------


def test_levels_and_shortages_before_and_after() -> None:
    of = problem(2, [visits()], **CENTRE)
    held = [duty("P1", "C", n) for n in (7, 8)]
    taken = check(of, held, [HandChange(removed=(P1,))], on=EARLY)
    verdicts = {c.level: c.verdict for c in taken.levels}
    assert verdicts[Level.COVER] is WORSE
    assert [(s.rule, s.start) for s in taken.new] == [("centre_short", day(8))]
    assert taken.gone == ()
    filled = check(of, held[:1], [HandChange(added=(P2,))], on=EARLY)
    assert {c.level: c.verdict for c in filled.levels}[Level.COVER] is BETTER
    assert [(s.rule, s.start) for s in filled.gone] == [("centre_short", day(8))]
    assert all(change.sure for change in filled.levels)


def test_a_roster_that_is_being_changed_stays_compared_with_the_one_in_force() -> None:
    # In force P1 has the 8th, the draft already gave it to P2, now P3 takes it: one change of three.
    # The days that a repair left alone are no matter any more: a person decides.
    base = Baseline(duties=(P2,), fixed_until=day(8))
    of = problem(3, **CENTRE, baseline=base)
    change = instead(P2, duty("P3", "C", 8))
    checked = check(of, [P2], [change], on=EARLY, published=[P1])
    assert checked.faults == ()
    assert checked.problem.baseline == Baseline(duties=(P1,))
    [stability] = [s for s in counted_levels(checked.problem, checked.duties)
                   if s.level is Level.STABILITY]  # fmt: skip
    assert (stability.value, stability.bound, stability.optimal) == (1, 0, False)
    unpublished = check(of, [P2], [change], on=EARLY)
    assert unpublished.problem.baseline == Baseline(duties=(P2,))


def test_another_session_of_the_same_day_is_not_banned_by_what_goes() -> None:
    halves = centre_demand(sessions=(Session.MORNING, Session.AFTERNOON))
    of = problem(1, centre_demands=(halves,))
    morning, afternoon = (duty("P1", "C", 8, s) for s in (Session.MORNING, Session.AFTERNOON))
    checked = check(of, [morning], [HandChange((morning,), (afternoon,))], on=EARLY)
    assert checked.faults == ()
    assert checked.problem.bans == ()
