"""Notices (值班公示) and what goes with them: sheets for the wall and the desk, pages, texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.publish.notices.content import notice_of
from roster.publish.notices.fonts import installed
from roster.publish.notices.render import Press, stamp_of
from roster.publish.notices.sets import Format, Kind, Wanted, build_sets
from roster.publish.texts import plain, public_name
from roster.text import Lang, Text

if TYPE_CHECKING:
    from roster.model.problem import Problem
    from roster.model.roster import Roster

__all__ = ["build_notice", "build_notices", "missing_glyphs", "notice_pictures"]


def build_notices(problem: Problem, roster: Roster, *, lang: Lang = "zh") -> dict[str, bytes]:
    """The notice of every site by file name (郭道镇-值班公示.pdf), as PDF/A-2b.

    Pure: equal input gives equal bytes on a machine with the same fonts. File names are unique and
    safe on Windows. Raises RosterError when the address for the QR code is too long for one.
    """
    wanted = Wanted(frozenset((Kind.NOTICE,)), frozenset((Format.PDF,)), internal=False)
    files = build_sets(problem, roster, wanted, lang=lang)
    return {name.removeprefix("notices/"): content for name, content in files.items()}


def build_notice(problem: Problem, roster: Roster, site_id: str, lang: Lang = "zh") -> bytes:
    """One site's notice, as in build_notices. Raises UnknownError for an unknown site."""
    return Press().pdf(notice_of(problem, roster, site_id, lang), stamp_of(roster))


def notice_pictures(
    problem: Problem, roster: Roster, site_id: str, lang: Lang = "zh", ppi: float = 200
) -> list[bytes]:
    """One site's notice as PNG, a picture a page, for chat groups and web pages.

    At 200 ppi and more the QR code of a usual address can be read off the picture; below, a pixel
    is too coarse for some decoders. Raises UnknownError for an unknown site.
    """
    return Press().png(notice_of(problem, roster, site_id, lang), ppi)


def missing_glyphs(problem: Problem, roster: Roster) -> list[Text]:
    """What the notices cannot print as written: one warning a person, site or setting.

    It names the characters that no font of this machine has; on the sheet 〓 stands for them.
    """
    on_duty = {d.person for d in roster.duties}
    settings = problem.settings
    places = [
        (
            s.name,
            (
                s.title,
                s.address,
                *(problem.calendar[d.date].lunar for d in roster.of_site.get(s.id, [])),
            ),
        )
        for s in problem.sites
    ]
    people = [(p.name, (public_name(p, "zh"), p.firm)) for p in problem.people if p.id in on_duty]
    words = [
        (
            settings.county,
            (settings.bureau, settings.service, settings.hotline, settings.supervision_phone),
        )
    ]
    found = []
    for owner, texts in [*people, *places, *words]:
        lacking = installed().lacking(plain(" ".join(texts)))
        if lacking:
            marks = [f"{c} (U+{ord(c):04X})" for c in lacking]
            found.append(
                Text(
                    f"“{plain(owner)}”：字体缺字{'、'.join(marks)}，公示上印作〓",
                    f"“{plain(owner)}”: no font has {', '.join(marks)}; printed as 〓",
                )
            )
    return found
