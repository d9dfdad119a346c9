"""The sample counties from the workbook to the wall: read, planned, audited, published."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pypdf
import pytest

from roster.cli.publishing.outputs import write_outputs
from roster.cli.tables import distinct_names, shortage_lines
from roster.io import read_problem
from roster.model.audit import audit
from roster.model.calendar import Month
from roster.model.gate import gate
from roster.model.levels import Level
from roster.model.problem import Problem
from roster.model.requests import Leave
from roster.model.roster import Roster, SolverSettings
from roster.publish.texts import file_stems
from roster.solver.result import to_roster
from roster.solver.solve import solve
from roster.store import open_store
from tools.make_samples import COUNTIES, ROOT

if TYPE_CHECKING:
    from pathlib import Path

DECEMBER = Month(year=2026, month=12)
# Deterministic: the limit is the solver's own count of work, not the clock, so that a slow machine
# proves as much. Cover and demand are proven within it; the rest is what it is.
SETTINGS = SolverSettings(workers=1, seed=1, time_limit=1, deterministic=True)
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
KEYS = sorted(COUNTIES)


def sample(key: str) -> Problem:
    """The county as its workbook has it, but for telephone numbers: those of the samples are all the
    same, the offices' too. Here each person has one, and it is told apart from every other text.
    """
    problem = read_problem(ROOT / "inputs" / key, DECEMBER)
    people = (p.model_copy(update={"phone": f"本人电话{p.id}"}) for p in problem.people)
    return changed(problem, people=tuple(people))


def changed(problem: Problem, **fields: object) -> Problem:
    """Made anew: a copy would keep what the old one has worked out."""
    same = {name: getattr(problem, name) for name in Problem.model_fields}
    return Problem.model_validate({**same, **fields})


@cache
def planned(key: str) -> tuple[Problem, Roster]:
    """The county's December; solved once for all tests."""
    problem = sample(key)
    solution = solve(problem, SETTINGS)
    return problem, to_roster(problem, solution, SETTINGS, planned_at=NOW, version="0")


def reduced(key: str) -> Problem:
    """The county without the last fifth of its people, and all but four of the others at a training
    course in the week from 7 December: four people at two or three duties a week are too few for it.
    """
    problem = sample(key)
    people = problem.people[: len(problem.people) * 4 // 5]
    ids = {person.id for person in people}
    course = [
        Leave(person=p.id, start=date(2026, 12, 7), end=date(2026, 12, 13), kind="出差")
        for p in people[4:]
    ]
    return changed(
        problem,
        people=people,
        leaves=(*(x for x in problem.leaves if x.person in ids), *course),
        wishes=tuple(x for x in problem.wishes if x.person in ids),
        bans=tuple(x for x in problem.bans if x.person in ids),
        pins=tuple(x for x in problem.pins if x.duty.person in ids),
        history=tuple(x for x in problem.history if x.person in ids),
    )


@pytest.mark.parametrize("key", KEYS)
def test_a_month_is_covered_and_the_audit_agrees(key: str) -> None:
    problem, roster = planned(key)
    report = audit(problem, roster.duties)
    assert report.violations == ()
    assert {s.level: s.value for s in roster.levels} == report.values
    assert len(roster.levels) == 6
    proven = {s.level for s in roster.levels if s.optimal}
    assert proven >= {Level.COVER, Level.DEMAND}
    assert report.values[Level.COVER] == 0  # both counties have people enough (test_samples)
    assert roster.shortages == ()
    found = gate(problem, roster, on=date(2026, 11, 25), violations=[], overrides={})
    assert found == []


@pytest.mark.parametrize("key", KEYS)
def test_a_published_month_hands_out_everything_and_nothing_private(
    key: str, tmp_path: Path
) -> None:
    problem, roster = planned(key)
    with open_store(f"sqlite:///{(tmp_path / 'roster.db').as_posix()}") as store:
        number = store.save_draft(problem, roster, created_at=NOW).revision
        store.publish(problem.settings.county_id, DECEMBER, number,
                      published_on=NOW.date(), published_at=NOW, overrides={})  # fmt: skip
        folder = write_outputs(store, problem.settings.county_id, DECEMBER, tmp_path / "out", "zh")
    names = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    expected = {"roster.json", "roster.xlsx", "feeds/county.ics"}
    expected |= {f"feeds/site-{site.id}.ics" for site in problem.sites}
    expected |= {f"feeds/person-{person}.ics" for person in roster.of_person}
    for stem in file_stems(problem, "zh").values():
        expected |= {f"notices/{stem}-值班公示.pdf", f"notices/{stem}-微信.txt"}
        expected |= {f"notices/docx/{stem}-值班公示.docx", f"notices/html/{stem}-值班公示.html"}
        assert any(name.startswith(f"notices/png/{stem}-值班公示") for name in names)
    assert set(names) >= expected
    phones = {p.phone for p in problem.people}
    agreed = {p.phone for p in problem.people if p.consent_phone}
    private = phones | {p.certificate for p in problem.people} - {""}
    assert len(private) > len(problem.people), "the samples hold certificate numbers"
    people = [person.name for person in problem.people]
    for name, path in names.items():
        if name.endswith(".png"):
            continue  # the picture of a PDF that is read
        text = readable(name, path.read_bytes())
        nameless = name.endswith("公告.pdf") or name.endswith("公告.docx")
        assert any(who in text for who in people) or name.endswith(".txt") or nameless, name
        allowed = agreed if name.startswith("internal/") else set()
        assert not [secret for secret in private - allowed if secret in text], name


def readable(name: str, content: bytes) -> str:
    """What a reader finds in a file, calendar lines unfolded and spaces of layout left out."""
    if name.endswith(".pdf"):
        pages = pypdf.PdfReader(BytesIO(content)).pages
        return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))
    if name.endswith((".xlsx", ".docx")):
        with ZipFile(BytesIO(content)) as parts:
            return "".join(parts.read(n).decode() for n in parts.namelist() if n.endswith(".xml"))
    return content.decode().replace("\r\n ", "")


@pytest.mark.parametrize("key", KEYS)
def test_too_few_people_leave_shortages_with_everybody_s_reason(key: str) -> None:
    problem = reduced(key)
    solution = solve(problem, SETTINGS)
    roster = to_roster(problem, solution, SETTINGS, planned_at=NOW, version="0")
    report = audit(problem, roster.duties)
    assert {s.level: s.value for s in roster.levels} == report.values
    assert roster.shortages
    everybody = {person.id for person in problem.people}
    for shortage in roster.shortages:
        for slot in shortage.slots:
            key_of_slot = (shortage.site, slot.date, slot.session)
            there = {d.person for d in roster.duties if (d.site, d.date, d.session) == key_of_slot}
            assert {r.person for r in slot.reasons} == everybody - there
            assert all(r.zh and r.en for r in slot.reasons)
    names = "|".join(map(re.escape, distinct_names(roster.people).values()))
    told = [line.zh for line in shortage_lines(roster) if line.zh.startswith("  ")]
    form = re.compile(rf"  12月\d+日 \S+：({names}) [^；]+(；({names}) [^；]+)*")
    assert told
    assert all(form.fullmatch(line) for line in told)
    week = [line for line in told if 7 <= int(line.split("月")[1].split("日")[0]) <= 13]
    assert any(" 出差" in line and re.search("已满|已在", line) for line in week)
    assert not any(
        "可以安排" in line for line in told
    )  # cover and demand are proven: nobody is idle
