from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from roster.errors import RosterError
from roster.publish import folder
from roster.publish.folder import add_files, recover, replace_folder

OLD = {"old.txt": b"old", "sub/old.txt": b"old too"}
NEW = {"new.txt": b"new", "sub/a/new.txt": b"new too", "old.txt": b"changed"}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A folder that holds OLD, alone in its parent."""
    path = tmp_path / "沁源县 2026-12"
    replace_folder(path, OLD)
    return path


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses taken between tries to rename, none of them waited for."""
    taken: list[float] = []
    monkeypatch.setattr(folder.time, "sleep", taken.append)
    return taken


def content(path: Path) -> dict[str, bytes]:
    return {p.relative_to(path).as_posix(): p.read_bytes() for p in path.rglob("*") if p.is_file()}


def alone(path: Path) -> bool:
    """Whether nothing but the folder is left beside it."""
    return [p.name for p in path.parent.iterdir()] == [path.name]


class Renames:
    """os.replace that fails on the calls numbered (from 1), and counts all."""

    def __init__(self, failing: set[int], error: BaseException) -> None:
        self.failing, self.error, self.calls = failing, error, 0
        self.real = os.replace

    def __call__(self, source: Path, goal: Path) -> None:
        self.calls += 1
        if self.calls in self.failing:
            raise self.error
        self.real(source, goal)


def fail_renames(
    monkeypatch: pytest.MonkeyPatch, *calls: int, error: BaseException | None = None
) -> Renames:
    renames = Renames(set(calls), error or OSError(5, "Input/output error"))
    monkeypatch.setattr(os, "replace", renames)
    return renames


def test_a_new_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    path = tmp_path / "outputs" / "qinyuan"
    replace_folder(path, NEW)
    assert content(path) == NEW
    assert alone(path)


def test_an_old_folder_is_replaced_cleanly(target: Path) -> None:
    replace_folder(target, NEW)
    assert content(target) == NEW  # sub/old.txt is gone
    assert alone(target)


def test_no_files_leave_an_empty_folder(target: Path) -> None:
    replace_folder(target, {})
    assert target.is_dir()
    assert content(target) == {}


def test_a_relative_path_means_the_working_folder(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(target.parent)
    replace_folder(Path(target.name), NEW)
    assert content(target) == NEW


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_failed_write_leaves_the_old_files(
    target: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    real, written = Path.write_bytes, []

    def write(path: Path, data: bytes) -> int:
        written.append(path)
        if len(written) == failing:
            raise OSError(28, "No space left on device")
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", write)
    with pytest.raises(RosterError) as caught:
        replace_folder(target, NEW)
    assert caught.value.text.zh == (
        f"无法替换文件夹“{target}”（No space left on device）。"
        "请检查磁盘空间和权限后重新运行；原有文件未改动。"
    )
    assert content(target) == OLD
    assert alone(target)


# The first rename moves the old folder aside, the second one moves the new folder in.
@pytest.mark.parametrize("failing", [1, 2])
@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), KeyboardInterrupt()])
def test_a_failed_rename_leaves_the_old_files(
    target: Path, monkeypatch: pytest.MonkeyPatch, failing: int, error: BaseException
) -> None:
    fail_renames(monkeypatch, failing, error=error)
    with pytest.raises(RosterError if isinstance(error, OSError) else KeyboardInterrupt):
        replace_folder(target, NEW)
    assert content(target) == OLD
    assert alone(target)


def test_a_failed_rename_leaves_nothing_where_nothing_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_renames(monkeypatch, 1)
    with pytest.raises(RosterError):
        replace_folder(tmp_path / "a", NEW)
    assert list(tmp_path.iterdir()) == []


