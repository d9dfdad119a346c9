from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roster.io.holidays import Arrangement, calendar_rows, differences, read_notice
from roster.io.holidays.checks import feast
from roster.io.holidays.rows import balance
from roster.io.report import Report
from roster.model.calendar import days_between
from tests.io.holidays.years import LINES, notice

if TYPE_CHECKING:
    from roster.errors import InputProblem

AUTUMN = "9月25日（周五）至27日（周日）"
MISSED = "2026年的{}是{}，不在放假日期里"
# What other notices say: the commemoration of September 2015; New Year's Day of 2019, for which a Saturday
# of 2018 was worked.
ELSEWHERE = {
    2015: [date(2015, 9, 3), date(2015, 9, 4), date(2015, 9, 6)],
    2018: [date(2018, 12, 29), date(2018, 12, 31)],
}


def read(text: str, year: int | None = None) -> tuple[Arrangement | None, list[InputProblem]]:
    report = Report()
    return read_notice(text, "通知.txt", report, year), report.problems


def sound(text: str, year: int | None = None) -> Arrangement:
    found, problems = read(text, year)
    assert not problems, [p.to("zh") for p in problems]
    assert found is not None
    return found


@pytest.mark.parametrize("year", LINES)
def test_every_day_of_the_year_is_as_the_package_has_it(year: int) -> None:
    found = sound(notice(year))
    assert found.year == year
    off = {day for h in found.holidays for day in h.off}
    worked = {day for h in found.holidays for day in h.worked}
    for day in days_between(date(year, 1, 1), date(year, 12, 31)):
        works = day in worked or (day.isoweekday() <= 5 and day not in off)
        if day not in ELSEWHERE.get(year, ()):
            assert (day, works) == (day, chinese_calendar.is_workday(day))
    assert differences(found) == ELSEWHERE.get(year, [])
    # 11 statutory days, from 2025 on 13; in 2020 Spring Festival was prolonged by a Friday, and a Saturday
    # that was to be worked was not
    statutory = 13 if year >= 2025 else 11
    assert balance(found) == (statutory + 2 * (year == 2020), statutory)


@pytest.mark.parametrize("year", LINES)
def test_line_breaks_numbering_and_widths_do_not_matter(year: int) -> None:
    given = sound(notice(year)).holidays
    plain = [h._replace(line=0) for h in given]
    text = notice(year)
    one_line = text.replace("\n", "")
    torn = "\n".join(text[n : n + 7] for n in range(0, len(text), 7))
    half = text.translate(str.maketrans("（），：", "(),:"))
    full = text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    spaced = text.replace("月", " 月 ")
    bare = "\n".join(
        line.split("、", 1)[-1] if line[1:2] == "、" else line for line in text.split("\n")
    )
    for changed in (one_line, torn, half, full, spaced, bare):
        assert [h._replace(line=0) for h in sound(changed).holidays] == plain


def test_what_arranges_nothing_is_handed_back() -> None:
    unread = sound(notice(2024)).unread
    assert "鼓励安排职工在除夕(2月9日)休息" in unread
    assert "节假日期间,各单位安排好值班" in unread
    assert not any("上班" in sentence for sentence in unread)


def test_rows_of_the_calendar_sheet() -> None:
    rows = calendar_rows(sound(notice(2026)))
    assert rows[0] == {"日期": date(2026, 1, 1), "类型": "年历已公布", "说明": "国务院办公厅通知"}
    assert [r["日期"] for r in rows[1:]] == sorted(r["日期"] for r in rows[1:])  # type: ignore[type-var]
    # 3 + 9 + 3 + 5 + 3 + 3 + 7 days off, six worked
    assert [r["类型"] for r in rows].count("休息") == 33
    assert [r["类型"] for r in rows].count("上班") == 6
    assert {"日期": date(2026, 1, 4), "类型": "上班", "说明": "元旦调休上班"} in rows


def test_a_make_up_day_left_out_shows_in_the_balance() -> None:
    text = notice(2026).replace("5月9日（周六）上班。", "")
    assert balance(sound(text)) == (14, 13)
    assert differences(sound(text)) == [date(2026, 5, 9)]


def test_the_year_may_be_given_where_the_title_is_missing() -> None:
    bare = LINES[2026]
    assert sound(bare, 2026).year == 2026
    found, problems = read(bare)
    assert found is None
    assert [p.message.zh for p in problems] == ["没有写明是哪一年"]
    assert "--year" in problems[0].remedy.zh
    assert [p.message.zh for p in read(notice(2026), 2027)[1]] == ["年份不一致：2026、2027"]


def test_new_years_day_without_its_years_begins_the_year_before() -> None:
    text = notice(2019).replace("2018年12月", "12月").replace("2019年1月", "1月")
    assert sound(text).holidays[0].off[0] == date(2018, 12, 30)
    assert sound(text).holidays[0].worked == (date(2018, 12, 29),)


