"""Which person or site a cell means: by 编号, or by name where only one has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.io.report import alike
from roster.text import Text

if TYPE_CHECKING:
    from roster.io.rows import Row, SheetRows

SEAT = "县城"  # the place that is no site


class Names:
    """All ids and names of a sheet. Doubled ids are reported when it is made."""

    def __init__(self, sheet: SheetRows, name_column: str) -> None:
        self._sheet = sheet.spec.name
        self._complete = sheet.complete
        self._entries: list[tuple[str | None, set[str]]] = []
        seen: dict[str, int] = {}
        for row in sheet:
            key = row["编号"]
            self._entries.append((key, {row.words("编号"), row.words(name_column)} - {""}))
            if key is None:
                continue
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

    def place(self, row: Row, column: str) -> str | None:
        """As find, but None also means 县城, the county seat."""
        return None if row[column] == SEAT else self.find(row, column)
