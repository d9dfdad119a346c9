"""Everything that is handed out for a month, made again from the store and swapped in whole."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from roster.cli.common import newest
from roster.cli.publishing.elsewhere import published_elsewhere
from roster.cli.publishing.printing import chosen_templates
from roster.errors import RosterError
from roster.model.calendar import Month
from roster.model.corrections import Correction, superseded_by
from roster.model.revision import Revision
from roster.model.roster import Status
from roster.publish.corrections import build_corrections
from roster.publish.feeds import build_feeds
from roster.publish.folder import replace_folder
from roster.publish.notices.sets import Wanted, build_sets
from roster.publish.notices.templates import PACKAGED
from roster.publish.workbook import build_workbook
from roster.store import Store
from roster.text import Lang, Text

HANDED_OUT = Wanted()  # all of it


def write_outputs(
    store: Store, county: str, month: Month, root: Path, lang: Lang, shown: Revision | None = None
) -> Path:
    """Write roster.json and roster.xlsx of the newest revision, or of the one to be ``shown``, and, once
    the month is published, notices and feeds of the revision in force, and its corrections where it
    superseded another. Returns the month's folder, which is not touched where it holds all this already.
    Templates are those of ROSTER_TEMPLATES, where it is set.
    """
    revision = shown or newest(store, county, month)
    published = store.published(county)
    in_force = next((r for r in published if _in_force(r, month)), None)
    correction = _correction(store, in_force, published)
    templates = chosen_templates()
    files = {
        "roster.json": _json(revision),
        "roster.xlsx": _workbook(revision, correction, lang),
    }
    if in_force is not None:
        files |= build_sets(
            in_force.problem, in_force.roster, HANDED_OUT, lang=lang, templates=templates
        )
        elsewhere = published_elsewhere(store, county, published)
        files |= _below("feeds", build_feeds(published, elsewhere=elsewhere, lang=lang))
    if correction is not None:
        files |= _below(
            "corrections", build_corrections(correction, lang=lang, templates=templates)
        )
    target = root / county / str(month)
    replace_folder(target, files)
    return target


def shows(root: Path, revision: Revision) -> bool:
    """Whether the month's folder holds this revision's roster.json."""
    file = root / revision.roster.county / revision.roster.month / "roster.json"
    try:
        return file.read_bytes() == _json(revision)
    except FileNotFoundError:
        return False


def _json(revision: Revision) -> bytes:
    return (revision.roster.model_dump_json(indent=2) + "\n").encode()


def _in_force(revision: Revision, month: Month) -> bool:
    status = revision.roster.status
    return status is Status.PUBLISHED and revision.problem.planned_month == month


def _correction(
    store: Store, in_force: Revision | None, published: list[Revision]
) -> Correction | None:
    """What the revision in force corrects; None for the first."""
    if in_force is None:
        return None
    before = superseded_by(in_force, published)
    if before is None:
        return None
    return Correction(before, in_force, _drafts_between(store, before, in_force))


def _drafts_between(store: Store, before: Revision, after: Revision) -> tuple[Revision, ...]:
    """The drafts on which the newer revision rests, back to the older one; none where it was planned
    afresh.
    """
    found: list[Revision] = []
    base = after.origin.base
    while base is not None and base > before.number:
        found.append(store.revision(after.roster.county, after.problem.planned_month, base))
        base = found[-1].origin.base
    return tuple(reversed(found))


def _workbook(revision: Revision, correction: Correction | None, lang: Lang) -> bytes:
    """The newest revision's workbook; what it corrects is in it once it is in force."""
    told = correction if correction and correction.after.number == revision.number else None
    return build_workbook(revision.problem, revision.roster, lang=lang, correction=told)


def require_printable(draft: Revision, in_force: Revision | None) -> None:
    """Refuse before a publication what would be refused after it: a bureau's own templates that cannot be
    used. Raises TemplateError.
    """
    own = chosen_templates()
    if own is PACKAGED:
        return
    build_sets(draft.problem, draft.roster, HANDED_OUT, templates=own)
    if in_force is not None:
        build_corrections(Correction(in_force, draft), templates=own)


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


def _below(folder: str, files: dict[str, bytes]) -> dict[str, bytes]:
    return {f"{folder}/{name}": content for name, content in files.items()}
