from datetime import date

import pytest

from roster.io.fields import FieldError
from roster.io.lunar import ANIMALS, BRANCHES, lunar
from roster.io.markets import market
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
    found = lunar(day)
    assert found is not None
    assert (found.day, found.name) == (number, name)


def test_leap_and_small_months_terms_and_branches() -> None:
    leap = lunar(date(2025, 7, 27))
    assert leap is not None
    assert (leap.month, leap.leap, leap.long) == (6, True, False)  # 25 July to 22 August: 29 days
    new_year = lunar(date(2026, 2, 17))
    assert new_year is not None
    assert (new_year.month, new_year.leap, new_year.long, new_year.term) == (1, False, True, "")
    clear = lunar(date(2026, 4, 5))
    assert clear is not None
    assert clear.term == "清明"


def test_branches_follow_one_another_day_by_day() -> None:
    # 1 January 2000 was 戊午; the cycle of twelve days has no exception
    for n in range(0, 12_000, 7):
        found = lunar(date.fromordinal(date(2000, 1, 1).toordinal() + n))
        assert found is not None
        assert found.branch == BRANCHES[(BRANCHES.index("午") + n) % 12]
    assert len(ANIMALS) == len(BRANCHES) == 12


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
        ("农历每月初三、十三、二十三", [1, 11, 21, 31]),
        ("每月初一", [9]),  # 初 is said of lunar days only
        ("农历逢二五八十", [3, 6, 8, 10, 13, 16, 18, 20, 23, 26, 28, 30]),
        ("农历逢3、8日集", [1, 6, 11, 16, 21, 26, 31]),
        ("农历逢3、逢8", [1, 6, 11, 16, 21, 26, 31]),
        ("农历逢3、8；每周日", [1, 6, 11, 13, 16, 20, 21, 26, 27, 31]),
        ("农历逢3、8，每周日", [1, 6, 11, 13, 16, 20, 21, 26, 27, 31]),
        ("每周六赶集", [5, 12, 19, 26]),
        ("逢周三", [2, 9, 16, 23, 30]),
        ("农历单日", [*range(1, 8, 2), 9, *range(11, 32, 2)]),
        ("公历双日", [*range(2, 31, 2)]),
        ("每月5日、15日", [5, 15]),
        ("公历5、15、25日", [5, 15, 25]),
        # 7 December 2026 is a 卯 day (乙卯); 子 is nine days later, 午 three
        ("逢子、午", [4, 10, 16, 22, 28]),
        ("逢子午日", [4, 10, 16, 22, 28]),
        ("十二日一集，逢卯", [7, 19, 31]),
        ("逢卯（每十二天一集）", [7, 19, 31]),
        ("逢兔日", [7, 19, 31]),
        # the tenth month of 2026 has 30 days: 8 December is its 30th, whatever is said of small months
        ("农历逢五、十（小月廿九）", [3, 8, 13, 18, 23, 28]),
        ("农历三十，小月廿九", [8]),
    ],
)
def test_market_days(words: str, days: list[int]) -> None:
    found = market(words)
    assert [d.day for d in found.days(DECEMBER)] == days
    assert found.words == words


@pytest.mark.parametrize(
    "words",
    ["逢3、6、9", "农历逢11", "农历逢", "农历三十一", "农历31日", "集日", "单日", "；",
     "农历逢3、8；小月廿九", "每月5", "每月32日", "公历", "逢、", "农历逢3、8；集日"],
)  # fmt: skip
def test_other_words_are_refused_with_the_forms(words: object) -> None:
    with pytest.raises(FieldError) as error:
        market(words)
    assert "农历逢3、6、9" in error.value.remedy.zh


@pytest.mark.parametrize("words", ["农历逢十三", "农历逢三十", "公历逢二十", "农历逢十三、八"])
def test_endings_that_look_like_one_day_are_refused(words: str) -> None:
    # read letter by letter they would mean the 3rd, 10th, 13th …: a market every third day
    with pytest.raises(FieldError) as error:
        market(words)
    if "、" not in words:
        assert f"农历{words[3:]}" in error.value.remedy.zh


def test_a_small_month_has_no_thirtieth_unless_the_clerk_moves_it() -> None:
    # the month that begins on 9 December 2026 ends on 7 January 2027 with 30 days; the next has 29, and
    # ends on 5 February
    february = Month(year=2027, month=2)
    assert [d.day for d in market("农历三十").days(february)] == []
    assert [d.day for d in market("农历三十，小月廿九").days(february)] == [5]
    assert [d.day for d in market("农历逢十").days(february)] == [15, 25]
    assert [d.day for d in market("农历逢十小月廿九").days(february)] == [5, 15, 25]


def test_markets_by_lunar_days_are_held_in_leap_months_too() -> None:
    # 25 July 2025 is 闰六月初一
    july = Month(year=2025, month=7)
    assert 25 in [d.day for d in market("农历初一").days(july)]


def test_a_weekday_that_is_none_is_refused() -> None:
    with pytest.raises(FieldError):
        market("每周八")


@pytest.mark.parametrize("words", ["阴历逢3、6、9", "旧历逢三六九"])
def test_other_names_of_the_calendars(words: str) -> None:
    assert market(words).days(DECEMBER) == market("农历逢3、6、9").days(DECEMBER)
    assert market("阳历逢5").days(DECEMBER) == market("公历逢5").days(DECEMBER)
    assert market(words).words == words  # as the clerk has it


@pytest.mark.parametrize(
    ("words", "endings", "days"),
    [
        ("农历3、6、9", "农历逢3、6、9", "农历初三、初六、初九"),
        ("农历1、4、7", "农历逢1、4、7", "农历初一、初四、初七"),
        ("农历3/6/9", "农历逢3、6、9", "农历初三、初六、初九"),
        ("农历五、十日", "农历逢五、十", "农历初五、初十"),
        ("阴历5,10", "农历逢5、10", "农历初五、初十"),
    ],
)
def test_endings_or_days_is_asked(words: str, endings: str, days: str) -> None:
    with pytest.raises(FieldError) as error:
        market(words)
    assert error.value.remedy.zh == f"写成“{endings}”或“{days}”"
    assert market(endings).days(DECEMBER) != market(days).days(DECEMBER)


def test_a_lunar_day_named_as_one_is_one() -> None:
    assert market("农历3日").days(DECEMBER) == market("农历初三").days(DECEMBER)
    assert len(market("农历3日、13、23").days(DECEMBER)) == 3 + 1  # 23rd on 1 and 31 December


@pytest.mark.parametrize(
    "words", ["逢3、6、9", "逢三六九", "三六九", "逢五、十", "逢五十", "3/6/9"]
)
def test_without_a_calendar_both_are_offered(words: str) -> None:
    with pytest.raises(FieldError) as error:
        market(words)
    listed = words.removeprefix("逢")
    assert error.value.message.zh == "没有写明是农历还是公历"
    assert error.value.remedy.zh == f"写成“农历逢{listed}”或“公历逢{listed}”"
    for calendar in ("农历", "公历"):
        assert market(f"{calendar}逢{listed}").days(DECEMBER)
