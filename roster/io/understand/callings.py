"""Names and ids: one person, one place, and nothing else in the cell."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from roster.io.fields import FieldError, is_hidden, narrow
from roster.io.understand.blanks import is_blank, nothing, refuse_ditto, refuse_pending
from roster.io.understand.context import Reading, taken
from roster.io.understand.words import CATEGORY_WORDS, name, squeezed
from roster.text import Text

if TYPE_CHECKING:
    from roster.io.understand.context import Context

_PHONE = re.compile(r"\d{7,}")
_PERSONS = re.compile(
    r"(?<=\w)\s*[、,，;；/／&＋+]\s*(?=\w)|(?<=[\u3400-\u9fff]{2})[和及与](?=[\u3400-\u9fff]{2})"
)
_PLACES = re.compile(r"(?<=\w)\s*[、,，;；/／&＋+]\s*(?=\w)|(?<=[镇乡道处区])[和及与]")
_NOTED = re.compile(r"\((.*?)\)")
_STATE = re.compile(
    "停用|停开|暂停|撤销|撤并|合并|不用|作废|取消|离职|离任|离库|退出|退库|辞职|调离|调走|去世|请假|休假|产假"
    "|替班|代班|顶替|待定|未定"
)
_TITLES = ("律师", "同志", "主任", "所长", "法官", "书记", "老师", "负责人")
_CALLED = frozenset(
    [*CATEGORY_WORDS, *(w for words in CATEGORY_WORDS.values() for w in words), *_TITLES]
)
_WHOLE_PLACE = re.compile(r".+(镇|乡|街道|办事处|中心|区|站)")
_HAN_WORD = re.compile(r"[\u3400-\u9fff·]{2,}")


def person_name(cell: object, context: Context) -> Reading | None:
    """One person's name; characters spread with spaces are put together, and that is told.

    Raises:
        FieldError: for a telephone number or a category in it, two persons, and nobody yet.
    """
    _check(cell, _PERSONS, Text("一个人", "one person"))
    if not isinstance(cell, str):
        return None
    _check_spaced(cell)
    noted = _NOTED.search(narrow(cell))
    if noted and squeezed(noted[1]) in _CALLED:
        raise FieldError(
            Text(
                f"姓名里写了“{noted[1]}”，公示时会照印",
                f"the name holds “{noted[1]}”, which would be printed on notices",
            ),
            Text("姓名只写名字；“类别”等另填各列", "give the name alone, all else in its columns"),
        )
    return _told_brackets(cell, noted) or name(cell, context)


def site_name(cell: object, context: Context) -> Reading | None:
    """One place's name, put together as a person's. Raises FieldError as ``person_name`` does."""
    _check(cell, _PLACES, Text("一个站点", "one site"))
    if not isinstance(cell, str):
        return None
    if len(cell.split()) > 1 and all(_WHOLE_PLACE.fullmatch(part) for part in cell.split()):
        raise _several_in_one(Text("一个站点", "one site"))
    return _told_brackets(cell, _NOTED.search(narrow(cell))) or name(cell, context)


def wording(cell: object, context: Context) -> Reading | None:
    """Any text that is printed; a word for none is a blank. Raises FieldError for 同上."""
    refuse_ditto(cell)
    return nothing() if is_blank(cell) else None


def identifier(cell: object, context: Context) -> Reading | None:
    """An id with half-width letters and digits, so that Ｐ０２ and P02 are the same."""
    refuse_ditto(cell)
    if not isinstance(cell, str):
        return None
    found = unicodedata.normalize("NFKC", cell).strip()
    return None if found == cell else taken(found)


def _check(cell: object, several: re.Pattern[str], what: Text) -> None:
    refuse_ditto(cell)
    refuse_pending(cell)
    words = narrow(str(cell))
    if _PHONE.search(squeezed(words)):
        raise FieldError(
            Text("名称里有一串号码", "the name holds a telephone or other number"),
            Text("号码移到自己的列里", "move the number to its own column"),
        )
    noted = _NOTED.search(words)
    if noted and _STATE.search(noted[1]):
        raise FieldError(
            Text(
                f"名称里写了“{noted[1]}”，看不出还用不用",
                f"the name says “{noted[1]}”; whether it still counts cannot be seen",
            ),
            Text(
                "名称只写名字；不用的删去这一行，离任的填“离任日期”",
                "give the name alone; delete the row, or fill in 离任日期",
            ),
        )
    if several.search(_NOTED.sub("", words).strip()):
        raise _several_in_one(what)


def _several_in_one(what: Text) -> FieldError:
    return FieldError(
        Text(f"一格里不止{what.zh}", f"the cell holds more than {what.en}"),
        Text("每行只写一个，分成几行", "one in a row: make several rows"),
    )


def _check_spaced(cell: str) -> None:
    """Raises FieldError where spaces stand between what may be two names, not within one."""
    parts = cell.split()
    if len(parts) > 1 and all(_HAN_WORD.fullmatch(part) for part in parts):
        raise FieldError(
            Text("看不出是一个人还是几个人", "whether this is one person cannot be seen"),
            Text("一个人就去掉空格；几个人就分成几行", "one: delete the space; several: make rows"),
        )


def _told_brackets(cell: str, noted: re.Match[str] | None) -> Reading | None:
    """That a name keeps what stands in brackets, as when it tells two of a name apart."""
    if noted is None or any(is_hidden(c) for c in cell):
        return None
    return taken(cell)._replace(
        text=Text("连同括号照原样印出", "it is printed as it stands, with the brackets")
    )
