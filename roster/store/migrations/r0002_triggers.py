"""The triggers as of schema 0002: what was decided is never changed, on SQLite and on PostgreSQL.

Each is written once, as table, operation, condition and what is said; the two databases differ in how
a trigger is written and in how "the same, or both NULL" is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

FIXED = "a published revision is never changed"
TRAIL = "the audit trail is only added to"
ADDED = "what was reported is only added to"
OF_REVISION = ("duty", "override", "exemption")
ONLY_ADDED_TO = {
    "event": TRAIL,
    "absence": ADDED,
    "swap": ADDED,
    "swap_step": ADDED,
}
HELD = (*OF_REVISION, *ONLY_ADDED_TO, "feed_address", "revision", "source", "month")


class Trigger(NamedTuple):
    """What is refused: ``operation`` on ``table`` where the ``condition`` holds; a name says what it
    holds. In the condition ``{same}`` compares values that may be NULL, ``{of_published}(x)`` asks
    whether the revision with the id x is published.
    """

    name: str
    operation: str
    table: str
    condition: str
    words: str


def statements(dialect: str) -> Iterator[str]:
    """The statements that bring the triggers of schema 0001 to those of 0002."""
    if dialect == "postgresql":
        yield from FUNCTIONS
        yield from map(_on_postgresql, (*OLD, *NEW))
        yield from map(_not_emptied, HELD)
    else:
        yield "DROP TRIGGER revision_fixed"
        yield from map(_on_sqlite, NEW)


def _same(*columns: str) -> str:
    return " AND ".join(f"NEW.{c} {{same}} OLD.{c}" for c in columns)


def _fixed(table: str, words: str) -> tuple[Trigger, Trigger]:
    return (
        Trigger(f"{table}_fixed", "UPDATE", table, "", words),
        Trigger(f"{table}_kept", "DELETE", table, "", words),
    )


def _of_revision(table: str) -> tuple[Trigger, ...]:
    old, new = "{of_published}(OLD.revision_id)", "{of_published}(NEW.revision_id)"
    return (
        Trigger(f"{table}_complete", "INSERT", table, new, FIXED),
        Trigger(f"{table}_fixed", "UPDATE", table, f"{old} OR {new}", FIXED),
        Trigger(f"{table}_kept", "DELETE", table, old, FIXED),
    )


_ALL_BUT_STATUS = _same(
    *("id", "month_id", "number", "digest", "roster", "problem", "created_at"),
    *("published_at", "published_on", "base", "made_by", "why", "changes", "source"),
)
_STEPS_DOWN = f"OLD.status = 'published' AND NEW.status = 'superseded' AND {_ALL_BUT_STATUS}"
_REVOKED = "OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL AND " + _same(
    "digest", "county", "scope", "holder", "created_at"
)

# As schema 0001 has them on SQLite.
OLD = (
    Trigger(
        "revision_begins_as_draft",
        "INSERT",
        "revision",
        "NEW.status <> 'draft'",
        "a revision begins as a draft",
    ),
    Trigger("revision_kept", "DELETE", "revision", "OLD.status <> 'draft'", FIXED),
    Trigger("month_fixed", "UPDATE", "month", "", "a month is never changed"),
    *_fixed("event", TRAIL),
    *_of_revision("duty"),
    *_of_revision("override"),
)
NEW = (
    Trigger(
        "revision_fixed",
        "UPDATE",
        "revision",
        f"OLD.status <> 'draft' AND NOT ({_STEPS_DOWN})",
        FIXED,
    ),
    *_of_revision("exemption"),
    *(trigger for table in ("absence", "swap", "swap_step") for trigger in _fixed(table, ADDED)),
    Trigger("source_fixed", "UPDATE", "source", "", "inputs that were kept are never changed"),
    Trigger(
        "feed_address_fixed",
        "UPDATE",
        "feed_address",
        f"NOT ({_REVOKED})",
        "a feed address is only ever revoked",
    ),
    Trigger(
        "feed_address_kept", "DELETE", "feed_address", "", "a feed address is only ever revoked"
    ),
)

# The lock makes whoever adds to a revision wait for whoever is publishing it.
FUNCTIONS = (
    """
    CREATE FUNCTION roster_of_published(revision_id integer) RETURNS boolean AS $$
    DECLARE found_status text;
    BEGIN
        SELECT status INTO found_status FROM revision WHERE id = revision_id FOR SHARE;
        RETURN found_status <> 'draft';
    END
    $$ LANGUAGE plpgsql
    """,
    """
    CREATE FUNCTION roster_refuse() RETURNS trigger AS $$
    BEGIN
        RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'integrity_constraint_violation';
    END
    $$ LANGUAGE plpgsql
    """,
)


def _on_sqlite(trigger: Trigger) -> str:
    # A trigger's text cannot take parameters: these are constants, no input is in them.
    when = trigger.condition.replace("{same}", "IS")
    for row in ("OLD", "NEW"):
        asked = f"(SELECT status FROM revision WHERE id = {row}.revision_id) <> 'draft'"
        when = when.replace(f"{{of_published}}({row}.revision_id)", asked)
    return (
        f'CREATE TRIGGER {trigger.name} BEFORE {trigger.operation} ON "{trigger.table}"'
        f"{f' WHEN {when}' if when else ''}"
        f" BEGIN SELECT RAISE(ABORT, '{trigger.words}'); END"
    )


def _on_postgresql(trigger: Trigger) -> str:
    when = trigger.condition.replace("{same}", "IS NOT DISTINCT FROM")
    when = when.replace("{of_published}", "roster_of_published")
    return (
        f'CREATE TRIGGER {trigger.name} BEFORE {trigger.operation} ON "{trigger.table}"'
        f" FOR EACH ROW{f' WHEN ({when})' if when else ''}"
        f" EXECUTE FUNCTION roster_refuse('{trigger.words}')"
    )


def _not_emptied(table: str) -> str:
    """TRUNCATE fires no triggers for rows (PostgreSQL alone knows it)."""
    return (
        f'CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON "{table}"'
        f" EXECUTE FUNCTION roster_refuse('what was decided is never emptied')"
    )
