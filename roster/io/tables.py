"""Raw tables from workbooks and text files: cells as they are, with their row numbers.

The kinds of files, and how each is read: ``roster.io.raw``.
"""

from roster.io.raw.reading import read_csv, read_workbook
from roster.io.raw.table import Area, Table, table

__all__ = ["Area", "Table", "read_csv", "read_workbook", "table"]
