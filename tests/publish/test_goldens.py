"""Texts and pages are letter for letter those that were read and found good."""

import pytest

from tests.publish.goldens import FOLDER, made

MADE = made()


def test_there_is_a_file_for_each_and_no_other() -> None:
    kept = {p.relative_to(FOLDER).as_posix() for p in FOLDER.rglob("*") if p.is_file()}
    assert kept == set(MADE)


@pytest.mark.parametrize("name", sorted(MADE))
def test_a_file_is_as_it_was(name: str) -> None:
    assert MADE[name] == (FOLDER / name).read_bytes()
