from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.desk import MONTH, Desk
from tests.io.county import changed, county

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")  # nothing is folded


def cells(out: str, *starts: str) -> list[list[str]]:
    """The table rows whose first cell is one of these."""
    rows = [[c.strip() for c in line.strip("│").split("│")] for line in out.splitlines()]
    return [row for row in rows if row[0] in starts]


def with_fair(fair: str, weekend: Sequence[str] = ()) -> dict[str, list[list[object]]]:
    sheets = county()
    sheets["站点"] = [[*row, "庙会" if n == 0 else ""] for n, row in enumerate(sheets["站点"])]
    sheets["站点"][3][-1] = fair
    sheets["规则"] += [["周末集市", word, ""] for word in weekend]
    return sheets


def test_each_day_with_its_lunar_date_branch_and_markets(desk: Desk) -> None:
    desk.write(with_fair("公历12月12日起2天"))
    out = desk.done("calendar", "inputs", *MONTH)
    days = cells(out, "12月7日", "12月13日", "12月31日")
    # 7 December 2026 is 十月廿九 and 乙卯, and 大雪 begins; 十月廿九 ends in 9
    assert days[0] == ["12月7日", "星期一", "上班", "十月廿九（大雪）", "卯", "郭道镇"]
    # the fair's second day; 冬月初五 is no market of 郭道镇
    assert days[1] == ["12月13日", "星期日", "休息", "冬月初五", "酉", "王陶镇（庙会）"]
    assert days[2][2] == "休息（县里统一安排）"  # the county takes the 31st off
    words = cells(out, "王陶镇")
    assert words == [["王陶镇", "公历12月12日起2天", "12*、13*"]]
    assert "工作日22天。" in out
    assert desk.left() == {"inputs"}


def test_without_inputs_workdays_and_lunar_dates_only(desk: Desk) -> None:
    out = desk.done("calendar", "--month", "2026-10")
    rows = cells(out, "10月1日", "10月10日")
    assert rows[0] == ["10月1日", "星期四", "休息（国庆节）", "八月廿一", "申"]
    assert rows[1][2] == "上班（调休上班）"
    assert "工作日18天，其中调休上班10月10日。" in out


def test_a_year_not_announced_is_shown_as_a_guess(desk: Desk) -> None:
    out = desk.done("--lang", "en", "calendar", "--month", "2029-01")
    assert "Note: the year's holidays are not announced; Monday to Friday are assumed." in out
    assert "usually in November of the year before" in out
    assert cells(out, "1 Jan")[0][1:3] == ["Mon", "off（元旦）"]


def test_wrong_inputs_are_told_and_nothing_is_printed(desk: Desk) -> None:
    desk.write(changed("站点", column="逢集", row=3, to="农历逢十三"))
    run = desk.run("calendar", "inputs", *MONTH)
    assert (run.code, run.out) == (2, "")
    assert "农历逢十三" in run.err
    assert "“逢”指尾数" in run.err


def test_fairs_alone_may_be_preferred_and_weekend_markets_are_read(desk: Desk) -> None:
    sheets = with_fair("公历12月12日起2天", ["可开"])
    sheets["需求"][3][-1] = "是"
    desk.write(sheets)
    assert "输入无误" in desk.done("check", "inputs", *MONTH)
    sheets["规则"][-1][1] = "随便"
    desk.write(sheets)
    assert "填其中之一：不开、可开" in desk.run("check", "inputs", *MONTH).err
