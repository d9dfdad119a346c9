from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest

from roster.errors import RosterError
from roster.model.demand import ExtraVisit, Period
from roster.model.people import Category
from roster.model.requests import Closure, Leave
from roster.model.roster import OpenSlot, Reason, Shortage, Status
from roster.model.sites import Session
from roster.publish.workbook import build_workbook
from tests.build import (
    calendar,
    centre,
    centre_demand,
    day,
    duty,
    person,
    problem,
    roster,
    station,
    visits,
)
from tests.publish.corrections_kit import BEFORE, correction
from tests.publish.workbook_sample import SHEETS, county, fill, moment, month, read, row

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

    from roster.text import Lang

EN = [
    "About",
    "By site",
    "By person",
    "By day",
    "Why",
    "Fairness",
    "By period",
    "Shortages",
    "Scores",
    "Revision info",
]
FIRST = 5  # the first row below title, subtitle, dates and weekdays
GREY, RED_CELL, LAWYER, LEAVE = "FFE4E4E4", "FFFFD5D5", "FFE3EEF9", "FFF9D9C3"
HOLIDAY, MADE_UP = "FFF4DEDC", "FFFFF7E0"


@pytest.fixture(scope="module")
def book() -> Workbook:
    of = county()
    return read(of, month(of, revision=2))


@pytest.mark.parametrize(("lang", "names"), [("zh", SHEETS), ("en", EN)])
def test_sheets_stand_in_order_in_both_languages(lang: Lang, names: list[str]) -> None:
    of = county()
    assert read(of, month(of), lang).sheetnames == names


def test_equal_input_gives_equal_bytes_and_carries_the_rosters_date() -> None:
    of = county()
    first, second = (build_workbook(of, month(of)) for _ in range(2))
    assert first == second
    # tests.build plans at 2026-11-20 09:00 UTC
    assert openpyxl.load_workbook(BytesIO(first)).properties.created == moment(20, 11, 9)


def test_a_moment_without_a_zone_is_taken_as_it_stands() -> None:
    of = problem()
    built = read(of, roster(of, planned_at=moment(20, 11, 9)))
    assert built.properties.created == moment(20, 11, 9)
    assert built["说明"]["B20"].value == "2026-11-20 09:00"


@pytest.mark.parametrize(
    ("status", "mark"),
    [(Status.DRAFT, "（草稿）"), (Status.PUBLISHED, ""), (Status.SUPERSEDED, "（已被更正）")],
)
def test_the_title_says_what_is_not_the_valid_roster(status: Status, mark: str) -> None:
    of = problem()
    sheet = read(of, roster(of, status=status, revision=2))["排班总表"]
    assert sheet["A1"].value == "沁源县2026年12月法律服务人员值班表" + mark
    assert sheet["A2"].value == "沁源县司法局　第2版　编制于2026年11月20日"
    assert "A1:AH1" in map(str, sheet.merged_cells.ranges)  # site, 31 days, duties, short = 34


def test_an_assumed_calendar_is_told() -> None:
    of = problem()
    built = read(of, roster(of, calendar_announced=False), "en")
    assert built["By site"]["A2"].value == (
        "沁源县司法局 · not numbered · planned on 20 Nov 2026 · "
        "public holidays not announced yet: plain weekdays assumed"
    )


@pytest.mark.parametrize("name", SHEETS[:-1])
def test_every_sheet_prints_on_a4_across_with_its_head_on_each_page(
    book: Workbook, name: str
) -> None:
    sheet = book[name]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToWidth in (None, 1)  # one page wide is the format's default
    assert sheet.page_setup.fitToHeight == (None if name in ("说明", "公平统计", "分期统计") else 0)
    assert sheet.print_title_rows and sheet.print_title_rows.startswith("$1:$")
    assert sheet.freeze_panes


def test_sites_by_days(book: Workbook) -> None:
    sheet = book["排班总表"]
    assert row(sheet, 3, 4) == ["站点", 1, 2, 3]
    assert row(sheet, 4, 8) == [None, "二", "三", "四", "五", "六", "日", "一"]  # 1 Dec: a Tuesday
    # People serve in turn: the centre and the 6 stations of Tuesdays take 7 on the 1st, so that the
    # centre gets the 8th of the pool on the 2nd and the 9th on the 3rd.
    assert row(sheet, FIRST, 4) == [
        "公共法律服务中心\n全天 08:00—12:00\n14:00—18:00",
        "陈立新\n律",
        "阿依古丽·买买提\n基",
        "孙福生\n退",
    ]
    assert sheet.freeze_panes == "B5"


