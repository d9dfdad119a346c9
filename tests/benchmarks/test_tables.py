from __future__ import annotations

from functools import partial

from benchmarks import tables
from benchmarks.cases import Case
from roster.model.levels import Level
from tests.benchmarks.kit import county, made

PROVEN = tuple((1.0, level, 0) for level in (Level.COVER, Level.DEMAND))
OURS = made((0.2, (0, 0, 900, 9, 9, 9)), (1.0, (0, 0, 500, 9, 9, 9)), bounds=PROVEN)
PEER = made((4.0, (0, 0, 900, 9, 9, 9)))


def test_a_table_is_padded_markdown() -> None:
    assert tables.table(["a", "long"], [[1, 2], ["three", 4]]) == (
        "| a     | long |\n|-------|------|\n| 1     | 2    |\n| three | 4    |"
    )


def test_values_stand_alone_where_proven_and_else_with_their_bound() -> None:
    assert tables.scores(OURS) == "0 · 0 · 500 (0) · 9 (0) · 9 (0) · 9 (0)"
    assert tables.scores(made()) == "no lawful roster"


def test_seconds_and_their_median_know_never() -> None:
    assert [tables.seconds(x) for x in (0.123, 12.3, None)] == ["0.12", "12", "–"]
    assert tables.middle([1.0, None, None]) == float("inf")
    assert tables.middle([1.0, 3.0]) == 2.0
    assert tables.middle([]) is None


def test_the_report_has_every_section_and_every_run() -> None:
    text = tables.report({"usual-01": {"ours": OURS, "scip": PEER, "none": made()}})
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines()]
    # 4.0 s against 0.2 s; a peer without any roster is compared on no case
    assert ["scip", "1", "1", "fairness 1", "0", "0", "–", "20.0", "20.0", "1", "0"] in rows
    assert ["none", "0", "0", "–", "0", "0", "–", "0.0", "0.0", "0", "0"] in rows
    assert ["cover", "1/1 (100%)", "1/1 (100%)", "–", "–"] in rows
    assert ["fairness", "0/1 (0%)", "0/1 (0%)", "100.0%", "100.0%"] in rows
    assert sum(row[:1] == ["usual-01"] for row in rows) == 3


def test_public_instances_are_compared_with_the_best_known() -> None:
    cases = [Case("Instance1", 60, partial(county), 500, 0.1), Case("Instance2", 60, county, 1, 0)]
    ours = made((1.0, (527, 0, 0, 0, 0, 0)), bounds=((1.0, Level.COVER, 500),))
    text = tables.known_table({"Instance1": {"ours": ours}}, cases)
    row = [cell.strip() for cell in text.splitlines()[2].split("|")[1:-1]]
    assert row[:7] == ["Instance1", "ours", "500", "527", "500", "no", "5.4%"]
    assert row[-2:] == ["within 10%", "yes"]


def test_growth_tells_when_each_level_was_proven() -> None:
    text = tables.growth_table({"8×7×6": {"ours": OURS}})
    assert "1.00 · 1.00 · – · – · – · –" in text
