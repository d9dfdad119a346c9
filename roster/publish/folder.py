"""A folder replaced as a whole: whoever looks sees the old files or the new ones, never a mixture.

The new files are written into a sibling, ``.<name>.new``; then two renames follow: the target
becomes ``.<name>.old``, the sibling becomes the target. Whatever an interrupted run left is put
right by the next call (`recover`).
"""

from __future__ import annotations

import os
import re
import shutil
import time
import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from roster.errors import RosterError
from roster.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

# Virus scanners hold new files for a moment, and Windows refuses to rename their folder then.
RENAME_TRIES = 5
RENAME_PAUSE = 0.2

_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.I)


def replace_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Make the folder hold exactly the files; what it held before is gone. Nothing is touched where it
    holds them already.

    Names may contain sub-folders, written with "/" on every system. After any failure the folder is
    as it was before the call. Two calls for one folder must not run at the same time.

    Raises:
        RosterError: a name that is absolute, climbs out, is not allowed on Windows or clashes with
            another one; a folder that cannot be written, or renamed because a file in it is open.
    """
    refuse_bad_names(files)
    target = target.resolve()
    if not target.name or (target.exists() and not target.is_dir()):
        raise RosterError(
            Text(
                f"“{target}”不是可以替换的文件夹。请换一个输出位置。",
                f"“{target}” is not a folder that can be replaced; choose another.",
            )
        )
    recover(target)
    new = _sibling(target, "new")
    try:
        if _holds(target, files):
            return
        _write(new, files)
        _swap(target, new)
    except OSError as error:
        raise _failed(target, error) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
    # A file that someone still reads may keep this one alive: the next call removes it.
    shutil.rmtree(_sibling(target, "old"), ignore_errors=True)


def add_files(target: Path, files: Mapping[str, bytes]) -> None:
    """Put the files into the folder and leave what else is in it. Each file is written aside and swapped
    in by renaming; a failure leaves those that were swapped in before, and no other trace.

    Raises:
        RosterError: as `replace_folder` does.
    """
    refuse_bad_names(files)
    aside: list[tuple[Path, Path]] = []
    try:
        for name, content in files.items():
            path = target / name
            path.parent.mkdir(parents=True, exist_ok=True)
            new = _sibling(path, "new")
            aside.append((new, path))
            new.write_bytes(content)
        for new, path in aside:
            _rename(new, path)
    except OSError as error:
        raise _failed(target, error) from error
    finally:
        for new, _ in aside:
            new.unlink(missing_ok=True)


def recover(target: Path) -> None:
    """Put right what an interrupted `replace_folder` left.

    The moved-aside folder is put back where the target is missing and removed where it is not;
    half-written files are removed.

    Raises:
        RosterError: something left over cannot be moved or removed because a file in it is open.
    """
    target = target.resolve()
    old, new = _sibling(target, "old"), _sibling(target, "new")
    try:
        if old.exists() and target.exists():
            shutil.rmtree(old)
        elif old.exists():
            _rename(old, target)
        if new.exists():
            shutil.rmtree(new)
    except OSError as error:
        raise _failed(target, error) from error


def refuse_bad_names(names: Iterable[str]) -> None:
    """Check that the names can be written below a folder, each its own file, on Windows too.

    Raises:
        RosterError: naming the first name that cannot.
    """
    seen: dict[str, str] = {}
    folders: set[str] = set()
    for name in names:
        parts = name.split("/")
        if not all(map(_is_portable, parts)):
            raise RosterError(
                Text(
                    f"文件名“{name}”不能使用。请去掉其中的特殊字符或改名。",
                    f"the file name “{name}” cannot be used; rename it.",
                )
            )
        # Windows takes A.txt and a.txt for the same file, macOS both ways of writing é.
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in seen:
            raise RosterError(
                Text(
                    f"文件名“{name}”与“{seen[folded]}”相同。请改名。",
                    f"the file names “{name}” and “{seen[folded]}” are the same.",
                )
            )
        seen[folded] = name
        folders.update("/".join(folded.split("/")[:i]) for i in range(1, len(parts)))
    for folded in sorted(folders & seen.keys()):
        raise RosterError(
            Text(
                f"“{seen[folded]}”既是文件又是文件夹。请改名。",
                f"“{seen[folded]}” is both a file and a folder; rename one.",
            )
        )


def _is_portable(part: str) -> bool:
    """Whether every system takes it as the name of a file or folder, as it stands."""
    return (
        part not in ("", ".", "..")
        and not _FORBIDDEN.search(part)
        and not _RESERVED.fullmatch(part)
        and part[-1] not in ". "
        and len(part.encode()) <= 240
    )


def _sibling(target: Path, role: str) -> Path:
    # Beside the target, because a rename across disks would be a copy.
    return target.with_name(f".{target.name}.{role}")


def _holds(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Whether the folder holds just these files, byte for byte, and no other folders."""
    if not folder.exists():
        return False
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*")}
    wanted = {*files, *(p.as_posix() for name in files for p in PurePosixPath(name).parents)}
    return there == wanted - {"."} and all(
        (folder / name).is_file() and (folder / name).read_bytes() == content
        for name, content in files.items()
    )


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _swap(target: Path, new: Path) -> None:
    old = _sibling(target, "old")
    moved = target.exists()
    if moved:
        _rename(target, old)
    try:
        _rename(new, target)
    except BaseException:  # also Ctrl-C: nobody may be left without the folder
        if moved:
            _rename(old, target)
        raise


def _rename(source: Path, goal: Path) -> None:
    for _ in range(RENAME_TRIES - 1):
        try:
            os.replace(source, goal)
            return
        except PermissionError:
            time.sleep(RENAME_PAUSE)
    os.replace(source, goal)


def _failed(target: Path, error: OSError) -> RosterError:
    """What the user is told: the folder, the reason, the remedy and where the old files are."""
    why = error.strerror or type(error).__name__
    old = _sibling(target, "old")
    if isinstance(error, PermissionError):
        remedy = Text(
            "请关闭其中正在打开的文件（如 Excel、PDF）后重新运行",
            "Close the files open in it (Excel, PDF) and run again",
        )
    else:
        remedy = Text("请检查磁盘空间和权限后重新运行", "Check disk space and rights and run again")
    if old.exists() and not target.exists():
        kept = Text(
            f"原有文件暂存于“{old}”，下次运行时自动恢复",
            f"the old files wait in “{old}” and are put back by the next run",
        )
    else:
        kept = Text("原有文件未改动", "the old files are unchanged")
    return RosterError(
        Text(
            f"无法替换文件夹“{target}”（{why}）。{remedy.zh}；{kept.zh}。",
            f"cannot replace the folder “{target}” ({why}). {remedy.en}; {kept.en}.",
        )
    )
