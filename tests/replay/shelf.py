"""Where the office keeps its things: a store in a file, opened, closed, backed up and looked into."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from roster.store import Backup, open_store

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from roster.store import Store


class Shelf:
    """One store after another in a folder; an import begins a new one."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.stores = folder, 1
        self.file = folder / "roster-1.db"
        self.store: Store = open_store(f"sqlite:///{self.file}")
        self._watch = sqlite3.connect(self.file)

    @property
    def version(self) -> int:
        """A number that changes whenever somebody writes into the store (SQLite's data_version)."""
        [[found]] = self._watch.execute("PRAGMA data_version")
        return int(found)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What lies in the file, asked without the program."""
        return self._watch.execute(query).fetchall()

    def close(self) -> None:
        """Let go of the file."""
        self._watch.close()
        self.store.close()

    def reopen(self) -> None:
        """As after a restart."""
        self.close()
        self.store = open_store(f"sqlite:///{self.file}")
        self._watch = sqlite3.connect(self.file)

    def import_all(self, at: datetime, made_by: str) -> None:
        """Everything goes into a backup, and from there into a new store, which takes its place."""
        backup = self.folder / "backup.zip"
        self.store.backup(backup)
        self.close()
        self.stores += 1
        self.file = self.folder / f"roster-{self.stores}.db"
        self.store = open_store(f"sqlite:///{self.file}")
        with Backup(backup) as held:
            self.store.restore(held, at=at, made_by=made_by, why="换机器")
        self._watch = sqlite3.connect(self.file)
