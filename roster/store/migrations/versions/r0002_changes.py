"""Where revisions come from, inputs as they were, absences, swaps, feed addresses; triggers on
PostgreSQL too.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from roster.store.migrations import r0002_triggers

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add columns and tables; what is there stays as it is."""
    _sources()
    _origins()
    _absences()
    _swaps()
    _feed_addresses()
    for statement in r0002_triggers.statements(op.get_context().dialect.name):
        op.execute(statement)


def _sources() -> None:
    op.create_table(
        "source",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_source"),
    )


def _origins() -> None:
    for table in ("revision", "event"):
        op.add_column(table, sa.Column("base", sa.Integer))
        op.add_column(table, sa.Column("made_by", sa.Text, nullable=False, server_default=""))
        op.add_column(table, sa.Column("why", sa.Text, nullable=False, server_default=""))
    op.add_column("revision", sa.Column("changes", sa.Text, nullable=False, server_default="[]"))
    # Written out, because Alembic would copy the whole table on SQLite, and lose its triggers.
    op.execute(
        "ALTER TABLE revision ADD COLUMN source VARCHAR(64)"
        " CONSTRAINT fk_revision_source REFERENCES source (sha256)"
    )
    key = ("revision_id", "date", "site", "session", "person", "rule")
    op.create_table(
        "exemption",
        sa.Column("revision_id", sa.Integer, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("site", sa.Text, nullable=False),
        sa.Column("session", sa.String(9), nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("rule", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint(*key, name="pk_exemption"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_exemption_revision_id"),
    )


def _absences() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("county", sa.String(31), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(7), nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("start", sa.Date, nullable=False),
        sa.Column("end", sa.Date, nullable=False),
        sa.Column("session", sa.String(9), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_absence"),
    )
    op.create_index("ix_absence_county", "absence", ["county"])


def _swaps() -> None:
    op.create_table(
        "swap",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("county", sa.String(31), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("asker", sa.Text, nullable=False),
        sa.Column("duty", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_swap"),
    )
    op.create_index("ix_swap_county", "swap", ["county"])
    op.create_table(
        "swap_step",
        sa.Column("swap", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("partner", sa.Text),
        sa.Column("in_return", sa.Text),
        sa.PrimaryKeyConstraint("swap", "position", name="pk_swap_step"),
        sa.ForeignKeyConstraint(["swap"], ["swap.number"], name="fk_swap_step_swap"),
    )


def _feed_addresses() -> None:
    op.create_table(
        "feed_address",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("county", sa.String(31), nullable=False),
        sa.Column("scope", sa.String(6), nullable=False),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT),
        sa.PrimaryKeyConstraint("digest", name="pk_feed_address"),
        sa.CheckConstraint("scope IN ('person', 'site', 'county')", name="ck_feed_address_scope"),
    )
    op.create_index("ix_feed_address_county", "feed_address", ["county"])
