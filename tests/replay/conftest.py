"""For the replay: why each duty is whose is not worked out. It takes seconds a revision in a county, says
nothing about what is kept, and has tests of its own. Nor are notices made in every format.
"""

from __future__ import annotations

import pytest

from roster.cli.publishing import outputs
from roster.model import drafts
from tests.publish.notices_kit import FEW


@pytest.fixture(autouse=True)
def _no_explanations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "explanations", lambda *_: ())


@pytest.fixture(autouse=True)
def _few_notices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outputs, "HANDED_OUT", FEW)