def test_a_short_centre_is_red_and_counted(book: Workbook) -> None:
    sheet = book["排班总表"]
    cell = sheet.cell(FIRST, 1 + 8)
    assert (cell.value, cell.font.color.rgb, fill(sheet, FIRST, 9)) == ("缺", "FFC00000", RED_CELL)
    assert row(sheet, FIRST)[-2:] == [22, "1人次"]  # 23 workdays less the 8th
    t7 = FIRST + 7
    assert row(sheet, t7)[-2:] == [4, "1次"]  # Thursdays 3, 10, 24, 31: the 17th is missing


def test_what_is_unusual_at_a_station_is_marked(book: Workbook) -> None:
    sheet = book["排班总表"]
    assert sheet.cell(FIRST + 2, 1 + 19).value == "加场\n下午\n孙福生\n退"  # a Saturday
    assert [sheet.cell(FIRST + 5, 1 + d).value for d in (14, 15, 16, 17, 18)] == [
        None,
        "停",
        "停",
        "停",
        None,
    ]


def test_days_off_are_shaded_and_categories_coloured(book: Workbook) -> None:
    sheet = book["排班总表"]
    assert [fill(sheet, FIRST, 1 + d) for d in (4, 5, 6)] == [LAWYER, GREY, GREY]
    assert fill(sheet, FIRST, 1 + 3) not in (None, GREY, LAWYER)  # a retired officer
    of = county()
    rich = openpyxl.load_workbook(BytesIO(build_workbook(of, month(of))), rich_text=True)
    name = rich["排班总表"].cell(FIRST, 1 + 3).value[0]
    assert (name.text, name.font.u) == ("孙福生\n", "single")  # seen on a grey print too
    assert sheet.cell(FIRST, 1 + 3).fill.patternType == "gray0625"
    legend = [cell for cell in row(sheet, FIRST + 14) if cell]
    assert legend == [
        "图例",
        "律 律师",
        "基 基层法律服务工作者",
        "退 政法机关退休人员",
        "周末",
        "缺 缺岗",
    ]


def test_totals_stand_below_each_day(book: Workbook) -> None:
    # Tuesday 1st: the centre and 6 stations; Saturday 5th: nobody.
    assert row(book["排班总表"], FIRST + 13)[:6] == ["当日人次", 7, 1, 7, 1, 0]
    assert row(book["排班总表"], FIRST + 13)[-2:] == [81, 2]


def test_a_holidays_name_stands_under_its_date() -> None:
    of = problem(calendar=calendar(off=[day(1)], made_up=[day(5)]))
    sheet = read(of, roster(of))["排班总表"]
    assert row(sheet, 5, 7) == [None, "节日", None, None, None, "调休上班", None]
    assert [fill(sheet, 6, 1 + d) for d in (1, 2, 5, 6)] == [HOLIDAY, None, MADE_UP, GREY]
    # and in grey: stripes, nothing, dots, plain
    patterns = [sheet.cell(6, 1 + d).fill.patternType for d in (1, 2, 5, 6)]
    assert patterns == ["lightUp", None, "gray125", "solid"]


def test_half_days_several_people_and_several_missing() -> None:
    of = problem(
        [person("A"), person("B"), person("Z", category=Category.RETIRED, service_years=9)],
        centre_demands=[centre_demand(persons=2, sessions=(Session.MORNING, Session.AFTERNOON))],
    )
    missing = Shortage(rule="centre_short", site="C", start=day(2), end=day(2), missing=3)
    sheet = read(
        of,
        roster(
            of,
            [
                duty("A", "C", 1, Session.MORNING),
                duty("Z", "C", 1, Session.MORNING),
                duty("B", "C", 1, Session.AFTERNOON),
                duty("B", "C", 2, Session.MORNING),
            ],
            shortages=[missing],
        ),
    )["排班总表"]
    # No hours beside the name: this centre has two sessions. Two categories give no common colour.
    assert row(sheet, FIRST, 3) == [
        "公共法律服务中心",
        "上午\n甲A\n律\n甲Z\n退\n下午\n甲B\n律",
        "上午\n甲B\n律\n缺3",
    ]
    assert fill(sheet, FIRST, 2) is None
    assert sheet.row_dimensions[FIRST].height > 5 * 10  # five lines of 10 points and more
    assert row(read(of, roster(of, shortages=[missing]), "en")["By site"], FIRST)[-1] == "duties: 3"


