"""wrk, asking one path after the other, with or without the ETag that the server gave."""

from __future__ import annotations

import re
import subprocess
import tempfile
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# The requests are made beforehand and no answer is looked at, so that wrk itself has little to do.
SCRIPT = """\
local asked, turn = {{}}, 0
init = function(args)
{requests}
end
request = function()
  turn = turn % #asked + 1
  return asked[turn]
end
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("result %d %.1f %.3f %d\\n", summary.requests,
    summary.requests / summary.duration * 1e6, latency:percentile(99) / 1000,
    e.connect + e.read + e.write + e.timeout + e.status))
end
"""


class Load(NamedTuple):
    """How hard to ask: seconds, and connections that are kept open."""

    seconds: int
    connections: int


class Heard(NamedTuple):
    """Answers, answers a second, milliseconds within which 99 of 100 came, and how many went wrong
    (connection lost, a status of 400 or more).
    """

    answers: int
    per_second: float
    p99_ms: float
    wrong: int


def ask(address: str, paths: Sequence[str], load: Load, *, known: bool) -> Heard:
    """Ask for the paths by turns as fast as one thread of wrk can; ``known`` with their ETags."""
    tags = {path: _tag(address + path) if known else "" for path in paths}
    wanted = 304 if known else 200
    if {status(address + path, tag) for path, tag in tags.items()} != {wanted}:
        raise RuntimeError(f"{address} does not answer {wanted}")
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "ask.lua"
        script.write_text(script_of(tags), encoding="utf-8")
        command = ["wrk", "-t1", f"-c{load.connections}", f"-d{load.seconds}s"]
        done = subprocess.run(
            [*command, "-s", str(script), address], capture_output=True, text=True, check=True
        )
    return heard(done.stdout)


def script_of(tags: Mapping[str, str]) -> str:
    """What wrk is to do: a request for each path, with its ETag where there is one."""
    lines = []
    for path, tag in tags.items():
        headers = f'{{["If-None-Match"] = [[{tag}]]}}' if tag else "nil"
        lines.append(f'  table.insert(asked, wrk.format("GET", [[{path}]], {headers}))')
    return SCRIPT.format(requests="\n".join(lines))


def heard(told: str) -> Heard:
    """What wrk's script printed."""
    found = re.search(r"^result (\d+) ([\d.]+) ([\d.]+) (\d+)$", told, re.M)
    if found is None:
        raise RuntimeError(f"wrk said: {told}")
    return Heard(int(found[1]), float(found[2]), float(found[3]), int(found[4]))


def status(address: str, tag: str) -> int:
    """What a single request with this ETag is answered."""
    request = urllib.request.Request(address, headers={"If-None-Match": tag} if tag else {})
    try:
        with _opener().open(request, timeout=5) as reply:
            return int(reply.status)
    except urllib.error.HTTPError as error:  # which a 304 is to urllib
        return error.code


def _tag(address: str) -> str:
    with _opener().open(address, timeout=5) as reply:
        return str(reply.headers["ETag"])


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.ProxyHandler({}))
