"""Curves, medians, tables at risk and log-rank tests against R 4.2.2 with survival 3.5-3.

The R lines that gave each number stand in the docstring; what R printed stands in the test.
"""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from cases.analysis.statistics.durations import Between, Endpoint, History, Origin, Reading, observe
from cases.analysis.statistics.libraries import lifelines
from cases.analysis.statistics.logrank import log_rank
from cases.analysis.statistics.survival import Interrupted, Median, at_risk, curve
from tests.factories.durations import AML_DAYS, AML_ENTRY, AML_EVENTS, aml, gehan, lasted, lung

ECOG = {"group": "ph.ecog", "keep": lambda row: row["ph.ecog"] in ("0.0", "1.0", "2.0")}
TICKS = (0, 180, 360, 540, 720, 900)


def printed(one):
    return [(s.day, s.at_risk, s.events, s.survival, s.low, s.high) for s in one.steps if s.events]


def curves(durations):
    """One curve per group, in the order of their names."""
    names = sorted({one.group for one in durations})
    return [curve([one for one in durations if one.group == name], name) for name in names]


def close(rows):
    return [pytest.approx(row, abs=5e-10) for row in rows]


def test_curves_of_aml():
    """summary(survfit(Surv(time, status) ~ x, data = aml, conf.type = "log-log")), digits = 9."""
    maintained, not_maintained = curves(aml())
    assert printed(maintained) == close(
        [
            (9, 11, 1, 0.909090909, 0.5080802058, 0.986673823),
            (13, 10, 1, 0.818181818, 0.4474286147, 0.951162229),
            (18, 8, 1, 0.715909091, 0.3501903859, 0.899023974),
            (23, 7, 1, 0.613636364, 0.2657520400, 0.835299243),
            (31, 5, 1, 0.490909091, 0.1673309098, 0.753399790),
            (34, 4, 1, 0.368181818, 0.0928295749, 0.657040832),
            (48, 2, 1, 0.184090909, 0.0117384801, 0.525014843),
        ]
    )
    assert printed(not_maintained)[:-1] == close(
        [
            (5, 12, 2, 0.8333333333, 0.4817149422, 0.955509366),
            (8, 10, 2, 0.6666666667, 0.3370189325, 0.859711799),
            (12, 8, 1, 0.5833333333, 0.2701389241, 0.800940192),
            (23, 6, 1, 0.4861111111, 0.1918766196, 0.729671570),
            (27, 5, 1, 0.3888888889, 0.1262720122, 0.649817408),
            (30, 4, 1, 0.2916666667, 0.0724016089, 0.560886053),
            (33, 3, 1, 0.1944444444, 0.0311986429, 0.461429476),
            (43, 2, 1, 0.0972222222, 0.0057463057, 0.348903861),
        ]
    )
    assert printed(not_maintained)[-1] == (45, 1, 1, 0, None, None)  # R: NaN and NA where the curve is 0
    assert [(one.group, one.n, one.events, one.censored) for one in (maintained, not_maintained)] == [
        ("Maintained", 11, 7, 4),
        ("Nonmaintained", 12, 11, 1),
    ]
    assert [(s.day, s.censored) for s in maintained.steps if s.censored] == [(13, 1), (28, 1), (45, 1), (161, 1)]
    assert maintained.last_day == 161


@pytest.mark.parametrize(
    ("durations", "medians"),
    [
        (aml(), [(31, 13, None), (23, 5, 33)]),
        (gehan(), [(23, 13, None), (8, 4, 11)]),
        (lung("sex"), [(270, 210, 306), (426, 345, 524)]),
    ],
    ids=["aml", "gehan", "lung"],
)
def test_medians(durations, medians):
    """print(survfit(Surv(time, status) ~ group, conf.type = "log-log")): median, 0.95LCL, 0.95UCL."""
    assert [(m.day, m.low, m.high) for m in (one.median for one in curves(durations))] == medians


@pytest.mark.parametrize(
    ("days", "events", "median"),
    [
        ((1, 2, 3, 4), (1, 1, 1, 1), (2.5, 1, None)),
        ((1, 2, 3, 4), (1, 1, 0, 0), (2, 1, None)),
        ((0, 2, 3, 4), (1, 1, 0, 1), (3, 0, None)),
        ((1, 2, 3, 4, 5, 6), (1, 0, 1, 1, 0, 1), (4, 1, None)),
        ((5, 6), (0, 0), (None, None, None)),
    ],
)
def test_a_median_where_the_curve_runs_level_at_one_half(days, events, median):
    """print(survfit(Surv(days, events) ~ 1, conf.type = "log-log")). The last: R prints NA for all three."""
    found = curve([lasted(day, event) for day, event in zip(days, events, strict=True)]).median
    assert (found.day, found.low, found.high) == median


