"""What the store's tests have in common: a moment, and the plainest of each thing that is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from roster.model.calendar import Month
from roster.model.revision import Origin
from roster.model.sources import Source
from roster.model.swaps import Swap, SwapState, SwapStep
from tests import build

if TYPE_CHECKING:
    from roster.model.problem import Problem
    from roster.model.revision import Revision
    from roster.model.roster import Roster
    from roster.store import Store

DECEMBER = build.DECEMBER
JANUARY = Month(year=2027, month=1)
BOOK = Source(name="沁源县.xlsx", content=b"PK\x00\xff")
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)  # eight in the evening in China


def a_month(month: Month = DECEMBER, **changes: Any) -> Problem:
    """A problem of that month."""
    return build.problem(month=month, calendar=build.calendar(month), **changes)


def draft(
    store: Store,
    problem: Problem | None = None,
    *persons: str,
    origin: Origin | None = None,
    **given: Any,
) -> Roster:
    """A draft with one duty a person, on the month's first days."""
    problem = problem or a_month()
    days = problem.month.days
    duties = [build.duty(p, "C", days[i]) for i, p in enumerate(persons or ("P1",))]
    roster = build.roster(problem, duties)
    return store.save_draft(
        problem, roster, **{"created_at": NOON, **given}, origin=origin or Origin()
    )


def publish(store: Store, number: int, month: Month = DECEMBER, **changes: Any) -> Revision:
    """The revision, published in time."""
    given: dict[str, Any] = {
        "published_on": date(2026, 11, 25),
        "published_at": NOON,
        "overrides": {},
        **changes,
    }
    return store.publish("qinyuan", month, number, **given)


def a_step(state: SwapState = SwapState.ASKED, by: str = "甲P1", **changes: Any) -> SwapStep:
    """A step of a swap."""
    return SwapStep(**{"at": NOON, "by": by, "state": state, **changes})


def a_swap(*steps: SwapStep, **changes: Any) -> Swap:
    """P1 asks P2 to take the first of December."""
    given: dict[str, Any] = {
        "county": "qinyuan",
        "month": "2026-12",
        "asker": "P1",
        "duty": build.duty("P1", "C", 1),
        "partner": "P2",
        "steps": steps or (a_step(),),
        **changes,
    }
    return Swap(**given)
