"""The bytes of a calendar: a file beside the inputs, or an address on the web."""

from __future__ import annotations

import socket
import ssl
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
# webcal says nothing of how: safely where the site can
_SCHEMES = {
    "http": ("http",),
    "https": ("https",),
    "webcal": ("https", "http"),
    "webcals": ("https",),
}
_WHYS = (
    (
        ssl.SSLCertVerificationError,
        Text("网站的安全证书无效", "the site's certificate is not valid"),
    ),
    (ssl.SSLError, Text("网站不支持https", "the site does not speak https")),
    (TimeoutError, Text("太慢", "too slow")),
    (ConnectionRefusedError, Text("网站拒绝连接", "the site refuses the connection")),
    (ConnectionError, Text("连接中断", "the connection broke off")),
    (socket.gaierror, Text("找不到这个网站", "there is no such site")),
    ((ValueError, HTTPException), Text("地址或回答不对", "the address or the answer is wrong")),
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
    if scheme.lower() not in _SCHEMES:
        raise CalendarError(Text("这种地址不能读", "such addresses are not read"), _NAME)
    ends = time.monotonic() + MOST_SECONDS
    first, *more = [f"{plain}://{rest}" for plain in _SCHEMES[scheme.lower()]]
    try:
        return _asked(first, ends)
    except _NoTlsError as error:
        if not more:
            raise _unreachable(error.why) from error
    try:
        return _asked(more[0], ends)
    except _NoTlsError as error:  # sent on to https
        raise _unreachable(error.why) from error


def _asked(address: str, ends: float) -> bytes:
    """What is at the address. Raises CalendarError; _NoTlsError where the site speaks no TLS."""
    try:
        request = urllib.request.Request(address, headers={"Accept": "text/calendar"})
        opener = urllib.request.build_opener(_FewRedirects)
        timeout = max(0.1, ends - time.monotonic())
        with opener.open(request, timeout=timeout) as answer:
            return _body(answer, ends)
    except urllib.error.HTTPError as error:
        error.close()
        raise _unreachable(
            Text(f"网站回答{error.code}", f"the site answers {error.code}")
        ) from error
    except (OSError, HTTPException, ValueError) as error:  # URLError and timeouts are OSErrors
        reason = getattr(error, "reason", error)
        why = _why(reason)
        no_tls = isinstance(reason, ssl.SSLError | ConnectionRefusedError)
        if no_tls and not isinstance(reason, ssl.SSLCertVerificationError):
            raise _NoTlsError(why) from error
        raise _unreachable(why) from error


def _why(reason: object) -> Text:
    """Why an address cannot be reached, in the clerk's words."""
    for kind, text in _WHYS:
        if isinstance(reason, kind):
            return text
    raw = str(getattr(reason, "strerror", None) or type(reason).__name__)
    return Text(f"连不上：{raw}", raw)


class _NoTlsError(Exception):
    """The site does not speak https."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


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
