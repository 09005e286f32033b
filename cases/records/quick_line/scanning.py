"""From the text to statements of pieces: what kind each is, and what each of its words may be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cases.records.quick_line.lexicon import END
from cases.records.quick_line.markers import marker_at
from cases.records.quick_line.pieces import Piece, Statement
from cases.records.quick_line.times import Clock, time_at
from cases.records.quick_line.words import HEADS, HEDGES, NUMBERS, REGIMEN, STAGE

SEPARATOR = re.compile(r"[;\n\r]")
GAP = re.compile(r"[\s,+&/():.]+")
WORD = re.compile(r"[?]|[^\s,+&/():.;?]+")
NO_HEAD = "No drug, skin, scan, biopsy, treatment, tumour, stage or outcome is named here; see what a line may say."
HEDGED = "“{word}” turns or weakens what is said here, so the statement is not read; enter it on its form."
UNKNOWN_WORD = "The registry does not know this word here."
DURING = re.compile(r"(?:on|under|during)\s+", re.IGNORECASE)
KEY = re.compile(r"[A-Za-z]{1,3}\d{1,4}(?!\w)")


@dataclass(frozen=True)
class Part:
    """One statement: where it stands, and its kind; no kind where nothing names one."""

    start: int
    end: int
    kind: str


def parts_of(text: str) -> Iterator[Part]:
    """The statements of the text, without the spaces around them."""
    position = 0
    for end in (*(match.start() for match in SEPARATOR.finditer(text)), len(text)):
        inner = text[position:end]
        if inner.strip():
            start = position + len(inner) - len(inner.lstrip())
            stop = start + len(inner.strip())
            yield Part(start, stop, _kind_of(text, start, stop))
        position = end + 1


def _kind_of(text: str, start: int, end: int) -> str:
    """The kind that the first name which begins a statement decides; of several there the longest."""
    for position in _word_starts(text, start, end):
        if STAGE.match(text, position, end):
            return "staging"
        found = [
            (match[0], kind)
            for kind, (lexicon, sorts) in HEADS.items()
            if (match := lexicon.match(text, position, end)) and match[1].what in sorts
        ]
        if found:
            return max(found, key=lambda one: one[0])[1]
    return ""


def _word_starts(text: str, start: int, end: int) -> Iterator[int]:
    position = start
    while position < end:
        if gap := GAP.match(text, position, end):
            position = gap.end()
            continue
        yield position
        word = WORD.match(text, position, end)
        position = word.end() if word else position + 1


def scanned(text: str, part: Part, clock: Clock) -> Statement:
    """The statement with every word of it as a piece, understood or not."""
    pieces, position = [], part.start
    while position < part.end:
        if text[position].isspace():
            position += 1
            continue
        found = _piece_at(text, position, part, clock)
        if found is None and (gap := GAP.match(text, position, part.end)):
            position = gap.end()
            continue
        piece = found or _unknown(text, position, part)
        pieces.append(piece)
        position = piece.end
    statement = Statement(text, part.start, part.end, pieces)
    hedges = [text[one.start : one.end] for one in pieces if one.what == "hedge"]
    if hedges:
        statement.give_up(HEDGED.format(word=hedges[0]))
    return statement


def _piece_at(text: str, start: int, part: Part, clock: Clock) -> Piece | None:
    """The longest piece that begins here."""
    found = [
        piece
        for piece in (
            time_at(text, start, part.end, clock),
            _name_at(text, start, part),
            *_numbers_at(text, start, part),
            marker_at(text, start, part.end) if part.kind in ("specimen", "primary") else None,
            _stage_at(text, start, part),
            _key_at(text, start, part, clock),
            _during_at(text, start, part) if part.kind == "assessment" else None,
        )
        if piece is not None
    ]
    return max(found, key=lambda one: one.end) if found else None


def _name_at(text: str, start: int, part: Part) -> Piece | None:
    found = HEADS[part.kind][0].match(text, start, part.end)
    if found is None:
        return None
    end, name = found
    return Piece(start, end, name.what, name.value, name.says, unclear=name.unclear)


def _numbers_at(text: str, start: int, part: Part) -> Iterator[Piece]:
    for what, pattern, says in NUMBERS.get(part.kind, ()):
        match = re.compile(f"(?:{pattern.pattern}){END}", pattern.flags).match(text, start, part.end)
        if match:
            number = next(one for one in match.groups() if one is not None)
            yield Piece(start, match.end(), what, number, says.format(number))


def _stage_at(text: str, start: int, part: Part) -> Piece | None:
    match = STAGE.match(text, start, part.end) if part.kind == "staging" else None
    return Piece(start, match.end(), "stage", match.groupdict(), f"stage {match.group()}") if match else None


def _key_at(text: str, start: int, part: Part, clock: Clock) -> Piece | None:
    """The key of a record of the case, such as s1."""
    match = KEY.match(text, start, part.end)
    own = match and next((key for key in clock.keys if key.casefold() == match.group().casefold()), None)
    return Piece(start, match.end(), "key", own, f"record {own}") if own else None


def _during_at(text: str, start: int, part: Part) -> Piece | None:
    """A regimen named after "on", such as "on T-DXd"."""
    match = DURING.match(text, start, part.end)
    found = match and REGIMEN.match(text, match.end(), part.end)
    if not found or found[1].what not in ("preset", "agent"):
        return None
    end, name = found
    return Piece(start, end, "during", name.value, name.says, unclear=name.unclear)


def _unknown(text: str, start: int, part: Part) -> Piece:
    word = WORD.match(text, start, part.end)
    end = word.end() if word else start + 1
    what = "hedge" if text[start:end].casefold() in HEDGES else "unknown"
    return Piece(start, end, what, None, UNKNOWN_WORD, unclear=True)
