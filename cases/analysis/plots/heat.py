"""Shades of one colour for numbers, light enough that the number upon each can be read in any theme and on paper."""

DARKEST = 8
OPACITY = (0.0, 0.06, 0.11, 0.16, 0.22, 0.28, 0.33, 0.38, 0.44)
"""By degree, how much of the accent covers the sheet: as in ``static/css/comparison.css``."""


def heat(number: int | None, least: int, most: int) -> int:
    """0 for none; else from 1, the smallest figure, to 8, the largest."""
    if not number:
        return 0
    return 1 + (number - least) * (DARKEST - 1) // (most - least) if most > least else DARKEST
