"""The sheets that rarely change: 人员 and 站点."""

from __future__ import annotations

from roster.io.columns.spec import Sheet, may, must
from roster.io.degrees import degrees
from roster.io.fields import PERCENT, TEXT
from roster.io.understand.amounts import MINUTES
from roster.io.understand.kinds import (
    AFTERNOON,
    CATEGORY,
    CERTIFICATE,
    FAIRS,
    ID,
    MARKET,
    MORNING,
    NAME,
    PHONE,
    ROAD_MINUTES,
    SITE_NAME,
    WORDING,
    YES_NO,
    choice,
    integer,
)
from roster.io.understand.kinds import LASTING_DATE as DATE
from roster.io.understand.words import SITE_WORDS
from roster.model.people import MAX_REMINDER
from roster.model.sites import LATITUDES, LONGITUDES, SiteKind
from roster.text import Text

PEOPLE = Sheet(
    "人员",
    Text("值班人员库", "the pool of duty persons"),
    filled=True,
    key="姓名",
    columns=(
        must(
            "编号",
            ID,
            "不变的编号，不可重复；日历订阅以它为准",
            "a lasting id, unique; calendar feeds are tied to it",
        ),
        must("姓名", NAME, "公示的姓名，可以重名", "the name on notices; two people may share one"),
        must(
            "类别", CATEGORY, "人员类别（实施方案四（一）3）", "category of person (F4 四（一）3)"
        ),
        may("执业机构", WORDING, "律师事务所或法律服务所", "law firm or legal service office", ""),
        may(
            "证号",
            CERTIFICATE,
            "执业证号，列格式须为文本",
            "certificate number; the column must be text",
            "",
        ),
        may(
            "政法工作年限",
            integer(0, 80, "年"),
            "政法机关退休人员必填，至少5年",
            "years of justice work; needed of retired officers, at least 5",
        ),
        may(
            "通过法考",
            YES_NO,
            "高校法律专业师生须为“是”",
            "passed the legal exam; academics need 是",
            False,
        ),
        may(
            "批准文号",
            WORDING,
            "经批准放宽人员必填",
            "number of the approval; needed of waivers",
            "",
        ),
        may(
            "批准有效期",
            DATE,
            "经批准放宽人员必填，含当天",
            "last day of the approval; needed of waivers",
        ),
        may(
            "联系电话",
            PHONE,
            "本人电话；不公示",
            "the person's phone; never on public notices",
            "",
        ),
        may(
            "同意公示",
            YES_NO,
            "是否同意公示姓名；空白为是",
            "agrees to the name on public notices; 是 where blank",
            True,
        ),
        may(
            "同意公示电话",
            YES_NO,
            "是否同意在内部表上列电话；空白为否",
            "agrees to the phone on internal lists; 否 where blank",
            False,
        ),
        may(
            "常驻地",
            TEXT,
            "居住或工作地的站点；空白为县城",
            "the site next to which the person lives or works; 县城 (the county seat) where blank",
        ),
        may("可值中心", YES_NO, "空白为是", "serves at the centre; 是 where blank", True),
        may("可值站点", YES_NO, "空白为是", "serves at stations; 是 where blank", True),
        may(
            "承担比例(%)",
            PERCENT,
            "应排份额的比例；空白为100",
            "scales the fair share; 100 where blank",
            100,
        ),
        may(
            "起算日期",
            DATE,
            "从这天起可排班并计入公平份额；空白为一直",
            "may serve, and owes a share, from this day; always where blank",
        ),
        may(
            "离任日期",
            DATE,
            "可排班的最后一天；空白为不限",
            "the last day of service; no end where blank",
        ),
        may(
            "每周上限",
            integer(0, 14, "次"),
            "本人每周值班次数上限；空白按规则",
            "duties a week at most; the county's limit where blank",
        ),
        may(
            "每月上限",
            integer(0, 62, "次"),
            "本人每月值班次数上限；空白按规则",
            "duties a month at most; the county's limit where blank",
        ),
        may(
            "连续上限",
            integer(1, 31, "天"),
            "本人连续值班天数上限；空白按规则",
            "days in a row at most; the county's limit where blank",
        ),
        may(
            "最少连续",
            integer(1, 31, "天"),
            "一旦值班，至少连续几天；空白按规则",
            "days in a row at least, once there is one; the county's where blank",
        ),
        may(
            "最少连休",
            integer(1, 31, "天"),
            "两次值班之间若休息，至少休几天；空白按规则",
            "days off in a row at least, between two duties; the county's where blank",
        ),
        may(
            "周末上限",
            integer(0, 6, "个", "周"),
            "本人每月有值班的周末数上限；空白按规则",
            "weekends a month with a duty at most; the county's limit where blank",
        ),
        may(
            "每月最多小时",
            integer(0, 744, "小时"),
            "本人每月值班小时数上限；空白按规则",
            "hours on duty a month at most; the county's limit where blank",
        ),
        may(
            "每月最少小时",
            integer(0, 744, "小时"),
            "本人每月至少值班几小时；空白按规则",
            "hours on duty a month at least; the county's where blank",
        ),
        may(
            "日历提醒",
            integer(1, MAX_REMINDER, *MINUTES),
            "本人日历在值班前多少分钟提醒；空白为不提醒",
            "minutes before a duty at which the person's own calendar reminds; not at all where blank",
        ),
        may(
            "忙碌日历",
            TEXT,
            "本人日历：输入旁边的 .ics 文件名，或地址；忙的时候不排班，内容不外传",
            "the person's own calendar, an .ics file beside the inputs or an address: no duty while busy",
        ),
    ),
)

