"""A solved roster as it stands in roster.json: it comes back, and fits the schema in docs/."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from roster.model.roster import Roster, SolverSettings, Status
from roster.solver.result import to_roster
from roster.solver.solve import solve
from tests.build import centre_demand, day, problem, visits
from tools import docs_roster

ROOT = Path(__file__).resolve().parent.parent
SCHEMA: dict[str, Any] = json.loads((ROOT / "docs/roster.schema.json").read_text(encoding="utf-8"))
SHORT = ("centre_short", "floor_short", "visit_short")


def test_every_field_of_the_format_is_explained_once() -> None:
    explained = {kind.__name__: set(kind.model_fields) for kind in docs_roster.TYPES}
    assert explained == {name: set(notes) for name, notes in docs_roster.NOTES.items()}
    # Enumerations are told where they are used; every other type has its section.
    objects = {name for name, kind in SCHEMA["$defs"].items() if kind["type"] == "object"}
    assert objects | {"Roster"} == set(explained)


@pytest.fixture(scope="module")
def solved() -> Roster:
    """One person for a centre and a station that want a visit on a centre day: something is short."""
    county = problem(
        1,
        [visits()],
        centre_demands=(centre_demand(),),
        limits={"max_week": 5, "max_consecutive": 5},
    )
    settings = SolverSettings(workers=1, seed=1, time_limit=10, deterministic=True)
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    return to_roster(county, solve(county, settings), settings, planned_at=at, version="0.1.0")


def test_a_solved_roster_comes_back_from_its_file(solved: Roster) -> None:
    # 23 workdays, one person, one duty a day: on each of the five Tuesdays the centre and the station
    # want the same person. A centre day short costs 1, a station never open 5: so the station gets
    # one Tuesday and goes short of four visits.
    assert len(solved.duties) == 23
    short = {rule: sum(s.missing for s in solved.shortages if s.rule == rule) for rule in SHORT}
    assert short == {"centre_short": 1, "floor_short": 0, "visit_short": 4}
    assert Roster.model_validate_json(solved.model_dump_json(indent=2)) == solved


def test_a_solved_roster_fits_the_schema(solved: Roster) -> None:
    assert_fits(solved.model_dump(mode="json"), SCHEMA, SCHEMA)
    assert_fits(
        solved.model_copy(
            update={"status": Status.PUBLISHED, "published_on": day(25, 11)}
        ).model_dump(mode="json"),
        SCHEMA,
        SCHEMA,
    )


@pytest.mark.parametrize(
    "change",
    [
        {"format": "roster/9"},
        {"month": "Dec"},
        {"revision": -1},
        {"duties": [{"person": "P1"}]},
        {"unheard": 1},
        {"people": {"P1": 1}},
        {"status": "lost"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_is_no_roster_fits_neither_schema_nor_type(
    solved: Roster, change: dict[str, Any]
) -> None:
    broken = solved.model_dump(mode="json") | change
    with pytest.raises(AssertionError):
        assert_fits(broken, SCHEMA, SCHEMA)
    with pytest.raises(ValidationError):
        Roster.model_validate(broken)


KINDS = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}


def assert_fits(value: Any, part: dict[str, Any], whole: dict[str, Any]) -> None:
    """The value fits a schema of the few keywords that ours uses; an unknown keyword fails."""
    known = {"$defs", "$schema", "$ref", "title", "description", "default", "format", "required"}
    known |= {"type", "properties", "additionalProperties", "items", "anyOf", "enum", "const"}
    known |= {"pattern", "minimum", "exclusiveMinimum"}
    assert set(part) <= known, f"teach this test {set(part) - known}"
    if "$ref" in part:
        assert_fits(value, whole["$defs"][part["$ref"].rsplit("/", 1)[-1]], whole)
    if "anyOf" in part:
        assert any(fits(value, choice, whole) for choice in part["anyOf"])
    if "enum" in part:
        assert value in part["enum"]
    if "const" in part:
        assert value == part["const"]
    if "pattern" in part:
        assert re.search(part["pattern"], value)
    if "minimum" in part:
        assert value >= part["minimum"]
    if "exclusiveMinimum" in part:
        assert value > part["exclusiveMinimum"]
    if part.get("type") == "array":
        for item in value:
            assert_fits(item, part["items"], whole)
    elif part.get("type") == "object":
        assert_object(value, part, whole)
    elif "type" in part:
        assert isinstance(value, KINDS[part["type"]]), f"{value!r} is no {part['type']}"


def assert_object(value: Any, part: dict[str, Any], whole: dict[str, Any]) -> None:
    """Required keys are there, each value fits, and no key is unknown where none may be."""
    assert isinstance(value, dict)
    assert set(part.get("required", ())) <= set(value)
    others = part.get("additionalProperties", True)
    for key, item in value.items():
        inner = part.get("properties", {}).get(key, others)
        assert inner is not False, f"unknown key {key}"
        if isinstance(inner, dict):
            assert_fits(item, inner, whole)


def fits(value: Any, part: dict[str, Any], whole: dict[str, Any]) -> bool:
    """Whether the value fits."""
    try:
        assert_fits(value, part, whole)
    except AssertionError:
        return False
    return True
