"""Writing a backup: a zip of JSON lines, the same bytes from the same store on every database."""

from __future__ import annotations

import zipfile
from hashlib import sha256
from typing import IO, TYPE_CHECKING, TypeVar

from sqlalchemy import select

from roster import __version__
from roster.store.backup_lines import (
    AbsenceLine,
    CountyLine,
    DutyPart,
    EventLine,
    ExemptionPart,
    FeedAddressLine,
    Manifest,
    Member,
    OverridePart,
    RevisionFacts,
    RevisionLine,
    SourceLine,
    SwapLine,
)
from roster.store.schema import HEAD
from roster.store.tables import (
    AbsenceRow,
    CountyRow,
    DutyRow,
    EventRow,
    ExemptionRow,
    FeedAddressRow,
    MonthRow,
    RevisionRow,
    SourceRow,
    SwapRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.orm import Session

    from roster.store.backup_lines import Line

Reported = TypeVar("Reported", AbsenceRow, EventRow)
Part = TypeVar("Part", DutyPart, OverridePart, ExemptionPart)

FORMAT = "roster-backup/1"
MANIFEST = "manifest.json"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # a zip must give a time; this one says nothing
SOURCES = "sources/"  # the inputs' bytes, by digest


def write_backup(session: Session, file: IO[bytes]) -> Manifest:
    """Write everything that is kept; returns what the backup says of itself."""
    members: dict[str, Member] = {}
    with zipfile.ZipFile(file, "w") as archive:
        for name, lines in _lines(session):
            texts = (f"{line.model_dump_json()}\n".encode() for line in lines)
            digest, count = _write(archive, name, texts)
            members[name] = Member(sha256=digest, lines=count)
        for digest in sorted(session.scalars(select(SourceRow.sha256))):
            content = session.get_one(SourceRow, digest).content
            name = f"{SOURCES}{digest}"
            members[name] = Member(sha256=_write(archive, name, [content])[0], lines=None)
            session.expunge_all()  # one copy in memory at a time
        manifest = _manifest(session, members)
        _write(archive, MANIFEST, [manifest.model_dump_json(indent=1).encode()])
    return manifest


def _write(archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> tuple[str, int]:
    """Write a member piece by piece; its digest and how many pieces."""
    info = zipfile.ZipInfo(name, LONG_AGO)
    info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
    info.external_attr = 0o600 << 16
    digest, count = sha256(), 0
    with archive.open(info, "w", force_zip64=True) as member:
        for piece in pieces:
            member.write(piece)
            digest.update(piece)
            count += 1
    return digest.hexdigest(), count


def _manifest(session: Session, members: dict[str, Member]) -> Manifest:
    return Manifest(
        format=FORMAT,
        program=__version__,
        schema_version=HEAD,
        counties=tuple(sorted(session.scalars(select(CountyRow.id)))),
        months=len(session.scalars(select(MonthRow.id)).all()),
        revisions=len(session.scalars(select(RevisionRow.id)).all()),
        members=members,
    )


def _lines(session: Session) -> Iterator[tuple[str, Iterable[Line]]]:
    """The members by name. Sorted here: databases differ in how they sort text."""
    counties = sorted(session.scalars(select(CountyRow)), key=lambda row: row.id)
    yield "counties.jsonl", map(CountyLine.model_validate, counties)
    yield "revisions.jsonl", _revisions(session)
    names = session.execute(select(SourceRow.sha256, SourceRow.name)).all()
    yield "sources.jsonl", map(SourceLine.model_validate, sorted(names))
    absences = session.scalars(select(AbsenceRow).order_by(AbsenceRow.id))
    yield "absences.jsonl", map(AbsenceLine.model_validate, _by_county(absences))
    swaps = session.scalars(select(SwapRow).order_by(SwapRow.number))
    yield "swaps.jsonl", map(SwapLine.model_validate, swaps)
    addresses = sorted(session.scalars(select(FeedAddressRow)), key=lambda row: row.digest)
    yield "feed_addresses.jsonl", map(FeedAddressLine.model_validate, addresses)
    events = session.scalars(select(EventRow).order_by(EventRow.id))
    yield "events.jsonl", map(EventLine.model_validate, _by_county(events))


def _by_county(rows: Iterable[Reported]) -> list[Reported]:
    """One county after another, each in the order in which it was written."""
    return sorted(rows, key=lambda row: row.county)


def _revisions(session: Session) -> Iterator[RevisionLine]:
    keys = session.execute(
        select(MonthRow.county_id, MonthRow.month, RevisionRow.number, RevisionRow.id).join(
            RevisionRow, RevisionRow.month_id == MonthRow.id
        )
    ).all()
    for county, month, _, key in sorted(keys):
        row = session.get_one(RevisionRow, key)
        duties = session.scalars(select(DutyRow).where(DutyRow.revision_id == key))
        exempt = session.scalars(select(ExemptionRow).where(ExemptionRow.revision_id == key))
        yield RevisionLine(
            county=county,
            month=month,
            facts=RevisionFacts.model_validate(row),
            duties=_parts(DutyPart, duties),
            overrides=_parts(OverridePart, row.overrides),
            exemptions=_parts(ExemptionPart, exempt),
        )
        session.expunge_all()  # one revision in memory at a time


def _parts(kind: type[Part], rows: Iterable[object]) -> tuple[Part, ...]:
    """The rows that belong to a revision, in an order of their own."""
    return tuple(sorted(map(kind.model_validate, rows), key=kind.model_dump_json))
