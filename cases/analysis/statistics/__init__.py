"""Counts in, numbers out: pure Python, no Django, no figure."""
