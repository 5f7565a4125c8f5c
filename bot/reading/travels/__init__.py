"""Travels: who may have visited whom, what speaks for and against it, and what is chosen."""
