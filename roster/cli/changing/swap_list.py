"""Swaps in lines: where each stands, its steps, and who could take an open offer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from roster.cli.changing.swap_desk import SwapDesk
from roster.cli.speech import speech
from roster.model.calendar import Month
from roster.model.gate import SHANGHAI
from roster.model.slots import SlotKey
from roster.model.substitutes import Place, substitutes
from roster.model.swap_checks import expired
from roster.model.swaps import STATE_NAMES, Swap, SwapState
from roster.store import Store
from roster.text import Text, join


def tell_swaps(
    store: Store, county: str, swaps: Iterable[Swap], on: str | None, *, every: bool
) -> None:
    """The open ones, or all with their steps. What has expired is told as that; nothing is written."""

    @cache
    def desk(month: str) -> SwapDesk:
        return SwapDesk(store, county, Month.parse(month), on, None)

    shown = 0
    for swap in swaps:
        why = expired(swap, desk(swap.month).now)
        if every or (swap.open and why is None):
            shown += 1
            desk(swap.month).tell(swap)
        if every:
            _tell_steps(swap)
            if why is not None:
                name = STATE_NAMES[SwapState.EXPIRED]
                speech.say(f"  {name.zh}：{why.zh}", f"  {name.en}: {why.en}")
    if not shown:
        speech.say("没有换班。", "no swaps.")


def _tell_steps(swap: Swap) -> None:
    for step in swap.steps:
        state, at = STATE_NAMES[step.state], step.at.astimezone(SHANGHAI)
        note = Text(f"（{step.note}）", f" ({step.note})") if step.note else Text("", "")
        speech.say(
            f"  {at:%Y-%m-%d %H:%M} {step.by}：{state.zh}{note.zh}",
            f"  {at:%Y-%m-%d %H:%M} {step.by}: {state.en}{note.en}",
        )


def tell_eligible(desk: SwapDesk, swap: Swap) -> None:
    """Who could take an open offer, best first."""
    place, words = Place(SlotKey.of(swap.duty), swap.duty), desk.now.words
    found = substitutes(desk.problem, desk.now.duties, place, on=desk.now.on)
    for people, head in (
        (found.free, Text("来得了，最合适的在前", "can come, best first")),
        (found.by_reason, Text("批准时写明理由才行", "can come if the clerk gives a reason")),
    ):
        if people:
            names = join((Text(n, n) for n in (words.person(p.person) for p in people)), "、", ", ")
            speech.say(f"  {head.zh}：{names.zh}", f"  {head.en}: {names.en}")
    if not found.free and not found.by_reason:
        speech.say("  没有人来得了。", "  Nobody can come.")
