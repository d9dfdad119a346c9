from __future__ import annotations

from typing import TYPE_CHECKING

from roster.cli.inputs.capacity import sentence
from roster.model.tightness import Part, TightDays
from tests.build import day
from tests.cli.desk import MONTH, Desk, short
from tests.cli.planning.test_show import cells

if TYPE_CHECKING:
    from tests.io.county import Sheets

CAPACITY = ("capacity", "inputs", *MONTH)


def test_each_day_has_its_people_and_what_is_wanted(desk: Desk) -> None:
    out = desk.done(*CAPACITY)
    rows = [row for row in cells(out) if row[0] == "12月7日—11日"]
    # Three people each day and one wanted at the centre; on Tuesday and Thursday half of 郭道镇's visit
    # and of 王陶镇's three visits on nine days a third: 1.8
    assert rows == [["12月7日—11日", "3/1", "3/1.8", "3/1", "3/1.8", "3/1"]]


def test_tight_days_have_causes_and_remedies(desk: Desk) -> None:
    desk.write(alone())
    out = desk.done(*CAPACITY)
    # One person, three a week: five days at the centre and a visit, of which Friday or Monday, the
    # days without a visit, need not count to be three short.
    assert "至少要6人次，最多能出3人次，必缺3人次\n" in out
    assert "  原因：每周上限（" in out
    assert "  可以：每人每周上限由3改为4 → 最紧处要" in out
    assert "  至少再要1人（天天可值、哪里都去）才不缺：" in out
    english = desk.done("--lang", "en", *CAPACITY)
    assert "short for certain" in english
    assert "what helps: duties a week: 4 instead of 3" in english
    assert desk.left() == {"inputs"}  # nothing is written


def test_enough_people_are_told_to_be_enough(desk: Desk) -> None:
    desk.write(many())
    out = desk.done(*CAPACITY)
    assert "没有特别紧的日子" in out


def alone() -> Sheets:
    """The county with one person."""
    sheets = short()
    del sheets["人员"][2]
    return sheets


def many() -> Sheets:
    """The county with thirty more lawyers."""
    sheets = short()
    first = sheets["人员"][1]
    for number in range(30):
        sheets["人员"].append([f"L{number}", f"律师{number}", *first[2:]])
    return sheets


def test_what_is_wanted_mostly_is_told_without_being_short() -> None:
    tight = TightDays(day(7), day(11), (day(8), day(10)), Part.STATIONS, 9, 11, 2)
    assert (tight.frail, tight.tight) == (False, True)  # 9 of 11 is more than four fifths
    assert sentence(tight).zh == "12月8日、10日（站点）：至少要9人次，最多能出11人次，余2"
    assert sentence(tight).en.endswith(
        "(stations): 9 duties at least, 11 can be given at most: 2 to spare"
    )
