"""On what the figures were measured: machine, cores, versions, load."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("ortools", "highspy", "pyscipopt", "timefold", "jpype1")


def cores(count: int) -> list[int]:
    """The first ``count`` cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))[:count]
    return list(range(min(count, os.cpu_count() or 1)))


def load() -> float:
    """How many processes wanted to run in the last minute; 0 where the system does not say."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else 0.0


def program(folder: str = "") -> str:
    """The commit that is measured, or git's name of one folder's contents, which stays the same while
    the folder does; with a plus where files were changed since.
    """
    whole = _git("rev-parse", "--short=10", f"HEAD:{folder}" if folder else "HEAD")
    if whole is None:
        return "unversioned"
    return whole + "+" * bool(_git("status", "--porcelain", "-uno", "--", folder or "."))


def _git(*words: str) -> str | None:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        return None
    command = [git, "-c", "safe.directory=*", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else None


def machine() -> dict[str, str]:
    """Processor, memory, system and versions, as the tables' heading and the JSON give them."""
    found = {
        "processor": _processor(),
        "cores of the machine": str(os.cpu_count()),
        "memory": _memory(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "roster": program(),
    }
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


def _proc(name: str, field: str) -> str | None:
    try:
        lines = Path("/proc", name).read_text().splitlines()
    except OSError:
        return None
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(field)), None)


def _processor() -> str:
    return _proc("cpuinfo", "model name") or platform.processor() or platform.machine()


def _memory() -> str:
    total = _proc("meminfo", "MemTotal")
    return f"{int(total.split()[0]) / 2**20:.0f} GB" if total else "unknown"
