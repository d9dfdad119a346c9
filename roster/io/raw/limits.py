"""How much is read: years of duties take a tenth of it, and nothing that costs minutes gets through. And
what else keeps a file from being read.

A history of 10,000 rows a year for five years fits. Told to users in docs/inputs.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roster.text import Text

MOST_ROWS = 50_000  # with contents, of a sheet
MOST_COLUMNS = 1_000  # as far as a sheet's contents reach
MOST_CELLS = 2_000_000  # rows with contents times columns, of a sheet
MOST_TEXT = 100_000  # characters of a cell; a spreadsheet takes 32,767
MOST_BYTES = 20_000_000  # of a file as it lies on the disk
MOST_UNPACKED = 200_000_000  # bytes of the parts that are read of a zip
MOST_ELEMENTS = 2_200_000  # of XML in all parts that are read; a cell takes two to four


class DamagedError(Exception):
    """The file says what cannot be, or lacks what it speaks of."""


class LockedError(Exception):
    """A password is needed."""


class TooMuchError(Exception):
    """More than is read: ``message`` says of what, ``remedy`` what to do."""

    def __init__(self, message: Text, remedy: Text) -> None:
        super().__init__(message.en)
        self.message, self.remedy = message, remedy
