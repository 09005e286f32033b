"""What each rule says: verdicts, records, distances and sentences, and the shape of what is printed."""

import json
from typing import Any

import pytest

from cases.rules.binding import bind
from cases.rules.definition import load_definition
from cases.rules.discordance import SEARCH_INCOMPLETE, classify, classify_document
from cases.rules.explain import ANSWERS, in_days, in_words
from cases.rules.survey import ASPECTS
from cases.rules.timeline import Timeline
from cases.rules.verdict import AXES, FLAGS
from tests.spec.examples import EXAMPLES
from tests.spec.timelines import around, baseline, between, biopsy, case, earlier_biopsy, regimen, scan, skin

DCP = load_definition("dcp")


def first(*records: Any, **options: Any) -> dict[str, Any]:
    return classify_document(case(*records, **options), DCP)["episodes"][0]


def rule(name: str, episode: dict[str, Any]) -> dict[str, Any]:
    return next(one for one in episode["rules"] if one["rule"] == name)


def test_the_printed_object_has_the_shape_of_the_contract() -> None:
    printed = classify_document(case(baseline("liver"), scan(-2, "a2", liver="CR")), DCP)
    assert list(printed) == ["local_code", "episodes", "definition"]
    assert printed["definition"] == {"key": "dcp", "version": "1.0.0"}
    episode = printed["episodes"][0]
    assert list(episode) == [
        *("finding", "regimen", "t0", "label", "certainty", "reason", "label_set", "flags", "axes", "rules")
    ]
    assert list(episode["axes"]) == ["exposure", "evidence", "systemic", "cns", "extent", "novelty", "her2"]
    names = ["eligibility", "evidence", "exposure", "systemic", "cns", "certainty"]
    assert [one["rule"] for one in episode["rules"]] == names
    assert all(list(one) == ["rule", "verdict", "records", "days_from_t0", "says"] for one in episode["rules"])


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.number)
def test_what_is_printed_is_plain_json_and_complete(example: Any) -> None:
    printed = classify_document(example.document, DCP)
    assert json.loads(json.dumps(printed)) == printed
    known = {
        record["id"]
        for name in ("assessments", "skin_findings", "specimens", "regimens")
        for record in example.document.get(name, ())
    }
    for episode in printed["episodes"]:
        names = [one["rule"] for one in episode["rules"]]
        assert (names[-1] == "dates") == (episode["reason"] == "dates")
        for one in episode["rules"]:
            assert one["verdict"] in ("pass", "fail", "unknown")
            assert set(one["records"]) <= known
            assert one["says"] == one["says"].strip()
            assert one["says"][0].isupper()
            assert "{" not in one["says"]


@pytest.mark.parametrize(
    ("label", "outcomes"),
    [
        ("DCP_STRICT", {"fail": []}),
        ("NOT_ELIGIBLE", {"fail": ["eligibility"]}),
        ("MIMIC", {"fail": ["evidence"]}),
        ("NO_CUTANEOUS_PD", {"fail": ["evidence"]}),
        ("LEAD_IN", {"fail": ["exposure"]}),
        ("OFF_EXPOSURE", {"fail": ["exposure"]}),
        ("CONCORDANT_PD", {"fail": ["systemic"]}),
        ("SKIN_ONLY", {"fail": ["systemic"]}),
        ("DUAL_SANCTUARY", {"fail": ["cns"]}),
    ],
)
def test_the_rule_that_decides_another_label_fails(label: str, outcomes: dict[str, list[str]]) -> None:
    decided = [
        episode
        for example in EXAMPLES
        for episode in classify_document(example.document, DCP)["episodes"]
        if episode["label"] == label
    ]
    assert decided
    for episode in decided:
        failed = [one["rule"] for one in episode["rules"] if one["verdict"] == "fail"]
        assert failed[:1] == outcomes["fail"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.number)
def test_an_open_label_names_an_unknown_rule(example: Any) -> None:
    for episode in classify_document(example.document, DCP)["episodes"]:
        if episode["reason"] is not None:
            assert rule(episode["reason"], episode)["verdict"] == "unknown"


