"""The bytes of a calendar: a file beside the inputs, or an address on the web."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from roster.errors import RosterError
from roster.text import Text

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 5_000_000
MOST_SECONDS = 10.0
MOST_REDIRECTS = 3
_SAVE = Text(
    "在浏览器打开地址、存成 .ics 文件放在输入旁边，此格改填文件名；或重试",
    "open the address in a browser, save it as an .ics file beside the inputs and give its name here; "
    "or try again",
)
_NAME = Text(
    "填输入旁边的 .ics 文件名，或 http://、https://、webcal:// 开头的地址",
    "give the name of an .ics file beside the inputs, or an address that begins with http://, https:// or "
    "webcal://",
)


class CalendarError(RosterError):
    """A calendar that cannot be used: what is wrong, and what would be right."""

    exit_code = 2

    def __init__(self, message: Text, remedy: Text) -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


def calendar_bytes(source: str, folder: Path) -> bytes:
    """The calendar named ``source``: an address, or a file in the folder. Raises CalendarError."""
    if "://" in source:
        return _from_web(source)
    if not source.lower().endswith(".ics") or any(mark in source for mark in "/\\:"):
        raise CalendarError(
            Text("不是日历文件名或地址", "this is no calendar file or address"), _NAME
        )
    try:
        with (folder / source).open("rb") as file:
            return _not_too_much(file.read(MOST_BYTES + 1))
    except OSError as error:
        raise CalendarError(
            Text(
                f"日历文件读不出来（{error.strerror}）",
                f"the file cannot be read ({error.strerror})",
            ),
            Text(
                "把文件放在输入旁边，核对文件名",
                "put the file beside the inputs, and check its name",
            ),
        ) from error


def _from_web(address: str) -> bytes:
    scheme, _, rest = address.partition("://")
    plain = {"http": "http", "https": "https", "webcal": "https", "webcals": "https"}
    if scheme.lower() not in plain:
        raise CalendarError(Text("这种地址不能读", "such addresses are not read"), _NAME)
    ends = time.monotonic() + MOST_SECONDS
    try:
        request = urllib.request.Request(
            f"{plain[scheme.lower()]}://{rest}", headers={"Accept": "text/calendar"}
        )
        opener = urllib.request.build_opener(_FewRedirects)
        with opener.open(request, timeout=MOST_SECONDS) as answer:
            return _body(answer, ends)
    except urllib.error.HTTPError as error:
        error.close()
        raise _unreachable(
            Text(f"网站回答{error.code}", f"the site answers {error.code}")
        ) from error
    except (OSError, HTTPException, ValueError) as error:  # URLError and timeouts are OSErrors
        reason = getattr(error, "reason", error)
        why = getattr(reason, "strerror", None) or type(reason).__name__
        raise _unreachable(Text(str(why), str(why))) from error


def _body(answer: Any, ends: float) -> bytes:
    found = b""
    while len(found) <= MOST_BYTES:
        if time.monotonic() > ends:
            raise _unreachable(Text("太慢", "too slow"))
        if not (more := answer.read1(65_536)):
            break
        found += more
    return _not_too_much(found)


def _not_too_much(content: bytes) -> bytes:
    if len(content) > MOST_BYTES:
        raise CalendarError(
            Text(
                f"日历超过{MOST_BYTES // 1_000_000}MB", f"it exceeds {MOST_BYTES // 1_000_000} MB"
            ),
            Text("只导出最近一年的日程", "export the events of the last year only"),
        )
    return content


def _unreachable(why: Text) -> CalendarError:
    return CalendarError(Text(f"日历取不到（{why.zh}）", f"it cannot be fetched ({why.en})"), _SAVE)


class _FewRedirects(urllib.request.HTTPRedirectHandler):
    """Follows few redirects, and none away from the web."""

    max_redirections = MOST_REDIRECTS
    max_repeats = MOST_REDIRECTS

    def redirect_request(
        self, req: Any, fp: Any, code: Any, msg: Any, headers: Any, newurl: str
    ) -> Any:
        """The request to follow. Raises CalendarError for other schemes."""
        if urlsplit(newurl).scheme not in ("http", "https"):
            fp.close()
            raise _unreachable(
                Text("转到不能读的地址", "redirected to an address that is not read")
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)
