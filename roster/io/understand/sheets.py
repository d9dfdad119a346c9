"""Which sheet of a workbook is which: by its name, by another word for it, or by its headers."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, NamedTuple

from roster.errors import Assumption, InputProblem
from roster.io.fields import shown
from roster.io.report import Order, alike
from roster.io.understand.derived import needed
from roster.io.understand.headers import bare, dictionary, is_own
from roster.io.understand.layout import find_layout
from roster.io.understand.words import squeezed
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roster.io.columns.spec import Sheet
    from roster.io.report import Report
    from roster.io.tables import Table
    from roster.model.calendar import Month

OWN_SHEETS = (
    "说明",
    "填表说明",
    "填写说明",
    "使用说明",
    "备注",
    "封面",
    "目录",
    "选项",
    "下拉",
    "字典",
    "草稿",
)
_MONTHLY = ("请假与意愿", "需求", "固定安排", "按日需求")
_MONTH = re.compile(r"(?:20\d{2}[年.-]?)?(1[0-2]|0?[1-9])月份?|20\d{2}年度?")
_PLACE = re.compile(r"^[\u4e00-\u9fff]{1,6}?[县市区](?:司法局)?(?=..)")
_TAIL = re.compile(
    r"(?:信息|情况|登记|汇总|统计|明细|一览|基本)*(?:名单|清单|名册|花名册|总?表|册|库)?\d?$"
)
_NAMED_ALIKE = 0.7  # of difflib: 历史值版 and 历史值班 have 0.75
_RENAME = Text(
    "如果不对，请改工作表的名称；不用的工作表把名称改为“备注”",
    "where this is wrong, rename the sheet; call one that is not used 备注",
)


class Candidate(NamedTuple):
    """A table that may be a sheet; ``exact`` where it has its very name."""

    table: Table
    exact: bool


def choose_sheets(
    tables: Sequence[Table],
    specs: Sequence[Sheet],
    month: Month,
    report: Report,
    silent: Sequence[str] = (),
) -> dict[str, Table]:
    """The table of each sheet, by the sheet's name; those named as in ``silent`` are left out. What was
    assumed, and every table that can be two sheets, or a sheet that can be two tables, is reported.
    """
    candidates: dict[str, list[Candidate]] = {}
    hidden: dict[str, list[Candidate]] = {}
    unknown: list[Table] = []
    for table in (t for t in tables if squeezed(t.sheet) not in silent):
        spec = _named(table.sheet, specs)
        if table.concealed and not table.frame.empty:
            spec = _concealed(table, spec, specs, report)
            if spec is not None:
                hidden.setdefault(spec.name, []).append(Candidate(table, True))
        elif spec is not None:
            if not _of_other_month(table, spec, month, report):
                exact = squeezed(table.sheet) == spec.name
                candidates.setdefault(spec.name, []).append(Candidate(table, exact))
        elif _is_own(table.sheet):
            if not table.frame.empty:
                _ignore(table, report)
        elif not table.frame.empty:
            unknown.append(table)
    for table in unknown:
        spec = _by_headers(table, specs, [s for s in specs if s.name not in candidates], report)
        if spec is not None:
            candidates.setdefault(spec.name, []).append(Candidate(table, False))
    for name, found in hidden.items():  # refused; its rows are judged where no other sheet has them
        candidates.setdefault(name, found[:1])
    order = {s.name: Order(n) for n, s in enumerate(specs)}
    return {name: _one(name, found, order[name], report) for name, found in candidates.items()}


def _concealed(
    table: Table, spec: Sheet | None, specs: Sequence[Sheet], report: Report
) -> Sheet | None:
    """The sheet of ours that a hidden one may be, which is a problem; any other is not read."""
    if spec is None and not _is_own(table.sheet):
        spec = next((s for s in specs if _fits(table, s, certain=True)), None)
    if spec is None:
        _ignore(table, report)
    else:
        message = Text(
            "工作表被隐藏，不知道还用不用",
            "the sheet is hidden; whether it still counts cannot be known",
        )
        remedy = Text("取消隐藏；不用的请删去", "show it, or delete it")
        report.add(InputProblem(message, remedy, table.file, shown(table.sheet)))
    return spec


def _named(title: str, specs: Sequence[Sheet]) -> Sheet | None:
    """The sheet with that name, or another word for it, with or without month, county and 表."""
    forms = _forms(title)
    for spec in specs:
        if squeezed(title) == spec.name:
            return spec
    for spec in specs:
        if forms & {spec.name, *spec.also}:
            return spec
    return None


def _forms(title: str) -> set[str]:
    """The title without what bureaus put around a sheet's name, bit by bit."""
    words = re.sub(r"[(\[【].*?[)\]】]", "", squeezed(title))
    words = re.sub(r"^\d{1,2}[.、_-]", "", words).strip("-_—·. ")
    without_month = _MONTH.sub("", words).strip("-_—·. ")
    without_place = _PLACE.sub("", without_month)
    found = {words, without_month, without_place}
    return found | {_TAIL.sub("", w) for w in found} - {""}


