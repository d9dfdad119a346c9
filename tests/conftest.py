"""For all tests: Ctrl-C is heard, also where the run was started in the background, which ignores it;
a PostgreSQL server, and a loud line where there is none.
"""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from tests.store import postgres

if TYPE_CHECKING:
    from collections.abc import Iterator

signal.signal(signal.SIGINT, signal.default_int_handler)

NO_SERVER = "no PostgreSQL: "


@pytest.fixture(scope="session")
def postgresql() -> Iterator[postgres.Server]:
    """A PostgreSQL server for this run; its tests are skipped where there is none."""
    try:
        server = postgres.Server()
    except postgres.Missing as missing:
        pytest.skip(f"{NO_SERVER}{missing}")
    yield server
    server.stop()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly that half of the store's tests did not run."""
    skipped = (str(report.longrepr) for report in terminalreporter.getreports("skipped"))
    found = {reason.partition(NO_SERVER)[2] for reason in skipped if NO_SERVER in reason}
    for why in sorted(found):
        terminalreporter.section("POSTGRESQL WAS NOT TESTED", sep="!", red=True, bold=True)
        terminalreporter.line(f"The store's tests ran on SQLite only: {why}")
