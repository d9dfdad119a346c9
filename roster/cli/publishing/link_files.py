"""The files with the secret addresses: readable by their owner only, and gone if nothing came of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from roster.errors import RosterError
from roster.publish.links import Link, build_link_sheet
from roster.text import Lang, Text

OWNER_ONLY = 0o600
NAME = Text("日历订阅", "feed-links")


@contextmanager
def kept_aside(
    folder: Path | None, links: Sequence[Link], bureau: str, made: datetime, lang: Lang
) -> Iterator[list[Path]]:
    """The sheet of QR codes and the list of addresses in the folder; nothing where there is no folder.

    They are written first, since an address that is in force and that nobody has is of no use, and
    taken away again where the block fails. Their names hold the second, so that none is overwritten.

    Raises RosterError where such a file is there already; OSError where it cannot be written.
    """
    written: list[Path] = []
    try:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            stem = folder / f"{NAME.to(lang)}-{made:%Y%m%d-%H%M%S}"
            sheet = build_link_sheet(links, bureau, made, lang)
            for ending, data in (("pdf", sheet), ("txt", _listed(links))):
                written.append(_write(Path(f"{stem}.{ending}"), data))
        yield written
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def _write(path: Path, data: bytes) -> Path:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    except FileExistsError:
        raise RosterError(
            Text(
                f"文件“{path}”已存在，请稍后再试",
                f"the file “{path}” exists; try again in a moment",
            )
        ) from None
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    return path


def _listed(links: Sequence[Link]) -> bytes:
    """A line a person, as every Notepad of Windows opens it."""
    lines = [f"{' '.join(link.name.split())}\t{link.address}\r\n" for link in links]
    return "".join(lines).encode("utf-8-sig")
