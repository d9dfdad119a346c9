"""Hand changes of random rosters: what is allowed is lawful, exemptions are minimal, substitutes agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from roster.model.audit import violations
from roster.model.edits import HandChange, check
from roster.model.proposals import changed
from roster.model.rules import RULE_BY_KEY
from roster.model.slots import SlotKey
from roster.model.substitutes import Place, substitutes
from tests.build import day
from tests.random_problems import lawful_duties, possible_duties, problems

if TYPE_CHECKING:
    from roster.model.problem import Problem
    from roster.model.requests import Duty

EARLY = day(1, 1)  # before any month that is drawn
few_examples = settings(derandomize=True, max_examples=40, deadline=None, database=None)


def roster_of(data: st.DataObject, problem: Problem) -> list[Duty]:
    """Lawful duties, the pins among them, in an order that is drawn."""
    held = [pin.duty for pin in problem.pins]
    possible = [d for d in lawful_duties(problem) if d not in held]
    for duty in data.draw(st.permutations(possible))[:12] if possible else ():
        if not violations(problem, [*held, duty]):
            held.append(duty)
    return held


@given(st.data())
@few_examples
def test_what_is_allowed_is_lawful_and_exempted_from_as_little_as_can_be(
    data: st.DataObject,
) -> None:
    problem = data.draw(problems())
    held, possible = roster_of(data, problem), possible_duties(problem)
    if violations(problem, held) or not possible:
        return
    removed = data.draw(st.lists(st.sampled_from(held), unique=True, max_size=2)) if held else []
    new = st.sampled_from(possible).filter(lambda d: d not in held)
    added = data.draw(st.lists(new, unique=True, max_size=2)) if set(possible) - {*held} else []
    for reason in ("", "有理由"):
        change = HandChange(tuple(removed), tuple(added), reason)
        checked = check(problem, held, [change], on=EARLY)
        assert set(checked.duties) == ({*held} - {*removed}) | {*added}
        assert checked.already == ()
        broken = violations(checked.problem, checked.duties)
        by_rule = [f for f in checked.faults if f.rule in RULE_BY_KEY]
        if not checked.faults:
            assert broken == []
        if reason:
            assert not any(fault.overridable for fault in by_rule)
        else:
            assert checked.edited.exemptions == ()
        _is_minimal(checked.problem, checked.duties, len(checked.edited.exemptions))


def _is_minimal(problem: Problem, duties: tuple[Duty, ...], count: int) -> None:
    """Without any of the last exemptions more is broken."""
    kept = len(problem.exemptions) - count
    for i in range(kept, len(problem.exemptions)):
        fewer = problem.exemptions[:i] + problem.exemptions[i + 1 :]
        assert len(violations(changed(problem, exemptions=fewer), duties)) > len(
            violations(problem, duties)
        )


@given(st.data())
@few_examples
def test_substitutes_say_what_an_edit_says(data: st.DataObject) -> None:
    problem = data.draw(problems())
    held = roster_of(data, problem)
    if violations(problem, held) or not held:
        return
    duty = data.draw(st.sampled_from(held))
    place = Place(SlotKey.of(duty), duty)
    found = substitutes(problem, held, place, on=EARLY)
    for people, without, with_reason in (
        (found.free, True, True),
        (found.by_reason, False, True),
        (found.barred, False, False),
    ):
        for one in people:
            new = place.taken_by(one.person)
            for reason, allowed in (("", without), ("有理由", with_reason)):
                checked = check(problem, held, [HandChange((duty,), (new,), reason)], on=EARLY)
                assert (one.person, not checked.faults) == (one.person, allowed)
    for exchange in found.exchanges:
        change = HandChange(exchange.move.removed, exchange.move.added)
        assert check(problem, held, [change], on=EARLY).faults == ()
