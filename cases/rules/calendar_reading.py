"""Reads calendar dates as people write them in English, or with the year first."""

import re
from calendar import monthrange
from datetime import date, timedelta

from cases.rules.calendar_text import MONTH_NUMBERS
from cases.rules.vocabulary import Precision
from cases.rules.when import WhenError

YEARS = range(1900, 2100)

NOT_UNDERSTOOD = (
    "This is not a time the registry can read. Write a day such as d252, a date such as 12 Mar 2014, "
    "Mar 2014 or 2014, a range such as d240..d270, or a time relative to a record such as "
    "+9 months after r1, 6 weeks before s1, 105..125 days after r1, cycle 12 of r1 or at s2."
)
AMBIGUOUS = (
    "A date written in numbers alone can be read in two ways; write the month in letters (12 Mar 2014) "
    "or the year first (2014-03-12)."
)
NO_SUCH_DATE = "There is no such date; check the day and the month."
WRONG_YEAR = "The year must lie between 1900 and 2099."
UNKNOWN_MONTH = (
    "This month is not known; write it in English, such as Mar or March, and a season as months, such as "
    "Mar 2014..May 2014."
)

MONTH = r"(?P<month>[^\W\d_]{3,9})"
YEAR = r"(?P<year>\d{4})"
GAP = r"[\s,.\-]*"
DAY_FORMS = (
    re.compile(rf"{YEAR}-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})"),
    re.compile(rf"{YEAR}/(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})"),
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{GAP}{MONTH}{GAP}{YEAR}", re.IGNORECASE),
    re.compile(rf"{MONTH}{GAP}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s,]+{YEAR}", re.IGNORECASE),
)
MONTH_FORMS = (
    re.compile(rf"{YEAR}-(?P<month>\d{{1,2}})"),
    re.compile(rf"(?P<month>\d{{1,2}})[/.]{YEAR}"),
    re.compile(rf"{MONTH}{GAP}{YEAR}"),
)
QUARTER_FORMS = (
    re.compile(rf"Q(?P<quarter>[1-4])[\s/-]*{YEAR}", re.IGNORECASE),
    re.compile(rf"{YEAR}[\s/-]*Q(?P<quarter>[1-4])", re.IGNORECASE),
)
YEAR_FORM = re.compile(YEAR)
BLANK = r"(?:\?{1,2}|_{1,2}|x{2}|--|00)"
BLANK_DAY_FORMS = (
    re.compile(rf"{YEAR}([-/])(?P<month>\d{{1,2}})\2{BLANK}", re.IGNORECASE),
    re.compile(rf"{BLANK}([./-])(?P<month>\d{{1,2}})\1{YEAR}", re.IGNORECASE),
    re.compile(rf"{BLANK}[\s./-]*{MONTH}{GAP}{YEAR}", re.IGNORECASE),
)
BLANK_MONTH_FORMS = (
    re.compile(rf"{YEAR}([-/]){BLANK}(?:\2{BLANK})?", re.IGNORECASE),
    re.compile(rf"{BLANK}([\s./-])(?:{BLANK}\1)?{YEAR}", re.IGNORECASE),
)
"""A day, or day and month, left blank as ??, __, xx, -- or 00."""
WEEK_FORM = re.compile(r"week\s+of\s+(?P<day>.+)", re.IGNORECASE)
NUMBERS_ALONE = re.compile(r"\d{1,2}([./\-])\d{1,2}\1(?:\d{4}|\d{2})")


def read_calendar(text: str) -> tuple[date, date, Precision]:
    """The first day, last day and precision of a day, week, month, quarter or year; WhenError otherwise."""
    if match := _first_match(BLANK_DAY_FORMS, text):
        return _whole_month(match)
    if match := _first_match(BLANK_MONTH_FORMS, text):
        return _whole_year(match)
    if NUMBERS_ALONE.fullmatch(text):
        raise WhenError(AMBIGUOUS)
    if match := WEEK_FORM.fullmatch(text):
        day = _calendar_day(match["day"])
        if day is None:
            raise WhenError("Write the week by one of its days: week of 12 Mar 2014.")
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6), Precision.WEEK
    if day := _calendar_day(text):
        return day, day, Precision.DAY
    if match := _first_match(MONTH_FORMS, text):
        return _whole_month(match)
    if match := _first_match(QUARTER_FORMS, text):
        year, quarter = _year(match), int(match["quarter"])
        return date(year, 3 * quarter - 2, 1), end_of_month(year, 3 * quarter), Precision.QUARTER
    if match := YEAR_FORM.fullmatch(text):
        return _whole_year(match)
    raise WhenError(NOT_UNDERSTOOD)


def _whole_month(match: re.Match[str]) -> tuple[date, date, Precision]:
    year, month = _year(match), _month(match["month"])
    return date(year, month, 1), end_of_month(year, month), Precision.MONTH


def _whole_year(match: re.Match[str]) -> tuple[date, date, Precision]:
    year = _year(match)
    return date(year, 1, 1), date(year, 12, 31), Precision.YEAR


def _calendar_day(text: str) -> date | None:
    match = _first_match(DAY_FORMS, text)
    if match is None:
        return None
    try:
        return date(_year(match), _month(match["month"]), int(match["day"]))
    except WhenError:
        raise
    except ValueError as fault:
        raise WhenError(NO_SUCH_DATE) from fault


def _first_match(forms: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    return next((match for form in forms if (match := form.fullmatch(text))), None)


def _year(match: re.Match[str]) -> int:
    year = int(match["year"])
    if year not in YEARS:
        raise WhenError(WRONG_YEAR)
    return year


def _month(text: str) -> int:
    if text.isdecimal():
        if not 1 <= int(text) <= 12:
            raise WhenError(NO_SUCH_DATE)
        return int(text)
    if text.casefold() not in MONTH_NUMBERS:
        raise WhenError(UNKNOWN_MONTH)
    return MONTH_NUMBERS[text.casefold()]


def end_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])
