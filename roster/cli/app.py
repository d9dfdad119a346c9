"""The program ``roster``: its commands, and how errors become messages and exit codes."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from roster import __version__
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
from roster.cli.changing.swap import swap_app
from roster.cli.common import INTERRUPTED
from roster.cli.explaining.explain import explain_command
from roster.cli.forecasting.demand import demand_command
from roster.cli.forecasting.figures import figures_command
from roster.cli.forecasting.forecast import forecast_command
from roster.cli.forecasting.forecast_city import forecast_city_command
from roster.cli.help import Command, Group
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
from roster.cli.publishing.links import links_app
from roster.cli.publishing.notices import notices_command
from roster.cli.publishing.publish import publish_command
from roster.cli.publishing.serve_feeds import serve_feeds_command
from roster.cli.records.backup import backup_command
from roster.cli.records.diff import diff_command
from roster.cli.records.history import history_command
from roster.cli.records.importing import import_command
from roster.cli.speech import VARIABLE, asked_for, speech, t
from roster.cli.usage import usage_text
from roster.errors import RosterError
from roster.text import Text

OUR_MISTAKE = 3

app = typer.Typer(
    name="roster",
    cls=Group,
    help=t("县（市、区）公共法律服务值班排班", "duty rosters for county legal-advice centres"),
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

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
for _name_of, _command, _help in COMMANDS:
    app.command(_name_of, cls=Command, help=t(*_help))(_command)
app.add_typer(
    swap_app,
    name="swap",
    cls=Group,
    help=t("换班：提出、同意、批准，每一步留痕", "swaps: asked, accepted, approved"),
)
app.add_typer(
    links_app,
    name="links",
    cls=Group,
    help=t("个人日历的保密地址和二维码", "secret addresses and QR codes of personal calendars"),
)


def _version(wanted: bool) -> None:
    if wanted:
        speech.say(f"roster {__version__}", f"roster {__version__}")
        raise typer.Exit


@app.callback()
def options(
    lang: Annotated[
        str,
        typer.Option(
            "--lang",
            envvar=VARIABLE,
            metavar="zh|en",
            help=t("语言：zh 中文，en 英文", "language: zh Chinese, en English"),
        ),
    ] = "zh",
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help=t("显示版本", "show the version")
        ),
    ] = False,
) -> None:
    """Options of every command."""
    if lang not in ("zh", "en"):
        raise typer.BadParameter(t("只能是 zh 或 en", "must be zh or en"), param_hint="--lang")
    speech.lang = "en" if lang == "en" else "zh"


def main(arguments: list[str] | None = None) -> None:
    """Run the program and exit: 0 done, 1 refused, 2 wrong inputs or usage, 3 a mistake of ours,
    130 interrupted. Expected errors are told without a traceback.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a redirected Windows console is not UTF-8 by itself
            stream.reconfigure(encoding="utf-8", errors="replace")
    speech.lang = asked_for(sys.argv[1:] if arguments is None else arguments)
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    """The exit code; what went wrong is told."""
    try:
        code = app(arguments, prog_name=_name(), standalone_mode=False)
    except RosterError as error:
        speech.complain(error.text)
        return error.exit_code
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":  # its message is the help itself
            print(error.format_message())
            return 0
        speech.complain(usage_text(error))
        return 2
    except OSError as error:
        speech.complain(_disk(error))
        return 1
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except Exception:
        traceback.print_exc()
        speech.complain(
            Text(
                "这是程序的错误，不是您的输入有误。请把以上内容报给维护人员。",
                "this is a mistake of the program, not of your inputs; please report the above",
            )
        )
        return OUR_MISTAKE
    if code == INTERRUPTED:  # the parser catches Ctrl-C itself, and returns this
        speech.complain(
            Text(
                "已中断，没有留下写了一半的内容；重新运行同一命令即可",
                "interrupted; nothing is left half written, run the same command again",
            )
        )
    return int(code or 0)


def _name() -> str:
    """The program as the user starts it, whatever the starter's file is called."""
    return "python cli.py" if Path(sys.argv[0]).name == "cli.py" else "roster"


def _disk(error: OSError) -> Text:
    why = error.strerror or type(error).__name__
    place = Text(f"“{error.filename}”", f"“{error.filename}”") if error.filename else Text("", "")
    return Text(
        f"文件{place.zh}不能读写（{why}）。请检查磁盘空间和权限，关闭正在使用它的程序后重试",
        f"the file {place.en} cannot be read or written ({why}); check disk space and your rights, "
        "close programs that use it, and try again",
    )
