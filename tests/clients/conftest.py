"""A loud line where a calendar program could not be tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.clients.system import UNTRIED

if TYPE_CHECKING:
    import pytest


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say which clients were not tried, and why."""
    for client, why in config.stash.get(UNTRIED, {}).items():
        title = f"FEEDS WERE NOT TRIED IN {client.upper()}"
        terminalreporter.section(title, sep="!", red=True, bold=True)
        terminalreporter.line(why)
