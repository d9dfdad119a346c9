"""The command line: thin, parse → call → print → exit code."""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> None:
    """Run the program and exit, as ``roster.cli.app.main``; Ctrl-C is no traceback while it loads."""
    try:
        from roster.cli.app import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run(arguments)


__all__ = ["main"]
