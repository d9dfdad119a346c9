"""However a workbook is damaged, what is told is an error with a remedy: never a traceback."""

from __future__ import annotations

import random
import zipfile
from datetime import date, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from roster.errors import RosterError
from roster.io.handback import HandbackFile, is_workbook
from roster.model.handback import weigh
from roster.publish.workbook import build_workbook
from tests.build import day
from tests.io.handback.kit import revision

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

BASE = revision()
WHOLE = build_workbook(BASE.problem, BASE.roster)
VALUES: list[Any] = [
    None, "", "甲P4", "王伟", "甲P4\n甲P3", "上午", "缺9", "=1/0", "=A1", "#REF!", "@x", "\t", "9" * 400,
    0, -1, 8, 1e308, 45000.5, True, date(2026, 12, 9), time(8), "2026年12月9日", "\u202e", "站点", "日期",
    "roster-workbook/1", "2026-13", "姓名", "当日人次",
]  # fmt: skip
OURS = ("排班总表", "按日清单", "版本信息")


def _ours_alone() -> bytes:
    """The workbook without the sheets that are not read: it opens and saves faster."""
    book = openpyxl.load_workbook(BytesIO(WHOLE))
    for name in book.sheetnames:
        if name not in OURS:
            book.remove(book[name])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


FEW_SHEETS = _ours_alone()


def survive(data: bytes, folder: Path) -> None:
    """It is read, or refused with an error that the program tells."""
    file = folder / "改.xlsx"
    file.write_bytes(data)
    assert is_workbook(file)
    try:
        edits = HandbackFile(file).edits(BASE, BASE.problem)
        weigh(BASE.problem, BASE.roster.duties, edits, on=day(1))
    except RosterError as error:
        assert error.text.zh
        assert error.text.en


def flipped(dice: random.Random) -> bytes:
    """Some bytes of the file differ, or its end is missing."""
    data = bytearray(WHOLE)
    for _ in range(dice.choice([1, 3, 30])):
        data[dice.randrange(len(data))] = dice.randrange(256)
    return bytes(data[: dice.randrange(len(data))] if dice.random() < 0.2 else data)


def inside(dice: random.Random) -> bytes:
    """A sound zip, in which a part is missing, cut or has other bytes."""
    with zipfile.ZipFile(BytesIO(WHOLE)) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    for name in dice.sample(sorted(parts), dice.choice([1, 1, 2, 4])):
        part, how = parts[name], dice.randrange(6)
        if how == 0:
            del parts[name]
        elif how == 1:
            del part[dice.randrange(len(part)) :]
        elif how == 2:
            for _ in range(5):
                part[dice.randrange(len(part))] = dice.choice(b'<>"/&19Az\x00\xff')
        else:
            _swap_digits(part, dice)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, bytes(part))
    return out.getvalue()


def _swap_digits(part: bytearray, dice: random.Random) -> None:
    """Numbers (of styles, strings, cells) become others; the XML stays sound."""
    at = [i for i, b in enumerate(part) if 48 <= b <= 57]
    for i in dice.sample(at, min(len(at), 12)):
        part[i] = dice.randrange(48, 58)


def edited(dice: random.Random) -> bytes:
    """Cells hold anything; rows, columns and sheets come and go; cells are merged."""
    book = openpyxl.load_workbook(BytesIO(FEW_SHEETS))
    for _ in range(dice.choice([1, 2, 3, 12])):
        _edit(book[dice.choice([*OURS[:2] * 4, OURS[2]])], dice)
    if dice.random() < 0.05:
        book.remove(book[dice.choice(OURS)])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _edit(sheet: Worksheet, dice: random.Random) -> None:
    row = dice.randint(3, 10)
    column = dice.choice([dice.randint(1, 10), dice.randint(1, 33)])
    how = dice.randrange(30)
    if how == 0:
        sheet.delete_rows(row, dice.randint(1, 3))
    elif how == 1:
        sheet.insert_rows(row)
    elif how == 2:
        sheet.delete_cols(column)
    elif how == 3:
        place = {"start_row": row, "end_row": row + 1}
        sheet.merge_cells(**place, start_column=column, end_column=column + 2)
    else:
        cell: Any = sheet.cell(row, column)
        if type(cell).__name__ != "MergedCell":
            cell.value = dice.choice(VALUES)


@pytest.mark.parametrize("first", range(0, 80, 16))
@pytest.mark.parametrize("damage", [flipped, inside, edited])
def test_damage(damage: Callable[[random.Random], bytes], first: int, tmp_path: Path) -> None:
    for seed in range(first, first + 16):
        survive(damage(random.Random(seed)), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(1000, 1680, 34))
@pytest.mark.parametrize("damage", [flipped, inside, edited])
def test_more_damage(damage: Callable[[random.Random], bytes], first: int, tmp_path: Path) -> None:
    for seed in range(first, first + 34):
        survive(damage(random.Random(seed)), tmp_path)
