"""Duty rosters for county justice bureaus: solved, audited, published."""

__version__ = "0.1.0"
