"""A store with a published county in it, and what the service has to give of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from roster.io import read_problem
from roster.model.calendar import Month
from roster.model.drafts import counted_levels, draft_of
from roster.model.feed_addresses import FeedAddress, FeedScope, digest_of, new_token
from roster.model.roster import SolverSettings
from roster.publish.feeds import build_feeds
from roster.solver.solve import solve
from roster.store import Store, open_store

INPUTS = Path(__file__).parent.parent / "inputs/qinyuan/csv"
MONTH = Month(year=2026, month=12)
SECONDS = 5.0  # to plan; any roster will do
STORE = "roster.db"


def fill(folder: Path) -> dict[str, bytes]:
    """Publish the sample county's December in a store in the folder; every feed by its path."""
    problem, now = read_problem(INPUTS, MONTH), datetime.now(UTC)
    settings = SolverSettings(workers=2, seed=1, time_limit=SECONDS)
    duties = tuple(solve(problem, settings).duties)
    levels = counted_levels(problem, duties)
    draft = draft_of(problem, duties, levels, settings, planned_at=now, version="0")
    with open_store(f"sqlite:///{(folder / STORE).as_posix()}") as store:
        kept = store.save_draft(problem, draft, created_at=now)
        store.publish(
            kept.county,
            MONTH,
            kept.revision,
            published_on=now.date(),
            published_at=now,
            overrides={},
        )
        tokens = {person.id: new_token() for person in problem.people}
        store.give_feed_addresses([_address(kept.county, *one, now) for one in tokens.items()])
        return _pages(store, kept.county, tokens)


def _address(county: str, person: str, token: str, now: datetime) -> FeedAddress:
    return FeedAddress(
        digest=digest_of(token),
        county=county,
        scope=FeedScope.PERSON,
        holder=person,
        created_at=now,
    )


def _pages(store: Store, county: str, tokens: dict[str, str]) -> dict[str, bytes]:
    feeds = build_feeds(store.published(county))
    paths = {f"person-{person}.ics": f"/f/{token}.ics" for person, token in tokens.items()}
    return {paths.get(name, f"/c/{county}/{name}"): data for name, data in feeds.items()}