def test_a_weekday_may_stand_outside_brackets_of_its_own_form() -> None:
    text = notice(2026).replace("5月9日（周六）", "5月9日（礼拜六）")
    assert sound(text).holidays == sound(notice(2026)).holidays


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        # the line is that of the text: the title is line 1, a blank line follows, 元旦 is line 3
        ("农历腊月二十八", "农历除夕", 4, "2026-02-15是农历腊月廿八，不是除夕"),
        ("农历正月初七", "农历正月初八", 4, "2026-02-23是农历正月初七，不是正月初八"),
        ("6月19日（周五）至21日（周日）放假，共3天", "6月17日放假，与周末连休", 7,
         "“端午节”不挨着周末，不能与周末连休"),
        ("共9天", "共8天", 4, "“春节”写明共8天，日期却是9天"),
        ("至3日（周六）", "至4日（周日）", 3, "“元旦”写明共3天，日期却是4天"),
        ("5月9日（周六）", "5月9日（周日）", 6, "2026-05-09是星期六，不是星期日"),
        ("5月9日（周六）", "5月8日（周五）", 6, "2026-05-08不是周六周日，不用写上班"),
        ("5月9日（周六）", "6月6日（周六）", 6, "2026-06-06离“劳动节”太远"),
        ("5月9日（周六）", "5月3日", 6, "2026-05-03既放假又上班"),
        ("5月9日（周六）", "2月28日（周六）", 6, "2026-02-28在“春节”和“劳动节”里都有"),
        ("5月9日", "5月39日", 6, "没有这一天"),
        ("10月10日（周六）上班", "10月10日（周六）", 9, "看不懂这一句"),
        ("10月10日（周六）上班", "10月10日（周六）可能上班", 9, "看不懂这一句"),
        (AUTUMN, "9月26日（周六）至28日（周一）", 8, MISSED.format("中秋节", "2026-09-25")),
        (f"{AUTUMN}放假", "9月27日（周日）至25日（周五）放假", 8, "起止日期不对"),
        (f"中秋节：{AUTUMN}放假，共3天", "中秋节：放假，共3天", 8, "看不懂这一句"),
        (f"中秋节：{AUTUMN}放假，共3天", "中秋节：见另行通知", 8, "没有“中秋节”的放假日期"),
        ("六、中秋节：", "六、", 8, "看不懂这一句"),
        ("六、中秋节：", "六、国庆节：", 8, MISSED.format("国庆节", "2026-10-01")),
        (f"{AUTUMN}放假，共3天", "9月25日放假，9月29日放假", 8, "“中秋节”的放假日期不连续"),
        ("6月19日（周五）至21日（周日）", AUTUMN, 7, MISSED.format("端午节", "2026-06-19")),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_refused(old: str, new: str, line: int, told: str) -> None:
    text = notice(2026)
    assert old in text
    found, problems = read(text.replace(old, new))
    assert found is None
    assert told in {p.message.zh for p in problems if p.row == line}


def test_a_missing_and_a_doubled_holiday_are_told() -> None:
    lines = notice(2026).split("\n")
    missing = "\n".join(line for line in lines if "端午节" not in line)
    assert [p.message.zh for p in read(missing)[1]] == ["没有端午节"]
    doubled = "\n".join([*lines[:9], lines[8], *lines[9:]])
    assert "“国庆节”写了两次" in {p.message.zh for p in read(doubled)[1]}
    overlap = notice(2026).replace("10月1日（周四）至7日（周三）", "9月27日至10月7日")
    overlap = overlap.replace("共7天", "共11天")
    assert "2026-09-27在“中秋节”和“国庆节”里都有" in {p.message.zh for p in read(overlap)[1]}


@pytest.mark.parametrize("text", ["", "  \n", "明天放假", "元旦：1月1日放假", "2026年1月1日放假。"])
def test_texts_that_are_no_notice(text: str) -> None:
    found, problems = read(text, 2026)
    assert found is None
    assert problems


def test_beyond_the_lunar_tables_lunar_holidays_are_not_checked() -> None:
    assert feast("中秋节", 2101) is None
    assert feast("国庆节", 2101) == date(2101, 10, 1)


@given(st.data())
@settings(derandomize=True, max_examples=60, deadline=None, database=None)
def test_random_damage_is_read_or_told(data: st.DataObject) -> None:
    text = notice(data.draw(st.sampled_from(sorted(LINES))))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text) - 1))
        length = data.draw(st.integers(0, 12))
        text = (
            text[:at]
            + data.draw(st.text("0123456789月日至（）、。放假上班\n", max_size=4))
            + text[at + length :]
        )
    found, problems = read(text)
    assert (found is None) == bool(problems)
