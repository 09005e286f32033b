"""Whether a moved constant can matter: which distances it is compared with, and that both ends of its way count."""

from typing import Any

import pytest

from cases.rules.definition import Index
from cases.rules.reach import distances, may_matter
from cases.rules.timeline import Timeline

T0 = (0, 0)
OPEN = (None, None)
Record = tuple[str, dict[str, Any]]


def read(*records: Record) -> Timeline:
    document: dict[str, Any] = {"schema": "case/1", "local_code": "X", "skin_findings": [skin(0, "s1")[1]]}
    for name, record in records:
        document.setdefault(name, []).append(record)
    return Timeline.from_document(document)


def skin(day: Any, key: str) -> Record:
    return "skin_findings", {"id": key, "on": day, "change": "progression"}


def scan(day: Any) -> Record:
    return "assessments", {"id": "a1", "on": day, "compartments": []}


def biopsy(day: Any) -> Record:
    return "specimens", {"id": "b1", "on": day, "result": "pending", "finding": "s1"}


def regimen(start: Any, key: str = "r1", agent: str = "trastuzumab", stop: Any = None, **drug: Any) -> Record:
    return "regimens", {"id": key, "start": start, "stop": stop, "drugs": [{"agent": agent, **drug}]}


def given(start: Any, **drug: Any) -> Record:
    """A drug that began later than its regimen."""
    name, written = regimen(-100, **drug)
    return name, written | {"drugs": [written["drugs"][0] | {"start": start}]}


def of(constant: str, *records: Any, t0: Any = T0, index: Index = Index.FINDING) -> list:
    return list(distances(read(*records), index, t0, constant))


def within(lo: int | None, hi: int | None) -> dict[str, Any]:
    return {"lo": lo, "hi": hi, "precision": "unknown"}


@pytest.mark.parametrize("constant", ["TIGHT", "WIDE"])
def test_windows_are_compared_with_assessments(constant: str) -> None:
    records = regimen(-100), scan(-10), biopsy(3)
    assert of(constant, *records) == [(-10, -10)]
    assert of(constant, *records, t0=(5, 9)) == [(-19, -15)]
    assert of(constant, *records, t0=(None, 9)) == [(-19, None)]
    assert of(constant, *records, t0=(5, None)) == [(None, -15)]


def test_findings_of_the_skin_are_compared_where_imaging_starts_the_event() -> None:
    records = regimen(-100), scan(-10), skin(7, "s2")
    assert of("TIGHT", *records) == [(-10, -10)]
    assert set(of("TIGHT", *records, index=Index.ASSESSMENT)) == {(-10, -10), (0, 0), (7, 7)}


@pytest.mark.parametrize("constant", ["BX", "BX_LATE"])
def test_biopsies_are_compared_with_the_event(constant: str) -> None:
    assert of(constant, regimen(-100), scan(-10), biopsy(30)) == [(30, 30)]


def test_stability_lies_between_looks_at_the_target() -> None:
    records = regimen(-100), scan(-10), skin(30, "s2"), biopsy(-4)
    assert sorted(of("STABLE", *records)) == [(-30, -30), (0, 0), (0, 0), (4, 4), (30, 30), (34, 34)]
    assert sorted(of("STABLE", *records, index=Index.ASSESSMENT)) == [(-6, -6), (0, 0)]


def test_grace_counts_from_the_event_and_from_each_start_and_stop() -> None:
    records = regimen(-100, stop=-20), regimen(-15, "r2"), scan(-10), skin(40, "s2")
    assert sorted(of("NEXT_TX_GRACE", *records)) == [(-10, -10), (5, 5), (10, 10), (90, 90)]


def test_tails_count_from_the_last_dose_of_drugs_of_their_kind() -> None:
    antibody = regimen(-100, last_dose=-40)
    tki = regimen(-100, "r2", agent="lapatinib", last_dose=-20)
    assert of("T_AB", antibody, tki) == [(40, 40)]
    assert of("T_TKI", antibody, tki) == [(20, 20)]
    assert of("T_AB", regimen(-100, agent="capecitabine", last_dose=-40)) == []


def test_without_a_last_dose_it_lies_in_the_last_interval_before_the_stop() -> None:
    assert of("T_AB", regimen(-100, stop=-10)) == [(10, 31)]
    assert of("T_AB", regimen(-100, stop=within(-10, None))) == [(None, 31)]
    assert of("T_AB", regimen(-100, stop=within(None, -10))) == [(10, None)]
    assert of("T_AB", regimen(-100, ongoing=True)) == []
    assert of("T_AB", regimen(-100)) == []


def test_exposure_counts_from_the_start_of_the_drug_to_the_event_and_to_the_last_dose() -> None:
    assert of("MIN_EXP", regimen(-100, last_dose=-20)) == [(100, 100), (80, 80)]
    assert of("MIN_EXP", given(-60, last_dose=-20)) == [(60, 60), (40, 40)]
    assert of("MIN_EXP", regimen(-100, ongoing=True)) == [(100, 100)]


def test_days_that_are_not_known_may_lie_anywhere_between_their_bounds() -> None:
    tied = {"anchor": "s1", "lo_offset": 1, "hi_offset": 2, "precision": "relative"}
    assert of("TIGHT", regimen(-100), scan(within(-9, -3))) == [(-9, -3)]
    assert of("TIGHT", regimen(-100), scan(None)) == [OPEN]
    assert of("TIGHT", regimen(-100), scan(tied)) == [OPEN]
    assert of("HERALD", regimen(-100)) == [OPEN]


@pytest.mark.parametrize(
    ("ends", "matters"), [((43, 57), True), ((57, 43), True), ((30, 43), True), ((44, 58), False), ((28, 42), False)]
)
def test_both_ends_of_the_way_count(ends: tuple[int, int], matters: bool) -> None:
    timeline = read(regimen(-100), scan(43))
    assert may_matter(timeline, Index.FINDING, T0, "TIGHT", *ends) is matters


@pytest.mark.parametrize(
    ("day", "matters"),
    [(within(None, 42), False), (within(None, 43), True), (within(58, None), False), (within(57, None), True)],
)
def test_a_day_with_one_bound_reaches_as_far_as_the_other_side_goes(day: Any, matters: bool) -> None:
    timeline = read(regimen(-100), scan(day))
    assert may_matter(timeline, Index.FINDING, T0, "TIGHT", 43, 57) is matters


def test_cycles_and_a_length_of_no_days_always_matter() -> None:
    timeline = read(regimen(-300, last_dose=0))
    assert may_matter(timeline, Index.FINDING, T0, "MIN_CYCLES", 2, 1)
    assert may_matter(timeline, Index.FINDING, T0, "MIN_EXP", 14, 0)
    assert not may_matter(timeline, Index.FINDING, T0, "MIN_EXP", 15, 1)
