"""roster import: a file is taken in; which kind it is, it says itself (KINDS)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from roster.cli.changing.saving import YesOption
from roster.cli.common import OUTPUTS, OutputsOption, StoreOption
from roster.cli.hand import ByOption, OnOption, ReasonOption, who
from roster.cli.records.backup import import_backup
from roster.cli.records.handback import import_workbook
from roster.cli.records.import_options import How
from roster.cli.speech import t
from roster.errors import InputError, InputProblem
from roster.io.handback import is_workbook
from roster.store import is_backup
from roster.text import Text, join


class Kind(NamedTuple):
    """A kind of file that can be imported: its name, whether a file is one, and what is done with it.

    ``read`` raises InputError for a file that cannot be used; nothing is written then.
    """

    name: Text
    fits: Callable[[Path], bool]
    read: Callable[[Path, How], None]


KINDS: tuple[Kind, ...] = (
    Kind(
        Text("备份文件（roster backup 写出）", "a backup (of roster backup)"),
        is_backup,
        import_backup,
    ),
    Kind(
        Text("改过的 roster.xlsx", "an edited roster.xlsx"),
        is_workbook,
        import_workbook,
    ),
)


def import_command(
    file: Annotated[
        Path,
        typer.Argument(
            metavar=t("文件", "FILE"),
            help=t(
                "改过的 roster.xlsx，或 roster backup 写出的备份文件",
                "an edited roster.xlsx, or a backup that roster backup wrote",
            ),
        ),
    ],
    accept_lawful: Annotated[
        bool,
        typer.Option(
            "--accept-lawful",
            help=t(
                "工作簿：合规的改动照收，其余列出；不写则有一处不行就全不收",
                "workbook: take the edits that are lawful, list the others; else all or none",
            ),
        ),
    ] = False,
    yes: YesOption = False,
    by: ByOption = None,
    reason: ReasonOption = "",
    on: OnOption = None,
    outputs: OutputsOption = OUTPUTS,
    store: StoreOption = None,
) -> None:
    """Take a file into the store: whole, or not at all."""
    how = How(store, who(by), reason.strip(), on, outputs, accept_lawful, yes)
    for kind in KINDS:
        if kind.fits(file):
            kind.read(file, how)
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
