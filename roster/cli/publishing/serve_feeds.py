"""roster serve-feeds: published calendars over HTTP."""

from __future__ import annotations

import socket
from typing import Annotated

import typer

from roster.cli.common import StoreOption
from roster.cli.speech import speech, t
from roster.cli.stores import existing
from roster.errors import RosterError
from roster.text import Text

PORT = 8012


def serve_feeds_command(
    host: Annotated[
        str,
        typer.Option(
            "--host",
            metavar=t("地址", "HOST"),
            help=t(
                "在哪个网络地址上提供；对外请放在 nginx 后面", "where to listen; use nginx in front"
            ),
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option("--port", min=1, max=65535, metavar=t("端口", "PORT"), help=t("端口", "port")),
    ] = PORT,
    workers: Annotated[
        int,
        typer.Option(
            "--workers",
            min=1,
            max=64,
            metavar=t("个数", "NUMBER"),
            help=t("几个进程", "how many processes"),
        ),
    ] = 1,
    store: StoreOption = None,
) -> None:
    """Serve all published feeds until Ctrl-C."""
    from roster.web.server import serve  # here: no other command loads a web server

    existing(store).close()
    _require_free(host, port)
    speech.say(
        f"日历服务在 http://{host}:{port} ，按 Ctrl-C 结束",
        f"serving at http://{host}:{port}; Ctrl-C ends it",
    )
    serve(store, host, port, workers, speech.lang)


def _require_free(host: str, port: int) -> None:
    """Raises RosterError where nobody can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((host, port))
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise RosterError(
            Text(
                f"不能在 {host}:{port} 上提供服务（{why}）：端口已被占用或没有权限，"
                "请关闭占用它的程序，或用 --port 换一个",
                f"cannot listen on {host}:{port} ({why}); close the program that uses it, or choose "
                "another --port",
            )
        ) from error
