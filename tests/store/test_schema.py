from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from setuptools import find_packages  # type: ignore[import-untyped]
from sqlalchemy import create_engine, insert, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.pool import NullPool

from roster.errors import RosterError
from roster.store import open_store, schema
from roster.store.connection import connect
from roster.store.schema import HEAD, VERSION_TABLE, config
from roster.store.tables import Base, CountyRow, EventRow, MonthRow, UtcDateTime
from tests import build
from tests.store.workers import NOON, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def three(empty: Path) -> Path:
    """A database with a superseded (1), a published (2) and a draft revision (3), each with a duty;
    the first has a reason.
    """
    file = empty.with_name("three.db")
    shutil.copy(empty, file)
    problem = build.problem()
    with open_store(f"sqlite:///{file.as_posix()}") as store:
        for number in (1, 2, 3):
            duties = [build.duty(f"P{number}", "C", number)]
            store.save_draft(problem, build.roster(problem, duties), created_at=NOON)
            if number < 3:
                store.publish(
                    "qinyuan",
                    build.DECEMBER,
                    number,
                    published_on=date(2026, 11, 25),
                    published_at=NOON,
                    overrides={"lead_time": "急"} if number == 1 else {},
                )
    return file


@pytest.fixture
def outside(three: Path, url: str) -> Iterator[sqlite3.Connection]:
    """Another program's connection to a copy of these revisions."""
    file = url.removeprefix("sqlite:///")
    shutil.copy(three, file)
    with closing(sqlite3.connect(file, isolation_level=None)) as found:
        found.execute("PRAGMA foreign_keys = ON")
        yield found


def test_the_migrations_make_the_tables_of_the_code(url: str) -> None:
    open_store(url).close()
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, Base.metadata) == []
        found = connection.exec_driver_sql("SELECT sql FROM sqlite_master").scalars().all()
    # What the comparison does not see: checks and the condition of the partial index.
    checks = sum(sql.count("CHECK") for sql in found if sql)
    stated = sum(
        type(c).__name__ == "CheckConstraint"
        for t in Base.metadata.tables.values()
        for c in t.constraints
    )
    assert checks == stated == 3
    assert any(sql and sql.endswith("WHERE status = 'published'") for sql in found)


def test_the_newest_step_is_the_one_the_code_expects() -> None:
    assert ScriptDirectory.from_config(config()).get_heads() == [HEAD]


def test_the_steps_are_packaged() -> None:
    packages = find_packages(str(ROOT), include=["roster*"])
    assert {"roster.store.migrations", "roster.store.migrations.versions"} <= set(packages)


def test_the_steps_can_be_taken_in_postgresql_too() -> None:
    script = StringIO()
    context = MigrationContext.configure(
        dialect_name="postgresql", opts={"as_sql": True, "output_buffer": script}
    )
    with Operations.context(context):
        for step in reversed(list(ScriptDirectory.from_config(config()).walk_revisions())):
            step.module.upgrade()
    made = script.getvalue()
    assert "created_at TIMESTAMP WITH TIME ZONE NOT NULL" in made
    assert "(month_id) WHERE status = 'published'" in made
    assert made.count("CREATE TABLE") == len(Base.metadata.tables)
    assert "TRIGGER" not in made  # they are written for SQLite


