"""Words in cells that say nothing: 无 and / are a blank, 同上 points elsewhere."""

from __future__ import annotations

from roster.io.fields import FieldError
from roster.io.understand.context import Reading
from roster.io.understand.words import squeezed
from roster.text import Text

BLANKS = ("无", "没有", "暂无", "/", "\\", "—", "——", "-", "--", "－", "–", "空", "〇")
DITTO = ("同上", "同前", "同左", "上同", "〃", "″", '"', "''", "“", "”", "々", "ditto")
PENDING = (
    "待定",
    "未定",
    "空缺",
    "暂缺",
    "缺",
    "待补",
    "待填",
    "待补充",
    "待确定",
    "不详",
    "未知",
    "空",
    "?",
    "？",
)
_FILL = Text("写出来，每行都写全", "write it out, in every row")


def is_blank(cell: object) -> bool:
    """Whether a cell's word says that there is nothing."""
    return isinstance(cell, str) and squeezed(cell) in BLANKS


def nothing() -> Reading:
    """The reading of such a cell; told."""
    return Reading(((None, None),), text=Text("按空白理解", "read as blank"))


def refuse_ditto(cell: object) -> None:
    """Raises FieldError where a cell points to another one."""
    if isinstance(cell, str) and squeezed(cell).lower() in DITTO:
        raise FieldError(
            Text("只写了“同上”一类的记号", "this only says that it is as above"), _FILL
        )


def refuse_pending(cell: object) -> None:
    """Raises FieldError where nobody, or nothing, has been decided on yet."""
    if isinstance(cell, str) and squeezed(cell).strip("()[]【】《》<>") in (*PENDING, *BLANKS):
        raise FieldError(
            Text("这里还没有定下来", "this has not been decided yet"),
            Text("定了再填，或删去这一行", "fill it in when it is, or delete the row"),
        )
