"""Everything that is handed out for a month, made again from the store and swapped in whole."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from roster.cli.common import newest
from roster.errors import RosterError
from roster.model.calendar import Month
from roster.model.revision import Revision
from roster.publish.feeds import build_feeds
from roster.publish.folder import replace_folder
from roster.publish.notices import build_notices
from roster.publish.texts import build_texts
from roster.publish.workbook import build_workbook
from roster.store import Store
from roster.text import Lang, Text


def write_outputs(store: Store, county: str, month: Month, root: Path, lang: Lang) -> Path:
    """Write roster.json and roster.xlsx of the newest revision, and, once the month is published,
    notices and feeds of the revision in force. Returns the month's folder.
    """
    revision = newest(store, county, month)
    files = {
        "roster.json": (revision.roster.model_dump_json(indent=2) + "\n").encode(),
        "roster.xlsx": build_workbook(revision.problem, revision.roster, lang=lang),
    }
    published = store.latest_published(county, month)
    if published is not None:
        files |= _notices(published, lang)
        feeds = build_feeds(store.published(county), lang=lang)
        files |= {f"feeds/{name}": content for name, content in feeds.items()}
    target = root / county / str(month)
    replace_folder(target, files)
    return target


def require_writable(folder: Path) -> None:
    """Refuse before the solve a month's folder that could not be made after it; leaves no trace.

    Raises RosterError.
    """
    above = folder.resolve().parent
    missing = [path for path in (above, *above.parents) if not path.exists()]
    try:
        above.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=above):
            pass
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise RosterError(
            Text(
                f"输出文件夹“{folder}”建不起来（{why}）。请检查路径、权限和磁盘空间，"
                "或用 --outputs 换一个位置",
                f"the output folder “{folder}” cannot be made ({why}); check the path, your rights "
                "and disk space, or name another with --outputs",
            )
        ) from error
    finally:
        for path in missing:
            with suppress(OSError):  # not made, or somebody else's files are in it by now
                path.rmdir()


def _notices(revision: Revision, lang: Lang) -> dict[str, bytes]:
    notices = build_notices(revision.problem, revision.roster, lang=lang)
    texts = build_texts(revision.problem, revision.roster, lang)
    return {f"notices/{name}": content for name, content in (notices | texts).items()}
