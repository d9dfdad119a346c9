"""更正: what is handed out when a published month is published again, beside the full new set.

Pure: the revision in force and the one before it in, files out; equal input gives equal bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.publish.corrections.content import sheet_of
from roster.publish.corrections.printed import Printed, concerned
from roster.publish.corrections.texts import change_list, group_text, site_text
from roster.publish.notices.render import Press, stamp_of
from roster.publish.notices.templates import PACKAGED, Templates
from roster.publish.texts import file_stems, notepad, plain
from roster.text import Lang, Text

if TYPE_CHECKING:
    from roster.model.corrections import Correction

__all__ = ["build_corrections", "correction_pictures"]

TEMPLATE = "correction.typ"
LIST = Text("更正清单", "list-of-changes")
GROUP = Text("值班群-更正-微信", "duty-group-correction-wechat")
SHEET = Text("更正公示", "correction")
CHAT = Text("更正-微信", "correction-wechat")


def build_corrections(
    correction: Correction, *, lang: Lang = "zh", templates: Templates = PACKAGED
) -> dict[str, bytes]:
    """The files of a correction by name.

    The list of changes for the bureau; the text for the duty group, where duties changed; for each site
    with something else on its wall now a sheet (PDF/A-2b) and a text. Raises RosterError when the
    address for the QR code is too long for one.
    """
    sites, stems = concerned(correction), _stems(correction, lang)
    press = Press(template=TEMPLATE, templates=templates)
    stamp = stamp_of(correction.after.roster)
    titles = [plain(printed.site.title) for printed in sites]
    files = {f"{LIST.to(lang)}.txt": notepad(change_list(correction, titles, lang))}
    if correction.alterations:
        files[f"{GROUP.to(lang)}.txt"] = notepad(group_text(correction, lang))
    for printed in sites:
        stem = stems[printed.id]
        files[f"{stem}-{SHEET.to(lang)}.pdf"] = press.pdf(sheet_of(printed, lang), stamp)
        files[f"{stem}-{CHAT.to(lang)}.txt"] = notepad(site_text(printed, lang))
    return files


def correction_pictures(
    correction: Correction, site: str, lang: Lang = "zh", ppi: float = 200
) -> list[bytes]:
    """One site's correction sheet as PNG, a picture a page, as ``notice_pictures`` makes them."""
    return Press(template=TEMPLATE).png(sheet_of(Printed(correction, site), lang), ppi)


def _stems(correction: Correction, lang: Lang) -> dict[str, str]:
    """Beginnings of file names by site id; those of sites that are gone differ from all others."""
    found = file_stems(correction.after.problem, lang)
    for site, stem in file_stems(correction.before.problem, lang).items():
        if site not in found:
            taken = {s.casefold() for s in found.values()}
            names = (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3)))
            found[site] = next(name for name in names if name.casefold() not in taken)
    return found
