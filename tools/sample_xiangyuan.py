"""The sample county 襄垣县: 9 stations, 10 lawyers, 19 legal workers (F1); invented people."""

from __future__ import annotations

Rows = list[tuple[object, ...]]

COUNTY = "襄垣县"
LAWYER, WORKER = "律师", "基层法律服务工作者"
_LAW_FIRMS = ("山西仙堂山律师事务所", "山西漳河源律师事务所", "山西古韩律师事务所")
_OFFICES = (
    "襄垣县古韩法律服务所",
    "襄垣县侯堡法律服务所",
    "襄垣县虒亭法律服务所",
    "襄垣县西营法律服务所",
)
_LAWYERS = ("常𬭎", "连翀", "路玥", "申昇", "桑旻", "郝祎", "暴垚", "赵喆", "苗雨欣", "栗志远")
# fmt: off
_WORKERS = (
    "魏红霞", "李建军", "李建军", "崔海燕", "史跃进", "张秀兰", "马国栋", "王小平", "刘爱民",
    "杨丽", "郭晓东", "冯俊", "韩雪", "牛永胜", "秦瑞芳", "程文斌", "任淑贞", "侯立新", "欧阳春晓",
)
# fmt: on
_HOMES = ("", "", "侯堡镇", "夏店镇", "虒亭镇", "西营镇", "王村镇")


def people() -> Rows:
    """Rows of 人员; two legal workers share a name, as happens."""
    rows: Rows = []
    for number, name in enumerate(_LAWYERS + _WORKERS, 1):
        lawyer = number <= len(_LAWYERS)
        firms = _LAW_FIRMS if lawyer else _OFFICES
        rows.append((
            f"X{number:02d}", name, LAWYER if lawyer else WORKER, firms[number % len(firms)],
            f"14043{number + 100:012d}", "", "", "", "", "0355-0000000", "是", "是",
            "" if lawyer else _HOMES[number % len(_HOMES)], "", "", "", "", "",
            "", "4" if number % 7 == 0 else "", "",
        ))  # fmt: skip
    return rows


# 名称 车程 逢集 频次 时段 可选星期 惯常星期 逢集优先 人数
_STATIONS: Rows = [
    ("古韩镇", 10, "", "每周2次", "上午", "一至五", "", "", 1),
    ("王桥镇", 20, "", "每周1次", "上午", "一、三", "", "", 1),
    ("侯堡镇", 25, "公历逢5、0", "每周2次", "上午", "二、三、五", "", "", 1),
    ("夏店镇", 25, "农历逢一、六", "每周1次", "上午", "周一至周五", "", "是", 1),
    ("虒亭镇", 40, "农历逢3、8", "每周1次", "上午", "1,3,5", "", "", 1),
    ("西营镇", 45, "", "每周1次", "下午", "二、四", "四", "", 2),
    ("王村镇", 30, "", "每周1次", "上午", "三", "三", "", 1),
    ("下良镇", 35, "每周二、周五", "每周1次", "上午", "周二或周五", "", "", 1),
    ("善福镇", 40, "", "每两周1次", "全天", "四、五", "五", "", 1),
]


def sites() -> Rows:
    """Rows of 站点: the centre in 古韩镇 and the nine towns."""
    phone = "0355-0000000"
    hours = ("8:00-12:00", "14:30-18:30")
    rows: Rows = [("C1", COUNTY, "中心", "", "古韩镇府前路", phone, *hours, 0, "")]
    for number, (name, road, market, *_) in enumerate(_STATIONS, 1):
        rows.append(
            (f"T{number}", name, "站点", "", f"{name}便民服务中心", phone, *hours, road, market)
        )
    return rows


def demand() -> Rows:
    """Rows of 需求: two half days at the centre; stations from Monday to Friday."""
    rows: Rows = [("C1", 1, "每工作日", "上午+下午", "", "", "", "", "", "")]
    for name, _, _, often, session, days, usual, market, persons in _STATIONS:
        rows.append((name, persons, often, session, days, usual, "", "", "", market))
    return rows


REQUESTS: Rows = [
    ("X12", "请假", "2026-12-07", "2026-12-18", "", "", "住院"),
    ("常𬭎", "开庭", "2026-12-09", "", "", "", ""),
    ("连翀", "开庭", "2026-12-09", "2026-12-10", "", "", ""),
    ("路玥", "出差", "2026-12-14", "2026-12-16", "", "", ""),
    ("王小平", "其他不可", "2026-12-01", "2026-12-31", "三", "", "社区值守"),
    ("欧阳春晓", "愿意", "2026-12-01", "2026-12-31", "五", "", ""),
    ("牛永胜", "不愿", "2026-12-01", "2026-12-31", "一", "上午", ""),
]

FIXED: Rows = [
    ("指定", "X13", "襄垣县", "2026-12-04", "", "", "下午", "", "国家宪法日宣传"),
    ("加场", "", "夏店镇", "2026-12-20", "", "", "", "", "庙会"),
]

CALENDAR: Rows = []

RULES: Rows = [
    ("县区代码", "xiangyuan", ""),
    ("县区名称", COUNTY, ""),
    ("所属市", "长治市", ""),
    ("发布单位", "襄垣县司法局", ""),
    ("监督电话", "0355-0000000", ""),
    ("公示网址", "https://example.com/xiangyuan", ""),
    ("日历域名", "xiangyuan.example.com", ""),
    ("公平统计周期", "季度", ""),
    ("每人每周上限", 2, ""),
]

TRIPS: Rows = []

FAVOURED, SPARED = ("X05", "X17"), ("X08", "X26")
