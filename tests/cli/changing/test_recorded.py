"""What is on record counts when a month is planned from its inputs again."""

from __future__ import annotations

from roster.cli.changing.recorded import Recorded, to_plan
from roster.model.changes import Absent, Closed
from tests.build import centre_demand, day, duty, problem
from tests.publish.feeds_kit import published

COUNTY = problem(2, centre_demands=(centre_demand(),))
HELD = duty("P1", "C", 7)


def test_a_month_can_be_planned_again_after_a_closure_was_reported_late() -> None:
    # Reported on the 8th for the days from the 7th on, when P1 had served on the 7th.
    record = Recorded((Closed(site="C", start=day(7), end=day(9)),), published(COUNTY, [HELD]))
    made, taken = to_plan(COUNTY, record, day(8))
    assert taken == record.changes
    assert made.fixed == {HELD}
    assert not [key for key in made.slots if key.date in (day(8), day(9))]


def test_a_month_not_published_is_planned_with_what_is_on_record() -> None:
    away = Absent(person="P1", start=day(7), end=day(7))
    made, taken = to_plan(COUNTY, Recorded((away,), None), day(8))
    assert (made.baseline, taken, len(made.leaves)) == (None, (away,), 1)
