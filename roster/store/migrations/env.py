"""How Alembic runs the steps: inside the transaction that schema.py hands over."""

from __future__ import annotations

from alembic import context

from roster.store.schema import VERSION_TABLE
from roster.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,  # SQLite changes a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
