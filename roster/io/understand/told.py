"""What the passes over a sheet have to tell, before it is known of which file."""

from __future__ import annotations

from typing import NamedTuple

from openpyxl.utils import get_column_letter

from roster.text import Text

CHANGE = Text("如果不对，请改正这里", "where this is not what is meant, correct it")
RENAME = Text("如果不对，请改正表头", "where this is not what is meant, correct the header")


class Told(NamedTuple):
    """A problem where ``wrong``, else an assumption; ``column`` is our name or the header as it stands,
    ``position`` counts columns from 0.
    """

    wrong: bool
    message: Text
    remedy: Text
    row: int | None = None
    column: str | None = None
    value: str | None = None
    position: int | None = None

    @property
    def letter(self) -> str | None:
        """The column as a spreadsheet calls it."""
        return None if self.position is None else get_column_letter(self.position + 1)
