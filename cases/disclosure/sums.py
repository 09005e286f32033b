"""What a reader can work out from lines of figures that add up to their totals.

Groups are numbers here, so that tens of thousands of them cost seconds at most.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """The members that differ in one property only, and the group that is their total."""

    total: int
    members: tuple[int, ...]

    @property
    def groups(self) -> tuple[int, ...]:
        return (self.total, *self.members)


class Lines:
    """Some lines between ``size`` groups, which are numbered from 0."""

    def __init__(self, lines: Iterable[Line], size: int):
        self.lines = tuple(lines)
        self.touching: list[list[int]] = [[] for _ in range(size)]
        for number, line in enumerate(self.lines):
            for group in line.groups:
                self.touching[group].append(number)

    def neighbours(self, groups: Iterable[int]) -> set[int]:
        """All groups that stand in a line with one of these."""
        return {one for group in groups for number in self.touching[group] for one in self.lines[number].groups}

    def narrow(self, low: list[int], high: list[int]) -> None:
        """Tighten the bounds of every group, in place: totals and members narrow each other until nothing moves."""
        waiting = deque(range(len(self.lines)))
        queued = bytearray(b"\1") * len(self.lines)
        while waiting:
            number = waiting.popleft()
            queued[number] = 0
            for group in _tightened(self.lines[number], low, high):
                for other in self.touching[group]:
                    if not queued[other]:
                        queued[other] = 1
                        waiting.append(other)


def _tightened(line: Line, low: list[int], high: list[int]) -> list[int]:
    """Tighten the bounds of a line's groups by each other; the groups whose bounds moved."""
    bottom, top = _sum(low, line.members), _sum(high, line.members)
    least, most = low[line.total], high[line.total]
    moved = [line.total] if bottom > least or top < most else []
    low[line.total], high[line.total] = max(least, bottom), min(most, top)
    for group in line.members:
        lowest, highest = low[group], high[group]
        raised, lowered = least - (top - highest), most - (bottom - lowest)
        if raised > lowest or lowered < highest:
            low[group], high[group] = max(lowest, raised), min(highest, lowered)
            moved.append(group)
    return moved


def _sum(bounds: Sequence[int], groups: Iterable[int]) -> int:
    return sum([bounds[group] for group in groups])
