"""Write the documents that are made from the code (python -m tools.write_docs).

A new one is a line in PAGES; tests/io/test_documents.py fails while any of them is stale.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tools import docs_commands, docs_inputs, docs_messy, docs_roster, docs_rules, docs_templates

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent

PAGES: dict[str, Callable[[], str]] = {
    "docs/commands.md": docs_commands.page,
    "docs/inputs.md": docs_inputs.page,
    "docs/messy-inputs.md": docs_messy.page,
    "docs/rules-and-levels.md": docs_rules.page,
    "docs/roster-json.md": docs_roster.page,
    "docs/roster.schema.json": docs_roster.schema,
    "docs/templates.md": docs_templates.page,
}


def main() -> None:
    """Write every page that differs from what is there."""
    for name, page in PAGES.items():
        path, text = ROOT / name, page()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"wrote {name}")


if __name__ == "__main__":
    main()
