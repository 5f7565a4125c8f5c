"""Dates: the days that a text names or counts."""