def test_the_table_at_risk_of_lung_adds_up_at_each_tick():
    """summary(survfit(Surv(time, status) ~ sex, data = lung), times = seq(0, 900, 180))$n.risk, and by sex

    sum(time < tick & status == 2), sum(time < tick & status == 1).
    """
    men, women = ([one for one in lung("sex") if one.group == sex] for sex in "12")
    rows = [[(c.at_risk, c.events, c.censored) for c in at_risk(one, TICKS)] for one in (men, women)]
    assert rows[0] == [(138, 0, 0), (89, 48, 1), (37, 83, 18), (17, 99, 22), (7, 109, 22), (2, 112, 24)]
    assert rows[1] == [(90, 0, 0), (71, 14, 5), (33, 34, 23), (16, 44, 30), (7, 49, 34), (1, 53, 36)]
    assert {sum(column) for column in rows[0]} == {138}


def test_an_event_on_the_day_of_a_tick_is_still_ahead_of_it():
    """lifelines' own table counts it as past: at risk at the end of the day."""
    durations = [lasted(10, 1), lasted(10, 0), lasted(20, 1)]
    (column,) = at_risk(durations, [10])
    assert (column.at_risk, column.events, column.censored) == (3, 0, 0)
    (column,) = at_risk(durations, [11])
    assert (column.at_risk, column.events, column.censored) == (1, 1, 1)


def test_who_enters_late_is_at_risk_after_the_day_of_entry():
    """e <- c(0,0,5,0,10,3,0,20,0,0,7,0,0,2,0,4,0,10,0,0,15,0,1)

    summary(survfit(Surv(e, time, status) ~ 1, data = aml, conf.type = "log-log")), median 23 (9 to 34).
    Somebody enters on the days 5, 10 and 15, on the first of which two have the event.
    """
    found = curve([replace(one, entry=entry) for one, entry in zip(aml(), AML_ENTRY, strict=True)])
    assert printed(found)[:4] + printed(found)[-1:] == close(
        [
            (5, 17, 2, 0.88235294118, 0.60597889953, 0.9692092969),
            (8, 17, 2, 0.77854671280, 0.51304162862, 0.9103812292),
            (9, 15, 1, 0.72664359862, 0.46390077916, 0.8756822810),
            (12, 16, 1, 0.68122837370, 0.42519178902, 0.8417333272),
            (48, 2, 1, 0.07524415962, 0.00638700672, 0.2659722069),
        ]
    )
    assert (found.median.day, found.median.low, found.median.high) == (23, 9, 34)
    assert found.steps[0].at_risk == 13


def test_without_durations_there_is_no_curve():
    with pytest.raises(ValueError, match="one duration at least"):
        curve([])


@pytest.mark.parametrize(
    ("durations", "stratified", "statistic", "p"),
    [
        (aml(), False, 3.39638869898, 0.06533932204),
        (gehan(), False, 16.7929409892, 4.168809109e-05),
        (lung("sex"), False, 10.3267419549, 0.00131116452),
        (lung("sex", "inst", keep=lambda row: row["inst"]), True, 8.52446736332, 0.00350403287),
        (
            lung(**ECOG),
            False,
            18.0120966947,
            1.226656315e-4,
        ),
        (
            lung(stratum="sex", **ECOG),
            True,
            18.9882185062,
            7.529406434e-05,
        ),
    ],
    ids=["aml", "gehan", "lung by sex", "within institutions", "three groups", "three groups within sex"],
)
def test_log_rank(durations, stratified, statistic, p):
    """survdiff(Surv(time, status) ~ group + strata(stratum))$chisq and $pvalue; ph.ecog: subset = ph.ecog < 3."""
    found = log_rank(durations, stratified=stratified)
    assert found.statistic == pytest.approx(statistic, rel=1e-10)
    assert found.p == pytest.approx(p, rel=1e-9)
    assert found.degrees == len(found.groups) - 1


def test_log_rank_tells_observed_and_expected_events():
    """survdiff(Surv(time, status) ~ ph.ecog, data = lung, subset = ph.ecog < 3): N, $obs, $exp."""
    found = log_rank(lung(**ECOG))
    assert [(one.n, one.events) for one in found.groups] == [(63, 37), (113, 82), (50, 44)]
    assert [one.expected for one in found.groups] == pytest.approx([53.90469628, 83.09294223, 26.00236149], abs=5e-9)


