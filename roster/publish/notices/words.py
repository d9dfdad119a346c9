"""The fixed wording of notices, in Chinese and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.sites import SESSION_NAMES, Session, Site
from roster.publish.texts import hours_text, session_text
from roster.text import Lang, Text, join, span_text

if TYPE_CHECKING:
    from datetime import date

    from roster.model.calendar import Month
    from roster.model.roster import Roster
    from roster.publish.weeks import Days

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

PROGRAMME = Text(
    "免费法律咨询和特殊群体法律援助惠民工程", "Free legal advice and legal aid programme"
)
SUBJECT = Text("法律服务人员值班公示", "Legal Service Duty Notice")
CAPTION = Text("微信扫码查看最新安排", "Scan for the current notice")
UNPUBLISHED = Text("未公布", "not published")
EXTRA = Text("加场", "extra")
MADE_UP = Text("调休", "make-up day")
PAGE: dict[Lang, tuple[str, str, str]] = {"zh": ("第", "页　共", "页"), "en": ("Page ", " of ", "")}

COLUMNS = {
    "date": Text("日期", "Date"),
    "weekday": Text("星期", "Day"),
    "session": Text("时段", "Session"),
    "name": Text("姓名", "Name"),
    "category": Text("人员类别", "Category"),
    "firm": Text("执业机构", "Firm"),
    "lunar": Text("农历", "Lunar date"),
    "hours": Text("值班时间", "Hours"),
    "person": Text("值班人员", "On duty"),
    "identity": Text("身份和单位", "Category and firm"),
}
# What stands in the centre's narrow column; its hours are told below the table.
SESSIONS = {
    Session.FULL: SESSION_NAMES[Session.FULL],
    Session.MORNING: Text("上午", "a.m."),
    Session.AFTERNOON: Text("下午", "p.m."),
}
FACTS = {
    "hours": Text("值班时间", "Hours"),
    "closed": Text("暂停服务", "Closed"),
    "place": Text("值班地点", "Place"),
    "service": Text("服务内容", "Service"),
    "hotline": Text("咨询热线", "Hotline"),
    "supervision": Text("监督电话", "Supervision"),
    "remarks": Text("备　　注", "Remarks"),
}


def hotline_line(number: str) -> Text:
    """The hotline in the head of the sheet."""
    return Text(f"法律咨询热线 {number}", f"Hotline {number}")


def month(planned: Month, revision: int, week: Days | None = None) -> Text:
    """The line under the title: the month, or a week of it, and which edition where it is not the first."""
    edition = Text(f" 第{revision}版", f", edition {revision}") if revision > 1 else Text("", "")
    if week:
        days = span_text(*week)
        return Text(
            f"（{planned.year}年{days.zh}{edition.zh}）", f"{days.en} {planned.year}{edition.en}"
        )
    return Text(
        f"（{planned.year}年{planned.month}月{edition.zh}）",
        f"{MONTHS[planned.month - 1]} {planned.year}{edition.en}",
    )


def intro(planned: Month, station: bool, market: bool, week: Days | None = None) -> Text:
    """The sentence above the table."""
    when = span_text(*week).zh if week else f"{planned.month}月"
    name = f"the week {span_text(*week).en}" if week else MONTHS[planned.month - 1]
    if not station:
        return Text(
            "根据《法律援助法》和省、市惠民工程实施方案，"
            f"现将本中心{when}法律服务人员值班安排公示如下。群众咨询不收取任何费用。",
            f"The legal service staff below are on duty at this centre in {name}. "
            "Anyone may come for advice. It is free of charge.",
        )
    fair = Text("，逢集日就近服务群众", ", market days included") if market else Text("", "")
    return Text(
        f"免费法律咨询服务到基层{fair.zh}。本站{when}法律服务人员值班安排公示如下，"
        "咨询不收取任何费用。",
        f"Legal service staff come to this station in {name} on the days below{fair.en}. "
        "Anyone may come for advice. It is free of charge.",
    )


def empty(station: bool, hotline: str, week: Days | None = None) -> Text:
    """Said in place of the table in a month, or week, without duties."""
    work, span = ("坐班" if station else "值班"), _span(week)
    return Text(
        f"本{span.zh}暂无{work}安排，咨询请拨{hotline}",
        f"No duty is planned here this {span.en}. For advice call {hotline}.",
    )


def closed(days: Text, hotline: str, week: Days | None = None) -> Text:
    """Said in place of the table where the site is closed throughout."""
    span = _span(week)
    return Text(
        f"本{span.zh}暂停服务（{days.zh}），咨询请拨{hotline}",
        f"Closed this {span.en} ({days.en}). For advice call {hotline}.",
    )


def _span(week: Days | None) -> Text:
    return Text("周", "week") if week else Text("月", "month")


def hours(site: Site, used: set[Session], station: bool) -> Text:
    """The hours of the sessions held; nothing where there are none."""
    if not used:
        return Text("", "")
    if not station:
        spans = hours_text(site.hours(Session.FULL))
        return Text(f"工作日{spans.zh}", f"workdays {spans.en}")
    return join((session_text(site, s) for s in SESSION_NAMES if s in used), zh="；", en="; ")


def owned(phone: str, bureau: str) -> Text:
    """A line and whose it is."""
    return Text(f"{phone}（{bureau}）", f"{phone} ({bureau})")


def remarks(roster: Roster, linked: bool) -> Text:
    """What holds when the plan changes; which edition this is; what is not yet certain."""
    code = Text("和二维码页面", " and the page behind the code") if linked else Text("", "")
    said = [Text(f"遇临时调整，以现场告示{code.zh}为准。", f"Changes are posted on site{code.en}.")]
    if roster.revision > 1:
        said.append(
            Text(
                f"本公示为第{roster.revision}版，此前张贴的同时作废。",
                f"This is edition {roster.revision}; earlier ones no longer hold.",
            )
        )
    if not roster.calendar_announced:
        said.append(
            Text(
                "国务院节假日安排尚未公布，日期可能变动。",
                "The holiday calendar is not announced yet; dates may change.",
            )
        )
    return join(said, zh="", en=" ")


def full_date(day: date) -> Text:
    """A day with its year: 2026年11月25日."""
    return Text(
        f"{day.year}年{day.month}月{day.day}日", f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    )
