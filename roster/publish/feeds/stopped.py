"""The feed of an address that is good no longer: one event that says so."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from roster.publish.feeds.ical import calendar_bytes
from roster.publish.feeds.replay import Event
from roster.publish.feeds.wording import SHANGHAI, Content
from roster.text import Text

if TYPE_CHECKING:
    from datetime import datetime

    from roster.text import Lang

STOPPED = Text("此订阅已停用", "This subscription has ended")
WHAT_NOW = Text(
    "这个订阅地址已经收回。请删除本订阅，需要时向司法局索取新的地址。",
    "This address was withdrawn. Delete the subscription; ask the bureau for a new address.",
)


def stopped_feed(digest: str, at: datetime, domain: str, lang: Lang = "zh") -> bytes:
    """What a revoked address gives for a while, so that clients drop the duties they hold: a 404 or 410
    would make some keep them, and others give up for good.

    Args:
        digest: the address's; it makes the event's UID.
        at: when it was revoked, aware.
        domain: ends the UID.
        lang: of the event.
    """
    day = at.astimezone(SHANGHAI).date()
    said = STOPPED.to(lang)
    content = Content(day, day + timedelta(days=1), said, lines=(WHAT_NOW.to(lang),))
    moment = at.astimezone(UTC)
    return calendar_bytes(said, [Event(f"{digest[:32]}@{domain}", content, moment, moment)], lang)
