"""What the databases themselves refuse, also to other programs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import NullPool

from roster.errors import RosterError
from roster.model.changes import Absent
from roster.model.feed_addresses import FeedAddress, FeedScope
from roster.model.requests import Exemption
from roster.model.revision import Origin
from roster.model.rules import RULES
from roster.model.sources import Source
from roster.store import open_store
from roster.store.connection import connect
from tests import build
from tests.store.kit import NOON, a_swap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.store.databases import Databases

PARTS = ("revision", "duty", "override", "exemption", "source", "month")
REPORTED = ("event", "absence", "swap", "swap_step", "feed_address")
EXEMPT = next(rule.key for rule in RULES if rule.overridable)


@pytest.fixture(scope="session")
def three(databases: Databases, empty: str) -> str:
    """A database with a superseded (1), a published (2) and a draft revision (3), each with a duty and
    an exemption from a rule; the first has a reason. And one of everything else.
    """
    url = databases.copy(empty)
    with open_store(url) as store:
        for number in (1, 2, 3):
            duty = build.duty(f"P{number}", "C", number)
            exempt = Exemption(duty=duty, rule=EXEMPT, reason="本人同意")
            problem = build.problem(exemptions=(exempt,))
            absent = Absent(person="P1", start=duty.date, end=duty.date)
            store.save_draft(
                problem,
                build.roster(problem, [duty]),
                created_at=NOON,
                origin=Origin(changes=(absent,)),
                source=Source(name="沁源县.xlsx", content=b"PK"),
            )
            if number < 3:
                store.publish(
                    "qinyuan",
                    build.DECEMBER,
                    number,
                    published_on=date(2026, 11, 25),
                    published_at=NOON,
                    overrides={"lead_time": "急"} if number == 1 else {},
                )
        store.add_swap(a_swap())
        store.add_feed_address(
            FeedAddress(digest="a" * 64, county="qinyuan", scope=FeedScope.COUNTY, created_at=NOON)
        )
    return url


@pytest.fixture
def copied(databases: Databases, three: str) -> Iterator[str]:
    """The address of a copy of these revisions."""
    url = databases.copy(three)
    yield url
    databases.drop(url)


def stranger(address: str) -> Engine:
    """Another program's engine, which knows nothing of ours."""
    url = make_url(address)
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    engine = create_engine(url, poolclass=NullPool)
    if url.drivername == "sqlite":
        event.listen(engine, "connect", lambda c, _: c.execute("PRAGMA foreign_keys = ON"))
    return engine


@pytest.fixture(scope="session")
def strangers(databases: Databases, three: str) -> Iterator[Connection]:
    """Another program's connection to a copy of them."""
    with stranger(databases.copy(three)).connect() as connection:
        yield connection


@pytest.fixture
def outside(strangers: Connection) -> Iterator[Connection]:
    """The same connection, in a transaction that comes to nothing."""
    yield strangers
    strangers.rollback()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE revision SET roster = '{}' WHERE number = 2",
        "UPDATE revision SET status = 'draft' WHERE number = 2",
        "UPDATE revision SET status = 'superseded', digest = '' WHERE number = 2",
        "UPDATE revision SET status = 'superseded', made_by = 'x' WHERE number = 2",
        "UPDATE revision SET status = 'superseded', source = NULL WHERE number = 2",
        "UPDATE revision SET status = 'published' WHERE number = 1",
        "UPDATE revision SET number = 9 WHERE number = 1",
        "UPDATE revision SET changes = '[]' WHERE number = 1",
        "UPDATE revision SET base = 7 WHERE number = 1",
        "UPDATE revision SET why = 'x' WHERE number = 2",
        "DELETE FROM revision WHERE number = 1",
        "DELETE FROM revision WHERE number = 2",
        "UPDATE duty SET person = 'P9' WHERE person = 'P2'",
        "UPDATE duty SET revision_id = 2 WHERE person = 'P3'",
        "DELETE FROM duty WHERE person = 'P1'",
        "INSERT INTO duty VALUES (2, '2026-12-31', 'C', 'full', 'P9')",
        "UPDATE override SET reason = 'x'",
        "DELETE FROM override",
        "INSERT INTO override VALUES (2, 'lead_time', 'x')",
        "UPDATE exemption SET reason = 'x' WHERE person = 'P2'",
        "DELETE FROM exemption WHERE person = 'P1'",
        "INSERT INTO exemption VALUES (2, '2026-12-31', 'C', 'full', 'P9', 'x', 'x')",
    ],
)
def test_what_was_published_cannot_be_changed(outside: Connection, change: str) -> None:
    with pytest.raises(IntegrityError, match="a published revision is never changed"):
        outside.exec_driver_sql(change)


