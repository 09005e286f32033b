"""Which drugs count at the event, how many cycles, and which of several gave the last dose (settlements 6 to 10)."""

from typing import Any

import pytest

from cases.rules.definition import load_definition
from cases.rules.discordance import classify_document
from tests.spec.timelines import baseline, case, drug, regimen, scan

AB = {"agents": ["trastuzumab"]}


def first(*records: Any, overrides: dict[str, str] | None = None, **options: Any) -> dict[str, Any]:
    document = case(*records, baseline("liver", day=-405), scan(-5, liver="PR", regimen=None), **options)
    return classify_document(document, load_definition("dcp").with_overrides(overrides or {}))["episodes"][0]


def exposure(*records: Any, **options: Any) -> str:
    return first(*records, **options)["axes"]["exposure"]


def rule(episode: dict[str, Any]) -> dict[str, Any]:
    return next(one for one in episode["rules"] if one["rule"] == "exposure")


def test_of_two_regimens_within_the_limit_the_later_is_the_one_that_decides() -> None:
    earlier = regimen(-400, -30, stop=-30, stop_reason="planned_switch", **AB)
    decided = rule(first(earlier, regimen(-29, -10, stop=-9, key="r2", **AB)))
    assert (decided["records"], decided["days_from_t0"]) == (["r2"], -10)


def test_of_two_drugs_that_are_over_the_last_dose_counts() -> None:
    drugs = [drug("trastuzumab", -400, -60), drug("pertuzumab", -400, -100)]
    for order in (drugs, drugs[::-1]):
        decided = rule(first(regimen(-400, stop=-60, drugs=order)))
        assert (decided["records"], decided["days_from_t0"]) == (["r1"], -60)


@pytest.mark.parametrize(("start", "level"), [(-1, "ON"), (0, "LEAD_IN")])
def test_a_regimen_begun_on_the_day_of_the_event_gives_no_cycle_of_it(start: int, level: str) -> None:
    given = regimen(-60, stop=-2, cycles_given=1, last_dose=-40, stop_reason="toxicity", **AB)
    assert exposure(given, regimen(start, key="r2", line=1, **AB)) == level


def test_a_drug_without_a_known_end_was_given_at_least_once() -> None:
    """Trastuzumab of r1 has neither a stop nor a last dose: its first dose is one cycle, with the one of r2 two."""
    open_ended = regimen(-60, drugs=[drug("trastuzumab", -60)], cycles_given=None)
    assert exposure(open_ended, regimen(-10, key="r2", line=1, **AB)) == "ON"
    assert exposure(regimen(-10, key="r2", line=1, **AB), drop=["r1"]) == "LEAD_IN"


def test_stated_cycles_of_a_drug_without_a_known_end_are_taken_as_they_stand() -> None:
    def stated(cycles: int) -> str:
        return exposure(
            regimen(-60, drugs=[drug("trastuzumab", -60)], cycles_given=cycles),
            regimen(-10, key="r2", line=1, cycles_given=0, **AB),
        )

    assert (stated(2), stated(1)) == ("ON", "LEAD_IN")


@pytest.mark.parametrize(("cycles", "level"), [("0", "ON"), ("1", "LEAD_IN")])
def test_cycles_are_asked_of_antibodies_only_as_far_as_the_definition_wants(cycles: str, level: str) -> None:
    """A kinase inhibitor that ran 38 days gives no cycle."""
    short = regimen(-50, -12, stop=-12, agents=["tucatinib"])
    assert exposure(short, overrides={"MIN_CYCLES": cycles}) == level


@pytest.mark.parametrize(("last", "level"), [(-8, "ON"), (-9, "LEAD_IN")])
def test_a_kinase_inhibitor_must_have_run_for_the_least_exposure(last: int, level: str) -> None:
    assert exposure(regimen(-50, last, stop=-2, agents=["tucatinib"])) == level


@pytest.mark.parametrize(("stop", "level"), [(-8, "ON"), (-9, "LEAD_IN")])
def test_without_a_last_dose_a_kinase_inhibitor_ran_until_its_stop(stop: int, level: str) -> None:
    assert exposure(regimen(-50, stop=stop, agents=["tucatinib"])) == level


def test_days_of_the_last_dose_from_the_event() -> None:
    running = {"last_dose": 0}, {"last_dose": 5, "stop": 9}, {"stop": 0}, {"stop": 4}, {}
    for days in running:
        assert rule(first(regimen(-400, **days, **AB)))["days_from_t0"] == 0, days
    assert rule(first(regimen(-400, last_dose=-1, stop=3, **AB)))["days_from_t0"] == -1


def test_one_kinase_inhibitor_is_exposure_enough_beside_an_antibody_just_begun() -> None:
    antibody, inhibitor = drug("trastuzumab", -10, ongoing=True), drug("tucatinib", -50, ongoing=True)
    assert exposure(regimen(-50, drugs=[antibody, inhibitor])) == "ON"
    assert exposure(regimen(-50, drugs=[antibody, drug("tucatinib", -41, ongoing=True)])) == "LEAD_IN"
