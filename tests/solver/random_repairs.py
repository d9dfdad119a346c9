"""Hypothesis strategies: small counties whose roster is being changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import assume
from hypothesis import strategies as st

from roster.model.audit import violations
from roster.model.proposals import changed
from roster.model.requests import Baseline, Duty, Exemption, Leave
from roster.model.rules import RULES
from tests.random_problems import broken, duty_sets, possible_duties, problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hypothesis.strategies import DrawFn

    from roster.model.problem import Problem

OVERRIDABLE = [rule.key for rule in RULES if rule.overridable]


@st.composite
def repairs(draw: DrawFn, *, people: int = 6, stations: int = 3, days: int = 6) -> Problem:
    """A roster that was lawful, and then somebody fell ill: some of its days stay, duties there that
    cannot be held are released (and now and then one that could), a few changes may be free, and some
    duties are exempted from a rule.
    """
    of = draw(problems(people=people, stations_=stations, days=days))
    duties = tuple(sorted(draw(duty_sets(of)), key=Duty.order))
    assume(duties)
    assume(not broken(of, duties))
    ill = draw(st.sampled_from(duties))
    since = draw(st.sampled_from(sorted({d.date for d in duties})))
    until = draw(st.sampled_from([None, *sorted({d.date for d in duties})]))
    leave = Leave(person=ill.person, start=min(since, ill.date), end=max(since, ill.date))
    pins = [p for p in of.pins if p.duty.person != ill.person]
    new = changed(of, leaves=(*of.leaves, leave), pins=tuple(pins))
    new = changed(new, exemptions=draw(exemptions(new, duties)))
    near = [d for d in duties if until is not None and d.date <= until]
    released = {d for d in near if violations_of(new, [d])}
    released |= set(draw(st.lists(st.sampled_from(near), max_size=1))) if near else set()
    base = Baseline(
        duties=duties,
        fixed_until=until,
        released=tuple(sorted(released, key=Duty.order)),
        free=draw(st.sampled_from([0, 0, 0, 1, 2])),
    )
    new = changed(new, baseline=base)
    have_to = {*new.fixed, *(pin.duty for pin in new.pins)}
    assume(not violations_of(new, have_to))
    return new


def exemptions(
    problem: Problem, duties: Sequence[Duty]
) -> st.SearchStrategy[tuple[Exemption, ...]]:
    """Some duties, of the roster or any, that a rule does not count."""
    pool = [*duties, *possible_duties(problem)]
    one = st.builds(
        Exemption,
        duty=st.sampled_from(pool),
        rule=st.sampled_from(OVERRIDABLE),
        reason=st.just("理由"),
    )
    return st.lists(one, max_size=3).map(tuple)


def violations_of(problem: Problem, duties: Iterable[Duty]) -> bool:
    """Whether the duties break a rule, whatever pins or duties that stay are missing among them."""
    return any(found.duties for found in violations(problem, duties))
