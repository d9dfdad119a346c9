"""A backup holds all, is the same from the same store, and comes back whole or not at all."""

from __future__ import annotations

import json
import shutil
import zipfile
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from roster.errors import InputError, RosterError
from roster.store import Backup, is_backup, open_store, sessions
from tests.store import workers
from tests.store.databases import on_sqlite
from tests.store.filled import MONTHS, everything, fill
from tests.store.kit import DECEMBER, NOON, a_month, a_swap, draft, publish
from tests.store.whole import whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from roster.store import Store


@pytest.fixture(scope="session")
def saved_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of such a store; made on SQLite."""
    folder = tmp_path_factory.mktemp("saved")
    with open_store(on_sqlite(folder).new()) as store:
        fill(store)
        store.backup(folder / "备份.zip")
    return folder / "备份.zip"


@pytest.fixture
def saved(saved_once: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(saved_once, tmp_path))


def members(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def restored(file: Path, url: str) -> None:
    with open_store(url) as store, Backup(file) as backup:
        store.restore(backup, at=NOON + timedelta(days=9), made_by="李", why="换电脑")


def test_the_same_store_gives_the_same_bytes(store: Store, tmp_path: Path, saved: Path) -> None:
    fill(store)
    one, two = tmp_path / "1.zip", tmp_path / "2.zip"
    manifest = store.backup(one)
    store.backup(two)
    assert one.read_bytes() == two.read_bytes()
    assert one.read_bytes() == saved.read_bytes(), "on whatever database it lies"
    assert (manifest.counties, manifest.months, manifest.revisions) == (("anze", "qinyuan"), 3, 4)
    draft(store)
    store.backup(two)
    assert one.read_bytes() != two.read_bytes()
    assert {f.name for f in tmp_path.glob("*.zip*")} == {"1.zip", "2.zip", "备份.zip"}


def test_a_backup_goes_to_another_database_and_back(saved: Path, url: str, tmp_path: Path) -> None:
    restored(saved, url)
    there = tmp_path / "there.zip"
    with open_store(url) as store:
        found, trail = everything(store), store.events("qinyuan")
        for month in MONTHS:
            whole(url, store, month)
        store.backup(there)
        assert draft(store, a_month()).revision == 3, "and it goes on from there"
    (tmp_path / "back").mkdir()
    back = on_sqlite(tmp_path / "back").new()
    restored(there, back)
    with open_store(back) as store:
        assert everything(store) == found
    # Only the trail has grown, by who imported it when.
    was, now = members(saved), members(there)
    assert {n for n in was if was[n] != now[n]} == {"events.jsonl", "manifest.json"}
    last = trail[-1]
    told = (last.what, last.made_by, last.why, last.month)
    assert told == ("imported", "李", "换电脑", None)
    lines = now["events.jsonl"].splitlines()
    assert set(was["events.jsonl"].splitlines()) < set(lines)
    assert len(lines) == len(was["events.jsonl"].splitlines()) + 2  # two counties


def test_what_is_published_cannot_be_changed_after_a_restore_either(saved: Path, url: str) -> None:
    restored(saved, url)
    with open_store(url) as store:
        first = store.published("qinyuan")[0]
        assert first.overrides == {"shortages": "已申请支援", "lead_time": "急"}
        assert publish(store, 2).published_at == NOON + timedelta(microseconds=1)


def test_swaps_are_numbered_on_from_those_that_are_there(saved: Path, store: Store) -> None:
    draft(store, a_month(limits={"county_id": "changzi", "county": "长子县"}))
    store.add_swap(a_swap(county="changzi"))
    with Backup(saved) as backup:
        store.restore(backup, at=NOON)
    assert [s.number for s in store.swaps("qinyuan")] == [2]
    assert [s.number for s in store.swaps("anze")] == [3]
    assert {e.detail["swap"] for e in store.events("qinyuan") if e.what == "swap"} == {2}


def test_a_county_that_is_there_is_not_overwritten(saved: Path, store: Store) -> None:
    draft(store)
    before = store.events("qinyuan")
    words = "the store holds qinyuan already and nothing was imported"
    with Backup(saved) as backup, pytest.raises(RosterError, match=words):
        store.restore(backup, at=NOON)
    with Backup(saved) as backup, pytest.raises(ValueError, match="without time zone"):
        store.restore(backup, at=NOON.replace(tzinfo=None))
    assert store.events("qinyuan") == before
    assert store.counties() == ["qinyuan"]


def changed(file: Path, name: str, change: Callable[[bytes], bytes], *, told: bool = False) -> Path:
    """A copy with one member changed; the manifest says so only where ``told``."""
    found = members(file)
    found[name] = change(found[name])
    if told:
        manifest = json.loads(found["manifest.json"])
        manifest["members"][name]["sha256"] = sha256(found[name]).hexdigest()
        found["manifest.json"] = json.dumps(manifest).encode()
    copy = file.with_name("changed.zip")
    with zipfile.ZipFile(copy, "w") as archive:
        for member, content in found.items():
            archive.writestr(member, content)
    return copy


def test_a_damaged_backup_is_refused_before_anything_is_written(saved: Path) -> None:
    def refused(file: Path, member: str) -> None:
        with pytest.raises(InputError) as told:
            Backup(file)
        assert told.value.exit_code == 2
        assert (
            told.value.text.zh == f"{file.name}：备份已损坏（{member}），没有导入。请改用另一份备份"
        )

    refused(changed(saved, "events.jsonl", lambda text: text[:-2]), "events.jsonl")
    refused(changed(saved, "manifest.json", lambda text: text[:-2]), "manifest.json")
    source = next(name for name in members(saved) if name.startswith("sources/"))
    refused(changed(saved, source, lambda content: content + b"x"), source)
    with zipfile.ZipFile(changed(saved, source, bytes), "a") as archive:
        archive.writestr("more.txt", "x")
    refused(saved.with_name("changed.zip"), "more.txt")


def test_every_flipped_byte_is_noticed_or_harmless(saved: Path) -> None:
    content, flipped = saved.read_bytes(), saved.with_name("flipped.zip")
    with Backup(saved) as backup:
        manifest = backup.manifest
    refused = 0
    for place in range(0, len(content), 97):
        flipped.write_bytes(content[:place] + bytes([content[place] ^ 0x10]) + content[place + 1 :])
        try:
            with Backup(flipped) as backup:
                assert backup.manifest == manifest
        except InputError:
            refused += 1
    # Zip keeps names and digests twice; what nobody reads may differ.
    assert refused > len(range(0, len(content), 97)) * 0.7


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"program": "99.0.0"}, "a newer version of the program (99.0.0)"),
        ({"schema_version": "9999"}, "a newer version of the program"),
        ({"format": "roster-backup/2"}, "a newer version of the program"),
    ],
)
def test_the_backup_of_a_newer_program_is_refused(
    saved: Path, change: dict[str, str], words: str
) -> None:
    newer = changed(
        saved, "manifest.json", lambda text: json.dumps({**json.loads(text), **change}).encode()
    )
    with pytest.raises(InputError) as told:
        Backup(newer)
    assert words in told.value.text.en
    assert "请升级本程序后再导入" in told.value.text.zh


def test_a_line_that_cannot_be_read_undoes_the_whole_import(saved: Path, store: Store) -> None:
    broken = changed(saved, "events.jsonl", lambda text: text + b"{}\n", told=True)
    with Backup(broken) as backup, pytest.raises(InputError, match=r"damaged \(events.jsonl\)"):
        store.restore(backup, at=NOON)
    assert store.counties() == []
    assert store.swaps("qinyuan") == []


def test_an_older_backup_may_lack_a_member(saved: Path, store: Store) -> None:
    found = members(saved)
    manifest = json.loads(found["manifest.json"])
    for name in ("swaps.jsonl", "absences.jsonl"):
        del found[name], manifest["members"][name]
    older = saved.with_name("older.zip")
    with zipfile.ZipFile(older, "w") as archive:
        for name, content in {**found, "manifest.json": json.dumps(manifest).encode()}.items():
            archive.writestr(name, content)
    with Backup(older) as backup:
        store.restore(backup, at=NOON)
    assert store.absences("qinyuan") == []
    assert len(store.history("qinyuan", DECEMBER)) == 2


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"name\n" * 100])
def test_what_is_no_backup_is_neither_read_nor_replaced(
    store: Store, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "人员.csv"
    file.write_bytes(content)
    assert not is_backup(file)
    with pytest.raises(InputError, match="this is no backup, or a damaged one"):
        Backup(file)
    with pytest.raises(RosterError, match="is no backup; it was not replaced"):
        store.backup(file)
    assert file.read_bytes() == content


def test_a_workbook_is_no_backup(tmp_path: Path) -> None:
    file = tmp_path / "沁源县.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    assert not is_backup(file)
    file.write_bytes(
        file.read_bytes()[:-30].replace(b"PK\x01\x02", b"PK\x01\x03") + file.read_bytes()[-30:]
    )
    assert not is_backup(file)


def test_a_backup_that_cannot_be_written_leaves_the_old_one(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    file = tmp_path / "备份.zip"
    store.backup(file)
    before = file.read_bytes()
    draft(store)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("roster.store.backup._manifest", full)
    with pytest.raises(OSError, match="No space left"):
        store.backup(file)
    assert file.read_bytes() == before
    assert [f.name for f in tmp_path.iterdir()] == ["备份.zip"]


def test_of_two_who_import_at_once_one_is_told(saved: Path, made: str) -> None:
    told = workers.at_once(workers.take, *[(made, saved)] * 2)
    assert sorted(told) == [
        "imported",
        "refused: the store holds anze, qinyuan already and nothing was imported; import into a new"
        " one (--store)",
    ]
    with open_store(made) as store:
        assert len(store.history("qinyuan", DECEMBER)) == 2


def test_an_import_that_keeps_clashing_is_told(
    saved: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As where another process imports the same county at the same moment, again and again.
    with Backup(saved) as backup:
        store.restore(backup, at=NOON)
        monkeypatch.setattr("roster.store.restoring.set", lambda _: frozenset(), raising=False)
        with pytest.raises(RosterError, match="others keep changing the database"):
            store.restore(backup, at=NOON)
    assert sessions.ATTEMPTS == 5
    assert len(store.history("qinyuan", DECEMBER)) == 2


def test_a_zip_whose_names_are_no_text_is_no_backup(tmp_path: Path) -> None:
    file = tmp_path / "damaged.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("甲", b"")
    file.write_bytes(file.read_bytes().replace("甲".encode(), b"\xff\xff\xff"))
    assert not is_backup(file)
