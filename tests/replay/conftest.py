"""For the replay: why each duty is whose is not worked out. It takes seconds a revision in a county, says
nothing about what is kept, and has tests of its own.
"""

from __future__ import annotations

import pytest

from roster.model import drafts


@pytest.fixture(autouse=True)
def _no_explanations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "explanations", lambda *_: ())