def test_where_even_putting_back_fails_the_next_run_does_it(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        fail_renames(patch, 2, 3)
        with pytest.raises(RosterError) as caught:
            replace_folder(target, NEW)
    aside = target.with_name(f".{target.name}.old")
    assert f"原有文件暂存于“{aside}”，下次运行时自动恢复" in caught.value.text.zh
    assert f"wait in “{aside}” and are put back by the next run" in caught.value.text.en
    assert content(aside) == OLD
    recover(target)
    assert content(target) == OLD
    assert alone(target)


def test_a_folder_open_in_excel_is_named_with_the_remedy(
    target: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float]
) -> None:
    denied = PermissionError(13, "Access is denied")
    renames = fail_renames(monkeypatch, *range(1, 100), error=denied)
    with pytest.raises(RosterError) as caught:
        replace_folder(target, NEW)
    assert caught.value.exit_code == 1
    assert caught.value.text.zh == (
        f"无法替换文件夹“{target}”（Access is denied）。"
        "请关闭其中正在打开的文件（如 Excel、PDF）后重新运行；原有文件未改动。"
    )
    assert "Close the files open in it" in caught.value.text.en
    assert (renames.calls, pauses) == (5, [0.2] * 4)  # five tries, a pause between them
    assert content(target) == OLD
    assert alone(target)


def test_a_scanner_that_holds_the_files_for_a_moment_is_waited_for(
    target: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float]
) -> None:
    # 1 moves the old away, 2 and 3 are refused, 4 succeeds.
    fail_renames(monkeypatch, 2, 3, error=PermissionError(13, "Access is denied"))
    replace_folder(target, NEW)
    assert content(target) == NEW
    assert pauses == [0.2, 0.2]


