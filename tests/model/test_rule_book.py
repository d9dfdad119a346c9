"""The rule book is complete, and its hard rules are what its docstring says: packing rules."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roster.model.audit import CHECKS, audit, violations
from roster.model.audit.registry import checks
from roster.model.levels import LEVEL_NAMES, LOWER_LEVELS, UPPER_LEVELS, Level
from roster.model.rules import RULE_BY_KEY, RULES, level_name, rules_of, weight_name
from roster.solver import solve  # noqa: F401  (registers the rules)
from roster.solver.registry import CONSTRAINTS, EXCLUSIONS, PENALTIES
from tests.build import centre_demand, duty, problem, visits
from tests.rules import strategies

ROOT = Path(__file__).resolve().parents[2]
KEYS = [rule.key for rule in RULES]
HARD = {rule.key for rule in rules_of(Level.HARD)}


def registered(folder: str, *decorators: str) -> Counter[str]:
    """How many functions of a package each key is written over, in ``@decorator(key)``."""
    return Counter(
        decorator.args[0].value
        for path in sorted((ROOT / folder).glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Name)
        and decorator.func.id in decorators
        and isinstance(decorator.args[0], ast.Constant)
    )


def test_keys_and_names_are_unique() -> None:
    assert len(set(KEYS)) == len(KEYS) == 42
    assert dict(zip(KEYS, RULES, strict=True)) == RULE_BY_KEY
    for lang in ("zh", "en"):
        assert max(Counter(rule.name.to(lang) for rule in RULES).values()) == 1
        assert all(rule.name.to(lang) and rule.unit.to(lang) for rule in RULES)


def test_every_rule_has_one_audit_function() -> None:
    assert registered("roster/model/audit", "checks") == Counter(KEYS)
    assert set(CHECKS) == set(KEYS)


def test_every_rule_has_one_solver_function() -> None:
    decorators = ("excludes", "constrains", "penalises")
    assert registered("roster/solver", *decorators) == Counter(KEYS)
    assert set(PENALTIES) == set(KEYS) - HARD
    assert EXCLUSIONS.keys() | CONSTRAINTS.keys() == HARD
    assert not EXCLUSIONS.keys() & CONSTRAINTS.keys()


def test_every_rule_has_a_test_file_and_every_test_file_a_rule() -> None:
    of_the_kit = {"kit", "agreement"}
    files = {path.stem.removeprefix("test_") for path in (ROOT / "tests/rules").glob("test_*.py")}
    assert files - of_the_kit == set(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_a_test_file_tests_its_own_rule_on_both_sides(key: str) -> None:
    source = (ROOT / f"tests/rules/test_{key}.py").read_text(encoding="utf-8")
    calls = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "assert_rule"
    ]
    tested = {
        arg.value for call in calls for arg in call.args[2:3] if isinstance(arg, ast.Constant)
    }
    assert tested == {key}


def test_only_scored_rules_are_weighed() -> None:
    assert {rule.weight for rule in rules_of(Level.HARD)} == {1}
    assert all(rule.weight >= 1 for rule in RULES)


def test_every_level_has_rules_and_the_book_is_in_order_of_levels() -> None:
    assert [rule for level in Level for rule in rules_of(level)] == list(RULES)
    assert all(rules_of(level) for level in Level)
    assert (Level.HARD, *UPPER_LEVELS, Level.STABILITY, *LOWER_LEVELS) == tuple(Level)
    assert set(LEVEL_NAMES) == set(Level)


def test_the_name_of_a_weight() -> None:
    assert weight_name(RULE_BY_KEY["faces"]) == "权重:不同面孔"


def test_an_audit_of_no_rule_is_refused() -> None:
    with pytest.raises(KeyError, match="no rule 'nonesuch'"):
        checks("nonesuch")


def test_the_audit_counts_each_scored_rule_with_its_weight() -> None:
    county = problem(1, centre_demands=(centre_demand(),), limits={"weights": {"centre_short": 7}})
    report = audit(county, [duty("P1", "C", 1)])
    [short] = [score for score in report.rules if score.rule == "centre_short"]
    assert (short.size, short.weight, short.value) == (22, 7, 154)  # 23 workdays less one
    afresh = [key for key in KEYS if key not in HARD and key != "changed"]  # nothing to differ from
    assert [score.rule for score in report.rules] == afresh
    assert report.values[Level.COVER] == 154
    assert set(report.values) == {*UPPER_LEVELS, *LOWER_LEVELS}
    assert sum(f.size for f in report.penalties if f.rule == "centre_short") == 22
    assert report.violations == ()


def test_rules_count_in_the_level_that_the_county_says() -> None:
    moved = {"faces": Level.COVER, "load_share": Level.DEMAND}
    assert RULE_BY_KEY["faces"] in rules_of(Level.COVER, moved)
    assert RULE_BY_KEY["faces"] not in rules_of(Level.REGULARITY, moved)
    assert level_name(RULE_BY_KEY["faces"]) == "层级:不同面孔"
    county = problem(1, [visits()], limits={"levels": moved, "weights": {"faces": 7}})
    report = audit(county, [duty("P1", "S", 1)])
    assert report.values[Level.COVER] == 7
    assert report.values[Level.REGULARITY] == 0
    assert {s.rule: s.level for s in report.rules}["load_share"] is Level.DEMAND


def test_the_audit_tells_every_broken_hard_rule() -> None:
    county = problem(1, centre_demands=(centre_demand(),))
    twice = [duty("P1", "C", 1), duty("P1", "C", 1)]
    assert [f.rule for f in audit(county, twice).violations] == ["capacity", "one_place", "max_day"]
    assert list(audit(county, twice).violations) == violations(county, twice)


@given(st.data())
@settings(derandomize=True, max_examples=100, deadline=None, database=None)
def test_leaving_duties_out_breaks_no_hard_rule_but_pin(data: st.DataObject) -> None:
    county = data.draw(strategies.problems())
    duties = strategies.lawful(county, data.draw(strategies.duties(county)))
    kept = [d for d in duties if data.draw(st.booleans())]
    assert {finding.rule for finding in violations(county, kept)} <= {"pin"}


@given(st.data())
@settings(derandomize=True, max_examples=30, deadline=None, database=None)
def test_without_pins_an_empty_roster_is_lawful(data: st.DataObject) -> None:
    assert violations(data.draw(strategies.problems()), []) == []
