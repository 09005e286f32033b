"""A time as the registry keeps it: bounds in days, and the conditions that they meet."""

import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from cases.rules.calendar_text import calendar_text_in
from cases.rules.vocabulary import Coded, DateDerivation, Precision

DAY_LIMIT = 50_000
WORDING_LIMIT = 60


class WhenError(ValueError):
    """A time that cannot be read or kept; the message is a sentence for the person who typed it."""


@dataclass(frozen=True)
class When:
    """A time as bounds, both included, in days.

    Plain: `lo` and `hi` count from day 0; a bound that is None is open. Both are None only where nothing but
    the wording of the source is known; a wholly unknown time is None instead of a When.
    Anchored (`anchored=True`): `lo_offset` and `hi_offset` count from the record whose key is `anchor`;
    an anchor of None is left open. Raises WhenError when the parts do not fit together.
    """

    lo: int | None
    hi: int | None
    precision: Precision
    anchor: str | None = None
    lo_offset: int | None = None
    hi_offset: int | None = None
    anchored: bool = False
    as_reported: str = ""
    derivation: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "precision", _member(Precision, self.precision, "precision"))
        object.__setattr__(self, "derivation", _derivation(self.derivation))
        for name in ("lo", "hi", "lo_offset", "hi_offset"):
            _check_day(name, getattr(self, name))
        _check_order(self.lo, self.hi)
        _check_order(self.lo_offset, self.hi_offset)
        _check_wording(self.as_reported)
        if self.anchored:
            _check_anchored(self)
        else:
            _check_plain(self)

    def shift(self, days: int) -> "When":
        """The same time counted from a day zero that lies `days` earlier; anchored times do not move."""
        if self.anchored:
            return self
        lo = None if self.lo is None else self.lo + days
        hi = None if self.hi is None else self.hi + days
        return replace(self, lo=lo, hi=hi)


def _member(kind: type[Coded], value: Any, name: str) -> Any:
    if not isinstance(value, str) or value not in kind._value2member_map_:
        allowed = ", ".join(member.value for member in kind)
        raise WhenError(f'"{name}" must be one of {allowed}.')
    return kind(value)


def _derivation(value: Any) -> str:
    if value == "":
        return ""
    member = _member(DateDerivation, value, "derivation")
    return "" if member is DateDerivation.REPORTED else member


def _check_day(name: str, value: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, int):
        raise WhenError(f'"{name}" must be a whole number of days or null.')
    if abs(value) > DAY_LIMIT:
        raise WhenError(f"A time must lie within {DAY_LIMIT:,} days of its start; check the number.")


def _check_order(lo: int | None, hi: int | None) -> None:
    if lo is not None and hi is not None and lo > hi:
        raise WhenError("The earliest day lies after the latest day; exchange the two.")


def _check_wording(wording: Any) -> None:
    if not isinstance(wording, str):
        raise WhenError('"as_reported" must be text.')
    if not wording:
        return
    if len(wording) > WORDING_LIMIT:
        raise WhenError(f"The wording of the source may have at most {WORDING_LIMIT} characters.")
    if wording != tidy(wording):
        raise WhenError("The wording of the source must be one line without spare spaces.")
    _check_characters(wording)
    if calendar_text_in(wording):
        raise WhenError(
            "The wording of the source holds a calendar date; enter the date as the time itself and keep "
            'only wording such as "after 12 cycles".'
        )


def _check_anchored(when: When) -> None:
    if when.lo is not None or when.hi is not None:
        raise WhenError("A time relative to a record has offsets, not days from day 0; give one or the other.")
    if when.anchor is None:
        return
    if not isinstance(when.anchor, str) or not when.anchor:
        raise WhenError('"anchor" must be the id of a record or null.')
    if when.anchor != tidy(when.anchor):
        raise WhenError("The id of an anchor must be one line without spare spaces.")
    _check_characters(when.anchor)
    if calendar_text_in(when.anchor):
        raise WhenError("The id of an anchor holds a calendar date; give that record another id.")


def _check_plain(when: When) -> None:
    if when.anchor is not None or when.lo_offset is not None or when.hi_offset is not None:
        raise WhenError("Days from day 0 take no anchor and no offsets; give one or the other.")
    if when.lo is None and when.hi is None and not when.as_reported:
        raise WhenError("A time that is wholly unknown is left empty.")


def _check_characters(text: str) -> None:
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in text):
        raise WhenError("A control character cannot be kept in the text of a time; remove it.")


def tidy(text: str) -> str:
    """The text on one line, with single spaces."""
    return " ".join(text.split())
