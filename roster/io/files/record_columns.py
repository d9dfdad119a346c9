"""The columns of consultation records (咨询记录), and which column of an export is which."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl.utils import get_column_letter

from roster.errors import Assumption, Finding, InputProblem
from roster.io.columns.spec import Sheet, may, must
from roster.io.fields import DATE, NOTE, TEXT, Field, integer, narrow, shown
from roster.io.understand.headers import bare
from roster.io.understand.words import squeezed
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from roster.io.tables import Table

COUNT_UNITS = ("人次", "人", "次", "件")
_CLOCK = re.compile(r"[ T]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_HEADERS_WITHIN = 10  # rows from the top in which the headers are looked for
_BRACKETS = re.compile(r"[(\[【〔]([^)\]】〕]*)[)\]】〕]")
_COUNTS = re.compile(r"人数|人次|件数|数量|次数|咨询量")


def moment(cell: object) -> date:
    """The day of a cell that may also hold a time of day, as exports have it."""
    if isinstance(cell, datetime):
        return DATE.parse(datetime.combine(cell.date(), time()))  # type: ignore[no-any-return]
    return DATE.parse(without_clock(cell))  # type: ignore[no-any-return]


def without_clock(cell: object) -> object:
    """The cell; of a text without the time of day at its end."""
    return _CLOCK.sub("", narrow(cell)) if isinstance(cell, str) else cell


RECORDS = Sheet(
    "咨询记录",
    Text("一行一次或一天的咨询", "one row a consultation, or a day's consultations"),
    columns=(
        must("日期", Field(moment, DATE.form), "哪一天", "the day; a time of day is left out"),
        must("站点", TEXT, "站点的编号、名称或公示名称", "id, name or full name of the site"),
        may("人数", integer(0, 1000), "人次；空白为1", "persons advised; 1 where blank", 1),
        may("人员", NOTE, "谁解答的；可不填", "who gave the advice; may be blank", ""),
    ),
)
OTHER_HEADERS: Mapping[str, tuple[str, ...]] = {
    "日期": ("咨询日期", "咨询时间", "登记日期", "登记时间", "受理日期", "时间", "值班日期"),
    "站点": ("咨询地点", "地点", "服务站点", "工作站", "平台", "平台名称", "站点名称", "值班地点"),
    "人数": ("件数", "人次", "咨询人数", "咨询人次", "咨询量", "数量", "次数", "人数/件数"),
    "人员": ("值班人员", "解答人", "解答人员", "律师", "值班律师", "接待人"),
}
_MEANING = {o: name for name, others in OTHER_HEADERS.items() for o in (name, *others)}


class Headers(NamedTuple):
    """``head`` is the row of the headers, ``titles`` are its cells; ``where`` says at which position (from
    0) each column is that is read: empty where no headers are found.
    """

    head: int
    titles: tuple[Any, ...]
    where: Mapping[str, int]
    told: tuple[Finding, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether it is certain which column is which."""
        return not any(isinstance(f, InputProblem) for f in self.told)


def find_headers(table: Table) -> Headers:
    """The headers of the table, with everything that is unclear about them."""
    top = table.frame.head(_HEADERS_WITHIN)
    best: tuple[int, tuple[Any, ...], dict[str, list[int]]] | None = None
    for number, cells in zip(top.index, top.itertuples(index=False, name=None), strict=True):
        meant: dict[str, list[int]] = {}
        for position, cell in enumerate(cells):
            if (name := meaning(cell)) is not None:
                meant.setdefault(name, []).append(position)
        if "日期" in meant and (best is None or len(meant) > len(best[2])):
            best = (int(number), cells, meant)
    return Headers(1, (), {}) if best is None else _headers(table, *best)


def meaning(cell: object) -> str | None:
    """The column that a header means; None for any other cell."""
    if not isinstance(cell, str):
        return None
    words = squeezed(cell)
    if any(inside not in COUNT_UNITS for inside in _BRACKETS.findall(words)):
        return None  # 人数（女） is not the number of all
    return _MEANING.get(words) or _MEANING.get(bare(words))


