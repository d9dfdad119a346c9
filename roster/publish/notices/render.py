"""From a sheet's words to PDF or PNG, with typst. Data goes in as JSON, never as markup.

A sheet is a dataclass of texts, with a ``link`` where it bears a QR code.
"""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from datetime import UTC, datetime, time, timedelta, timezone
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

import segno
import typst

from roster.errors import RosterError
from roster.publish.notices.fonts import WANTED, FontBook, Role, Setting, installed
from roster.publish.notices.templates import PACKAGED, Templates
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import DataclassInstance

    from roster.model.roster import Roster

NO_FIRM = "—"  # what the centre's table prints where a person has no firm
PPI = (
    200  # of pictures: the QR code of a usual address can be read off them, also when sent by chat
)
CHINA = timezone(timedelta(hours=8))
TOO_LONG = Text(
    "“公示网址”太长，做不成二维码，请缩短",
    "the notice address is too long for a QR code; shorten it",
)


class Press:
    """Prints sheets by one template; keep one for many sheets: fonts and templates are read once."""

    def __init__(
        self,
        fonts: FontBook | None = None,
        template: str = "notice.typ",
        templates: Templates = PACKAGED,
    ) -> None:
        self.fonts = fonts or installed()
        self._template, self._templates = template, templates
        self._settings: dict[tuple[str, Role], Setting] = {}  # names and dates come again and again

    @cached_property
    def _compiler(self) -> typst.Compiler:
        root = self._templates.root
        return typst.Compiler(
            str(root / self._template), root=str(root), font_paths=self.fonts.loaded
        )

    def pdf(self, sheet: DataclassInstance, stamp: datetime) -> bytes:
        """The sheet as PDF/A-2b, created at ``stamp`` (aware): equal input gives equal bytes."""
        with self._templates.blamed():
            made = self._compiler.compile(
                sys_inputs=self._inputs(sheet),
                format="pdf",
                pdf_standards=["a-2b"],
                timestamp=stamp,
            )
        return cast("bytes", made)  # a list comes for PNG only

    def png(self, sheet: DataclassInstance, ppi: float = PPI) -> list[bytes]:
        """The sheet's pages as PNG pictures."""
        with self._templates.blamed():
            made = self._compiler.compile(sys_inputs=self._inputs(sheet), format="png", ppi=ppi)
        return made if isinstance(made, list) else [cast("bytes", made)]

    def _inputs(self, sheet: DataclassInstance) -> dict[str, str]:
        data = asdict(sheet)
        link = data.pop("link", "")
        data |= self._typography({*_texts(data), NO_FIRM})
        data["qr"] = qr_svg(link) if link else ""
        return {"notice": json.dumps(data, ensure_ascii=False)}

    def _setting(self, text: str, role: Role) -> Setting:
        if (text, role) not in self._settings:
            self._settings[text, role] = self.fonts.setting(text, role)
        return self._settings[text, role]

    def _typography(self, texts: set[str]) -> dict[str, Any]:
        """``fonts``: the font of each role. ``odd``: by role the texts it cannot set."""
        odd: dict[str, dict[str, Any]] = {role.value: {} for role in Role}
        for role in Role:
            usual = self.fonts.family[role]
            for text in sorted(texts):
                setting = self._setting(text, role)
                if (setting.fonts[0], setting.text) != (usual, text):
                    odd[role.value][text] = asdict(setting)
        # There is no bold among the packaged fonts: a title set in one is thickened by a stroke.
        thin = self.fonts.family[Role.TITLE] == WANTED[Role.TITLE][-1]
        return {
            "fonts": {r.value: f for r, f in self.fonts.family.items()},
            "odd": odd,
            "thin": thin,
        }


def qr_svg(link: str) -> str:
    """A QR code of the address as SVG, with half of the quiet zone (the white sheet is the rest).

    Raises RosterError when the address is too long for any QR code.
    """
    out = io.BytesIO()
    _code(link).save(out, kind="svg", border=2, xmldecl=False, omitsize=True, nl=False)
    return out.getvalue().decode()


def qr_png(link: str) -> bytes:
    """As ``qr_svg``, ten pixels a module: for Word files, which show no SVG everywhere."""
    out = io.BytesIO()
    _code(link).save(out, kind="png", border=2, scale=10)
    return out.getvalue()


def _code(link: str) -> segno.QRCode:
    """Of the fewest modules that hold the address, with as much error correction as they take."""
    try:
        return segno.make(link, error="l", micro=False)
    except segno.DataOverflowError:
        raise RosterError(TOO_LONG) from None


def stamp_of(roster: Roster) -> datetime:
    """When the roster's sheets count as made: its day of publication, else when it was planned."""
    if roster.published_on is not None:
        return datetime.combine(roster.published_on, time(), CHINA)
    planned = roster.planned_at.replace(microsecond=0)  # typst knows whole seconds only
    return planned if planned.tzinfo else planned.replace(tzinfo=UTC)


def _texts(value: object) -> Iterator[str]:
    """Every string in nested data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item)
