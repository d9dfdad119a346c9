"""A change by hand is kept: asked for first, saved as a draft, written to the outputs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from roster import __version__
from roster.cli.publishing.outputs import write_outputs
from roster.cli.speech import speech, t
from roster.model.changes import Change
from roster.model.drafts import counted_levels, draft_of
from roster.model.edits import Checked
from roster.model.problem import Problem
from roster.model.requests import Duty
from roster.model.revision import Origin, Revision
from roster.model.roster import LevelScore, Roster, SolverSettings
from roster.store import Store

YesOption = Annotated[
    bool, typer.Option("--yes", help=t("不再询问，直接保存", "save without asking"))
]
YES = ("y", "yes", "是", "好", "保存")


def confirmed(*, yes: bool) -> bool:
    """Whether to save: said beforehand, or asked on a terminal; told where the answer is no."""
    if yes:
        return True
    if sys.stdin.isatty():
        speech.say("保存吗？（y/n）", "Save it? (y/n)")
        if sys.stdin.readline().strip().lower() in YES:
            return True
    speech.say(
        "没有保存，什么也没有写入；要保存请加 --yes。",
        "Nothing was saved or written; to save it add --yes.",
    )
    return False


def keep(
    store: Store, revision: Revision, checked: Checked, *, by: str, why: str, outputs: Path
) -> Roster:
    """Save a change by hand as a draft after the revision, and write the month's files.

    Raises StaleError where somebody was there first.
    """
    return keep_draft(
        store,
        revision,
        checked.problem,
        checked.duties,
        counted_levels(checked.problem, checked.duties),
        [checked.edited],
        settings=revision.roster.solver,
        by=by,
        why=why,
        outputs=outputs,
    )


def keep_draft(
    store: Store,
    revision: Revision,
    problem: Problem,
    duties: tuple[Duty, ...],
    levels: tuple[LevelScore, ...],
    changes: Sequence[Change],
    *,
    settings: SolverSettings,
    by: str,
    why: str,
    outputs: Path,
) -> Roster:
    """Save the duties as a draft after the revision, made by the changes, and write the month's files.

    Raises StaleError where somebody was there first.
    """
    now = datetime.now(UTC)
    roster = draft_of(problem, duties, levels, settings, planned_at=now, version=__version__)
    kept = save_change(store, revision, problem, roster, changes, by=by, why=why, at=now)
    speech.say(
        f"第{kept.revision}版（草稿）已保存；用 roster publish 公布。",
        f"revision {kept.revision} (draft) is kept; roster publish puts it in force.",
    )
    write_outputs(store, kept.county, kept.planned_month, outputs, speech.lang)
    return kept


def save_change(
    store: Store,
    revision: Revision,
    problem: Problem,
    roster: Roster,
    changes: Sequence[Change],
    *,
    by: str,
    why: str,
    at: datetime,
) -> Roster:
    """Save a changed roster as the draft that comes after the revision.

    Raises StaleError where somebody was there first.
    """
    origin = Origin(by=by, why=why, base=revision.number, changes=tuple(changes))
    return store.save_draft(problem, roster, created_at=at, origin=origin)
