"""人员资格: F4 四(一)3 for the categories; where a person serves and whom a site takes."""

from __future__ import annotations

from typing import Any

import pytest

from roster.model.demand import ExtraVisit
from roster.model.people import Category
from roster.model.sites import Session
from tests.build import centre_demand, day, duty, person, problem, visits
from tests.rules.kit import assert_rule

RETIRED, ACADEMIC, WAIVER = Category.RETIRED, Category.ACADEMIC, Category.WAIVER


@pytest.mark.parametrize(
    ("changes", "size"),
    [
        ({}, 0),
        ({"category": Category.LEGAL_WORKER}, 0),
        ({"category": Category.OTHER}, 0),
        ({"category": Category.PUBLIC_POST}, 0),  # may serve, without subsidy
        # F4: five years in public security, trial, prosecution or legal-service administration
        ({"category": RETIRED, "service_years": 5}, 0),
        ({"category": RETIRED, "service_years": 4}, 1),
        ({"category": RETIRED}, 1),
        # F4: the legal-qualification exam
        ({"category": ACADEMIC, "qualified": True}, 0),
        ({"category": ACADEMIC}, 1),
        # F4: approval of the bureau above, as long as it holds; the last day is the 8th
        ({"category": WAIVER, "approval_no": "1号", "approval_until": day(8)}, 0),
        ({"category": WAIVER, "approval_no": "1号", "approval_until": day(7)}, 1),
        ({"category": WAIVER, "approval_no": "1号"}, 1),
        ({"category": WAIVER, "approval_until": day(8)}, 1),
        ({"counts_from": day(8), "until": day(8)}, 0),
        ({"counts_from": day(9)}, 1),
        ({"until": day(7)}, 1),
    ],
)
def test_who_may_serve_on_the_eighth(changes: dict[str, Any], size: int) -> None:
    county = problem([person("P1", **changes)], centre_demands=(centre_demand(),))
    assert_rule(county, [duty("P1", "C", 8)], "eligibility", size)


def test_where_a_person_serves() -> None:
    indoors, outdoors = person("P1", serves_stations=False), person("P2", serves_centre=False)
    county = problem([indoors, outdoors], [visits()], centre_demands=(centre_demand(),))
    assert_rule(county, [duty("P1", "C", 1), duty("P2", "S", 1)], "eligibility", 0)
    assert_rule(county, [duty("P1", "S", 1), duty("P2", "C", 1)], "eligibility", 2)


def test_whom_a_site_takes() -> None:
    people = [person("P1"), person("P2", category=Category.LEGAL_WORKER)]
    lawyers = (Category.LAWYER,)
    county = problem(
        people,
        [visits(categories=lawyers)],
        centre_demands=(centre_demand(categories=(Category.LEGAL_WORKER, Category.OTHER)),),
    )
    assert_rule(county, [duty("P1", "S", 1), duty("P2", "C", 1)], "eligibility", 0)
    assert_rule(county, [duty("P2", "S", 1), duty("P1", "C", 1)], "eligibility", 2)


def test_an_extra_visit_takes_whom_its_station_takes() -> None:
    people = [person("P1"), person("P2", category=Category.LEGAL_WORKER)]
    fair = ExtraVisit(site="S", date=day(6), session=Session.MORNING)
    county = problem(people, [visits(categories=(Category.LAWYER,))], extra_visits=(fair,))
    assert_rule(county, [duty("P1", "S", 6)], "eligibility", 0)
    assert_rule(county, [duty("P2", "S", 6)], "eligibility", 1)


def test_outside_every_slot_the_person_is_still_checked() -> None:
    county = problem([person("P1", category=ACADEMIC)], centre_demands=(centre_demand(),))
    assert_rule(county, [duty("P1", "C", 5)], "eligibility", 1)  # a Saturday
