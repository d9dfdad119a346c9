"""版本信息 (hidden): which revision this is, for roster import, and what the drop-downs offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.sheets import STAMP_FORMAT, STAMP_NAMES, Stamp
from roster.publish.workbook.book import lists
from roster.publish.workbook.words import SHEETS

if TYPE_CHECKING:
    from roster.publish.workbook.book import Book


def write_stamp(book: Book) -> None:
    """Add the sheet: keys, values as text and what they are; then a column for each list."""
    sheet, lang, style = book.file.add_worksheet(SHEETS["stamp"].to(book.lang)), book.lang, None
    stamp = Stamp.of(book.roster)
    values = {"format": STAMP_FORMAT} | {k: str(v) for k, v in stamp._asdict().items()}
    for row, (key, value) in enumerate(values.items()):
        for column, text in enumerate((key, value, STAMP_NAMES[key].to(lang))):
            sheet.write_string(row, column, text, style)
    for name, (column_name, texts) in lists(book).items():
        column = ord(column_name) - ord("A")
        for row, text in enumerate((name, *texts)):
            sheet.write_string(row, column, text, style)
    sheet.protect()
    sheet.hide()
