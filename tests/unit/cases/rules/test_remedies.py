"""What would change it: each remedy does what it says, and near misses say how far it is."""

import time
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings

from cases.rules.definition import Definition, load_definition
from cases.rules.discordance import Episode, classify
from cases.rules.near import NearMiss, near_miss
from cases.rules.remedies import Remedy, remedies
from cases.rules.timeline import Timeline
from tests.spec.examples import TABLES
from tests.spec.timelines import (
    around,
    baseline,
    between,
    biopsy,
    case,
    local_treatment,
    regimen,
    scan,
    skin,
    workup,
)
from tests.unit.cases.rules.small_cases import WITH_BRAIN, SmallCase, small_cases, small_definition

DCP = load_definition("dcp")
SMALL, SMALL_BRAIN = small_definition(), small_definition("cns-discordance")
thorough = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def last_episode(document: dict[str, Any], definition: Definition = DCP) -> tuple[Timeline, Episode]:
    timeline = Timeline.from_document(document)
    return timeline, classify(timeline, definition)[-1]


def found(document: dict[str, Any], definition: Definition = DCP) -> tuple[Remedy, ...]:
    timeline, episode = last_episode(document, definition)
    return remedies(timeline, definition, episode)


def said(document: dict[str, Any], definition: Definition = DCP) -> list[str]:
    return [one.says for one in found(document, definition)]


def missed(document: dict[str, Any], definition: Definition = DCP) -> NearMiss | None:
    timeline, episode = last_episode(document, definition)
    return near_miss(timeline, definition, episode, remedies(timeline, definition, episode))


def keeps_its_word(timeline: Timeline, definition: Definition) -> int:
    """Every way out of every remedy gives the label that it says, on every day that it allows."""
    tried = 0
    for episode in classify(timeline, definition):
        for one in remedies(timeline, definition, episode):
            assert one.apply(timeline) is not timeline
            for way in one.leads_to:
                after = [one for one in classify(way.change.apply(timeline), definition) if one.key == episode.key]
                assert [one.label for one in after] == [way.label], (one.says, way.words)
                tried += 1
    return tried


@pytest.mark.parametrize("name", TABLES)
def test_the_remedies_of_every_worked_example_do_what_they_say(name: str) -> None:
    definition = load_definition(name)
    tried = [keeps_its_word(Timeline.from_document(one.document), definition) for one in TABLES[name]]
    assert sum(tried) or name == "dcp-recist-only@1.0.0"


@given(small_cases())
@thorough
def test_remedies_do_what_they_say(small: SmallCase) -> None:
    tried = keeps_its_word(Timeline.from_document(small.document()), SMALL)
    event(f"{min(tried, 5)} ways out")


@given(small_cases(places=WITH_BRAIN))
@thorough
def test_remedies_of_imaged_events_do_what_they_say(small: SmallCase) -> None:
    keeps_its_word(Timeline.from_document(small.document()), SMALL_BRAIN)


@given(small_cases())
@thorough
def test_only_an_open_label_has_remedies(small: SmallCase) -> None:
    timeline = Timeline.from_document(small.document())
    for episode in classify(timeline, SMALL):
        assert episode.label == "INDETERMINATE" or remedies(timeline, SMALL, episode) == ()


def test_a_missing_scan_is_asked_for_in_the_tight_window() -> None:
    (one,) = found(case(baseline("liver"), skin(-600), biopsy(-597), regimen(-800)))
    assert one.says == "A liver assessment between day 344 and 442 would decide it."
    assert (one.kind, one.rule, one.label) == ("add_assessment", "systemic", "DCP_STRICT")
    assert (one.days, one.from_t0, one.compartments) == ((344, 442), (-56, 42), ("LIVER",))
    assert [(way.words, way.label) for way in one.leads_to] == [
        ("in response", "DCP_STRICT"),
        ("stable", "DCP_BROAD"),
        ("in progression", "CONCORDANT_PD"),
    ]


def test_a_missing_scan_is_asked_for_before_the_next_therapy_acts() -> None:
    next_one = regimen(3, key="r2", line=2, agents=["trastuzumab emtansine"])
    (one,) = found(
        case(baseline("liver"), regimen(last_dose=-10, stop=0, stop_reason="PD_isolated_cutaneous"), next_one)
    )
    assert one.says == "A liver assessment between day 944 and 1017 would decide it."


def test_an_event_without_an_exact_day_is_answered_in_days_from_it() -> None:
    remedies_found = found(case(baseline("liver"), skin(between(-3, 3))))
    assert remedies_found[0].says == ("A liver assessment between 56 days before and 42 days after s1 would decide it.")
    assert (remedies_found[0].days, remedies_found[0].from_t0) == (None, (-56, 42))


