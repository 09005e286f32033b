"""Times in a quick line: the one grammar of dates, with the compact forms that fit into a line.

Added to the grammar of `cases.rules.dates`:

    Mar24   12Mar24   Mar'24        letters and two digits written together: a month of a year in two digits
    Mar24-Nov24   d10-d200          start and stop; `..` is one time somewhere between
    Mar24-now   Mar24-?             still running; stopped on a day not known
    from Mar24   until Nov24
    10d before   10d before s1      relative to the skin progression of this line, or to a record

A year in two digits lies from 1950 to 2049. What could be read in two ways is refused with a sentence.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from cases.records.quick_line.pieces import Piece
from cases.rules.calendar_reading import AMBIGUOUS
from cases.rules.calendar_text import MONTH_NUMBERS
from cases.rules.dates import When, WhenError, parse_when, when_text

CENTURY_TURNS = 50
"""Two digits from here on are a year of the 20th century."""

MONTH = rf"(?:{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})"
GAP = r"[ \t.,\-]{0,2}"
COMPACT = rf"(?:(?<![\d.])\d{{1,2}})?{MONTH}\s?['’]\d{{2}}(?!\d)|(?:(?<![\d.])\d{{1,2}})?{MONTH}\d{{2}}(?!\d)"
DAY = r"d(?:ay\s?)?\s?[-−+]?\d+"
CALENDAR = "|".join(
    (
        rf"week\s+of\s+\d{{1,2}}\s+{MONTH}\s+\d{{4}}",
        r"\d{4}-\d{1,2}-\d{1,2}",
        r"\d{4}/\d{1,2}/\d{1,2}",
        rf"\d{{1,2}}(?:st|nd|rd|th)?{GAP}{MONTH}{GAP}\d{{4}}",
        rf"{MONTH}{GAP}\d{{1,2}}(?:st|nd|rd|th)?[\s,]+\d{{4}}",
        r"\d{4}-\d{1,2}(?![\d-])",
        r"\d{1,2}[/.]\d{4}",
        rf"{MONTH}{GAP}\d{{4}}",
        r"Q[1-4][ /-]?\d{4}",
        r"\d{4}[ /-]?Q[1-4]",
        r"(?:19|20)\d{2}",
    )
)
POINT = rf"(?:{CALENDAR}|{COMPACT}|{DAY})(?![\w])"
BETWEEN = rf"{POINT}\s?(?:\.\.|…)\s?{POINT}|{POINT}\s?(?:\.\.|…)|(?:\.\.|…)\s?{POINT}"
UNIT = r"(?:days?|d|weeks?|wks?|w|months?|mos?|years?|yrs?|y)"
KEY = r"[a-z]{1,3}\d{1,4}"
RELATIVE = "|".join(
    (
        rf"[+\-−]?\s?\d+\s?{UNIT}\s+(?:after|from|of|before)\s+{KEY}",
        rf"at\s+{KEY}(?:\s*(?:±|\+/?-)\s*\d+\s?{UNIT}|\s+[+\-−]?\d+\s?\.\.\s?[+\-−]?\d+\s?(?:days?|d))?",
        rf"cycle\s+\d+(?:\s+of\s+{KEY})?(?:\s+every\s+\d+\s+days?)?",
        rf"\d+\s?{UNIT}\s+(?:before|after)(?:\s+(?:the\s+)?(?:skin\s+)?(?:event|PD|progression))?",
    )
)
ANY = rf"(?:{BETWEEN}|{RELATIVE}|{POINT})"
DASH = r"\s?[-–—]\s?"
RUNNING = r"now|ongoing|present"
FORMS = {
    "interval": re.compile(
        rf"(?P<first>{POINT}){DASH}(?:(?P<last>{POINT})|(?P<running>{RUNNING})|\?)(?!\w)", re.IGNORECASE
    ),
    "from": re.compile(rf"(?:from|since|started)\s+(?P<first>{ANY})(?!\w)", re.IGNORECASE),
    "until": re.compile(rf"(?:until|till|stopped)\s+(?P<last>{ANY})(?!\w)", re.IGNORECASE),
    "point": re.compile(rf"(?P<first>{ANY})(?!\w)", re.IGNORECASE),
}
EVENT = re.compile(rf"(?P<count>\d+)\s?(?P<unit>{UNIT})\s+(?P<side>before|after)(?!\s+{KEY}\b).*", re.IGNORECASE)
BEFORE = re.compile(rf"[+]?\s?(?P<count>\d+)\s?(?P<unit>{UNIT})\s+before\s+(?P<key>{KEY})", re.IGNORECASE)
KEYED = re.compile(rf"\b(?:after|from|of|before|at)\s+(?P<key>{KEY})\b", re.IGNORECASE)
SHORT = re.compile(
    rf"(?P<day>\d{{1,2}})?(?P<month>{MONTH})(?:\s?['’])?(?P<year>\d{{2}})(?!\d|[\s,]+\d{{4}})", re.IGNORECASE
)

OPEN_END = "Write Mar24-now where it still runs, or Mar24-? where the stop is not known."
REFUSED = (
    (
        re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{2,4}(?!\d)|\d{1,2}/\d{1,2}(?![\d/])"),
        AMBIGUOUS.replace("(12 Mar 2014)", "(12 Mar 2014, Mar24)"),
    ),
    (
        re.compile(rf"\d{{1,2}}\s+{MONTH}\s+\d{{2}}(?!\d)|{MONTH}\s+\d{{1,2}}(?!\w)", re.IGNORECASE),
        "This may be a day or a year; write the year with four digits (Mar 2024) or close up (Mar24).",
    ),
    (re.compile(rf"{POINT}\s?[-–—](?!\S)", re.IGNORECASE), OPEN_END),
    (
        re.compile(rf"(?:\d{{1,2}}\s?)?{MONTH}(?=[-–—]|(?!\w))(?:[-–—]\S*)?", re.IGNORECASE),
        "This month has no year; write Mar24 or Mar 2024.",
    ),
)
NO_EVENT = (
    "The line must hold exactly one progression of the skin for this; else name the record, such as 10d before s1."
)
NO_SUCH_RECORD = "This case has no record with that key; the keys stand beside the entries of the record."
BACKWARDS = "It stops before it starts; exchange the two."


@dataclass(frozen=True)
class Stretch:
    """When something was: ``start`` to ``stop``; ``running``: no stop yet. A single time is a start."""

    start: When | None
    stop: When | None = None
    running: bool = False


@dataclass(frozen=True)
class Clock:
    """What a time may need: day zero, the keys it may name, days between cycles, the one skin event of the line."""

    day_zero: date | None
    keys: Collection[str]
    intervals: Mapping[str, int | None]
    event: str | None = None


def time_at(text: str, start: int, end: int, clock: Clock) -> Piece | None:
    """The longest time that begins at ``start``, as a piece "time" with a ``Stretch``, or why it is refused."""
    found = [(match, form) for form, pattern in FORMS.items() if (match := pattern.match(text, start, end))]
    if found:
        match, form = max(found, key=lambda one: one[0].end())
        refused = _refused_at(text, start, end)
        if refused is None or refused.end <= match.end():
            return _read(match, form, clock)
        return refused
    return _refused_at(text, start, end)


def _refused_at(text: str, start: int, end: int) -> Piece | None:
    found = [(match, says) for pattern, says in REFUSED if (match := pattern.match(text, start, end))]
    if not found:
        return None
    match, says = max(found, key=lambda one: one[0].end())
    return Piece(start, match.end(), "time", None, says, unclear=True)


def _read(match: re.Match[str], form: str, clock: Clock) -> Piece:
    parts = match.groupdict()
    try:
        first, last = (_when(parts.get(name), clock) for name in ("first", "last"))
        if _backwards(first, last):
            raise WhenError(BACKWARDS)
    except WhenError as fault:
        return Piece(match.start(), match.end(), "time", None, str(fault), unclear=True)
    stretch = Stretch(first, last, running=bool(parts.get("running")))
    return Piece(match.start(), match.end(), "time" if form == "point" else "stretch", stretch, _said(stretch, clock))


def _when(text: str | None, clock: Clock) -> When | None:
    if text is None:
        return None
    if event := EVENT.fullmatch(text):
        if clock.event is None:
            raise WhenError(NO_EVENT)
        sign = "-" if event["side"].casefold() == "before" else "+"
        text = f"{sign}{event['count']} {event['unit']} from {clock.event}"
    elif before := BEFORE.fullmatch(text):
        text = f"-{before['count']} {before['unit']} from {before['key']}"
    keyed = KEYED.search(text)
    text = _with_own_key(text, keyed, clock) if keyed else SHORT.sub(_in_full, text)
    return parse_when(text, day_zero=clock.day_zero, intervals=clock.intervals)


def _with_own_key(text: str, keyed: re.Match[str], clock: Clock) -> str:
    """The text with the key spelled as in the record."""
    own = next((key for key in clock.keys if key.casefold() == keyed["key"].casefold()), None)
    if own is None:
        raise WhenError(NO_SUCH_RECORD)
    return f"{text[: keyed.start('key')]}{own}{text[keyed.end('key') :]}"


def _in_full(match: re.Match[str]) -> str:
    """The compact form with its year in four digits."""
    year = int(match["year"])
    century = 1900 if year >= CENTURY_TURNS else 2000
    return f"{match['day'] or ''} {match['month']} {century + year}".strip()


def _backwards(first: When | None, last: When | None) -> bool:
    if first is None or last is None or first.lo is None or last.hi is None:
        return False
    return last.hi < first.lo


def _said(stretch: Stretch, clock: Clock) -> str:
    start, stop = (when_text(one, clock.day_zero) for one in (stretch.start, stretch.stop))
    if stretch.running:
        return f"from {start}, still running"
    if start and stop:
        return f"from {start} to {stop}"
    return f"until {stop}" if stop else start
