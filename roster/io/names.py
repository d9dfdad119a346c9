"""Which person or site a cell means: by 编号, or by name where only one has it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from roster.io.report import alike
from roster.model.sites import SiteKind
from roster.text import Text

if TYPE_CHECKING:
    from roster.io.rows import Row, SheetRows

_CENTRE = ("中心", "县中心", "区中心", "市中心", "县公共法律服务中心", "公共法律服务中心")
_ENDING = {  # what people add to a name, or leave out; nobody's own name is cut to one character
    "人员": re.compile(r"(?<=..)(律师|同志)$"),
    "站点": re.compile(
        r"(?<=..)(人民政府|(公共法律服务)?(工作站|站点?)|司法所|乡|镇|街道(办事处)?)+$"
    ),
}
SEAT = "县城"  # the place that is no site


class Names:
    """All ids and names of a sheet. Doubled ids are reported when it is made."""

    def __init__(self, sheet: SheetRows, name_column: str) -> None:
        self._sheet = sheet.spec.name
        self._kind = "站点" if "类型" in sheet.names else "人员"
        self._complete = sheet.complete
        self._entries: list[tuple[str | None, set[str]]] = []
        self._called: dict[str, str] = {}  # the name of each id
        self._centres: list[str | None] = []
        seen: dict[str, int] = {}
        for row in sheet:
            key = row["编号"]
            if self._kind == "站点" and row["类型"] is SiteKind.CENTRE:
                self._centres.append(key)
            self._entries.append((key, {row.words("编号"), row.words(name_column)} - {""}))
            if key is None:
                continue
            self._called.setdefault(key, row.words(name_column))
            # file systems and databases may not tell P1 from p1
            first = seen.setdefault(key.casefold(), row.number)
            if first != row.number:
                row.blame(
                    "编号",
                    Text(f"编号重复，第{first}行已用", f"the id is already used in row {first}"),
                    Text("给每行不同的编号（不分大小写）", "give each row its own id (case apart)"),
                )

    def find(self, row: Row, column: str) -> str | None:
        """The id the cell means; None where it is blank, or wrong and now in the report."""
        word = row[column]
        if word is None:
            return None
        found = [key for key, words in self._entries if word in words]
        if not found and row.loose:
            found = self._meant(row, column, word)
        ids = sorted({key for key in found if key is not None})
        if len(ids) > 1:
            row.blame(
                column,
                Text(
                    f"有多个“{word}”：编号{'、'.join(ids)}",
                    f"several are called “{word}”: ids {', '.join(ids)}",
                ),
                Text("改填编号", "give the id instead"),
            )
            return None
        if not found and self._complete:
            row.blame(
                column,
                Text(f"“{self._sheet}”表里没有", f"there is no such entry in {self._sheet}"),
                alike(
                    word,
                    [name for _, words in self._entries for name in sorted(words)],
                    Text(
                        f"核对写法，或先在“{self._sheet}”表里添上",
                        f"check it, or add it to {self._sheet}",
                    ),
                ),
            )
        if ids:
            return ids[0]
        row.sound = False  # its own row is broken and already reported
        return None

    def _meant(self, row: Row, column: str, word: str) -> list[str | None]:
        """The ids that a name means which is written in another way: 张 三, 李喆律师, 郭道 (镇), 县中心.

        Where it is one only, that is told.
        """
        plain = "".join(word.split())
        found = {k: w for k, w in self._entries if any("".join(x.split()) == plain for x in w)}
        if not found:
            plain = unicodedata.normalize("NFKC", plain)
            alike_id = plain.casefold()
            found = {k: w for k, w in self._entries if k is not None and k.casefold() == alike_id}
        if not found and plain in _CENTRE:
            found = {k: w for k, w in self._entries if k in self._centres}
        if not found:
            ending = _ENDING[self._kind]
            core = ending.sub("", plain)
            found = {k: w for k, w in self._entries if any(ending.sub("", x) == core for x in w)}
        ids = [key for key in found if key is not None]
        if len(ids) == 1:
            self._assume(row, column, ids[0])
        return list(found)

    def _assume(self, row: Row, column: str, key: str) -> None:
        """Take the cell as the id's name, or as the id where others have the name, and tell the name."""
        name = self._called[key]
        if list(self._called.values()).count(name) == 1 and name:
            row.assume(column, name)
        else:
            row.assume(column, key, f"{name}（{key}）")

    def place(self, row: Row, column: str) -> str | None:
        """As find, but None also means 县城, the county seat."""
        return None if row[column] == SEAT else self.find(row, column)