def test_sentences_a_clinician_would_write() -> None:
    episode = first(baseline("liver", key="a1"), scan(-2, "a2", liver="CR"))
    assert rule("systemic", episode) == {
        "rule": "systemic",
        "verdict": "pass",
        "records": ["a1", "a2"],
        "days_from_t0": -2,
        "says": "Liver in complete response 2 days before; no compartment progressed",
    }
    assert rule("evidence", episode)["says"] == "Biopsy b1, taken 3 days after, shows breast carcinoma"
    assert rule("exposure", episode)["says"] == "On pertuzumab and trastuzumab, still being given"
    stopped = first(regimen(last_dose=-30), baseline("liver"), scan(0, liver="SD", bone="NEW"))
    assert (
        rule("exposure", stopped)["says"] == "On pertuzumab and trastuzumab: last dose 30 days before, within 42 days"
    )
    assert rule("exposure", stopped)["days_from_t0"] == -30
    assert rule("systemic", stopped)["says"] == "New lesion in the bone on the day"
    missing = first(baseline("liver", "bone"), scan(-10, liver="PR"))
    assert rule("systemic", missing)["says"] == (
        "Bone was involved when the line began, without a usable status between 90 days before and 60 days after"
    )


@pytest.mark.parametrize(
    ("name", "records", "says"),
    [
        ("eligibility", (), "Breast cancer treated with pertuzumab and trastuzumab; HER2-positive in b0"),
        (
            "eligibility",
            (earlier_biopsy(her2="2+"),),
            (
                "Breast cancer treated with pertuzumab and trastuzumab; HER2 equivocal, not settled by in situ "
                "hybridisation, in b0"
            ),
        ),
        (
            "eligibility",
            (earlier_biopsy(markers=[]),),
            (
                "Breast cancer treated with pertuzumab and trastuzumab; no HER2 result before the event is on record, "
                "which does not decide the label"
            ),
        ),
        (
            "cns",
            (),
            (
                "Brain not imaged between 56 days before and 42 days after: progression there is not ruled out, which "
                "does not stand in the way of discordant cutaneous progression"
            ),
        ),
        (
            "cns",
            (scan(5, brain="NE"),),
            (
                "Brain not evaluable between 56 days before and 42 days after: progression there is not ruled out, "
                "which does not stand in the way of discordant cutaneous progression"
            ),
        ),
        (
            "exposure",
            (regimen(last_dose=-60, stop=-55),),
            "Soon after anti-HER2 drugs: last dose of pertuzumab and trastuzumab 60 days before, within 180 days",
        ),
        (
            "exposure",
            (regimen(-700, -400, -400),),
            "Off anti-HER2 drugs: last dose of pertuzumab and trastuzumab 400 days before, beyond 180 days",
        ),
        (
            "exposure",
            (regimen(-30),),
            (
                "The first dose of pertuzumab and trastuzumab on this line, 30 days before, is too recent to call this "
                "resistance: 42 days and 2 cycles are asked for"
            ),
        ),
    ],
)
def test_sentences_name_records_and_limits(name: str, records: tuple, says: str) -> None:
    assert rule(name, first(baseline("liver"), scan(-10, liver="CR"), *records))["says"] == says


@pytest.mark.parametrize(
    ("records", "says"),
    [
        ((skin(change="stable"),), "No certainty is given, because there was no progression in the skin"),
        ((regimen(-30),), "No certainty is given, because it is too early to call this resistance"),
        ((biopsy(result="benign"),), "No certainty is given, because the label is open"),
        ((skin(between(0, 60)),), "No certainty is given, because the dates leave the label open"),
        (
            (scan(-70, "a1", liver="CR"),),
            (
                "Probable: the cancer in the skin is proven, but a1, which speaks for the liver, lies 70 days before, "
                "not between 56 days before and 42 days after"
            ),
        ),
        (
            (scan(-10, "a1", liver="CR", scope="LIMITED"),),
            (
                "Probable: the cancer in the skin is proven, but no full restaging with a day of its own lies between "
                "56 days before and 42 days after"
            ),
        ),
        (
            (scan(around("s1"), "a1", liver="CR"),),
            (
                "Probable: the cancer in the skin is proven, but the day of a1, which speaks for the liver, is known "
                "from another record only"
            ),
        ),
        (
            (scan(-10, "a1", liver="CR"), skin(around("r1", -200, 200))),
            "Probable: the cancer in the skin is proven, but the day of s1 is known from another record only",
        ),
        (
            (scan(-80, "a1", liver="PD"),),
            (
                "Probable: the cancer in the skin is proven, but a1, which speaks for the liver, lies 80 days before, "
                "not between 56 days before and 42 days after"
            ),
        ),
    ],
)
def test_the_certainty_says_what_is_lacking(records: tuple, says: str) -> None:
    usual = () if any(name == "assessments" for name, _ in records) else (scan(-60, "a0", liver="CR"),)
    assert rule("certainty", first(baseline("liver"), *usual, *records))["says"] == says


