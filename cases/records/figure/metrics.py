"""How much room words take, and which of them go side by side."""

from collections.abc import Sequence

NARROW = frozenset("fijlrtI.,:;'()|!·/ -")
WIDE = frozenset("mwMW≥≤≈–…+")
TEXT = 12.0
SMALL = 11.0


def width_of(text: str, size: float = TEXT) -> float:
    """Width of a text in the figure's sans-serif, in pixels, on the generous side."""
    ems = sum(0.32 if one in NARROW else 0.84 if one in WIDE else 0.62 if one.isupper() else 0.53 for one in text)
    return ems * size


def longest_that_fits(words: Sequence[str], room: float, size: float = TEXT) -> str:
    """The first of some ever shorter words that fits; empty if none does."""
    return next((one for one in words if width_of(one, size) <= room), "")


def shortened(text: str, room: float, size: float = TEXT) -> str:
    """The text, cut at the end with an ellipsis if it is too long for the room."""
    if width_of(text, size) <= room:
        return text
    while text and width_of(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip(" ,+") + "…"


class Rows:
    """Rows of a band; each thing goes into the first row where it touches nothing."""

    def __init__(self, gap: float = 8.0):
        self.gap = gap
        self.taken: list[list[tuple[float, float]]] = []

    def place(self, left: float, right: float) -> int:
        """The number of the row in which [left, right] is free, and is now taken."""
        for number, row in enumerate(self.taken):
            if all(right + self.gap <= a or left >= b + self.gap for a, b in row):
                row.append((left, right))
                return number
        self.taken.append([(left, right)])
        return len(self.taken) - 1

    def __len__(self) -> int:
        return len(self.taken)
