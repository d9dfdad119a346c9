"""An earlier revision's duties as a change of the newest one: nothing is rewritten, what is over stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roster.model.differences import differences
from roster.model.edits import HandChange

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from roster.model.differences import Difference
    from roster.model.problem import Problem
    from roster.model.requests import Duty


class Restoration(NamedTuple):
    """What has to change from the day on, and what differs on days before it and stays as it is.

    ``strangers`` are duties of people or sites that the newest revision does not know any more.
    """

    change: HandChange
    past: tuple[Difference, ...]
    strangers: tuple[Duty, ...]


def restoration(
    problem: Problem, duties: Sequence[Duty], earlier: Sequence[Duty], *, on: date, reason: str
) -> Restoration:
    """From the newest revision's problem and duties to the earlier duties."""
    now, then = ({d for d in of if d.date >= on} for of in (duties, earlier))
    strangers = {d for d in then if d.person not in problem.person or d.site not in problem.site}
    return Restoration(
        change=HandChange(_sorted(now - then), _sorted(then - now - strangers), reason),
        past=tuple(
            differences((d for d in duties if d.date < on), (d for d in earlier if d.date < on))
        ),
        strangers=_sorted(strangers),
    )


def _sorted(duties: set[Duty]) -> tuple[Duty, ...]:
    return tuple(sorted(duties, key=lambda d: d.order()))
