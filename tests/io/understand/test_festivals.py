"""Fairs and markets in hand-made cells."""

from __future__ import annotations

import pytest

from roster.io.understand.context import Context
from roster.io.understand.kinds import FAIRS, MARKET
from tests.io.county import DECEMBER

CONTEXT = Context(DECEMBER)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("三月三", "农历三月三"),
        ("二月初二", "农历二月初二"),
        ("腊月初八起3天", "农历腊月初八起3天"),
        ("无", None),
    ],
)
def test_a_fair_of_the_old_calendar_needs_not_say_so(written: str, meant: str | None) -> None:
    assert FAIRS.loose is not None
    found = FAIRS.loose(written, CONTEXT)
    assert found is not None
    assert (found.items, found.certain) == (((meant, None),), False)


@pytest.mark.parametrize("written", ["农历三月三", "三月三日", "三月十八", "5月1日", "公历5月1日"])
def test_other_fairs_are_left_to_the_strict_reader(written: str) -> None:
    assert FAIRS.loose is not None
    assert FAIRS.loose(written, CONTEXT) is None


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("农历二月二", "农历二月初二"),
        ("阴历三月三", "农历三月初三"),
        ("农历二月二起3天", "农历二月初二起3天"),
        ("阳历5月1日", "公历5月1日"),
    ],
)
def test_spoken_days_of_fairs(written: str, same: str) -> None:
    assert FAIRS.parse(written).fairs == FAIRS.parse(same).fairs


def test_no_market_is_a_blank() -> None:
    for written in ("无", "—", "/"):
        assert MARKET.loose is not None
        found = MARKET.loose(written, CONTEXT)
        assert found is not None
        assert (found.items, found.certain) == (((None, None),), False)
