"""What was found in the inputs, as `roster check` prints it: by sheet, the same in several rows as one."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roster.errors import Assumption, Finding, InputProblem
    from roster.text import Lang

_MOST_ROWS = 12  # of one line that are told with their values; of the others their numbers
_FEWEST_RUN = 3  # rows that follow one another and are told as a range
_MOST_LINES = 8  # of assumptions in one column: a year of dates without years is a line each


def problems_text(problems: Sequence[InputProblem], lang: Lang) -> str:
    """Everything that is wrong, in reading order."""
    head = Text(
        f"输入有{len(problems)}处问题，改正后再检查一次：",
        f"{len(problems)} problem(s) in the inputs; correct them and check again:",
    )
    return "\n".join([head.to(lang), *_lines(problems, lang)])


def assumptions_text(assumptions: Sequence[Assumption], lang: Lang) -> str:
    """How everything unclear was understood, in reading order; of a column with many ways of writing, the
    first few.
    """
    head = Text(
        f"有{len(assumptions)}处按下面的理解读取，请核对：",
        f"{len(assumptions)} thing(s) were understood as follows; please look at them:",
    )
    return "\n".join([head.to(lang), *_lines(assumptions, lang, most=_MOST_LINES)])


def _lines(found: Sequence[Finding], lang: Lang, most: int | None = None) -> list[str]:
    """A heading for each file and sheet, and below it a line for each thing found there; at most so many of
    a column.
    """
    lines: list[str] = []
    for (file, sheet), group in groupby(found, lambda f: (f.file or "", f.sheet or "")):
        here = list(group)
        kinds: dict[tuple[object, ...], list[Finding]] = {}
        for f in here:
            rows = f.row is not None
            kinds.setdefault((f.column, f.letter, f.message, f.remedy, rows), []).append(f)
        if file or sheet:
            lines.append(_heading(file, sheet, len(here)).to(lang))
        columns: dict[str | None, list[list[Finding]]] = {}
        for same in kinds.values():
            columns.setdefault(same[0].column, []).append(same)
        left = {c: told[most:] if c and most else [] for c, told in columns.items()}
        skipped = {id(same) for told in left.values() for same in told}
        lines += [f"  {_line(same, lang)}" for same in kinds.values() if id(same) not in skipped]
        lines += [f"  {_more(c, told).to(lang)}" for c, told in left.items() if c and told]
    return lines


def _more(column: str, told: Sequence[Sequence[Finding]]) -> Text:
    cells = sum(map(len, told))
    return Text(
        f"“{column}”列还有{cells}处照此理解，--fix 写出的副本里逐格标明",
        f"column “{column}”: {cells} more understood likewise; the copy of --fix marks each cell",
    )


def _heading(file: str, sheet: str, count: int) -> Text:
    zh, en = file, file
    if sheet:
        zh = f"{file} 工作表“{sheet}”".strip()
        en = f"{file}, sheet “{sheet}”".removeprefix(", ")
    return Text(f"{zh}（{count}处）", f"{en} ({count})")


def _line(same: Sequence[Finding], lang: Lang) -> str:
    """One line for the same thing in one column, wherever it is."""
    zh = lang == "zh"
    first = same[0]
    values = list(dict.fromkeys(f.value for f in same))
    each = len(values) > 1  # every row then says its own value
    rows = [f for f in same if f.row is not None]
    place = [_rows(rows, zh=zh, each=each)] if rows else []
    if first.column:
        head = f"{first.letter}列“{first.column}”" if first.letter else f"“{first.column}”列"
        letter = f"{first.letter} " if first.letter else ""
        place.insert(0 if each else len(place), head if zh else f"column {letter}“{first.column}”")
    if not each and values[0] is not None:
        place.append(f"值“{values[0]}”" if zh else f"value “{values[0]}”")
    colon, stop = ("：", "。") if zh else (": ", ". ")
    body = f"{first.message.to(lang)}{stop}{first.remedy.to(lang)}"
    where = (" " if zh else ", ").join(place)
    return f"{where}{colon}{body}" if where else body


def _rows(rows: Sequence[Finding], *, zh: bool, each: bool) -> str:
    """Every row: where each has its own value, the first with theirs."""
    if not each:
        numbers = _ranges(rows, zh=zh)
        return f"第{numbers}行" if zh else f"row{'s' * (len(rows) > 1)} {numbers}"
    told, more = rows[:_MOST_ROWS], rows[_MOST_ROWS:]
    words = [f"第{f.row}行" if zh else f"row {f.row}" for f in told]
    words = [f"{w}“{f.value}”" if f.value else w for w, f in zip(words, told, strict=True)]
    text = ("、" if zh else ", ").join(words)
    if more:
        numbers = _ranges(more, zh=zh)
        text += f"，还有第{numbers}行" if zh else f", and row{'s' * (len(more) > 1)} {numbers}"
    return text


def _ranges(rows: Sequence[Finding], *, zh: bool) -> str:
    """The numbers of the rows; from three on that follow one another, the first and the last."""
    runs: list[list[int]] = []
    for number in sorted({f.row for f in rows if f.row is not None}):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    dash, comma = ("—", "、") if zh else ("–", ", ")
    words = [
        [f"{run[0]}{dash}{run[-1]}"] if len(run) >= _FEWEST_RUN else [str(n) for n in run]
        for run in runs
    ]
    return comma.join(w for run in words for w in run)
