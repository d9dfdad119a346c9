"""The sheet of calendar addresses: a block a person, to be cut out and handed over by the clerk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roster.model.feed_addresses import webcal
from roster.publish.notices.render import CHINA, Press, qr_svg
from roster.publish.texts import plain
from roster.text import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

SHEET_TEMPLATE = "links.typ"
HEAD = Text("值班日历订阅", "Duty calendar")
HOW = (
    Text(
        "iPhone：用“相机”扫左边的码，点开后选“订阅”。",
        "iPhone: point the camera at the left code, open it, choose “Subscribe”.",
    ),
    Text(
        "安卓：在手机日历的“订阅日历”里扫右边的码或照抄网址。微信扫一扫不支持。",
        "Android: “subscribe by address” in your calendar app, with the right code or the address. "
        "Not in WeChat.",
    ),
)
SECRET = Text(
    "网址只给您本人，请不要转发；泄露了请告诉我们，换一个新的。",
    "The address is yours alone: do not pass it on. If it got out, tell us and get a new one.",
)
PHONES = (Text("iPhone", "iPhone"), Text("安卓", "Android"))


@dataclass(frozen=True)
class Link:
    """A person's address: ``name`` as on the sheet, ``address`` with https (or http)."""

    name: str
    address: str


@dataclass(frozen=True)
class Block:
    """What one person gets. ``codes`` are two QR codes as SVG, each below the phone it is for."""

    name: str
    address: str
    codes: tuple[str, str]


@dataclass(frozen=True)
class LinkSheet:
    """The words of the sheet; no QR code of its own (``link``)."""

    lang: Lang
    title: str
    bureau: str
    phones: tuple[str, ...]
    how: tuple[str, ...]
    secret: str
    blocks: tuple[Block, ...]
    link: str = ""


def build_link_sheet(
    links: Iterable[Link], bureau: str, made: datetime, lang: Lang = "zh"
) -> bytes:
    """The sheet as PDF/A-2b, A4, three people a page. ``made`` is its date of creation, aware.

    Raises RosterError for an address that is too long for a QR code.
    """
    stamp = made.astimezone(CHINA).replace(
        microsecond=0
    )  # typst takes fixed offsets, whole seconds
    return Press(template=SHEET_TEMPLATE).pdf(link_sheet(links, bureau, lang), stamp)


def link_pictures(
    links: Iterable[Link], bureau: str, lang: Lang = "zh", ppi: float = 150
) -> list[bytes]:
    """The same as PNG, a picture a page."""
    return Press(template=SHEET_TEMPLATE).png(link_sheet(links, bureau, lang), ppi)


def link_sheet(links: Iterable[Link], bureau: str, lang: Lang) -> LinkSheet:
    """What the sheet says."""
    return LinkSheet(
        lang=lang,
        title=HEAD.to(lang),
        bureau=plain(bureau),
        phones=tuple(phone.to(lang) for phone in PHONES),
        how=tuple(line.to(lang) for line in HOW),
        secret=SECRET.to(lang),
        blocks=tuple(_block(link) for link in links),
    )


def _block(link: Link) -> Block:
    codes = qr_svg(webcal(link.address)), qr_svg(link.address)
    return Block(plain(link.name), link.address, codes)
