"""Every command of the program, in the order of a clerk's work; app.py adds the groups swap and links."""

from __future__ import annotations

from collections.abc import Callable

from roster.cli.changing.change import (
    absent_command,
    close_command,
    frequency_command,
    pin_command,
    present_command,
    unpin_command,
    visit_command,
)
from roster.cli.changing.change_file import change_command
from roster.cli.changing.edit import edit_command
from roster.cli.changing.restore import restore_command
from roster.cli.changing.substitutes import substitutes_command
from roster.cli.explaining.explain import explain_command
from roster.cli.forecasting.demand import demand_command
from roster.cli.forecasting.figures import figures_command
from roster.cli.forecasting.forecast import forecast_command
from roster.cli.forecasting.forecast_city import forecast_city_command
from roster.cli.inputs.busy import busy_command
from roster.cli.inputs.calendar import calendar_command
from roster.cli.inputs.capacity import capacity_command
from roster.cli.inputs.check import check_command
from roster.cli.inputs.diff_inputs import diff_inputs_command
from roster.cli.inputs.holidays import holidays_command
from roster.cli.inputs.leave import leave_command
from roster.cli.inputs.new import new_command
from roster.cli.planning.audit import audit_command
from roster.cli.planning.plan import plan_command
from roster.cli.planning.show import show_command
from roster.cli.publishing.notices import notices_command
from roster.cli.publishing.publish import publish_command
from roster.cli.publishing.serve_feeds import serve_feeds_command
from roster.cli.records.backup import backup_command
from roster.cli.records.diff import diff_command
from roster.cli.records.history import history_command
from roster.cli.records.importing import import_command
from roster.text import Text

# in the order of a clerk's work
COMMANDS: tuple[tuple[str, Callable[..., None], Text], ...] = (
    (
        "new",
        new_command,
        Text(
            "给一个县写一本待填的工作簿，乡镇站点已填好",
            "a workbook to fill in, the county's stations already there",
        ),
    ),
    (
        "check",
        check_command,
        Text(
            "读取并检查输入，列出全部问题，按周比较可用人力与需求",
            "read and check the inputs, compare capacity with demand by week",
        ),
    ),
    (
        "calendar",
        calendar_command,
        Text(
            "列出一个月的工作日、农历、逢集和庙会，供核对",
            "a month's workdays, lunar dates, markets and fairs, to be confirmed",
        ),
    ),
    (
        "holidays",
        holidays_command,
        Text(
            "粘贴国务院办公厅放假通知：核对后成为“日历调整”的行",
            "a pasted holiday notice, checked, becomes rows of the calendar sheet",
        ),
    ),
    (
        "leave",
        leave_command,
        Text(
            "把请假的原话读成“请假与意愿”的行，核对后写进副本",
            "leave in people's own words, read into rows and put into a copy once confirmed",
        ),
    ),
    (
        "busy",
        busy_command,
        Text(
            "预览从各人自己的日历里取到的忙碌时间",
            "what was taken from the persons' own calendars",
        ),
    ),
    (
        "capacity",
        capacity_command,
        Text(
            "排班前看人手：每周、每天够不够，哪些天紧，为什么，怎么办",
            "people against demand by week and day: the tight days, why, and what would help",
        ),
    ),
    (
        "diff-inputs",
        diff_inputs_command,
        Text(
            "输入与上次排班时相比改了什么",
            "what changed in the inputs since the last plan",
        ),
    ),
    (
        "plan",
        plan_command,
        Text(
            "求解一个月的排班，复核后存为草稿，写出文件",
            "solve a month, audit it, keep it as a draft, write the files",
        ),
    ),
    ("show", show_command, Text("在终端里看排班表", "the roster as a table")),
    (
        "explain",
        explain_command,
        Text(
            "为什么这样排、缺口怎么补、假如变了会怎样、谁值了多少",
            "why it is so, ways out of shortages, what if, who carries what",
        ),
    ),
    (
        "audit",
        audit_command,
        Text(
            "不用求解器，逐条复核一份 roster.json",
            "check a roster.json against every rule, without the solver",
        ),
    ),
    (
        "publish",
        publish_command,
        Text(
            "通过公布前检查后公布，写出公示和日历",
            "publish behind the gate, write notices and feeds",
        ),
    ),
    (
        "notices",
        notices_command,
        Text(
            "重做公示、签到表、一览表、公告、广播稿：按站点、按周、按格式",
            "notices, sign-in sheets, overview, announcement, broadcast again",
        ),
    ),
    (
        "absent",
        absent_command,
        Text(
            "某人这些天不能值班：给出改动最少的几个方案",
            "a person cannot serve: proposals with the fewest changes",
        ),
    ),
    ("present", present_command, Text("销假：某人这些天可以值班", "leave is taken back")),
    ("close", close_command, Text("站点这些天关闭", "a site is closed")),
    ("pin", pin_command, Text("指定某人某天在某站点值班", "a duty has to be")),
    ("unpin", unpin_command, Text("取消指定", "a pinned duty no longer has to be")),
    ("visit", visit_command, Text("站点某天加一场", "a visit beyond the frequency")),
    ("frequency", frequency_command, Text("站点坐班改多改少", "a station is visited otherwise")),
    (
        "change",
        change_command,
        Text("按一个 CSV 文件做多项变更", "many of these changes from a CSV file"),
    ),
    (
        "edit",
        edit_command,
        Text(
            "手工去掉、排上、替换几班：先说明违反什么、影响什么，再存为草稿",
            "take duties out and put others in by hand: audited, then kept as a draft",
        ),
    ),
    (
        "substitutes",
        substitutes_command,
        Text("谁能替一班、补一个空缺，最合适的在前", "who could step in, best first"),
    ),
    (
        "restore",
        restore_command,
        Text("把某一版的值班恢复为新的草稿", "an earlier revision's duties as a new draft"),
    ),
    (
        "history",
        history_command,
        Text(
            "各月的版次：谁在何时为什么作出、改了什么；留痕；取出当时的输入",
            "each month's revisions: who made them, when, why; the audit trail; the inputs as they were",
        ),
    ),
    (
        "diff",
        diff_command,
        Text(
            "两版排班有哪些不同：值班、人员、输入、各层级",
            "what differs between two revisions: duties, people, inputs, levels",
        ),
    ),
    (
        "demand",
        demand_command,
        Text(
            "从咨询记录提出各站点的坐班频次，说明理由，由您决定",
            "proposed frequencies from consultation records, with reasons",
        ),
    ),
    (
        "forecast",
        forecast_command,
        Text(
            "全年咨询人次和补贴到年底会是多少，差任务多少，怎么补最省",
            "where the year ends against target and budget, and what closes a gap",
        ),
    ),
    (
        "forecast-city",
        forecast_city_command,
        Text(
            "全市各县区的咨询任务和补贴到年底会是多少",
            "the same for every county of a city, and together",
        ),
    ),
    (
        "figures",
        figures_command,
        Text(
            "核对一份材料里的数字：比率、合计、完成率",
            "check a report's figures: rates, sums, targets",
        ),
    ),
    (
        "serve-feeds",
        serve_feeds_command,
        Text("在网上提供已公布的日历", "published calendars over HTTP"),
    ),
    (
        "backup",
        backup_command,
        Text("把数据库的全部内容备份为一个文件", "all that the store keeps in one file"),
    ),
    (
        "import",
        import_command,
        Text(
            "读回改过的 roster.xlsx，成为草稿；或把备份导入数据库",
            "an edited roster.xlsx becomes a draft; a backup goes into the store",
        ),
    ),
)
