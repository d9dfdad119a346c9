"""The rows with which a new county begins: its stations, weekly visits, settings, and examples."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from roster.io.columns import EXAMPLE
from roster.io.sheets.settings import settings_fields
from roster.io.template.settings_words import told
from roster.io.template.write import FilledRow
from roster.io.terms import DAILY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from roster.model.calendar import Month
    from roster.text import Lang

HOURS = {"上午时间": "8:00-12:00", "下午时间": "14:00-18:00"}
WEEKLY = "每周1次"
_EXAMPLE_PERSON = f"{EXAMPLE}：王某"
_BUREAU = "司法局"


class NewCounty(NamedTuple):
    """A county to write a template for; ``id`` and ``city`` are blank where they are not known."""

    name: str
    city: str = ""
    id: str = ""
    stations: Sequence[str] = ()


def starting_sheets(
    county: NewCounty, month: Month, lang: Lang = "zh"
) -> dict[str, list[FilledRow]]:
    """The rows of each sheet of the main path; examples are dated within the month."""
    return {
        "人员": [_person()],
        "站点": _sites(county),
        "请假与意愿": [_leave(month)],
        "需求": _demand(county),
        "规则": settings_rows(
            {
                "county_id": county.id or None,
                "county": county.name,
                "city": county.city or None,
                "bureau": f"{county.name}{_BUREAU}",
            },
            lang,
        ),
    }


def settings_rows(values: Mapping[str, Any], lang: Lang) -> list[FilledRow]:
    """A row for every setting, its value blank (the default) where none is given; keys as in Settings."""
    return [
        FilledRow({"设置": name, "值": values.get(key), "说明": told(key, info).to(lang)})
        for name, (key, info) in settings_fields().items()
    ]


def _sites(county: NewCounty) -> list[FilledRow]:
    centre: dict[str, Any] = {
        "编号": "Z00",
        "名称": county.name,
        "类型": "中心",
        **HOURS,
        "距县城车程": 0,
    }
    stations = (
        {"编号": f"Z{n:02}", "名称": name, "类型": "站点", **HOURS}
        for n, name in enumerate(county.stations, 1)
    )
    return [FilledRow(cells) for cells in (centre, *stations)]


def _demand(county: NewCounty) -> list[FilledRow]:
    centre = {"站点": county.name, "人数": 1, "频次": DAILY, "时段": "全天"}
    stations = (
        {"站点": name, "人数": 1, "频次": WEEKLY, "时段": "上午"} for name in county.stations
    )
    return [FilledRow(cells) for cells in (centre, *stations)]


def _person() -> FilledRow:
    return FilledRow(
        {
            "编号": EXAMPLE,
            "姓名": _EXAMPLE_PERSON,
            "类别": "律师",
            "执业机构": "某某律师事务所",
            "证号": "11404200000000000",
            "联系电话": "00000000000",
            "同意公示": "是",
            "同意公示电话": "否",
            "承担比例(%)": 100,
        }
    )


def _leave(month: Month) -> FilledRow:
    return FilledRow(
        {
            "人员": _EXAMPLE_PERSON,
            "类型": "开庭",
            "开始日期": date(month.year, month.month, 8),
            "结束日期": date(month.year, month.month, 10),
            "时段": "全天",
            "说明": "8日至10日不能值班；这一行是样子，不会读入",
        }
    )
