"""The commands on a PostgreSQL server: asking makes nothing, and no message holds a password."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import inspect, make_url

from roster.store import open_store
from roster.store.connection import connect
from tests.cli.desk import MONTH, Desk
from tests.store.kit import draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.store.postgres import Server


@pytest.fixture
def address(postgresql: Server) -> Iterator[str]:
    """An empty database."""
    made = postgresql.database()
    yield made
    postgresql.drop(made)


def tables(address: str) -> list[str]:
    engine = connect(address)
    found = inspect(engine).get_table_names()
    engine.dispose()
    return found


@pytest.mark.parametrize("command", ["history", "backup", "show"])
def test_asking_an_empty_database_makes_nothing(desk: Desk, address: str, command: str) -> None:
    words = {"history": (), "backup": ("b.zip",), "show": ("qinyuan", *MONTH)}[command]
    run = desk.run(command, *words, "--store", address)
    assert run.code == 2
    assert run.err.startswith("没有数据库“postgresql://roster:***@127.0.0.1:")
    assert "secret" not in run.out + run.err
    assert tables(address) == []
    assert desk.left() == {"inputs"}


def test_checking_inputs_makes_nothing_there_either(desk: Desk, address: str) -> None:
    desk.done("check", "inputs", *MONTH, "--store", address)
    assert tables(address) == []


def test_history_backup_and_import(desk: Desk, address: str) -> None:
    with open_store(address) as store:
        draft(store)
    assert "共1版" in desk.done("history", "--store", address)
    desk.done("backup", "b.zip", "--store", address)
    desk.done("import", "b.zip")
    assert desk.revisions() == [(1, "draft")]


@pytest.mark.parametrize(
    "command", [("history",), ("check", "inputs", *MONTH), ("import", "b.zip")]
)
def test_a_server_that_does_not_answer_is_told_without_the_password(
    desk: Desk, address: str, command: tuple[str, ...]
) -> None:
    with open_store("sqlite:///other.db") as store:
        draft(store)
    desk.done("backup", "b.zip", "--store", "sqlite:///other.db")
    url = make_url(address).set(database="nowhere", drivername="postgres")
    run = desk.run(*command, "--store", url.render_as_string(hide_password=False))
    assert run.code == 1
    assert "请确认数据库服务器在运行，地址、用户名、密码和权限正确" in run.err
    assert "secret" not in run.out + run.err


def test_a_database_that_one_may_not_write_is_told(
    desk: Desk, address: str, postgresql: Server
) -> None:
    with open_store(address):
        pass
    postgresql.ask("DROP ROLE IF EXISTS guest")
    postgresql.ask("CREATE ROLE guest LOGIN")
    run = desk.run(
        "history", "--store", str(make_url(address).set(username="guest", password=None))
    )
    postgresql.ask("DROP ROLE guest")
    assert run.code == 1
    assert "permission denied" in run.err
