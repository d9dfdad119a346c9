"""What roster explain … what-if asks for a station: how often it is visited."""

from __future__ import annotations

from roster.cli.explaining.options import Asked
from roster.cli.names import UnclearError, site_named
from roster.errors import UnknownError
from roster.io.fields import FieldError
from roster.io.terms import frequency
from roster.model import proposals as change
from roster.model.demand import Frequency, Period
from roster.model.problem import Problem
from roster.model.proposals import Proposal
from roster.model.wording import Words
from roster.text import WEEKDAYS_EN, WEEKDAYS_ZH, Text


def weekly(problem: Problem, text: str) -> Asked:
    """SITE[=TIMES]: so many visits a week, one without a number. Raises UnknownError."""
    name, sign, number = text.partition("=")
    words = f"每周{number}次" if sign else "每周1次"
    remedy = Text(
        f"每周次数写1至7或一至七，如 {name}=2；每周1次只写 {name}",
        f"write 1 to 7 times a week, such as {name}=2; {name} alone is once a week",
    )
    return _visited(problem, text, words, remedy)


def as_often(problem: Problem, text: str) -> Asked:
    """SITE=FREQUENCY, in the words of the inputs. Raises UnknownError."""
    name, _, words = text.partition("=")
    remedy = Text(
        f"写作 {name}=每周2次、{name}=每两周1次、{name}=每月1次等（每周、每月的次数1至7）",
        f"write {name}=每周2次, {name}=每两周1次, {name}=每月1次 (1 to 7 times a week or month)",
    )
    return _visited(problem, text, words, remedy)


def _visited(problem: Problem, text: str, words: str, remedy: Text) -> Asked:
    """A station visited as the words say. Raises UnknownError, with the remedy for other words."""
    site, often = visited(problem, text.partition("=")[0], words, remedy, written=text)
    where = Words(problem).site(site)
    return Asked(
        ("visits", site),
        Proposal(
            Text(f"{where.zh}改为{often.text.zh}", f"{where.en} {often.text.en}"),
            lambda p: change.with_frequency(p, site, often),
        ),
    )


def visited(
    problem: Problem, name: str, words: str, remedy: Text, *, written: str
) -> tuple[str, Frequency]:
    """The station of that name and the frequency in words. Raises UnknownError, with the remedy for
    words that are none, which are shown as they were ``written``.
    """
    site = site_named(problem, name)
    if site not in problem.station_demand:
        raise UnknownError(
            Text(f"“{name}”不是有坐班需求的站点", f"{name!r} is no station that is visited")
        )
    try:
        often = frequency(words)
    except FieldError:
        often = ""
    if not isinstance(often, Frequency):
        raise UnclearError(
            Text(f"看不懂频次“{written}”", f"no frequency: {written!r}"),
            remedy,
        )
    _refuse_too_often(problem, site, often)
    return site, often


def _refuse_too_often(problem: Problem, site: str, often: Frequency) -> None:
    """As roster check does: more visits a week than weekdays allowed. Raises UnknownError."""
    allowed = problem.station_demand[site].weekdays
    if often.period is not Period.WEEK or often.times <= len(allowed):
        return
    where = Words(problem).site(site)
    zh = "、".join(WEEKDAYS_ZH[d - 1] for d in allowed)
    en = ", ".join(WEEKDAYS_EN[d - 1] for d in allowed)
    raise UnknownError(
        Text(
            f"{where.zh}每周{often.times}次，可选的星期却只有{len(allowed)}个（{zh}）。"
            "减少次数，或增加可选星期",
            f"{where.en} {often.times} times a week, but only {len(allowed)} weekday(s) allowed ({en}). "
            "Ask for fewer, or allow more weekdays",
        )
    )
