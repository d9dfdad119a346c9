"""The sign-in sheet as a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.publish.notices.fonts import Role
from roster.publish.notices.word.document import (
    CENTRE,
    LEFT,
    new_document,
    number_pages,
    saved,
    shape,
    stamp_header,
    write,
)
from roster.publish.notices.word.tables import Column, Said, add_duties, add_head, new_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from roster.publish.notices.content import Line, Part, Row
    from roster.publish.notices.sign_in import SignIn

FULL_PAGE = 25  # rows of the least height that fit one page
LEAST, MOST = 6.6, 12.0  # mm: what a hand needs, what looks well
ROOM = 165.0  # mm for the rows of one page
FILLED = {"date": 21, "weekday": 13.5, "hours": 21.5, "name": 19}
EMPTY = {"arrived": 16.5, "left": 16.5, "signature": 19, "visitors": 16.5, "remarks": 12.5}


def sign_in_docx(sheet: SignIn, made: datetime) -> bytes:
    """The sheet, to be edited; ``made`` (aware) is what the file says of itself."""
    count = sum(len(part.people) for row in sheet.rows for part in row.parts)
    height = min(MOST, max(LEAST, ROOM / count))
    document = new_document(f"{sheet.title} {sheet.subject} {sheet.month}", sheet.bureau, made)
    stamp_header(document.sections[0].header, sheet.stamp)
    if count > FULL_PAGE:
        number_pages(document.sections[0].footer, sheet.page, CENTRE)
    for text, size, role in (
        (sheet.title, 18, Role.TITLE),
        (sheet.subject, 20, Role.TITLE),
        (sheet.month, 13, Role.KAI),
    ):
        write(shape(document.add_paragraph(), CENTRE, size * 1.3), text, size, role)
    write(shape(document.add_paragraph(), LEFT, 12.5, 2, 3), sheet.note, 9.5)
    columns = _columns(sheet)
    table = new_table(document, [column.width for column in columns])
    add_head(table, [column.heading for column in columns], 8, 10)
    add_duties(table, sheet.rows, columns, height, lambda row: None)
    end = shape(document.add_paragraph(), LEFT, 16, before=6)
    write(end, f"{sheet.signed}{'　' * 14}{sheet.signed_on}", 11)
    return saved(document)


def _columns(sheet: SignIn) -> list[Column]:
    heads = sheet.columns

    def of_day(row: Row, part: Part, line: Line) -> Sequence[Said]:
        return [Said(" ".join((row.weekday, *row.tags)), 9.5)]

    def of_part(row: Row, part: Part, line: Line) -> Sequence[Said]:
        session = (part.session,) if len(part.hours) == 1 and part.session else ()
        return [Said(text, 8) for text in (*session, *part.hours)]

    return [
        Column(heads["date"], FILLED["date"], "day", lambda r, p, x: [Said(r.date, 10.5)]),
        Column(heads["weekday"], FILLED["weekday"], "day", of_day),
        Column(heads["hours"], FILLED["hours"], "part", of_part),
        Column(heads["name"], FILLED["name"], "person", lambda r, p, x: [Said(x.name, 10.5)]),
        *(Column(heads[key], width, "person", lambda r, p, x: ()) for key, width in EMPTY.items()),
    ]
