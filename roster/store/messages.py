"""What the store tells its users: what happened, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roster.model.gate import SHANGHAI
from roster.model.swaps import STATE_NAMES
from roster.text import Text, day_text, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roster.model.calendar import Month
    from roster.model.swaps import Swap
    from roster.store.tables import RevisionRow


def bad_address() -> Text:
    """The database address cannot be understood; it is not repeated, it may hold a password."""
    return Text(
        "数据库地址无法识别。请检查 ROSTER_DATABASE_URL，例如 sqlite:///roster.db",
        "the database address is not understood; check ROSTER_DATABASE_URL,"
        " for example sqlite:///roster.db",
    )


def no_driver(backend: str) -> Text:
    """No driver for that kind of database is installed."""
    return Text(
        f"没有安装 {backend} 数据库的驱动。请安装驱动（PostgreSQL：pip install psycopg[binary]），或改用 sqlite:///roster.db",
        f"no driver for {backend} is installed; install it (PostgreSQL: pip install psycopg[binary]),"
        " or use sqlite:///roster.db",
    )


def unusable(place: str, cause: object) -> Text:
    """The database does not answer: locked, full, no such folder, no permission."""
    return Text(
        f"数据库“{place}”暂时不能使用（{cause}）。请确认文件夹存在、可以写入、磁盘未满，"
        "关闭正在使用它的其他程序后重试",
        f"the database “{place}” cannot be used ({cause}); check that its folder exists, can be"
        " written and is not full, close other programs that use it, and try again",
    )


def unreachable(place: str, cause: object) -> Text:
    """The database server does not answer, or refuses: down, unknown, no rights, locked."""
    why = " ".join(str(cause).split())
    return Text(
        f"数据库“{place}”暂时不能使用（{why}）。请确认数据库服务器在运行，地址、用户名、密码和权限正确，"
        "稍后重试",
        f"the database “{place}” cannot be used ({why}); check that its server runs and that address,"
        " user, password and rights are right, and try again",
    )


def not_a_database(place: str) -> Text:
    """The file is no database, or a damaged one."""
    return Text(
        f"“{place}”不是数据库文件，或已损坏；程序没有改动它。请换一个文件名，或用备份恢复",
        f"“{place}” is not a database or is damaged; it was left as it is."
        " Choose another file, or restore a backup",
    )


def foreign(place: str) -> Text:
    """The database belongs to another program."""
    return Text(
        f"数据库“{place}”属于其他程序，程序没有改动它。请为排班另用一个数据库",
        f"the database “{place}” belongs to another program and was left as it is;"
        " give the rosters a database of their own",
    )


def newer(place: str, version: str) -> Text:
    """The database was made by a newer version of the program."""
    return Text(
        f"数据库“{place}”由更新版本的程序建立（结构版本 {version}），程序没有改动它。请升级本程序",
        f"the database “{place}” was made by a newer version of this program (schema {version})"
        " and was left as it is; upgrade the program",
    )


def contended(county: str, month: Month) -> Text:
    """Others kept taking the next number of the month."""
    return Text(
        f"{county} {month} 正被其他程序反复修改，没有保存。请稍后重试",
        f"others keep changing {county} {month}; nothing was saved, try again shortly",
    )


def unknown_month(county: str, month: Month) -> Text:
    """Nothing was ever planned for the month."""
    return Text(
        f"没有 {county} {month} 的排班。请先编排",
        f"there is no roster of {county} for {month}; plan it first",
    )


def unknown_revision(county: str, month: Month, number: int, newest: int) -> Text:
    """The month has no revision of that number."""
    return Text(
        f"{county} {month} 没有第{number}版，最新是第{newest}版",
        f"{county} {month} has no revision {number}; the newest is {newest}",
    )


def stale_base(county: str, month: Month, base: int, newer: Sequence[RevisionRow]) -> Text:
    """Somebody made another revision after the one that was to be changed."""
    told, newest = join(map(_made, newer)), newer[-1].number
    return Text(
        f"{county} {month} 在您查看第{base}版之后已有改动，这次的修改没有保存：{told.zh}。"
        f"请查看第{newest}版，如仍需要，在它的基础上重新修改",
        f"{county} {month} was changed since you looked at revision {base}, and your change was not"
        f" saved: {told.en}. Look at revision {newest} and make the change again if it is still"
        " needed",
    )


def stale_publication(county: str, month: Month, number: int, newer: Sequence[RevisionRow]) -> Text:
    """The revision to be published is not the newest."""
    told, newest = join(map(_made, newer)), newer[-1].number
    return Text(
        f"{county} {month} 第{number}版已不是最新，没有公布：{told.zh}。请查看第{newest}版后公布它",
        f"revision {number} of {county} {month} is no longer the newest and was not published:"
        f" {told.en}. Look at revision {newest} and publish that",
    )


def _made(row: RevisionRow) -> Text:
    """Who made a revision, when and why."""
    at = row.created_at.astimezone(SHANGHAI)
    day, who = day_text(at.date()), row.made_by
    return Text(
        f"第{row.number}版由{who or '未署名者'}于{day.zh}{at:%H:%M}作出"
        + (f"（{row.why}）" if row.why else ""),
        f"revision {row.number} was made by {who or 'somebody unnamed'} on {day.en} at {at:%H:%M}"
        + (f" ({row.why})" if row.why else ""),
    )


def unknown_swap(number: int) -> Text:
    """There is no swap of that number."""
    return Text(f"没有第{number}号换班申请", f"there is no swap {number}")


def stale_swap(kept: Swap) -> Text:
    """Somebody made a step in the meantime."""
    step, name = kept.steps[-1], STATE_NAMES[kept.state]
    at = step.at.astimezone(SHANGHAI)
    day, who = day_text(at.date()), step.by
    return Text(
        f"第{kept.number}号换班申请已有新进展，这一步没有保存：{who or '未署名者'}于{day.zh}{at:%H:%M}"
        f"记为“{name.zh}”。请重新查看后再决定",
        f"swap {kept.number} has moved on and this step was not saved: {who or 'somebody unnamed'}"
        f" made it “{name.en}” on {day.en} at {at:%H:%M}. Look at it again and decide then",
    )


def unknown_feed_address() -> Text:
    """There is no such feed address; it is not repeated."""
    return Text("没有这个日历地址", "there is no such feed address")


def no_source(county: str, month: Month, number: int) -> Text:
    """No copy of the inputs was kept with the revision."""
    return Text(
        f"{county} {month} 第{number}版没有保存输入文件",
        f"no copy of the inputs of revision {number} of {county} {month} was kept",
    )


def unreadable(county: str, month: str, number: int) -> Text:
    """A stored revision does not fit the program's types."""
    return Text(
        f"数据库中 {county} {month} 第{number}版的内容无法读取。请升级本程序，或用备份恢复",
        f"revision {number} of {county} {month} in the database cannot be read;"
        " upgrade the program, or restore a backup",
    )


def backup_over_other(file: str) -> Text:
    """What lies where the backup is to be written is something else."""
    return Text(
        f"“{file}”已存在，而且不是备份文件，没有覆盖。请换一个文件名",
        f"“{file}” exists and is no backup; it was not replaced. Choose another name",
    )


def counties_there(counties: Sequence[str]) -> Text:
    """The store holds counties of the backup already."""
    return Text(
        f"数据库中已有{'、'.join(counties)}的数据，没有导入。请导入到新的数据库（--store）",
        f"the store holds {', '.join(counties)} already and nothing was imported;"
        " import into a new one (--store)",
    )


def importing() -> Text:
    """Others kept writing while a backup was imported."""
    return Text(
        "数据库正被其他程序反复修改，没有导入。请稍后重试",
        "others keep changing the database; nothing was imported, try again shortly",
    )
