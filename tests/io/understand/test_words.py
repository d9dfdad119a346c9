"""Words that mean one of ours."""

import pytest

from roster.io.columns import SHEETS
from roster.io.understand.context import Context
from roster.io.understand.headers import bare
from roster.io.understand.kinds import CATEGORY, SESSIONS, YES_NO
from roster.io.understand.words import ALL_WORDS, CATEGORY_WORDS
from tests.io.county import DECEMBER

CONTEXT = Context(DECEMBER)


@pytest.mark.parametrize(
    ("written", "meant", "certain"),
    [("√", "是", False), ("×", "否", False), ("Ｙ", "是", False), ("N", "否", False), (1, "是", False),
     (0.0, "否", False), (True, "是", True), (False, "否", True), (" 是 ", "是", True)],
)  # fmt: skip
def test_yes_and_no(written: object, meant: str, certain: bool) -> None:
    assert YES_NO.loose is not None
    assert YES_NO.loose(written, CONTEXT) == (((meant, None),), certain, None)


@pytest.mark.parametrize("written", ["是", "大概", 2])
def test_other_words_are_left_to_the_strict_reader(written: object) -> None:
    assert YES_NO.loose is not None
    assert YES_NO.loose(written, CONTEXT) is None


def test_categories_are_not_guessed() -> None:
    assert CATEGORY.loose is not None
    for word in ("公职律师", "律师助理", "其他"):  # each may be two categories, or none
        assert CATEGORY.loose(word, CONTEXT) is None
    found = CATEGORY.loose("退休法官", CONTEXT)
    assert found is not None
    assert found.items == (("政法机关退休人员", None),)


def test_no_word_means_two_of_ours() -> None:
    for words in ALL_WORDS.values():
        others = [other for listed in words.values() for other in listed]
        assert len(others) == len(set(others))
        assert not set(others) & set(words)


def test_every_word_is_one_that_the_strict_reader_knows() -> None:
    for ours in CATEGORY_WORDS:
        assert CATEGORY.parse(ours)
    assert SESSIONS.parse("全天")


def test_no_header_means_two_columns_and_no_name_two_sheets() -> None:
    names = [n for sheet in SHEETS for n in (sheet.name, *sheet.also)]
    assert len(names) == len(set(names))
    for sheet in SHEETS:
        headers = [bare(h) for c in sheet.columns for h in (c.name, *c.also)]
        assert len(headers) == len(set(headers)), sheet.name