def test_a_sentence_of_some_days_gives_the_distances_of_those_days_only() -> None:
    stopped = first(regimen(-700, between(-200, -150), between(-200, -150)), baseline("liver"), scan(-10, liver="CR"))
    assert rule("exposure", stopped)["says"] == (
        "Depends on the dates: Soon after anti-HER2 drugs: last dose of pertuzumab and trastuzumab between 180 and "
        "150 days before, within 180 days; or: Off anti-HER2 drugs: last dose of pertuzumab and trastuzumab between "
        "200 and 181 days before, beyond 180 days"
    )


def test_an_event_before_every_regimen_has_no_line_to_speak_of() -> None:
    before = first(regimen(100))
    assert rule("systemic", before)["says"] == (
        "No regimen had begun by then, so nothing outside the skin is known to have been involved, and no restaging "
        "near the event shows whether anything is"
    )


def test_records_are_in_order_of_their_day() -> None:
    episode = first(baseline("liver", "bone", key="z"), scan(5, "b", bone="SD"), scan(-10, "c", liver="PR"))
    assert rule("systemic", episode)["records"] == ["z", "c", "b"]


def test_the_dates_rule_says_which_date_to_narrow_and_what_would_follow() -> None:
    episode = first(baseline("liver"), scan(between(-95, -20), "a1", liver="CR"))
    assert rule("dates", episode) == {
        "rule": "dates",
        "verdict": "unknown",
        "records": ["a1"],
        "days_from_t0": [-95, -20],
        "says": "A narrower date of a1 would decide the label: DCP_STRICT if it lies between 90 and 20 days before, "
        "INDETERMINATE if it lies between 95 and 91 days before",
    }
    own = first(skin(between(0, 30)), baseline("liver"), scan(-70, liver="CR"))
    assert rule("dates", own)["says"] == (
        "A narrower date of s1 would decide the label: DCP_STRICT if it lies between day 1000 and day 1020, "
        "INDETERMINATE if it lies between day 1021 and day 1030"
    )


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0, 0, "on the day"),
        (-1, -1, "1 day before"),
        (2, 2, "2 days after"),
        (-95, -20, "between 95 and 20 days before"),
        (5, 30, "between 5 and 30 days after"),
        (-20, 10, "between 20 days before and 10 days after"),
        (-20, 0, "up to 20 days before"),
        (0, 20, "up to 20 days after"),
        (None, -3, "3 days before or earlier"),
        (3, None, "3 days after or later"),
        (None, None, "on an unknown day"),
    ],
)
def test_distances_in_words(low: int | None, high: int | None, words: str) -> None:
    assert in_words(low, high) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (3, 3, "on day 3"),
        (3, 5, "between day 3 and day 5"),
        (None, 5, "on day 5 or earlier"),
        (3, None, "on day 3 or later"),
        (None, None, "on an unknown day"),
    ],
)
def test_days_in_words(low: int | None, high: int | None, words: str) -> None:
    assert in_days(low, high) == words


def test_every_axis_flag_and_answer_belongs_to_one_aspect() -> None:
    assert sorted(name for one in ASPECTS for name in one.axes) == sorted(AXES)
    assert sorted(name for one in ASPECTS for name in one.flags) == sorted(FLAGS)
    assert sorted([*(name for one in ASPECTS for name in one.answers), "certainty"]) == sorted(ANSWERS)


