from datetime import date

import pytest

from roster.io.fields import FieldError
from roster.io.markets import LunarDay, lunar, market
from roster.model.calendar import Month

DECEMBER = Month(year=2026, month=12)


@pytest.mark.parametrize(
    ("day", "number", "name"),
    [
        (date(2026, 12, 7), 29, "十月廿九"),  # as notices print it
        (date(2025, 7, 27), 3, "闰六月初三"),  # 2025 has a leap sixth month
        (date(2026, 2, 17), 1, "正月初一"),  # Spring Festival 2026
        (date(2099, 12, 31), 20, "冬月二十"),
    ],
)
def test_lunar_dates(day: date, number: int, name: str) -> None:
    assert lunar(day) == LunarDay(number, name)


def test_beyond_the_tables_there_is_no_lunar_date() -> None:
    assert lunar(date(2100, 12, 31)) is None
    assert market("农历逢五").days(Month(year=2100, month=12)) == ()


@pytest.mark.parametrize(
    ("words", "days"),
    [
        # 1 December 2026 is 十月廿三, 9 December 冬月初一 (the tenth month has 30 days)
        ("农历逢3、6、9", [1, 4, 7, 11, 14, 17, 21, 24, 27, 31]),
        ("农历逢三六九", [1, 4, 7, 11, 14, 17, 21, 24, 27, 31]),
        ("农历逢五、十", [3, 8, 13, 18, 23, 28]),
        ("农历逢5和10", [3, 8, 13, 18, 23, 28]),
        ("公历逢5、0", [5, 10, 15, 20, 25, 30]),
        ("公历逢十", [10, 20, 30]),
        ("每周日", [6, 13, 20, 27]),
        ("每周二、周五", [1, 4, 8, 11, 15, 18, 22, 25, 29]),
        ("农历初一、十五", [9, 23]),
        ("农历二十三、廿九", [1, 7, 31]),
    ],
)
def test_market_days(words: str, days: list[int]) -> None:
    found = market(words)
    assert [d.day for d in found.days(DECEMBER)] == days
    assert found.words == words


@pytest.mark.parametrize(
    "words", ["逢3、6、9", "农历逢11", "农历逢", "农历三十一", "集日", "每月初一", 5]
)
def test_other_words_are_refused_with_the_forms(words: object) -> None:
    with pytest.raises(FieldError) as error:
        market(words)
    assert "农历逢3、6、9" in error.value.remedy.zh


def test_a_weekday_that_is_none_is_refused() -> None:
    with pytest.raises(FieldError):
        market("每周八")
