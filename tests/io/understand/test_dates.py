"""Dates as people type them: each way of writing, and each that can mean two days."""

from datetime import date, datetime

import pytest

from roster.io.fields import FieldError
from roster.io.understand.context import Context
from roster.io.understand.dates import AROUND, NEVER, PAST
from roster.io.understand.days import one_day, some_days
from roster.model.calendar import Month
from tests.io.county import DECEMBER

CONTEXT = Context(DECEMBER)
READ = one_day()
THE_FIFTH = "2026-12-05"
FIVE = datetime.fromisoformat(THE_FIFTH)


@pytest.mark.parametrize(
    "written",
    ["2026-12-5 00:00:00", "2026。12。5", "20261205", 20261205, "2026年12月5号", "2026年12月5",
     "2026年12月5日（周六）", "２０２６－１２－０５ 星期六", "二〇二六年十二月五日", "2026 年 12 月 5 日"],
)  # fmt: skip
def test_a_full_date_is_certain(written: object) -> None:
    assert READ(written, CONTEXT) == (((THE_FIFTH, None),), True, None)


@pytest.mark.parametrize(
    "written",
    ["12月5日", "12月5号", "十二月五日", "12.5", 12.5, "12/5", "12-5", "5日", "5号", "26-12-5", "26.12.05",
     "26年12月5日", "46361", 46361, 46361.0, "12月5日周六"],
)  # fmt: skip
def test_what_the_planned_month_completes_is_told(written: object) -> None:
    assert READ(written, CONTEXT) == (((THE_FIFTH, None),), False, None)


@pytest.mark.parametrize("written", ["2026-12-05", "2026/12/5", FIVE])
def test_what_the_strict_reader_knows_is_left_to_it(written: object) -> None:
    assert READ(written, CONTEXT) is None


@pytest.mark.parametrize(
    "written",
    ["下周一", "2026-02-30", "2026-12-05 14:00", "08001200", "13月1日", "十十月五日", "99999", True,
     FIVE.replace(hour=14), "30-30-30", "12月32日", "32日", "2026-13-01"],
)  # fmt: skip
def test_what_is_no_date_is_left_to_the_strict_reader(written: object) -> None:
    assert READ(written, CONTEXT) is None


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("5/12/2026", "2026-12-05或2026-05-12"),
        ("03-04-26", "2026-04-03或2026-03-04"),
        ("25-12-26", "2025-12-26或2026-12-25"),
        (12.1, "可能是12月1日，也可能是12月10日"),
        ("12-15", "可读作12月15日，也可读作12日至15日"),
        ("5月8日", "没有写年份"),
        ("2026-12-08（周三）", "2026-12-08是星期二，不是所写的星期三"),
    ],
)
def test_what_can_mean_two_days_is_refused(written: object, why: str) -> None:
    with pytest.raises(FieldError) as error:
        READ(written, CONTEXT)
    assert why in error.value.message.zh
    assert error.value.message.en
    assert error.value.remedy.zh


def test_one_order_alone_is_a_day() -> None:
    found = READ("25/12/2026", CONTEXT)  # there is no 25th month
    assert found is not None
    assert found.items == (("2026-12-25", None),)
    same = READ("12/12/2026", CONTEXT)  # both orders say the same
    assert same is not None
    assert same.items == (("2026-12-12", None),)


def test_the_year_is_that_of_the_near_month() -> None:
    in_january = Context(Month(year=2027, month=1))
    for written, meant in (("12月30日", "2026-12-30"), ("2月1日", "2027-02-01")):
        found = READ(written, in_january)
        assert found is not None
        assert found.items == ((meant, None),)


def test_after_an_earlier_date_of_the_row_a_day_is_the_next_one() -> None:
    since = CONTEXT._replace(since=date(2026, 11, 28))
    found = READ("12月3日", since)
    assert found is not None
    assert found.items == (("2026-12-03", None),)
    in_november = READ("30日", since)
    assert in_november is not None
    assert in_november.items == (("2026-11-30", None),)
    over = READ("3日", since)  # the 3rd of November lies before the 28th
    assert over is not None
    assert over.items == (("2026-12-03", None),)


def test_past_dates_do_not_lie_ahead_and_lasting_ones_give_their_year() -> None:
    past = one_day(PAST)
    found = past("11月3日", CONTEXT)
    assert found is not None
    assert found.items == (("2026-11-03", None),)
    with pytest.raises(FieldError, match="no year"):
        past("1月3日", CONTEXT)
    with pytest.raises(FieldError, match="no month"):
        past("3日", CONTEXT)
    with pytest.raises(FieldError, match="no year"):
        one_day(NEVER)("12月5日", CONTEXT)
    assert (AROUND.first, AROUND.last) == (-3, 3)


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        ("12月8日-10日", [("2026-12-08", "2026-12-10")]),
        ("8-10日", [("2026-12-08", "2026-12-10")]),
        ("8日至10日", [("2026-12-08", "2026-12-10")]),
        ("12月8日—12月10日", [("2026-12-08", "2026-12-10")]),
        ("12.8-12.10", [("2026-12-08", "2026-12-10")]),
        ("12月28日-1月3日", [("2026-12-28", "2027-01-03")]),
        ("2026-12-8至10", [("2026-12-08", "2026-12-10")]),
        ("8、9、15日", [("2026-12-08", None), ("2026-12-09", None), ("2026-12-15", None)]),
        ("12月8日，10-12日", [("2026-12-08", None), ("2026-12-10", "2026-12-12")]),
    ],
)
def test_ranges_and_several_days(written: str, spans: list[tuple[str, str | None]]) -> None:
    found = some_days()(written, CONTEXT)
    assert found is not None
    assert list(found.items) == spans
    assert not found.certain


def test_a_range_in_full_is_certain() -> None:
    found = some_days()("2026-12-08至2026-12-10", CONTEXT)
    assert found is not None
    assert found.certain


@pytest.mark.parametrize("written", ["10日-8日-", "8、九、好", "8至", "上旬", ""])
def test_what_is_no_range_is_not_read_as_one(written: str) -> None:
    assert some_days()(written, CONTEXT) is None


@pytest.mark.parametrize("number", [60000, 40000.0])
def test_a_number_that_is_no_near_date_is_refused(number: float) -> None:
    with pytest.raises(FieldError, match="which cannot be meant"):
        READ(number, CONTEXT)


@pytest.mark.parametrize(
    "written",
    ["12月8日起3天", "12月8日起，连续三天", "2026-12-08开始共3天", "8日起 3天"],
)
def test_a_start_and_how_many_days(written: str) -> None:
    assert some_days()(written, CONTEXT) == ((("2026-12-08", "2026-12-10"),), False, None)


@pytest.mark.parametrize("written", ["12月8日起0天", "12月8日起93天", "某日起3天"])
def test_other_lengths_are_left_to_the_strict_reader(written: str) -> None:
    assert some_days()(written, CONTEXT) is None


def test_a_last_day_before_the_first_is_of_the_next_month() -> None:
    since = CONTEXT._replace(since=date(2026, 12, 28))
    found = READ("3日", since)
    assert found == ((("2027-01-03", None),), False, None)
    later = READ("30号", since)
    assert later is not None
    assert later.items == (("2026-12-30", None),)
