"""Every rule is tested twice, as the audit counts it and as the solver does: this compares the two.

The solver's side is a model with a variable for every person and slot, each fixed to the duties given,
and nothing in it but the one rule: a scored rule is minimised and its value read; a hard rule leaves
the model feasible or not. Duties outside every slot have no variable, and a duty listed twice has one
only, so such rosters are put to the audit alone (``representable``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from roster.model.audit import CHECKS, Facts, describe
from roster.model.levels import Level
from roster.model.rules import RULE_BY_KEY
from roster.model.slots import Slot, SlotKey
from roster.solver import solve  # noqa: F401  (registers the rules)
from roster.solver.registry import CONSTRAINTS, EXCLUSIONS, PENALTIES
from roster.solver.variables import Variables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.solver.variables import Expr

# The usual weekdays are chosen once for both rules, so that their weighted sum is least.
TOGETHER = ("off_weekday", "weekday_change")


def audit_size(problem: Problem, duties: Iterable[Duty], key: str) -> int:
    """What the audit counts, in the rule's unit; every finding must be telling.

    The duties that a finding of a hard rule names break the rule by themselves: shortages take their
    reasons from that (a missing pin names none).
    """
    listed = list(duties)
    findings = list(CHECKS[key](Facts(problem, listed)))
    for finding in findings:
        assert finding.rule == key
        assert finding.size > 0
        assert all(describe(problem, finding)), "a finding is told in both languages"
        assert set(finding.duties) <= set(listed)
        if RULE_BY_KEY[key].level is Level.HARD and key != "pin":
            alone = CHECKS[key](Facts(problem, finding.duties))
            assert finding in list(alone), "what is named breaks the rule by itself"
    return sum(finding.size for finding in findings)


def solver_size(problem: Problem, duties: Iterable[Duty], key: str) -> int | None:
    """What the solver counts for exactly these duties; for a hard rule 0 where it allows them.

    None where a hard rule forbids them. ``duties`` must be representable, or ``key`` "opening".
    """
    held = {(duty.person, SlotKey.of(duty)) for duty in duties}
    if key in EXCLUSIONS:
        return None if any(_excluded(problem, key, *pair) for pair in held) else 0
    variables = fixed(problem, held)
    if key in CONSTRAINTS:
        CONSTRAINTS[key](variables)
        return 0 if solved(variables.model) else None
    CONSTRAINTS["capacity"](variables)  # ties ``held`` to the duties
    sizes = {k: PENALTIES[k](variables) for k in (TOGETHER if key in TOGETHER else (key,))}
    return least(variables, sizes)[key]


def assert_rule(problem: Problem, duties: Iterable[Duty], key: str, size: int) -> None:
    """The audit counts ``size``, and the solver agrees: a hard rule forbids what has a size."""
    listed = list(duties)
    assert audit_size(problem, listed, key) == size
    if key != "opening" and not representable(problem, listed):
        return
    hard = RULE_BY_KEY[key].level is Level.HARD
    assert solver_size(problem, listed, key) == (None if hard and size else size)


def representable(problem: Problem, duties: Sequence[Duty]) -> bool:
    """Whether the solver has a variable for each of the duties."""
    return len(set(duties)) == len(duties) and all(SlotKey.of(d) in problem.slots for d in duties)


def fixed(problem: Problem, held: set[tuple[str, SlotKey]]) -> Variables:
    """Variables for every person and slot, fixed to these duties."""
    variables = Variables(problem, lambda person, slot: True)
    assert held <= set(variables.duty), "no variable for a duty"
    for pair, variable in variables.duty.items():
        variables.model.add(variable == (pair in held))
    return variables


def least(variables: Variables, sizes: dict[str, Expr]) -> dict[str, int]:
    """The sizes in a roster that makes their sum least, each weighed as its level weighs it."""
    weights = {key: variables.weight(RULE_BY_KEY[key]) for key in sizes}
    variables.model.minimize(sum(weights[key] * size for key, size in sizes.items()))
    solver = solved(variables.model)
    assert solver, "the duties break the capacity rule, or limits that a size takes for granted"
    return {key: solver.value(size) for key, size in sizes.items()}


def solved(model: cp_model.CpModel) -> cp_model.CpSolver | None:
    """The solver with an optimal answer; None where it proved that there is none."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    status = solver.solve(model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE), solver.status_name()
    return solver if status == cp_model.OPTIMAL else None


def _excluded(problem: Problem, key: str, person: str, at: SlotKey) -> bool:
    """Outside every slot only "opening" is asked, about a slot made up for it."""
    slot = problem.slots.get(at) or Slot(*at, persons=1, categories=())
    return EXCLUSIONS[key](problem, problem.person[person], slot)
