"""The public announcement as a Word file, after GB/T 9704-2012."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.shared import Pt

from roster.publish.notices.fonts import Role
from roster.publish.notices.word.document import (
    CENTRE,
    JUSTIFIED,
    LEFT,
    RIGHT,
    new_document,
    number_pages,
    saved,
    shape,
    stamp_header,
    write,
)
from roster.publish.notices.word.notices import sign

if TYPE_CHECKING:
    from datetime import datetime

    from roster.publish.notices.announcement import Announcement

SIZE = 16  # 3号
PITCH = 28.95  # points: 22 lines on 225 mm
ROLES = {"heading": Role.HEADING, "kai": Role.KAI, "body": Role.BODY}


def announcement_docx(announcement: Announcement, made: datetime) -> bytes:
    """The announcement, to be edited; ``made`` (aware) is what the file says of itself."""
    document = new_document(" ".join(announcement.title), announcement.bureau, made)
    document.settings.odd_and_even_pages_header_footer = True
    [section] = document.sections
    for header in (section.header, section.even_page_header):
        stamp_header(header, announcement.stamp)
    number_pages(section.footer, announcement.page, RIGHT)
    number_pages(section.even_page_footer, announcement.page, LEFT)
    for line in announcement.title:
        write(shape(document.add_paragraph(), CENTRE, 33), line, 22, Role.TITLE)
    shape(document.add_paragraph(), LEFT, PITCH)
    indent = Pt(2 * SIZE if announcement.lang == "zh" else 0)
    for said in announcement.paragraphs:
        paragraph = shape(document.add_paragraph(), JUSTIFIED, PITCH)
        paragraph.paragraph_format.first_line_indent = indent
        # what closes the document never stands on a page without text
        last = said is announcement.paragraphs[-1]
        paragraph.paragraph_format.keep_with_next = last or said.rank != "body"
        paragraph.paragraph_format.keep_together = last
        for piece in said.pieces:
            write(paragraph, piece, SIZE, ROLES[said.rank])
    attached = shape(document.add_paragraph(), LEFT, PITCH, before=PITCH)
    attached.paragraph_format.first_line_indent = indent
    attached.paragraph_format.keep_with_next = True
    write(attached, announcement.attachment, SIZE)
    sign(document, announcement.bureau, announcement.date, SIZE, 2 * PITCH)
    return saved(document)
