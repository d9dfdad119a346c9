"""What each setting is, in the clerk's words; the fields of Settings say it in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.io.sheets.settings import default_written
from roster.text import Text

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

WORDS = {
    "county_id": "县区的英文短名，作文件夹名，命令里用它",
    "county": "县（市、区）全名，如 沁源县",
    "city": "上级市的名称",
    "bureau": "公示上的落款单位，如 沁源县司法局",
    "hotline": "公示上的咨询热线",
    "supervision_phone": "公示上的监督电话",
    "service": "公示上的服务内容",
    "notice_url": "当前公示所在的网页，印成二维码；空白不印",
    "duty_phone": "值班人员的联系电话，只在本人日历里",
    "bring": "值班要带的东西，只在本人日历里",
    "feed_url": "日历服务对外的网址，个人日历地址以它开头",
    "uid_domain": "日历条目编号末尾的域名",
    "notice_lead_workdays": "公布到第一个班之间至少几个工作日",
    "freeze_days": "改动当天起，已公布的班几天内不再动",
    "fair_window": "在多长时间里值班要均匀",
    "load_full": "中心值一全天计几点负荷",
    "load_half": "中心值半天计几点负荷",
    "load_station": "到站点一次计几点负荷（半天和路途）",
    "max_day": "每人一天最多几班",
    "max_week": "每人一周最多几班",
    "max_month": "每人一月最多几班；空白不限",
    "max_consecutive": "最多连续几天有班",
    "rest_days": "两个值班日之间至少隔几天",
    "min_consecutive": "一旦值班至少连续几天；不足扣分",
    "min_days_off": "两次值班之间若休息至少几天；不足扣分",
    "max_weekends": "每人一月最多几个周末有班；空白不限",
    "max_hours": "每人一月最多值班几小时；空白不限",
    "min_hours": "每人一月至少值班几小时；不足扣分",
    "budget": "一个月的补贴总额（元）；空白不限",
    "pay_centre": "中心每人每天补贴（元）",
    "pay_station": "站点每人每次补贴（元）",
    "year_target": "市里下达的全年咨询任务（人次），预测用",
    "year_budget": "全年的补贴总额（元），预测用，不限制排班",
    "weekend_markets": "逢集优先的站点可否在休息日的集日坐班（层级“规律”在“意愿”前时，不为此打乱惯常星期）",
    "level_order": "下面四个层级的先后",
}


def told(key: str, info: FieldInfo) -> Text:
    """What the setting with this name in Settings is, and its default."""
    default = default_written(info)
    if info.is_required():
        return Text(f"{WORDS[key]}（必填）", f"{info.description} (required)")
    if default == "":
        return Text(WORDS[key], str(info.description))
    return Text(f"{WORDS[key]}；空白为 {default}", f"{info.description}; {default} where blank")
