"""Wrong usage told in the user's language: the parser itself speaks only English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer._click import exceptions

from roster.text import Text

if TYPE_CHECKING:
    from typer._click.exceptions import UsageError


def usage_text(error: UsageError) -> Text:
    """What was wrong with the command line, and where to look it up."""
    path = error.ctx.command_path if error.ctx else "roster"
    hint = Text(f"用法见 {path} --help", f"see {path} --help")
    what = _what(error)
    return Text(f"{what.zh}（{hint.zh}）", f"{what.en} ({hint.en})")


def _what(error: UsageError) -> Text:
    english = error.format_message().rstrip(".")
    name = _name_of(error)
    if isinstance(error, exceptions.MissingParameter):
        return Text(f"缺少参数 {name}", english)
    if isinstance(error, exceptions.NoSuchOption):
        return Text(f"没有选项 {error.option_name}", english)
    if isinstance(error, exceptions.BadParameter):
        return Text(f"参数 {name} 的值不对：{error.message.rstrip('.')}", english)
    return Text(f"用法不对：{english}", english)


def _name_of(error: UsageError) -> str:
    parameter = getattr(error, "param", None)
    return (
        parameter.make_metavar(error.ctx)
        if parameter and not parameter.opts[0].startswith("-")
        else (parameter.opts[0] if parameter else "")
    )
