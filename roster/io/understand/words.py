"""Words that mean one of ours: 执业律师 for 律师, √ for 是."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roster.io.fields import is_hidden, narrow
from roster.io.understand.context import Reading, plain, taken

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from roster.io.understand.context import Context

Words = dict[str, tuple[str, ...]]  # our word: the others that mean it

CATEGORY_WORDS: Words = {
    "律师": ("执业律师", "专职律师", "社会律师", "专职执业律师"),
    "基层法律服务工作者": (
        "法律工作者", "法律服务工作者", "基层法律工作者", "基层法律服务者", "基层法律服务人员",
    ),
    "政法机关退休人员": (
        "退休干警", "退休法官", "退休检察官", "退休民警", "退休政法干警", "退休政法人员",
        "政法退休人员", "政法系统退休人员",
    ),
    "高校法律专业师生": ("高校师生", "法学师生", "法律专业师生", "高校法学师生", "法学教师"),
    "经批准放宽人员": ("放宽人员", "经批准人员", "放宽条件人员"),
    "公职人员": ("公务员", "在编公职人员"),
}  # fmt: skip
YES_NO_WORDS: Words = {
    "是": ("√", "✓", "✔", "☑", "有", "对", "可", "可以", "能", "同意", "y", "yes", "true", "1"),
    "否": ("×", "✗", "✘", "x", "无", "没有", "不", "不是", "不可", "不可以", "不能", "不同意", "n",
           "no", "false", "0"),
}  # fmt: skip
SITE_WORDS: Words = {
    "中心": ("县中心", "区中心", "市中心", "公共法律服务中心", "县公共法律服务中心", "县级中心"),
    "站点": (
        "站", "工作站", "乡镇", "乡镇站", "乡镇站点", "乡镇工作站", "街道", "公共法律服务工作站",
        "乡", "镇",
    ),
}  # fmt: skip
REQUEST_WORDS: Words = {
    "请假": ("事假", "病假", "年假", "年休假", "休假", "公休", "产假", "陪产假", "婚假", "丧假", "探亲假"),
    "开庭": ("出庭", "庭审", "开庭审理"),
    "出差": ("外出", "公出"),
    "其他不可": ("其他", "有事", "不能值班", "不能", "不可", "学习", "培训", "开会", "会议"),
    "愿意": ("愿", "愿值", "愿意值班", "希望", "想值"),
    "不愿": ("不愿意", "不愿值", "不愿值班", "不希望", "不想值", "尽量不排"),
}  # fmt: skip
FIXED_WORDS: Words = {
    "指定": ("必排", "指定值班", "固定值班"),
    "禁止": ("不排", "不安排", "禁止值班", "回避"),
    "关闭": ("停开", "停办", "暂停", "闭馆", "停止坐班"),
    "加场": ("加开", "增开", "加班次", "增加坐班", "增加一次"),
}
CALENDAR_WORDS: Words = {
    "休息": ("放假", "休", "假日", "节假日", "休息日"),
    "上班": ("补班", "班", "调休上班", "工作日", "上班日"),
}
SESSION_WORDS: Words = {
    "全天": ("整天", "一天", "全日", "一整天"),
    "上午": ("早上", "上半天", "上半日", "午前"),
    "下午": ("午后", "下半天", "下半日"),
}
ALL_WORDS: dict[str, Words] = {  # where each is understood, for the docs
    "人员 · 类别": CATEGORY_WORDS,
    "是、否": YES_NO_WORDS,
    "站点 · 类型": SITE_WORDS,
    "请假与意愿 · 类型": REQUEST_WORDS,
    "固定安排 · 类型": FIXED_WORDS,
    "日历调整 · 类型": CALENDAR_WORDS,
    "时段": SESSION_WORDS,
}


def squeezed(words: str) -> str:
    """The words without spaces and what cannot be seen, with half-width digits and punctuation."""
    return "".join(c for c in narrow(words) if not c.isspace() and not is_hidden(c))


def words_for(words: Mapping[str, tuple[str, ...]]) -> Callable[[object, Context], Reading | None]:
    """Reads a word that means one of ours."""
    meaning = {other: ours for ours, others in words.items() for other in others}

    def reading(cell: object, context: Context) -> Reading | None:
        if isinstance(cell, float) and cell == int(cell):
            cell = int(cell)
        word = squeezed(str(cell))
        if word in words:
            return None if word == cell else plain(word)
        ours = meaning.get(wide_letters_narrowed(word).lower())
        if ours is None:
            return None
        return plain(ours) if isinstance(cell, bool) else taken(ours)

    return reading


_WIDE_LETTERS = {ord(chr(ord(c) + 0xFEE0)): c for c in "abcdefghijklmnopqrstuvwxyz".upper()} | {
    ord(chr(ord(c) + 0xFEE0)): c for c in "abcdefghijklmnopqrstuvwxyz"
}


def wide_letters_narrowed(words: str) -> str:
    """The words with full-width letters made half-width."""
    return words.translate(_WIDE_LETTERS)


_HAN = "[\u3400-\u9fff·]"


def name(cell: object, context: Context) -> Reading | None:
    """A name whose characters were spread with spaces: 张 三 is 张三."""
    if not isinstance(cell, str) or not re.search(rf"{_HAN}[ \u3000]+{_HAN}", cell):
        return None
    joined = re.sub(rf"(?<={_HAN})[ \u3000\u00a0]+(?={_HAN})", "", cell)
    return None if joined == cell else taken(joined)
