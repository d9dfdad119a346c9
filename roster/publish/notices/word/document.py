"""A Word file as the sheets need it: the page of GB/T 9704-2012, official fonts, bytes without a clock."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC
from typing import TYPE_CHECKING
from unicodedata import east_asian_width
from xml.sax.saxutils import quoteattr

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from roster.publish.notices.fonts import Role

if TYPE_CHECKING:
    from datetime import datetime

    from docx.document import Document as WordDocument
    from docx.section import _Footer, _Header
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

RED = "B5121B"
LEFT, CENTRE, RIGHT, JUSTIFIED = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
BLOCK = 156  # mm: the text block's width
# By role: the official font, which has the characters of GB 2312 only, and one for the rest of GBK.
FONTS = {
    Role.TITLE: ("方正小标宋简体", "方正小标宋_GBK"),
    Role.BODY: ("仿宋_GB2312", "仿宋"),
    Role.HEADING: ("黑体", "黑体"),
    Role.KAI: ("楷体_GB2312", "楷体"),
}
LATIN = "Times New Roman"  # figures: as wide on every machine
RARE = "宋体"  # has the most characters of all that come with Windows and WPS
# What a machine without the font may use instead, told in the file's table of fonts.
STAND_INS = {
    "方正小标宋简体": "FZXiaoBiaoSong-B05S,方正小标宋_GBK,华文中宋,宋体,Noto Serif CJK SC,Noto Serif SC",
    "方正小标宋_GBK": "FZXiaoBiaoSong-B05,华文中宋,宋体,Noto Serif CJK SC,Noto Serif SC",
    "仿宋_GB2312": "FangSong_GB2312,仿宋,FangSong,华文仿宋,Noto Serif CJK SC,Noto Serif SC",
    "仿宋": "FangSong,华文仿宋,Noto Serif CJK SC,Noto Serif SC",
    "黑体": "SimHei,华文黑体,Noto Sans CJK SC,Noto Sans SC",
    "楷体_GB2312": "KaiTi_GB2312,楷体,KaiTi,华文楷体,Noto Serif CJK SC,Noto Serif SC",
    "楷体": "KaiTi,华文楷体,Noto Serif CJK SC,Noto Serif SC",
    "宋体": "SimSun,Noto Serif CJK SC,Noto Serif SC",
}
# What the schema wants after those two in a paragraph's properties.
AFTER_SPACES = (
    *("w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing"),
    *("w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment"),
    *("w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr"),
)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a zip file knows


def new_document(title: str, author: str, made: datetime) -> WordDocument:
    """An empty A4 page with the official margins; ``made`` is aware."""
    document = Document()
    [section] = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(19), Mm(25)
    facts, moment = document.core_properties, made.astimezone(UTC).replace(tzinfo=None)
    facts.title, facts.author, facts.last_modified_by = title[:255], author[:255], author[:255]
    facts.created = facts.modified = moment
    facts.comments, facts.revision, facts.language = "", 1, "zh-CN"
    _speak_chinese(document)
    _name_stand_ins(document)
    return document


def _speak_chinese(document: WordDocument) -> None:
    """For the spelling checker, and for the breaking of lines."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _name_stand_ins(document: WordDocument) -> None:
    fonts = "".join(
        f"<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(others)}/>"
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others in STAND_INS.items()
    )
    table = f'{_XML}<w:fonts xmlns:w="{_W}">{fonts}</w:fonts>'
    [part] = [p for p in document.part.package.iter_parts() if p.partname == "/word/fontTable.xml"]
    part._blob = table.encode()  # the library has no way to say it


def font_for(text: str, role: Role) -> str:
    """The font to set the text whole in: the official one has the characters of GB 2312 only."""
    official, broad = FONTS[role]
    for font, coding in ((official, "gb2312"), (broad, "gbk")):
        try:
            text.replace("·", "").replace("—", "").encode(coding)
        except UnicodeEncodeError:
            continue
        return font
    return RARE


def write(
    paragraph: Paragraph, text: str, size: float, role: Role = Role.BODY, colour: str | None = None
) -> Run:
    """Add the text, whole in one font; ``size`` in points."""
    run = paragraph.add_run(text)
    font = font_for(text, role)
    run.font.size, run.font.name = Pt(size), LATIN
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    return run


def width_of(text: str, size: float) -> float:
    """About how wide the text is set, in points: Chinese characters are square, others half as wide."""
    return sum(size if east_asian_width(c) in "WFA" else size * 0.55 for c in text)


def shape(
    paragraph: Paragraph,
    align: WD_ALIGN_PARAGRAPH = LEFT,
    pitch: float | None = None,
    before: float = 0,
    after: float = 0,
) -> Paragraph:
    """Set how a paragraph stands: ``pitch`` of its lines, space ``before`` and ``after`` in points."""
    form = paragraph.paragraph_format
    paragraph.alignment = align
    form.space_before, form.space_after = Pt(before), Pt(after)
    _close(paragraph)
    if pitch is not None:
        # Exact: fonts differ in the height of their lines, and the sheet must not grow with them.
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(pitch)
    return paragraph


def _close(paragraph: Paragraph) -> None:
    """No blanks between figures and characters: 12月8日 is one word."""
    properties = paragraph._p.get_or_add_pPr()
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        space = OxmlElement(name)
        space.set(qn("w:val"), "0")
        properties.insert_element_before(space, *AFTER_SPACES)


def stamp_header(header: _Header, stamp: str) -> None:
    """Say in red at the head of every page that the sheet is not in force, where it is not."""
    if stamp:
        write(shape(header.paragraphs[0], CENTRE), f"【{stamp}】", 22, Role.HEADING, RED)


def number_pages(footer: _Footer, pieces: tuple[str, ...], align: WD_ALIGN_PARAGRAPH) -> None:
    """The page's number in the footer; with three ``pieces`` the number of pages after the second."""
    foot = shape(footer.paragraphs[0], align)
    for field, piece in zip(("PAGE", "NUMPAGES"), pieces[:-1], strict=False):
        write(foot, piece, 14)
        _field(write(foot, "", 14), field)
    write(foot, pieces[-1], 14)


def _field(run: Run, name: str) -> None:
    for kind in ("begin", "", "separate", "end"):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = name
        run._element.append(mark)


def saved(document: WordDocument) -> bytes:
    """The file's bytes: nothing in them tells when they were written."""
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            fresh = zipfile.ZipInfo(entry.filename, _EPOCH)
            fresh.compress_type, fresh.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(fresh, old.read(entry))
    return out.getvalue()
