"""The command line: thin, parse → call → print → exit code."""

from roster.cli.app import app, main

__all__ = ["app", "main"]
