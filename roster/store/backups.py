"""Backups: all that a store keeps in one portable file, and back into a store."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from roster.errors import RosterError
from roster.store import messages, restoring
from roster.store.backup import write_backup
from roster.store.notes import By
from roster.store.reading_backup import Backup, is_backup
from roster.store.sessions import Sessions, require_aware

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from roster.store.backup_lines import Manifest


class Backups(Sessions):
    """The part of the store that writes and reads backups."""

    def backup(self, file: Path) -> Manifest:
        """Write all that is kept, as of one moment, into a file; returns what the file says of itself.

        The file is written aside and renamed: whoever looks finds the old backup or the new one. The
        same store gives the same bytes, on SQLite and on PostgreSQL.

        Raises RosterError where the file is something else than a backup, OSError where it cannot be
        written.
        """
        if file.exists() and not is_backup(file):
            raise RosterError(messages.backup_over_other(str(file)))
        aside = file.with_name(f".{file.name}.new")
        try:
            with aside.open("wb") as new:
                with self._session() as session:
                    manifest = write_backup(session, new)
                new.flush()
                os.fsync(new.fileno())
            os.replace(aside, file)
        finally:
            aside.unlink(missing_ok=True)
        return manifest

    def restore(self, backup: Backup, *, at: datetime, made_by: str = "", why: str = "") -> None:
        """Add everything that a backup holds, or nothing.

        Raises:
            ValueError: naive moment.
            RosterError: the store holds one of its counties already.
            InputError: a line of it cannot be read.
        """
        require_aware(at)
        by = By(at, made_by, why)
        self._written(lambda session: restoring.restore(session, backup, by), messages.importing())
