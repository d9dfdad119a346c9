"""What is special to PostgreSQL: locks that are not waited for forever, one moment for a reader, errors
of a server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import make_url

from roster.errors import RosterError
from roster.store import open_store
from roster.store.connection import connect, failures_told, for_reading
from roster.store.opening import is_there, place
from tests.store.kit import DECEMBER, draft, publish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.store.postgres import Server


@pytest.fixture
def address(postgresql: Server) -> Iterator[str]:
    """The address of an empty database."""
    made = postgresql.database()
    yield made
    postgresql.drop(made)


def test_a_month_that_stays_locked_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(address) as store:
        draft(store)
    monkeypatch.setattr("roster.store.connection.BUSY_SECONDS", 0.01)
    engine = connect(address)
    with engine.begin() as other, open_store(address) as store:
        other.exec_driver_sql("SELECT * FROM month FOR UPDATE")
        assert store.counties() == ["qinyuan"], "reading goes on while another writes"
        with pytest.raises(RosterError, match="canceling statement due to lock timeout"):
            draft(store)
    with open_store(address) as store:
        assert draft(store).revision == 2
    engine.dispose()


def test_a_reader_sees_one_moment(address: str) -> None:
    with open_store(address) as store:
        draft(store)
        engine = for_reading(connect(address))
        with engine.begin() as reader:
            before = reader.exec_driver_sql("SELECT status FROM revision").scalar_one()
            publish(store, 1)
            again = reader.exec_driver_sql("SELECT status FROM revision").scalar_one()
        assert before == again == "draft"
        engine.dispose()


def test_a_database_is_there_once_it_holds_something(address: str) -> None:
    assert not is_there(address)
    open_store(address).close()
    assert is_there(address)
    assert place(address).startswith("postgresql://roster:***@127.0.0.1:")


def test_the_database_of_another_program_is_left_as_it_is(address: str) -> None:
    engine = connect(address)
    with engine.begin() as other:
        other.exec_driver_sql("CREATE TABLE alembic_version (version_num TEXT)")
    for asked in (open_store, is_there):
        with pytest.raises(RosterError, match="belongs to another program"):
            asked(address)
    engine.dispose()


def test_failures_of_the_server_are_told_without_the_password(address: str) -> None:
    url = make_url(address).set(database="nowhere")
    with pytest.raises(RosterError, match='database "nowhere" does not exist') as told:
        open_store(url.render_as_string(hide_password=False))
    assert "secret" not in "".join(told.value.text)
    engine = connect(address)
    words = "check that its server runs"
    with pytest.raises(RosterError, match=words), failures_told(engine), engine.begin() as other:
        other.exec_driver_sql("SELECT nothing FROM nowhere")
    engine.dispose()


def test_a_month_can_be_read_by_all_who_may(address: str) -> None:
    with open_store(address) as store:
        draft(store)
    with open_store(address.replace("postgresql://", "postgresql+psycopg://")) as store:
        assert store.months("qinyuan") == [DECEMBER]
