"""Which font sets which text: the official Chinese fonts where installed, else the packaged ones.

typst swaps single glyphs without a word, and PDF/A refuses a glyph that no font has. So coverage is
looked up beforehand: a text with a glyph that its font lacks is set *whole* in one that has it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import TYPE_CHECKING

import typst
from fontTools.ttLib import TTFont
from pylopdf_fonts_zh_cn import sans_path, serif_path

if TYPE_CHECKING:
    from pathlib import Path

SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
GETA = "〓"  # U+3013, the printers' mark for a character they have no type for


class Role(StrEnum):
    """What a text is on the sheet, after GB/T 9704-2012."""

    TITLE = "title"
    BODY = "body"
    HEADING = "heading"
    KAI = "kai"


WANTED: dict[Role, tuple[str, ...]] = {
    Role.TITLE: (
        "方正小标宋简体",
        "FZXiaoBiaoSong-B05S",
        "FZXiaoBiaoSong-B05",
        "方正小标宋_GBK",
        SERIF,
    ),
    Role.BODY: ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "STFangsong", SERIF),
    Role.HEADING: ("黑体", "SimHei", "STHeiti", SANS),
    Role.KAI: ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "STKaiti", SERIF),
}
# Where all of these lack a character, fonts that many systems have for the rarest ones.
SPARE = (
    "SimSun",
    "SimSun-ExtB",
    "SimSun-ExtG",
    "Noto Serif CJK SC",
    "Noto Sans CJK SC",
    "Songti SC",
    "PingFang SC",
    "Microsoft YaHei",
)


@dataclass(frozen=True)
class Setting:
    """A text as it is to be set.

    In the first of ``fonts``; glyph by glyph in the next ones only where no single font has them
    all. ``text`` has 〓 for each character that no font has.
    """

    fonts: tuple[str, ...]
    text: str


@cache
def coverage(path: str, index: int) -> frozenset[int]:
    """The code points of a font file's face."""
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap() or {})


@dataclass(frozen=True)
class FontBook:
    """The fonts at hand. ``folders`` are searched before the packaged fonts' own."""

    folders: tuple[Path, ...] = ()
    system: bool = True

    @cached_property
    def loaded(self) -> typst.Fonts:
        """The fonts as typst wants them."""
        paths = [*self.folders, serif_path().parent, *{sans_path().parent} - {serif_path().parent}]
        return typst.Fonts(
            include_system_fonts=self.system,
            include_embedded_fonts=False,
            font_paths=[str(p) for p in paths],
        )

    @cached_property
    def _faces(self) -> dict[str, typst.FontInfo]:
        """By family in lower case the face nearest to upright Regular."""
        found: dict[str, typst.FontInfo] = {}
        for face in sorted(
            self.loaded.fonts(), key=lambda f: (f.style != "normal", abs(f.weight - 400))
        ):
            if face.path is not None:
                found.setdefault(face.family.casefold(), face)
        return found

    def covers(self, family: str, text: str) -> bool:
        """Whether the family has a glyph for every character that needs one."""
        face = self._faces[family.casefold()]
        return not _needed(text) - coverage(str(face.path), face.index)

    @cached_property
    def family(self) -> dict[Role, str]:
        """The font of each role: the first of those wanted that is there."""
        return {
            role: next(f for f in names if f.casefold() in self._faces)
            for role, names in WANTED.items()
        }

    def chain(self, role: Role) -> list[str]:
        """The fonts that may set a text of the role, the best first."""
        names = (self.family[role], SERIF, SANS, *self.family.values(), *SPARE)
        return [f for f in dict.fromkeys(names) if f.casefold() in self._faces]

    def setting(self, text: str, role: Role) -> Setting:
        """How to set the text so that it looks even and loses nothing that any font has."""
        lacking = self.lacking(text)
        shown = "".join(GETA if c in lacking else c for c in text)
        fonts = sorted(self.chain(role), key=lambda family: not self.covers(family, shown))
        return Setting(tuple(fonts), shown)

    def lacking(self, text: str) -> list[str]:
        """The characters that none of the fonts has, each once, in order."""
        chain = self.chain(Role.BODY)
        return [c for c in dict.fromkeys(text) if not any(self.covers(f, c) for f in chain)]


def _needed(text: str) -> set[int]:
    """Code points that need a glyph: all but the variation selectors."""
    return {
        ord(c) for c in text if not ("\ufe00" <= c <= "\ufe0f" or "\U000e0100" <= c <= "\U000e01ef")
    }


@cache
def installed() -> FontBook:
    """The fonts of this machine, looked for once a run."""
    return FontBook()