def _headers(
    table: Table, head: int, titles: tuple[Any, ...], meant: Mapping[str, list[int]]
) -> Headers:
    where, told = {}, list[Finding]()
    for name, positions in meant.items():
        exact = [p for p in positions if squeezed(str(titles[p])) == name]
        where[name] = (exact or positions)[0]
        if len(positions) > 1:
            of = _passed_over if len(exact) == 1 else _unclear
            told.append(of(table, head, titles, name, [where[name]], positions))
    told += _across(table, head, titles, where)
    if "人数" not in where and "站点" in where:
        told.append(_uncounted(table, head, titles))
    return Headers(head, titles, where, tuple(told))


def _named(titles: Sequence[Any], positions: Iterable[int]) -> Text:
    """The columns by letter and header: A列“日期”和F列“日期”."""
    found = [(get_column_letter(p + 1), shown(squeezed(str(titles[p])))) for p in positions]
    return Text(
        "和".join(f"{letter}列“{words}”" for letter, words in found),
        " and ".join(f"{letter} “{words}”" for letter, words in found),
    )


def _unclear(
    table: Table, head: int, titles: tuple[Any, ...], name: str, _: list[int], all_: list[int]
) -> Finding:
    named = _named(titles, all_)
    return InputProblem(
        Text(
            f"{named.zh}都可以是“{name}”列，不知道用哪一列",
            f"the columns {named.en} can each be “{name}”",
        ),
        Text(
            f"要用的一列表头写“{name}”，其余的改名为“备注”；并排的几张表请上下接起来",
            f"call the one that counts {name} and the others 备注; put tables that stand side by side "
            "one below the other",
        ),
        table.file,
        table.sheet,
        head,
    )


def _passed_over(
    table: Table, head: int, titles: tuple[Any, ...], name: str, used: list[int], all_: list[int]
) -> Finding:
    taken, others = _named(titles, used), _named(titles, [p for p in all_ if p not in used])
    return Assumption(
        Text(f"用{taken.zh}，不用{others.zh}", f"{taken.en} is read, {others.en} is not"),
        Text("如果不对，请改表头", "where this is wrong, rename the headers"),
        table.file,
        table.sheet,
        head,
    )


def _across(
    table: Table, head: int, titles: tuple[Any, ...], where: Mapping[str, int]
) -> list[Finding]:
    """Headers over several columns (咨询人数 over 男, 女 and 合计): which is meant is not known."""
    found: list[Finding] = []
    for area in table.merged:
        if area.right == area.left or not area.top <= head <= area.bottom:
            continue
        if any(area.left <= position <= area.right for position in where.values()):
            words = shown(squeezed(str(titles[area.left])))
            first, last = (get_column_letter(p + 1) for p in (area.left, area.right))
            found.append(
                InputProblem(
                    Text(
                        f"表头“{words}”跨了{first}到{last}几列，不知道读哪一列",
                        f"the header “{words}” stands over the columns {first} to {last}",
                    ),
                    Text(
                        "取消合并，一列一个表头，只在要读的一列写这个名称",
                        "unmerge it; give each column a header, and this one to the column that counts",
                    ),
                    table.file,
                    table.sheet,
                    head,
                )
            )
    return found


def _uncounted(table: Table, head: int, titles: tuple[Any, ...]) -> Finding:
    """No column of numbers: each row is one, unless a column that is not known looks like it."""
    like = [p for p, t in enumerate(titles) if isinstance(t, str) and _COUNTS.search(squeezed(t))]
    if not like:
        return Assumption(
            Text("没有“人数”列，一行算1人次", "there is no column 人数; each row counts as one"),
            Text("如果不对，请补上“人数”列", "where this is wrong, add the column 人数"),
            table.file,
            table.sheet,
        )
    named = _named(titles, like)
    return InputProblem(
        Text(
            f"没有“人数”列，{named.zh}又不知道是不是人数",
            f"there is no column 人数, and whether it is {named.en} is not known",
        ),
        Text(
            "要用的一列表头写“人数”，不用的改名为“备注”",
            "call the one that counts 人数, and one that is not used 备注",
        ),
        table.file,
        table.sheet,
        head,
    )
