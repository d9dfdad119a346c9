"""A request in a person's own words: days, and what is asked of them (开庭, 请假, 不愿 …)."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from roster.io.fields import is_hidden, narrow
from roster.io.spoken.days import days_of
from roster.io.spoken.spans import Days, UnclearError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from roster.model.calendar import Month

_CLAUSES = "[,;；。!！]+"
_HALF_MONTH = timedelta(days=14)
LONGEST = 200  # characters; nobody asks for leave at such length
_KINDS = {
    "开庭": "开庭|出庭|庭审|[一二两三]?个?庭",
    "出差": "出差|外出|去外地|在外地",
    "请假": "请假|休假|休年假|年休假|休公休假?|请?[事病年婚产丧]假|请?陪产假|请?公休假?",
    "不愿": "不想值班?|不愿意?值班?|不愿意?|不太想值班?|最好不排我?|最好别排我?|最好不要排我?",
    "愿意": "愿意值班?|愿意|愿值班?|希望值班?|想值班?|申请值班?",
    "其他不可": (
        "不行|不方便|不便|不能值班?|不能来|不能去|来不了|去不了|没空|没有空|没时间|没有时间|有事情?|值不了班?|不值班?"
        "|不能排班?|不能上班?|不在|开会|有会|培训|学习|别排我?|不要排我?|不排班?|排不了|无法值班?"
    ),
}
_FILL = r"(?:都|均|全|要|得|需要?|有|在|因|因为|我|本人|会|也|想|[、:的])*"
_COURT = r"(?:(?:去|到|在)[一-鿿]{1,8}?(?:法院|中院|高院|仲裁委|看守所))?"
_TAIL = r"(?:不能值班?|不能来|来不了|去不了|不值班?|值不了班?|不行)?(?:了|啊|哦|哈)?"
_COUNT = r"((?:共)?[\d一二两三四五六七八九十]{1,2}天)?"
_ANY = "|".join(f"(?P<k{n}>{words})" for n, words in enumerate(_KINDS.values()))
_AT_END = re.compile(rf"(?P<days>.*?)(?P<fill>{_FILL}){_COURT}(?:{_ANY})(?P<count>{_COUNT}){_TAIL}")
_AT_START = re.compile(rf"(?:想|要|需要?)?(?:{_ANY}):?(?P<days>.+)")
_GREETING = re.compile(r"^(?:您好|你好|领导好?|主任好?|所长好?|我|本人|[,、:])+")
_COURTESY = re.compile(
    r"(?:谢谢|感谢|麻烦|辛苦)(?:您|你|了|领导|主任|所长|各位|大家)*|[请望](?:领导)?批准|请知悉|请安排|麻烦安排(?:一下)?|特此请假"
)
# what a chat puts in place of a smile; a word in brackets that is none of these is not passed over
_SMILE = re.compile(
    r"\[(?:抱拳|合十|玫瑰|微笑|呲牙|愉快|握手|拥抱|害羞|流泪|大哭|可怜|捂脸|强|OK|谢谢|爱心|太阳|咖啡)\]"
    "|[🙏🌹🤝😊🙂😄😁😭☕]\ufe0f?"
)
_SO_MANY_DAYS = re.compile(r"请([\d一二两三四五六七八九十]{1,2})天([事病年]?假)")
_LEAD = re.compile(r"\(?(\d{1,2})[、.)]")
_REASON = re.compile(
    r"因?为?(?:家里|家中|个人|自己|孩子|老人|父母|身体|单位|所里)?(?:有点?事情?|不舒服|不适|生病|看病|住院|体检"
    r"|手术|结婚|开学|家长会|私事)"
)


class Asked(NamedTuple):
    """What is asked for some days; ``kind`` is a word of the column 类型 of 请假与意愿."""

    kind: str
    days: Days


def phrase(words: str, month: Month, on: date | None = None) -> list[Asked]:
    """What the words ask, in order; arguments as for ``days_of``.

    Raises UnclearError: where one would have to guess, and for words that are not known.
    """
    plain = "".join(c for c in narrow(words) if not c.isspace() and not is_hidden(c))
    if len(plain) > LONGEST:
        raise UnclearError("太长", "too long")
    plain = _SO_MANY_DAYS.sub(r"请\2\1天", _SMILE.sub("", plain))
    plain = _GREETING.sub("", re.sub("^[。.!~,、]+|[。.!~,、]+$", "", plain))
    found: list[Asked] = []
    _check_numbers(plain)
    for days, kind, each in _requests(plain):
        new = [Asked(kind, one) for one in days_of(days, month, on, each=each)]
        if found and not re.search("[月./周期拜旬天]", days):
            _check_turn(found[-1].days, new[0].days)
        found += new
    if not found:
        raise UnclearError("没有说是哪天、什么事", "no day and no matter is said")
    return found


def _check_numbers(plain: str) -> None:
    """Refuse 1、8日开庭；2、15日请假: the first numbers may be those of a list."""
    leads = [int(lead[1]) for c in re.split(_CLAUSES, plain) if (lead := _LEAD.match(c))]
    if any(b == a + 1 for a, b in pairwise(leads)):
        raise UnclearError(
            "开头的数字是编号还是日期", "is the first number a day, or that of a list"
        )


def _check_turn(before: Days, after: Days) -> None:
    """Refuse 30日开庭，1日请假: the 1st may be the next month's."""
    if after.start < before.end - _HALF_MONTH:
        raise UnclearError(
            "日期往回走，是不是到了下个月", "the days go backwards: into the next month"
        )


def _requests(plain: str) -> Iterator[tuple[str, str, bool]]:
    """Days, kind and whether 都 was said, request by request. Days alone wait for what follows."""
    waiting, kind_waiting = "", ""
    for clause in re.split(_CLAUSES, plain):
        if not clause or _COURTESY.fullmatch(clause) or _REASON.fullmatch(clause):
            continue
        text = f"{waiting}、{clause}" if waiting else f"{kind_waiting}{clause}"
        waiting = kind_waiting = ""
        match = _AT_END.fullmatch(text) or _AT_START.fullmatch(text)
        if match is None:
            waiting = text
        elif not match["days"]:
            kind_waiting = text
        else:
            yield (
                _days(match),
                _kind(match),
                bool(re.search("[都均]", match.groupdict().get("fill") or "")),
            )
    if waiting:
        raise UnclearError(
            "没有说什么事，或有看不懂的词", "no matter is said, or a word is not known"
        )
    if kind_waiting:
        raise UnclearError("没有说是哪天", "no day is said")


def _days(match: re.Match[str]) -> str:
    return match["days"].strip("、:") + (match.groupdict().get("count") or "").removeprefix("共")


def _kind(match: re.Match[str]) -> str:
    return next(kind for n, kind in enumerate(_KINDS) if match[f"k{n}"])
