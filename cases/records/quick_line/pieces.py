"""The parts of a quick line: where each stands in the text, and what it became or why it did not."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Sort(StrEnum):
    """What became of a part of the text."""

    UNDERSTOOD = "understood"
    UNCLEAR = "unclear"
    BETWEEN = "between"


@dataclass(frozen=True)
class Span:
    """Characters ``start`` to ``end`` (not included). ``says``: what they became, or why they were not understood."""

    start: int
    end: int
    sort: Sort
    says: str = ""


@dataclass(frozen=True)
class Piece:
    """A part that a statement may use. ``what``: the sort of thing, such as "agent"; ``says``: it in words.

    ``unclear``: it was recognised as something that cannot be taken, and ``says`` is the reason.
    """

    start: int
    end: int
    what: str
    value: Any
    says: str
    unclear: bool = False


class Statement:
    """The pieces of one statement. A builder takes what it understands; what nobody took is not understood."""

    def __init__(self, text: str, start: int, end: int, pieces: Iterable[Piece]):
        self.text, self.start, self.end = text, start, end
        self.open = [one for one in pieces if not one.unclear]
        self.spans = [Span(one.start, one.end, Sort.UNCLEAR, one.says) for one in pieces if one.unclear]
        self.given_up = False

    def take(self, what: str) -> Any:
        """The value of the one piece of this sort, or None; a second one is not understood."""
        piece = self.take_piece(what)
        return None if piece is None else piece.value

    def take_piece(self, what: str) -> Piece | None:
        found = self._claimed(what)
        for one in found[1:]:
            self.refuse(one, "This is the second of its sort in the statement; begin another one after a semicolon.")
        if not found:
            return None
        self.accept(found[0])
        return found[0]

    def take_all(self, what: str) -> list[Any]:
        """The values of every piece of this sort in the order of the text, each once."""
        values = []
        for one in self._claimed(what):
            if one.value not in values:
                values.append(one.value)
            self.accept(one)
        return values

    def claim(self, *sorts: str) -> list[Piece]:
        """Every piece of these sorts in the order of the text; the caller accepts or refuses each."""
        found = [one for one in self.open if one.what in sorts]
        self.open = [one for one in self.open if one.what not in sorts]
        return found

    def accept(self, piece: Piece, says: str = "") -> None:
        self.spans.append(Span(piece.start, piece.end, Sort.UNDERSTOOD, says or piece.says))

    def refuse(self, piece: Piece, reason: str) -> None:
        self.spans.append(Span(piece.start, piece.end, Sort.UNCLEAR, reason))

    def refuse_rest(self, title: str) -> None:
        """What nobody took does not belong here."""
        for one in self.open:
            self.refuse(one, f"{one.says} has no place in {title}.")
        self.open = []

    def give_up(self, reason: str) -> None:
        """No row comes of this statement: nothing of it is understood."""
        self.open, self.spans = [], [Span(self.start, self.end, Sort.UNCLEAR, reason)]
        self.given_up = True

    def _claimed(self, what: str) -> list[Piece]:
        return self.claim(what)


def covering(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, with what lies between them, so that every character is in exactly one."""
    covered, position = [], 0
    for one in sorted(spans, key=lambda span: span.start):
        if one.start > position:
            covered.append(Span(position, one.start, Sort.BETWEEN))
        covered.append(one)
        position = one.end
    if position < len(text):
        covered.append(Span(position, len(text), Sort.BETWEEN))
    return tuple(covered)
