from __future__ import annotations

from pathlib import Path

import pytest

from roster.store import open_store
from tests.cli.desk import MONTH, Desk
from tests.store.kit import draft, publish


@pytest.fixture
def kept(desk: Desk) -> Desk:
    """A desk with a database: December planned and published."""
    with open_store() as store:
        draft(store)
        publish(store, 1)
    return desk


def test_a_backup_goes_into_a_new_store(kept: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept.done("backup", "备份.zip") == "已备份到 备份.zip：1个县区，1个月，1版。\n"
    before = Path("备份.zip").read_bytes()
    kept.done("backup", "备份.zip")
    assert Path("备份.zip").read_bytes() == before
    monkeypatch.setenv("ROSTER_DATABASE_URL", "sqlite:///new.db")
    out = kept.done("import", "备份.zip", "--by", "李干事", "--reason", "换电脑")
    assert out == "已导入 备份.zip：qinyuan，1个月，1版。\n"
    assert "沁源县 2026-12：共1版\n第1版（已公布）" in kept.done("history", *MONTH)
    last = kept.done("history", "--trail").splitlines()[-1]
    assert last.endswith("  李干事  导入备份：1个月，1版，理由：换电脑")
    again = kept.run("import", "备份.zip")
    assert again.code == 1
    assert again.err == "数据库中已有qinyuan的数据，没有导入。请导入到新的数据库（--store）\n"


def test_english_on_request(kept: Desk) -> None:
    out = kept.done("--lang", "en", "backup", "b.zip")
    assert out == "backed up to b.zip: 1 county(ies), 1 month(s), 1 revision(s).\n"
    to = ("--store", "sqlite:///new.db")
    out = kept.done("--lang", "en", "import", "b.zip", *to)
    assert out == "imported b.zip: qinyuan, 1 month(s), 1 revision(s).\n"
    trail = kept.done("--lang", "en", "history", "--trail", *to)
    assert trail.rstrip().endswith("  imported a backup: 1 month(s), 1 revision(s)")


def test_a_damaged_file_makes_no_database(kept: Desk) -> None:
    kept.done("backup", "b.zip")
    whole = Path("b.zip").read_bytes()
    middle = len(whole) // 2
    Path("flipped.zip").write_bytes(whole[:middle] + b"\xff\xff\xff\xff" + whole[middle + 4 :])
    run = kept.run("import", "flipped.zip", "--store", "sqlite:///new.db")
    assert run.code == 2
    assert run.err.startswith("flipped.zip：备份已损坏（")
    Path("cut.zip").write_bytes(whole[:middle])
    for name, words in (
        (
            "cut.zip",
            "cut.zip：不是可以导入的文件，或已损坏。"
            "可以导入的有：备份文件（roster backup 写出）、改过的 roster.xlsx\n",
        ),
        ("none.zip", "none.zip：找不到这个文件。请检查路径是否正确\n"),
        ("inputs", "inputs：找不到这个文件。请检查路径是否正确\n"),
    ):
        run = kept.run("import", name, "--store", "sqlite:///new.db")
        assert (run.code, run.err) == (2, words)
    assert not Path("new.db").exists()


def test_what_cannot_be_written_is_told(kept: Desk) -> None:
    run = kept.run("backup", "inputs/人员.csv")
    assert run.code == 1
    assert "已存在，而且不是备份文件，没有覆盖" in run.err
    kept.done("backup", "b.zip")
    run = kept.run("import", "b.zip", "--store", "sqlite:///nowhere/new.db")
    assert run.code == 1
    assert "建不起来" in run.err
    assert not Path("nowhere").exists()


def test_there_must_be_something_to_back_up(desk: Desk) -> None:
    run = desk.run("backup", "b.zip")
    assert run.code == 2
    assert run.err.startswith("没有数据库“roster.db”")
    assert desk.left() == {"inputs"}
