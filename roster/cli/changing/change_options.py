"""The options that all commands have that change a month, written once."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from roster.cli.common import OUTPUTS, OutputsOption, StoreOption
from roster.cli.hand import ByOption, CountyOption, OnOption, ReasonOption, reason_of
from roster.cli.speech import t

ChooseOption = Annotated[
    int | None,
    typer.Option(
        "--choose",
        min=1,
        metavar=t("方案号", "NUMBER"),
        help=t("不再询问，采用第几个方案", "take this proposal without asking"),
    ),
]
FirstOption = Annotated[
    bool,
    typer.Option(
        "--yes", help=t("不再询问，采用方案1（改动最少）", "take the first proposal without asking")
    ),
]
RepairTimeOption = Annotated[
    float,
    typer.Option(
        "--time-limit",
        min=1,
        max=3600,
        metavar=t("秒", "SECONDS"),
        help=t(
            "方案1的求解时限，按计算量计，约合秒",
            "for the first proposal: work is counted, about a second each",
        ),
    ),
]
REPAIR_SECONDS = 10.0


class How(NamedTuple):
    """What these options say; ``choose`` is the number of the proposal to take, None to ask."""

    county: str | None
    by: str | None
    on: str | None
    reason: str
    choose: int | None
    time_limit: float
    outputs: Path
    store: str | None


def with_options(command: Callable[..., None]) -> Callable[..., None]:
    """The command with all these options after its own; it gets what they say as ``how``."""
    signature = inspect.signature(command, eval_str=True)
    own = [p for p in signature.parameters.values() if p.name != "how"]
    shared = list(inspect.signature(_how, eval_str=True).parameters.values())

    def run(**given: Any) -> None:
        mine = {p.name: given.pop(p.name) for p in own}
        command(**mine, how=_how(**given))

    run.__doc__, run.__name__ = command.__doc__, command.__name__
    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in (*own, *shared)]
    vars(run)["__signature__"] = inspect.Signature(parameters)
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    return run


def _how(
    reason: ReasonOption = "",
    yes: FirstOption = False,
    choose: ChooseOption = None,
    county: CountyOption = None,
    by: ByOption = None,
    on: OnOption = None,
    time_limit: RepairTimeOption = REPAIR_SECONDS,
    outputs: OutputsOption = OUTPUTS,
    store: StoreOption = None,
) -> How:
    """What the options say."""
    first = 1 if yes and choose is None else choose
    return How(county, by, on, reason_of(reason), first, time_limit, outputs, store)
