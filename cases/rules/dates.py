"""When something happened: bounds in days from day 0, never a calendar date.

One grammar serves the form's text box and case JSON. A line of it is a time, then in brackets, where needed,
the precision, the wording of the source in quotes, and how the date was obtained:

    d252   252   d240..d270   d240..   ..d270            days from day 0
    12 Mar 2014   2014-03-12   Mar 2014   2014-03        calendar, read with the patient's day zero
    03/2014   Q2 2014   2014   week of 12 Mar 2014   Mar 2014..May 2014
    ?? Mar 2014   2014-03-??   2014-??-??                a day, or day and month, left blank
    +9 months   +9 months after r1   6 weeks before s1   relative to a record, or to one left open
    105..125 days after r1   2-3 months after lt1        from the least to the most that the units allow
    5 months after surgery   2-3 months after ?          the record is left open, the wording is kept
    at s2   at s2 ±14 days   at s2 -30..10 days   at ? ±14 days
    cycle 12   cycle 12 of r1   cycle 12 of r1 every 14 days
    unknown                                              or an empty text
    d240..d270 (month, "after 12 cycles", computed_cycles)

A bare number from 1900 to 2099 is a year; day 2014 is written d2014. Weeks, months and years after an anchor
are not exact: N units are round(N x 7, 30.4375 or 365.25) days, half a unit (3, 15 or 182 days) either way;
days are exact. A cycle is every day from its first to the day before the next cycle.

Messages never repeat what was typed, so that no calendar text reaches a log.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from cases.rules.calendar_reading import NOT_UNDERSTOOD, YEARS, end_of_month, read_calendar
from cases.rules.calendar_text import calendar_text_in
from cases.rules.vocabulary import DateDerivation, Precision
from cases.rules.when import DAY_LIMIT, When, WhenError, tidy

__all__ = [
    "DEFAULT_INTERVAL_DAYS",
    "When",
    "WhenError",
    "calendar_text_in",
    "parse_when",
    "when_from_json",
    "when_text",
    "when_to_json",
]

DEFAULT_INTERVAL_DAYS = 21

NEEDS_DAY_ZERO = "A calendar date needs the patient's day zero; enter days such as d252 or give day zero first."
NEEDS_SIGN = "Write a plus sign before a time after an anchor, such as +9 months, or name the anchor."
SIGN_OR_BEFORE = "Write either a sign or the word before, such as -6 weeks from s1 or 6 weeks before s1."
WRONG_REMARKS = (
    "In the brackets write the precision (day, week, month, quarter, year, relative, unknown), the wording "
    "of the source in quotes, and how the date was obtained (computed_cycles, computed_other, imputed), each "
    'once: (month, "after 12 cycles", computed_cycles).'
)

# Reading text.

SIGN = r"[+\-−]"
UNIT = r"(?P<unit>days?|d|weeks?|wks?|w|months?|mos?|years?|yrs?|y)"
RECORD = r'(?P<record>"(?:[^"\\]|\\.)*"|[^\s"]+)'
AT = re.compile(rf"at\s+{RECORD}(?:\s+(?P<rest>.+))?", re.IGNORECASE)
AROUND = re.compile(rf"(?:±|\+/?-)\s*(?P<count>\d+)\s*{UNIT}", re.IGNORECASE)
OFFSETS = re.compile(rf"(?P<lo>{SIGN}?\d+)?\s*\.\.\s*(?P<hi>{SIGN}?\d+)?\s*(?:days?|d)", re.IGNORECASE)
AFTER = re.compile(
    rf"(?P<sign>{SIGN})?\s*(?P<count>\d+)(?:\s*(?:[-–]|\.\.|to)\s*(?P<most>\d+))?\s*{UNIT}"
    rf"(?:\s+(?P<side>after|from|of|before)\s+(?:the\s+)?{RECORD})?",
    re.IGNORECASE,
)
CYCLE = re.compile(
    rf"cycle\s+(?P<number>\d+)(?:\s+of\s+{RECORD})?(?:\s+every\s+(?P<every>\d+)\s+days?)?", re.IGNORECASE
)
DAY = re.compile(rf"d(?:ay)?\s*(?P<day>{SIGN}?\d+)", re.IGNORECASE)
BARE_NUMBER = re.compile(r"[\-−]?\d+")
RANGE = re.compile(r"(?P<first>.*?)\s*(?:\.\.|…|\s+to\s+)\s*(?P<last>.*)", re.IGNORECASE)

UNNAMED = frozenset(
    {"surgery", "operation", "mastectomy", "lumpectomy", "excision", "radiotherapy", "irradiation", "chemotherapy"}
    | {"treatment", "therapy", "progression", "relapse", "recurrence"}
)
"""Words for an event that name no record: it is left open, and the wording is kept. In quotes they are an id."""

COARSENESS = (Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.QUARTER, Precision.YEAR)
HALF_UNIT = {"d": 0, "w": 3, "m": 15, "y": 182}
DAYS_PER_UNIT = {"d": (1, 1), "w": (7, 1), "m": (487, 16), "y": (1461, 4)}
UNIT_WORDS = {"d": "day", "w": "week", "m": "month", "y": "year"}


def parse_when(
    text: str,
    *,
    day_zero: date | None,
    regimen_key: str | None = None,
    intervals: Mapping[str, int | None] | None = None,
) -> When | None:
    """Read one line of the grammar; an empty text and "unknown" give None.

    `day_zero` is needed for calendar dates only. `regimen_key` is the regimen that "cycle 12" means when the
    text names none; `intervals` holds the days between cycles by regimen key (21 where it says nothing).
    Raises WhenError with a sentence that says what to write instead.
    """
    if not isinstance(text, str):
        raise WhenError("A time must be text here.")
    main, remarks = _split(tidy(text))
    when = _read_relative(main, regimen_key, intervals or {})
    if when is None and main and main.casefold() != "unknown":
        when = _read_range(main, day_zero) or _read_point(main, day_zero)
    return _with_remarks(when, remarks)


def _split(text: str) -> tuple[str, str]:
    """The time and what stands in brackets after it; a quoted id may hold brackets of its own."""
    position = 0
    while position < len(text):
        if text[position] == "(":
            if not text.endswith(")"):
                raise WhenError("Close the bracket at the end of the time.")
            return text[:position].strip(), text[position + 1 : -1].strip()
        position = _after_quoted(text, position) if text[position] == '"' else position + 1
    return text, ""


def _after_quoted(text: str, position: int) -> int:
    try:
        return json.JSONDecoder().raw_decode(text, position)[1]
    except ValueError as fault:
        raise WhenError(NOT_UNDERSTOOD) from fault


def _with_remarks(when: When | None, remarks: str) -> When | None:
    quoted = re.search(r'"(.*)"', remarks)
    wording = tidy(quoted.group(1)) if quoted else ""
    rest = remarks.replace(quoted.group(0), "") if quoted else remarks
    words = [word.strip().casefold() for word in rest.split(",") if word.strip()]
    changes: dict[str, Any] = {}
    for word in words:
        name = "precision" if word in Precision._value2member_map_ else "derivation"
        if name in changes or (name == "derivation" and word not in DateDerivation._value2member_map_):
            raise WhenError(WRONG_REMARKS)
        changes[name] = word
    if wording:
        changes["as_reported"] = wording
    if when is not None:
        return replace(when, **changes)
    return When(None, None, **{"precision": Precision.UNKNOWN, **changes}) if wording else None


def _read_relative(main: str, regimen_key: str | None, intervals: Mapping[str, int | None]) -> When | None:
    if match := CYCLE.fullmatch(main):
        return _cycle(match, regimen_key, intervals)
    if match := AFTER.fullmatch(main):
        return _after(match)
    if match := AT.fullmatch(main):
        return _at(match)
    return None


def _after(match: re.Match[str]) -> When:
    """So many units after a record, or before it; of two numbers the least and the most that they allow."""
    if not match["sign"] and not match["record"]:
        raise WhenError("Write the d first: d252." if match["unit"].casefold() == "d" else NEEDS_SIGN)
    before = (match["side"] or "").casefold() == "before"
    if before and match["sign"]:
        raise WhenError(SIGN_OR_BEFORE)
    unit = _unit(match["unit"])
    counts = [_whole(match["count"]), _whole(match["most"] or match["count"])]
    if counts[0] > counts[1]:
        raise WhenError("The earliest day lies after the latest day; exchange the two.")
    if before or match["sign"] in ("-", "−"):
        counts = [-one for one in reversed(counts)]
    least, most = (_nominal_days(one, unit) for one in counts)
    record = match["record"]
    unnamed = record is not None and record.casefold() in UNNAMED
    when = _anchored(None if unnamed else record, least - HALF_UNIT[unit], most + HALF_UNIT[unit])
    return replace(when, as_reported=tidy(match[0])) if unnamed else when


def _at(match: re.Match[str]) -> When:
    rest = match["rest"]
    if rest is None:
        return _anchored(match["record"], 0, 0)
    if around := AROUND.fullmatch(rest):
        width = _nominal_days(_whole(around["count"]), _unit(around["unit"]))
        return _anchored(match["record"], -width, width)
    if offsets := OFFSETS.fullmatch(rest):
        lo, hi = (None if bound is None else _whole(bound) for bound in (offsets["lo"], offsets["hi"]))
        return _anchored(match["record"], lo, hi)
    raise WhenError("After the record write how far around it, such as at s2 ±14 days or at s2 -30..10 days.")


def _cycle(match: re.Match[str], regimen_key: str | None, intervals: Mapping[str, int | None]) -> When:
    number = _whole(match["number"])
    record = match["record"] or (json.dumps(regimen_key) if regimen_key else "?")
    every = _whole(match["every"]) if match["every"] else intervals.get(_record_key(record) or "")
    interval = DEFAULT_INTERVAL_DAYS if every is None else every
    if number < 1 or interval < 1:
        raise WhenError("Cycles are counted from 1 and lie at least a day apart.")
    when = _anchored(record, (number - 1) * interval, number * interval - 1)
    return replace(when, as_reported=f"cycle {number}")


def _anchored(record: str | None, lo: int | None, hi: int | None) -> When:
    key = _record_key(record)
    return When(None, None, Precision.RELATIVE, anchor=key, lo_offset=lo, hi_offset=hi, anchored=True)


def _record_key(record: str | None) -> str | None:
    if record is None or record == "?":
        return None
    if not record.startswith('"'):
        return record
    try:
        return json.loads(record)
    except ValueError as fault:
        raise WhenError(NOT_UNDERSTOOD) from fault


def _unit(word: str) -> str:
    return word[0].casefold()


def _whole(digits: str) -> int:
    digits = digits.replace("−", "-")
    if len(digits) > 9:
        raise WhenError(f"A time must lie within {DAY_LIMIT:,} days of its start; check the number.")
    return int(digits)


def _nominal_days(count: int, unit: str) -> int:
    """The days in `count` units, rounded half away from zero."""
    numerator, denominator = DAYS_PER_UNIT[unit]
    days = (2 * abs(count) * numerator + denominator) // (2 * denominator)
    return days if count >= 0 else -days


def _read_range(main: str, day_zero: date | None) -> When | None:
    match = RANGE.fullmatch(main)
    if match is None:
        return None
    ends = [match["first"].strip(), match["last"].strip()]
    if not any(ends):
        raise WhenError(NOT_UNDERSTOOD)
    in_days = any(DAY.fullmatch(end) for end in ends)
    first, last = (_point(end, day_zero, in_days) if end else None for end in ends)
    precisions = [end[2] for end in (first, last) if end]
    coarsest = max(precisions, key=COARSENESS.index)
    return When(
        first[0] if first else None,
        last[1] if last else None,
        Precision.UNKNOWN if coarsest is Precision.DAY else coarsest,
    )


def _read_point(main: str, day_zero: date | None) -> When:
    return When(*_point(main, day_zero, in_days=False))


def _point(text: str, day_zero: date | None, in_days: bool) -> tuple[int, int, Precision]:
    """The first day, last day and precision of one end of a range, or of a time that is no range."""
    day = None
    if match := DAY.fullmatch(text):
        day = _whole(match["day"])
    elif BARE_NUMBER.fullmatch(text) and (in_days or _whole(text) not in YEARS):
        day = _whole(text)
    if day is not None:
        return day, day, Precision.DAY
    first, last, precision = read_calendar(text)
    if day_zero is None:
        raise WhenError(NEEDS_DAY_ZERO)
    return (first - day_zero).days, (last - day_zero).days, precision


# Writing text.

MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PLAIN_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]*")


def when_text(when: When | None, day_zero: date | None = None) -> str:
    """The time as one line of the grammar, with calendar dates where `day_zero` is given.

    `parse_when` reads it back to the same When, given the same day zero; None gives an empty text.
    """
    if when is None:
        return ""
    main, implied, wording = _main_text(when, day_zero)
    remarks = [] if when.precision is implied else [when.precision.value]
    if when.as_reported != wording:
        remarks.append(f'"{when.as_reported}"')
    if when.derivation:
        remarks.append(str(when.derivation))
    return f"{main} ({', '.join(remarks)})" if remarks else main


def _main_text(when: When, day_zero: date | None) -> tuple[str, Precision, str]:
    """The text without remarks, and the precision and wording that reading it implies."""
    if when.anchored:
        cycle = _cycle_text(when)
        return cycle or _relative_text(when), Precision.RELATIVE, when.as_reported if cycle else ""
    if when.lo is None and when.hi is None:
        return "unknown", Precision.UNKNOWN, ""
    calendar = day_zero is not None and _calendar_text(when, day_zero)
    return (*(calendar or _days_text(when)), "")


def _days_text(when: When) -> tuple[str, Precision]:
    if when.lo == when.hi:
        return f"d{when.lo}", Precision.DAY
    lo, hi = ("" if bound is None else f"d{bound}" for bound in (when.lo, when.hi))
    return f"{lo}..{hi}", Precision.UNKNOWN


def _calendar_text(when: When, day_zero: date) -> tuple[str, Precision] | None:
    """Calendar text, or None for days so far off that no year of the grammar holds them."""
    first, last = (None if bound is None else _calendar_date(day_zero, bound) for bound in (when.lo, when.hi))
    if any(bound is not None and end is None for bound, end in ((when.lo, first), (when.hi, last))):
        return None
    if when.precision is Precision.WEEK and _is_week(first, last):
        return f"week of {_day_text(first)}", Precision.WEEK
    if _is_whole(when.precision, first, last):
        names = [_period_text(when.precision, end) if end else "" for end in (first, last)]
        return names[0] if names[0] == names[1] else "..".join(names), when.precision
    if when.lo == when.hi:
        return _day_text(first), Precision.DAY
    return "..".join(_day_text(end) if end else "" for end in (first, last)), Precision.UNKNOWN


def _calendar_date(day_zero: date, day: int) -> date | None:
    ordinal = day_zero.toordinal() + day
    inside = date(YEARS.start, 1, 1).toordinal() <= ordinal < date(YEARS.stop, 1, 1).toordinal()
    return date.fromordinal(ordinal) if inside else None


def _is_week(first: date | None, last: date | None) -> bool:
    return first is not None and last is not None and (last - first).days == 6 and first.weekday() == 0


def _is_whole(precision: Precision, first: date | None, last: date | None) -> bool:
    """Whether the ends given are the first and last day of a month, quarter or year."""
    months = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.YEAR: 12}.get(precision)
    if months is None:
        return False
    starts = first is None or (first.day == 1 and first.month % months == 1 % months)
    ends = last is None or (last.month % months == 0 and last == end_of_month(last.year, last.month))
    return starts and ends


def _period_text(precision: Precision, day: date) -> str:
    if precision is Precision.YEAR:
        return str(day.year)
    if precision is Precision.QUARTER:
        return f"Q{(day.month + 2) // 3} {day.year}"
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


def _day_text(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def _key_text(key: str | None) -> str:
    if key is None:
        return "?"
    plain = PLAIN_KEY.fullmatch(key) and key.casefold() not in UNNAMED | {"the"}
    return key if plain else json.dumps(key, ensure_ascii=False)


def _cycle_text(when: When) -> str:
    match = re.fullmatch(r"cycle ([1-9]\d{0,4})", when.as_reported, re.ASCII)
    if match is None or when.lo_offset is None or when.hi_offset is None:
        return ""
    number, interval = int(match[1]), when.hi_offset - when.lo_offset + 1
    if when.lo_offset != (number - 1) * interval:
        return ""
    return f"{when.as_reported} of {_key_text(when.anchor)} every {interval} days"


def _relative_text(when: When) -> str:
    lo, hi, key = when.lo_offset, when.hi_offset, _key_text(when.anchor)
    if lo is None or hi is None:
        return f"at {key} {'' if lo is None else lo}..{'' if hi is None else hi} days"
    if lo == hi == 0 and when.anchor is not None:
        return f"at {key}"
    if lo == -hi and hi > 0:
        return f"at {key} ±{hi} days"
    counted = _counted(lo, hi)
    if counted is None:
        return f"at {key} {lo}..{hi} days"
    count, unit = counted
    units = f"{UNIT_WORDS[unit]}{'' if abs(count) == 1 else 's'}"
    if when.anchor is None:
        return f"{count:+d} {units}"
    return f"{count:+d} {units} after {key}" if count >= 0 else f"{-count} {units} before {key}"


def _counted(lo: int, hi: int) -> tuple[int, str] | None:
    """The N and the unit of which these offsets are the reading, if there are such."""
    for unit, half in HALF_UNIT.items():
        if hi - lo != 2 * half:
            continue
        middle = lo + half
        numerator, denominator = DAYS_PER_UNIT[unit]
        nearest = middle * denominator // numerator
        for count in (nearest, nearest + 1):
            if _nominal_days(count, unit) == middle:
                return count, unit
    return None


# JSON.

PLAIN_KEYS = frozenset({"lo", "hi", "precision", "as_reported", "derivation"})
ANCHORED_KEYS = frozenset({"anchor", "lo_offset", "hi_offset", "precision", "as_reported", "derivation"})


def when_from_json(
    value: Any,
    *,
    day_zero: date | None,
    regimen_key: str | None = None,
    intervals: Mapping[str, int | None] | None = None,
) -> When | None:
    """Read a WHEN of case JSON: null, an integer, a line of the grammar or one of the two objects.

    In an object a bound left out is null. Raises WhenError; see `parse_when` for the keywords.
    """
    if value is None:
        return None
    if isinstance(value, str):
        return parse_when(value, day_zero=day_zero, regimen_key=regimen_key, intervals=intervals)
    if isinstance(value, dict):
        return _from_object(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise WhenError("A time must be a whole number of days, a text, an object with bounds, or null.")
    return When(value, value, Precision.DAY)


def _from_object(value: dict[str, Any]) -> When | None:
    anchored = bool((ANCHORED_KEYS - PLAIN_KEYS) & value.keys())
    unknown = sorted(str(key) for key in value.keys() - (ANCHORED_KEYS if anchored else PLAIN_KEYS))
    if unknown:
        keys = "anchor, lo_offset, hi_offset" if anchored else "lo, hi"
        raise WhenError(
            f"A time with {keys} may also hold precision, as_reported and derivation, but not {', '.join(unknown)}."
        )
    if not anchored and not {"lo", "hi", "as_reported"} & value.keys():
        raise WhenError('A time written as an object needs "lo" and "hi", or "anchor" with its offsets.')
    lo, hi = value.get("lo"), value.get("hi")
    wording = value.get("as_reported")
    if wording is not None and not isinstance(wording, str):
        raise WhenError('"as_reported" must be text or null.')
    wording = tidy(wording or "")
    single_day = lo is not None and lo == hi
    implied = Precision.RELATIVE if anchored else Precision.DAY if single_day else Precision.UNKNOWN
    precision = value.get("precision")
    derivation = value.get("derivation")
    if not anchored and lo is None and hi is None and not wording:
        return None
    return When(
        lo,
        hi,
        implied if precision is None else precision,
        anchor=value.get("anchor"),
        lo_offset=value.get("lo_offset"),
        hi_offset=value.get("hi_offset"),
        anchored=anchored,
        as_reported=wording,
        derivation="" if derivation is None else derivation,
    )


def when_to_json(when: When | None) -> int | dict[str, Any] | None:
    """The canonical JSON of a time: null, an integer for an exact reported day, else an object."""
    if when is None:
        return None
    if when.lo is not None and when == When(when.lo, when.lo, Precision.DAY):
        return when.lo
    if when.anchored:
        written = {"anchor": when.anchor, "lo_offset": when.lo_offset, "hi_offset": when.hi_offset}
    else:
        written = {"lo": when.lo, "hi": when.hi}
    written["precision"] = when.precision.value
    if when.as_reported:
        written["as_reported"] = when.as_reported
    if when.derivation:
        written["derivation"] = str(when.derivation)
    return written
