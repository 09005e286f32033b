"""What is proposed where something is lacking: which record, where it must lie, and in which words."""

from typing import Any

import pytest

from cases.rules.definition import load_definition
from cases.rules.discordance import classify
from cases.rules.remedies import Remedy, remedies
from cases.rules.timeline import Timeline
from tests.spec.timelines import T0, baseline, between, biopsy, case, drug, regimen, scan, skin, workup

DCP, CNS = load_definition("dcp"), load_definition("cns-discordance")
LIVER = baseline("liver")
RESPONSE = scan(-10, liver="PR")
NEXT = {"key": "r2", "line": 2, "agents": ["trastuzumab emtansine"]}


def found(document: dict[str, Any], definition: Any = DCP) -> dict[str, Remedy]:
    """The remedies of the last event by what they say."""
    timeline = Timeline.from_document(document)
    episode = classify(timeline, definition)[-1]
    return {one.says: one for one in remedies(timeline, definition, episode)}


def ways(remedy: Remedy) -> list[tuple[str, str]]:
    return [(one.words, str(one.label)) for one in remedy.leads_to]


def untold(agents: list[str], **fields: Any) -> Any:
    return regimen(-300, drugs=[drug(agent, -300) for agent in agents], **fields)


@pytest.mark.parametrize(
    ("agents", "names", "options"),
    [
        (["trastuzumab"], "trastuzumab", ["still given", "up to 42 days before the event", "43 to 180 days before"]),
        (["tucatinib"], "tucatinib", ["still given", "up to 14 days before the event", "15 to 180 days before"]),
        (
            ["tucatinib", "trastuzumab", "docetaxel"],
            "trastuzumab and tucatinib",
            ["still given", "up to 42 days before the event", "43 to 180 days before"],
        ),
    ],
)
def test_the_last_dose_is_asked_for_within_the_limits_of_the_drug(
    agents: list[str], names: str, options: list[str]
) -> None:
    asked = found(case(untold(agents), baseline("liver", day=-305), RESPONSE))
    (says,) = [one for one in asked if "last dose" in one]
    assert says == f"The day of the last dose of {names} would decide it."
    assert ways(asked[says]) == list(
        zip([*options, "earlier"], ["DCP_STRICT", "DCP_STRICT", "DCP_STRICT_EARLY_POST", "OFF_EXPOSURE"], strict=True)
    )
    assert (asked[says].kind, asked[says].records) == ("state_last_dose", ("r1",))


def test_unstated_drugs_are_asked_for_with_both_answers() -> None:
    asked = found(case(("regimens", {"id": "r1", "start": T0 - 200, "stop": None}), LIVER, RESPONSE))
    one = asked["The drugs of r1 would decide it."]
    assert (one.kind, one.rule, one.records) == ("state_drugs", "exposure", ("r1",))
    assert ways(one)[0] == ("with an anti-HER2 antibody", "DCP_STRICT")


def test_an_open_list_is_asked_to_be_whole() -> None:
    one = found(case(scan(5), drop=["r1"], complete=False))[
        "Saying that the list of regimens is complete would decide it."
    ]
    assert (one.kind, ways(one)) == ("complete_list", [("complete", "NOT_ELIGIBLE")])
    assert "complete" not in "".join(found(case(untold(["trastuzumab"]), LIVER, RESPONSE)))


@pytest.mark.parametrize(
    ("places", "what"),
    [
        (["liver"], "A liver assessment"),
        (["ovary"], "An ovary assessment"),
        (["nodes_reg"], "An assessment of regional nodes"),
        (["liver", "lung"], "An assessment of liver and lung"),
    ],
)
def test_an_assessment_is_asked_for_in_words(places: list[str], what: str) -> None:
    (says, *_) = [one for one in found(case(baseline(*places))) if "assessment" in one]
    assert says == f"{what} between day 944 and 1042 would decide it."


@pytest.mark.parametrize(
    ("begin", "last"), [(0, 1014), (10, 1024), (28, 1042), (40, 1042), (between(5, 60), 1019), (between(-3, 60), None)]
)
def test_no_assessment_is_asked_for_after_the_next_therapy_acts(begin: Any, last: int | None) -> None:
    """14 days into the next therapy at the latest, counted from the earliest day that it may begin."""
    stopped = regimen(last_dose=-10, stop=-4, stop_reason="PD_isolated_cutaneous")
    asked = found(case(stopped, regimen(begin, **NEXT), LIVER))
    says = [one for one in asked if "A liver assessment" in one]
    assert says == ([] if last is None else [f"A liver assessment between day 944 and {last} would decide it."])


def test_an_assessment_is_asked_for_on_the_line_of_the_event() -> None:
    """The line began 50 days before the event: what was seen before says nothing of it."""
    first_line = regimen(-300, -60, -55, stop_reason="PD_systemic")
    asked = found(
        case(first_line, regimen(-50, **NEXT), baseline("liver", day=-52, regimen="r2"), scan(-58, "p", liver="PD"))
    )
    (one,) = [one for one in asked.values() if one.kind == "add_assessment"]
    assert one.from_t0 == (-49, 42)
    assert one.days == (951, 1042)


