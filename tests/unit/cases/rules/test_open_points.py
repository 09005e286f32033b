"""What an event leaves open beside its label: each change that is named settles the point that it is for."""

from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings

from cases.rules.definition import Definition, load_definition
from cases.rules.discordance import Episode, classify
from cases.rules.labels import ON_TREATMENT
from cases.rules.near import near_miss
from cases.rules.open_points import open_points
from cases.rules.remedies import Remedy, remedies
from cases.rules.timeline import Timeline
from tests.spec.examples import TABLES
from tests.spec.timelines import around, baseline, between, biopsy, case, earlier_biopsy, regimen, scan, skin
from tests.unit.cases.rules.small_cases import WITH_BRAIN, SmallCase, small_cases, small_definition

DCP = load_definition("dcp")
SMALL, SMALL_BRAIN = small_definition(), small_definition("cns-discordance")
thorough = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
OPEN = {
    "cns": {"NOT_IMAGED"},
    "her2": {"UNKNOWN", "EQUIVOCAL"},
    "extent": {"UNKNOWN"},
}


def points(timeline: Timeline, episode: Episode, definition: Definition = DCP) -> tuple[Remedy, ...]:
    found = remedies(timeline, definition, episode)
    return open_points(timeline, definition, episode, near_miss(timeline, definition, episode, found))


def found(document: dict[str, Any], definition: Definition = DCP) -> dict[str, Remedy]:
    timeline = Timeline.from_document(document)
    episode = classify(timeline, definition)[-1]
    return {one.rule: one for one in reversed(points(timeline, episode, definition))}


def is_open(episode: Episode, rule: str, before: Episode) -> bool:
    """Whether a rule is still open, as the printed episode says."""
    if rule == "certainty":
        least = ["SUSPECTED", "PROBABLE", "CONFIRMED"].index(before.certainty)
        return ["SUSPECTED", "PROBABLE", "CONFIRMED"].index(episode.certainty) <= least
    if rule not in ("cns", "her2", "extent"):
        return next(one for one in episode.rules if one.rule == rule).verdict == "unknown"
    value = episode.axes[rule]
    return bool(OPEN[rule] & ({value} if isinstance(value, str) else set(value)))


def keep_their_word(timeline: Timeline, definition: Definition) -> int:
    """Every way out of every point gives the label that it says, and settles the point."""
    tried = 0
    for episode in classify(timeline, definition):
        for one in points(timeline, episode, definition):
            for way in one.leads_to:
                (after,) = (
                    other for other in classify(way.change.apply(timeline), definition) if other.key == episode.key
                )
                assert after.label == way.label, (one.says, way.words)
                if one.kind == "check_date":
                    assert after.label in ON_TREATMENT, one.says
                else:
                    assert not is_open(after, one.rule, episode), (one.says, way.words)
                tried += 1
    return tried


@pytest.mark.parametrize("name", TABLES)
def test_what_is_named_settles_the_open_points_of_every_worked_example(name: str) -> None:
    definition = load_definition(name)
    assert sum(keep_their_word(Timeline.from_document(one.document), definition) for one in TABLES[name])


@given(small_cases())
@thorough
def test_what_is_named_settles_the_open_points(small: SmallCase) -> None:
    event(f"{min(keep_their_word(Timeline.from_document(small.document()), SMALL), 5)} ways out")


@given(small_cases(places=WITH_BRAIN))
@thorough
def test_what_is_named_settles_the_open_points_of_imaged_events(small: SmallCase) -> None:
    keep_their_word(Timeline.from_document(small.document()), SMALL_BRAIN)


RESPONDING = (baseline("liver"), scan(-10, liver="PR"), scan(-10, "brain", scope="LIMITED", brain="NED"))


def test_a_case_without_open_points_has_none() -> None:
    assert found(case(*RESPONDING)) == {}


