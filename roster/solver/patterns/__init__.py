"""Rosters in which a person's month is a pattern of stretches: another way to solve them, and a faster one.

Where nothing but persons' own limits, cover and prices of single duties counts, a month of one person is
tied to the others' by cover alone. ``describe`` says whether a problem is of that kind, and puts it into
numbers; what then solves it is told in the modules.
"""
