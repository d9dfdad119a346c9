"""roster backup and roster import: all that a store keeps in one file, and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from roster.cli.common import StoreOption
from roster.cli.hand import ByOption, ReasonOption, who
from roster.cli.speech import speech, t
from roster.cli.stores import existing, require_savable
from roster.errors import InputError, InputProblem
from roster.store import Backup, is_backup, open_store
from roster.text import Text, join


def backup_command(
    file: Annotated[
        Path,
        typer.Argument(
            metavar=t("文件", "FILE"),
            help=t("备份文件，如 备份.zip", "the backup, e.g. backup.zip"),
        ),
    ],
    store: StoreOption = None,
) -> None:
    """Write all that the store keeps into one file."""
    with existing(store) as opened:
        held = opened.backup(file)
    speech.say(
        f"已备份到 {file}：{len(held.counties)}个县区，{held.months}个月，{held.revisions}版。",
        f"backed up to {file}: {len(held.counties)} county(ies), {held.months} month(s), "
        f"{held.revisions} revision(s).",
    )


class By(NamedTuple):
    """Into which store, by whom, why."""

    address: str | None
    who: str
    why: str


class Kind(NamedTuple):
    """A kind of file that can be imported: its name, whether a file is one, and what is done with it.

    ``read`` raises InputError for a file that cannot be used; nothing is written then.
    """

    name: Text
    fits: Callable[[Path], bool]
    read: Callable[[Path, By], None]


def import_command(
    file: Annotated[
        Path,
        typer.Argument(
            metavar=t("文件", "FILE"),
            help=t("roster backup 写出的备份文件", "a backup that roster backup wrote"),
        ),
    ],
    by: ByOption = None,
    reason: ReasonOption = "",
    store: StoreOption = None,
) -> None:
    """Take a file into the store: whole, or not at all."""
    given = By(store, who(by), reason.strip())
    for kind in KINDS:
        if kind.fits(file):
            kind.read(file, given)
            return
    raise _not_to_import(file)


def _not_to_import(file: Path) -> InputError:
    names = join((kind.name for kind in KINDS), zh="、", en=", ")
    message = Text("不是可以导入的文件，或已损坏", "this is no file to import, or a damaged one")
    remedy = Text(f"可以导入的有：{names.zh}", f"what can be imported: {names.en}")
    if not file.is_file():
        message = Text("找不到这个文件", "there is no such file")
        remedy = Text("请检查路径是否正确", "check the path")
    return InputError([InputProblem(message, remedy, file=file.name)])


def _read_backup(file: Path, by: By) -> None:
    with Backup(file) as backup:
        require_savable(by.address)
        with open_store(by.address) as opened:
            opened.restore(backup, at=datetime.now(UTC), made_by=by.who, why=by.why)
        held = backup.manifest
    speech.say(
        f"已导入 {file}：{'、'.join(held.counties)}，{held.months}个月，{held.revisions}版。",
        f"imported {file}: {', '.join(held.counties)}, {held.months} month(s), "
        f"{held.revisions} revision(s).",
    )


KINDS: tuple[Kind, ...] = (
    Kind(
        Text("备份文件（roster backup 写出）", "a backup (of roster backup)"),
        is_backup,
        _read_backup,
    ),
)
