"""How a time is written out again: calendar periods, relative times, and the edges of what a text may say."""

from datetime import date
from typing import Any

import pytest

from cases.rules.dates import When, WhenError, parse_when, when_from_json, when_text
from cases.rules.vocabulary import Precision

START = date(2020, 1, 1)


def days(lo: int | None, hi: int | None, precision: Precision = Precision.UNKNOWN) -> When:
    return When(lo, hi, precision)


def relative(lo: int | None, hi: int | None, anchor: str | None = "r1", wording: str = "") -> When:
    return When(None, None, Precision.RELATIVE, anchor, lo, hi, anchored=True, as_reported=wording)


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (days(0, 0, Precision.DAY), "1 Jan 2020"),
        (days(0, 30, Precision.MONTH), "Jan 2020"),
        (days(0, 30), "1 Jan 2020..31 Jan 2020"),
        (days(0, 29, Precision.MONTH), "1 Jan 2020..30 Jan 2020 (month)"),
        (days(1, 30, Precision.MONTH), "2 Jan 2020..31 Jan 2020 (month)"),
        (days(0, 59, Precision.MONTH), "Jan 2020..Feb 2020"),
        (days(0, 90, Precision.QUARTER), "Q1 2020"),
        (days(91, 181, Precision.QUARTER), "Q2 2020"),
        (days(182, 273, Precision.QUARTER), "Q3 2020"),
        (days(274, 365, Precision.QUARTER), "Q4 2020"),
        (days(31, 90, Precision.QUARTER), "1 Feb 2020..31 Mar 2020 (quarter)"),
        (days(0, 59, Precision.QUARTER), "1 Jan 2020..29 Feb 2020 (quarter)"),
        (days(0, 365, Precision.YEAR), "2020"),
        (days(0, 364, Precision.YEAR), "1 Jan 2020..30 Dec 2020 (year)"),
        (days(31, 365, Precision.YEAR), "1 Feb 2020..31 Dec 2020 (year)"),
        (days(0, None, Precision.YEAR), "2020.."),
        (days(None, 365, Precision.YEAR), "..2020"),
        (days(0, None), "1 Jan 2020.."),
        (days(5, 11, Precision.WEEK), "week of 6 Jan 2020"),
        (days(4, 10, Precision.WEEK), "5 Jan 2020..11 Jan 2020 (week)"),
        (days(5, 12, Precision.WEEK), "6 Jan 2020..13 Jan 2020 (week)"),
        (days(-43829, -43829, Precision.DAY), "1 Jan 1900"),
        (days(-43830, -43830, Precision.DAY), "d-43830"),
        (days(29219, 29219, Precision.DAY), "31 Dec 2099"),
        (days(29220, 29220, Precision.DAY), "d29220"),
        (days(0, 29220), "d0..d29220"),
    ],
)
def test_a_calendar_period_is_named_only_if_it_is_whole(when: When, text: str) -> None:
    assert when_text(when, START) == text
    assert parse_when(text, day_zero=START) == when


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (relative(0, 0), "at r1"),
        (relative(0, 0, None), "+0 days"),
        (relative(-14, 14), "at r1 ±14 days"),
        (relative(-14, 15), "at r1 -14..15 days"),
        (relative(None, 3), "at r1 ..3 days"),
        (relative(3, None), "at r1 3.. days"),
        (relative(1, 1), "+1 day after r1"),
        (relative(-1, -1), "1 day before r1"),
        (relative(2, 2, None), "+2 days"),
        (relative(4, 10), "+1 week after r1"),
        (relative(11, 17), "+2 weeks after r1"),
        (relative(15, 45), "+1 month after r1"),
        (relative(-45, -15), "1 month before r1"),
        (relative(183, 547), "+1 year after r1"),
        (relative(549, 913), "+2 years after r1"),
        (relative(548, 912), "at r1 548..912 days"),
        (relative(0, 20, wording="cycle 1"), "cycle 1 of r1 every 21 days"),
        (relative(42, 62, wording="cycle 3"), "cycle 3 of r1 every 21 days"),
        (relative(43, 63, wording="cycle 3"), 'at r1 43..63 days ("cycle 3")'),
    ],
)
def test_a_relative_time_is_written_in_the_unit_that_it_was_read_in(when: When, text: str) -> None:
    assert when_text(when) == text
    assert parse_when(text, day_zero=None) == when


