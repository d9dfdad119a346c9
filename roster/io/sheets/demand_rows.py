"""The sheet 需求 written back: as rows made from a problem, or as its own rows with other frequencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.io.columns.month import DEMAND
from roster.io.sheets.demand import ALL_WEEK
from roster.io.template.write import FilledRow, Mark
from roster.io.terms import DAILY
from roster.model.people import CATEGORY_NAMES, distinct_names
from roster.model.sites import SESSION_NAMES, Session
from roster.text import WEEKDAYS_ZH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from roster.model.demand import CentreDemand, Frequency, StationDemand
    from roster.model.people import Category
    from roster.model.problem import Problem
    from roster.text import Text


def demand_rows(problem: Problem) -> list[dict[str, object]]:
    """A row for every site, all columns in their order, that reads as the problem's demands."""
    names = {s.id: s.name for s in problem.sites}
    shown = {i: name if name == names[i] else i for i, name in distinct_names(names).items()}
    rows = [{"站点": shown[d.site], **_centre(d)} for d in problem.centre_demands]
    rows += [{"站点": shown[d.site], **_station(d)} for d in problem.station_demands]
    return [{c.name: row.get(c.name, "") for c in DEMAND.columns} for row in rows]


def put_frequencies(
    rows: list[FilledRow], problem: Problem, frequencies: Mapping[str, tuple[Frequency, Text]]
) -> None:
    """Change the frequencies of stations, by id, in the sheet's own rows; each changed cell is marked
    with its reason, gaps that were given go.
    """
    ids = {word: s.id for s in problem.sites for word in (s.name, s.id)}
    for at, row in enumerate(rows):
        found = frequencies.get(ids.get(str(row.cells.get("站点")), ""))
        if found is not None:
            frequency, why = found
            gone = {"最小间隔": None, "最大间隔": None, "频次": frequency.text.zh}
            rows[at] = FilledRow({**row.cells, **gone}, {"频次": Mark(why)})


def _centre(demand: CentreDemand) -> dict[str, object]:
    return {
        "人数": demand.persons,
        "频次": DAILY,
        "时段": "+".join(SESSION_NAMES[s].zh for s in demand.sessions),
        "可派类别": _categories(demand.categories),
        "可多排": demand.spare or "",
        "缺岗权重": demand.short_price if demand.short_price != 1 else "",
        "多排权重": demand.over_price if demand.over_price != 1 else "",
    }


def _station(demand: StationDemand) -> dict[str, object]:
    usual, often = demand.usual_weekday, demand.frequency
    least = "" if demand.min_gap == often.default_min_gap() else demand.min_gap
    most = "" if demand.max_gap == often.default_max_gap() else demand.max_gap
    return {
        "人数": demand.persons,
        "频次": often.text.zh,
        "时段": "" if demand.session is Session.MORNING else SESSION_NAMES[demand.session].zh,
        "可选星期": "" if demand.weekdays == ALL_WEEK else _weekdays(demand.weekdays),
        "惯常星期": "" if usual is None else WEEKDAYS_ZH[usual - 1],
        "最小间隔": least,
        "最大间隔": most,
        "可派类别": _categories(demand.categories),
        "逢集优先": "是" if demand.prefer_market else "",
    }


def _weekdays(days: Iterable[int]) -> str:
    return "、".join(WEEKDAYS_ZH[d - 1] for d in days)


def _categories(categories: Iterable[Category]) -> str:
    return "、".join(CATEGORY_NAMES[c].zh for c in categories)