@pytest.mark.parametrize(
    ("document", "says"),
    [
        (case(baseline("liver"), scan(-5, liver="NE")), "A status of the liver at a-5 would decide it."),
        (
            case(baseline("liver", "bone"), scan(-10, liver="PR")),
            "A status of the bone at a-10 would decide it.",
        ),
        (case(), "A full restaging between day 944 and 1042 would decide it."),
        (
            case(baseline("liver", "breast_ipsi")),
            "An assessment of breast of the primary and liver between day 944 and 1042 would decide it.",
        ),
        (case(baseline("ovary")), "An ovary assessment between day 944 and 1042 would decide it."),
        (
            case(baseline("liver"), scan(-10, liver="PR"), scan(-2, lung="EQUIVOCAL_NEW")),
            "A later look at the equivocal lesion in the lung (a-2) would decide it.",
        ),
        (
            case(baseline("liver"), scan(-10, liver="CR"), biopsy(result="benign")),
            "A biopsy of s1 between day 986 and 1090 that shows breast carcinoma would decide it.",
        ),
        (
            case(baseline("liver"), scan(-10, liver="CR"), biopsy(result="benign")),
            "A finding between day 1004 and 1094 that the lesion of s1 has resolved would decide it.",
        ),
        (
            case(baseline("liver"), scan(-10, liver="CR"), workup("alternative"), drop=["b1"]),
            "A finding between day 1001 and 1091 that the lesion of s1 has resolved would decide it.",
        ),
        (
            case(baseline("liver"), scan(-10, liver="CR"), biopsy(result="pending")),
            "The result of the biopsy b1 would decide it.",
        ),
        (
            case(scan(5), drop=["r1"], complete=False),
            "Saying that the list of regimens is complete would decide it.",
        ),
        (
            case(("regimens", {"id": "r1", "start": 800, "stop": None}), baseline("liver"), scan(-10, liver="CR")),
            "The drugs of r1 would decide it.",
        ),
        (
            case(
                ("regimens", {"id": "r1", "start": 800, "drugs": [{"agent": "trastuzumab", "last_dose": None}]}),
                baseline("liver"),
                scan(-10, liver="CR"),
            ),
            "The day of the last dose of trastuzumab would decide it.",
        ),
        (
            case(baseline("liver"), scan(between(-95, -20), key="a1", liver="CR")),
            "A date of a1 between day 910 and 980 would decide it.",
        ),
        (
            case(baseline("liver"), scan(-10, liver="CR"), regimen(between(-60, -20))),
            "The start of r1 between day 940 and 958 would decide it.",
        ),
    ],
)
def test_what_is_lacking_is_said_in_one_sentence(document: dict[str, Any], says: str) -> None:
    assert says in said(document)


def test_the_last_dose_decides_in_every_way() -> None:
    untold = ("regimens", {"id": "r1", "start": 500, "drugs": [{"agent": "trastuzumab", "last_dose": None}]})
    (one,) = found(case(untold, baseline("liver", day=-505), scan(-10, liver="CR"), complete=False))
    assert [(way.words, way.label) for way in one.leads_to] == [
        ("still given", "DCP_STRICT"),
        ("up to 42 days before the event", "DCP_STRICT"),
        ("43 to 180 days before", "DCP_STRICT_EARLY_POST"),
        ("earlier", "OFF_EXPOSURE"),
    ]


def test_a_brain_scan_is_not_asked_for_the_status_of_the_liver() -> None:
    brain = scan(-5, scope="LIMITED", brain="NED")
    assert said(case(baseline("liver"), brain)) == ["A liver assessment between day 944 and 1042 would decide it."]


def test_two_rules_may_be_open_and_each_has_its_remedy() -> None:
    document = case(baseline("liver"), biopsy(result="pending"))
    by_rule = {one.rule: one for one in found(document)}
    assert set(by_rule) == {"evidence", "systemic"}
    assert {one.label for one in by_rule.values()} == {"INDETERMINATE"}


def test_dates_that_only_decide_together_are_asked_for_together() -> None:
    wide = scan(between(-200, -40), key="a1", liver="CR")
    sentences = said(case(baseline("liver"), skin(between(-60, 60)), wide, drop=["b1"]))
    assert "The days of a1 and s1 would decide it together." in sentences
    assert not any(one.startswith("A date of") for one in sentences)


def test_a_wholly_unknown_day_of_the_event_is_asked_for() -> None:
    document = case(baseline("liver"), scan(-10, liver="CR"), skin(None), drop=["b1"])
    assert any(one.startswith("A date of s1 ") for one in said(document))


def test_remedies_are_plain_values_for_storing() -> None:
    (one,) = found(case(baseline("liver")))
    assert one.as_json() == {
        "kind": "add_assessment",
        "rule": "systemic",
        "label": "DCP_STRICT",
        "says": "A liver assessment between day 944 and 1042 would decide it.",
        "records": [],
        "days": [944, 1042],
        "from_t0": [-56, 42],
        "compartments": ["LIVER"],
        "leads_to": [["in response", "DCP_STRICT"], ["stable", "DCP_BROAD"], ["in progression", "CONCORDANT_PD"]],
    }