SITES = Sheet(
    "站点",
    Text("一个中心和各乡镇站点", "the centre (exactly one) and the stations"),
    filled=True,
    key="名称",
    columns=(
        must("编号", ID, "不变的编号，不可重复", "a lasting id, unique"),
        must("名称", SITE_NAME, "乡镇名；中心填县名", "the township; for the centre the county"),
        must(
            "类型",
            choice({"中心": SiteKind.CENTRE, "站点": SiteKind.STATION}, SITE_WORDS),
            "全县恰有一个中心",
            "中心 (centre) or 站点 (station)",
        ),
        may(
            "公示名称",
            WORDING,
            "公示用的全称；空白为“某县某乡公共法律服务工作站”",
            "the full name on notices; where blank 某县公共法律服务中心 or "
            "某县某乡公共法律服务工作站",
        ),
        may("地址", WORDING, "公示的地址", "the address on notices", ""),
        may("电话", PHONE, "站点的办公电话", "the site's office phone", ""),
        must(
            "上午时间",
            MORNING,
            "中心上下午合计至少8小时，站点每次至少4小时",
            "morning hours; a centre's day lasts at least 8 h, a station's session at least 4 h",
        ),
        must("下午时间", AFTERNOON, "同上", "afternoon hours; as above"),
        may(
            "距县城车程",
            ROAD_MINUTES,
            "从县城单程分钟数；空白为0",
            "minutes by road from the county seat, one way; 0 where blank",
            0,
        ),
        may("逢集", MARKET, "集日；空白为无集", "market days; none where blank"),
        may(
            "庙会",
            FAIRS,
            "一年一次的庙会、集会和天数；与集日同等对待；空白为无",
            "yearly fairs and how long they last, taken as market days too; none where blank",
        ),
        may(
            "纬度",
            degrees(*LATITUDES),
            "地图上的点（GPS，WGS 84），日历订阅用；与经度同填",
            "the point on the map for calendar feeds (GPS, WGS 84); goes with 经度",
        ),
        may("经度", degrees(*LONGITUDES), "同上；与纬度同填", "as above; goes with 纬度"),
        may(
            "常住人口",
            integer(0, 2_000_000),
            "乡镇的常住人口；空白为不知道；供频次建议用",
            "people who live in the township; not known where blank; for roster demand",
        ),
    ),
)
