"""Figures are quoted from the five documents (F0 to F4) where a test says so."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roster.model.figures import check_report
from roster.model.figures.numbers import numbers
from roster.model.figures.rates import fits
from roster.model.figures.tables import Grid, cell, grids_in
from roster.text import Text

F1 = ("今年以来,长治市累计免费解答群众法律咨询54201人次,满意度达100%,完成全年任务的135.5%。"
      "全市受理特殊群体法律援助案件1747件,办结1238件,办结率达83.09%。")  # fmt: skip


def messages(text: str) -> list[str]:
    """What is wrong with a report."""
    return [d.message.zh for d in check_report(text).doubts]


def test_the_report_that_must_be_caught() -> None:
    checked = check_report(f"长治市\n{F1}")
    [doubt] = checked.doubts
    assert doubt.line == 2
    assert doubt.quote == "全市受理特殊群体法律援助案件1747件,办结1238件,办结率达83.09%"
    assert doubt.message == Text(
        "1238÷1747=70.86%，不是83.09%", "1238 of 1747 is 70.86%, not 83.09%"
    )
    # 1451 of 1747 is 83.06 %, 1452 of it 83.11 %: none is 83.09 %; 1238 of 1490 is
    assert [fix.zh for fix in doubt.corrections] == [
        "比率应为70.86%",
        "只改“办结1238件”得不出83.09%",
        "若只错在“受理1747件”，应为1490件",
    ]
    # 54201 are 135.5 % of 40000, which the report does not say
    assert [i.message.zh for i in checked.implied] == [
        "材料没有说任务数；按此反推约为39986—40016人次"
    ]


@pytest.mark.parametrize(
    "text",
    [
        # F0
        "截至目前，全市提供免费法律咨询33342次、办理特殊群体法律援助案件1591件",
        "在市、县、乡、村四级，2337个公共法律服务实体平台",
        # F1
        "截至目前,完成咨询量4613人次,群众满意度100%,完成率110.7%,下发的20.02万元资金全部发放到位。",
        "免费解答法律咨询达2502人次,群众满意度达100%;办理特殊群体法律援助案件193件,超额完成全年任务。",
        "共解答免费法律咨询4555条,群众满意度100%,完成率107.4%。2022年10月以来,受理民生实事特殊群体法律援助案件"
        "100件,办结92件。",
        "2023年以来,咨询完成2218人次,完成率129%。受理特殊群体法律援助案件100件,提前两个月完成全年的工作任务。",
        "共解答免费法律咨询2803条,群众满意度100%,完成率150%。共办理各类特殊群体法律援助案件122件,"
        "提供法律咨询人数2405人。",
        "共办理刑事辩护全覆盖案件153件,覆盖率达到100%。",
        "已完成免费法律咨询4050人次,受理特殊群体法律援助案件120件,受援人数600余人,完成率在全市排名位列第一方阵。",
        "共接收武乡县人民法院通知辩护案件102件,辩护率达到100%。",
        "为群众提供免费法律咨询超3000余人次,为8类特殊群体提供法律援助96件,已结70件。",
        "聘请执业律师6名、基层法律服务工作者2名、政法机关退休的老同志7名。",
        "截至目前共办理特殊群体案件115件,完成全年任务量104%。",
        # F2
        "从2019年至今，连续6年，累计申请专项经费1.9亿余元，共为群众提供免费法律咨询263万余人次，办结案件5万余件。",
        "已办理法援案件474件,目标任务完成率101%,已结案件375件,挽回经济损失550万余元",
        "为重点人群提供法律援助3447件,完成全年任务的150%",
        # F3
        "全市政法机关群众满意度指数攀升至90.53%，安全感指数高达98.09%",
        "晋中涉企行政违法案件下降18%",
        "提供免费法律咨询2.98万次，办理特殊群体法律援助案件1483件",
        # F4
        "13 个县（市、区）公共法律服务中心、147 个乡镇（街道）公共法律服务工作站，"
        "全年提供免费法律咨询 47000 人次",
    ],
)
def test_what_the_documents_say_rightly_is_left_alone(text: str) -> None:
    assert messages(text) == []


# --- rates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("受理100件，办结92件，办结率92%", None),
        ("受理100件，办结92件，办结率91%", "92÷100=92.0%，不是91%"),
        ("受理300件，办结200件，办结率66.6%", None),  # cut off, not rounded
        ("受理300件，办结200件，办结率66.7%", None),
        ("受理300件，办结200件，办结率66.8%", "200÷300=66.7%，不是66.8%"),
        ("全年任务4000人次，已完成3000人次，完成率75%", None),
        ("全年目标任务4,000人次，接待3000人次，完成任务的80%", "3000÷4000=75.0%，不是80%"),
        ("回访50人，满意49人，满意率98%", None),
        ("回访５０人，满意４９人，满意率９９％", "49÷50=98.0%，不是99%"),
        ("应到20人，实到18人，到岗率95%", "18÷20=90.0%，不是95%"),
        ("办结率达到108%", "这种比率不会超过100%"),
        ("受理约300件，办结200件，办结率70%", None),  # about so many
        ("受理300余件，办结200件，办结率70%", None),
        ("受理300件，办结200人，办结率70%", None),  # not of one kind
        ("受理0件，办结0件，办结率100%", None),
        ("占比70%，受理300件", None),
        ("完成率50%", None),
        ("完成率达0%，完成30件", None),
    ],
)
def test_a_rate_is_compared_with_the_numbers_it_is_named_after(text: str, told: str | None) -> None:
    assert messages(text) == ([] if told is None else [told])


def test_a_rate_without_decimals_leaves_a_range_of_numbers() -> None:
    [doubt] = check_report("受理200件，办结92件，办结率91%").doubts
    # 181 to 183 of 200 round to 91 %; 92 of 101 is 91.1 %, of 102 it is 90.2 %
    assert [fix.zh for fix in doubt.corrections] == [
        "比率应为46.0%", "若只错在“办结92件”，应为181—183件", "若只错在“受理200件”，应为101件"]  # fmt: skip
    assert doubt.corrections[1].en == "if only “办结92件” is wrong, it should be 181—183件"


def test_rounded_and_cut_off_are_both_right() -> None:
    assert fits(2, 3, 66.67, 2)
    assert fits(2, 3, 66.66, 2)
    assert not fits(2, 3, 66.65, 2)


# --- growth ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("接待咨询120人次，去年同期100人次，同比增长20%", None),
        ("接待咨询120人次，去年同期100人次，同比增长25%", "由100到120是增长20.0%，不是25%"),
        ("接待咨询80人次，上年同期100人次，同比下降20%", None),
        ("接待咨询80人次，上年同期100人次，同比下降25%", "由100到80是下降20.0%，不是25%"),
        ("接待咨询120人次，上年同期100人次，同比下降20%", "由100到120是增长20.0%，不是20%"),
        ("接待咨询80人次，上年同期100人次，同比增长20%", "由100到80是下降20.0%，不是20%"),
        ("接待咨询120人次，同比增长25%", None),
        ("接待咨询120人次，去年同期0人次，同比增长25%", None),
    ],
)
def test_growth_is_from_last_years_number(text: str, told: str | None) -> None:
    assert messages(text) == ([] if told is None else [told])


# --- sums -----------------------------------------------------------------------------------------


def test_parts_that_make_the_total() -> None:
    # F3
    text = ("2337个公共法律服务实体平台，整合12个市县公共法律服务中心、"
            "129个乡镇（街道）公共法律服务工作站、2196个村（居）公共法律服务室")  # fmt: skip
    checked = check_report(text)
    assert (len(checked.doubts), len(checked.fits)) == (0, 1)
    assert messages(text.replace("2196", "2296")) == ["12+129+2296=2437，不是2337个"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("服务10人，其中律师6人、退休干部3人", None),  # some of them
        ("服务10人，其中律师6人、退休干部5人", "6+5=11，不是10人"),
        ("服务10人，分别为律师6人、退休干部3人", "6+3=9，不是10人"),
        ("律师6人、法律工作者2人、退休干部7人，共计15人", None),
        ("律师6人、法律工作者2人和退休干部7人，合计16人", "6+2+7=15，不是16人"),
        ("律师6人，车2辆，合计16人", None),
        ("共计16人", None),
        ("服务10人，其中律师约6人、退休干部5人", None),
        ("服务10人，其中律师6人", None),
    ],
)
def test_sums_of_listed_parts(text: str, told: str | None) -> None:
    assert messages(text) == ([] if told is None else [told])


def test_what_would_make_a_sum_right() -> None:
    [doubt] = check_report("律师6人、退休干部7人，合计16人").doubts
    assert [fix.zh for fix in doubt.corrections] == [
        "合计应为13人", "若合计不错，6人改为9人，或7人改为10人"]  # fmt: skip
    [less] = check_report("律师6人、退休干部1人，合计2人").doubts
    assert [fix.zh for fix in less.corrections] == ["合计应为7人", "若合计不错，6人改为1人"]


# --- tables ---------------------------------------------------------------------------------------

ANNEX = """\
单位\t咨询量（人次）\t平均满意度
盐湖区\t6400\t99%
永济市\t4200\t99%
绛 县\t2600\t99%
合计\t13200\t99%
"""


def test_a_total_is_the_sum_of_the_rows_above() -> None:
    checked = check_report(ANNEX)
    assert [f.quote for f in checked.fits] == ["合计 咨询量（人次） 13200"]
    [doubt] = check_report(f"表\n{ANNEX.replace('13200', '13100')}").doubts
    assert (doubt.line, doubt.message.zh) == (6, "上面3行相加是13200，不是13100")
    assert [fix.zh for fix in doubt.corrections] == ["合计应为13200", "若合计不错，某一行应少100"]


def test_columns_of_rates_are_compared_row_by_row() -> None:
    rows = (("县", "任务数", "完成数", "完成率"), ("甲", "200", "100", "50%"), ("乙", "200", "130", "60%"),
            ("丙", "—", "3", "1%"), ("丁", "0", "3", "1%"), ("戊", "10", "3", "快"))  # fmt: skip
    checked = check_report("", [Grid((1, 2, 3, 4, 5, 6), rows)])
    assert [(d.line, d.quote, d.message.zh) for d in checked.doubts] == [
        (3, "乙 130、200、60%", "130÷200=65.0%，不是60%")
    ]
    assert [f.quote for f in checked.fits] == ["甲 100、200、50%"]


def test_subtotals_begin_anew() -> None:
    rows = (("甲", "1"), ("乙", "2"), ("小计", "3"), ("丙", "4"), ("丁", "5"), ("小计", "9"))
    checked = check_report("", [Grid(tuple(range(1, 7)), rows)])
    assert (len(checked.doubts), len(checked.fits)) == (0, 2)


def test_two_lines_are_no_table() -> None:
    assert grids_in("甲  1\n合计  2\n") == []
    assert [g.rows[0] for g in grids_in("| 甲 | 1 |\n| 乙 | 2 |\n| 合计 | 3 |")] == [("甲", "1")]


def test_numbers_of_any_size_are_compared_at_once() -> None:
    text = f"受理{'9' * 20}件，办结1件，办结率7%"
    began = time.perf_counter()
    assert len(messages(text)) == 1
    assert time.perf_counter() - began < 5


def test_a_rate_of_nothing_has_no_whole() -> None:
    [doubt] = check_report("受理200件，办结92件，办结率0%").doubts
    assert doubt.corrections[2].zh == "只改“受理200件”得不出0%"


# --- whatever a file may hold ---------------------------------------------------------------------

PIECES = [
    *("受理", "办结", "办结率", "完成率", "任务", "满意率", "去年同期", "同比增长", "下降"),
    *(
        "合计",
        "共计",
        "其中",
        "分别为",
        "约",
        "余",
        "万",
        "%",
        "％",
        "件",
        "人次",
        "、",
        "，",
        "。",
    ),
    *("\n", "\t", "|", " ", "0", "00", "7", "1238", "1,747", "83.09", "100", ".", "9" * 20),
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60))
def test_no_text_breaks_the_check(text: str) -> None:
    checked = check_report(text)
    lines = len(text.splitlines())
    assert all(1 <= d.line <= lines for d in (*checked.doubts, *checked.fits, *checked.implied))


def test_a_list_without_stops_is_no_sentence() -> None:
    began = time.perf_counter()
    assert messages("受理100件，办结92件，办结率91%" * 20_000) == []
    assert time.perf_counter() - began < 10


# --- numbers --------------------------------------------------------------------------------------


def test_numbers_have_their_unit_and_what_is_said_before_them() -> None:
    found = numbers("2023年3月,受理1,747件,约20.5%,263万余人次")
    assert [(n.value, n.unit, n.before, n.exact) for n in found] == [
        (1747, "件", "受理", True), (20.5, "%", "约", False), (263, "人次", "", False)]  # fmt: skip


def test_cells_are_numbers_or_not() -> None:
    assert cell("1,238.50") == (1238.5, 2, False)
    assert cell("83.09％") == (83.09, 2, True)
    assert cell("12人") is None


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        # the two parts are all that is paid: 49600 + 181900 are 231500
        (
            "全年发放补贴231500元，其中中心49600元，站点171900元。",
            ["49600+171900=221500，不是231500元"],
        ),
        ("全年发放补贴231500元，其中中心49600元，站点181900元。", []),
        ("全年发放补贴231500元，其中中心49600元，培训费171900元。", []),  # there may be more
        ("共接待100人，其中男性60人，女性30人。", ["60+30=90，不是100人"]),
        ("共接待100人，其中男性60人，女性40人。", []),
        ("共接待100人，其中妇女60人，老人30人。", []),  # neither all, nor apart
        ("办结1238件，占受理1747件的83.09%。", ["1238÷1747=70.86%，不是83.09%"]),
        ("受理1747件，办结1238件，占受理1747件的70.86%。", []),
        ("调解30件，诉讼20件，占受理100件的50%。", []),  # the sum of both
        ("妇女约60人，占总人数100人的50%。", []),
        ("从100件下降到80件，降幅30%。", ["由100到80是下降20.0%，不是30%"]),
        ("由2024年的100件增长到2025年的150件，增长50%。", []),
        ("由2024年的100件增长到2025年的150件，增长60%。", ["由100到150是增长50.0%，不是60%"]),
        ("从100件中抽取80件，合格率上升30%。", []),
    ],
)
def test_parts_that_are_all_shares_and_ways_from_one_to_another(
    text: str, wrong: list[str]
) -> None:
    assert messages(text) == wrong


def test_a_cell_that_holds_a_share_is_compared() -> None:
    rows = (
        ("县区", "年度任务", "完成", "完成率"),
        ("盐湖", "6400", "5200", "0.8125"),
        ("永济", "4200", "4000", "0.9"),  # shown as 90 %: not exact enough to be wrong
        ("永和", "100", "90", "90"),  # no sign and no share: not compared
        ("合计", "10700", "9290", "0.768"),
    )
    checked = check_report("", [Grid((1, 2, 3, 4, 6), rows)])
    assert [d.message.zh for d in checked.doubts] == ["9290÷10700=86.8%，不是0.768"]
    assert len(checked.fits) == 4


def test_a_total_below_a_blank_line_belongs_to_its_table() -> None:
    text = "站点\t人次\n甲\t3\n乙\t4\n\n合计\t8\n"
    assert messages(text) == ["上面2行相加是7，不是8"]
    assert messages(text.replace("合计\t8", "丙\t8")) == []
