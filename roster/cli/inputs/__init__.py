"""Commands about what the clerk hands in: a workbook to fill in, its problems, people against demand."""
