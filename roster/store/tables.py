"""The tables, portable between SQLite and PostgreSQL; made by roster.store.migrations only.

Rosters and problems are kept as the JSON text of their types, so that what is read back is what was
written; duties are kept as rows besides, because they are asked for across months.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

if TYPE_CHECKING:
    from sqlalchemy import Dialect

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC and given back in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC. Raises ValueError for a naive moment."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"a moment without time zone: {value.isoformat()}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware, in UTC (SQLite forgets the zone, PostgreSQL answers in the session's)."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Root of the tables; constraints have names, so that migrations can change them."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: UtcDateTime, dict[str, Any]: JSON}  # noqa: RUF012


class CountyRow(Base):
    """A county (县), by the short latin name of its settings; ``name`` as last planned."""

    __tablename__ = "county"

    id: Mapped[str] = mapped_column(String(31), primary_key=True)
    name: Mapped[str] = mapped_column(Text)


class MonthRow(Base):
    """A month of a county, written 2026-12; writers lock this row before they number a revision."""

    __tablename__ = "month"
    __table_args__ = (UniqueConstraint("county_id", "month"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    county_id: Mapped[str] = mapped_column(ForeignKey("county.id"))
    month: Mapped[str] = mapped_column(String(7))


class RevisionRow(Base):
    """A revision (版次).

    The roster's status is the column, whatever its JSON text says: that text is never touched again
    once the revision is published, not even when it is superseded. ``base``, ``made_by``, ``why`` and
    ``changes`` (JSON text of ``roster.model.changes.CHANGES``) are its origin; ``source`` is the copy
    of the inputs that it rests on.
    """

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("month_id", "number"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("status IN ('draft', 'published', 'superseded')", name="status"),
        CheckConstraint(
            "(status = 'draft') = (published_at IS NULL)"
            " AND (status = 'draft') = (published_on IS NULL)",
            name="published",
        ),
        Index(
            "uq_revision_one_published",
            "month_id",
            unique=True,
            sqlite_where=text("status = 'published'"),
            postgresql_where=text("status = 'published'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    month_id: Mapped[int] = mapped_column(ForeignKey("month.id"))
    number: Mapped[int]
    status: Mapped[str] = mapped_column(String(10))
    digest: Mapped[str] = mapped_column(String(64))
    roster: Mapped[str] = mapped_column(Text)
    problem: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    published_on: Mapped[date | None]
    base: Mapped[int | None]
    made_by: Mapped[str] = mapped_column(Text, server_default="")
    why: Mapped[str] = mapped_column(Text, server_default="")
    changes: Mapped[str] = mapped_column(Text, server_default="[]")
    source: Mapped[str | None] = mapped_column(ForeignKey("source.sha256"))
    overrides: Mapped[list[OverrideRow]] = relationship(order_by="OverrideRow.gate")


class DutyRow(Base):
    """A duty of a revision, as in its roster."""

    __tablename__ = "duty"

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    date: Mapped[date] = mapped_column(primary_key=True)
    site: Mapped[str] = mapped_column(Text, primary_key=True)
    session: Mapped[str] = mapped_column(String(9), primary_key=True)
    person: Mapped[str] = mapped_column(Text, primary_key=True)


class OverrideRow(Base):
    """The reason given for a gate of publication that was overridden."""

    __tablename__ = "override"

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    gate: Mapped[str] = mapped_column(String(40), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)


class SourceRow(Base):
    """Inputs as they were, byte for byte; the same inputs are kept once."""

    __tablename__ = "source"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ExemptionRow(Base):
    """A hard rule that does not count a duty of the revision, and the reason, as in its problem."""

    __tablename__ = "exemption"

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    date: Mapped[date] = mapped_column(primary_key=True)
    site: Mapped[str] = mapped_column(Text, primary_key=True)
    session: Mapped[str] = mapped_column(String(9), primary_key=True)
    person: Mapped[str] = mapped_column(Text, primary_key=True)
    rule: Mapped[str] = mapped_column(String(40), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)


class EventRow(Base):
    """One line of the audit trail: it is only ever added to, and refers to no other row.

    ``month`` is empty and ``revision`` 0 where the event is of none.
    """

    __tablename__ = "event"
    __table_args__ = (Index(None, "county"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    what: Mapped[str] = mapped_column(String(20))
    county: Mapped[str] = mapped_column(String(31))
    month: Mapped[str] = mapped_column(String(7))
    revision: Mapped[int]
    detail: Mapped[dict[str, Any]]
    base: Mapped[int | None]
    made_by: Mapped[str] = mapped_column(Text, server_default="")
    why: Mapped[str] = mapped_column(Text, server_default="")


class AbsenceRow(Base):
    """An absence reported after planning, or one taken back (``kind``); only ever added to."""

    __tablename__ = "absence"
    __table_args__ = (Index(None, "county"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(Text)
    county: Mapped[str] = mapped_column(String(31))
    month: Mapped[str] = mapped_column(String(7))
    revision: Mapped[int]
    kind: Mapped[str] = mapped_column(String(7))
    person: Mapped[str] = mapped_column(Text)
    start: Mapped[date]
    end: Mapped[date]
    session: Mapped[str] = mapped_column(String(9))
    reason: Mapped[str] = mapped_column(Text)


class SwapRow(Base):
    """A request to swap: who gives which duty away; it never changes. What came of it: its steps."""

    __tablename__ = "swap"
    __table_args__ = (Index(None, "county"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    county: Mapped[str] = mapped_column(String(31))
    month: Mapped[str] = mapped_column(String(7))
    asker: Mapped[str] = mapped_column(Text)
    duty: Mapped[str] = mapped_column(Text)
    steps: Mapped[list[SwapStepRow]] = relationship(order_by="SwapStepRow.position")


class SwapStepRow(Base):
    """One step of a swap, by position from 0; only ever added to. The partner may become known late."""

    __tablename__ = "swap_step"

    swap: Mapped[int] = mapped_column(ForeignKey("swap.number"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(Text)
    partner: Mapped[str | None] = mapped_column(Text)
    in_return: Mapped[str | None] = mapped_column(Text)


class FeedAddressRow(Base):
    """A calendar's secret address: its digest, never the address itself."""

    __tablename__ = "feed_address"
    __table_args__ = (
        Index(None, "county"),
        CheckConstraint("scope IN ('person', 'site', 'county')", name="scope"),
    )

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    county: Mapped[str] = mapped_column(String(31))
    scope: Mapped[str] = mapped_column(String(6))
    holder: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
