"""docs/commands.md, from the program's own help in English."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = """\
# The commands

<!-- Written by `python -m tools.write_docs` from the program's help. -->

`roster COMMAND --help` says the same in Chinese, and in English with `roster --lang en COMMAND --help`.
"""


def page() -> str:
    """The whole page. The help's language is chosen when the program is loaded, so another process does
    it.
    """
    done = subprocess.run(
        [sys.executable, "-m", "tools.docs_commands"],
        cwd=Path(__file__).resolve().parent.parent,
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    return done.stdout


def _page() -> str:
    import typer

    from roster.cli.speech import speech

    speech.lang = "en"
    from roster.cli.app import app

    program: Any = typer.main.get_command(app)
    parts = [_HEAD, "\n## roster\n\n", *_options(program)]
    for name, command in program.commands.items():
        steps = getattr(command, "commands", {"": command})
        parts.append(f"\n## roster {name}\n\n{_sentence(command.help)}\n")
        for step, part in steps.items():
            if step:
                parts.append(f"\n### roster {name} {step}\n\n{_sentence(part.help)}\n")
            parts.append("\n")
            parts += _options(part)
    return "".join(parts)


def _options(command: Any) -> Iterator[str]:
    yield "| argument or option | what it is | default |\n|---|---|---|\n"
    for part in command.params:
        if part.name == "help":
            continue
        named = part.param_type_name == "option"
        word = _cell(part.metavar or "")
        flag = named and getattr(part, "is_flag", False)
        name = f"`{part.opts[0]}`{'' if flag else f' {word}'}" if named else f"`{word}`"
        needed = "required" if part.required else _default(part)
        yield f"| {name} | {_cell(part.help or '')} | {needed} |\n"


def _default(part: Any) -> str:
    default = part.default
    if default is None or default in (False, "", ()) or callable(default):
        return ""
    return str(default)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _sentence(text: str | None) -> str:
    told = _cell(text or "")
    return f"{told[:1].upper()}{told[1:]}."


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(_page(), end="")
