"""A month's workbook that was edited and given back (roster import roster.xlsx)."""

from roster.io.handback.file import HandbackFile, is_workbook

__all__ = ["HandbackFile", "is_workbook"]