def test_people_by_days(book: Workbook) -> None:
    sheet = book["人员排班"]
    assert row(sheet, FIRST, 7) == ["陈立新", "律", "中心", None, None, "中心", None]
    away = FIRST + 1  # L2: leave from the 7th to the 11th
    assert row(sheet, away)[7:14] == [None, "假", "假", "假", "假", "假", None]
    assert [fill(sheet, away, 2 + d) for d in (6, 7, 12)] == [GREY, LEAVE, GREY]
    assert row(sheet, away)[-3:] == [0, 4, 4]  # centre, stations, sum
    assert row(sheet, FIRST + 10)[11] == "中心\n下午假"  # R3 is away in the afternoon of the 10th
    assert row(sheet, FIRST + 8)[20] == "郭道\n下午"  # T2's extra visit is not in its usual session
    assert row(sheet, FIRST + 15)[-3:] == [22, 59, 81]


def test_someone_who_has_left_is_shaded_from_then_on() -> None:
    of = problem(
        [person("A", until=day(2))],
        leaves=[
            Leave(person="A", start=day(1), end=day(1), session=Session.MORNING),
            Leave(person="A", start=day(1), end=day(1), session=Session.AFTERNOON),
        ],
    )
    sheet = read(of, roster(of), "en")["By person"]
    assert row(sheet, FIRST, 4) == ["甲A", "L", "L", None]  # two half days of leave are a day
    assert [fill(sheet, FIRST, 2 + d) for d in (1, 2, 3)] == [LEAVE, None, GREY]


def test_a_township_is_shortened_only_while_it_stays_unique() -> None:
    names = {"S1": "沁河镇", "S2": "沁河乡", "S3": "郭道镇", "S4": "城关街道", "S5": "东镇"}
    of = problem(sites=(centre(), *(station(i, name=n) for i, n in names.items())))
    sheet = read(of, roster(of, [duty("P1", s, 7 + i) for i, s in enumerate(names)]))["人员排班"]
    # 沁河 would be two places, and a single character says too little.
    assert row(sheet, FIRST)[8:13] == [
        "沁河镇\n上午",
        "沁河乡\n上午",
        "郭道\n上午",
        "城关\n上午",
        "东镇\n上午",
    ]


def test_two_centres_are_called_by_their_names() -> None:
    of = problem(sites=(centre(), centre(id="D", name="开发区")))
    built = read(of, roster(of, [duty("P1", "D", 1, Session.FULL)]))
    assert built["按日清单"]["C4"].value == "开发区"
    assert built["人员排班"].cell(FIRST, 3).value == "开发区\n全天"


def test_the_list_has_a_line_for_each_duty(book: Workbook) -> None:
    sheet = book["按日清单"]
    assert row(sheet, 3) == [
        "日期",
        "星期",
        "站点",
        "时段",
        "时间",
        "姓名",
        "人员类别",
        "工作单位",
        "备注",
        "理由",
    ]
    assert row(sheet, 4) == [
        moment(1),
        "星期二",
        "公共法律服务中心",
        "全天",
        "08:00—12:00, 14:00—18:00",
        "陈立新",
        "律师",
        "山西沁源律师事务所",
        None,
        None,
    ]
    assert sheet.max_row == 3 + 81
    assert sheet.auto_filter.ref == "A3:J84"
    extra = [line for line in sheet.iter_rows(min_row=4, values_only=True) if line[8]]
    assert extra == [
        (
            moment(19),
            "星期六",
            "郭道镇",
            "下午",
            "14:00—18:00",
            "孙福生",
            "政法机关退休人员",
            None,
            "加场",
            None,
        )
    ]


def test_an_empty_month_is_still_a_workbook() -> None:
    of = problem([])
    built = read(of, roster(of))
    assert built["按日清单"].auto_filter.ref == "A3:J4"
    assert built["缺口"]["A4"].value == "无缺口"
    assert row(built["公平统计"], 5)[:3] == ["合计", None, 0]


