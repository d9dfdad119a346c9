"""What the commands that look at a whole year know: inputs, published duties, records, and rates from
them.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from roster.cli.common import day_of
from roster.cli.hand import today
from roster.cli.speech import speech, t
from roster.cli.stores import stored
from roster.errors import Assumption, RosterError
from roster.io.files.record_sheets import Sheet
from roster.io.files.records import Records, Wanted, read_records
from roster.io.year import Year, read_year
from roster.model.calendar import Month
from roster.model.demand_rates import Rates, rates
from roster.model.problem import Problem
from roster.model.records import Held, held
from roster.model.requests import Duty
from roster.text import Text, span_text

if TYPE_CHECKING:
    from collections.abc import Sequence

RecordsOption = Annotated[
    list[Path],
    typer.Option(
        "--records",
        metavar=t("文件", "FILE"),
        help=t(
            "咨询记录（CSV 或 Excel，可写几次）",
            "consultation records (CSV or Excel); may be given several times",
        ),
    ),
]
SheetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--sheet",
        metavar=t("名称", "NAME"),
        help=t(
            "只读记录工作簿里叫这个名称的工作表（可写几次）",
            "of workbooks of records read only the sheet of this name; may be given several times",
        ),
    ),
]
YearOption = Annotated[
    int | None,
    typer.Option(
        "--year",
        min=2000,
        max=2999,
        metavar=t("年", "YEAR"),
        help=t("哪一年，默认最后一条记录的那年", "which year; default: that of the last record"),
    ),
]
UntilOption = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar=t("年-月-日", "YYYY-MM-DD"),
        help=t(
            "记录到哪天为止是齐全的，默认最后一条记录那天；以后的不计",
            "up to which day the records are complete; default: the day of the last one",
        ),
    ),
]
NO_MONTH = Month(year=2000, month=1)  # no month is left out of what was published


class Known(NamedTuple):
    """All that is known of a year: ``published`` are the months of which a roster is in force; ``duties``
    those of the year; ``later`` how many records were left out because they are after the day asked for.
    """

    problem: Problem
    year: int
    duties: tuple[Duty, ...]
    published: tuple[Month, ...]
    held: Held
    rates: Rates
    later: int
    assumptions: tuple[Assumption, ...]
    sheets: tuple[Sheet, ...] = ()


def know(
    inputs: Path,
    files: list[Path],
    year: int | None,
    on: str | None,
    address: str | None,
    sheets: Sequence[str] = (),
) -> Known:
    """Read everything; of workbooks of records only the ``sheets`` where any is named.

    Raises InputError, RosterError where no record is left to reckon with.
    """
    until, now = None if on is None else day_of(on, "--on"), today(None)
    first = year or (until or now).year
    of = _year(inputs, first, address)
    wanted_records = Wanted(max(now, until or now), year, tuple(sheets))
    records = read_records(files, of.problem, wanted_records)
    wanted = year or (until or records.consultations[-1].date).year
    if wanted != first:
        of = _year(inputs, wanted, address)
    return _known(of, records, wanted, until, address)


def _year(inputs: Path, year: int, address: str | None) -> Year:
    plain = read_year(inputs, year)
    published = _published(plain.problem.settings.county_id, address)
    return read_year(inputs, year, published) if published else plain


def _published(county: str, address: str | None) -> list[Duty]:
    store = stored(address)
    if store is None:
        return []
    with store:
        return store.published_duties(county, NO_MONTH)


def _known(of: Year, records: Records, year: int, until: date | None, address: str | None) -> Known:
    end = date(year, 12, 31)
    until = min(until, end) if until else min(records.consultations[-1].date, end)
    kept = [c for c in records.consultations if c.date <= until]
    if not kept:
        raise RosterError(
            Text(
                f"{until}以前没有咨询记录，无从推算。请检查 --on、--year 和记录的日期",
                f"there is no record up to {until}; check --on, --year and the records' dates",
            )
        )
    found = held(of.problem, of.duties, kept, until)
    in_force = _published(of.problem.settings.county_id, address)
    months = sorted({Month.of(d.date) for d in in_force if d.date.year == year}, key=str)
    return Known(
        of.problem,
        year,
        of.duties,
        tuple(months),
        found,
        rates(of.problem, found),
        len(records.consultations) - len(kept),
        (*of.assumptions, *records.assumptions),
        records.sheets,
    )


def tell_grounds(known: Known) -> None:
    """What the reckoning rests on, and what was assumed."""
    of, total = known.held, sum(sum(days.values()) for days in known.held.days.values())
    span, first = span_text(of.since, of.until), of.since
    when = Text(f"{first.year}年{span.zh}", f"{span.en} {first.year}")
    if of.until.year != first.year:
        when = Text(f"{first}—{of.until}", f"{first} to {of.until}")
    name = known.problem.settings.county
    speech.say(
        f"{name}咨询记录：{when.zh}，共{total}人次。",
        f"Consultation records of {name}: {when.en}, {total} consultations.",
    )
    for note in notes(known):
        speech.say(f"  · {note.zh}", f"  - {note.en}")


def notes(known: Known) -> list[Text]:
    """What was assumed or left out, each a sentence."""
    of, found = known.held, [sheet.text for sheet in known.sheets]
    if of.unlisted:
        months = f"{of.unlisted[0]}" + (f"—{of.unlisted[-1]}" if len(of.unlisted) > 1 else "")
        found.append(
            Text(
                f"{months}中{len(of.unlisted)}个月没有值班记录，站点坐班次数按频次推算"
                f"（补记{of.supposed}次，按没有人来计）；把“历史值班”补全则按实际",
                f"no duty is known of {len(of.unlisted)} month(s) in {months}: visits are taken by the "
                f"frequency ({of.supposed} added, to which nobody came); fill in 历史值班 to be exact",
            )
        )
    if of.empty > of.supposed:
        none = of.empty - of.supposed
        found.append(
            Text(
                f"{none}次站点坐班没有咨询记录，按0人次计",
                f"{none} visit(s) without a record count as nobody",
            )
        )
    if known.later:
        found.append(
            Text(
                f"{of.until}以后的{known.later}行记录没有计入",
                f"{known.later} record(s) after {of.until} are left out",
            )
        )
    if not known.problem.calendar.announced:
        found.append(
            Text(
                f"{known.year}年放假安排尚未公布，按周一至周五计，次数会偏多",
                f"the holidays of {known.year} are not announced: Monday to Friday are assumed, which "
                "gives too many days",
            )
        )
    found += [Text(a.to("zh"), a.to("en")) for a in known.assumptions]
    return found