def test_an_older_schema_is_brought_up_to_date(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # A program one step ahead of this one: its step is added beside ours, in a copy of the folder.
    file = Path(url.removeprefix("sqlite:///"))
    folder = file.with_name("migrations")
    shutil.copytree(Path(schema.__file__).with_name("migrations"), folder)
    (folder / "versions" / "r0002_more.py").write_text(
        "from alembic import op\nimport sqlalchemy as sa\nrevision = '0002'\n"
        "down_revision = '0001'\n"
        "def upgrade():\n    op.add_column('event', sa.Column('more', sa.Text))\n",
        encoding="utf-8",
    )
    problem = build.problem()
    with open_store(url) as store:
        store.save_draft(problem, build.roster(problem), created_at=NOON)
    monkeypatch.setattr(schema, "HEAD", "0002")
    monkeypatch.setattr(schema, "__file__", str(folder.with_name("schema.py")))
    with open_store(url) as store:
        assert store.months("qinyuan") == [build.DECEMBER], "what was there stays"
    with closing(sqlite3.connect(file)) as found:
        assert found.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchall() == [("0002",)]
        assert found.execute("SELECT more FROM event").fetchall() == [(None,)]


def test_a_step_that_fails_changes_nothing(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("in the middle")

    # The last thing the first step does is to make triggers: all tables are made by then.
    monkeypatch.setattr("alembic.operations.Operations.execute", fail)
    with pytest.raises(RuntimeError, match="in the middle"):
        open_store(url)
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as found:
        assert found.execute("SELECT name FROM sqlite_master").fetchall() == []
    monkeypatch.undo()
    open_store(url).close()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE revision SET roster = '{}' WHERE number = 2",
        "UPDATE revision SET status = 'draft' WHERE number = 2",
        "UPDATE revision SET status = 'superseded', digest = '' WHERE number = 2",
        "UPDATE revision SET status = 'published' WHERE number = 1",
        "UPDATE revision SET number = 9 WHERE number = 1",
        "DELETE FROM revision WHERE number = 1",
        "DELETE FROM revision WHERE number = 2",
        "UPDATE duty SET person = 'P9' WHERE person = 'P2'",
        "UPDATE duty SET revision_id = 2 WHERE person = 'P3'",
        "DELETE FROM duty WHERE person = 'P1'",
        "INSERT INTO duty VALUES (2, '2026-12-31', 'C', 'full', 'P9')",
        "UPDATE override SET reason = 'x'",
        "DELETE FROM override",
        "INSERT INTO override VALUES (2, 'lead_time', 'x')",
    ],
)
def test_what_was_published_cannot_be_changed(outside: sqlite3.Connection, change: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="a published revision is never changed"):
        outside.execute(change)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE event SET what = 'x'", "the audit trail is only added to"),
        ("DELETE FROM event WHERE id = 1", "the audit trail is only added to"),
        ("UPDATE month SET month = '2027-01'", "a month is never changed"),
        ("DELETE FROM month", "FOREIGN KEY"),
        ("DELETE FROM county", "FOREIGN KEY"),
        (
            "INSERT INTO revision SELECT 9, month_id, 9, status, digest, roster, problem,"
            " created_at, published_at, published_on FROM revision WHERE number = 1",
            "a revision begins as a draft",
        ),
        ("UPDATE revision SET status = 'published' WHERE number = 3", "CHECK"),
        (
            "UPDATE revision SET status = 'published', published_at = '', published_on = ''"
            " WHERE number = 3",
            "UNIQUE",  # revision 2 is in force
        ),
        ("UPDATE revision SET status = 'lost' WHERE number = 3", "CHECK"),
        ("UPDATE revision SET number = 2 WHERE number = 3", "UNIQUE"),
        ("INSERT INTO duty VALUES (77, '2026-12-31', 'C', 'full', 'P9')", "FOREIGN KEY"),
    ],
)
def test_the_database_keeps_its_own_order(
    outside: sqlite3.Connection, change: str, words: str
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=words):
        outside.execute(change)


def test_a_replacement_does_not_slip_past_the_triggers(
    outside: sqlite3.Connection, url: str
) -> None:
    # SQLite fires no delete triggers for REPLACE unless told to, as our own connections are.
    with connect(url).begin() as connection, pytest.raises(IntegrityError, match="only added to"):
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO event SELECT id, at, 'x', county, month, revision, detail"
            " FROM event"
        )


def test_a_draft_is_still_free(outside: sqlite3.Connection, url: str) -> None:
    # Otherwise the tests above would pass with triggers that refuse everything.
    outside.execute("UPDATE duty SET person = 'P1' WHERE person = 'P3'")
    outside.execute("DELETE FROM duty WHERE person = 'P1' AND revision_id = 3")
    outside.execute("INSERT INTO override VALUES (3, 'lead_time', 'x')")
    with open_store(url) as store:
        assert store.revision("qinyuan", build.DECEMBER, 3).overrides == {"lead_time": "x"}


def test_text_that_does_not_fit_the_types_is_told(outside: sqlite3.Connection, url: str) -> None:
    outside.execute('UPDATE revision SET roster = \'{"format": "roster/9"}\' WHERE number = 3')
    words = "revision 3 of qinyuan 2026-12 in the database cannot"
    with open_store(url) as store, pytest.raises(RosterError, match=words):
        store.latest("qinyuan", build.DECEMBER)


def test_a_moment_of_the_database_is_aware_and_a_naive_one_refused(url: str) -> None:
    open_store(url).close()
    with connect(url).begin() as connection:
        common = {"what": "draft", "county": "x", "month": "2026-12", "revision": 1, "detail": {}}
        connection.execute(insert(EventRow).values(at=NOON, **common))
        assert connection.execute(select(EventRow.at)).scalar_one() == NOON
        with pytest.raises(StatementError, match="without time zone"):
            connection.execute(insert(EventRow).values(at=datetime(2026, 1, 1), **common))  # noqa: DTZ001
    # A database that keeps the zone (PostgreSQL) answers in the zone of its session.
    found = UtcDateTime().process_result_value(NOON.astimezone(), postgresql.dialect())  # type: ignore[no-untyped-call]
    assert found == NOON
    assert found.tzinfo is UTC


def test_a_county_of_a_month_must_exist(url: str) -> None:
    open_store(url).close()
    with connect(url).begin() as connection, pytest.raises(IntegrityError, match="FOREIGN KEY"):
        connection.execute(insert(MonthRow).values(county_id="nowhere", month="2026-12"))


def test_a_county_can_be_renamed(outside: sqlite3.Connection, url: str) -> None:
    with connect(url).begin() as connection:
        connection.execute(update(CountyRow).values(name="沁源新县"))
    assert outside.execute("SELECT name FROM county").fetchall() == [("沁源新县",)]