def test_a_status_is_asked_for_where_a_scan_looked_but_says_nothing() -> None:
    def at(*scans: Any) -> list[str]:
        return [one for one in found(case(LIVER, *scans)) if one.startswith("A status")]

    assert at(scan(-5, "a1", liver="NE")) == ["A status of the liver at a1 would decide it."]
    assert at(scan(-5, "a1", lung="NED")) == ["A status of the liver at a1 would decide it."]
    assert at(scan(-5, "a1", scope="LIMITED", lung="NED")) == []
    assert at(scan(None, "a1", liver="NE")) == []
    two = found(case(baseline("liver", "lung"), scan(-5, "a1", liver="NE", lung="NE")))
    assert [one for one in two if one.startswith("A status")] == []


def test_a_status_says_where_its_scan_lies_and_every_way_it_may_turn_out() -> None:
    one = found(case(LIVER, scan(-5, "a1", liver="NE")))["A status of the liver at a1 would decide it."]
    assert (one.records, one.from_t0, one.days, one.compartments) == (("a1",), (-5, -5), (995, 995), ("LIVER",))
    assert ways(one) == [("in response", "DCP_STRICT"), ("stable", "DCP_BROAD"), ("in progression", "CONCORDANT_PD")]


def test_a_scan_of_no_line_is_asked_for_its_regimen() -> None:
    ended = regimen(-200, -30, -30)
    asked = found(case(ended, LIVER, scan(-5, "a1", regimen=None, liver="PD")))
    one = asked["Naming r1 as the regimen of a1 would decide it."]
    assert (one.kind, one.records, ways(one)) == ("name_regimen", ("a1",), [("named", "CONCORDANT_PD")])


def test_a_full_restaging_is_asked_for_where_there_is_nothing_to_compare() -> None:
    one = found(case())["A full restaging between day 944 and 1042 would decide it."]
    assert (one.kind, one.from_t0, ways(one)) == ("add_assessment", (-56, 42), [("clear", "SKIN_ONLY")])


def test_an_equivocal_lesion_is_looked_at_again() -> None:
    asked = found(case(LIVER, RESPONSE, scan(-2, "a2", lung="EQUIVOCAL_NEW")))
    one = asked["A later look at the equivocal lesion in the lung (a2) would decide it."]
    assert (one.kind, one.records, one.compartments) == ("settle_lesion", ("a2",), ("LUNG",))
    assert ways(one) == [("no longer suspected", "DCP_STRICT"), ("in progression", "CONCORDANT_PD")]


@pytest.mark.parametrize(
    ("records", "days"),
    [
        ((biopsy(3, "benign"),), (1004, 1094)),
        ((biopsy(-3, "benign"),), (1001, 1091)),
        ((biopsy(3, "benign"), biopsy(9, "benign", key="b2")), (1010, 1100)),
        ((workup("alternative"),), (1001, 1091)),
        ((biopsy(3, "suspicious"),), None),
        ((workup("unresolved"),), None),
    ],
)
def test_healing_is_asked_for_only_after_a_benign_finding(records: Any, days: tuple[int, int] | None) -> None:
    dropped = [] if any(one[1].get("id") == "b1" for one in records) else ["b1"]
    asked = found(case(LIVER, RESPONSE, *records, drop=dropped))
    healed = [one.days for one in asked.values() if one.kind == "add_follow_up"]
    assert healed == ([] if days is None else [days])
    assert [one.days for one in asked.values() if one.kind == "add_biopsy"] == [(986, 1090)]


def test_only_a_pending_result_is_awaited() -> None:
    asked = found(case(LIVER, RESPONSE, biopsy(3, "pending")))
    one = asked["The result of the biopsy b1 would decide it."]
    assert ways(one) == [("breast carcinoma", "DCP_STRICT"), ("another malignancy", "NOT_ELIGIBLE")]
    assert (one.kind, one.records) == ("give_result", ("b1",))
    assert not [one for one in found(case(LIVER, RESPONSE, biopsy(3, "suspicious"))) if "result" in one]


def test_an_imaged_event_asks_for_a_biopsy_of_its_place_and_for_no_healing() -> None:
    suspected = scan(0, "m1", scope="LIMITED", brain="EQUIVOCAL_NEW")
    asked = found(case(LIVER, RESPONSE, suspected, drop=["s1", "b1"]), CNS)
    says = "A later look at the equivocal lesion in the brain (m1) would decide it."
    assert ways(asked[says]) == [("in progression", "DCP_STRICT")]
    assert "A biopsy of the brain between day 986 and 1090 that shows breast carcinoma would decide it." in asked
    assert not [one for one in asked.values() if one.kind == "add_follow_up"]


def test_remedies_come_from_the_least_to_do_to_the_most() -> None:
    kinds = [one.kind for one in found(case(LIVER, scan(-5, "a1", liver="NE"), biopsy(3, "pending"))).values()]
    assert kinds == ["give_status", "give_result", "add_assessment", "add_biopsy"]


def test_an_event_of_an_uncertain_day_is_answered_from_it() -> None:
    asked = found(case(LIVER, skin(between(-3, 3)), biopsy(9, "benign")))
    assert "A liver assessment between 56 days before and 42 days after s1 would decide it." in asked
    assert "A finding between 13 and 103 days after s1 that the lesion of s1 has resolved would decide it." in asked
