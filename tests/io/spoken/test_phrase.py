"""What people type into a chat, and what it means in December 2026, said on Wednesday 25 November."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roster.io.spoken import Person, phrase, read_lines
from roster.io.spoken.spans import UnclearError
from roster.model.calendar import Month

DECEMBER, ON = Month(year=2026, month=12), date(2026, 11, 25)
PEOPLE = [
    Person("P1", "王建国"),
    Person("P2", "李喆"),
    Person("P3", "张伟"),
    Person("P4", "张伟"),
]


def told(words: str, on: date | None = ON) -> str:
    """Everything asked on one line: kind, dates without the year, weekdays, session."""
    lines = []
    for kind, days in phrase(words, DECEMBER, on):
        span = f"{days.start:%m-%d}" + (f"/{days.end:%m-%d}" if days.end != days.start else "")
        weekdays = f" w{''.join(map(str, days.weekdays))}" if days.weekdays else ""
        half = {"full": "", "morning": " am", "afternoon": " pm"}[days.session.value]
        lines.append(f"{kind} {span}{weekdays}{half}")
    return "; ".join(lines)


UNDERSTOOD = """
8日-10日开庭 = 开庭 12-08/12-10
8-10号开庭 = 开庭 12-08/12-10
8日至10日要出差 = 出差 12-08/12-10
8号到10号请假 = 请假 12-08/12-10
１２月８日—１０日开庭 = 开庭 12-08/12-10
2026年12月8日开庭 = 开庭 12-08
12月8号开庭 = 开庭 12-08
12.8-12.10出差 = 出差 12-08/12-10
12/8开庭 = 开庭 12-08
12.8、12.10开庭 = 开庭 12-08; 开庭 12-10
十二月八号开庭 = 开庭 12-08
二十一号上午开庭 = 开庭 12-21 am
15、16日请假 = 请假 12-15/12-16
15、17日请假 = 请假 12-15; 请假 12-17
8日，9日开庭 = 开庭 12-08/12-09
12月8、9、11日开庭 = 开庭 12-08/12-09; 开庭 12-11
3号下午有庭 = 开庭 12-03 pm
3号有两个庭 = 开庭 12-03
8日去县法院开庭 = 开庭 12-08
8日上午、9日下午开庭 = 开庭 12-08 am; 开庭 12-09 pm
8日下午至10日上午出差 = 出差 12-08 pm; 出差 12-09; 出差 12-10 am
8日至10日每天上午开庭 = 开庭 12-08/12-10 am
8日全天开庭 = 开庭 12-08
12月30日-1月2日出差 = 出差 12-30/01-02
11月30日请假 = 请假 11-30
每周三不行 = 其他不可 12-01/12-31 w3
每周三下午不行 = 其他不可 12-01/12-31 w3 pm
每周三、五不行 = 其他不可 12-01/12-31 w35
每周一至周三不行 = 其他不可 12-01/12-31 w123
每个星期天没空 = 其他不可 12-01/12-31 w7
周二、周四都不行 = 其他不可 12-01/12-31 w24
12月每周三开庭 = 开庭 12-01/12-31 w3
周末不值 = 其他不可 12-01/12-31 w67
周末不想值班 = 不愿 12-01/12-31 w67
12月下旬外出 = 出差 12-21/12-31
上旬请假 = 请假 12-01/12-10
中旬出差 = 出差 12-11/12-20
月底三天请假 = 请假 12-29/12-31
月初3天不行 = 其他不可 12-01/12-03
12月最后三天请假 = 请假 12-29/12-31
整个月不行 = 其他不可 12-01/12-31
12月全月不行 = 其他不可 12-01/12-31
8日请假三天 = 请假 12-08/12-10
8日起三天出差 = 出差 12-08/12-10
8号开始连续5天培训 = 其他不可 12-08/12-12
今天请假 = 请假 11-25
明天下午开会 = 其他不可 11-26 pm
大后天请假 = 请假 11-28
下周二上午请假 = 请假 12-01 am
下周出差 = 出差 11-30/12-06
下周一到周三出差 = 出差 11-30/12-02
下下周五请假 = 请假 12-11
请假8日-10日 = 请假 12-08/12-10
开庭：8日、9日 = 开庭 12-08/12-09
请假，8日 = 请假 12-08
8日，请假 = 请假 12-08
8日请事假 = 请假 12-08
8日休年假 = 请假 12-08
8号开庭了 = 开庭 12-08
8日开庭不能值班 = 开庭 12-08
8日有事来不了 = 其他不可 12-08
8日我有会 = 其他不可 12-08
8日别排我 = 其他不可 12-08
8日最好不排 = 不愿 12-08
8日不愿值班 = 不愿 12-08
周末愿意值班 = 愿意 12-01/12-31 w67
12月8日和15日愿意值班 = 愿意 12-08; 愿意 12-15
8日开庭，9日不想值班 = 开庭 12-08; 不愿 12-09
您好，8日请假，家里有事，谢谢 = 请假 12-08
领导好，我8日请假。 = 请假 12-08
12月8日（周二）开庭 = 开庭 12-08
8日（星期二）上午开庭 = 开庭 12-08 am
8日(周二)-10日(周四)出差 = 出差 12-08/12-10
从8日到10日出差 = 出差 12-08/12-10
自12月8日起三天出差 = 出差 12-08/12-10
8日请假，谢谢领导 = 请假 12-08
8日请假，请领导批准 = 请假 12-08
8日请假，麻烦您了🙏 = 请假 12-08
8日开庭[抱拳] = 开庭 12-08
8日不方便 = 其他不可 12-08
2026-12-08开庭 = 开庭 12-08
2026-12-08至2026-12-10开庭 = 开庭 12-08/12-10
8号请三天假 = 请假 12-08/12-10
8号请1天事假 = 请假 12-08
30日、31日、1月1日请假 = 请假 12-30/01-01
15日开庭，8日请假 = 开庭 12-15; 请假 12-08
12.8日开庭 = 开庭 12-08
8日上午、8日下午开庭 = 开庭 12-08 am; 开庭 12-08 pm
1、8日开庭 = 开庭 12-01; 开庭 12-08
12月28日-2027年1月20日出差 = 出差 12-28/01-20
8日三天、15日两天出差 = 出差 12-08/12-10; 出差 12-15/12-16
""".strip().split("\n")  # fmt: skip


@pytest.mark.parametrize("line", UNDERSTOOD)
def test_understood(line: str) -> None:
    words, _, expected = line.partition(" = ")
    assert told(words) == expected


NOT_UNDERSTOOD = """
8日
8日-10日
请假
开庭
好的
收到
8日可能开庭
8日也许请假
8日不开庭了
8日的请假取消
8日销假
8日可以值班
8日有空
8日晚上有事
8日以后不行
10日后请假
8日起请假
8日前后请假
8日左右出差
8-10开庭
12-8开庭
8、10开庭
11月31日开庭
32日开庭
13月8日开庭
28日-3日出差
10日-8日请假
8、9日上午开庭
8日-10日上午开庭
每周三、五下午不行
周三不行
单周周三不行
每隔一周周三不行
除周五外都行
除8日外都不行
元旦前一天请假
国庆期间外出
最后三天请假
月底请假
月初出差
本月请假
下个月请假
15、16日周末不值
8日请假，孩子发烧
8日开庭改到9日
8日或9日请假
8日和李喆换
请假三天
我想换班
、请假
十十日请假
每周日至周一不行
月底20天请假
下周三到周一出差
下周一到周三上午出差
9日下午至8日上午出差
8日开庭9日
12月8日0天请假
29、30、31、1日请假
30、1日请假
15、8日请假
30日开庭，1日请假
1月2日出差，5日请假
1、8日开庭；2、15日请假
1、8日开庭；2、每周三不行
8.9请假
8/9请假
3.4号请假
12.13号请假
1.8日开庭
2025年12月8日开庭
2027年1月11日开庭
11月22日开庭
11月每周三不行
1月每周三不行
8月下旬出差
12月8日（周三）开庭
8、9日请假三天
8日开庭[取消]
8日请三天半假
从8日请假
2026-13-08开庭
和请假
""".strip().split("\n")  # fmt: skip


@pytest.mark.parametrize("words", NOT_UNDERSTOOD)
def test_left_for_the_clerk(words: str) -> None:
    with pytest.raises(UnclearError) as error:
        phrase(words, DECEMBER, ON)
    assert error.value.text.zh
    assert error.value.text.en


def test_there_are_phrases_enough() -> None:
    assert len(UNDERSTOOD) + len(NOT_UNDERSTOOD) > 100


@pytest.mark.parametrize("words", ["明天请假", "下周二上午请假"])
def test_relative_days_need_the_day_they_were_said(words: str) -> None:
    with pytest.raises(UnclearError) as error:
        phrase(words, DECEMBER)
    assert "--on" in error.value.text.zh


def test_a_month_without_its_year_is_the_nearest_one() -> None:
    january = Month(year=2027, month=1)
    [asked] = phrase("12月31日请假", january)
    assert asked.days.start == date(2026, 12, 31)


def test_what_is_endless_is_not_read() -> None:
    with pytest.raises(UnclearError):
        phrase("8日请假" * 100, DECEMBER)


def heard(text: str, on: date | None = None) -> list[tuple[int, str | None, str]]:
    """Line, person, first kind or why not."""
    return [
        (s.number, s.person, s.asked[0].kind if s.asked else s.why.zh if s.why else "")
        for s in read_lines(text, PEOPLE, DECEMBER, on)
    ]


@pytest.mark.parametrize(
    ("line", "person", "kind"),
    [
        ("王建国：8日-10日开庭", "P1", "开庭"),
        ("@王建国 8日开庭", "P1", "开庭"),
        ("王建国 8日开庭", "P1", "开庭"),
        ("王建国8日开庭", "P1", "开庭"),
        ("1、王建国：8日开庭", "P1", "开庭"),
        ("P2：8日开庭", None, "不知道是谁"),
        ("赵六：8日开庭", None, "“赵六”不在人员表"),
        ("张伟：8日开庭", None, "有2个“张伟”"),
        ("8日开庭", None, "不知道是谁"),
        ("王建国：看情况", "P1", "没有说什么事，或有看不懂的词"),
        ("王建国律师：8日开庭", "P1", "开庭"),
        ("王建国(律师) 8日开庭", "P1", "开庭"),
        ("王建国说：8日开庭", "P1", "开庭"),
        ("（4）王建国：8日开庭", "P1", "开庭"),
        ("[10:15] 王建国：8日开庭", "P1", "开庭"),
        ("(2026-11-24 10:15:33) 王建国: 8日开庭", "P1", "开庭"),
    ],
)
def test_whose_line_it_is(line: str, person: str | None, kind: str) -> None:
    assert heard(line) == [(1, person, kind)]


def test_a_head_with_an_impossible_date_still_names_who_speaks() -> None:
    assert heard("李喆 2026/13/44 10:15\n明天请假") == [(2, "P2", "不知道是哪天说的，加 --on")]


def test_messages_of_a_chat() -> None:
    text = """王建国 2026/11/24 10:15
