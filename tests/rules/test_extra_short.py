"""加场未排: F1, F4 以乡镇集会日、大型集体活动日等为契机; an extra visit that nobody holds."""

from __future__ import annotations

from roster.model.demand import ExtraVisit
from roster.model.sites import Session
from tests.build import day, duty, problem, visits
from tests.rules.kit import assert_rule

FAIR = ExtraVisit(site="S", date=day(6), session=Session.MORNING, persons=2, note="庙会")
MEETING = ExtraVisit(site="S", date=day(10), session=Session.AFTERNOON)


def test_each_extra_visit_without_anyone_counts_one() -> None:
    county = problem(2, [visits()], extra_visits=(FAIR, MEETING))
    assert_rule(county, [], "extra_short", 2)
    assert_rule(county, [duty("P1", "S", 6)], "extra_short", 1)
    both = [duty("P1", "S", 6), duty("P2", "S", 10, Session.AFTERNOON)]
    assert_rule(county, both, "extra_short", 0)


def test_one_of_two_persons_holds_it() -> None:
    # Who is missing is counted by 坐班人数不足.
    assert_rule(
        problem(1, [visits()], extra_visits=(FAIR,)), [duty("P1", "S", 6)], "extra_short", 0
    )


def test_a_regular_visit_does_not_stand_for_it() -> None:
    county = problem(1, [visits()], extra_visits=(FAIR,))
    assert_rule(county, [duty("P1", "S", 8)], "extra_short", 1)


def test_other_months_fairs_are_not_ours() -> None:
    later = FAIR.model_copy(update={"date": day(20, 11)})
    assert_rule(problem(1, [visits()], extra_visits=(later,)), [], "extra_short", 0)
