"""Text from a file or from standard input; corrected copies of the inputs, never over the original."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from roster.cli.inputs.new import require_new
from roster.cli.speech import speech, t
from roster.errors import InputError, InputProblem
from roster.io.assemble import Examination
from roster.io.files.pasted import read_pasted
from roster.io.report import Report
from roster.io.source import read_tables
from roster.io.template.mended import mended
from roster.io.template.write import FilledRow, write_inputs
from roster.model.calendar import Month
from roster.text import Text

STDIN = "-"
ENDING = "-改.xlsx"
ToOption = Annotated[
    Path | None,
    typer.Option(
        "--to",
        metavar=t("文件", "FILE"),
        help=t("改好的副本写到哪里（.xlsx）", "where the corrected copy goes (.xlsx)"),
    ),
]


def pasted(source: str) -> tuple[str, str]:
    """The text of the file, or of standard input for -, and the name by which messages call it.

    Raises InputError.
    """
    if source == STDIN:
        name = t("粘贴的文本", "pasted text")
        return read_pasted(sys.stdin.buffer, name), name
    path = Path(source)
    try:
        with path.open("rb") as file:
            return read_pasted(file, path.name), path.name
    except OSError as error:
        what = Text(
            f"读不出来（{error.strerror}）",
            f"cannot be read ({error.strerror})",
        )
        remedy = Text("请检查路径；也可写 - 再粘贴", "check the path; or write - and paste")
        raise InputError([InputProblem(what, remedy, file=path.name)]) from error


def copy_name(inputs: Path, to: Path | None) -> Path:
    """Where the corrected copy goes: as said, else beside the inputs. Raises BadParameter where there is
    such a file.
    """
    path = inputs if inputs.name else inputs.resolve()
    file = to or path.with_name(f"{path.name if path.is_dir() else path.stem}{ENDING}")
    require_new(file)
    return file


def write_copy(
    inputs: Path,
    found: Examination,
    month: Month,
    file: Path,
    change: Callable[[dict[str, list[FilledRow]]], None],
) -> None:
    """Write a copy of the inputs with rows changed by ``change``."""
    _, tables = read_tables(inputs, Report())
    copy = mended(found, tables)
    change(copy.sheets)
    write_inputs(
        file, copy.sheets, speech.lang, month=month, headings=copy.headings, others=copy.others
    )
    speech.say(
        f"已写出 {file}；原来的输入没有改动。",
        f"wrote {file}; the inputs themselves are as they were.",
    )
