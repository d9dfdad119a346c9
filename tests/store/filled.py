"""A store with one of everything, and all that can be asked of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from roster.model.changes import Absent
from roster.model.feed_addresses import FeedAddress, FeedScope
from roster.model.requests import Exemption
from roster.model.revision import Origin
from roster.model.rules import RULES
from roster.model.swaps import SwapState
from tests import build
from tests.store.kit import BOOK, DECEMBER, JANUARY, NOON, a_month, a_step, a_swap, draft, publish

if TYPE_CHECKING:
    from roster.store import Store

EXEMPT = next(rule.key for rule in RULES if rule.overridable)
MONTHS = (DECEMBER, JANUARY)


def fill(store: Store) -> None:
    """Two counties, three months, every kind of row, and every status."""
    exempt = Exemption(duty=build.duty("P1", "C", 1), rule=EXEMPT, reason="本人同意")
    draft(store, a_month(exemptions=(exempt,)), "P1", "P2", source=BOOK)
    publish(store, 1, overrides={"shortages": "已申请支援", "lead_time": "急"}, made_by="王")
    ill = Absent(person="P1", start=build.day(2), end=build.day(3), reason="住院")
    draft(store, None, "P2", "P3", origin=Origin(by="王", why="住院", base=1, changes=(ill,)))
    publish(store, 2, published_at=NOON + timedelta(microseconds=1))
    draft(store, a_month(JANUARY))
    draft(store, a_month(limits={"county_id": "anze", "county": "安泽县"}))
    swap = store.add_swap(a_swap())
    taken = (*swap.steps, a_step(SwapState.ACCEPTED, "甲P2", at=NOON + timedelta(hours=1)))
    back = build.duty("P2", "C", 2)
    store.step_swap(swap.model_copy(update={"steps": taken, "in_return": back}))
    store.add_swap(a_swap(a_step(SwapState.OFFERED), county="anze", partner=None))
    for digest, holder in (("b" * 64, "P1"), ("a" * 64, "P2")):
        address = FeedAddress(
            digest=digest,
            county="qinyuan",
            scope=FeedScope.PERSON,
            holder=holder,
            created_at=NOON,
        )
        store.add_feed_address(address)
    store.revoke_feed_address("a" * 64, revoked_at=NOON, made_by="王")


def everything(store: Store) -> list[Any]:
    """All that can be asked of the store, but for the trail."""
    return [
        [store.history("qinyuan", month) for month in MONTHS],
        store.history("anze", DECEMBER),
        store.published("qinyuan"),
        store.published_duties("qinyuan", JANUARY),
        store.exemptions("qinyuan", DECEMBER, 1),
        store.source("qinyuan", DECEMBER, 2),
        [store.absences(county) for county in ("qinyuan", "anze")],
        [store.swaps(county) for county in ("qinyuan", "anze")],
        store.feed_addresses("qinyuan"),
        store.counties(),
    ]
