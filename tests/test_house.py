"""The house rules that no other tool checks: dependencies, addresses, portability."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SOURCES = sorted((ROOT / "roster").rglob("*.py"))

# Built from pieces, so that this file does not name what it forbids.
REGISTRIES = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry." + "npmjs",
    "deb." + "debian.org",
    "tuna." + "tsinghua",
    "mirrors." + "aliyun",
]
HOMES = "/" + "home/", "/" + "Users/", "C:" + "\\Users\\"

POSIX_MODULES = {
    *("crypt", "curses", "fcntl", "grp", "nis", "posix", "pty", "pwd", "readline"),
    *("resource", "spwd", "syslog", "termios", "tty"),
}
POSIX_NAMES = {
    "os": {
        *("chown", "fork", "forkpty", "getegid", "geteuid", "getgid", "getloadavg", "getuid"),
        *("killpg", "lchown", "mkfifo", "nice", "sched_getaffinity", "setsid", "setuid", "uname"),
    },
    "signal": {
        *("SIGALRM", "SIGHUP", "SIGKILL", "SIGQUIT", "SIGUSR1", "SIGUSR2"),
        *("alarm", "pause", "setitimer"),
    },
    "time": {"tzset"},
}


def normal(name: str) -> str:
    """A distribution's name as the packaging standard normalises it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def names(requirements: list[str]) -> set[str]:
    """The distributions that a list of requirements asks for."""
    return {
        normal(re.split(r"[^\w.-]", requirement, maxsplit=1)[0]) for requirement in requirements
    }


RUNTIME = names(PROJECT["dependencies"])
EXTRAS = PROJECT["optional-dependencies"]
LOCKS = {"requirements.lock": "dev", "benchmarks/requirements.lock": "benchmarks"}
DIRECT = sorted(
    (lock, name) for lock, extra in LOCKS.items() for name in RUNTIME | names(EXTRAS[extra])
)


def imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Each absolute import as (module, name taken from it or "")."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.module, alias.name) for alias in node.names)


def third_party(source: str) -> set[str]:
    """Top-level modules that are neither ours nor of Python itself."""
    tops = {module.split(".")[0] for module, _ in imported(ast.parse(source))}
    return tops - sys.stdlib_module_names - {"roster", "_typeshed"}


def posix_only(source: str) -> set[str]:
    """Modules and names used that Windows does not have."""
    tree = ast.parse(source)
    used = {
        (node.value.id, node.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    used.update(imported(tree))
    return {module for module, _ in imported(tree) if module in POSIX_MODULES} | {
        f"{module}.{name}" for module, name in used if name in POSIX_NAMES.get(module, ())
    }


def mentions_machine(text: str) -> list[str]:
    """Registry hosts and addresses of one machine's folders in `text`."""
    folders = [str(ROOT), *([str(Path.home())] if len(Path.home().parts) > 1 else [])]
    found = [host for host in REGISTRIES if host in text]
    found += [home for home in HOMES if re.search(rf"(?<![\w.]){re.escape(home)}\w", text)]
    return found + [
        folder
        for folder in folders
        if re.search(rf"(?<![\w.:/-]){re.escape(folder)}(?![\w.-])", text)
    ]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_source_imports_only_what_is_declared_and_what_every_system_has(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    owners = packages_distributions()
    undeclared = {
        top
        for top in third_party(source)
        if not RUNTIME.intersection(map(normal, owners.get(top, [])))
    }
    assert not undeclared, "declare it in pyproject.toml and docs/dependencies.md, then make lock"
    assert not posix_only(source), "Windows has no such thing"
    if "model" in path.relative_to(ROOT / "roster").parts[:1]:
        assert third_party(source) <= {"pydantic"}, "the model knows no other library"


@pytest.mark.parametrize(("lock", "name"), DIRECT)
def test_a_direct_dependency_is_locked_with_a_hash_and_explained(lock: str, name: str) -> None:
    pins = (ROOT / lock).read_text(encoding="utf-8")
    assert re.search(rf"^{re.escape(name)}==\S+[^\n]*\\\n +--hash=sha256:", pins, re.M)
    rows = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8").lower()
    assert re.search(rf"^\| {re.escape(name)} \|", rows, re.M), "docs/dependencies.md lacks its row"


def test_no_file_names_a_registry_or_a_folder_of_one_machine() -> None:
    git = shutil.which("git")
    if not git or not (ROOT / ".git").exists():
        pytest.skip("needs git and a clone")
    listing = subprocess.run(
        [git, "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout.decode()
    paths = [ROOT / name for name in listing.split("\0") if name]
    found = {
        path.relative_to(ROOT).as_posix(): words
        for path in paths
        if path.is_file()
        and (words := mentions_machine(path.read_text(encoding="utf-8", errors="ignore")))
    }
    assert not found


def test_every_extra_has_a_lock() -> None:
    # PostgreSQL's driver is in dev as well, so that the tests run on it: it needs no lock of its own.
    assert set(LOCKS.values()) | {"postgresql"} == set(EXTRAS)
    assert set(EXTRAS["postgresql"]) <= set(EXTRAS["dev"])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import fcntl", {"fcntl"}),
        ("from os import fork", {"os.fork"}),
        ("import signal\nsignal.signal(signal.SIGALRM, stop)", {"signal.SIGALRM"}),
        ("import os\nos.replace(a, b)", set()),
    ],
)
def test_posix_only_is_found(source: str, expected: set[str]) -> None:
    assert posix_only(source) == expected


def test_third_party_is_found() -> None:
    assert third_party("import os, numpy.linalg\nfrom roster.model import Person") == {"numpy"}
    assert third_party("from . import sites\nfrom ortools.sat import python") == {"ortools"}


def test_a_machine_is_recognised() -> None:
    assert mentions_machine(f"see {ROOT}/inputs") == [str(ROOT)]
    assert mentions_machine("get it from https://" + REGISTRIES[0] + "/simple") == [REGISTRIES[0]]
    assert mentions_machine("see inputs/qinyuan and https://example.org/home/page") == []
