from __future__ import annotations

from typing import Any

import pytest

from benchmarks import counties
from benchmarks.peers.known import KNOWN, UNKNOWN, refuse_unknown
from roster.model.levels import Level
from roster.model.requests import SiteLimit, Succession, Wish
from roster.model.rules import RULES
from tests.build import centre_demand, day, person, problem


def test_every_rule_of_the_book_is_known_to_the_peers_or_known_not_to_be() -> None:
    assert KNOWN | set(UNKNOWN) == {rule.key for rule in RULES}
    assert not KNOWN & set(UNKNOWN)


@pytest.mark.parametrize("knobs", counties.COUNTIES, ids=lambda knobs: knobs.name)
def test_no_county_of_the_set_uses_a_rule_that_peers_do_not_know(knobs: counties.Knobs) -> None:
    refuse_unknown(counties.problem(knobs))


WISH = {"person": "P1", "start": day(1), "end": day(2), "prefer": True}


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("max_weekends", {"limits": {"max_weekends": 2}}),
        ("max_hours", {"people": [person("P1", max_minutes=600)]}),
        ("min_hours", {"limits": {"min_hours": 8}}),
        ("min_consecutive", {"people": [person("P1", min_consecutive=2)]}),
        ("min_days_off", {"limits": {"min_days_off": 2}}),
        ("site_limit", {"site_limits": (SiteLimit(person="P1", site="C", most=1),)}),
        ("succession", {"successions": (Succession(first="C", then="C"),)}),
        ("centre_over", {"centre_demands": (centre_demand(spare=1),)}),
        ("request_missed", {"wishes": (Wish(**WISH, site="C"),)}),
        ("moved to other levels", {"limits": {"levels": {"too_far": Level.TRAVEL}}}),
    ],
)
def test_a_problem_that_uses_one_is_refused(rule: str, changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=rule):
        refuse_unknown(problem(**changes))
