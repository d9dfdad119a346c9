"""Over any sequence of revisions and any names: what must hold of every feed."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st

from roster.model.sites import Session
from roster.publish.feeds import build_feeds
from tests.build import centre, duty, person, problem, station, visits
from tests.publish.feeds_kit import Line, events, moment, problems, published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roster.model.requests import Duty

COUNTY = problem(people=2, stations=[visits("S"), visits("T")])
PATIENT = settings(max_examples=40, deadline=None, derandomize=True)

# Few people, sites and days (two weeks), so that moves, swaps, cancellations, returns are common.
DUTIES = st.builds(
    lambda pid, site, day, session: duty(pid, site, day, session),
    st.sampled_from(["P1", "P2"]),
    st.sampled_from(["S", "T"]),
    st.sampled_from([7, 8, 10, 15]),
    st.sampled_from([Session.MORNING, Session.AFTERNOON]),
)
STATES = st.lists(st.lists(DUTIES, max_size=6, unique=True), min_size=2, max_size=4)

Event = dict[str, Line]
Feeds = dict[str, bytes]


def real(data: bytes) -> dict[str, Event]:
    """Events by UID, without the one that says that there is none."""
    return {e["UID"].text: e for e in events(data) if "DESCRIPTION" in e}


def shown(event: Event) -> dict[str, str]:
    """What the holder can see."""
    stamps = ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED")
    return {name: line.value for name, line in event.items() if name not in stamps}


def slot(event: Event) -> tuple[str, str]:
    """Place and start: what distinguishes two slots here."""
    return event["LOCATION"].text, event["DTSTART"].value


def living(data: bytes) -> list[tuple[str, str]]:
    return sorted(slot(e) for e in real(data).values() if e["STATUS"].value == "CONFIRMED")


def wanted(duties: list[Duty], name: str) -> list[tuple[str, str]]:
    """The slots that the feed must show as living, worked out from the duties alone."""
    scope, _, holder = name.removesuffix(".ics").partition("-")
    mine = [d for d in duties if scope == "county" or holder in (d.person, d.site)]
    hour = {Session.MORNING: "08", Session.AFTERNOON: "14"}
    return sorted(
        {
            (
                f"沁源县{d.site}镇公共法律服务工作站（{d.site}镇政府院内）",
                f"{d.date:%Y%m%d}T{hour[d.session]}0000",
            )
            for d in mine
        }
    )


def each(before: Feeds, after: Feeds) -> Iterator[tuple[dict[str, Event], dict[str, Event]]]:
    assert before.keys() == after.keys()
    for name in before:
        yield real(before[name]), real(after[name])


@PATIENT
@given(STATES)
@example([[duty("P1", "S", 7)], [duty("P1", "S", 8)], [], [duty("P1", "S", 7)]])
@example([[duty("P1", "S", 7)], [duty("P1", "S", 8)], [duty("P1", "S", 7), duty("P1", "S", 8)]])
@example([[duty("P1", "S", 8)], [duty("P2", "S", 8)], [duty("P2", "S", 8)], [duty("P1", "S", 8)]])
def test_revisions_in_any_sequence(states: list[list[Duty]]) -> None:
    revisions = [published(COUNTY, duties, n) for n, duties in enumerate(states, 1)]
    builds = [build_feeds(revisions[:n]) for n in range(1, len(states) + 1)]
    for duties, feeds in zip(states, builds, strict=True):
        for name, data in feeds.items():
            assert problems(data) == []  # among others: no UID twice
            assert living(data) == wanted(duties, name)
            slots = [slot(e) for e in real(data).values()]
            assert len(slots) == len(set(slots)), "a cancelled event beside a living one"
    for before, after in pairwise(builds):
        for old, new in each(before, after):
            assert old.keys() <= new.keys(), "a duty vanished instead of being cancelled"
            for uid, event in new.items():
                check_step(old.get(uid), event)


def check_step(old: Event | None, new: Event) -> None:
    """One event from one revision to the next."""
    if old is None:
        assert (new["SEQUENCE"].value, new["STATUS"].value) == ("0", "CONFIRMED")
        assert new["CREATED"].value == new["DTSTAMP"].value
    elif shown(old) == shown(new):
        assert old == new, "SEQUENCE or a stamp rose without a change"
    else:
        assert int(new["SEQUENCE"].value) == int(old["SEQUENCE"].value) + 1
        for name in ("DTSTAMP", "LAST-MODIFIED"):
            assert moment(new[name]) > moment(old[name])
        assert new["CREATED"] == old["CREATED"]
        assert new["LOCATION"] == old["LOCATION"], "a UID went to another site"
        assert week(old) == week(new), "a UID went to another week"


def week(event: Event) -> int:
    start = moment(event["DTSTART"])
    assert isinstance(start, datetime)
    return start.isocalendar().week


@PATIENT
@given(STATES, st.integers(0, 3))
def test_a_revision_solved_again_to_the_same_duties_changes_no_byte(
    states: list[list[Duty]], where: int
) -> None:
    where %= len(states)
    repeated = [*states[: where + 1], states[where]]
    before = [published(COUNTY, duties, n) for n, duties in enumerate(repeated[:-1], 1)]
    again = published(COUNTY, repeated[-1], len(repeated))
    assert build_feeds([*before, again]) == build_feeds(before)


NAMES = st.text(min_size=1, max_size=60)
SAFE = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=60)


def with_name(name: str) -> Feeds:
    of = problem(
        people=[person("P1", name=name, firm=name), person("P2", name=name, consent_public=False)],
        sites=(centre(title=name), station("S", name=name, title=name, address=name, phone=name)),
        limits={"county": name, "bureau": name, "service": name, "hotline": name},
    )
    return build_feeds([published(of, [duty("P1", "S", 8), duty("P2", "S", 8)])])


@PATIENT
@given(NAMES)
def test_no_name_breaks_a_feed(name: str) -> None:
    for data in with_name(name).values():
        assert problems(data) == []
        assert len(events(data)) == 1


@PATIENT
@given(SAFE)
def test_every_printable_name_survives(name: str) -> None:
    feeds = with_name(name)
    (site,), (whole,) = events(feeds["site-S.ics"]), events(feeds["county.ics"])
    assert site["SUMMARY"].text == f"法律咨询值班：{name}、律师"
    assert whole["SUMMARY"].text == f"{name} 法律咨询值班：{name}、律师"
    assert whole["LOCATION"].text == f"{name}（{name}）"