def test_log_rank_heeds_late_entry():
    """coxph(Surv(e, time + (1:23) / 100, status) ~ x, data = aml)$score; without ties it is the log-rank."""
    rows = enumerate(zip(aml(100), AML_ENTRY, strict=True), start=1)
    durations = [replace(one, days=one.days + place, entry=entry * 100) for place, (one, entry) in rows]
    assert log_rank(durations).statistic == pytest.approx(3.103564821, abs=5e-10)


def test_lifelines_finds_the_same_log_rank():
    durations = lung("sex")
    columns = ([one.days for one in durations], [one.group for one in durations], [one.event for one in durations])
    other = lifelines().statistics.multivariate_logrank_test(*columns)
    assert log_rank(durations).statistic == pytest.approx(other.test_statistic, rel=1e-12)


def test_no_test_is_shown_below_ten_in_a_group():
    ten = [lasted(day, day % 2, group="a") for day in range(10)]
    nine = [lasted(day, 1, group="b") for day in range(9)]
    found = log_rank(ten + nine)
    assert (found.statistic, found.p) == (None, None)
    assert found.withheld == "No test is shown where a group has fewer than 10."
    assert [(one.n, one.events, one.expected) for one in found.groups] == [(10, 5, None), (9, 9, None)]
    assert log_rank([*ten, *nine, lasted(9, 1, group="b")]).withheld == ""


def test_no_test_without_two_groups_that_were_at_risk_together():
    assert log_rank([]).withheld == log_rank(gehan()[:21]).withheld == "There are not two groups to compare."
    first = [lasted(day, 0, group="a") for day in range(1, 11)]
    later = [lasted(day, 1, group="b") for day in range(20, 30)]
    found = log_rank(first + later)
    assert found.withheld == "Two groups were never at risk together when an event happened."
    assert (found.statistic, found.degrees) == (None, 0)


def test_no_test_of_groups_that_were_decided_after_time_zero():
    durations = [replace(one, group_since=30 if one.group == "6-MP" else 0) for one in gehan()]
    assert "from a landmark only" in log_rank(durations).withheld


def test_the_libraries_are_not_loaded_before_they_are_needed():
    """A web server starts with these modules, and most of its pages show no curve."""
    asked = (
        "import sys; from cases.analysis.statistics import contrasts, logrank, stratified, survival; "
        "print(sorted({'lifelines', 'numpy', 'pandas', 'scipy'} & sys.modules.keys())); "
        "stratified.chi_square_tail(1, 1); print('scipy' in sys.modules, 'lifelines' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "True False"]


def test_a_risk_set_that_is_used_up_before_others_enter_has_no_curve():
    """By hand: the one at risk on day 5 has the event, so the product is 0 for good; entry by day 5 mends that."""
    early = lasted(5, True)
    with pytest.raises(Interrupted, match="after day 5"):
        curve([early, lasted(20, True, entry=8), lasted(30, False, entry=9)])
    assert [one.day for one in curve([early, lasted(20, True, entry=4), lasted(30, False, entry=9)]).steps] == [
        0,
        5,
        20,
        30,
    ]
    assert curve([early, lasted(20, True)]).steps[-1].survival == 0


def test_deaths_long_after_the_last_look_as_r_has_them():
    """The look lies 0, 10, 20, 0, … days before each death of aml, at most all of them; a gap above 10 is censored.

    gap <- pmin(aml$time, (0:22 %% 3) * 10) * aml$status; late <- gap > 10
    survfit(Surv(ifelse(late, time - gap, time), status * !late) ~ 1, aml, conf.type = "log-log"): 23, 16 events, median
    30 (12, 43); summary(…, times = c(10, 20, 30, 40))$surv. Every death: 18 events, median 27 (13, 34).
    """
    histories = list(_looked_at())
    every, some = (
        curve(observe(histories, Endpoint.SKIN_PFS, Origin.T0, Reading.MIDDLE, within=within).observed)
        for within in (None, 10)
    )
    assert (every.n, every.events, every.median) == (23, 18, Median(27, 13, 34))
    assert (some.n, some.events, some.median) == (23, 16, Median(30, 12, 43))
    heights = [max(s.day for s in some.steps if s.day <= day) for day in (10, 20, 30, 40)]
    found = {s.day: s.survival for s in some.steps}
    assert [found[day] for day in heights] == pytest.approx([0.7727273, 0.6250000, 0.4474432, 0.3196023], abs=5e-8)


def _looked_at() -> Iterator[History]:
    for place, (days, died) in enumerate(zip(AML_DAYS, AML_EVENTS, strict=True)):
        seen = days - min(days, place % 3 * 10) * died
        death = Between(days, days) if died else None
        yield History(str(place), Between(0, 0), death=death, skin_seen=Between(seen, seen))
