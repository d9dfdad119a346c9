"""roster restore: the duties of an earlier revision as a new draft."""

from __future__ import annotations

from typing import Annotated

import typer

from roster.cli.changing.effects import tell_effects, tell_head
from roster.cli.changing.saving import keep
from roster.cli.changing.standing import standing
from roster.cli.common import OUTPUTS, MonthOption, OutputsOption, StoreOption, month_of
from roster.cli.hand import (
    ByOption,
    CountyOption,
    OnOption,
    ReasonOption,
    county_of,
    reason_of,
    today,
    who,
)
from roster.cli.speech import speech, t
from roster.cli.stores import existing
from roster.errors import ChangeRefusedError
from roster.model.edits import Checked, check, fault_text
from roster.model.problem import Problem
from roster.model.restoring import Restoration, restoration
from roster.model.revision import Revision
from roster.model.wording import Words, dated
from roster.text import Text, join

NOT_RESTORED = Text("不能恢复：", "cannot be restored:")


def restore_command(
    number: Annotated[
        int,
        typer.Argument(
            min=1, metavar=t("版次", "NUMBER"), help=t("恢复到哪一版", "which revision")
        ),
    ],
    month: MonthOption,
    reason: ReasonOption,
    county: CountyOption = None,
    by: ByOption = None,
    on: OnOption = None,
    outputs: OutputsOption = OUTPUTS,
    store: StoreOption = None,
) -> None:
    """Bring back an earlier revision's duties, from today on, as a new draft."""
    day, wanted, reason = today(on), month_of(month), reason_of(reason)
    with existing(store) as opened:
        name = county_of(opened, county)
        now = standing(opened, name, wanted)
        earlier = opened.revision(name, wanted, number)
        found = restoration(now.problem, now.duties, earlier.roster.duties, on=day, reason=reason)
        tell_head(now.revision)
        _tell_past(found)
        if not (found.change.removed or found.change.added or found.strangers):
            speech.say(
                f"从今天起与第{number}版相同，没有可恢复的。",
                f"From today on it is as in revision {number}: nothing to restore.",
            )
            return
        checked = check(
            now.problem,
            now.duties,
            [found.change],
            on=day,
            kind="restore",
            published=now.published,
            granted=earlier.problem.exemptions,
        )
        tell_effects(checked)
        _refuse(now.problem, earlier, found, checked)
        keep(opened, now.revision, checked, by=who(by), why=reason, outputs=outputs)


def _tell_past(found: Restoration) -> None:
    if found.past:
        days = [dated(day) for day in sorted({d.slot.date for d in found.past})]
        told = join(days, "、", ", ")
        speech.say(f"  已过的日子不动：{told.zh}", f"  what is over stays: {told.en}")


def _refuse(problem: Problem, earlier: Revision, found: Restoration, checked: Checked) -> None:
    """Raise ChangeRefusedError where rules are broken now, or somebody is gone."""
    words, names = Words(problem), earlier.roster
    why = [
        Text(
            f"{dated(d.date).zh}{names.sites[d.site]}{names.people[d.person]}：人员或站点已不在",
            f"{names.people[d.person]}, {dated(d.date).en}, {names.sites[d.site]}: the person or the "
            "site is no longer there",
        )
        for d in found.strangers
    ]
    why += [fault_text(words, fault) for fault in checked.faults]
    if why:
        raise ChangeRefusedError(why, NOT_RESTORED)
