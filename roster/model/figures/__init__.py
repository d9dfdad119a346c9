"""Arithmetic in a report: figures that stand near one another and do not fit.

Only what the words tie together is compared: a rate with the two numbers it is named after, a sum with
the parts listed for it, a growth with last year's number. Numbers said to be about so many (余, 多, 近,
约, 万) are left alone.
"""

from roster.model.figures.check import Checked, Doubt, Fit, Implied, check_report

__all__ = ["Checked", "Doubt", "Fit", "Implied", "check_report"]
