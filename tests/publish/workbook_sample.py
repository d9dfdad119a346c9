"""A county of real size (15 people, a centre, 12 stations) with all that can happen in a month.

The people are invented. Duties are dealt out in turn, so the month is plausible, not optimal.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from io import BytesIO
from itertools import cycle
from typing import TYPE_CHECKING, Any

import openpyxl

from roster.model.demand import ExtraVisit
from roster.model.levels import Level
from roster.model.people import Category, Person
from roster.model.requests import Closure, Leave
from roster.model.roster import LevelScore, OpenSlot, Reason, RuleScore, Shortage
from roster.model.sites import Session
from roster.publish.workbook import build_workbook
from tests.build import centre, centre_demand, day, duty, person, problem, roster, station, visits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from roster.model.problem import Problem
    from roster.model.requests import Duty
    from roster.model.roster import Roster
    from roster.text import Lang

TOWNS = [
    "沁河镇",
    "郭道镇",
    "灵空山镇",
    "王和镇",
    "王陶镇",
    "景凤镇",
    "中峪乡",
    "法中乡",
    "交口乡",
    "聪子峪乡",
    "韩洪乡",
    "赤石桥乡",
]
LAWYERS = ["陈立新", "郝晓东", "王建军", "李雪梅", "欧阳文静", "田野"]
WORKERS = ["赵国强", "阿依古丽·买买提"]
RETIRED = ["孙福生", "周玉兰", "吴长河", "郑守义", "冯喆", "褚玥", "卫保平"]

SHEETS = [
    "说明",
    "排班总表",
    "人员排班",
    "按日清单",
    "为什么",
    "公平统计",
    "分期统计",
    "缺口",
    "得分",
    "版本信息",
]


def moment(number: int, month: int = 12, hour: int = 0) -> datetime:
    """A moment of 2026 without a zone, as workbooks keep them."""
    return datetime.combine(day(number, month), time(hour))


def read(of: Problem, what: Roster, lang: Lang = "zh") -> Workbook:
    return openpyxl.load_workbook(BytesIO(build_workbook(of, what, lang=lang)))


def row(sheet: Worksheet, number: int, columns: int | None = None) -> list[object]:
    return [cell.value for cell in sheet[number]][:columns]


def fill(sheet: Worksheet, number: int, column: int) -> str | None:
    cell = sheet.cell(number, column)
    found = cell.fill  # a pattern's lines are its foreground; a plain fill has none but that
    ground = found.fgColor if found.patternType == "solid" else found.bgColor
    return str(ground.rgb) if found.patternType else None


def people() -> list[Person]:
    firms = cycle(["山西沁源律师事务所", "山西太岳律师事务所"])
    lawyers = [person(f"L{i}", name=n, firm=next(firms)) for i, n in enumerate(LAWYERS, 1)]
    workers = [
        person(f"W{i}", name=n, category=Category.LEGAL_WORKER, firm="沁源县第一法律服务所")
        for i, n in enumerate(WORKERS, 1)
    ]
    retired = [
        person(f"R{i}", name=n, category=Category.RETIRED, firm="", service_years=20)
        for i, n in enumerate(RETIRED, 1)
    ]
    return lawyers + workers + retired


def county(**changes: Any) -> Problem:
    """Centre every workday, stations weekly on Tuesdays or Thursdays, November as history.

    A fair on Saturday the 19th at T2, T5 closed from the 15th to the 17th, two people on leave.
    """
    stations = [
        station(f"T{i}", name=n, title=f"沁源县{n}公共法律服务工作站")
        for i, n in enumerate(TOWNS, 1)
    ]
    demands = [visits(s.id, weekdays=(2 if i % 2 else 4,)) for i, s in enumerate(stations)]
    pool = people()
    history = [duty(p.id, "C" if i % 3 else "T1", day(3 + i, 11)) for i, p in enumerate(pool)]
    return problem(
        **{
            "people": pool,
            "stations": demands,
            "sites": (centre(), *stations),
            "centre_demands": (centre_demand(),),
            "history": tuple(history),
            "extra_visits": (ExtraVisit(site="T2", date=day(19), session=Session.AFTERNOON),),
            "closures": (Closure(site="T5", start=day(15), end=day(17)),),
            "leaves": (
                Leave(person="L2", start=day(7), end=day(11), kind="开庭"),
                Leave(person="R3", start=day(10), end=day(10), session=Session.AFTERNOON),
            ),
            **changes,
        }
    )


def month(of: Problem, **changes: Any) -> Roster:
    """Duties in turn; nobody at the centre on the 8th, no visit of T7 in the week of the 14th."""
    return roster(
        of,
        [*_duties(of), duty("R1", "T2", 19, Session.AFTERNOON)],
        **{
            "shortages": (centre_short(of), visit_short()),
            "levels": LEVELS,
            "rules": RULES,
            **changes,
        },
    )


def _duties(of: Problem) -> Iterator[Duty]:
    turn = cycle(p.id for p in of.people)
    for date in of.calendar.workdays(of.month.first, of.month.last):
        away = {
            p.id
            for p in of.people
            if any(x.touches(date, Session.MORNING) for x in of.leaves_of[p.id])
        }
        here = ["C"] if date != day(8) else []
        here += [
            s
            for s, d in of.station_demand.items()
            if date.isoweekday() in d.weekdays
            and (s, date) != ("T7", day(17))
            and not any(c.site == s and c.covers(date) for c in of.closures)
        ]
        for site in here:
            pid = next(p for p in turn if p not in away)
            yield duty(pid, site, date)


def centre_short(of: Problem) -> Shortage:
    busy = {
        "rule": "max_week",
        "zh": "本周已排3次，达到每周上限3次",
        "en": "3 duties this week, the limit is 3",
    }
    away = {"rule": "availability", "zh": "请假（12月7日—11日，开庭）", "en": "leave (7–11 Dec)"}
    reasons = tuple(Reason(person=p.id, **(away if p.id == "L2" else busy)) for p in of.people)
    return Shortage(
        rule="centre_short",
        site="C",
        start=day(8),
        end=day(8),
        missing=1,
        slots=(OpenSlot(date=day(8), session=Session.FULL, reasons=reasons),),
    )


def visit_short() -> Shortage:
    return Shortage(
        rule="visit_short",
        site="T7",
        start=day(14),
        end=day(14) + timedelta(days=6),
        missing=1,
        zh="本周没有可以坐班的日子",
        en="no day of the week can be used",
        slots=(
            OpenSlot(
                date=day(17),
                session=Session.MORNING,
                zh="补贴预算已用完",
                en="the budget is used up",
            ),
        ),
    )


LEVELS = tuple(
    LevelScore(level=level, value=value, bound=bound, optimal=value == bound, seconds=s)
    for level, value, bound, s in [
        (Level.COVER, 1, 1, 0.4),
        (Level.DEMAND, 10, 10, 1.2),
        (Level.FAIRNESS, 18432, 18432, 5.84),
        (Level.REGULARITY, 44, 41, 30.0),
        (Level.WISHES, 6, 0, 12.5),
        (Level.TRAVEL, 1890, 1650, 30.0),
    ]
)
RULES = tuple(
    RuleScore(rule=rule, level=level, size=size, weight=weight, value=size * weight)
    for rule, level, size, weight in [
        ("centre_short", Level.COVER, 1, 1),
        ("visit_short", Level.DEMAND, 1, 10),
        ("load_share", Level.FAIRNESS, 12200, 1),
        ("trip_share", Level.FAIRNESS, 6232, 1),
        ("off_weekday", Level.REGULARITY, 0, 3),
        ("faces", Level.REGULARITY, 44, 1),
        ("market_missed", Level.WISHES, 3, 2),
        ("travel_minutes", Level.TRAVEL, 1890, 1),
    ]
)
