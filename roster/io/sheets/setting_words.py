"""The values of settings in the ways people type them: 12次, 1,200元, 3.5万, 年度; telephone numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from roster.io.fields import FieldError
from roster.io.understand.blanks import is_blank, refuse_ditto
from roster.io.understand.phones import check_number, numbers_in
from roster.io.understand.words import squeezed

if TYPE_CHECKING:
    from roster.io.rows import Row

PHONES = ("咨询热线", "监督电话", "值班联系电话")  # each may hold several numbers
_UNITS = (  # what is in the setting's name, and what may stand behind its number
    (re.compile("小时"), ("小时", "个小时")),
    (re.compile("周末"), ("个", "个周末")),
    (re.compile("天数|工作日数"), ("天", "日", "个工作日", "工作日")),
    (re.compile("标准"), ("元", "元/次", "元/人次", "元/天", "元/人天", "元一次", "元每次")),
    (re.compile("预算"), ("元",)),
    (re.compile("任务"), ("人次", "次")),
    (re.compile("上限"), ("次", "班")),
)
_COUNTED = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+|\d+\.\d+)(万)?(\D*)")
WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "公平统计周期": {
        "月": ("每月", "按月", "月度", "本月", "一个月"),
        "季度": ("每季度", "按季度", "季", "每季", "一季度"),
        "年": ("每年", "按年", "年度", "全年", "一年"),
    },
    "周末集市": {"不开": ("不可开", "不开放", "否", "关"), "可开": ("开", "可以开", "开放", "是")},
}


def setting_meant(name: str, cell: Any) -> Any:
    """What the cell beside the setting means in the one way of writing: the cell itself where it is that,
    None where it says that there is nothing.

    Raises:
        FieldError: for a telephone number that is none.
    """
    if is_blank(cell):
        return None
    if name in PHONES:
        return _phones(cell)
    if not isinstance(cell, str):
        return cell
    refuse_ditto(cell)
    words = squeezed(cell)
    for ours, others in WORDS.get(name, {}).items():
        if words in others:
            return ours
    counted = _counted(name, words)
    return cell if counted is None or counted == words else counted


def _counted(name: str, words: str) -> str | None:
    """The number of 12次, 1,200, 3.5万元; None where it is none with a unit of this setting."""
    match = _COUNTED.fullmatch(words)
    units: tuple[str, ...] = next((u for has, u in _UNITS if has.search(name)), ())
    if match is None or match[3] not in ("", *units):
        return None
    if not match[2]:
        return None if "." in match[1] else match[1].replace(",", "")
    if not {"元", "人次"} & set(units):
        return None
    number = float(match[1].replace(",", "")) * 10_000
    return str(round(number)) if abs(number - round(number)) < 1e-6 else None


def _phones(cell: Any) -> Any:
    """The cell, every number in it checked. Raises FieldError where one is none."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return cell
    words = str(int(cell)) if isinstance(cell, float) and cell == int(cell) else str(cell)
    for number in numbers_in(re.sub(r"[(（].*?[)）]$", "", words)):
        check_number(number)
    return cell


def understand_value(row: Row, name: str) -> None:
    """Take the row's cell 值 as what it means, and tell it; what is wrong goes to the report."""
    cell = row["值"]
    if cell is None or not row.loose:
        return
    try:
        meant = setting_meant(name, cell)
    except FieldError as error:
        row.blame("值", error.message, error.remedy)
        return
    if meant is None or meant != cell:
        row.assume("值", meant)
