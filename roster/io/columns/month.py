"""The sheets that change from month to month, and the settings."""

from __future__ import annotations

from roster.io.columns.spec import Sheet, may, must
from roster.io.fields import NOTE, TEXT, Field
from roster.io.terms import CATEGORIES, WEEKDAY
from roster.io.understand.kinds import (
    DAYS,
    END_DATE,
    FREQUENCY,
    SESSION,
    SESSIONS,
    WEEKDAYS,
    YES_NO,
    choice,
    integer,
)
from roster.io.understand.words import CALENDAR_WORDS, FIXED_WORDS, REQUEST_WORDS
from roster.model.sites import Session
from roster.text import Text

LEAVE_KINDS = ("请假", "开庭", "出差", "其他不可")
WISH_KINDS = {"愿意": True, "不愿": False}

_REMARK = may("说明", NOTE, "备注", "a remark", "")
_SPAN = (
    must("开始日期", DAYS, "第一天", "the first day", partner="结束日期"),
    may("结束日期", END_DATE, "最后一天；空白为当天", "the last day; the same day where blank"),
    may(
        "星期",
        WEEKDAYS,
        "只在这些星期几；空白为每天",
        "only on these weekdays; every day where blank",
        (),
    ),
)

PRICES = (
    may(
        "可多排",
        integer(0, 20, "人", "名"),
        "只用于中心：可比人数多排几人；空白为0",
        "centre only: how many more may be there than wanted; 0 where blank",
    ),
    may(
        "缺岗权重",
        integer(1, 1000),
        "只用于中心：每缺一人算几人次；空白为1",
        "centre only: what each person missing counts; 1 where blank",
    ),
    may(
        "多排权重",
        integer(0, 1000),
        "只用于中心：每多排一人算几人次；空白为1",
        "centre only: what each person beyond those wanted counts; 1 where blank",
    ),
)

REQUESTS = Sheet(
    "请假与意愿",
    Text(
        "不能值班的日子，愿意和不愿值班的日子",
        "days on which persons cannot serve, would like to, would rather not",
    ),
    columns=(
        must("人员", TEXT, "编号，或不重复的姓名", "id, or name where unique"),
        must(
            "类型",
            choice({k: k for k in (*LEAVE_KINDS, *WISH_KINDS)}, REQUEST_WORDS),
            "请假、开庭、出差、其他不可为不能值班；愿意、不愿为意愿",
            "the first four: cannot serve; 愿意: would like to; 不愿: would rather not",
        ),
        *_SPAN,
        may("时段", SESSION, "空白为全天", "全天 where blank", Session.FULL),
        _REMARK,
        may(
            "站点",
            TEXT,
            "只用于意愿：只对这一站点；“愿意”即点名要值这里的每一班；空白为不论何处",
            "wishes only: this site alone; 愿意 asks for every session there; anywhere where blank",
        ),
        may(
            "权重",
            integer(1, 1000),
            "只用于意愿：规则权重的倍数；空白为1",
            "wishes only: multiplies the rule's weight; 1 where blank",
        ),
    ),
)

DEMAND = Sheet(
    "需求",
    Text("每个站点一行", "what is wanted; one row for every site"),
    filled=True,
    columns=(
        must("站点", TEXT, "编号，或不重复的名称", "id, or name where unique"),
        may(
            "人数",
            integer(1, 20, "人", "名"),
            "每次几人；空白为1",
            "persons each time; 1 where blank",
            1,
        ),
        must(
            "频次",
            FREQUENCY,
            "中心每工作日；站点原则上每周1次，每月至少1次",
            "how often; a station weekly in principle, monthly at least (F4 四（一）4)",
            partner="可选星期",
        ),
        may(
            "时段",
            SESSIONS,
            "中心空白为全天，站点空白为上午；“上午+下午”只用于中心",
            "blank: 全天 at the centre, 上午 at a station; 上午+下午 (two halves) only at a centre",
        ),
        may(
            "可选星期",
            WEEKDAYS,
            "站点可坐班的星期几；空白为周一至周五",
            "weekdays on which the station may open; Monday to Friday where blank",
        ),
        may(
            "惯常星期",
            WEEKDAY,
            "群众习惯的一天，须在可选星期内；空白由程序选定",
            "the one people expect, one of those above; where blank the program chooses one",
        ),
        may(
            "最小间隔",
            integer(1, 60, "天"),
            "两次坐班至少相隔几天；空白按频次",
            "days between two visits at least; by frequency where blank",
        ),
        may(
            "最大间隔",
            integer(1, 92, "天"),
            "两次坐班至多相隔几天；空白按频次",
            "days between two visits at most; by frequency where blank",
        ),
        may(
            "可派类别",
            CATEGORIES,
            "只派这些类别；空白不限",
            "only these categories; any where blank",
            (),
        ),
        may(
            "逢集优先",
            YES_NO,
            "尽量排在集日；空白为否",
            "prefer market days; 否 where blank",
            False,
        ),
        *PRICES,
    ),
)

FIXED = Sheet(
    "固定安排",
    Text("指定、禁止、关闭、加场", "pins, bans, closures and extra visits"),
    may_lack=True,
    columns=(
        must(
            "类型",
            choice({k: k for k in ("指定", "禁止", "关闭", "加场")}, FIXED_WORDS),
            "指定：某人某日在某处值班；禁止：某人不排；关闭：站点不开；加场：站点另加一次",
            "指定: a person serves at a site that day; 禁止: a person does not serve; "
            "关闭: a site is closed; 加场: an extra visit",
        ),
        may("人员", TEXT, "指定、禁止必填", "needed by 指定 and 禁止; blank otherwise"),
        may(
            "站点",
            TEXT,
            "除禁止外必填；禁止空白为所有站点",
            "needed but by 禁止, where blank means everywhere",
        ),
        *_SPAN,
        may(
            "时段",
            SESSION,
            "指定、加场空白按需求；禁止、关闭空白为全天",
            "blank: as in 需求 for 指定 and 加场, 全天 for 禁止 and 关闭",
        ),
        may(
            "人数",
            integer(1, 20, "人", "名"),
            "只用于加场；空白为1",
            "only for 加场; 1 where blank",
        ),
        _REMARK,
    ),
)

CALENDAR = Sheet(
    "日历调整",
    Text(
        "与全国年历不同的日子，或尚未收录的年历",
        "days that differ from the national calendar, or a year not yet known",
    ),
    may_lack=True,
    columns=(
        must(
            "日期",
            DAYS,
            "哪一天；“年历已公布”填该年任意一天",
            "the day; for 年历已公布 any day of the year",
        ),
        must(
            "类型",
            choice({k: k for k in ("休息", "上班", "年历已公布")}, CALENDAR_WORDS),
            "休息、上班改这一天；年历已公布表示该年的休息和上班日已全部填在本表",
            "休息 (off) and 上班 (working) change the day; 年历已公布 declares that this sheet "
            "holds all days off and make-up days of a year the program does not know",
        ),
        _REMARK,
    ),
)

RULES = Sheet(
    "规则",
    Text("县里的设置，见下", "the county's settings, listed below"),
    filled=True,
    columns=(
        must("设置", TEXT, "设置的名称", "name of the setting"),
        may(
            "值",
            Field(lambda cell: cell, Text("视设置而定", "depends on the setting")),
            "空白为默认",
            "its value; the default where blank",
        ),
        _REMARK,
    ),
)
