"""The sheets that a county may leave out."""

from __future__ import annotations

from roster.io.columns.month import PRICES
from roster.io.columns.spec import Sheet, may, must
from roster.io.fields import NOTE, TEXT, choice
from roster.io.understand.amounts import MINUTES
from roster.io.understand.kinds import DAYS, PAST_DATE, SESSION, integer
from roster.text import Text

_REMARK = may("说明", NOTE, "备注", "a remark", "")

HISTORY = Sheet(
    "历史值班",
    Text(
        "以往的值班，用来算公平份额和间隔",
        "past duties, from which fair shares and gaps are counted",
    ),
    required=False,
    columns=(
        must(
            "日期",
            PAST_DATE,
            "计划月之内的行不读",
            "the day; rows within the planned month are left out",
        ),
        must("站点", TEXT, "编号，或不重复的名称", "id, or name where unique"),
        must(
            "人员",
            TEXT,
            "编号，或不重复的姓名；已离任的人在“人员”表保留并填离任日期",
            "id, or name where unique; those who left stay in 人员 with their 离任日期",
        ),
        may("时段", SESSION, "空白按需求", "as in 需求 where blank"),
    ),
)

TRIPS = Sheet(
    "车程",
    Text("不经县城的两地车程", "roads that do not lead through the county seat"),
    required=False,
    columns=(
        must("起点", TEXT, "站点或“县城”", "a site or 县城 (the county seat)"),
        must("终点", TEXT, "站点或“县城”；往返相同", "a site or 县城; the way back is the same"),
        must("分钟", integer(0, 600, *MINUTES), "单程分钟数", "minutes, one way"),
    ),
)

DAY_DEMANDS = Sheet(
    "按日需求",
    Text(
        "中心在某些日子要的人数，代替“需求”表的人数",
        "persons wanted at the centre on certain dates, in place of 人数 in 需求",
    ),
    required=False,
    columns=(
        must("站点", TEXT, "中心的编号或名称", "the centre, by id or name"),
        must("日期", DAYS, "哪一天，须为工作日", "the day, a workday"),
        must(
            "人数",
            integer(0, 20, "人", "名"),
            "这天每个时段几人",
            "persons in each session of the day",
        ),
        *PRICES,
        _REMARK,
    ),
)

SITE_LIMITS = Sheet(
    "站点上限",
    Text("某人每月最多去某站点几次", "how often a person may serve at a site in a month"),
    required=False,
    columns=(
        must("人员", TEXT, "编号，或不重复的姓名", "id, or name where unique"),
        must("站点", TEXT, "编号，或不重复的名称", "id, or name where unique"),
        must("次数", integer(0, 62, "次"), "每月最多几次", "duties a month at most"),
        _REMARK,
    ),
)

SPOKEN = Sheet(
    "请假原话",
    Text(
        "请假的原话，用 roster leave 变成“请假与意愿”的行",
        "leave in the persons' own words, which roster leave makes into rows of 请假与意愿",
    ),
    required=False,
    columns=(
        may(
            "人员",
            TEXT,
            "编号或姓名；空白则写在原话里",
            "id or name; blank where the words name it",
        ),
        must("原话", NOTE, "如“8日-10日开庭”“每周三不行”", "such as 8日-10日开庭, 每周三不行"),
        may(
            "处理",
            choice({"已办": True}),
            "已填进“请假与意愿”或不必管的写“已办”；空白的要先办",
            "已办 where it is dealt with; what is blank has to be dealt with first",
        ),
        may("备注", NOTE, "看不懂在哪里", "what was not understood", ""),
    ),
)

SUCCESSIONS = Sheet(
    "次日不接",
    Text(
        "在前一站点值班的人，次日不到后一站点值班",
        "whoever serves at the first site does not serve at the second on the next day",
    ),
    required=False,
    columns=(
        must("前一日站点", TEXT, "编号，或不重复的名称", "id, or name where unique"),
        must("次日站点", TEXT, "编号，或不重复的名称", "id, or name where unique"),
        _REMARK,
    ),
)