HOSTILE = [
    "=1+1",
    "+A1",
    "-1",
    "@x",
    "123",
    "https://example.org",
    "internal:a!A1",
    "<b>&\"'",
    "a\tb",
    "𬭎",
    "👩‍⚖️",
    "{=1}",
    "甲\n乙",
    "_x0041_",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_comes_out_exactly_as_text(name: str) -> None:
    of = problem(
        [person("A", name=name, firm=name)],
        [visits()],
        sites=(centre(), station(name=name)),
        extra_visits=[ExtraVisit(site="S", date=day(3), session=Session.MORNING)],
    )
    reason = Reason(person="A", rule="ban", zh=name, en=name)
    gap = Shortage(
        rule="visit_short",
        site="S",
        start=day(1),
        end=day(6),
        missing=1,
        slots=(OpenSlot(date=day(2), session=Session.FULL, reasons=(reason,)),),
    )
    built = read(of, roster(of, [duty("A", "S", 1), duty("A", "S", 3)], shortages=[gap]))
    assert built["排班总表"].cell(FIRST + 1, 2).value == f"{name}\n律"
    assert built["排班总表"].cell(FIRST + 1, 4).value == f"加场\n{name}\n律"
    assert built["人员排班"].cell(FIRST, 1).value == built["公平统计"]["A5"].value == name
    assert [built["按日清单"].cell(4, c).value for c in (3, 6, 8)] == [name] * 3
    assert [built["缺口"].cell(5, c).value for c in (2, 7, 9)] == [name] * 3
    cells = [c for sheet in built for line in sheet.iter_rows() for c in line]
    assert not [c for c in cells if c.data_type in "fe"]
    links = [c.hyperlink for c in cells if c.hyperlink]
    assert {link.location.split("!")[0].strip("'") for link in links} <= {*SHEETS}
    assert not [link for link in links if link.target]  # nothing leads out of the workbook


@pytest.mark.parametrize("duties", [[], [("P1", "S", 3)]])
def test_a_text_too_long_for_a_cell_is_refused(duties: list[tuple[str, str, int]]) -> None:
    # 32,768 characters are one too many; alone in a cell, and as a part of one (加场 and the name).
    of = problem(
        [person("P1", name="甲" * 32768)],
        [visits()],
        extra_visits=[ExtraVisit(site="S", date=day(3), session=Session.MORNING)],
    )
    with pytest.raises(RosterError, match=r"(?s)too long for a workbook's cell: .*甲甲"):
        build_workbook(of, roster(of, [duty(*d) for d in duties]))


def test_a_closed_day_off_is_not_marked() -> None:
    of = problem(
        stations=[visits(per=Period.MONTH)], closures=[Closure(site="S", start=day(4), end=day(5))]
    )
    sheet = read(of, roster(of), "en")["By site"]
    assert [sheet.cell(FIRST + 1, 1 + d).value for d in (4, 5)] == ["shut", None]


# --- 更正 ---------------------------------------------------------------------------------------


def test_a_correction_has_a_sheet_of_its_own() -> None:
    found = correction()
    after = found.after
    data = build_workbook(after.problem, after.roster, correction=found)
    book = openpyxl.load_workbook(BytesIO(data))
    assert book.sheetnames == [*SHEETS[:4], "更正", *SHEETS[4:]]
    sheet = book["更正"]
    assert sheet["A1"].value == "沁源县2026年12月法律服务人员值班表 · 更正第1版"
    assert row(sheet, 3) == ["日期", "星期", "站点", "时段", "变动", "原安排", "现安排"]
    assert row(sheet, 4) == [moment(8), "星期二", "郭道镇", "上午", "换人", "张垚", "李慧敏"]
    assert row(sheet, 5)[4:] == ["改期", "孙玥", "12月17日（星期四）上午 孙玥"]
    assert row(sheet, 6)[4:] == ["取消", "王建国", "—"]
    assert row(sheet, 7)[4:] == ["新增", "—", "张垚"]
    first = [row(sheet, number)[0] for number in range(8, sheet.max_row + 1)]
    assert first[:3] == [
        None,
        "涉及人员",
        "王建国：不再值12月22日（星期二）郭道镇上午（已取消）",
    ]
    assert "各层级" in first
    links = [cell.value for (cell,) in book["说明"]["A1:A60"]]
    assert "更正" in links
    assert data == build_workbook(after.problem, after.roster, correction=found)


def test_a_correction_without_duties_says_so() -> None:
    found = correction(BEFORE, BEFORE)
    after = found.after
    data = build_workbook(after.problem, after.roster, lang="en", correction=found)
    sheet = openpyxl.load_workbook(BytesIO(data))["Correction"]
    assert sheet["A4"].value == "no duty has changed"


def test_a_first_revision_has_no_such_sheet() -> None:
    of = county()
    links = [cell.value for (cell,) in read(of, month(of))["说明"]["A1:A60"]]
    assert "为什么" in links
    assert "更正" not in links
