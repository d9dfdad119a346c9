"""The notice as a Word file."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

from docx.shared import Mm, Pt

from roster.publish.notices.fonts import Role
from roster.publish.notices.render import qr_png
from roster.publish.notices.word.document import (
    BLOCK,
    CENTRE,
    LEFT,
    RED,
    new_document,
    number_pages,
    saved,
    shape,
    stamp_header,
    width_of,
    write,
)
from roster.publish.notices.word.tables import (
    DAY_TINT,
    MARKET_TINT,
    Column,
    Said,
    add_duties,
    add_head,
    add_row,
    fill,
    new_table,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

    from roster.publish.notices.content import Line, Notice, Part, Row


class Level(NamedTuple):
    """Sizes in points, heights in mm. ``lines`` is how many rows fit one page with them; these share
    ``room`` but for being at most ``most`` and at least ``least`` high.
    """

    lines: int
    title: float
    text: float
    small: float
    least: float
    most: float
    room: float
    intro: float
    facts: float
    sign: float
    gap: float

    def row(self, count: int) -> float:
        """The height of a row where there are so many."""
        return min(self.most, max(self.least, self.room / count))


STATION = (
    Level(5, 22, 16, 11.5, 15, 20, 80, 16, 13, 15, 9),
    Level(9, 20, 13, 10.5, 11, 16, 104, 14, 12, 14, 7),
    Level(12, 20, 11, 9, 8.4, 12, 112, 12, 10.5, 12, 5),
)
CENTRE_LEVELS = (
    Level(9, 22, 14, 12, 9, 11, 88, 16, 14, 16, 12),
    Level(16, 22, 12, 11, 6.6, 8.5, 108, 14, 12, 14, 6),
    Level(24, 20, 10.5, 9, 4.9, 7, 122, 12, 10.5, 12, 3),
)
CODE = 30  # mm: the width of the QR code


def notice_docx(notice: Notice, made: datetime) -> bytes:
    """The notice, to be edited; ``made`` (aware) is what the file says of itself. Raises RosterError when
    the address for the QR code is too long for one.
    """
    count = _count(notice)
    levels = STATION if notice.kind == "station" else CENTRE_LEVELS
    level = next((found for found in levels if found.lines >= count), levels[-1])
    document = new_document(f"{notice.title} {notice.subject} {notice.month}", notice.bureau, made)
    stamp_header(document.sections[0].header, notice.stamp)
    if count > level.lines:
        number_pages(document.sections[0].footer, notice.page, CENTRE)
    _heading(document, notice, level)
    if notice.rows:
        _intro(document, notice, level)
        _duties(document, notice, level)
    else:
        _nobody(document, notice)
    _facts(document, notice, level)
    sign(document, notice.bureau, notice.date, level.sign, level.gap)
    return saved(document)


def _heading(document: WordDocument, notice: Notice, level: Level) -> None:
    red = RED if notice.kind == "station" else None
    title, subject = document.add_paragraph(), document.add_paragraph()
    write(shape(title, CENTRE, level.title * 1.25), notice.title, level.title, Role.TITLE)
    write(
        shape(subject, CENTRE, level.title * 1.35),
        notice.subject,
        level.title * 1.1,
        Role.TITLE,
        red,
    )
    month = shape(document.add_paragraph(), CENTRE, 20, after=level.gap * 0.7)
    write(month, notice.month, 14, Role.KAI)


def _intro(document: WordDocument, notice: Notice, level: Level) -> None:
    intro = shape(document.add_paragraph(), LEFT, level.intro * 1.5, after=level.gap * 0.8)
    intro.paragraph_format.first_line_indent = Pt(2 * level.intro if notice.lang == "zh" else 0)
    write(intro, notice.intro, level.intro)


def _nobody(document: WordDocument, notice: Notice) -> None:
    table = new_table(document, [BLOCK])
    fill(add_row(table, 60).cells[0], [Said(notice.empty, 18, Role.HEADING)])


def _duties(document: WordDocument, notice: Notice, level: Level) -> None:
    station = notice.kind == "station"
    columns = _station_columns(notice, level) if station else _centre_columns(notice, level)
    table = new_table(document, [column.width for column in columns])
    height = level.row(_count(notice))
    add_head(table, [column.heading for column in columns], height * 1.1, level.text)
    add_duties(table, notice.rows, columns, height, _market if station else _monday)


def _count(notice: Notice) -> int:
    """How many rows the table has: one a person."""
    return sum(len(part.people) for row in notice.rows for part in row.parts)


def _market(row: Row) -> str | None:
    return MARKET_TINT if row.market else None


def _monday(row: Row) -> str | None:
    return DAY_TINT if row.monday else None


def _centre_columns(notice: Notice, level: Level) -> list[Column]:
    heads, size = notice.columns, level.text
    wide = (23, 24, 17, 22, 35, 35) if notice.sessions else (26, 26, 0, 26, 39, 39)
    date, weekday, session, name, category, firm = wide

    def tagged(row: Row, part: Part, line: Line) -> Sequence[Said]:
        return [Said(" ".join((row.weekday, *row.tags)), size)]

    found = [
        Column(heads["date"], date, "day", lambda r, p, x: [Said(r.date, size)]),
        Column(heads["weekday"], weekday, "day", tagged),
        Column(heads["session"], session, "part", lambda r, p, x: [Said(p.session, size)]),
        Column(heads["name"], name, "person", lambda r, p, x: [Said(x.name, size)]),
        Column(
            heads["category"], category, "person", lambda r, p, x: [Said(x.category, level.small)]
        ),
        Column(heads["firm"], firm, "person", lambda r, p, x: [Said(x.firm or "—", level.small)]),
    ]
    return [column for column in found if column.width]


def _station_columns(notice: Notice, level: Level) -> list[Column]:
    heads, big, small = notice.columns, level.text, level.small
    wide = (31, 25, 28, 26, 46) if notice.lunar else (35, 0, 33, 34, 54)
    date, lunar, hours, name, identity = wide

    def of_day(row: Row, part: Part, line: Line) -> Sequence[Said]:
        return [Said(row.date, big), Said(" ".join((row.weekday, *row.tags)), small, Role.KAI)]

    def of_moon(row: Row, part: Part, line: Line) -> Sequence[Said]:
        marks = (Said(row.lunar, small, Role.KAI), Said(row.market, small, Role.HEADING, RED))
        return [mark for mark in marks if mark.text]

    def of_part(row: Row, part: Part, line: Line) -> Sequence[Said]:
        session = (part.session,) if len(part.hours) == 1 else ()
        return [Said(text, small) for text in (*session, *part.hours)]

    def of_person(row: Row, part: Part, line: Line) -> Sequence[Said]:
        firm = [Said(line.firm, small, Role.KAI)] if line.firm else []
        return [Said(line.category, small), *firm]

    found = [
        Column(heads["date"], date, "day", of_day),
        Column(heads["lunar"], lunar, "day", of_moon),
        Column(heads["hours"], hours, "part", of_part),
        Column(heads["person"], name, "person", lambda r, p, x: [Said(x.name, big)]),
        Column(heads["identity"], identity, "person", of_person),
    ]
    return [column for column in found if column.width]


def _facts(document: WordDocument, notice: Notice, level: Level) -> None:
    """What stands under the table; the code to its right, in a table without lines."""
    shape(document.add_paragraph(), LEFT, max(4, level.gap * 0.8))
    if not notice.link:
        for number, fact in enumerate(notice.facts):
            _fact(document.add_paragraph(), fact, level, number == 0)
        return
    table = new_table(document, [BLOCK - CODE - 4, CODE + 4])
    table.style = "Normal Table"
    left, right = add_row(table, CODE).cells
    for number, fact in enumerate(notice.facts):
        _fact(left.paragraphs[0] if number == 0 else left.add_paragraph(), fact, level, number == 0)
    picture = shape(right.paragraphs[0], CENTRE)
    picture.add_run().add_picture(io.BytesIO(qr_png(notice.link)), width=Mm(CODE))
    write(shape(right.add_paragraph(), CENTRE, 11), notice.caption, 8.5, Role.HEADING)


def _fact(paragraph: Paragraph, fact: tuple[str, str], level: Level, first: bool) -> None:
    label, text = fact
    form = shape(paragraph, LEFT, level.facts * 1.35).paragraph_format
    form.left_indent, form.first_line_indent = Pt(5 * level.facts), Pt(-5 * level.facts)
    write(paragraph, label, level.facts, Role.HEADING)
    write(paragraph, text, level.facts)


def sign(document: WordDocument, bureau: str, date: str, size: float, gap: float) -> None:
    """Bureau over date, the date's end four characters from the margin (GB/T 9704-2012, 7.3.5)."""
    room = Pt(4 * size)
    width = Pt(max(width_of(bureau, size), width_of(date, size)) + size)
    for number, text in enumerate(filter(None, (bureau, date))):
        line = shape(document.add_paragraph(), CENTRE, size * 1.5, before=gap if number == 0 else 0)
        line.paragraph_format.right_indent = room
        line.paragraph_format.left_indent = max(0, Mm(BLOCK) - room - width)
        write(line, text, size)
