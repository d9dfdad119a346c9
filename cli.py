"""Starts the command-line program from a folder of sources: `python cli.py --help`."""

from roster.cli import main

if __name__ == "__main__":
    main()
