"""The colours of a figure, by the names of ``static/css/tokens.css``: on paper as numbers, on a page as those names.

A page writes ``var(--status-pd)`` into the drawing, so that one drawing follows the theme and prints in the light one.
No category is told by its colour alone: statuses carry a pattern, lines a dash, marks a shape.
"""

from collections.abc import Callable

PAPER = {
    "sheet": "#fffdf9",
    "sunk": "#eee9df",
    "ink": "#211d18",
    "ink-soft": "#5a534a",
    "rule": "#dad2c4",
    "rule-strong": "#867d70",
    "accent": "#0d595e",
    "accent-soft": "#dfebe8",
    "status-cr": "#1c5b94",
    "status-cr-ink": "#ffffff",
    "status-pr": "#a3cbe8",
    "status-pr-ink": "#0c2438",
    "status-sd": "#e8d9a8",
    "status-sd-ink": "#312808",
    "status-non-cr-non-pd": "#d6cbb8",
    "status-non-cr-non-pd-ink": "#2c271d",
    "status-pd": "#b93b12",
    "status-pd-ink": "#ffffff",
    "status-ned": "#e4eff6",
    "status-ned-ink": "#153f5e",
    "status-ned-local": "#e9eeec",
    "status-ned-local-ink": "#274a45",
    "status-ne": "#e9e6e0",
    "status-ne-ink": "#47423a",
    "status-equivocal-new": "#f1b568",
    "status-equivocal-new-ink": "#351d00",
    "status-baseline": "#fffdf9",
    "status-baseline-ink": "#211d18",
    "status-not-assessed": "#f7f4ed",
    "status-not-assessed-ink": "#5a534a",
    "mark-event": "#6c1c4d",
    "mark-biopsy": "#211d18",
    "mark-treatment": "#3f6b2f",
    "mark-regimen": "#0d595e",
    "mark-window": "#efe3b8",
}
"""The light theme, which a test holds to the stylesheet."""

Inks = Callable[[str], str]
"""From the name of a colour to what is written into a drawing."""


def on_paper(name: str) -> str:
    """For files and prints. KeyError for a name that figures do not use."""
    return PAPER[name]


def on_page(name: str) -> str:
    """For a drawing within a page. KeyError for a name that figures do not use."""
    PAPER[name]
    return f"var(--{name})"
