"""The help, written by us: the parser's own furniture (Usage, Options) exists in English only, and
its columns do not line up when they hold Chinese.
"""

from __future__ import annotations

import shutil
from io import StringIO
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as RichText
from typer.core import TyperCommand, TyperGroup

from roster.cli.speech import t

WIDEST = 100


class Command(TyperCommand):
    """A command whose help is in the user's language."""

    def get_help(self, ctx: Any) -> str:
        """Usage, what it does, arguments, options."""
        return help_of(self, ctx)


class Group(TyperGroup):
    """The program itself, whose help is in the user's language."""

    def get_help(self, ctx: Any) -> str:
        """Usage, what it is, options, commands."""
        return help_of(self, ctx)


def help_of(command: Command | Group, ctx: Any) -> str:
    """The help of a command or of the program; no line is wider than the terminal."""
    shown = [p for p in command.get_params(ctx) if not getattr(p, "hidden", False)]
    arguments = [p for p in shown if p.param_type_name == "argument"]
    options = [p for p in shown if p.param_type_name == "option"]
    commands = command.commands if isinstance(command, Group) else {}
    words = [t("[选项]", "[OPTIONS]"), *map(metavar, arguments)]
    words += [t("命令 [参数]…", "COMMAND [ARGS]...")] if commands else []
    usage = f"{t('用法：', 'Usage: ')}{ctx.command_path} {' '.join(words)}"
    page = Console(
        file=StringIO(), width=min(shutil.get_terminal_size().columns, WIDEST), color_system=None
    )
    page.print(RichText(usage))
    page.print(Padding(RichText(command.help or ""), (1, 0, 0, 2)))
    _section(page, t("参数：", "Arguments:"), [(metavar(p), _help(p)) for p in arguments])
    _section(page, t("选项：", "Options:"), [(_names(p), _help(p)) for p in options])
    listed = [(name, sub.help or "") for name, sub in commands.items()]
    _section(page, t("命令：", "Commands:"), listed)
    assert isinstance(page.file, StringIO)
    return "\n".join(line.rstrip() for line in page.file.getvalue().splitlines())


def metavar(parameter: Any) -> str:
    """What stands for the parameter's value."""
    return str(parameter.metavar or parameter.name.upper())


def _section(page: Console, heading: str, rows: list[tuple[str, str]]) -> None:
    if not rows:
        return
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for left, right in rows:
        grid.add_row(RichText(left), RichText(right))
    page.print()
    page.print(RichText(heading))
    page.print(Padding(grid, (0, 0, 0, 2)))


def _names(option: Any) -> str:
    names = ", ".join(option.opts)
    return names if option.is_flag else f"{names} {metavar(option)}"


def _help(parameter: Any) -> str:
    if parameter.name == "help":
        return t("显示这份说明", "show this help")
    extra = []
    if parameter.envvar:
        extra.append(t(f"环境变量 {parameter.envvar}", f"environment: {parameter.envvar}"))
    if parameter.required:
        extra.append(t("必填", "required"))
    elif parameter.default not in (None, "") and not getattr(parameter, "is_flag", False):
        extra.append(t(f"默认 {parameter.default}", f"default: {parameter.default}"))
    return f"{parameter.help}  [{t('；', '; ').join(extra)}]" if extra else str(parameter.help)
