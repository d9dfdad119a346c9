"""Numbers with units, hours, frequencies."""

import pytest

from roster.io.fields import FieldError
from roster.io.understand.amounts import (
    MINUTES,
    frequency,
    hours_of,
    number_with,
    road_minutes,
    workdays,
)
from roster.io.understand.context import Context
from tests.io.county import DECEMBER

CONTEXT = Context(DECEMBER)


@pytest.mark.parametrize(
    ("written", "meant", "certain"),
    [("45分钟", "45", True), ("４５ 分", "45", True), ("三", 3, True), ("1小时", 60, False),
     ("1.5小时", 90, False), ("半小时", 30, False), ("1小时半", 90, False),
     ("两小时10分钟", 130, False), ("2小时10分钟", 130, False),
     ("四十分钟", 40, True), ("40min", "40", True), ("一个半小时", 90, False), ("十二分", 12, True),
     ("一小时二十五分", 85, False), ("两个半小时", 150, False)],
)  # fmt: skip
def test_numbers_with_units(written: str, meant: object, certain: bool) -> None:
    found = number_with(MINUTES)(written, CONTEXT)
    assert found == (((meant, None),), certain, None)


@pytest.mark.parametrize(
    "written",
    ["约45分钟", "45公里", 45, "1.11小时", "很远", "1.5个半小时", "一个半小时10分", "半小时半"],
)
def test_other_numbers_are_left_to_the_strict_reader(written: object) -> None:
    assert number_with(MINUTES)(written, CONTEXT) is None


def test_hours_are_no_minutes_elsewhere() -> None:
    assert number_with(("次",))("1小时", CONTEXT) is None


@pytest.mark.parametrize(
    ("written", "meant", "certain"),
    [("8点-12点", "8:00-12:00", True),
     ("上午8:30—11:30", "8:30-11:30", True), ("8:00～12:00", "8:00-12:00", True),
     ("8点半到11时45分", "8:30-11:45", True), ("8-12", "8:00-12:00", False),
     ("8.30-11.30", "8:30-11:30", False), ("下午2:30-5:30", "14:30-17:30", True)],
)  # fmt: skip
def test_hours(written: str, meant: str, certain: bool) -> None:
    assert hours_of(afternoon=False)(written, CONTEXT) == (((meant, None),), certain, None)


def test_an_afternoon_at_two_is_told() -> None:
    found = hours_of(afternoon=True)("2:30-5:30", CONTEXT)
    assert found is not None
    assert found.items == (("14:30-17:30", None),)
    assert not found.certain


@pytest.mark.parametrize(
    "written", ["8:00-12:00", "8：00－12：00", "08001200", "8:00到12:00点", "上班时间"]
)
def test_other_hours_are_left_to_the_strict_reader(written: str) -> None:
    assert hours_of(afternoon=False)(written, CONTEXT) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [("一周1次", "每周1次"), ("每星期两次", "每周2次"), ("2次/月", "每月2次"), ("每个月一次", "每月1次"),
     ("隔周一次", "每两周1次"), ("两周一次", "每两周1次"), ("工作日", "每工作日"), ("每周一次", "每周1次")],
)  # fmt: skip
def test_frequencies_written_otherwise(written: str, meant: str) -> None:
    assert frequency(written, CONTEXT) == (((meant, None),), True, None)


def test_a_weekday_of_every_week_is_weekly_on_it() -> None:
    found = frequency("每周二", CONTEXT)
    assert found is not None
    assert found.items == (("每周1次", "二"),)
    assert not found.certain


def test_a_bare_number_needs_a_header_that_says_of_what() -> None:
    found = frequency(2.0, CONTEXT._replace(header="每月几次"))
    assert found is not None
    assert found.items == (("每月2次", None),)
    with pytest.raises(FieldError, match="每周2次"):
        frequency("2次", CONTEXT)


@pytest.mark.parametrize("written", ["半月一次", "半个月1次", "周二、周四", "每周二或周四"])
def test_frequencies_with_two_meanings_are_refused(written: str) -> None:
    with pytest.raises(FieldError):
        frequency(written, CONTEXT)


@pytest.mark.parametrize("written", ["每周1次", "每工作日", "偶尔", "周八", "每天"])
def test_other_frequencies_are_left_to_the_strict_reader(written: str) -> None:
    assert frequency(written, CONTEXT) is None


@pytest.mark.parametrize("cell", [35, 35.0, "35", "三十五"])
def test_how_far_from_the_seat_may_be_kilometres(cell: object) -> None:
    bare = CONTEXT._replace(header="距县城")
    with pytest.raises(FieldError) as error:
        road_minutes(cell, bare)
    assert error.value.message.zh == "表头“距县城”没有写明是分钟还是公里"
    for header in ("距县城（分钟）", "车程", "距县城时间", "路程时间", ""):
        found = road_minutes(cell, CONTEXT._replace(header=header))
        assert found is None or found.certain
    assert road_minutes("35分钟", bare) == ((("35", None),), True, None)


def test_every_other_week_is_once_in_two() -> None:
    assert frequency("隔周", CONTEXT) == ((("每两周1次", None),), False, None)


def test_workdays_among_weekdays_are_monday_to_friday() -> None:
    assert workdays("工作日", CONTEXT) == ((("周一至周五", None),), False, None)
    assert workdays("周二", CONTEXT) is None
