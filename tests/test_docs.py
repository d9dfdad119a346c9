"""The documents say what is so: commands, options, links, paths and quoted code are looked up."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer.main

from roster.cli.app import app
from roster.model.gate import GATES
from roster.model.rules import RULES
from tools import docs_rules, write_docs

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PROGRAM: Any = typer.main.get_command(app)
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "benchmarks/README.md"])
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
README_ZH = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")


def name_of(page: Path) -> str:
    """A page's path as the tests list it."""
    return page.relative_to(ROOT).as_posix()


def blocks(text: str, *languages: str) -> Iterator[str]:
    """The fenced blocks of these languages, without the indentation of a list."""
    for indent, language, body in re.findall(r"(?ms)^( *)```(\w+)\n(.*?)^ *```$", text):
        if language in languages:
            yield "".join(line.removeprefix(indent) for line in body.splitlines(keepends=True))


def command_lines(text: str) -> Iterator[list[str]]:
    """Each call of the program in the text's code blocks, as words after the program's name."""
    for block in blocks(text, "sh", "bat"):
        for line in block.splitlines():
            words = shlex.split(line.replace("\\", "/"))
            if words and words[0].rsplit("/", 1)[-1] == "roster":
                yield words[1:]


def options_of(command: Any) -> list[str]:
    """Every option of a command, or of the steps of a group of commands."""
    parts = getattr(command, "commands", {"": command}).values()
    return list(dict.fromkeys(o for part in parts for p in part.params for o in p.opts))


# --- the README names every command and option ------------------------------------------------


@pytest.mark.parametrize("name", sorted(PROGRAM.commands))
def test_the_readme_has_a_row_for_every_command(name: str) -> None:
    row = re.search(rf"(?m)^\| `roster {name}( [A-Z]+)?` \|.*$", README)
    assert row, f"README.md has no row for {name}"
    options = {*options_of(PROGRAM.commands[name])}
    assert set(re.findall(r"`(--[\w-]+)`", row[0])) <= options


@pytest.mark.parametrize("name", sorted(PROGRAM.commands))
def test_the_reference_has_every_option_of_a_command(name: str) -> None:
    part = COMMANDS.partition(f"\n## roster {name}\n")[2].partition("\n## ")[0]
    assert part, f"docs/commands.md has no part about {name}"
    options = {o for o in options_of(PROGRAM.commands[name]) if o.startswith("--")} - {"--help"}
    assert set(re.findall(r"(?m)^\| `(--[\w-]+)`", part)) == options


def test_the_readme_names_the_programs_own_options_and_the_gates_that_open() -> None:
    own = {o for p in PROGRAM.params for o in p.opts if o.startswith("--")} - {"--help"}
    assert own == {"--lang", "--version"}
    assert all(option in README for option in own)
    for gate in GATES:
        assert (f"`{gate.key}`" in README) == gate.overridable


def test_no_row_is_about_a_command_that_is_not_there() -> None:
    assert set(re.findall(r"(?m)^\| `roster ([\w-]+)[ A-Z]*` \|", README)) == set(PROGRAM.commands)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_commands_in_code_blocks_are_understood(page: Path) -> None:
    for words in command_lines(page.read_text(encoding="utf-8")):
        if words[:1] == ["--lang"]:
            words = words[2:]
        command = PROGRAM.commands[words[0]]
        if hasattr(command, "commands"):
            command, words = command.commands[words[1]], words[1:]
        context = command.make_context(words[0], words[1:])  # raises if not
        assert context.params, words


def test_there_are_commands_to_be_understood() -> None:
    # Four steps in either README: check, plan, show, publish with and without a reason.
    assert len(list(command_lines(README))) >= 5
    assert len(list(command_lines(README_ZH))) >= 5


# --- links, paths, commands of make and Windows ------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_to_files_and_headings(page: Path) -> None:
    text = re.sub(r"(?ms)^ *```.*?^ *```$", "", page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("https://"):
            continue
        path, _, heading = target.partition("#")
        found = (page.parent / path) if path else page
        assert found.exists(), f"{name_of(page)} links to {target}"
        if heading:
            assert heading in headings(found), f"{name_of(page)} links to {target}"


def headings(page: Path) -> set[str]:
    """The anchors of a page's headings."""
    found = re.findall(r"(?m)^#+ (.+)$", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in found}


def test_the_map_of_the_tree_names_paths_that_exist() -> None:
    rows = re.findall(r"(?m)^\| `([\w/.-]+)` \|(.*)$", README.split("## The tree")[1])
    assert len(rows) >= 15
    for path, told in rows:
        assert (ROOT / path).exists(), path
        folder = ROOT / path if (ROOT / path).is_dir() else (ROOT / path).parent
        for name in re.findall(r"`([\w./]+\.py|[\w/]+/)`", told):
            assert (folder / name).exists() or (ROOT / name).exists(), f"{path}: {name}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_files_of_the_tree_that_a_page_names_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for path in re.findall(r"`((?:roster|tests|tools|docs|inputs)/[\w/.-]*[a-z/])`", text):
        assert (ROOT / path).exists(), f"{name_of(page)} names {path}"


def test_every_document_is_linked_from_the_readme() -> None:
    linked = set(re.findall(r"\]\((docs/[^)#]+)", README))
    documents = {name_of(p) for p in (ROOT / "docs").glob("*") if p.is_file()}
    assert documents <= linked


def test_both_readmes_say_how_to_begin() -> None:
    for command in ("make demo", "make test"):
        assert f"### `{command}`" in README
        assert f"`{command}`" in README_ZH
        assert re.search(rf"(?m)^{command.split()[1]}:", (ROOT / "Makefile").read_text())
    steps = [
        "py -m venv .venv",
        r".venv\Scripts\python -m pip install --require-hashes -r requirements.lock",
        r".venv\Scripts\python -m pip install --no-deps --no-build-isolation -e .",
        r".venv\Scripts\roster check inputs\qinyuan --month 2026-12",
    ]
    assert [line for block in blocks(README_ZH, "bat") for line in block.splitlines()][:4] == steps


# --- code that is quoted ------------------------------------------------------------------------


def test_quoted_code_is_in_the_tree_letter_by_letter() -> None:
    page = (ROOT / "docs/adding-a-rule.md").read_text(encoding="utf-8")
    where, quoted = "", 0
    for path, block in re.findall(r"(?ms)`([\w/]+\.py)`|^```python\n(.*?)^```$", page):
        if path and "/" in path:
            where = path
        elif block:
            assert block in (ROOT / where).read_text(encoding="utf-8"), f"{where}:\n{block}"
            quoted += 1
    assert quoted == 6  # line, audit, three forms in the solver, test


# --- what is written from code ------------------------------------------------------------------


def test_every_rule_has_a_source_and_a_row() -> None:
    assert set(docs_rules.SOURCES) == {rule.key for rule in RULES}
    page = write_docs.PAGES["docs/rules-and-levels.md"]()
    for rule in RULES:
        row = re.search(rf"(?m)^\| `{rule.key}` \| {rule.name.zh} \| {rule.name.en} \|.*$", page)
        assert row, rule.key
        assert "|  |" not in row[0], "a rule's docstring says what it counts"
