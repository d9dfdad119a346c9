from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from setuptools import find_packages  # type: ignore[import-untyped]
from sqlalchemy import insert, inspect, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError, StatementError

from roster.model.revision import Origin
from roster.model.roster import Status
from roster.store import Event, open_store, schema
from roster.store.connection import connect
from roster.store.schema import HEAD, VERSION_TABLE, config
from roster.store.tables import Base, EventRow, MonthRow, UtcDateTime
from tests import build
from tests.store.databases import file_of
from tests.store.kit import DECEMBER, NOON, draft
from tests.store.workers import ROOT

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

# A database as the first version of this program left it: two published revisions and a draft.
OLD = Path(__file__).with_name("data") / "schema-0001.sql"


def test_the_migrations_make_the_tables_of_the_code(made: str) -> None:
    engine = connect(made)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, Base.metadata) == []
        # What the comparison does not see: checks and the condition of the partial index.
        there = inspect(connection)
        checks = sum(len(there.get_check_constraints(name)) for name in Base.metadata.tables)
        in_force = next(
            index
            for index in there.get_indexes("revision")
            if index["name"] == "uq_revision_one_published"
        )
    stated = sum(
        type(c).__name__ == "CheckConstraint"
        for t in Base.metadata.tables.values()
        for c in t.constraints
    )
    assert checks == stated == 4
    where = in_force["dialect_options"][f"{engine.dialect.name}_where"]
    assert "published" in str(where)
    engine.dispose()


def test_the_newest_step_is_the_one_the_code_expects() -> None:
    assert ScriptDirectory.from_config(config()).get_heads() == [HEAD]


def test_the_steps_are_packaged() -> None:
    packages = find_packages(str(ROOT), include=["roster*"])
    assert {"roster.store.migrations", "roster.store.migrations.versions"} <= set(packages)


def put_old(url: str) -> None:
    """Make a database of schema 0001 with what the first version of the program wrote."""
    with closing(sqlite3.connect(":memory:")) as old:
        old.executescript(OLD.read_text(encoding="utf-8"))
        engine = connect(url)
        if engine.dialect.name == "sqlite":
            with closing(sqlite3.connect(file_of(url))) as new:
                old.backup(new)
        else:
            with engine.begin() as connection:
                _step_one(connection)
                _copy(old, connection)
        engine.dispose()


def _step_one(connection: Connection) -> None:
    with_connection = config()
    with_connection.attributes["connection"] = connection
    command.upgrade(with_connection, "0001")


def _copy(old: sqlite3.Connection, new: Connection) -> None:
    """The rows, with moments in UTC; and the numbers that are drawn next."""
    new.exec_driver_sql("SET LOCAL timezone = 'UTC'")
    for name in ("county", "month", "revision", "duty", "override", "event"):
        found = old.execute(f'SELECT * FROM "{name}"')
        columns = [column[0] for column in found.description]
        marks = ", ".join(["%s"] * len(columns))
        rows = found.fetchall()
        new.exec_driver_sql(
            f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})",
            [tuple(row) for row in rows],
        )
        if "id" in columns and name != "county":
            new.exec_driver_sql(f"SELECT setval('{name}_id_seq', {len(rows)})")


