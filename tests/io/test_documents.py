"""The generated documents are what the code says."""

from pathlib import Path

import pytest

from roster.io.columns import SHEETS
from roster.io.sheets.settings import settings_fields, weight_fields
from roster.model.settings import Settings
from tools import write_docs


@pytest.mark.parametrize("name", sorted(write_docs.PAGES))
def test_a_generated_document_is_not_stale(name: str) -> None:
    text = (write_docs.ROOT / name).read_text(encoding="utf-8")
    assert text == write_docs.PAGES[name](), "run python -m tools.write_docs"


def test_every_field_is_described() -> None:
    page = write_docs.PAGES["docs/inputs.md"]()
    for sheet in SHEETS:
        assert f"\n## {sheet.name}" in page
        for column in sheet.columns:
            assert f"\n| `{column.name}` |" in page
            assert column.text.zh and column.text.en and column.field.form.zh
    for name in (*settings_fields(), *weight_fields()):
        assert f"\n| `{name}` |" in page


def test_every_setting_can_be_written() -> None:
    # weights and levels of rules have rows of their own
    assert len(settings_fields()) == len(Settings.model_fields) - 2


def test_only_stale_documents_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(write_docs, "ROOT", tmp_path)
    monkeypatch.setattr(write_docs, "PAGES", {"a.md": lambda: "# 甲\n"})
    write_docs.main()
    write_docs.main()
    assert (tmp_path / "a.md").read_bytes() == "# 甲\n".encode()
    assert capsys.readouterr().out == "wrote a.md\n"
