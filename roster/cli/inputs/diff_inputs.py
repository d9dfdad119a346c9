"""roster diff-inputs: what changed in the inputs since the last plan."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from roster.cli.common import InputsArgument, MonthOption, StoreOption, month_of, read_written
from roster.cli.speech import speech
from roster.cli.stores import existing
from roster.errors import InputError, UnknownError
from roster.io.copies import laid_out
from roster.model.calendar import Month
from roster.model.input_changes import input_lines
from roster.model.problem import Problem
from roster.model.sources import Source
from roster.store import Store
from roster.text import Text


class Plan(NamedTuple):
    """A revision that was planned from inputs of which a copy is kept."""

    month: Month
    number: int
    source: Source


def diff_inputs_command(
    inputs: InputsArgument, month: MonthOption, store: StoreOption = None
) -> None:
    """Print what changed in the inputs since the last plan, as far as it concerns the month. Persons' own
    calendars are left out: they change by themselves.
    """
    wanted = month_of(month)
    now = read_written(inputs, wanted, read_calendars=False)
    county = now.settings.county_id
    with existing(store) as opened:
        plan = last_plan(opened, county, wanted)
    before = _read_again(plan, wanted)
    lines = input_lines(before, now)
    speech.say(
        f"与{plan.month}第{plan.number}版的输入（{plan.source.name}）相比，涉及{wanted}的有{len(lines)}处不同"
        f"{'：' if lines else '。'}",
        f"compared with the inputs of {plan.month}, revision {plan.number} ({plan.source.name}), "
        f"{len(lines)} differences concern {wanted}{':' if lines else '.'}",
    )
    for line in lines:
        speech.say(f"  {line.zh}", f"  {line.en}")


def last_plan(store: Store, county: str, month: Month) -> Plan:
    """The month's newest plan, else that of the latest month planned at all. Raises UnknownError where no
    copy of the county's inputs is kept.
    """
    months = store.months(county)
    for each in [m for m in months if m == month] + [m for m in reversed(months) if m != month]:
        latest = store.latest(county, each)
        for number in range(latest.number if latest else 0, 0, -1):
            try:
                return Plan(each, number, store.source(county, each, number))
            except UnknownError:
                continue  # made by hand, from another revision
    raise UnknownError(
        Text(
            f"没有“{county}”的排班可以比较，请先运行 roster plan",
            f"no plan of {county!r} to compare with; run roster plan first",
        )
    )


def _read_again(plan: Plan, month: Month) -> Problem:
    """The plan's inputs, read for the month. Raises UnknownError where they cannot be any more."""
    with TemporaryDirectory() as folder:
        try:
            copy = laid_out(plan.source, Path(folder))
            return read_written(copy, month, read_calendars=False)
        except InputError as error:
            first = error.problems[0]
            raise UnknownError(
                Text(
                    f"{plan.month}第{plan.number}版的输入不能按{month}读取，无法比较：{first.to('zh')}",
                    f"the inputs of {plan.month}, revision {plan.number}, cannot be read for {month}: "
                    f"{first.to('en')}",
                )
            ) from error
