"""The sign-in sheet (签到表): a site's duties, and columns to be filled in by hand; the public's level of
privacy, as it lies open on the desk.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roster.publish.closures import closed_text
from roster.publish.notices import words
from roster.publish.notices.content import Line, Part, Row, rows_of, stamp_text
from roster.publish.texts import find_site, plain
from roster.publish.weeks import only
from roster.text import Lang, Text

if TYPE_CHECKING:
    from roster.model.problem import Problem
    from roster.model.roster import Roster
    from roster.publish.weeks import Days

SUBJECT = Text("值班签到表", "Duty Sign-in Sheet")
SPARE = 2  # empty lines at the end: somebody may step in
COLUMNS = {
    "date": Text("日期", "Date"),
    "weekday": Text("星期", "Day"),
    "hours": Text("值班时间", "Hours"),
    "name": Text("值班人员", "On duty"),
    "arrived": Text("签到时间", "Arrived"),
    "left": Text("签退时间", "Left"),
    "signature": Text("本人签名", "Signature"),
    "visitors": Text("接待人次", "Visitors"),
    "remarks": Text("备注", "Remarks"),
}
RULE = Text(
    "到岗即签到，离岗即签退，时间写到几时几分，由本人签名，不得代签。请假、换班、加场记在备注栏。",
    "Sign when you come and when you leave, to the minute, in your own hand. Leave, swaps and extra "
    "visits go under remarks.",
)
SIGNED = Text("站点负责人（签字）：", "Head of the site (signature):")
ON = Text("日期：", "Date:")


@dataclass(frozen=True)
class SignIn:
    """One sheet; fields as in ``content.Notice``. ``note`` stands above the table; rows without a date are
    to be filled in; ``signed`` and ``signed_on`` are said before the lines at the end.
    """

    lang: Lang
    programme: str
    hotline: str
    title: str
    subject: str
    month: str
    note: str
    columns: dict[str, str]
    rows: tuple[Row, ...]
    signed: str
    signed_on: str
    bureau: str
    stamp: str
    page: tuple[str, str, str]


def sign_in_of(
    problem: Problem, roster: Roster, site_id: str, lang: Lang, week: Days | None = None
) -> SignIn:
    """The site's sheet of the month, or of a week of it. Raises UnknownError for an unknown site."""
    site = find_site(problem, site_id)
    shown = only(roster, week) if week else roster
    closed = closed_text(problem, site_id, week)
    shut = Text(f"暂停服务：{closed.zh}。", f" Closed: {closed.en}.") if closed.zh else Text("", "")
    return SignIn(
        lang=lang,
        programme=words.PROGRAMME.to(lang),
        hotline=words.hotline_line(plain(problem.settings.hotline)).to(lang),
        title=plain(site.title),
        subject=SUBJECT.to(lang),
        month=words.month(problem.planned_month, roster.revision, week).to(lang),
        note=RULE.to(lang) + shut.to(lang),
        columns={key: text.to(lang) for key, text in COLUMNS.items()},
        rows=(*rows_of(problem, shown, site, lang), *(_blank() for _ in range(SPARE))),
        signed=SIGNED.to(lang),
        signed_on=ON.to(lang),
        bureau=plain(problem.settings.bureau),
        stamp=stamp_text(roster, lang),
        page=words.PAGE[lang],
    )


def _blank() -> Row:
    return Row("", "", False, "", "", (), (Part("", ("",), (Line("", "", ""),)),))
