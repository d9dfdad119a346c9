"""A loud line where a calendar program could not be tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.clients.system import UNTRIED

if TYPE_CHECKING:
    import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which clients were not tried, and why."""
    skipped = (str(report.longrepr) for report in terminalreporter.getreports("skipped"))
    found = {reason.partition(UNTRIED)[2] for reason in skipped if UNTRIED in reason}
    for why in sorted(found):
        client = why.partition(":")[0].upper()
        title = f"FEEDS WERE NOT TRIED IN {client}"
        terminalreporter.section(title, sep="!", red=True, bold=True)
        terminalreporter.line(why)
