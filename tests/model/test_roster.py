"""The public format: what a roster holds, and what makes it invalid. Revisions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from roster.model.revision import Revision
from roster.model.roster import STATUS_NAMES, OpenSlot, Reason, Roster, Shortage, Status
from roster.model.sites import Session
from tests.build import DECEMBER, day, duty, problem, roster, visits

COUNTY = problem(2, [visits()])
DUTIES = [duty("P1", "C", 1), duty("P2", "S", 1), duty("P1", "C", 2)]


def test_duties_by_person_and_by_site() -> None:
    made = roster(COUNTY, DUTIES)
    assert made.of_person["P1"] == [DUTIES[0], DUTIES[2]]
    assert made.of_site["S"] == [DUTIES[1]]
    assert made.of_person["P9"] == made.of_site["T"] == []


def test_the_month_as_a_value() -> None:
    assert roster(COUNTY).planned_month == DECEMBER


def test_every_status_has_its_name() -> None:
    assert set(STATUS_NAMES) == set(Status)


def test_it_comes_back_from_json_unchanged() -> None:
    reason = Reason(person="P1", rule="max_week", zh="当周已满3次", en="3 that week already")
    slot = OpenSlot(date=day(8), session=Session.MORNING, reasons=(reason,))
    short = Shortage(
        rule="visit_short", site="S", start=day(7), end=day(13), missing=1, slots=(slot,)
    )
    made = roster(COUNTY, DUTIES, shortages=(short,), published_on=day(25, 11))
    assert Roster.model_validate_json(made.model_dump_json()) == made


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"people": {"P1": "甲"}}, r"unknown people or sites: \['P2'\]"),
        ({"sites": {"C": "沁源县"}}, r"unknown people or sites: \['S'\]"),
        ({"month": "2026-1"}, "month"),
        ({"inputs_digest": "abc"}, "inputs_digest"),
        ({"revision": -1}, "revision"),
        ({"format": "roster/9"}, "format"),
    ],
)
def test_what_makes_it_invalid(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        roster(COUNTY, DUTIES, **changes)


def test_duties_out_of_order_are_refused() -> None:
    given = roster(COUNTY, DUTIES).model_dump()
    assert Roster.model_validate(given) == roster(COUNTY, DUTIES)
    given["duties"] = given["duties"][::-1]
    with pytest.raises(ValidationError, match="not ordered by date, site, session, person"):
        Roster.model_validate(given)


def test_a_shortage_lacks_something() -> None:
    with pytest.raises(ValidationError):
        Shortage(rule="visit_short", site="S", start=day(7), end=day(13), missing=0)


def test_a_revision_has_the_number_of_its_roster() -> None:
    made = roster(COUNTY, DUTIES, revision=3)
    revision = Revision(
        problem=COUNTY, roster=made, created_at=datetime(2026, 11, 20, 9, tzinfo=UTC)
    )
    assert revision.number == 3
    assert revision.overrides == {}
    assert revision.published_at is None