def _of_other_month(table: Table, spec: Sheet, month: Month, report: Report) -> bool:
    """Whether a sheet that changes by month is named after another one; that is told."""
    match = _MONTH.search(squeezed(table.sheet))
    if match is None or not match[1] or spec.name not in _MONTHLY:
        return False
    if int(match[1]) == month.month:
        return False
    message = Text(
        f"是{int(match[1])}月的表，这次排{month}，不读",
        f"is of month {int(match[1])}, and {month} is planned; not read",
    )
    report.add(Assumption(message, _RENAME, table.file, shown(table.sheet)))
    return True


def _is_own(title: str) -> bool:
    return re.sub(r"\d+$", "", squeezed(title)) in OWN_SHEETS


def _by_headers(
    table: Table, specs: Sequence[Sheet], missing: Sequence[Sheet], report: Report
) -> Sheet | None:
    """The only sheet that has these headers. A table that may be one of the ``missing`` sheets, or that has
    nearly a sheet's name, is a problem; one that is plainly something else is left out.
    """
    fits = [s for s in specs if _fits(table, s, certain=True)]
    fits = fits or [s for s in specs if _fits(table, s)]
    if len(fits) == 1:
        return fits[0]
    place = (table.file, shown(table.sheet))
    if len(fits) > 1:
        names = "”“".join(s.name for s in fits)
        message = Text(
            f"看表头可以是“{names}”中的任何一张", f"by its headers this can be any of “{names}”"
        )
        report.add(InputProblem(message, _NAME_IT, *place))
    elif _is_near(table, specs, missing):
        remedy = alike(_core(table.sheet), [s.name for s in specs])
        report.add(InputProblem(Text("未知的工作表", "the sheet is not known"), remedy, *place))
    else:
        _ignore(table, report)
    return None


_NAME_IT = Text("把工作表改成其中一个名称", "give the sheet one of these names")


def _core(title: str) -> str:
    return min(_forms(title), key=len, default=title)


def _fits(table: Table, spec: Sheet, *, certain: bool = False) -> bool:
    """Whether the table has all headers that the sheet needs (ids and what can be derived apart), and no
    others but the clerk's own; where ``certain``, under their own names.
    """
    layout = find_layout(table, spec)
    if layout is None:
        return False
    known = {b: k for b, k in dictionary(spec).items() if k.certain or not certain}
    titles = [t for t in layout.titles if t is not None]
    found = {known[bare(t)].column.name for t in titles if bare(t) in known}
    return needed(spec) <= found and all(bare(t) in known or is_own(t) for t in titles)


def _is_near(table: Table, specs: Sequence[Sheet], missing: Sequence[Sheet]) -> bool:
    """Whether a table may be a sheet whose name or headers somebody mistyped."""
    names = [n for s in specs for n in (s.name, *s.also)]
    if difflib.get_close_matches(_core(table.sheet), names, n=1, cutoff=_NAMED_ALIKE):
        return True
    return any(
        (layout := find_layout(table, s)) is not None
        and 2 * layout.known >= sum(t is not None for t in layout.titles)
        for s in missing
    )


def _ignore(table: Table, report: Report) -> None:
    message = Text("不是规定的工作表，不读", "is none of our sheets; not read")
    remedy = Text(
        "如果里面有要用的内容，请用规定的名称和表头",
        "where it matters, give it one of our names and headers",
    )
    report.add(Assumption(message, remedy, table.file, shown(table.sheet)))


def _one(name: str, found: list[Candidate], order: Order, report: Report) -> Table:
    """The only table that can be the sheet; where there are several, that is a problem."""
    table = found[0].table
    if len(found) > 1:
        titles = [shown(c.table.sheet) for c in found]
        if len(set(titles)) == 1:
            message = Text("工作表重复", "the sheet is there twice")
            report.add(InputProblem(message, Text("只留一张", "keep one"), table.file, titles[0]))
        else:
            message = Text(
                f"“{'”和“'.join(titles)}”都可以是“{name}”表，不知道用哪一张",
                f"“{'” and “'.join(titles)}” can both be the sheet {name}",
            )
            remedy = Text(
                "只留一张，或把不用的一张改名为“备注”", "keep one, or call the other 备注"
            )
            report.add(InputProblem(message, remedy, table.file, name), order)
    elif not found[0].exact:
        message = Text(f"按“{name}”表理解", f"read as the sheet {name}")
        report.add(Assumption(message, _RENAME, table.file, shown(table.sheet)), order)
    return table
