"""What was decided: numbered revisions of each month, kept in a database (SQLite by default).

The main path: ``open_store`` → ``save_draft`` → ``publish`` → ``published`` / ``published_duties``.
"""

from __future__ import annotations

from roster.store.history import Entry
from roster.store.opening import open_store
from roster.store.reading import Event
from roster.store.reading_backup import Backup, is_backup
from roster.store.store import Store

__all__ = ["Backup", "Entry", "Event", "Store", "is_backup", "open_store"]
