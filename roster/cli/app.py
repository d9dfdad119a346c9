"""The program ``roster``: its commands, and how errors become messages and exit codes."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from typer._click.exceptions import UsageError

from roster import __version__
from roster.cli.audit import audit_command
from roster.cli.check import check_command
from roster.cli.plan import plan_command
from roster.cli.publish import publish_command
from roster.cli.show import show_command
from roster.cli.speech import VARIABLE, speech, t
from roster.cli.usage import usage_text
from roster.errors import RosterError
from roster.text import Text

INTERRUPTED = 130

app = typer.Typer(
    name="roster",
    help=t("县（市、区）公共法律服务值班排班", "duty rosters for county legal-advice centres"),
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command(
    "check",
    help=t(
        "读取并检查输入，列出全部问题，按周比较可用人力与需求",
        "read and check the inputs, compare capacity with demand by week",
    ),
)(check_command)
app.command(
    "plan",
    help=t(
        "求解一个月的排班，复核后存为草稿，写出文件",
        "solve a month, audit it, keep it as a draft, write the files",
    ),
)(plan_command)
app.command("show", help=t("在终端里看排班表", "the roster as a table"))(show_command)
app.command(
    "audit",
    help=t(
        "不用求解器，逐条复核一份 roster.json",
        "check a roster.json against every rule, without the solver",
    ),
)(audit_command)
app.command(
    "publish",
    help=t(
        "通过公布前检查后公布，写出公示和日历", "publish behind the gate, write notices and feeds"
    ),
)(publish_command)


def _version(wanted: bool) -> None:
    if wanted:
        speech.say(f"roster {__version__}", f"roster {__version__}")
        raise typer.Exit


@app.callback()
def options(
    lang: Annotated[
        str,
        typer.Option("--lang", envvar=VARIABLE, help=t("语言：zh 或 en", "language: zh or en")),
    ] = "zh",
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help=t("版本", "the version")),
    ] = False,
) -> None:
    """Options of every command."""
    if lang not in ("zh", "en"):
        raise typer.BadParameter(t("只能是 zh 或 en", "must be zh or en"))
    speech.lang = "en" if lang == "en" else "zh"


def main(arguments: list[str] | None = None) -> None:
    """Run the program and exit: 0 done, 1 refused, 2 wrong inputs or usage, 3 a mistake of ours,
    130 interrupted. Expected errors are told without a traceback.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a redirected Windows console is not UTF-8 by itself
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = app(arguments, standalone_mode=False)
    except RosterError as error:
        speech.complain(error.text)
        code = error.exit_code
    except UsageError as error:
        speech.complain(usage_text(error))
        code = 2
    except (KeyboardInterrupt, typer.Abort):
        speech.complain(Text("已中断，没有写入任何内容", "interrupted, nothing was written"))
        code = INTERRUPTED
    sys.exit(code or 0)