def vague(count: int) -> Timeline:
    scans = [scan(between(-95, 70), f"a{number}", liver=("PR", "SD", "CR", "SD")[number]) for number in range(count)]
    return Timeline.from_document(case(skin(between(-30, 30)), biopsy(around("s1")), baseline("liver"), *scans))


def test_a_search_cut_short_says_so_and_lacks_no_label() -> None:
    timeline = vague(3)
    (exact,) = classify(timeline, DCP)
    (short,) = classify(timeline, DCP, limit=20)
    assert SEARCH_INCOMPLETE not in exact.flags
    assert SEARCH_INCOMPLETE in short.flags
    assert set(exact.label_set) < set(short.label_set)
    assert short.label == "INDETERMINATE"
    assert short.reason == "dates"
    assert short.rules[-1].rule == "dates"


def test_an_order_of_findings_that_cannot_be_followed_leaves_the_label_open() -> None:
    findings = [
        skin(between(-15, 15), f"s{number}", "resolved" if number % 2 else "progression", lesion_of=f"s{number - 1}")
        for number in range(1, 5)
    ]
    document = case(skin(between(-15, 15), "s0"), *findings, baseline("liver"), scan(-10, liver="PR"))
    episodes = classify(Timeline.from_document(document), DCP, limit=5)
    assert episodes
    assert all(SEARCH_INCOMPLETE in one.flags and "INDETERMINATE" in one.label_set for one in episodes)


def test_certain_cases_have_no_variables() -> None:
    bound = bind(Timeline.from_document(case(baseline("liver"), scan(-2, liver="CR"))), 10)
    assert bound.search.base.bound == [[0]]


@pytest.mark.parametrize(
    ("later", "says"),
    [
        (regimen(1, key="r2", agents=["lapatinib"]), "treated with pertuzumab and trastuzumab; HER2"),
        (regimen(-1, key="r2", agents=["lapatinib"]), "treated with lapatinib, pertuzumab and trastuzumab; HER2"),
        (regimen(between(-1, 9), key="r2", agents=["lapatinib"]), "with lapatinib, pertuzumab and trastuzumab; HER2"),
        (regimen(between(0, 9), key="r2", agents=["lapatinib"]), "treated with pertuzumab and trastuzumab; HER2"),
        (regimen(0), "Breast cancer, given pertuzumab and trastuzumab only after the event; HER2"),
    ],
)
def test_only_drugs_that_may_have_begun_by_the_event_are_what_it_was_treated_with(later: tuple, says: str) -> None:
    found = rule("eligibility", first(later, baseline("liver"), scan(-10, liver="CR")))
    assert says in found["says"]
    assert ("r2" in found["records"]) is ("lapatinib" in found["says"])


def test_an_event_on_an_unknown_day_may_follow_every_drug() -> None:
    found = rule("eligibility", first(skin(None), regimen(500), baseline("liver"), scan(-10, liver="CR")))
    assert "Breast cancer treated with pertuzumab and trastuzumab; " in found["says"]


def test_compartments_in_one_state_at_one_assessment_share_a_phrase() -> None:
    episode = first(
        baseline("liver", "bone", "lung", key="a1"), scan(-2, "a2", liver="CR", bone="CR"), scan(-1, "a3", lung="CR")
    )
    assert rule("systemic", episode)["says"] == (
        "Bone and liver in complete response 2 days before, lung in complete response 1 day before; no compartment "
        "progressed"
    )


def test_a_confirmed_event_says_what_it_was_compared_with() -> None:
    compared = first(baseline("liver"), scan(-10, liver="CR"))
    alone = first(baseline(), scan(-10))
    assert rule("certainty", compared)["says"] == (
        "Confirmed: the cancer in the skin is proven, every compartment that is compared was assessed on a known day "
        "near the event, and a full restaging lies there too"
    )
    assert (alone["label"], rule("certainty", alone)["says"]) == (
        "SKIN_ONLY",
        "Confirmed: the cancer in the skin is proven, and a full restaging on a known day near the event was clear",
    )
