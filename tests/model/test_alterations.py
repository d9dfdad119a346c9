"""What differs between two rosters in words. 7 to 13 December 2026 is a week, the 8th a Tuesday."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roster.model.alterations import (
    Alteration,
    Kind,
    Names,
    alterations,
    effect_lines,
    effects,
    moment,
    told,
)
from roster.model.differences import changes_between
from roster.model.sites import Session
from roster.text import Text
from tests import build
from tests.build import duty

if TYPE_CHECKING:
    from roster.model.requests import Duty

COUNTY = build.problem(4, [build.visits("S"), build.visits("T")])
NAMES = Names(COUNTY, COUNTY)


def lines(before: list[Duty], after: list[Duty]) -> list[Text]:
    return [told(change, NAMES) for change in alterations(before, after)]


def one(before: list[Duty], after: list[Duty]) -> Alteration:
    (found,) = alterations(before, after)
    return found


def test_equal_rosters_have_no_alterations() -> None:
    assert alterations([duty("P1", "S", 8)], [duty("P1", "S", 8)]) == []


@pytest.mark.parametrize(
    ("before", "after", "kind", "size", "zh"),
    [
        pytest.param(
            [duty("P1", "S", 8)],
            [duty("P2", "S", 8)],
            Kind.REPLACED,
            1,
            "12月8日（星期二）S镇上午：甲P1 → 甲P2",
            id="another person",
        ),
        pytest.param(
            [duty("P1", "S", 8), duty("P2", "S", 8)],
            [duty("P3", "S", 8), duty("P2", "S", 8)],
            Kind.REPLACED,
            1,
            "12月8日（星期二）S镇上午：甲P1 → 甲P3（甲P2不变）",
            id="one of two",
        ),
        pytest.param(
            [duty("P1", "S", 8)],
            [duty("P1", "S", 8), duty("P2", "S", 8)],
            Kind.MORE,
            1,
            "12月8日（星期二）S镇上午：增加甲P2（甲P1不变）",
            id="one more",
        ),
        pytest.param(
            [duty("P1", "C", 8), duty("P2", "C", 8)],
            [duty("P2", "C", 8)],
            Kind.FEWER,
            1,
            "12月8日（星期二）中心全天：减去甲P1（甲P2不变）",
            id="one less",
        ),
        pytest.param(
            [duty("P1", "S", 8), duty("P2", "S", 8)],
            [duty("P3", "S", 8)],
            Kind.FEWER,
            2,  # two places: one filled otherwise, one emptied
            "12月8日（星期二）S镇上午：甲P1、甲P2 → 甲P3",
            id="one for two",
        ),
        pytest.param(
            [duty("P1", "S", 8)],
            [],
            Kind.CANCELLED,
            1,
            "12月8日（星期二）S镇上午：取消坐班（原为甲P1）",
            id="cancelled",
        ),
        pytest.param(
            [],
            [duty("P1", "C", 8)],
            Kind.ADDED,
            1,
            "12月8日（星期二）中心全天：新增值班，甲P1",
            id="new",
        ),
        pytest.param(
            [duty("P1", "S", 8)],
            [duty("P1", "S", 10)],
            Kind.MOVED,
            2,  # a change on either day
            "12月8日（星期二）S镇上午：改到12月10日（星期四）上午，仍由甲P1",
            id="moved",
        ),
        pytest.param(
            [duty("P1", "S", 8)],
            [duty("P2", "S", 10)],
            Kind.MOVED,
            2,
            "12月8日（星期二）S镇上午：改到12月10日（星期四）上午，甲P1 → 甲P2",
            id="moved to another person",
        ),
        pytest.param(
            [duty("P1", "S", 8)],
            [duty("P1", "S", 8, Session.AFTERNOON)],
            Kind.MOVED,
            2,
            "12月8日（星期二）S镇上午：改到12月8日（星期二）下午，仍由甲P1",
            id="another session",
        ),
    ],
)
def test_an_alteration_is_told(
    before: list[Duty], after: list[Duty], kind: Kind, size: int, zh: str
) -> None:
    found = one(before, after)
    assert (found.kind, found.size) == (kind, size)
    assert told(found, NAMES).zh == zh


def test_alterations_in_english() -> None:
    before = [duty("P1", "S", 8), duty("P1", "C", 1), duty("P2", "T", 8), duty("P3", "T", 22)]
    after = [duty("P2", "S", 10), duty("P2", "C", 1), duty("P2", "T", 8), duty("P3", "T", 8)]
    assert [text.en for text in lines(before, [*after, duty("P4", "C", 31)])] == [
        "Tue 1 Dec, the centre, full day: 甲P1 → 甲P2",
        "Tue 8 Dec, S镇, morning: moved to Thu 10 Dec, morning, 甲P1 → 甲P2",
        "Tue 8 Dec, T镇, morning: also 甲P3 (甲P2 as before)",
        "Tue 22 Dec, T镇, morning: visit cancelled (was 甲P3)",
        "Thu 31 Dec, the centre, full day: new duty, 甲P4",
    ]
    moved = one([duty("P1", "S", 8)], [duty("P1", "S", 10)])
    assert told(moved, NAMES).en.endswith("moved to Thu 10 Dec, morning, still 甲P1")
    fewer = one([duty("P1", "S", 8), duty("P2", "S", 8)], [duty("P2", "S", 8)])
    assert told(fewer, NAMES).en == "Tue 8 Dec, S镇, morning: without 甲P1 (甲P2 as before)"


def test_another_week_or_site_is_no_move() -> None:
    for new in (duty("P1", "S", 15), duty("P1", "T", 8)):
        kinds = {c.kind for c in alterations([duty("P1", "S", 8)], [new])}
        assert kinds == {Kind.CANCELLED, Kind.ADDED}


def test_the_nearest_days_are_paired_first_and_each_once() -> None:
    # Monday 7 and Wednesday 9 become Thursday 10: Wednesday is a day away, Monday three.
    found = alterations([duty("P1", "S", 7), duty("P2", "S", 9)], [duty("P2", "S", 10)])
    assert [(c.slot.date.day, c.kind) for c in found] == [(7, Kind.CANCELLED), (9, Kind.MOVED)]
    assert found[1].days == (build.day(9), build.day(10))


def test_persons_are_told_what_they_lose_gain_and_keep_on_another_day() -> None:
    before = [duty("P1", "S", 8), duty("P2", "T", 8), duty("P3", "T", 15), duty("P4", "C", 1)]
    after = [duty("P3", "S", 8), duty("P2", "T", 10), duty("P1", "C", 2), duty("P4", "C", 1)]
    found = {e.person: effect_lines(e, NAMES) for e in effects(alterations(before, after))}
    assert {who: [line.zh for line in told] for who, told in found.items()} == {
        "P1": [
            "新增12月2日（星期三）中心全天",
            "不再值12月8日（星期二）S镇上午（改由甲P3）",
        ],
        "P2": ["12月8日（星期二）T镇上午改到12月10日（星期四）上午"],
        "P3": [
            "接12月8日（星期二）S镇上午（原为甲P1）",
            "不再值12月15日（星期二）T镇上午（已取消）",
        ],
    }  # P4 has nothing to learn
    assert [line.en for told in found.values() for line in told] == [
        "new: Wed 2 Dec, the centre, full day",
        "no longer Tue 8 Dec, S镇, morning (now 甲P3)",
        "Tue 8 Dec, T镇, morning is moved to Thu 10 Dec, morning",
        "takes over Tue 8 Dec, S镇, morning (was 甲P1)",
        "no longer Tue 15 Dec, T镇, morning (cancelled)",
    ]


def test_who_is_no_longer_needed_beside_another_is_told_so() -> None:
    change = one([duty("P1", "S", 8), duty("P2", "S", 8)], [duty("P2", "S", 8)])
    (effect,) = effects([change])
    assert effect_lines(effect, NAMES)[0].zh == "不再值12月8日（星期二）S镇上午（不再需要）"


def test_who_and_what_is_gone_keeps_its_old_name() -> None:
    smaller = build.problem([build.person("P2", name="新名")])
    names = Names(COUNTY, smaller)
    assert [names.person(p) for p in ("P1", "P2")] == ["甲P1", "新名"]
    assert names.site("S") == Text("S镇", "S镇")
    assert names.is_station("S") and not names.is_station("C")


def test_a_moment_names_no_site() -> None:
    slot = one([], [duty("P1", "S", 8)]).slot
    assert moment(slot) == Text("12月8日（星期二）上午", "Tue 8 Dec, morning")


DUTIES = st.sets(
    st.builds(
        duty, st.sampled_from(["P1", "P2", "P3"]), st.sampled_from(["S", "T", "C"]),
        st.integers(7, 16),
    ),
    max_size=12,
)  # fmt: skip


@given(DUTIES, DUTIES)
def test_sizes_add_up_and_every_duty_lost_or_gained_is_told_once(
    before: set[Duty], after: set[Duty]
) -> None:
    found = alterations(before, after)
    assert sum(change.size for change in found) == changes_between(before, after)
    slots = [(side is c.before, side.slot) for c in found for side in c if side is not None]
    assert len(slots) == len(set(slots))
    for effect in effects(found):
        for change, gone in [
            *((c, True) for c in effect.lost),
            *((c, False) for c in effect.gained),
        ]:
            side = change.before if gone else change.after
            assert side is not None
            assert effect.person in side.people
