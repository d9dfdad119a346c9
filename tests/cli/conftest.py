from __future__ import annotations

import os
import shutil
import sys
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import roster.cli.changing.saving as saving_module
import roster.cli.changing.swap_desk as swap_module
import roster.cli.hand as hand_module
import roster.cli.planning.plan as plan_module
import roster.cli.publishing.link_desk as link_module
import roster.cli.publishing.outputs as outputs_module
import roster.cli.publishing.publish as publish_module
from roster.cli import main
from roster.cli.publishing.printing import TEMPLATES_VARIABLE
from roster.cli.speech import VARIABLE, speech
from roster.store.opening import URL_VARIABLE
from tests.cli import byhand
from tests.cli.desk import MONTH, SOLVE, Desk, hostile
from tests.io.county import write_csv
from tests.publish.notices_kit import FEW

if TYPE_CHECKING:
    from collections.abc import Iterator


class Clock(datetime):
    """It is five in the afternoon of 20 November 2026 in China, on whatever day the tests run."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        """That moment."""
        return datetime(2026, 11, 20, 9, tzinfo=UTC).astimezone(tz)


@pytest.fixture(autouse=True)
def usual_surroundings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A terminal of 80 columns, no settings of the machine, and the language put back after."""
    for name in (VARIABLE, URL_VARIABLE, TEMPLATES_VARIABLE, "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    modules = (hand_module, link_module, plan_module, publish_module, saving_module, swap_module)
    for module in modules:
        monkeypatch.setattr(module, "datetime", Clock)
    monkeypatch.setattr(sys, "argv", ["roster"])
    yield
    speech.lang = "zh"


@pytest.fixture(autouse=True)
def few_notices(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A month hands out its notices and texts alone, in a third of the time; ``all_notices`` undoes it."""
    if "all_notices" not in request.fixturenames:
        monkeypatch.setattr(outputs_module, "HANDED_OUT", FEW)


@pytest.fixture
def all_notices() -> None:
    """The month's folder as users get it."""


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    """A folder with inputs and nothing else."""
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path, capsys)
    desk.write(hostile())
    return desk


@pytest.fixture(scope="session")
def planned_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Inputs, database and outputs after one ``roster plan``: tests work on copies."""
    folder, back = tmp_path_factory.mktemp("planned"), Path.cwd()
    write_csv(folder / "inputs", hostile())
    os.chdir(folder)
    try:
        with pytest.MonkeyPatch.context() as patched, pytest.raises(SystemExit) as stopped:
            patched.setattr(plan_module, "datetime", Clock)
            main(["plan", "inputs", *MONTH, *SOLVE])
        assert stopped.value.code == 0
    finally:
        os.chdir(back)
    return folder


@pytest.fixture
def planned(desk: Desk, planned_once: Path) -> Desk:
    """A desk on which December is planned."""
    shutil.copytree(planned_once, desk.folder, dirs_exist_ok=True)
    return desk


@pytest.fixture
def published(desk: Desk) -> Desk:
    """A desk on which the December of ``tests/cli/byhand.py`` is published."""
    byhand.publish(byhand.save(byhand.county()))
    return desk
