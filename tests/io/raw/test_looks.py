"""Crossed-out text, hidden columns and comments, alike in every kind of workbook.

tests/cases/looks/looks.xlsx was made with openpyxl, the others from it with LibreOffice, which leaves out
who wrote a comment.
"""

from pathlib import Path

import pytest

from roster.io.raw.comments import SIGNED, persons_words
from roster.io.raw.reading import read_workbook
from roster.io.report import Report
from tests.io.raw.kinds_cases import KINDS

LOOKS = Path(__file__).resolve().parents[2] / "cases" / "looks"


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_looks_are_the_same_in_every_kind(ending: str) -> None:
    [found] = read_workbook(LOOKS / f"looks.{ending}", Report())
    assert found.struck == {(3, 1), (4, 0)}  # the whole of 王垚, and the letter of P3
    assert found.hidden_columns == {3}
    # C3 has a note of ours; the one on D4 kept a person's words, and another was added below
    assert {place: " ".join(words.split()) for place, words in found.comments.items()} == {
        (2, 2): "改到12月15日",
        (4, 3): "两 行 再说",
    }


@pytest.mark.parametrize("name", ["content.xlsx", "content.xls", "content.ods", "mac.xls"])
def test_a_comment_is_kept_apart_from_the_content(name: str) -> None:
    assert read_workbook(KINDS / name, Report())[0].comments == {(2, 0): "批注不是内容"}


@pytest.mark.parametrize(
    ("author", "words", "person"),
    [
        ("李主任", "李主任:\n改到15日", "改到15日"),
        ("", "[线程批注]\n\n你的Excel版本可读取此线程批注。\n\n注释:\n    改到15日", "改到15日"),
        ("", "[重要] 改到15日", "[重要] 改到15日"),
        ("", f"不是可选的词\n{SIGNED}", ""),
        ("", f"x\nBe careful\na comment was not read: 改\n{SIGNED}", "改"),
        ("", "长" * 400, "长" * 300 + "…"),
    ],
)
def test_whose_words_they_are(author: str, words: str, person: str) -> None:
    assert persons_words(author, words) == person