def test_remarks_may_stand_alone() -> None:
    assert parse_when('("after 12 cycles")', day_zero=None) == When(
        None, None, Precision.UNKNOWN, as_reported="after 12 cycles"
    )
    assert parse_when("(month)", day_zero=None) is None


@pytest.mark.parametrize(
    ("value", "when"),
    [
        ({"as_reported": "long ago"}, When(None, None, Precision.UNKNOWN, as_reported="long ago")),
        ({"lo": 3}, days(3, None)),
        ({"hi": 3}, days(None, 3)),
        ({"lo": 3, "hi": 3}, days(3, 3, Precision.DAY)),
        ({"lo": 3, "hi": 4}, days(3, 4)),
        ({"lo": None, "hi": None, "as_reported": " "}, None),
        ({"anchor": "r1"}, relative(None, None)),
        ({"lo_offset": 1}, relative(1, None, None)),
        ({"hi_offset": 1}, relative(None, 1, None)),
    ],
)
def test_what_an_object_leaves_out_is_not_known(value: dict[str, Any], when: When | None) -> None:
    assert when_from_json(value, day_zero=None) == when


@pytest.mark.parametrize(
    "value",
    [
        {"lo": 3, "anchor": "r1"},
        {"hi": 3, "anchor": "r1"},
        {"precision": "day"},
        {"derivation": "imputed"},
        {},
        {"lo": 4, "hi": 3},
        {"anchor": "r1", "lo_offset": 4, "hi_offset": 3},
        {"lo": 50_001},
        {"lo": -50_001},
        {"lo": True},
        {"lo": 1.0},
        {"as_reported": 4},
        True,
        1.5,
        [],
    ],
)
def test_what_is_no_time_is_refused(value: Any) -> None:
    with pytest.raises(WhenError):
        when_from_json(value, day_zero=None)


def test_a_time_may_lie_fifty_thousand_days_away() -> None:
    assert when_from_json({"lo": -50_000, "hi": 50_000}, day_zero=None) == days(-50_000, 50_000)


@pytest.mark.parametrize(("length", "kept"), [(60, True), (61, False)])
def test_a_wording_has_at_most_sixty_characters(length: int, kept: bool) -> None:
    value = {"lo": 3, "as_reported": "a" * length}
    if kept:
        assert when_from_json(value, day_zero=None).as_reported == "a" * length
        return
    with pytest.raises(WhenError, match="60 characters"):
        when_from_json(value, day_zero=None)


def test_a_shift_moves_days_and_nothing_else() -> None:
    assert days(3, None).shift(4) == days(7, None)
    assert days(None, 3).shift(-4) == days(None, -1)
    assert relative(3, 4).shift(4) == relative(3, 4)


@pytest.mark.parametrize("bounds", [{"lo": 3, "hi": None}, {"lo": None, "hi": 3}])
def test_a_relative_time_has_no_days_from_day_zero(bounds: dict[str, Any]) -> None:
    with pytest.raises(WhenError, match="give one or the other"):
        When(**bounds, precision=Precision.RELATIVE, anchor="r1", anchored=True)


@pytest.mark.parametrize("more", [{"anchor": "r1"}, {"lo_offset": 1}, {"hi_offset": 1}])
def test_a_time_in_days_has_no_offsets(more: dict[str, Any]) -> None:
    with pytest.raises(WhenError, match="give one or the other"):
        When(3, 3, Precision.DAY, **more)


@pytest.mark.parametrize(
    ("names", "month"),
    [
        (("January", "jan"), 1),
        (("February", "FEB"), 2),
        (("March", "mar"), 3),
        (("April", "apr"), 4),
        (("May",), 5),
        (("June", "jun"), 6),
        (("July", "jul"), 7),
        (("August", "aug"), 8),
        (("September", "sept", "sep"), 9),
        (("October", "oct"), 10),
        (("November", "nov"), 11),
        (("December", "dec"), 12),
    ],
)
def test_months_are_read_by_their_english_names(names: tuple[str, ...], month: int) -> None:
    first = (date(2019, month, 7) - START).days
    for name in names:
        assert parse_when(f"7 {name} 2019", day_zero=START) == days(first, first, Precision.DAY)


@pytest.mark.parametrize(
    ("text", "read"), [("1900", True), ("2099", True), ("1 Jan 1899", False), ("1 Jan 2100", False)]
)
def test_years_are_those_of_two_centuries(text: str, read: bool) -> None:
    if read:
        assert when_text(parse_when(text, day_zero=START), START) == text
        return
    with pytest.raises(WhenError):
        parse_when(text, day_zero=START)
