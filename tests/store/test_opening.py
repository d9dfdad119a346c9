from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from roster.errors import RosterError
from roster.store import open_store
from roster.store.connection import connect, place_of, use_wal
from roster.store.opening import is_there, missing_file, place
from tests import build
from tests.store.kit import NOON


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a file that does not exist yet."""
    return f"sqlite:///{(tmp_path / 'roster.db').as_posix()}"


def database(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def save(url: str | None = None) -> int:
    """Save a draft through a store of its own; its number."""
    problem = build.problem()
    with open_store(url) as store:
        return store.save_draft(problem, build.roster(problem), created_at=NOON).revision


def test_the_default_is_a_file_in_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ROSTER_DATABASE_URL", raising=False)
    problem = build.problem()
    with open_store() as store:
        store.save_draft(problem, build.roster(problem), created_at=NOON)
        # One whole file, even while it is open: nothing lies beside it that a copy would miss.
        assert [file.name for file in tmp_path.iterdir()] == ["roster.db"]
    monkeypatch.setenv("ROSTER_DATABASE_URL", "")  # set but empty is not set
    assert save() == 2


def test_the_environment_names_another_database(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROSTER_DATABASE_URL", url)
    assert save() == 1
    other = f"sqlite:///{(tmp_path / 'other.db').as_posix()}"
    assert save(other) == 1, "an address that is given goes first"
    assert save() == 2


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "沁源 100% %(here)s"
    folder.mkdir()
    url = f"sqlite:///{(folder / '排班.db').as_posix()}"
    assert save(url) == 1
    assert save(url) == 2


def test_a_store_in_memory_lives_as_long_as_it_is_open() -> None:
    problem = build.problem()
    with open_store("sqlite://") as store:
        store.save_draft(problem, build.roster(problem), created_at=NOON)
        assert store.months("qinyuan") == [build.DECEMBER]
    with open_store("sqlite://") as store:
        assert store.counties() == []


def test_sqlite_is_set_up_to_last(url: str) -> None:
    engine = connect(url)
    open_store(url).close()
    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        }
    # synchronous 2 is FULL: what was committed survives a power cut
    assert found == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": 30_000,
        "synchronous": 2,
    }


@pytest.mark.parametrize("content", [b"PK\x03\x04 a workbook", b"xy", b"name,firm\n" * 1000])
def test_a_file_that_is_no_database_is_left_as_it_is(
    url: str, tmp_path: Path, content: bytes
) -> None:
    database(url).write_bytes(content)
    with pytest.raises(RosterError, match="is not a database or is damaged") as told:
        open_store(url)
    assert "roster.db”不是数据库文件" in told.value.text.zh
    assert contents(tmp_path) == {"roster.db": content}


def test_a_damaged_database_is_told(url: str) -> None:
    save(url)
    # The first page, which lists the tables, stays; the others become noise.
    file = database(url)
    file.write_bytes(file.read_bytes()[:4096] + b"\xa5" * (file.stat().st_size - 4096))
    with pytest.raises(RosterError, match="is not a database or is damaged"):
        save(url)


def test_the_database_of_another_program_is_left_as_it_is(url: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(database(url))) as other:
        other.execute("CREATE TABLE alembic_version (version_num TEXT)")
    before = contents(tmp_path)
    with pytest.raises(RosterError, match="belongs to another program"):
        open_store(url)
    assert contents(tmp_path) == before


def test_a_newer_schema_is_left_as_it_is(url: str, tmp_path: Path) -> None:
    save(url)
    with closing(sqlite3.connect(database(url))) as newer:
        newer.execute("UPDATE roster_schema SET version_num = '9999'")
        newer.commit()
    before = contents(tmp_path)
    with pytest.raises(RosterError, match=r"newer version of this program \(schema 9999\)") as told:
        open_store(url)
    assert "请升级本程序" in told.value.text.zh
    assert contents(tmp_path) == before


def test_a_file_is_there_once_it_was_made(url: str) -> None:
    assert not is_there(url)
    assert missing_file(url) == database(url)
    open_store(url).close()
    assert is_there(url)
    assert missing_file(url) is None
    assert is_there("sqlite://"), "in memory nothing is missing"
    assert place(url) == database(url).as_posix()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    with pytest.raises(RosterError, match="check that its folder exists"):
        open_store(f"sqlite:///{(missing / 'roster.db').as_posix()}")
    assert not missing.exists()


def test_the_log_is_turned_on_when_nobody_reads(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roster.store.connection.BUSY_SECONDS", 0.001)
    engine = connect(url)

    def mode() -> object:
        with engine.connect() as connection:
            return connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()

    with closing(sqlite3.connect(database(url), isolation_level=None)) as other:
        other.execute("CREATE TABLE t (x)")
        other.execute("BEGIN")
        other.execute("SELECT * FROM t").fetchall()  # a reader: the switch must wait for it
        use_wal(engine)
        assert mode() == "delete", "given up"
        other.execute("COMMIT")
        use_wal(engine)
        assert mode() == "wal"


def test_a_database_that_stays_locked_is_told(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roster.store.connection.BUSY_SECONDS", 0.01)
    save(url)
    with closing(sqlite3.connect(database(url), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with open_store(url) as store:
            assert store.counties() == ["qinyuan"], "reading goes on while another writes"
        with pytest.raises(RosterError, match="close other programs that use it") as told:
            save(url)
        assert "database is locked" in told.value.text.en
    assert save(url) == 2


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("roster.db", "not understood"),
        ("sqlite:///roster.db?timeout=soon", "not understood"),
        ("oracle9://user:secret@host/db", "no driver for oracle9"),
        ("postgresql://user:@secret@host/db", "not understood"),
        ("postgresql+nonesuch://user:secret@host/db", "no driver for postgresql"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_without_its_password(
    address: str, words: str
) -> None:
    with pytest.raises(RosterError, match=words) as told:
        open_store(address)
    assert "secret" not in "".join(told.value.text)


def test_a_database_is_named_without_its_password() -> None:
    from sqlalchemy import make_url

    assert place_of(make_url("postgresql://roster:secret@db/roster")) == (
        "postgresql://roster:***@db/roster"
    )
    url = make_url("postgresql://roster@db/roster?password=secret")
    assert place_of(url) == "postgresql://roster@db/roster"
    assert place_of(make_url("sqlite://")) == ":memory:"
