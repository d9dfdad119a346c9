"""Rows that hold no data: totals, headings printed again, examples, remarks, lines to sign."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from roster.io.understand.headers import bare, is_own
from roster.io.understand.words import squeezed
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from roster.io.columns.spec import Sheet
    from roster.io.understand.headers import Known

_FEWEST = 2  # of our headers in a row of headers
_TOTAL = re.compile(r"(合计|总计|小计|共计|总数|累计|平均).{0,12}|[共计]+\d+.{0,8}")
_SIGNED = re.compile(
    r"(制表|填表|填报|审核|审批|复核|负责|经办|分管|主管|联系|录入|签发|批准)(人|单位|时间|日期|领导|负责人)?[:(].*"
    r"|(单位|局)?[(]?(盖章|公章)[)]?[:]?.*|(日期|单位|电话):.*"
)
_REMARK = re.compile(r"[(\[【]?(注|备注|说明|填表说明|填写说明|填报说明|注意|提示)\d?[)\]】]?[:].*")
_EXAMPLE = re.compile(
    r"[(\[【]?(示例|样例|范例|举例|例如|填写示例)\d?[)\]】]?.*|例[:1一)].*|[(\[【]例[)\]】].*"
)

_OUTSIDE = Text(
    "只填了序号之类不读的列，不读", "only columns that are not read are filled; not read"
)
EXAMPLE_ROW = Text("这是示例行，没有读入", "this row is an example and was not read")
OTHER_HEAD = (
    Text(
        "像另一张表的表头，列与上面的不同，以下各行没有读",
        "this looks like the headers of another table with other columns; the rows below were not read",
    ),
    Text(
        "把下面的内容按上面的列序接在上面，删去这一行；另一张表请另放一张工作表",
        "put what is below into the columns above and delete this row; another table goes to a sheet of "
        "its own",
    ),
)
AGAIN = Text("重复的表头，不读", "the headers again; not read")


def no_data(spec: Sheet, where: Mapping[str, int], cells: Sequence[Any]) -> Text | None:
    """Why the row is not read; None where it is data, or may be."""
    words = [squeezed(str(c)) for c in cells if c is not None]
    mine = [cells[position] for position in where.values() if cells[position] is not None]
    if not mine:
        return _OUTSIDE
    if _EXAMPLE.fullmatch(words[0]) or _EXAMPLE.fullmatch(squeezed(str(mine[0]))):
        return EXAMPLE_ROW
    if all(
        cells[where[c.name]] is not None for c in spec.columns if c.required and c.name in where
    ):
        return None  # every cell that a row needs is there: a person may be called anything
    if _TOTAL.fullmatch(words[0]):
        return Text("合计行，不读", "a row of totals; not read")
    if _SIGNED.fullmatch(words[0]):
        return Text("落款行，不读", "a line to sign; not read")
    if _REMARK.fullmatch(words[0]):
        return Text("说明行，不读", "a remark; not read")
    return None


def is_other_head(
    spec: Sheet, known: Mapping[str, Known], where: Mapping[str, int], cells: Sequence[Any]
) -> bool:
    """Whether the row looks like the headers of another table: at least two of ours, half
    of what is written there, and nothing else where each row needs a cell.
    """
    words = [bare(c) if isinstance(c, str) else "" for c in cells]
    found = {known[w].column.name for w in words if w in known}
    if len(found) < _FEWEST or 2 * len(found) < sum(c is not None for c in cells):
        return False
    needed = [where[c.name] for c in spec.columns if c.required and c.name in where]
    return all(cells[p] is None or words[p] in known or is_own(cells[p]) for p in needed)


def repeats(known: Mapping[str, Known], titles: Sequence[Any], cells: Sequence[Any]) -> bool:
    """Whether the row is that of the headers again, as on every printed page; perhaps in other words."""

    def meant(title: object) -> str:
        word = bare(title)
        return known[word].column.name if word in known else word

    pairs = zip(titles, cells, strict=True)
    both = [(a, b) for a, b in pairs if b is not None and a is not None]
    return len(both) > 1 and all(isinstance(b, str) and meant(a) == meant(b) for a, b in both)
