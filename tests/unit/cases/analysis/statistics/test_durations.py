"""Which day a duration ends on, and whether with the event. Days count from day 0 of the case; t0 is day 100."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.analysis.statistics.durations import (
    Between,
    Endpoint,
    History,
    Observed,
    Omission,
    Origin,
    Reading,
    from_landmark,
    observe,
    sensitivity,
)


def on(day):
    return Between(day, day)


SKIN, ORGANS, DRUG, LIFE = (
    Endpoint.SKIN_PFS,
    Endpoint.EXTRACUTANEOUS_PFS,
    Endpoint.TIME_ON_DRUG,
    Endpoint.OVERALL_SURVIVAL,
)
ALIVE = History("one", on(100), skin_seen=on(400), extracutaneous_seen=on(350), last_contact=on(500))


def sample(history, endpoint, reading=Reading.MIDDLE):
    return observe([history], endpoint, Origin.T0, reading)


def ends(history, endpoint, reading=Reading.MIDDLE):
    """(days, event) of a history, or why it is left out."""
    found = sample(history, endpoint, reading)
    return [(one.days, one.event) for one in found.observed] or found.omitted[0][1]


@pytest.mark.parametrize(
    ("changes", "skin", "organs", "drug", "life"),
    [
        # alive, nothing happened: each censored at its own last look
        ({}, (300, False), (250, False), (400, False), (400, False)),
        # t0 itself, given among the progressions, is no event; the next one is
        ({"skin_progressions": (on(100), on(220))}, (120, True), (250, False), (400, False), (400, False)),
        ({"extracutaneous_progressions": (on(60), on(190))}, (300, False), (90, True), (400, False), (400, False)),
        # another regimen ends both watches; an event on its first day still counts
        ({"next_regimen": on(180)}, (80, False), (80, False), (400, False), (400, False)),
        (
            {"next_regimen": on(180), "skin_progressions": (on(180),), "extracutaneous_progressions": (on(181),)},
            (80, True),
            (80, False),
            (400, False),
            (400, False),
        ),
        # one that begins at t0 ends them there, one before t0 is not the next
        ({"next_regimen": on(100)}, (0, False), (0, False), (400, False), (400, False)),
        ({"next_regimen": on(99)}, (300, False), (250, False), (400, False), (400, False)),
        # death is an event of each, long after the last look too
        ({"death": on(520)}, (420, True), (420, True), (420, True), (420, True)),
        ({"death": on(520), "next_regimen": on(180)}, (80, False), (80, False), (420, True), (420, True)),
        ({"drug_stop": on(170), "death": on(520)}, (420, True), (420, True), (70, True), (420, True)),
        # dead on the day of t0
        ({"death": on(100)}, (0, True), (0, True), (0, True), (0, True)),
    ],
)
def test_what_ends_a_duration(changes, skin, organs, drug, life):
    history = replace(ALIVE, **changes)
    found = [ends(history, one) for one in (SKIN, ORGANS, DRUG, LIFE)]
    assert found == [[skin], [organs], [drug], [life]]


@pytest.mark.parametrize(
    ("changes", "endpoint", "reason"),
    [
        ({"start": None}, LIFE, Omission.NO_START),
        ({"start": Between(None, None)}, LIFE, Omission.NO_START),
        ({"start": Between(90, None)}, LIFE, Omission.OPEN_DATE),
        ({"death": on(99)}, LIFE, Omission.BEFORE_START),
        ({"last_contact": None}, LIFE, Omission.NOT_SEEN),
        ({"extracutaneous_seen": on(95)}, ORGANS, Omission.NOT_SEEN),
        ({"last_contact": None, "skin_progressions": (Between(150, None),)}, SKIN, Omission.OPEN_DATE),
        ({"last_contact": None, "next_regimen": Between(150, None)}, SKIN, Omission.OPEN_DATE),
        ({"observed_from": on(500)}, LIFE, Omission.ENTERED_LATE),
    ],
)
def test_what_is_left_out_and_why(changes, endpoint, reason):
    found = sample(replace(ALIVE, **changes), endpoint)
    assert found.omitted == (("one", reason),)
    assert (found.fitted, found.total, found.omissions) == (0, 1, {reason: 1})
    assert sample(ALIVE, endpoint).fitted == 1


def test_a_death_long_after_the_last_look_may_be_left_to_the_look():
    """Skin last seen on day 300, organs on 250; survival and time on drug have no look of their own."""
    dead = replace(ALIVE, death=on(520))
    found = [observe([dead], one, Origin.T0, Reading.MIDDLE, within=120).observed for one in (SKIN, ORGANS, DRUG, LIFE)]
    assert [(one.days, one.event) for (one,) in found] == [(420, True), (250, False), (420, True), (420, True)]
    unseen = replace(dead, skin_seen=None)
    assert observe([unseen], SKIN, Origin.T0, Reading.MIDDLE, within=420).observed[0].event
    assert observe([unseen], SKIN, Origin.T0, Reading.MIDDLE, within=419).omissions == {Omission.NOT_SEEN: 1}


def test_whether_a_death_counts_may_hang_on_its_bounds():
    dead = replace(ALIVE, death=Between(500, 540))
    (found,) = observe([dead], SKIN, Origin.T0, Reading.MIDDLE, within=120).observed
    assert (found.days, found.event, found.shortest, found.longest) == (420, True, 300, 420)
    assert not found.decided


def test_an_uncertain_day_is_read_in_three_ways_and_counted():
    month = replace(ALIVE, skin_progressions=(Between(210, 240),))
    found = sensitivity([month, ALIVE], SKIN, Origin.T0)
    assert {reading: one.observed[0].days for reading, one in found.items()} == {
        Reading.EARLIEST: 110,
        Reading.MIDDLE: 125,
        Reading.LATEST: 140,
    }
    first = found[Reading.MIDDLE].observed[0]
    assert (first.shortest, first.longest, first.decided) == (110, 140, True)
    assert [(one.uncertain, one.undecided) for one in found.values()] == [(1, 0)] * 3


def test_an_uncertain_start_makes_a_duration_uncertain():
    found = {one: ends(replace(ALIVE, start=Between(90, 110), death=on(200)), LIFE, one) for one in Reading}
    assert found == {Reading.EARLIEST: [(90, True)], Reading.MIDDLE: [(100, True)], Reading.LATEST: [(110, True)]}


def test_whether_the_event_came_before_the_new_regimen_may_be_open():
    both = replace(ALIVE, skin_progressions=(Between(150, 190),), next_regimen=on(160))
    found = {one: ends(both, SKIN, one) for one in Reading}
    assert found == {Reading.EARLIEST: [(50, True)], Reading.MIDDLE: [(60, False)], Reading.LATEST: [(60, False)]}
    assert (sample(both, SKIN).uncertain, sample(both, SKIN).undecided) == (1, 1)


def test_a_date_without_an_upper_bound_lies_before_the_last_contact():
    found = sample(replace(ALIVE, skin_progressions=(Between(150, None),)), SKIN).observed[0]
    assert (found.shortest, found.longest, found.event) == (50, 400, True)
    found = sample(replace(ALIVE, skin_progressions=(Between(None, 270),)), SKIN).observed[0]
    assert (found.shortest, found.longest) == (0, 170)


def test_an_open_last_look_adds_nothing_to_what_was_seen():
    assert ends(replace(ALIVE, last_contact=Between(300, None)), LIFE, Reading.LATEST) == [(200, False)]
    assert ends(replace(ALIVE, last_contact=Between(None, 300)), LIFE, Reading.EARLIEST) == [(0, False)]


def test_late_entry_is_counted_from_the_start():
    assert sample(replace(ALIVE, observed_from=Between(130, 150)), LIFE).observed[0].entry == 50
    assert sample(replace(ALIVE, observed_from=on(40)), LIFE).observed[0].entry == 0


def at(days, event, **more):
    return Observed(str(days), days, event, days, days, **more)


def test_a_landmark_counts_from_its_day_and_takes_groups_as_they_were():
    before = sample(ALIVE, LIFE)
    durations = (
        at(60, True, group="no response"),
        at(90, False, group="no response"),
        at(91, True, group="no response"),
        at(300, True, group="response", group_since=80, group_before="no response", entry=100),
        at(400, True, group="response", group_since=120, group_before="no response"),
        at(500, False, group="local", group_since=120),
    )
    found = from_landmark(replace(before, observed=durations), 90)
    assert [(one.days, one.group, one.entry) for one in found.observed] == [
        (1, "no response", 0),
        (210, "response", 10),
        (310, "no response", 0),
    ]
    assert [reason for _, reason in found.omitted] == [
        Omission.ENDED_BEFORE,
        Omission.LEFT_BEFORE,
        Omission.NO_GROUP,
    ]
    assert (found.total, found.landmark, found.late_groups, found.warning) == (6, 90, 0, "")


def test_groups_decided_after_time_zero_are_warned_of():
    late = replace(sample(ALIVE, LIFE), observed=(at(300, True, group="response", group_since=80), at(9, True)))
    assert late.late_groups == 1
    assert "Choose a landmark" in late.warning
    assert sample(ALIVE, LIFE).warning == ""


def test_a_landmark_is_not_before_the_start_and_only_one():
    with pytest.raises(ValueError, match="on or after the start"):
        from_landmark(sample(ALIVE, LIFE), -1)
    with pytest.raises(ValueError, match="one at most"):
        from_landmark(from_landmark(sample(ALIVE, LIFE), 10), 20)


def test_bounds_in_the_wrong_order_are_refused():
    with pytest.raises(ValueError, match="after the last"):
        Between(2, 1)


DATES = st.tuples(st.integers(0, 60), st.integers(0, 30)).map(lambda pair: Between(pair[0], sum(pair)))
MAYBE = st.none() | DATES
HISTORIES = st.builds(
    History,
    st.just("any"),
    DATES,
    skin_progressions=st.lists(DATES, max_size=2).map(tuple),
    death=MAYBE,
    next_regimen=MAYBE,
    skin_seen=MAYBE,
    last_contact=MAYBE,
)


@given(HISTORIES)
def test_no_reading_leaves_the_bounds_and_exact_dates_have_none(history):
    for found in (sample(history, SKIN, one) for one in Reading):
        for one in found.observed:
            assert 0 <= one.shortest <= one.days <= one.longest
    exact = replace(history, start=on(history.start.lo), next_regimen=None, skin_progressions=())
    exact = replace(
        exact, death=exact.death and on(exact.death.lo), skin_seen=exact.skin_seen and on(exact.skin_seen.lo)
    )
    assert not sample(exact, SKIN).uncertain
