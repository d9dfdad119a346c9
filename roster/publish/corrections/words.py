"""The fixed wording of correction sheets and texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.alterations import Kind
from roster.publish.notices.words import MONTHS, full_date
from roster.text import Text, day_text

if TYPE_CHECKING:
    from roster.model.alterations import Alteration
    from roster.model.corrections import Correction
    from roster.model.revision import Revision

SUBJECT = Text("值班安排更正公示", "Correction of the Duty Notice")
COLUMNS = {
    "date": Text("日期", "Date"),
    "weekday": Text("星期", "Day"),
    "session": Text("时段", "Session"),
    "matter": Text("事项", "Matter"),
    "before": Text("原安排", "As it was"),
    "after": Text("现安排", "As it is"),
}
NONE = Text("无", "none")
NOT_PLANNED = Text("无安排", "nothing planned")


def edition(revision: Revision) -> Text:
    """2026年11月25日公布的第1版 / edition 1 of 25 November 2026."""
    number, day = revision.number, revision.roster.published_on
    if day is None:
        return Text(f"第{number}版", f"edition {number}")
    on = full_date(day)
    return Text(f"{on.zh}公布的第{number}版", f"edition {number} of {on.en}")


def intro(correction: Correction, station: bool) -> Text:
    """Against which revision, and that all else stays."""
    old, month = edition(correction.before), correction.after.problem.planned_month
    here = Text("本站", "this station") if station else Text("本中心", "this centre")
    return Text(
        f"{here.zh}{month.month}月法律服务人员值班安排（{old.zh}）有下列变动，现予更正。"
        "表中未列的安排不变。",
        f"The duty notice of {here.en} for {MONTHS[month.month - 1]} ({old.en}) is corrected as "
        "follows. What is not listed stays as it was.",
    )


def remarks(correction: Correction, linked: bool, gone: bool) -> Text:
    """What replaces the sheet on the wall: at a site that no correction concerned it is an older one."""
    if gone:
        return Text(
            "本站不再值班，此前张贴的值班公示自即日起作废。",
            "This station no longer holds duties; the notice on the wall no longer holds.",
        )
    new = correction.after.number
    code = (
        Text("，也可扫码查看", ", and so does the page behind the code") if linked else Text("", "")
    )
    return Text(
        f"请以第{new}版值班公示替换此前张贴的公示{code.zh}。此前各版自即日起作废。",
        f"Edition {new} of the duty notice replaces the one on the wall{code.en}. "
        "Earlier editions no longer hold.",
    )


def verdict(change: Alteration, opening: Text) -> Text:
    """What the column of the new arrangement says above the names; nothing where only persons change."""
    if change.after is None:
        return Text(f"取消{opening.zh}", "cancelled")
    if change.kind is Kind.MOVED:
        to = day_text(change.after.slot.date)
        return Text(f"改到{to.zh}", f"moved to {to.en}")
    return Text(f"新增{opening.zh}", f"new {opening.en}") if change.before is None else Text("", "")
