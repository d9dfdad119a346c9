"""The sample county's consultation records of 2026 up to 20 November: invented, the same on every run.

Written as the provincial system exports them, with columns that the program leaves unread. The stations'
true means differ, 郭道镇 and 沁河镇 are busy, 法中乡 and 赤石桥乡 quiet; summer is a little quieter.
"""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

from roster.model.calendar import days_between, monday_of
from roster.model.sites import Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roster.model.demand import StationDemand
    from roster.model.problem import Problem
    from roster.model.requests import Duty

HEADERS = ("日期", "站点", "人数", "人员", "类别", "方式")
FIRST, LAST = date(2026, 1, 5), date(2026, 11, 20)
KINDS = ("婚姻家庭", "劳动争议", "土地权属", "社会保障", "人身损害", "其他")
MEANS = {
    "沁河镇": 12.0, "郭道镇": 9.0, "灵空山镇": 5.0, "王和镇": 5.5, "王陶镇": 4.0, "景凤镇": 3.5,
    "中峪乡": 4.0, "法中乡": 0.7, "交口乡": 4.5, "聪子峪乡": 3.0, "韩洪乡": 5.0, "赤石桥乡": 1.5,
}  # fmt: skip
CENTRE_MEAN, SUMMER, SHAPE = 5.0, 0.85, 4.0


def rows(problem: Problem, duties: Sequence[Duty]) -> list[tuple[object, ...]]:
    """The rows of the export; ``problem`` is of December, ``duties`` are those known of the year."""
    chance = random.Random(2026_11_20)
    found: list[tuple[object, ...]] = []
    for day, site, person in _held(problem, duties):
        place = problem.site[site]
        mean = MEANS.get(place.name, CENTRE_MEAN) * (SUMMER if day.month in (7, 8) else 1)
        left = _poisson(chance, chance.gammavariate(SHAPE, mean / SHAPE))
        while left:
            part = min(left, chance.randint(1, 3))
            kind, way = chance.choice(KINDS), chance.choice(("现场", "现场", "电话"))
            found.append((day.isoformat(), place.title, part, person, kind, way))
            left -= part
    return found


def _poisson(chance: random.Random, mean: float) -> int:
    count, waited = 0, chance.expovariate(1)
    while waited < mean:
        count, waited = count + 1, waited + chance.expovariate(1)
    return count


def _held(problem: Problem, duties: Sequence[Duty]) -> Iterator[tuple[date, str, str]]:
    """Day, site and person of each visit and centre day: of the duties, before them by the demand."""
    names = {p.id: p.name for p in problem.people}
    known = min(d.date for d in duties)
    people = sorted(p.name for p in problem.people if p.counts_from is None)
    days = days_between(FIRST, known)[:-1]
    turn = 0
    for day in days:
        for site in _open(problem, day):
            yield day, site, people[turn % len(people)]
            turn += 1
    for duty in duties:
        if duty.date <= LAST and duty.session is not Session.AFTERNOON:
            yield duty.date, duty.site, names[duty.person]


def _open(problem: Problem, day: date) -> Iterator[str]:
    if problem.calendar.is_workday(day):
        yield from (d.site for d in problem.centre_demands)
    for number, demand in enumerate(problem.station_demands):
        if problem.calendar.keeps_weekday(day) and _comes(demand, number, day):
            yield demand.site


def _comes(demand: StationDemand, number: int, day: date) -> bool:
    """Whether a station is visited: twice a week on both weekdays, else on one, every second week where it
    is not visited weekly.
    """
    usual = demand.usual_weekday or demand.weekdays[number % 2]
    weekly = demand.frequency.text.zh.startswith("每周")
    if demand.frequency.text.zh == "每周2次":
        return day.isoweekday() in demand.weekdays
    return day.isoweekday() == usual and (weekly or monday_of(day).toordinal() // 7 % 2 == 0)
