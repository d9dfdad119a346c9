"""The month as a workbook (roster.xlsx): nine sheets to print, sort and check."""

from __future__ import annotations

from roster.publish.workbook.build import build_workbook

__all__ = ["build_workbook"]
