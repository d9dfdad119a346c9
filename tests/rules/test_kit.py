"""The kit itself: it must fail where a rule does."""

from __future__ import annotations

import pytest

from tests.build import centre_demand, duty, problem, visits
from tests.rules import kit

COUNTY = problem(2, [visits()], centre_demands=(centre_demand(),))
FIRST = duty("P1", "C", 1)


def test_a_wrong_size_fails() -> None:
    # 23 workdays less the one that is covered.
    kit.assert_rule(COUNTY, [FIRST], "centre_short", 22)
    with pytest.raises(AssertionError):
        kit.assert_rule(COUNTY, [FIRST], "centre_short", 23)


@pytest.mark.parametrize("key", ["max_day", "ban", "centre_short"])
def test_a_solver_that_disagrees_fails(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    size = kit.audit_size(COUNTY, [FIRST], key)
    kit.assert_rule(COUNTY, [FIRST], key, size)
    monkeypatch.setattr(kit, "solver_size", lambda *given: None)
    with pytest.raises(AssertionError):
        kit.assert_rule(COUNTY, [FIRST], key, size)


def test_what_has_no_variable_is_for_the_audit_alone() -> None:
    saturday = duty("P1", "C", 5)
    assert kit.representable(COUNTY, [FIRST])
    assert not kit.representable(COUNTY, [saturday])
    assert not kit.representable(COUNTY, [FIRST, FIRST])
    assert kit.solver_size(COUNTY, [saturday], "opening") is None
    with pytest.raises(AssertionError, match="no variable"):
        kit.solver_size(COUNTY, [saturday], "max_day")


def test_a_scored_rule_takes_lawful_duties_for_granted() -> None:
    with pytest.raises(AssertionError, match="capacity"):
        kit.solver_size(COUNTY, [FIRST, duty("P2", "C", 1)], "centre_short")
