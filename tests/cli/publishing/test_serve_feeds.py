from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

    from tests.cli.desk import Desk


def test_the_service_is_told_what_was_asked(
    published: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr("roster.web.server.serve", lambda *given: asked.extend(given))
    out = published.done("serve-feeds", "--port", "8080", "--workers", "2")
    assert out == "日历服务在 http://127.0.0.1:8080 ，按 Ctrl-C 结束\n"
    assert asked == [None, "127.0.0.1", 8080, 2, "zh"]


def test_without_a_store_there_is_nothing_to_serve(desk: Desk) -> None:
    run = desk.run("serve-feeds")
    assert run.code == 2
    assert "没有数据库" in run.err


def test_a_port_that_is_taken_is_told(published: Desk) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        run = published.run("serve-feeds", "--port", port)
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith(f"不能在 127.0.0.1:{port} 上提供服务（")