def test_the_work_for_very_uncertain_dates_is_bounded() -> None:
    """Six scans and four findings known to a quarter of a year; remedies may be lacking, but come soon."""
    scans = [scan(between(-95 + number, 60 + number), key=f"a{number}", liver="PR") for number in range(6)]
    findings = [skin(between(-50, 50), key=f"s{number}") for number in range(1, 5)]
    timeline = Timeline.from_document(case(baseline("liver"), *scans, *findings, drop=["b1"]))
    episodes = classify(timeline, DCP)
    begun = time.perf_counter()
    for episode in episodes:
        remedies(timeline, DCP, episode)
    assert time.perf_counter() - begun < 20


# ---- near misses ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "constant", "distance", "label"),
    [
        (case(regimen(last_dose=-45, stop=-44), baseline("liver"), scan(-10, liver="CR")), "T_AB", 3, "DCP_STRICT"),
        (
            case(regimen(last_dose=-20, stop=-20, agents=["tucatinib"]), baseline("liver"), scan(-10, liver="CR")),
            "T_TKI",
            6,
            "DCP_STRICT",
        ),
        (case(baseline("liver", day=-40), scan(5, liver="CR"), regimen(-35)), "MIN_EXP", 7, "DCP_STRICT"),
        (case(baseline("liver"), scan(-95, liver="CR")), "WIDE", 5, "DCP_STRICT"),
        (case(baseline("liver"), scan(66, liver="SD")), "WIDE", 6, "DCP_BROAD"),
        (case(baseline("liver"), scan(-10, liver="CR"), scan(40, liver="PD")), "TIGHT", 3, "DCP_STRICT"),
        (case(baseline("liver"), scan(-10, liver="CR"), scan(-55, brain="PD")), "TIGHT", 2, "DCP_STRICT"),
    ],
)
def test_an_event_just_outside_a_constant_is_a_near_miss(
    document: dict[str, Any], constant: str, distance: int, label: str
) -> None:
    miss = missed(document)
    assert miss is not None
    assert (miss.constant, miss.distance, miss.label) == (constant, distance, label)
    assert miss.says.startswith(f"{distance} day")
    assert miss.as_json()["constant"] == constant


def test_the_constant_that_a_near_miss_names_makes_it_discordant() -> None:
    document = case(baseline("liver"), scan(-95, liver="CR"))
    assert missed(document).says == (
        "5 days short: with WIDE of −95 to 60 instead of −90 to 60 it would be discordant."
    )
    _, episode = last_episode(document, DCP.with_overrides({"WIDE": "-95,60"}))
    _, still = last_episode(document, DCP.with_overrides({"WIDE": "-94,60"}))
    assert (episode.label, still.label) == ("DCP_STRICT", "INDETERMINATE")


@pytest.mark.parametrize(("day", "near"), [(-104, True), (-105, False)])
def test_fourteen_days_are_near_and_fifteen_are_not(day: int, near: bool) -> None:
    miss = missed(case(baseline("liver"), scan(day, liver="CR")))
    assert (miss.constant is not None) == near


def test_a_date_short_is_near_and_its_sentence_names_no_day() -> None:
    miss = missed(case(baseline("liver"), scan(between(-200, -20), key="a1", liver="CR")))
    assert miss == NearMiss(
        "DCP_STRICT", "dates", "The dates are not known well enough: better ones could make it discordant."
    )


def test_one_record_short_is_near_and_its_sentence_names_no_record() -> None:
    miss = missed(case(baseline("liver")))
    assert miss == NearMiss(
        "DCP_STRICT",
        "systemic",
        "The status elsewhere is not known: one record could make it discordant (in response).",
    )


@pytest.mark.parametrize(
    "document",
    [
        case(baseline("liver"), scan(-10, liver="CR")),
        case(regimen(last_dose=-400, stop=-400, start=-600), baseline("liver", day=-605), scan(-10, liver="CR")),
        case(baseline("liver"), scan(-10, liver="CR"), scan(10, liver="PD"), biopsy(result="pending")),
        case(scan(5)),
        case(skin(change="response"), baseline("liver"), scan(-10, liver="CR"), drop=["b1"]),
    ],
    ids=["discordant already", "long off the drugs", "two rules in the way", "nothing to compare", "no progression"],
)
def test_what_is_further_away_is_no_near_miss(document: dict[str, Any]) -> None:
    assert missed(document) is None


def test_an_anchored_event_has_a_near_miss_too() -> None:
    document = case(baseline("liver"), scan(-95, key="a1", liver="CR"), local_treatment(0, "radiotherapy"))
    document["skin_findings"][0]["on"] = around("lt1", 0, 0)
    assert missed(document).distance == 5
