"""roster check --fix: a tidy copy of the inputs beside them, what is doubtful or wrong marked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from roster.cli.inputs.new import require_new
from roster.cli.speech import speech, t
from roster.io.assemble import examine
from roster.io.report import Report
from roster.io.source import files_of, read_tables
from roster.io.template.mended import mended
from roster.io.template.write import write_inputs
from roster.model.calendar import Month

ENDING = "-已整理.xlsx"
_MOST_COPIES = 1000  # beside the inputs, before a name has to be given
FixOption = Annotated[
    bool,
    typer.Option(
        "--fix",
        help=t(
            "另写一份整理好的工作簿：存疑的格标黄，有错的格标红；原来的文件不动",
            "write a tidy copy: doubtful cells yellow, wrong ones red; the original stays",
        ),
    ),
]
ToOption = Annotated[
    Path | None,
    typer.Option(
        "--to",
        metavar=t("文件", "FILE"),
        help=t(
            f"--fix 写到哪里，默认 原名{ENDING}，已有时加编号",
            f"where --fix writes; default: the inputs' name with {ENDING}, numbered where it is taken",
        ),
    ),
]


def require_together(fix: bool, to: Path | None) -> None:
    """Refuse a name for a copy that is not asked for. Raises BadParameter."""
    if to is not None and not fix:
        raise typer.BadParameter(t("只与 --fix 一起用", "goes with --fix"), param_hint="--to")


def copy_name(inputs: Path) -> Path:
    """Where the copy goes: beside the workbook, or beside the folder, which must keep what it holds."""
    inputs = inputs if inputs.name else inputs.resolve()
    if not inputs.is_dir():
        return inputs.with_name(f"{inputs.stem}{ENDING}")
    books, _ = files_of(inputs)
    stem = books[0].stem if len(books) == 1 else inputs.name
    return inputs.with_name(f"{stem}{ENDING}")


def _free(file: Path) -> Path:
    """The file, or where there is one from another month the next number of it."""
    numbers = (file.with_stem(f"{file.stem}-{n}") for n in range(2, _MOST_COPIES))
    return next((f for f in (file, *numbers) if not f.exists()), file)


def write_fixed(inputs: Path, month: Month, to: Path | None, *, assume_calendar: bool) -> None:
    """Write the copy, and say what is marked in it; nothing where nothing could be read.

    Raises BadParameter where there is such a file.
    """
    file = to or _free(copy_name(inputs))
    require_new(file)
    found = examine(inputs, month, assume_calendar=assume_calendar)
    if not found.sheets:
        speech.say(
            "没有读出内容，没有写出整理好的一份。", "nothing could be read, so no copy was written."
        )
        return
    _, tables = read_tables(inputs, Report())
    copy = mended(found, tables)
    write_inputs(
        file, copy.sheets, speech.lang, month=month, headings=copy.headings, others=copy.others
    )
    doubtful, wrong = copy.marked(wrong=False), copy.marked(wrong=True)
    speech.say(
        f"整理好的一份在 {file}：黄色{doubtful}格请核对，红色{wrong}格要改正，看格上的批注。",
        f"a tidy copy is in {file}: {doubtful} yellow cell(s) to look at, {wrong} red one(s) to "
        "correct; their notes say why.",
    )
