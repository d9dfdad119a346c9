"""Audit and solver count alike on random counties: every rule, lawful rosters and unlawful ones."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from roster.model.audit import violations
from roster.model.levels import Level
from roster.model.rules import rules_of
from roster.model.slots import SlotKey
from roster.solver.registry import CONSTRAINTS, EXCLUSIONS, PENALTIES
from tests.rules import kit, strategies

HARD = [rule.key for rule in rules_of(Level.HARD)]
# These take for granted that nobody has more duties a day than the daily limit allows.
PER_DAY = {"max_consecutive", "max_weekends", "rest", "same_day_travel", "succession"}
few_examples = settings(derandomize=True, max_examples=25, deadline=None, database=None)


@given(st.data())
@few_examples
def test_scored_rules_have_the_same_size(data: st.DataObject) -> None:
    problem = data.draw(strategies.problems())
    duties = strategies.lawful(problem, data.draw(strategies.duties(problem)))
    variables = kit.fixed(problem, {(d.person, SlotKey.of(d)) for d in duties})
    CONSTRAINTS["capacity"](variables)
    # No two rules but off_weekday and weekday_change share a variable that is left to choose, so the
    # least sum is the sum of the least sizes.
    sizes = kit.least(variables, {key: make(variables) for key, make in PENALTIES.items()})
    audited = {key: kit.audit_size(problem, duties, key) for key in PENALTIES}
    for level in Level:
        of_level = [rule for rule in rules_of(level) if rule.key in sizes]
        assert sum(variables.weight(r) * sizes[r.key] for r in of_level) == sum(
            variables.weight(r) * audited[r.key] for r in of_level
        )
    # Where being off twice costs as much as a change, either is right: only their level is compared.
    for key in sizes.keys() - set(kit.TOGETHER):
        assert (key, sizes[key]) == (key, audited[key])


@given(st.data())
@few_examples
def test_hard_rules_forbid_the_same_rosters(data: st.DataObject) -> None:
    problem = data.draw(strategies.problems())
    duties = data.draw(strategies.duties(problem))
    broken = {finding.rule for finding in violations(problem, duties)}
    for key in HARD:
        if "max_day" not in broken or key not in PER_DAY:
            forbidden = kit.solver_size(problem, duties, key) is None
            assert (key, forbidden) == (key, key in broken)


@given(st.data())
@few_examples
def test_all_hard_rules_together_allow_the_lawful_rosters(data: st.DataObject) -> None:
    problem = data.draw(strategies.problems())
    drawn = data.draw(strategies.duties(problem))
    for duties in (drawn, strategies.lawful(problem, drawn)):
        held = {(d.person, SlotKey.of(d)) for d in duties}
        excluded = any(kit.solver_size(problem, duties, key) is None for key in EXCLUSIONS)
        variables = kit.fixed(problem, held)
        for constrain in CONSTRAINTS.values():
            constrain(variables)
        allowed = not excluded and kit.solved(variables.model) is not None
        assert allowed == (not violations(problem, duties))
