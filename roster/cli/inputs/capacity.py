"""roster capacity: are there people enough, on which days not, why, and what would relieve them?"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from rich.table import Table
from rich.text import Text as RichText

from roster.cli.common import (
    InputsArgument,
    MonthOption,
    StoreOption,
    UnannouncedOption,
    month_of,
    read_inputs,
)
from roster.cli.speech import speech, t
from roster.cli.tables import add_row, plain_table
from roster.model.calendar import monday_of
from roster.model.capacity import DayCapacity, capacity_by_day, capacity_by_week
from roster.model.problem import Problem
from roster.model.relief import causes_of, people_needed, ways_of
from roster.model.tightness import (
    PART_NAMES,
    Part,
    TightDays,
    tightest_by_week,
    tightest_of_month,
)
from roster.model.wording import days_text
from roster.text import WEEKDAYS_EN, WEEKDAYS_ZH, Text, day_text, join, span_text, weekday_text


def capacity_command(
    inputs: InputsArgument,
    month: MonthOption,
    store: StoreOption = None,
    unannounced: UnannouncedOption = False,
) -> None:
    """Capacity against demand by week and weekday, the tight days, their causes, what would help."""
    problem = read_inputs(inputs, month_of(month), store, assume_calendar=unannounced)
    console = speech.console()
    console.print(week_table(problem))
    console.print(_day_table(problem))
    found = tight_spots(problem)
    if not found:
        speech.say(
            "没有特别紧的日子：按人次算，任一人再请假也够（时段和路程未计，排不排得开以求解为准）。",
            "No day is tight: there are people enough for one more absence (counted in duties, without "
            "sessions and roads; the solver has the last word).",
        )
    for tight in found:
        _tell(problem, tight)


def tight_spots(problem: Problem) -> list[TightDays]:
    """The tightest days of each week, then of the month, as far as they are worth telling."""
    whole = tightest_of_month(problem)
    weeks = tightest_by_week(problem)
    return [t for t in (*weeks, *([whole] if whole else ())) if t.tight]


def sentence(tight: TightDays) -> Text:
    """Which days are how tight."""
    when, part = days_text(tight.days), PART_NAMES[tight.part]
    zh = f"{when.zh}（{part.zh}）" if tight.part is not Part.ALL else when.zh
    en = f"{when.en} ({part.en})" if tight.part is not Part.ALL else when.en
    told = Text(
        f"{zh}：至少要{tight.need}人次，最多能出{tight.capacity}人次",
        f"{en}: {tight.need} duties at least, {tight.capacity} can be given at most",
    )
    if tight.short:
        short = -tight.spare
        return Text(f"{told.zh}，必缺{short}人次", f"{told.en}: {short} short for certain")
    if tight.frail:
        return Text(
            f"{told.zh}，再有一人请假就可能不够", f"{told.en}: one more absence may be too many"
        )
    return Text(f"{told.zh}，余{tight.spare}", f"{told.en}: {tight.spare} to spare")


def _tell(problem: Problem, tight: TightDays) -> None:
    speech.say(*sentence(tight))
    causes = [
        Text(f"{c.text.zh}（{c.gain}人次）", f"{c.text.en} ({c.gain})")
        for c in causes_of(problem, tight)
    ]
    if causes:
        told = join(causes, zh="、", en=", ")
        speech.say(f"  原因：{told.zh}", f"  because of: {told.en}")
    if count := people_needed(problem, tight):
        speech.say(
            f"  至少再要{count}人（天天可值、哪里都去）才不缺：增补值班人员库，或请市局从别县协调",
            f"  {count} more people at least (free every day, anywhere) are needed: enlarge the pool, "
            "or ask the city for people of other counties",
        )
    for way in ways_of(problem, tight):
        after = way.after
        need, gives = (0, 0) if after is None else (after.need, after.capacity)
        speech.say(
            f"  可以：{way.text.zh} → 最紧处要{need}、能出{gives}",
            f"  what helps: {way.text.en} → then {need} wanted of {gives} where it is tightest",
        )


def _day_table(problem: Problem) -> Table:
    days = capacity_by_day(problem)
    weekdays = sorted({d.date.isoweekday() for d in days})
    table = plain_table(
        t(
            "每天可值人数/需要人次（站点坐班按可选的日子平摊）",
            "persons free / duties wanted, day by day (visits spread over their days)",
        ),
        [t("周", "week")],
        tuple(t(f"周{WEEKDAYS_ZH[n - 1]}", WEEKDAYS_EN[n - 1]) for n in weekdays),
    )
    weeks: dict[date, dict[int, DayCapacity]] = defaultdict(dict)
    for day in days:
        weeks[monday_of(day.date)][day.date.isoweekday()] = day
    for week in weeks.values():
        dates = [d.date for d in week.values()]
        cells = [_cell(week.get(n)) for n in weekdays]
        add_row(table, span_text(min(dates), max(dates)).to(speech.lang), *cells)
    return table


def _cell(day: DayCapacity | None) -> RichText:
    if day is None:
        return RichText("")
    wanted = f"{day.demand:.1f}".removesuffix(".0")
    return RichText(f"{day.free}/{wanted}", style="red" if day.free < day.demand else "")


def week_table(problem: Problem) -> Table:
    """Each week's demand, what the people can give, its day with the fewest people."""
    table = plain_table(
        t("可用人力与需求（人次）", "capacity and demand (person-duties)"),
        [t("周", "week"), t("最紧的一天", "tightest day")],
        (
            t("当日", "free"),
            t("中心", "centre"),
            t("站点", "stations"),
            t("需求", "demand"),
            t("可用", "capacity"),
            t("余量", "spare"),
        ),
    )
    for week in capacity_by_week(problem):
        day = f"{day_text(week.tightest).to(speech.lang)} {weekday_text(week.tightest).to(speech.lang)}"
        add_row(
            table,
            span_text(week.start, week.end).to(speech.lang),
            day,
            t(f"{week.free}人", f"{week.free} people"),
            str(week.centre),
            str(week.stations),
            str(week.demand),
            str(week.capacity),
            RichText(str(week.spare), style="red" if week.spare < 0 else ""),
        )
    return table
