"""Reading a backup: it is checked as a whole before a single line of it is used."""

from __future__ import annotations

import zipfile
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING, Self, TypeVar

from pydantic import ValidationError

from roster import __version__
from roster.errors import InputError, InputProblem
from roster.store.backup import FORMAT, MANIFEST, SOURCES
from roster.store.backup_lines import Line, Manifest
from roster.store.schema import HEAD
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Read = TypeVar("Read", bound=Line)
PIECE = 1 << 20
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    UnicodeDecodeError,
)


def is_backup(file: Path) -> bool:
    """Whether the file is a backup, sound or not. Raises OSError where it cannot be read."""
    if not zipfile.is_zipfile(file):
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            return MANIFEST in archive.namelist()
    except BROKEN:
        return False


class Backup:
    """A backup that was found sound. Close it after use, or use it as a context manager.

    Raises InputError for a file that is no backup, one that is damaged, and one of a newer program.
    """

    def __init__(self, file: Path) -> None:
        self._name = file.name
        if not is_backup(file):
            raise self._refusal(NO_BACKUP)
        self._archive = zipfile.ZipFile(file)
        try:
            self.manifest = self._manifest()
            self._require_known()
            self._require_sound()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        self._archive.close()

    def lines(self, name: str, kind: type[Read]) -> Iterator[Read]:
        """The lines of a member; none where the backup has no such member."""
        if name not in self.manifest.members:
            return
        with self._archive.open(name) as member:
            for text in member:
                try:
                    yield kind.model_validate_json(text)
                except ValidationError as error:
                    raise self._refusal(damaged(name)) from error

    def source(self, digest: str) -> bytes:
        """The bytes of inputs."""
        return self._archive.read(f"{SOURCES}{digest}")

    def _manifest(self) -> Manifest:
        try:
            return Manifest.model_validate_json(self._archive.read(MANIFEST))
        except (*BROKEN, ValidationError) as error:
            raise self._refusal(damaged(MANIFEST)) from error

    def _require_known(self) -> None:
        """The program knows the backup's format, and is not older than what wrote it."""
        found = self.manifest
        newer = _version(found.program) > _version(__version__) or found.schema_version > HEAD
        if newer or found.format != FORMAT:
            raise self._refusal(of_newer(found.program))

    def _require_sound(self) -> None:
        """Every member is there, byte for byte as it was written, and nothing else is."""
        names = set(self._archive.namelist()) - {MANIFEST}
        for name in sorted(names ^ set(self.manifest.members)):
            raise self._refusal(damaged(name))
        for name, told in self.manifest.members.items():
            try:
                sound = self._digest(name) == told.sha256
            except BROKEN as error:
                raise self._refusal(damaged(name)) from error
            if not sound:
                raise self._refusal(damaged(name))

    def _digest(self, name: str) -> str:
        digest = sha256()
        with self._archive.open(name) as member:
            while piece := member.read(PIECE):
                digest.update(piece)
        return digest.hexdigest()

    def _refusal(self, texts: tuple[Text, Text]) -> InputError:
        message, remedy = texts
        return InputError([InputProblem(message, remedy, file=self._name)])


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in text.split("."))


NO_BACKUP = (
    Text("不是备份文件，或已损坏", "this is no backup, or a damaged one"),
    Text("请选择 roster backup 写出的文件", "choose a file that roster backup wrote"),
)


def damaged(member: str) -> tuple[Text, Text]:
    """A part of the backup is not as it was written."""
    return (
        Text(
            f"备份已损坏（{member}），没有导入", f"the backup is damaged ({member}); not imported"
        ),
        Text("请改用另一份备份", "use another backup"),
    )


def of_newer(program: str) -> tuple[Text, Text]:
    """The backup was written by a newer version of the program."""
    return (
        Text(
            f"备份由更新版本的程序（{program}）写出，没有导入",
            f"the backup was written by a newer version of the program ({program}); not imported",
        ),
        Text("请升级本程序后再导入", "upgrade the program and import again"),
    )
