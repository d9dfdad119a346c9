from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy.exc import IntegrityError

from roster.errors import RosterError
from roster.model.demand import ExtraVisit
from roster.model.levels import Level
from roster.model.people import Category
from roster.model.requests import Ban, Closure, Leave, Pin, Trip, Wish
from roster.model.roster import LevelScore, OpenSlot, Reason, RuleScore, Shortage, Status
from roster.model.sites import Session
from roster.store import reading, writing
from roster.store import sessions as module
from tests import build

if TYPE_CHECKING:
    from roster.model.problem import Problem
    from roster.model.roster import Roster
    from roster.store import Store

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def rich_problem() -> Problem:
    """Every kind of input, and names that would break a careless format."""
    return build.problem(
        [
            build.person("P1", name="=1+1\"\n\x00\u2028𬭎🙂'; DROP TABLE revision; --", max_week=2),
            build.person("P2", category=Category.WAIVER, approval_until=build.day(31), home="S"),
        ],
        [build.visits("S", usual_weekday=2, prefer_market=True)],
        centre_demands=(build.centre_demand(sessions=(Session.MORNING, Session.AFTERNOON)),),
        extra_visits=(ExtraVisit(site="S", date=build.day(5), session=Session.AFTERNOON),),
        leaves=(Leave(person="P1", start=build.day(3), end=build.day(4), note="开庭"),),
        wishes=(Wish(person="P2", start=build.day(1), end=build.day(9), prefer=True),),
        pins=(Pin(duty=build.duty("P2", "S", 8)),),
        bans=(Ban(person="P1", site="S", start=build.day(1), end=build.day(31), weekdays=(2,)),),
        closures=(Closure(site="S", start=build.day(24), end=build.day(24)),),
        trips=(Trip(start="S", end=None, minutes=45),),
        history=(build.duty("P1", "C", build.day(30, 11)),),
        limits={"weights": {"faces": 3}, "budget": 9000},
    )


def rich_roster(problem: Problem) -> Roster:
    reason = Reason(person="P1", rule="ban", zh="禁止", en="banned")
    slot = OpenSlot(date=build.day(1), session=Session.MORNING, reasons=(reason,))
    return build.roster(
        problem,
        [build.duty("P2", "S", 8), build.duty("P1", "C", 8, Session.AFTERNOON)],
        shortages=(
            Shortage(
                rule="visit_short",
                site="S",
                start=build.day(1),
                end=build.day(6),
                missing=1,
                slots=(slot,),
            ),
        ),
        levels=(LevelScore(level=Level.COVER, value=3, bound=2, optimal=False, seconds=0.1 + 0.2),),
        rules=(RuleScore(rule="centre_short", level=Level.COVER, size=3, weight=1, value=3),),
    )


def test_a_draft_is_numbered_and_read_back_equal(store: Store) -> None:
    problem = rich_problem()
    # A number, status or day of publication that the roster brings along is not believed.
    roster = rich_roster(problem).model_copy(
        update={"revision": 7, "status": Status.PUBLISHED, "published_on": build.day(1)}
    )
    saved = store.save_draft(problem, roster, created_at=NOON)

    assert (saved.revision, saved.status, saved.published_on) == (1, Status.DRAFT, None)
    kept = store.latest("qinyuan", build.DECEMBER)
    assert kept is not None
    assert kept.roster == saved
    assert kept.problem == problem
    assert kept.problem.digest == problem.digest
    assert (kept.created_at, kept.published_at, kept.overrides) == (NOON, None, {})


def draft(store: Store) -> Roster:
    problem = build.problem()
    return store.save_draft(problem, build.roster(problem), created_at=NOON)


def taken(times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many attempts find their number taken, as where two writers read before either writes."""
    real, left = reading.newest_row, [times]

    def behind(*given: Any) -> Any:
        left[0] -= 1
        return None if left[0] >= 0 else real(*given)

    monkeypatch.setattr(writing, "newest_row", behind)


def test_a_number_that_was_taken_meanwhile_is_drawn_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft(store)
    taken(module.ATTEMPTS - 1, monkeypatch)
    assert draft(store).revision == 2
    # The attempts that failed left nothing behind, not even in the audit trail.
    assert [e.revision for e in store.events("qinyuan")] == [1, 2]


def test_a_number_that_is_always_taken_is_told(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft(store)
    taken(module.ATTEMPTS, monkeypatch)
    with pytest.raises(RosterError, match="nothing was saved, try again") as told:
        draft(store)
    assert isinstance(told.value.__cause__, IntegrityError)
    assert len(store.events("qinyuan")) == 1