@pytest.mark.parametrize(
    ("document", "rule", "says", "ways"),
    [
        (
            case(baseline("liver"), scan(-10, liver="PR")),
            "cns",
            "A brain assessment between day 944 and 1042 would show the state of the brain.",
            [("clear", "DCP_STRICT"), ("stable", "DCP_STRICT"), ("in progression", "DUAL_SANCTUARY")],
        ),
        (
            case(baseline("liver"), scan(-10, liver="PR", brain="NE")),
            "cns",
            "A status of the brain at a-10 would show the state of the brain.",
            [("clear", "DCP_STRICT"), ("stable", "DCP_STRICT"), ("in progression", "DUAL_SANCTUARY")],
        ),
        (
            case(*RESPONDING, earlier_biopsy(markers=[])),
            "her2",
            "A HER2 result of b0 would show the HER2 stratum.",
            [("3+", "DCP_STRICT"), ("1+", "DCP_STRICT"), ("0", "DCP_STRICT")],
        ),
        (
            case(*RESPONDING, drop=["b0"]),
            "her2",
            "A HER2 result of a specimen taken before the event would show the HER2 stratum.",
            [("3+", "DCP_STRICT"), ("1+", "DCP_STRICT"), ("0", "DCP_STRICT")],
        ),
        (
            case(*RESPONDING, earlier_biopsy(her2="2+")),
            "her2",
            "In situ hybridisation of b0 would settle its equivocal HER2.",
            [("amplified", "DCP_STRICT"), ("not amplified", "DCP_STRICT")],
        ),
        (
            case(*RESPONDING, skin(extent="UNKNOWN")),
            "extent",
            "The extent of s1 would show where the event lies.",
            [("locoregional", "DCP_STRICT"), ("distant", "DCP_STRICT"), ("both", "DCP_STRICT")],
        ),
        (
            case(*RESPONDING, drop=["b1"]),
            "certainty",
            "A biopsy of s1 between day 986 and 1090 that shows breast carcinoma would raise the certainty.",
            [("breast carcinoma", "DCP_STRICT")],
        ),
        (
            case(baseline("liver"), scan(-70, liver="PR")),
            "certainty",
            "A full restaging between day 944 and 1042 that shows liver in partial response would make it confirmed.",
            [("the same", "DCP_STRICT")],
        ),
        (
            case(*RESPONDING, skin(around("r1", -200, 200))),
            "certainty",
            "A day of s1 that is not told by another record would make it confirmed.",
            [("dated", "DCP_STRICT")],
        ),
        (
            case(baseline("liver"), regimen(-700, -400, -400)),
            "systemic",
            "A liver assessment between day 944 and 1042 would decide it.",
            [("in response", "OFF_EXPOSURE"), ("stable", "OFF_EXPOSURE"), ("in progression", "OFF_EXPOSURE")],
        ),
        (
            case(*RESPONDING, skin(change="stable"), drop=["r1"], complete=False),
            "eligibility",
            "Saying that the list of regimens is complete would decide it.",
            [("complete", "NOT_ELIGIBLE")],
        ),
    ],
)
def test_an_open_point_says_in_one_sentence_what_would_settle_it(
    document: dict[str, Any], rule: str, says: str, ways: list[tuple[str, str]]
) -> None:
    one = found(document)[rule]
    assert (one.says, [(way.words, way.label) for way in one.leads_to]) == (says, ways)


def test_dates_that_leave_a_rule_open_have_their_day_named_though_the_label_is_decided() -> None:
    document = case(regimen(-700, -400, -400), baseline("liver"), scan(between(-95, -20), "a1", liver="CR"))
    one = found(document)["systemic"]
    assert one.says == "A date of a1 between day 910 and 980 would decide it."
    assert one.label == "OFF_EXPOSURE"


def test_the_brain_is_not_asked_for_where_it_changes_nothing() -> None:
    assert "cns" not in found(case(baseline("liver"), scan(-10, liver="PD")))
    assert "cns" not in found(case(skin(change="stable"), baseline("liver"), scan(-10, liver="PR"), drop=["b1"]))


