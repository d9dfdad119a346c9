"""Fairs in the clerk's words; lunar facts are those of the Hong Kong Observatory's tables."""

from __future__ import annotations

import pytest

from roster.io.fields import FieldError
from roster.io.markets import fairs
from roster.model.calendar import Month


@pytest.mark.parametrize(
    ("words", "month", "days"),
    [
        # 三月十八 is 4 May 2026, 三月廿九 15 May, and the third month has 29 days
        ("农历三月十八起3天", "2026-05", [4, 5, 6]),
        ("农历三月十八，3天", "2026-05", [4, 5, 6]),
        ("农历三月十八（3天）", "2026-05", [4, 5, 6]),
        ("农历三月十八起三天", "2026-05", [4, 5, 6]),
        ("农历3月18日", "2026-05", [4]),
        ("农历三月十八至二十", "2026-05", [4, 5, 6]),
        ("农历三月廿八至四月初二", "2026-05", [14, 15, 16, 17, 18]),
        ("农历三月廿九起3天", "2026-05", [15, 16, 17]),
        ("农历七月初七", "2026-08", [19]),
        ("农历七月初七", "2026-07", []),
        ("城隍庙会：农历三月十八起3天；公历5月30日起2天", "2026-05", [4, 5, 6, 30, 31]),
        ("农历三月十八、四月初一", "2026-05", [4, 17]),
        ("公历5月1日-3日", "2026-05", [1, 2, 3]),
        ("公历5月1日至5月3日", "2026-05", [1, 2, 3]),
        # over the end of the month: its second and third day
        ("公历4月30日起3天", "2026-05", [1, 2]),
        ("公历4月30日起3天", "2026-04", [30]),
        # over the end of the year
        ("公历12月31日起2天", "2027-01", [1]),
        # 2025 has a leap sixth month (25 July to 22 August); the ordinary one begins on 25 June
        ("农历六月初六", "2025-06", [30]),
        ("农历六月初六", "2025-07", []),
        ("农历闰六月初六", "2025-07", [30]),
        ("农历闰六月初六", "2026-07", []),
        # the twelfth month before 17 February 2026 has 29 days: the 30th is held on the 29th
        ("农历腊月三十", "2026-02", [16]),
        ("农历腊月廿九", "2026-02", [16]),
        ("公历2月29日", "2028-02", [29]),
        ("公历2月29日", "2026-02", []),
    ],
)
def test_days_of_fairs(words: str, month: str, days: list[int]) -> None:
    found = fairs(words)
    assert [d.day for d in found.days(Month.parse(month))] == days
    assert found.words == words


@pytest.mark.parametrize(
    "words",
    [
        "三月十八",  # solar or lunar?
        "农历三月",
        "农历三月起3天",
        "农历十八",
        "农历三月卅五",
        "农历十三月初一",
        "农历三月十八起40天",
        "农历三月十八起0天",
        "公历2月30日",
        "公历闰5月1日",
        "公历5月3日-1日",
        "农历正月十五至三月初一",
        "庙会：",
        "；",
        18,
    ],
)
def test_other_words_are_refused_with_the_forms(words: object) -> None:
    with pytest.raises(FieldError) as error:
        fairs(words)
    assert "农历三月十八起3天" in error.value.remedy.zh


def test_beyond_the_lunar_tables_there_is_no_lunar_fair() -> None:
    assert fairs("农历三月十八").days(Month(year=2100, month=5)) == ()
