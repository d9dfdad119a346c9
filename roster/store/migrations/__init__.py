"""The schema's history, run by Alembic: one file a step in ``versions``, never changed later.

A new step: a file r0002_what_it_does.py with ``down_revision = "0001"``, and its number as HEAD in
roster.store.schema. Tests compare what all steps make with roster.store.tables.
"""
