"""What the cells of a column offer and refuse: drop-downs, dates, limits of numbers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from roster.io.columns import EXAMPLE
from roster.text import Text

if TYPE_CHECKING:
    from roster.io.fields import Field
    from roster.text import Lang

_PEOPLE, _SITES = "人员名单", "站点名单"
# The names below a heading, however many there come to be, without that of the example if it stands first;
# deleting a row does not break them.
LISTS = {
    name: f"=OFFSET({sheet}!$B$1,1+{shown},0,MAX(1,COUNTA({sheet}!$B$1:$B$2000)-1-{shown}),1)"
    for name, sheet in ((_PEOPLE, "人员"), (_SITES, "站点"))
    for shown in (f'COUNTIF(OFFSET({sheet}!$B$1,1,0),"{EXAMPLE}*")',)
}
_NAMED = {
    "人员": _PEOPLE,
    **dict.fromkeys(("站点", "常驻地", "起点", "终点", "前一日站点", "次日站点"), _SITES),
}
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
_TITLE = Text("请核对", "please check")
_LONGEST = 250  # characters; the file format has room for 255


def offer(column: str, field: Field, lang: Lang) -> dict[str, Any] | None:
    """The data validation of a column's cells; None where anything may be typed.

    Where the reader understands other words too, one that is not offered is questioned, not refused.
    """
    if column in _NAMED:
        return _told(lang, _names(column), {"validate": "list", "source": f"={_NAMED[column]}"})
    if field.options:
        found = {"validate": "list", "source": list(field.options)}
        return _told(lang, field.form, found, refuse=field.closed)
    if field.kind == "date":
        between = {"criteria": "between", "minimum": FIRST, "maximum": LAST}
        form = Text("写成如 2026-12-05 的日期", "write a date such as 2026-12-05")
        return _told(lang, form, {"validate": "date", **between})
    if field.kind in ("whole", "decimal"):
        kind = "integer" if field.kind == "whole" else "decimal"
        return _told(lang, field.form, {"validate": kind, **_limits(field)}, refuse=True)
    return None


def _limits(field: Field) -> dict[str, Any]:
    if field.most is None:
        return {"criteria": ">=", "value": field.least}
    return {"criteria": "between", "minimum": field.least, "maximum": field.most}


def _names(column: str) -> Text:
    sheet = "人员" if _NAMED[column] == _PEOPLE else "站点"
    return Text(
        f"“{sheet}”表里没有这个名字。有同名的可填编号",
        f"there is no such name in {sheet}; an id may be written too",
    )


def _told(lang: Lang, form: Text, found: dict[str, Any], *, refuse: bool = False) -> dict[str, Any]:
    words = form.to(lang)
    if refuse:
        message = Text(f"应填：{words}", f"expected: {words}").to(lang)
    else:
        message = Text(f"{words}。确认无误可以继续", f"{words}; go on where it is right").to(lang)
    return {
        **found,
        "error_type": "stop" if refuse else "warning",
        "error_title": _TITLE.to(lang),
        "error_message": message[:_LONGEST],
    }