NEW_REVISION = (
    "INSERT INTO revision (id, month_id, number, status, digest, roster, problem, created_at,"
    " published_at, published_on) SELECT 9, month_id, 9, status, digest, roster, problem, created_at,"
    " published_at, published_on FROM revision WHERE number = 1"
)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE event SET what = 'x'", "the audit trail is only added to"),
        ("DELETE FROM event WHERE id = 1", "the audit trail is only added to"),
        ("UPDATE absence SET reason = 'x'", "what was reported is only added to"),
        ("DELETE FROM absence", "what was reported is only added to"),
        ("UPDATE swap SET asker = 'x'", "what was reported is only added to"),
        ("DELETE FROM swap", "what was reported is only added to"),
        ("UPDATE swap_step SET state = 'approved'", "what was reported is only added to"),
        ("DELETE FROM swap_step", "what was reported is only added to"),
        ("UPDATE source SET name = 'x'", "inputs that were kept are never changed"),
        ("DELETE FROM source", r"(?i)foreign key"),
        ("UPDATE feed_address SET holder = 'x'", "a feed address is only ever revoked"),
        ("DELETE FROM feed_address", "a feed address is only ever revoked"),
        ("UPDATE feed_address SET scope = 'all'", "a feed address is only ever revoked"),
        ("UPDATE month SET month = '2027-01'", "a month is never changed"),
        ("DELETE FROM month", r"(?i)foreign key"),
        ("DELETE FROM county", r"(?i)foreign key"),
        (NEW_REVISION, "a revision begins as a draft"),
        ("UPDATE revision SET status = 'published' WHERE number = 3", r"(?i)check"),
        (
            "UPDATE revision SET status = 'published', published_at = '2026-11-25',"
            " published_on = '2026-11-25' WHERE number = 3",
            r"(?i)unique",  # revision 2 is in force
        ),
        ("UPDATE revision SET status = 'lost' WHERE number = 3", r"(?i)check"),
        ("UPDATE revision SET number = 2 WHERE number = 3", r"(?i)unique"),
        ("INSERT INTO duty VALUES (77, '2026-12-31', 'C', 'full', 'P9')", r"(?i)foreign key"),
        (
            "INSERT INTO swap_step VALUES (77, 0, '2026-12-31', '', '', '', '', '')",
            r"(?i)foreign key",
        ),
    ],
)
def test_the_database_keeps_its_own_order(outside: Connection, change: str, words: str) -> None:
    with pytest.raises(IntegrityError, match=words):
        outside.exec_driver_sql(change)


def test_no_table_is_emptied_past_the_triggers(outside: Connection) -> None:
    # On PostgreSQL: SQLite has no TRUNCATE, a DELETE of all rows fires its triggers.
    if outside.dialect.name == "sqlite":
        with pytest.raises(IntegrityError):
            outside.exec_driver_sql("DELETE FROM event")
        return
    for table in (*PARTS, *REPORTED):
        with pytest.raises(IntegrityError, match="what was decided is never emptied"):
            outside.exec_driver_sql(f"TRUNCATE {table} CASCADE")
        outside.rollback()


def test_a_replacement_does_not_slip_past_the_triggers(copied: str) -> None:
    # SQLite fires no delete triggers for REPLACE unless told to, as our own connections are;
    # what PostgreSQL has instead is an update, and refused as one.
    replace = {
        "sqlite": "INSERT OR REPLACE INTO event SELECT * FROM event",
        "postgresql": "INSERT INTO event SELECT * FROM event ON CONFLICT (id) DO UPDATE SET at = now()",
    }
    engine = connect(copied)
    with engine.begin() as connection, pytest.raises(IntegrityError, match="only added to"):
        connection.exec_driver_sql(replace[engine.dialect.name])
    engine.dispose()


def test_a_draft_is_still_free(copied: str) -> None:
    # Otherwise the tests above would pass with triggers that refuse everything.
    with stranger(copied).begin() as outside:
        outside.exec_driver_sql("UPDATE duty SET person = 'P1' WHERE person = 'P3'")
        outside.exec_driver_sql("DELETE FROM duty WHERE person = 'P1' AND revision_id = 3")
        outside.exec_driver_sql("DELETE FROM exemption WHERE revision_id = 3")
        outside.exec_driver_sql("INSERT INTO override VALUES (3, 'lead_time', 'x')")
        outside.exec_driver_sql("UPDATE feed_address SET revoked_at = created_at")
        outside.exec_driver_sql("UPDATE county SET name = '沁源新县'")
    with stranger(copied).connect() as outside:
        with pytest.raises(IntegrityError, match="only ever revoked"):
            outside.exec_driver_sql("UPDATE feed_address SET revoked_at = NULL")
        outside.rollback()
        assert outside.exec_driver_sql("SELECT name FROM county").scalar_one() == "沁源新县"
    with open_store(copied) as store:
        assert store.revision("qinyuan", build.DECEMBER, 3).overrides == {"lead_time": "x"}


def test_text_that_does_not_fit_the_types_is_told(copied: str) -> None:
    with stranger(copied).begin() as outside:
        outside.exec_driver_sql(
            'UPDATE revision SET roster = \'{"format": "roster/9"}\' WHERE number = 3'
        )
    words = "revision 3 of qinyuan 2026-12 in the database cannot"
    with open_store(copied) as store, pytest.raises(RosterError, match=words):
        store.latest("qinyuan", build.DECEMBER)
