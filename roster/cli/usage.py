"""Wrong usage told in the user's language: the parser itself speaks only English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roster.cli.help import metavar
from roster.text import Text

if TYPE_CHECKING:
    from typer import TyperException

# The parser's sentences, and ours for them. One that is not here is told in English.
SENTENCES = (
    (r"No such command '(.+)'\. Did you mean '(.+)'\?", r"没有命令 \1，是否应为 \2"),
    (r"No such command '(.+)'", r"没有命令 \1"),
    (r"Missing command", "缺少命令"),
    (r"Got unexpected extra argument\(s\) \((.+)\)", r"多余的参数 \1"),
    (r"Option '(.+)' requires an argument", r"选项 \1 后面要写值"),
    (r"Option '(.+)' does not take a value", r"选项 \1 后面不能写值"),
    (r".+ '(.+)' is not readable", r"\1 不能读取"),
    (r"Input should be a valid integer.*", "应为整数"),
    (r"Input should be a valid number.*", "应为数字"),
    (r"Input should be greater than or equal to (\S+)", r"不能小于\1"),
    (r"Input should be less than or equal to (\S+)", r"不能大于\1"),
)


def usage_text(error: TyperException) -> Text:
    """What was wrong with the command line, and where to look it up."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "roster"
    english = error.format_message().rstrip(".")
    return Text(
        f"{_chinese(error, english)}（用法见 {path} --help）", f"{english} (see {path} --help)"
    )


def _chinese(error: TyperException, english: str) -> str:
    """By the error's kind; the kinds have no public names to import, so they are told by class name."""
    kind = type(error).__name__
    if kind == "MissingParameter":
        return f"缺少参数 {_parameter(error)}"
    if kind == "NoSuchOption":
        near = "、".join(getattr(error, "possibilities", None) or ())
        return f"没有选项 {getattr(error, 'option_name', '')}{f'，是否应为 {near}' if near else ''}"
    if kind == "BadParameter":
        return f"参数 {_parameter(error)} 的值不对：{_sentence(error.message.rstrip('.'))}"
    return f"用法不对：{_sentence(english)}"


def _sentence(english: str) -> str:
    for pattern, chinese in SENTENCES:
        match = re.fullmatch(pattern, english, re.DOTALL)
        if match:
            return match.expand(chinese).replace("', '", "、")
    return english


def _parameter(error: TyperException) -> str:
    """The option or argument as the user writes it."""
    hint = getattr(error, "param_hint", None)
    if hint:
        return str(hint)
    parameter = getattr(error, "param", None)
    if parameter is None:
        return ""
    option = next((name for name in parameter.opts if name.startswith("-")), None)
    return option or metavar(parameter)
