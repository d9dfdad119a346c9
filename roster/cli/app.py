"""The program ``roster``: its commands, and how errors become messages and exit codes."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import Annotated

import typer

from roster import __version__
from roster.cli.changing.swap import swap_app
from roster.cli.commands import COMMANDS
from roster.cli.common import INTERRUPTED
from roster.cli.help import Command, Group
from roster.cli.publishing.links import links_app
from roster.cli.speech import VARIABLE, asked_for, speech, t
from roster.cli.usage import usage_text
from roster.errors import RosterError
from roster.text import Text

OUR_MISTAKE = 3

app = typer.Typer(
    name="roster",
    cls=Group,
    help=t("县（市、区）公共法律服务值班排班", "duty rosters for county legal-advice centres"),
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

for _name_of, _command, _help in COMMANDS:
    app.command(_name_of, cls=Command, help=t(*_help))(_command)
app.add_typer(
    swap_app,
    name="swap",
    cls=Group,
    help=t("换班：提出、同意、批准，每一步留痕", "swaps: asked, accepted, approved"),
)
app.add_typer(
    links_app,
    name="links",
    cls=Group,
    help=t("个人日历的保密地址和二维码", "secret addresses and QR codes of personal calendars"),
)


def _version(wanted: bool) -> None:
    if wanted:
        speech.say(f"roster {__version__}", f"roster {__version__}")
        raise typer.Exit


@app.callback()
def options(
    lang: Annotated[
        str,
        typer.Option(
            "--lang",
            envvar=VARIABLE,
            metavar="zh|en",
            help=t("语言：zh 中文，en 英文", "language: zh Chinese, en English"),
        ),
    ] = "zh",
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help=t("显示版本", "show the version")
        ),
    ] = False,
) -> None:
    """Options of every command."""
    if lang not in ("zh", "en"):
        raise typer.BadParameter(t("只能是 zh 或 en", "must be zh or en"), param_hint="--lang")
    speech.lang = "en" if lang == "en" else "zh"


def main(arguments: list[str] | None = None) -> None:
    """Run the program and exit: 0 done, 1 refused, 2 wrong inputs or usage, 3 a mistake of ours,
    130 interrupted. Expected errors are told without a traceback.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a redirected Windows console is not UTF-8 by itself
            stream.reconfigure(encoding="utf-8", errors="replace")
    speech.lang = asked_for(sys.argv[1:] if arguments is None else arguments)
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    """The exit code; what went wrong is told."""
    try:
        code = app(arguments, prog_name=_name(), standalone_mode=False)
    except RosterError as error:
        speech.complain(error.text)
        return error.exit_code
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":  # its message is the help itself
            print(error.format_message())
            return 0
        speech.complain(usage_text(error))
        return 2
    except OSError as error:
        speech.complain(_disk(error))
        return 1
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except Exception:
        traceback.print_exc()
        speech.complain(
            Text(
                "这是程序的错误，不是您的输入有误。请把以上内容报给维护人员。",
                "this is a mistake of the program, not of your inputs; please report the above",
            )
        )
        return OUR_MISTAKE
    if code == INTERRUPTED:  # the parser catches Ctrl-C itself, and returns this
        speech.complain(
            Text(
                "已中断，没有留下写了一半的内容；重新运行同一命令即可",
                "interrupted; nothing is left half written, run the same command again",
            )
        )
    return int(code or 0)


def _name() -> str:
    """The program as the user starts it, whatever the starter's file is called."""
    return "python cli.py" if Path(sys.argv[0]).name == "cli.py" else "roster"


def _disk(error: OSError) -> Text:
    why = error.strerror or type(error).__name__
    place = Text(f"“{error.filename}”", f"“{error.filename}”") if error.filename else Text("", "")
    return Text(
        f"文件{place.zh}不能读写（{why}）。请检查磁盘空间和权限，关闭正在使用它的程序后重试",
        f"the file {place.en} cannot be read or written ({why}); check disk space and your rights, "
        "close programs that use it, and try again",
    )
