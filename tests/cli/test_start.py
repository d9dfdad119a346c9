from __future__ import annotations

import builtins
from typing import Any

import pytest

from roster.cli import main


def test_ctrl_c_while_the_program_loads_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def load(name: str, *rest: Any) -> Any:
        if name == "roster.cli.app":
            raise KeyboardInterrupt
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", load)
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 130
