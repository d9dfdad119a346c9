from datetime import time

import pytest

from roster.io.fields import FieldError
from roster.io.terms import (
    CATEGORIES,
    DAILY,
    FREQUENCY,
    HOURS,
    SESSIONS,
    WEEKDAY,
    WEEKDAYS,
)
from roster.model.demand import Frequency, Period
from roster.model.people import Category
from roster.model.sites import Session, TimeSpan


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("二、四", (2, 4)),
        ("周二或周四", (2, 4)),
        ("1,3,5", (1, 3, 5)),
        ("１，３，５", (1, 3, 5)),
        ("星期日", (7,)),
        ("周天", (7,)),
        ("每周二、周五", (2, 5)),
        ("周一至周五", (1, 2, 3, 4, 5)),
        ("一至三、五", (1, 2, 3, 5)),
        ("1-5", (1, 2, 3, 4, 5)),
        ("二四", (2, 4)),
        ("四 二", (2, 4)),
        (2, (2,)),
        (2.0, (2,)),
    ],
)
def test_weekdays(cell: object, days: tuple[int, ...]) -> None:
    assert WEEKDAYS.parse(cell) == days


@pytest.mark.parametrize("cell", ["周八", "0", "8", "13", 13, "五至一", "每天", "二、", "周", 1.5])
def test_what_are_no_weekdays(cell: object) -> None:
    with pytest.raises(FieldError, match="no weekdays"):
        WEEKDAYS.parse(cell)


def test_one_weekday() -> None:
    assert WEEKDAY.parse("周二") == 2
    with pytest.raises(FieldError, match="one weekday"):
        WEEKDAY.parse("二、四")


@pytest.mark.parametrize(
    "cell", ["8:00-12:00", "08:00—12:00", "8：00～12：00", "8:00 至 12:00", "8:00——12:00"]
)
def test_hours(cell: str) -> None:
    assert HOURS.parse(cell) == TimeSpan(start=time(8), end=time(12))


@pytest.mark.parametrize("cell", ["12:00-8:00", "8:00-8:00", "8-12", "8:00-24:00", "8:00", time(8)])
def test_what_are_no_hours(cell: object) -> None:
    with pytest.raises(FieldError, match="no hours"):
        HOURS.parse(cell)


@pytest.mark.parametrize(
    ("cell", "period", "times"),
    [
        ("每周1次", Period.WEEK, 1),
        ("每周一次", Period.WEEK, 1),
        ("每周两次", Period.WEEK, 2),
        ("每周 ２ 次", Period.WEEK, 2),
        ("每两周1次", Period.FORTNIGHT, 1),
        ("每2周一次", Period.FORTNIGHT, 1),
        ("隔周1次", Period.FORTNIGHT, 1),
        ("每月三次", Period.MONTH, 3),
    ],
)
def test_frequencies(cell: str, period: Period, times: int) -> None:
    assert FREQUENCY.parse(cell) == Frequency(period=period, times=times)


def test_the_centre_is_daily() -> None:
    assert FREQUENCY.parse("每工作日") == FREQUENCY.parse("每个工作日") == DAILY


@pytest.mark.parametrize("cell", ["每天", "每周8次", "每周0次", "每两周2次", "1", 1, "每季度1次"])
def test_what_is_no_frequency(cell: object) -> None:
    with pytest.raises(FieldError, match="not understood"):
        FREQUENCY.parse(cell)


@pytest.mark.parametrize(
    ("cell", "sessions"),
    [
        ("全天", (Session.FULL,)),
        ("下午", (Session.AFTERNOON,)),
        ("上午+下午", (Session.MORNING, Session.AFTERNOON)),
        ("上午、下午", (Session.MORNING, Session.AFTERNOON)),
        ("上午 ＋ 下午", (Session.MORNING, Session.AFTERNOON)),
    ],
)
def test_sessions(cell: str, sessions: tuple[Session, ...]) -> None:
    assert SESSIONS.parse(cell) == sessions


def test_categories_come_in_the_order_of_the_rule_book() -> None:
    found = CATEGORIES.parse("政法机关退休人员、律师,律师")
    assert found == (Category.LAWYER, Category.RETIRED)
    with pytest.raises(FieldError):
        CATEGORIES.parse("律师、公证员")