@pytest.mark.parametrize(
    ("document", "says"),
    [
        (
            case(regimen(last_dose=-45, stop=-44), baseline("liver"), scan(-10, liver="CR")),
            "A last dose of r1 on day 958 instead of 955 would make it discordant.",
        ),
        (
            case(baseline("liver", day=-40), scan(5, liver="CR"), regimen(-35)),
            "The start of r1 on day 958 instead of 965 would make it discordant.",
        ),
        (
            case(baseline("liver"), scan(-95, liver="CR")),
            "a-95 on day 910 instead of 905 would make it discordant.",
        ),
        (
            case(baseline("liver"), scan(-10, liver="CR"), scan(40, liver="PD")),
            "a40 on day 1043 instead of 1040 would make it discordant.",
        ),
        (
            case(*RESPONDING, biopsy(-400, key="b9", compartment="SKIN_LR", finding=None), biopsy(result="benign")),
            None,
        ),
    ],
)
def test_a_near_miss_names_the_day_that_would_make_it_discordant(document: dict[str, Any], says: str | None) -> None:
    timeline = Timeline.from_document(document)
    checks = [one.says for one in points(timeline, classify(timeline, DCP)[-1]) if one.kind == "check_date"]
    assert checks == ([] if says is None else [says])


@pytest.mark.parametrize(
    ("document", "says"),
    [
        (
            case(regimen(last_dose=-45, stop=-40), baseline("liver"), scan(-10, liver="CR")),
            "A last dose of r1 on day 958 instead of 955 would make it discordant.",
        ),
        (
            case(regimen(-60, agents=["trastuzumab"], cycles_given=None, interval_days=50), *RESPONDING[1:]),
            None,
        ),
        (
            case(regimen(-50, agents=["trastuzumab"], interval_days=60), baseline("liver", day=-55), *RESPONDING[1:]),
            "The start of r1 on day 890 instead of 950 would make it discordant.",
        ),
        (
            case(baseline("liver"), scan(64, "a1", liver="CR")),
            "a1 on day 1060 instead of 1064 would make it discordant.",
        ),
    ],
)
def test_a_regimen_or_scan_is_moved_by_as_much_as_the_constant_is_missed(
    document: dict[str, Any], says: str | None
) -> None:
    timeline = Timeline.from_document(document)
    checks = [one.says for one in points(timeline, classify(timeline, DCP)[-1]) if one.kind == "check_date"]
    assert checks == ([] if says is None else [says])


@pytest.mark.parametrize(
    ("records", "says"),
    [
        (
            (baseline("liver"), scan(-60, liver="PD")),
            "A full restaging between day 944 and 1042 that shows liver in progression would make it confirmed.",
        ),
        (
            (scan(-205, kind="baseline"), scan(50)),
            "A full restaging between day 944 and 1042 that is clear would make it confirmed.",
        ),
        (
            (baseline("liver", "lung"), scan(-70, liver="PR", lung="SD")),
            (
                "A full restaging between day 944 and 1042 that shows liver in partial response and lung stable would "
                "make it confirmed."
            ),
        ),
    ],
)
def test_a_restaging_near_the_event_that_finds_the_same_would_confirm_it(records: tuple, says: str) -> None:
    one = found(case(*records))["certainty"]
    assert (one.says, one.from_t0, one.leads_to[0].words) == (says, (-56, 42), "the same")


def test_the_latest_specimen_without_a_result_is_asked_first_and_none_from_after_the_event() -> None:
    unscored = [earlier_biopsy(day, key=key, markers=[]) for day, key in ((-900, "b0"), (-300, "b2"), (20, "b3"))]
    one = found(case(*RESPONDING, *unscored))["her2"]
    assert (one.says, one.records) == ("A HER2 result of b2 would show the HER2 stratum.", ("b2",))
    late = found(case(*RESPONDING, unscored[2], drop=["b0"]))["her2"]
    assert late.says == "A HER2 result of a specimen taken before the event would show the HER2 stratum."


def test_an_open_evidence_or_exposure_is_a_point_though_another_rule_decided() -> None:
    nothing = ("regimens", {"id": "r1", "start": 800, "drugs": [{"agent": "capecitabine"}]})
    assert "evidence" in found(case(*RESPONDING, nothing, biopsy(result="pending")))
    unknown = ("regimens", {"id": "r1", "start": 800, "drugs": [{"agent": "trastuzumab", "start": 800}]})
    healed = skin(60, "s2", "resolved", lesion_of="s1")
    assert "exposure" in found(case(*RESPONDING, unknown, biopsy(result="benign"), healed))


def test_an_event_that_is_not_there_has_no_points() -> None:
    timeline = Timeline.from_document(case(*RESPONDING))
    (episode,) = classify(timeline, DCP)
    assert open_points(Timeline.from_document(case(*RESPONDING, drop=["s1"])), DCP, episode) == ()
