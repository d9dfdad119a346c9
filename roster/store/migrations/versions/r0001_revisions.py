"""Counties, months, revisions with duties and overrides, the audit trail; triggers on SQLite."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make all tables."""
    _places()
    _revisions()
    _parts()
    _events()
    if op.get_context().dialect.name == "sqlite":
        for name, (when, what) in TRIGGERS.items():
            # A trigger's text cannot take parameters: these are constants, no input is in them.
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {when} BEGIN SELECT RAISE(ABORT, '{what}'); END"
            )


def _places() -> None:
    op.create_table(
        "county",
        sa.Column("id", sa.String(31), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_county"),
    )
    op.create_table(
        "month",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("county_id", sa.String(31), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_month"),
        sa.ForeignKeyConstraint(["county_id"], ["county.id"], name="fk_month_county_id"),
        sa.UniqueConstraint("county_id", "month", name="uq_month_county_id_month"),
    )


def _revisions() -> None:
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("month_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("roster", sa.Text, nullable=False),
        sa.Column("problem", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("published_at", MOMENT),
        sa.Column("published_on", sa.Date),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
        sa.ForeignKeyConstraint(["month_id"], ["month.id"], name="fk_revision_month_id"),
        sa.UniqueConstraint("month_id", "number", name="uq_revision_month_id_number"),
        sa.CheckConstraint("number >= 1", name="ck_revision_number"),
        sa.CheckConstraint(
            "status IN ('draft', 'published', 'superseded')", name="ck_revision_status"
        ),
        sa.CheckConstraint(
            "(status = 'draft') = (published_at IS NULL)"
            " AND (status = 'draft') = (published_on IS NULL)",
            name="ck_revision_published",
        ),
    )
    in_force = sa.text("status = 'published'")
    op.create_index(
        "uq_revision_one_published",
        "revision",
        ["month_id"],
        unique=True,
        sqlite_where=in_force,
        postgresql_where=in_force,
    )


def _parts() -> None:
    op.create_table(
        "duty",
        sa.Column("revision_id", sa.Integer, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("site", sa.Text, nullable=False),
        sa.Column("session", sa.String(9), nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("revision_id", "date", "site", "session", "person", name="pk_duty"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_duty_revision_id"),
    )
    op.create_table(
        "override",
        sa.Column("revision_id", sa.Integer, nullable=False),
        sa.Column("gate", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("revision_id", "gate", name="pk_override"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_override_revision_id"),
    )


def _events() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("county", sa.String(31), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
    )
    op.create_index("ix_event_county", "event", ["county"])


_KEPT = " AND ".join(
    f"NEW.{c} IS OLD.{c}"
    for c in (
        "id",
        "month_id",
        "number",
        "digest",
        "roster",
        "problem",
        "created_at",
        "published_at",
        "published_on",
    )
)
_STEPS_DOWN = f"OLD.status = 'published' AND NEW.status = 'superseded' AND {_KEPT}"
_FIXED = "a published revision is never changed"
_TRAIL = "the audit trail is only added to"


def _of_published(row: str) -> str:
    return f"(SELECT status FROM revision WHERE id = {row}.revision_id) <> 'draft'"


# name: (on what, what is said); a name says what it holds
TRIGGERS = {
    "revision_begins_as_draft": (
        "INSERT ON revision WHEN NEW.status <> 'draft'",
        "a revision begins as a draft",
    ),
    "revision_fixed": (
        f"UPDATE ON revision WHEN OLD.status <> 'draft' AND NOT ({_STEPS_DOWN})",
        _FIXED,
    ),
    "revision_kept": ("DELETE ON revision WHEN OLD.status <> 'draft'", _FIXED),
    "month_fixed": ("UPDATE ON month", "a month is never changed"),
    "event_fixed": ("UPDATE ON event", _TRAIL),
    "event_kept": ("DELETE ON event", _TRAIL),
}
for _table in ("duty", "override"):
    TRIGGERS |= {
        f"{_table}_complete": (f"INSERT ON {_table} WHEN {_of_published('NEW')}", _FIXED),
        f"{_table}_fixed": (
            f"UPDATE ON {_table} WHEN {_of_published('OLD')} OR {_of_published('NEW')}",
            _FIXED,
        ),
        f"{_table}_kept": (f"DELETE ON {_table} WHEN {_of_published('OLD')}", _FIXED),
    }
