"""Reading degrees of latitude and longitude."""

from __future__ import annotations

import re

from roster.io.fields import Field, FieldError, narrow
from roster.text import Text

DECIMALS = 6  # of a degree: a tenth of a metre
_DEGREES = re.compile(r"[0-9]{1,3}(\.[0-9]{1,15})?")


def degrees(least: int, most: int) -> Field:
    """Degrees with decimals from least to most, kept to six decimals; 112.33 and "112.33°" are the same."""
    form = Text(f"度，{least}—{most}，可带小数", f"degrees with decimals, {least}–{most}")
    remedy = Text(
        f"填{least}到{most}之间的度数，如 {least + 33}.5012；纬度和经度不要填反",
        f"give degrees from {least} to {most} such as {least + 33}.5012; mind which is which",
    )

    def parse(cell: object) -> float:
        value = _decimal(cell)
        if value is None:
            raise FieldError(Text("应为度数", "this must be degrees"), remedy)
        if not least <= value <= most:
            raise FieldError(Text("度数超出范围", "the degrees are out of range"), remedy)
        return round(value, DECIMALS)

    return Field(parse, form, kind="decimal", least=least, most=most)


def _decimal(cell: object) -> float | None:
    if isinstance(cell, str):
        written = narrow(cell).removesuffix("°").strip()
        return float(written) if _DEGREES.fullmatch(written) else None
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return None
    return float(cell)