def test_an_error_without_words_is_told_by_its_kind(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_renames(monkeypatch, 1, error=OSError())
    with pytest.raises(RosterError, match=r"\(OSError\)"):
        replace_folder(target, NEW)


def test_an_old_folder_that_cannot_be_removed_is_removed_by_the_next_run(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = target.with_name(f".{target.name}.old")
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", lambda path, ignore_errors: None)
        replace_folder(target, NEW)
    assert content(target) == NEW
    assert content(aside) == OLD
    replace_folder(target, {"newest.txt": b"newest"})
    assert content(target) == {"newest.txt": b"newest"}
    assert alone(target)


@pytest.mark.parametrize("cut", ["writing", "between the renames", "before removing"])
def test_what_a_killed_run_left_is_put_right(target: Path, cut: str) -> None:
    new, aside = (target.with_name(f".{target.name}.{role}") for role in ("new", "old"))
    if cut == "writing":
        new.mkdir()
        (new / "half.txt").write_bytes(b"hal")
        expected = OLD
    elif cut == "between the renames":
        replace_folder(new, NEW)
        target.rename(aside)
        expected = OLD
    else:
        target.rename(aside)
        replace_folder(target, {"new.txt": b"new"})  # restores OLD first, then replaces it
        shutil.copytree(target, aside)
        expected = {"new.txt": b"new"}
    recover(target)
    assert content(target) == expected
    assert alone(target)
    replace_folder(target, NEW)
    assert content(target) == NEW


def test_a_leftover_that_is_open_is_named(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target.with_name(f".{target.name}.old").mkdir()

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Access is denied")

    monkeypatch.setattr(shutil, "rmtree", refuse)
    with pytest.raises(RosterError, match="Close the files open in it"):
        recover(target)
    assert content(target) == OLD


def test_a_file_or_a_whole_disk_is_not_replaced(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"mine")
    for path in (file, Path(tmp_path.anchor)):
        with pytest.raises(RosterError, match="is not a folder that can be replaced"):
            replace_folder(path, NEW)
    assert file.read_bytes() == b"mine"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/etc/a",
        "a//b",
        "a/",
        "..",
        "../a",
        "a/../../b",
        "./a",
        "C:/a",
        "C:a",
        "a\\b",
        "\\\\host\\a",
        "CON",
        "con.txt",
        "a/NUL",
        "aux .txt",
        "COM1.ics",
        "lpt9",
        "COM¹",
        "a.",
        "a ",
        "a?",
        "a*b",
        '"a"',
        "<a>",
        "a|b",
        "a\nb",
        "a\x00",
        "长" * 81,
    ],
)
def test_a_name_that_no_system_or_not_windows_takes_is_refused(target: Path, name: str) -> None:
    with pytest.raises(RosterError) as caught:
        replace_folder(target, {"fine.txt": b"", name: b""})
    assert f"“{name}”" in caught.value.text.zh
    assert content(target) == OLD
    assert alone(target)


@pytest.mark.parametrize(
    "name",
    [
        "张三.ics",
        "a/b/c.txt",
        "=1+1.csv",
        "@x",
        ".hidden",
        "console.txt",
        "COM10",
        "communal",
        "a b.txt",
        "阿依古丽·买买提.ics",
        "长" * 80,
    ],
)
def test_a_name_that_every_system_takes_is_written(tmp_path: Path, name: str) -> None:
    replace_folder(tmp_path / "a", {name: b"x"})
    assert content(tmp_path / "a") == {name: b"x"}


@pytest.mark.parametrize("names", [("a.txt", "A.txt"), ("é", "e\u0301"), ("S/a", "s/A")])
def test_names_that_are_one_file_on_windows_or_macos_are_refused(
    target: Path, names: tuple[str, str]
) -> None:
    with pytest.raises(RosterError, match="are the same"):
        replace_folder(target, dict.fromkeys(names, b""))
    assert content(target) == OLD


@pytest.mark.parametrize("names", [("a", "a/b"), ("a/b", "A"), ("x/y/z", "x/y")])
def test_a_name_that_is_a_file_and_a_folder_is_refused(
    target: Path, names: tuple[str, str]
) -> None:
    with pytest.raises(RosterError, match="both a file and a folder"):
        replace_folder(target, dict.fromkeys(names, b""))
    assert content(target) == OLD


def test_a_folder_that_holds_the_files_already_is_not_touched(tmp_path: Path) -> None:
    path, files = tmp_path / "a", {"x.txt": b"x", "sub/y.txt": b"y"}
    replace_folder(path, files)
    before = {p: (p.stat().st_mtime_ns, p.stat().st_ino) for p in [path, *path.rglob("*")]}
    replace_folder(path, dict(reversed(files.items())))
    assert {p: (p.stat().st_mtime_ns, p.stat().st_ino) for p in [path, *path.rglob("*")]} == before


@pytest.mark.parametrize("spoil", ["sub/y.txt", "more.txt", "empty/"])
def test_a_folder_that_differs_in_anything_is_replaced(tmp_path: Path, spoil: str) -> None:
    path, files = tmp_path / "a", {"x.txt": b"x", "sub/y.txt": b"y"}
    replace_folder(path, files)
    if spoil.endswith("/"):
        (path / spoil).mkdir()
    else:
        (path / spoil).write_bytes(b"z")
    replace_folder(path, files)
    left = {p.relative_to(path).as_posix(): p for p in path.rglob("*")}
    assert left.keys() == {"x.txt", "sub", "sub/y.txt"}
    assert left["sub/y.txt"].read_bytes() == b"y"


def test_files_are_added_and_others_stay(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/mine.txt").write_bytes(b"mine")
    (tmp_path / "a/old.txt").write_bytes(b"old")
    add_files(tmp_path, {"a/old.txt": b"new", "b/c/new.txt": b"new"})
    assert (tmp_path / "a/mine.txt").read_bytes() == b"mine"
    assert (
        (tmp_path / "a/old.txt").read_bytes() == (tmp_path / "b/c/new.txt").read_bytes() == b"new"
    )
    assert sorted(p.name for p in tmp_path.rglob("*.txt")) == ["mine.txt", "new.txt", "old.txt"]


def test_what_cannot_be_added_is_told_and_leaves_no_trace(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"a file where a folder should be")
    with pytest.raises(RosterError):
        add_files(tmp_path, {"first.txt": b"1", "taken/second.txt": b"2"})
    assert [p.name for p in tmp_path.iterdir()] == ["taken"]
    with pytest.raises(RosterError):
        add_files(tmp_path, {"../out.txt": b"1"})
