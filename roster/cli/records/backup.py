"""All that a store keeps in one file (roster backup), and back (roster import, see importing.py)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from roster.cli.common import StoreOption
from roster.cli.records.import_options import How
from roster.cli.speech import speech, t
from roster.cli.stores import existing, require_savable
from roster.store import Backup, open_store


def backup_command(
    file: Annotated[
        Path,
        typer.Argument(
            metavar=t("文件", "FILE"),
            help=t("备份文件，如 备份.zip", "the backup, e.g. backup.zip"),
        ),
    ],
    store: StoreOption = None,
) -> None:
    """Write all that the store keeps into one file."""
    with existing(store) as opened:
        held = opened.backup(file)
    speech.say(
        f"已备份到 {file}：{len(held.counties)}个县区，{held.months}个月，{held.revisions}版。",
        f"backed up to {file}: {len(held.counties)} county(ies), {held.months} month(s), "
        f"{held.revisions} revision(s).",
    )


def import_backup(file: Path, how: How) -> None:
    """Take a backup into a store that has none of its counties. Raises InputError and RosterError."""
    with Backup(file) as backup:
        require_savable(how.address)
        with open_store(how.address) as opened:
            opened.restore(backup, at=datetime.now(UTC), made_by=how.who, why=how.why)
        held = backup.manifest
    speech.say(
        f"已导入 {file}：{'、'.join(held.counties)}，{held.months}个月，{held.revisions}版。",
        f"imported {file}: {', '.join(held.counties)}, {held.months} month(s), "
        f"{held.revisions} revision(s).",
    )
