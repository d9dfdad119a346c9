"""All that is printed and written for a month, or any part of it, as files by name.

The tree is told in docs/outputs.md. What is internal lies below ``internal/`` and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from roster.publish.broadcast import ENDING as BROADCAST
from roster.publish.broadcast import broadcast_text
from roster.publish.notices.announcement import SUBJECT as ANNOUNCEMENT
from roster.publish.notices.announcement import announcement_of
from roster.publish.notices.content import notice_of
from roster.publish.notices.overview import overview_of
from roster.publish.notices.page import Pages
from roster.publish.notices.render import Press, stamp_of
from roster.publish.notices.sign_in import sign_in_of
from roster.publish.notices.templates import PACKAGED, Templates
from roster.publish.notices.word import announcement_docx, notice_docx, sign_in_docx
from roster.publish.texts import file_stems, notepad, wechat_text, windows_safe
from roster.publish.weeks import Days, weeks_of
from roster.text import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import DataclassInstance

    from roster.model.problem import Problem
    from roster.model.roster import Roster


class Kind(StrEnum):
    """What is made."""

    NOTICE = "notice"
    SIGN_IN = "sign-in"
    OVERVIEW = "overview"
    ANNOUNCEMENT = "announcement"
    BROADCAST = "broadcast"


class Format(StrEnum):
    """As what; a notice as ``txt`` is the WeChat text."""

    PDF = "pdf"
    DOCX = "docx"
    PNG = "png"
    HTML = "html"
    TXT = "txt"


KIND_NAMES = {
    Kind.NOTICE: Text("值班公示", "duty-notice"),
    Kind.SIGN_IN: Text("签到表", "sign-in"),
    Kind.OVERVIEW: Text("值班一览表", "overview"),
    Kind.ANNOUNCEMENT: Text(ANNOUNCEMENT.zh, "announcement"),
    Kind.BROADCAST: BROADCAST,
}
WECHAT = Text("微信", "wechat")
INTERNAL = Text("内部", "internal")
COUNTY = Text("全县", "county")
BY_WEEK = Text("按周", "by-week")
SITE_KINDS = frozenset((Kind.NOTICE, Kind.SIGN_IN, Kind.BROADCAST))
MADE: dict[Kind, frozenset[Format]] = {
    Kind.NOTICE: frozenset(Format),
    Kind.SIGN_IN: frozenset((Format.PDF, Format.DOCX)),
    Kind.OVERVIEW: frozenset((Format.PDF, Format.PNG)),
    Kind.ANNOUNCEMENT: frozenset((Format.PDF, Format.DOCX)),
    Kind.BROADCAST: frozenset((Format.TXT,)),
}


@dataclass(frozen=True)
class Wanted:
    """Which of all: ``sites`` by id, all where None; a ``week`` in place of the month and its weeks'
    texts; the ``internal`` variants as well.
    """

    kinds: frozenset[Kind] = frozenset(Kind)
    formats: frozenset[Format] = frozenset(Format)
    sites: frozenset[str] | None = None
    week: Days | None = None
    internal: bool = True

    def wants(self, kind: Kind, made: Format) -> bool:
        """Whether the kind is asked for in that format, which exists of it."""
        return kind in self.kinds and made in self.formats & MADE[kind]


def build_sets(
    problem: Problem,
    roster: Roster,
    wanted: Wanted | None = None,
    *,
    lang: Lang = "zh",
    templates: Templates = PACKAGED,
) -> dict[str, bytes]:
    """The files that are wanted (all where None) by name: notices/…, internal/….

    Pure: equal input gives equal bytes on a machine with the same fonts. Raises RosterError when the
    address for the QR code is too long for one, TemplateError for a template that cannot be used.
    """
    return dict(_Maker(problem, roster, wanted or Wanted(), lang, templates).files())


class _Maker:
    """Makes the files one after another; each press and page template is set up once."""

    def __init__(
        self, problem: Problem, roster: Roster, wanted: Wanted, lang: Lang, templates: Templates
    ) -> None:
        self._problem, self._roster, self._wanted = problem, roster, wanted
        self._lang, self._templates = lang, templates
        self._stamp = stamp_of(roster)
        self._presses: dict[Kind, Press] = {}
        self._pages = Pages(templates)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file that is wanted, by its name."""
        week = self._wanted.week
        home = "notices/" if week is None else f"notices/{self._week(week)}"
        for site, stem in self._sites.items():
            yield from self._notice(site, stem, home)
            yield from self._sign_in(site, stem, home)
            for days in weeks_of(self._problem.planned_month) if week is None else ():
                yield from self._texts(site, stem, f"notices/{self._week(days)}", days)
            yield from self._texts(site, stem, home, week)
        yield from self._overview(home)
        yield from self._announcement(home)
        if self._wanted.internal:
            yield from self._internal()

    @cached_property
    def _sites(self) -> dict[str, str]:
        """Beginnings of file names by site."""
        stems, sites = file_stems(self._problem, self._lang), self._wanted.sites
        return {site: stem for site, stem in stems.items() if sites is None or site in sites}

    def _week(self, days: Days) -> str:
        return f"{BY_WEEK.to(self._lang)}/{days.first.isoformat()}/"

    def _name(self, kind: Kind) -> str:
        return KIND_NAMES[kind].to(self._lang)

    def _press(self, kind: Kind) -> Press:
        if kind not in self._presses:
            self._presses[kind] = Press(template=f"{kind}.typ", templates=self._templates)
        return self._presses[kind]

    def _printed(
        self, kind: Kind, sheet: DataclassInstance, pdf: str, png: str
    ) -> Iterator[tuple[str, bytes]]:
        """The sheet as PDF and as pictures, where wanted, below names without their endings."""
        press = self._press(kind)
        if self._wanted.wants(kind, Format.PDF):
            yield f"{pdf}.pdf", press.pdf(sheet, self._stamp)
        if self._wanted.wants(kind, Format.PNG):
            pictures = press.png(sheet)
            for number, picture in enumerate(pictures, 1):
                yield f"{png}{f'-{number}' if len(pictures) > 1 else ''}.png", picture

    def _notice(self, site: str, stem: str, home: str) -> Iterator[tuple[str, bytes]]:
        kind, name = Kind.NOTICE, f"{stem}-{self._name(Kind.NOTICE)}"
        notice = notice_of(self._problem, self._roster, site, self._lang, self._wanted.week)
        yield from self._printed(kind, notice, f"{home}{name}", f"{home}png/{name}")
        if self._wanted.wants(kind, Format.DOCX):
            yield f"{home}docx/{name}.docx", notice_docx(notice, self._stamp)
        if self._wanted.wants(kind, Format.HTML):
            yield f"{home}html/{name}.html", self._pages.html(notice)

    def _sign_in(self, site: str, stem: str, home: str) -> Iterator[tuple[str, bytes]]:
        kind, name = Kind.SIGN_IN, self._name(Kind.SIGN_IN)
        sheet = sign_in_of(self._problem, self._roster, site, self._lang, self._wanted.week)
        path = f"{home}{name}/{stem}-{name}"
        yield from self._printed(kind, sheet, path, path)
        if self._wanted.wants(kind, Format.DOCX):
            yield f"{path}.docx", sign_in_docx(sheet, self._stamp)

    def _texts(
        self, site: str, stem: str, home: str, week: Days | None
    ) -> Iterator[tuple[str, bytes]]:
        """The WeChat text and the loudspeaker text."""
        lang, problem, roster = self._lang, self._problem, self._roster
        if self._wanted.wants(Kind.NOTICE, Format.TXT):
            text = wechat_text(problem, roster, site, lang, *(week or ()))
            yield f"{home}{stem}-{WECHAT.to(lang)}.txt", notepad(text)
        if self._wanted.wants(Kind.BROADCAST, Format.TXT):
            text = broadcast_text(problem, roster, site, lang, week)
            yield f"{home}{stem}-{self._name(Kind.BROADCAST)}.txt", notepad(text)

    @cached_property
    def _county(self) -> str:
        return windows_safe(self._problem.settings.county)

    def _overview(self, home: str) -> Iterator[tuple[str, bytes]]:
        kind = Kind.OVERVIEW
        sheet = overview_of(self._problem, self._roster, self._lang, self._wanted.week)
        path = f"{home}{COUNTY.to(self._lang)}/{self._county}-{self._name(kind)}"
        yield from self._printed(kind, sheet, path, path)

    def _announcement(self, home: str) -> Iterator[tuple[str, bytes]]:
        """Of a month only."""
        kind = Kind.ANNOUNCEMENT
        if self._wanted.week is not None:
            return
        sheet = announcement_of(self._problem, self._roster, self._lang)
        path = f"{home}{COUNTY.to(self._lang)}/{self._county}-{self._name(kind)}"
        yield from self._printed(kind, sheet, path, path)
        if self._wanted.wants(kind, Format.DOCX):
            yield f"{path}.docx", announcement_docx(sheet, self._stamp)

    def _internal(self) -> Iterator[tuple[str, bytes]]:
        """For cadres: the overview, and every week's texts."""
        lang, week, mark = self._lang, self._wanted.week, INTERNAL.to(self._lang)
        sheet = overview_of(self._problem, self._roster, lang, week, internal=True)
        home = "internal/" if week is None else f"internal/{self._week(week)}"
        path = f"{home}{self._county}-{self._name(Kind.OVERVIEW)}-{mark}"
        yield from self._printed(Kind.OVERVIEW, sheet, path, path)
        if not self._wanted.wants(Kind.NOTICE, Format.TXT):
            return
        for site, stem in self._sites.items():
            for days in (week,) if week else weeks_of(self._problem.planned_month):
                text = wechat_text(self._problem, self._roster, site, lang, *days, internal=True)
                name = f"internal/{self._week(days)}{stem}-{WECHAT.to(lang)}-{mark}.txt"
                yield name, notepad(text)
