"""The templates by which notices are made: the bureau's own folder, named by option or environment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from roster.cli.speech import t
from roster.publish.notices.templates import PACKAGED, Templates

TEMPLATES_VARIABLE = "ROSTER_TEMPLATES"

TemplatesOption = Annotated[
    Path | None,
    typer.Option(
        "--templates",
        metavar=t("文件夹", "FOLDER"),
        help=t(
            f"本单位自己的模板，缺的用自带的（也可写在环境变量 {TEMPLATES_VARIABLE}）",
            f"the bureau's own templates; packaged ones for what it lacks (or {TEMPLATES_VARIABLE})",
        ),
    ),
]


def chosen_templates(folder: Path | None = None) -> Templates:
    """The templates in the folder, else in that of ROSTER_TEMPLATES, else the packaged ones.

    Raises UnknownError for a folder without templates.
    """
    named = folder or Path(os.environ.get(TEMPLATES_VARIABLE, ""))
    return PACKAGED if named == Path() else Templates(named)
