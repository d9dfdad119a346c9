"""Calendar programs of the operating system: found, or installed where we may."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

INSTALL_SECONDS = 600.0
UNTRIED = "feeds not tried in "  # how a skipped test begins to say why


class Missing(Exception):
    """A program is not there, and why."""


def require(programs: Iterable[str | Path], packages: Iterable[str]) -> None:
    """Install the packages where one of the programs is not there.

    Raises Missing where that cannot be done, or did not help.
    """
    wanted, names = list(programs), list(packages)
    if _there(wanted):
        return
    told = f"apt-get install {' '.join(names)}"
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise Missing(f"not installed (Debian: {told})")
    command = ["apt-get", "install", "-y", "--no-install-recommends", *names]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=INSTALL_SECONDS, env=quiet)
    except (OSError, subprocess.SubprocessError) as error:
        raise Missing(f"not installed, and {told} failed: {error}") from error
    if not _there(wanted):
        raise Missing(f"{told} did not bring {', '.join(map(str, wanted))}")


def _there(programs: Iterable[str | Path]) -> bool:
    return all(shutil.which(str(program)) for program in programs)


def home_of(folder: Path) -> dict[str, str]:
    """A home of its own for a program of the desktop: folders, and the environment that names them."""
    home, run = folder / "home", folder / "run"
    home.mkdir()
    run.mkdir(mode=0o700)
    return {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(run),
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TZ": "Asia/Shanghai",
        "GIO_USE_VFS": "local",
        "GSETTINGS_BACKEND": "memory",
    }
