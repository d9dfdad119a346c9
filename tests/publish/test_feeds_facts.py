"""docs/feeds.md names a test for every fact: they are there."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parent.parent
PAGE = (TESTS.parent / "docs/feeds.md").read_text(encoding="utf-8")


def test_every_test_named_in_the_table_of_facts_is_there() -> None:
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", PAGE)
    assert len(named) > 30
    lacking = [
        (file, name)
        for file, name in named
        if not re.search(rf"(?m)^def {name}\(", (TESTS / file).read_text(encoding="utf-8"))
    ]
    assert not lacking


def test_every_fact_names_a_test() -> None:
    rows = re.findall(r"(?m)^\| (.+) \| (.+) \|$", PAGE.partition("| fact | test |")[2])
    assert len(rows) > 20
    assert not [fact for fact, test in rows if "::" not in test and test != "the same"]
