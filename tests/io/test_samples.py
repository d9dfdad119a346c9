"""The sample counties: as real as the policy lets them be, and the output of tools.make_samples."""

from collections import Counter
from pathlib import Path

import pytest

from roster.io import read_problem
from roster.io.columns import SHEETS
from roster.model.calendar import Month, days_between
from roster.model.people import Category
from roster.model.problem import Problem
from tools.make_samples import COUNTIES, ROOT, csv_text, sheets_of, write_workbook

DECEMBER = Month(year=2026, month=12)


def sample(key: str) -> Problem:
    return read_problem(ROOT / "inputs" / key, DECEMBER)


def free(problem: Problem, on: int) -> int:
    """How many people are free all day."""
    day = DECEMBER.days[on - 1]
    return sum(p.disqualified(day) is None
               and not any(leave.covers(day) for leave in problem.leaves_of[p.id])
               for p in problem.people)  # fmt: skip


@pytest.mark.parametrize("key", sorted(COUNTIES))
def test_workbook_and_csv_give_the_same_problem(key: str) -> None:
    assert sample(key) == read_problem(ROOT / "inputs" / key / "csv", DECEMBER)


@pytest.mark.parametrize("key", sorted(COUNTIES))
def test_the_committed_files_are_what_the_tool_writes(key: str, tmp_path: Path) -> None:
    sheets = sheets_of(COUNTIES[key])
    folder = ROOT / "inputs" / key / "csv"
    committed = {p.stem: p.read_bytes().decode("utf-8-sig") for p in folder.iterdir()}
    assert committed == {s.name: csv_text(s, sheets[s.name]) for s in SHEETS}
    county = COUNTIES[key].COUNTY
    write_workbook(tmp_path / f"{county}.xlsx", sheets)
    assert read_problem(tmp_path, DECEMBER) == sample(key)


def test_qinyuan_is_what_the_policy_says() -> None:
    problem = sample("qinyuan")
    # F1: 12 stations; 6 lawyers, 2 legal workers, 7 retired officers; Tuesdays or Thursdays
    assert Counter(p.category for p in problem.people) == {
        Category.LAWYER: 6, Category.LEGAL_WORKER: 2, Category.RETIRED: 7}  # fmt: skip
    assert len(problem.station_demands) == 12
    assert {d.weekdays for d in problem.station_demands} == {(2, 4)}
    assert problem.settings.max_week == 3


def test_qinyuan_has_room_in_the_month_but_not_on_every_day() -> None:
    problem = sample("qinyuan")
    # 23 workdays at the centre and 60 visits (45 weekly, 10 twice a week, 3 + 2 remote), 2 at the
    # fair, against 15 people at 3 a week in 5 weeks
    persons = sum(w.need for w in problem.windows)
    assert persons == 60
    assert problem.calendar.workdays(DECEMBER.first, DECEMBER.last).__len__() == 23
    assert persons + 23 + 2 < 15 * 3 * 5
    assert free(problem, 15) == 9  # six away or in court on a Tuesday
    assert free(problem, 2) == 15


def test_qinyuan_starts_uneven() -> None:
    problem = sample("qinyuan")
    months = {(d.date.year, d.date.month) for d in problem.history}
    assert months == {(2026, 10), (2026, 11)}
    count = Counter(d.person for d in problem.history)
    full = [p for p in problem.people if p.share_percent == 100 and p.counts_from is None]
    mean = sum(count[p.id] for p in full) / len(full)
    assert count["P03"] > mean * 1.3
    assert count["P09"] > mean * 1.2
    assert count["P12"] < mean * 0.8
    assert count["P06"] < mean * 0.5
    newcomer = problem.person["P15"]
    assert min(d.date for d in problem.history_of["P15"]) >= newcomer.counts_from


def test_history_obeys_the_rules_of_its_time() -> None:
    problem = sample("qinyuan")
    assert len({(d.person, d.date) for d in problem.history}) == len(problem.history)
    for duty in problem.history:
        assert problem.calendar.is_workday(duty.date)
        assert not any(leave.touches(duty.date, duty.session)
                       for leave in problem.leaves_of[duty.person])  # fmt: skip
        if problem.is_station(duty.site):
            assert duty.date.isoweekday() in (2, 4)
    october = days_between(Month(year=2026, month=10).first, Month(year=2026, month=10).last)
    centre = Counter(d.date for d in problem.history if d.site == "Z00")
    assert all(centre[d] == 1 for d in october if problem.calendar.is_workday(d))


def test_xiangyuan_is_what_the_policy_says() -> None:
    problem = sample("xiangyuan")
    # F1: 9 stations; 10 lawyers, 19 legal workers
    assert Counter(p.category for p in problem.people) == {
        Category.LAWYER: 10, Category.LEGAL_WORKER: 19}  # fmt: skip
    assert len(problem.station_demands) == 9
    assert {w for d in problem.station_demands for w in d.weekdays} == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("key", ["qinyuan", "xiangyuan"])
def test_stations_are_the_real_townships(key: str) -> None:
    # the civil affairs list of Shanxi's townships, 2023
    townships = {
        "qinyuan": "沁河镇 郭道镇 灵空山镇 王和镇 王陶镇 景凤镇 "
        "中峪乡 法中乡 交口乡 聪子峪乡 韩洪乡 赤石桥乡",
        "xiangyuan": "古韩镇 王桥镇 侯堡镇 夏店镇 虒亭镇 西营镇 王村镇 下良镇 善福镇",
    }[key]
    assert [s.name for s in sample(key).sites[1:]] == townships.split()