def test_a_database_of_the_first_version_is_upgraded_without_loss(url: str) -> None:
    put_old(url)
    with open_store(url) as store:
        kept = [store.revision("qinyuan", DECEMBER, n) for n in (1, 2, 3)]
        trail = store.events("qinyuan")
        assert draft(store, origin=Origin(by="王", base=3)).revision == 4, (
            "and it goes on from there"
        )
    statuses = [Status.SUPERSEDED, Status.PUBLISHED, Status.DRAFT]
    assert [k.roster.status for k in kept] == statuses
    for number, found in enumerate(kept, 1):
        duties = [build.duty("P1", "C", number), build.duty("P2", "C", number + 10)]
        assert list(found.roster.duties) == duties
        assert found.created_at == NOON + timedelta(hours=number)
        assert found.origin == Origin()
    assert [k.published_at for k in kept] == [
        NOON + timedelta(days=1),
        NOON + timedelta(days=2),
        None,
    ]
    assert [k.overrides for k in kept] == [{}, {"lead_time": "临时增设站点"}, {}]
    assert [k.roster.published_on for k in kept] == [date(2026, 11, 25), date(2026, 11, 26), None]
    told = [("draft", 1), ("published", 1), ("draft", 2), ("superseded", 1), ("published", 2)]
    assert [(e.what, e.revision) for e in trail] == [*told, ("draft", 3)]
    digest = kept[0].roster.inputs_digest
    assert trail[0] == Event(
        NOON + timedelta(hours=1), "draft", "qinyuan", DECEMBER, 1, {"digest": digest, "duties": 2}
    )


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE revision SET problem = '{}' WHERE number = 2",
        "UPDATE event SET what = 'x'",
        "INSERT INTO duty VALUES (2, '2026-12-31', 'C', 'full', 'P9')",
    ],
)
def test_what_the_first_version_published_stays_published(url: str, change: str) -> None:
    put_old(url)
    open_store(url).close()
    engine = connect(url)
    with engine.begin() as connection, pytest.raises(IntegrityError, match=r"changed|added to"):
        connection.exec_driver_sql(change)
    engine.dispose()


def test_a_newer_step_is_taken_by_the_program_that_brings_it(
    made: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A program one step ahead of this one: its step is added beside ours, in a copy of the folder.
    folder = tmp_path / "migrations"
    shutil.copytree(Path(schema.__file__).with_name("migrations"), folder)
    (folder / "versions" / "r0003_more.py").write_text(
        "from alembic import op\nimport sqlalchemy as sa\nrevision = '0003'\n"
        "down_revision = '0002'\n"
        "def upgrade():\n    op.add_column('event', sa.Column('more', sa.Text))\n",
        encoding="utf-8",
    )
    with open_store(made) as store:
        draft(store)
    monkeypatch.setattr(schema, "HEAD", "0003")
    monkeypatch.setattr(schema, "__file__", str(folder.with_name("schema.py")))
    with open_store(made) as store:
        assert store.months("qinyuan") == [DECEMBER], "what was there stays"
    engine = connect(made)
    with engine.connect() as connection:
        version = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}")
        assert version.scalars().all() == ["0003"]
        assert connection.exec_driver_sql("SELECT more FROM event").scalars().all() == [None]
    engine.dispose()


def tables(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return inspect(connection).get_table_names()


def test_a_step_that_fails_changes_nothing(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("in the middle")

    # Where the second step says what it has to say in SQL itself, most tables are made.
    monkeypatch.setattr("alembic.operations.Operations.execute", fail)
    engine = connect(url)
    with pytest.raises(RuntimeError, match="in the middle"):
        open_store(url)
    assert tables(engine) == []
    monkeypatch.undo()
    open_store(url).close()
    assert "swap_step" in tables(engine)
    engine.dispose()


def test_a_moment_of_the_database_is_aware_and_a_naive_one_refused(made: str) -> None:
    engine = connect(made)
    with engine.begin() as connection:
        common = {"what": "draft", "county": "x", "month": "2026-12", "revision": 1, "detail": {}}
        connection.execute(insert(EventRow).values(at=NOON, **common))
        assert connection.execute(select(EventRow.at)).scalar_one() == NOON
        with pytest.raises(StatementError, match="without time zone"):
            connection.execute(insert(EventRow).values(at=datetime(2026, 1, 1), **common))  # noqa: DTZ001
    engine.dispose()
    # A database that keeps the zone (PostgreSQL) answers in the zone of its session.
    found = UtcDateTime().process_result_value(NOON.astimezone(), postgresql.dialect())  # type: ignore[no-untyped-call]
    assert found == NOON
    assert found.tzinfo is UTC


def test_a_county_of_a_month_must_exist(made: str) -> None:
    engine = connect(made)
    with engine.begin() as connection, pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        connection.execute(insert(MonthRow).values(county_id="nowhere", month="2026-12"))
    engine.dispose()
