"""Every error the program raises on purpose.

RosterError                      exit code 1; `text` says in zh and en what happened and what to do
├── InputError                   exit code 2; the inputs are wrong; holds every problem and its place
├── UnknownError                 exit code 2; something named on the command line is not there
├── TemplateError                exit code 2; a template of the bureau's own cannot be used
├── PinConflictError             exit code 2; pins contradict the hard rules or one another
├── ChangeRefusedError           exit code 1; changes of a month cannot be made; holds each reason
├── StaleError                   exit code 1; somebody was there first; nothing was written
├── PublishRefusedError          exit code 1; the gate of publication said no; holds each reason
├── SolveInterruptedError        exit code 130; Ctrl-C stopped the search, the best roster is kept
├── SolverError                  exit code 3; the solver found no answer where one must exist
└── AuditMismatchError           exit code 3; solver and audit disagree: a mistake of ours
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roster.text import Lang, Text, join

if TYPE_CHECKING:
    from collections.abc import Sequence


NOT_CHANGED = Text("不能这样改：", "this change is refused:")


class RosterError(Exception):
    """Root of all errors that are told to the user without a traceback."""

    exit_code = 1

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True)
class Finding:
    """Something to tell about the inputs, and where: as a spreadsheet shows rows (from 1) and columns.

    ``file`` is a name, not a path; ``sheet``, ``row``, ``column`` and ``value`` are None where it is not
    about one sheet, row, column or cell. ``column`` is the header, ``letter`` what a spreadsheet calls
    the column (C).
    """

    message: Text
    remedy: Text
    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    letter: str | None = None

    @property
    def cell(self) -> str | None:
        """The cell as a spreadsheet calls it (C5), where it is one."""
        return f"{self.letter}{self.row}" if self.letter and self.row is not None else None

    def place(self, lang: Lang) -> str:
        """File, sheet, row, column, cell and value; empty where none is known."""
        zh = lang == "zh"
        place = [self.file] if self.file else []
        if self.sheet:
            place.append(f"工作表“{self.sheet}”" if zh else f"sheet “{self.sheet}”")
        if self.row is not None:
            place.append(f"第{self.row}行" if zh else f"row {self.row}")
        if self.column:
            letter = self.letter or ""
            head = f"{letter}列“{self.column}”" if letter else f"“{self.column}”列"
            place.append(head if zh else f"column {letter and letter + ' '}“{self.column}”")
        if self.value is not None:
            place.append(f"值“{self.value}”" if zh else f"value “{self.value}”")
        return (" " if zh else ", ").join(place)

    def to(self, lang: Lang) -> str:
        """One line: place, value, what it is, what would be right."""
        colon, full_stop = ("：", "。") if lang == "zh" else (": ", ". ")
        where, body = self.place(lang), f"{self.message.to(lang)}{full_stop}{self.remedy.to(lang)}"
        return f"{where}{colon}{body}" if where else body


class InputProblem(Finding):
    """One thing wrong in the inputs: what it is, and what would be right."""


class Assumption(Finding):
    """How something unclear in the inputs was understood: as what, and what to do where that is wrong."""


class InputError(RosterError):
    """The inputs cannot be used; `problems` lists everything that is wrong, in reading order."""

    exit_code = 2

    def __init__(self, problems: Sequence[InputProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            join((Text(p.to("zh"), p.to("en")) for p in self.problems), zh="\n", en="\n")
        )


class UnknownError(RosterError):
    """A county, month, person or site named by the user is not there."""

    exit_code = 2


class TemplateError(RosterError):
    """A template that the bureau gave cannot be used; ``file`` and ``line`` (from 1; None for the file as a
    whole) say where.
    """

    exit_code = 2

    def __init__(self, file: str, line: int | None, why: str) -> None:
        self.file, self.line = file, line
        place = Text("", "") if line is None else Text(f"第{line}行", f", line {line}")
        super().__init__(
            Text(
                f"模板“{file}”{place.zh}不能使用：{why}。请改正，或删去这个文件改用自带的模板",
                f"the template “{file}”{place.en} cannot be used: {why}; "
                "mend it, or remove it to use the packaged one",
            )
        )


@dataclass(frozen=True)
class PinConflict:
    """A smallest set of pins that cannot hold together, the rules they break together, and the settings
    that take part: leave, bans, closures, limits, demand, earlier duties, budget.
    """

    pins: tuple[Text, ...]
    rules: tuple[Text, ...]
    settings: tuple[Text, ...] = ()

    def to(self, lang: Lang) -> str:
        """One line naming the pins, the settings and the rules."""
        sep = "、" if lang == "zh" else " + "
        pins = sep.join(p.to(lang) for p in (*self.pins, *self.settings))
        rules = ("；" if lang == "zh" else "; ").join(r.to(lang) for r in self.rules)
        return f"{pins} → {rules}"


class PinConflictError(RosterError):
    """The pins (固定安排) contradict the hard rules or one another; smallest sets first."""

    exit_code = 2

    def __init__(self, conflicts: Sequence[PinConflict]) -> None:
        self.conflicts = tuple(conflicts)
        head = Text(
            f"固定安排自相矛盾，共{len(self.conflicts)}组（每组去掉其中一条指定即可；若放宽的是设置，请再检查一次）：",
            f"the pins contradict, {len(self.conflicts)} set(s) "
            "(dropping one pin of a set cures it; after relaxing a setting, check again):",
        )
        lines = [
            Text(f"  {i}. {c.to('zh')}", f"  {i}. {c.to('en')}")
            for i, c in enumerate(self.conflicts, 1)
        ]
        super().__init__(join([head, *lines], zh="\n", en="\n"))


class PublishRefusedError(RosterError):
    """The roster may not be published as it is; `reasons` says why, one text a gate."""

    def __init__(self, reasons: Sequence[Text]) -> None:
        self.reasons = tuple(reasons)
        head = Text("不能公布：", "publication refused:")
        super().__init__(
            join([head, *(Text(f"  · {r.zh}", f"  - {r.en}") for r in reasons)], zh="\n", en="\n")
        )


class ChangeRefusedError(RosterError):
    """A change of a month, a swap or a restoration may not be made; `reasons` says why, each by itself."""

    def __init__(self, reasons: Sequence[Text], head: Text = NOT_CHANGED) -> None:
        self.reasons = tuple(reasons)
        lines = [Text(f"  · {r.zh}", f"  - {r.en}") for r in self.reasons]
        if len(lines) == 1:
            [one] = self.reasons
            super().__init__(Text(f"{head.zh}{one.zh}", f"{head.en} {one.en}"))
        else:
            super().__init__(join([head, *lines], zh="\n", en="\n"))


class StaleError(RosterError):
    """What is to be changed was changed by somebody else in the meantime; nothing was written."""


class SolveInterruptedError(RosterError):
    """Ctrl-C stopped the search; the best roster so far is kept."""

    exit_code = 130


class SolverError(RosterError):
    """The solver gave no answer although an empty roster with its shortages is always one."""

    exit_code = 3


class AuditMismatchError(RosterError):
    """The audit found another value than the solver, or a broken hard rule in a solved roster."""

    exit_code = 3
