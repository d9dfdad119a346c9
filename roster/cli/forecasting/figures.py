"""roster figures: does the arithmetic of a report hold?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from roster.cli.speech import speech, t
from roster.io.files.report import read_report
from roster.model.figures import check_report

DOUBTFUL = 1  # exit code where figures do not fit


def figures_command(
    file: Annotated[
        Path,
        typer.Argument(
            metavar=t("文件", "FILE"),
            help=t(
                "要报出去的材料：.txt、.docx，或表格 .csv、.xlsx",
                "what is to be reported: .txt, .docx, or a table, .csv or .xlsx",
            ),
        ),
    ],
    everything: Annotated[
        bool,
        typer.Option(
            "--all",
            help=t("也列出核对无误的和反推的任务数", "also list what fits, and targets implied"),
        ),
    ] = False,
) -> None:
    """Name every figure of a report that does not fit the others, and what would be right."""
    written = read_report(file)
    checked = check_report(written.text, written.grids)
    for doubt in checked.doubts:
        speech.say(
            f"第{doubt.line}行“{doubt.quote}”：{doubt.message.zh}",
            f"line {doubt.line}, “{doubt.quote}”: {doubt.message.en}",
        )
        for fix in doubt.corrections:
            speech.say(f"  · {fix.zh}", f"  - {fix.en}")
    if everything:
        for fit in checked.fits:
            speech.say(
                f"第{fit.line}行“{fit.quote}”：相符", f"line {fit.line}, “{fit.quote}”: fits"
            )
        for implied in checked.implied:
            speech.say(
                f"第{implied.line}行“{implied.quote}”：{implied.message.zh}",
                f"line {implied.line}, “{implied.quote}”: {implied.message.en}",
            )
    doubts, number = len(checked.doubts), len(checked.doubts) + len(checked.fits)
    speech.say(
        f"核对了{number}处数字，{doubts}处对不上。" if number else "没有找到可以核对的数字。",
        f"{number} figures compared, {doubts} do not fit." if number else "Nothing to compare.",
    )
    if doubts:
        raise typer.Exit(DOUBTFUL)
