"""The sheets 历史值班 and 车程, and the duties that the store has published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.io.workdays import calendar_end, calendar_start
from roster.model.calendar import Month
from roster.model.requests import Duty, Trip
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from roster.io.names import Names
    from roster.io.rows import Row, SheetRows
    from roster.model.sites import Session


def read_history(
    sheet: SheetRows, people: Names, sites: Names, sessions: Mapping[str, tuple[Session, ...]]
) -> list[Duty]:
    """Every duty of the sheet; ``sessions`` are those of the sites' demands."""
    found: dict[Duty, int] = {}
    for row in sheet:
        who, where = people.find(row, "人员"), sites.find(row, "站点")
        session = _session(row, sessions.get(where or "", ()))
        if not row.sound or who is None or where is None or session is None:
            continue
        duty = Duty(person=who, site=where, date=row["日期"], session=session)
        if found.setdefault(duty, row.number) != row.number:
            row.blame(
                "人员",
                Text(f"与第{found[duty]}行相同", f"the same as row {found[duty]}"),
                Text("只留一行", "keep one"),
            )
    return list(found)


def _session(row: Row, usual: tuple[Session, ...]) -> Session | None:
    if row.filled("时段") or len(usual) == 1:
        return row["时段"] or (usual[0] if usual else None)
    if usual:
        row.blame(
            "时段",
            Text("该中心分上午和下午，须写明哪一个", "the centre's day has two halves; say which"),
            Text("填“上午”或“下午”", "write 上午 or 下午"),
        )
    return None


def history_for(
    month: Month,
    written: Sequence[Duty],
    published: Sequence[Duty],
    people: Collection[str],
    sites: Collection[str],
) -> tuple[Duty, ...]:
    """The duties that the month's problem needs, in order: those of the calendar around the month.

    A month of which anything was published is taken from ``published`` and not from the sheet;
    duties at other ``sites`` than these (ids) are left out, and those of other ``people``, which
    ``check_published`` has reported.
    """
    kept = {Month.of(d.date) for d in published}
    duties = {*published, *(d for d in written if Month.of(d.date) not in kept)}
    found = [
        d for d in duties if _matters(month, d.date) and d.person in people and d.site in sites
    ]
    return tuple(sorted(found, key=Duty.order))


def check_published(
    sheet: SheetRows,
    month: Month,
    published: Sequence[Duty],
    people: Collection[str],
    sites: Collection[str],
) -> None:
    """Report each person whose published duties count for the month and who is not in 人员.

    Were they left out, the shares of all others would change without a word. Duties at unknown
    sites are of no account.
    """
    if not sheet.complete:
        return
    gone = {d.person for d in published if _matters(month, d.date) and d.site in sites}
    for person in sorted(gone.difference(people)):
        sheet.blame(
            Text(
                "已公布的值班里有此人，但“人员”表没有",
                "published duties name this person, whom the sheet 人员 does not have",
            ),
            Text("加回此人并填“离任日期”", "put the person back and fill in 离任日期"),
            column="编号",
            value=person,
        )


def _matters(month: Month, day: date) -> bool:
    return calendar_start(month) <= day <= calendar_end(month) and day not in month


def read_trips(sheet: SheetRows, sites: Names) -> list[Trip]:
    """The roads given; one given twice, or that leads nowhere, is reported."""
    found: dict[frozenset[str | None], Trip] = {}
    for row in sheet:
        start, end = sites.place(row, "起点"), sites.place(row, "终点")
        if not row.sound:
            continue
        ends = frozenset((start, end))
        if len(ends) == 1 or ends in found:
            row.blame(
                "终点",
                Text(
                    "起点和终点相同，或前面已有这一段",
                    "both ends are the same, or a row before has this road",
                ),
                Text(
                    "改正或删去这一行（往返算一段）",
                    "correct or delete the row (both ways are one road)",
                ),
            )
        found[ends] = Trip(start=start, end=end, minutes=row["分钟"])
    return list(found.values())