明天请假
收到

李喆  11-24 10:16:02
下周二上午开庭
2026-11-24 10:17:40 赵六
8日开庭
[图片]
李喆:
@王建国 8日请假"""
    assert heard(text) == [
        (2, "P1", "请假"),
        (3, "P1", "没有说什么事，或有看不懂的词"),
        (6, "P2", "不知道是哪天说的，加 --on"),  # the head names no year
        (7, None, "“赵六”不在人员表"),  # nobody known: shown, for it might be a request
        (8, None, "“赵六”不在人员表"),
        (9, None, "“赵六”不在人员表"),
        (11, None, "不清楚是谁请假"),
    ]
    assert heard(text, on=ON)[2] == (6, "P2", "开庭")
    [first, *_] = read_lines(text, PEOPLE, DECEMBER)
    assert first.asked[0].days.start == date(2026, 11, 25)  # the day after the message


@pytest.mark.parametrize(
    "head",
    [
        *("王建国", "王建国：", "王建国:", "王建国说：", "【王建国】", "--- 王建国 ---", "王建国律师："),
        *("1、王建国：",),
        *("王建国 昨天 9:08", "王建国 周二 9:05", "王建国 上午 9:06", "王建国（11-24 10:00）："),
        *("王建国 2026年11月24日 星期二 9:08",),
        *("王建国 11月24日 18:22", "昨天 9:08 王建国", "「王建国」"),
    ],
)  # fmt: skip
def test_a_name_alone_says_whose_words_follow(head: str) -> None:
    text = f"李喆 2026/11/24 9:03:12\n8日开庭\n{head}\n9日开庭"
    assert heard(text) == [(2, "P2", "开庭"), (4, "P1", "开庭")]


@pytest.mark.parametrize(
    "line",
    [
        *("老史", "老史：", "小张律师", "王建国、赵六", "@王建国", "沁河老李 9点08"),
        *("老史 24日 9:05", "看情况"),
        *("王建国替我", "「王建国：9日请假」", "老史8日请假", "8日王建国替我", "史主任请假", "——————"),
        *("2026年11月24日 10:22", "王建国：8日开庭", "赵六：8日请假", "王建国看情况", "张伟："),
        *("11月24日", "2026-11-24"),
    ],
)  # fmt: skip
def test_after_what_may_be_a_name_nobody_speaks(line: str) -> None:
    found = heard(f"李喆 2026/11/24 9:03:12\n8日开庭\n{line}\n9日开庭")
    assert found[0] == (2, "P2", "开庭")
    assert found[-1][:2] == (4, None)
    assert not any(who == "P2" for _, who, _ in found[1:])


@pytest.mark.parametrize(
    "line", ["收到", "好的，谢谢", "[图片]", "8号左右请假", "下周二再说", "10日"]
)
def test_words_that_name_nobody_leave_the_speaker(line: str) -> None:
    found = heard(f"李喆 2026/11/24 9:03:12\n{line}\n9日开庭")
    assert [who for _, who, _ in found] == ["P2", "P2"]
    assert found[1][2] == "开庭"


def test_what_follows_a_line_with_its_own_name_is_nobodys() -> None:
    assert heard("李喆：8日、\n10日开庭")[1] == (2, None, "不知道是谁")
    same = heard("李喆 2026/11/24 9:03\n李喆：8日开庭\n10日开庭")
    assert [who for _, who, _ in same] == ["P2", "P2"]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("李喆 2026/11/20 9:03", date(2026, 11, 20)),
        ("李喆 11-20 9:03", date(2026, 11, 20)),
        ("李喆 11-26 9:03", date(2025, 11, 26)),  # after the day of copying: last year's
        ("李喆 9:03", ON),
        ("李喆 今天 9:03", ON),
        ("李喆 昨天 9:03", None),  # of whichever day it was copied
        ("李喆 2026/13/44 9:03", None),
        ("李喆：", ON),
    ],
)
def test_the_day_of_a_message_is_that_of_its_head(head: str, day: date | None) -> None:
    [one] = read_lines(f"{head}\n9日左右请假", PEOPLE, DECEMBER, ON)
    assert (one.person, one.on) == ("P2", day)


def test_numbers_of_lines_are_no_days() -> None:
    why = "开头的数字是编号还是日期"
    assert heard("李喆 2026/11/24 9:03\n1、8日开庭\n2、15日请假") == [
        (2, "P2", why),
        (3, "P2", why),
    ]
    assert heard("李喆：1、8日开庭\n2、每周三不行")[0] == (1, "P2", why)
    # numbered, but the days are not
    numbered = heard("1、李喆：8日开庭\n2、王建国：9、10日开庭")
    assert numbered == [(1, "P2", "开庭"), (2, "P1", "开庭")]
    assert heard("李喆：1、8日开庭") == [(1, "P2", "开庭")]


PIECES = st.sampled_from(
    [
        *(
            "王建国",
            " ",
            "李喆",
            "张伟",
            "：",
            ":",
            "@",
            "8日",
            "10号",
            "-",
            "至",
            "、",
            "，",
            "12月",
        ),
        *(
            "每周三",
            "周末",
            "下周二",
            "明天",
            "上午",
            "下午",
            "开庭",
            "请假",
            "不行",
            "不想值",
            "三天",
        ),
        *(
            "月底",
            "下旬",
            "起",
            "了",
            "除",
            "可能",
            "\n",
            "2026-11-24",
            "10:15",
            "。",
            "12.8",
            "[图片]",
        ),
        *("\t", "99日", "0月"),
    ]
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=14).map("".join), st.booleans())
@settings(derandomize=True, max_examples=400, deadline=None, database=None)
def test_every_line_is_read_or_handed_back(text: str, dated: bool) -> None:
    found = read_lines(text, PEOPLE, DECEMBER, ON if dated else None)
    lines = text.splitlines()
    for one in found:
        assert one.said == lines[one.number - 1].strip()
        assert bool(one.asked) != bool(one.why)
        assert one.person or not one.asked
    # what is not there is blank, or the head of a message: somebody's name and a time of day
    heard = {one.number for one in found}
    for number, line in enumerate(lines, 1):
        bare = line.replace("\ufeff", "").replace("\u200b", "").strip()
        head = "10:15" in line and any(person.name in line for person in PEOPLE)
        assert number in heard or not bare or head or names_only(bare)


def names_only(line: str) -> bool:
    """A name, or a moment, with punctuation; nothing else that could be asked."""
    for person in PEOPLE:
        line = line.replace(person.name, "")
    return not re.sub(r"2026-11-24|10:15|[\W_]", "", line)


@pytest.mark.parametrize("line", ["10:15 每周三不行", "10:15 周三", "8日开庭 10:15"])
def test_a_request_with_a_time_is_no_head(line: str) -> None:
    assert [number for number, _, _ in heard(line)] == [1]
