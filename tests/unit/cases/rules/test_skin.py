"""Where the event lies, whether it is new, and what proves it: strata and phrases beside the label."""

from typing import Any

import pytest

from cases.rules.definition import load_definition
from cases.rules.discordance import classify_document
from tests.spec.timelines import (
    baseline,
    between,
    biopsy,
    case,
    empirical,
    local_treatment,
    regimen,
    scan,
    skin,
    staging,
    workup,
)

DCP, CNS = load_definition("dcp"), load_definition("cns-discordance")
LIVER = (baseline("liver"), scan(-10, liver="PR"))


def first(*records: Any, **options: Any) -> dict[str, Any]:
    return classify_document(case(*records, *LIVER, **options), DCP)["episodes"][0]


def novelty(*records: Any) -> str:
    return first(*records)["axes"]["novelty"]


def basis(*records: Any, **options: Any) -> str:
    return next(one["says"] for one in first(*records, **options)["rules"] if one["rule"] == "evidence")


def old(change: str, day: Any = -300, key: str = "s0", **fields: Any) -> Any:
    return skin(day, key, change, **fields)


def grown(day: Any = 0, key: str = "s1", of: str = "s0", **fields: Any) -> Any:
    return skin(day, key, lesion_of=of, **fields)


@pytest.mark.parametrize(
    ("records", "name"),
    [
        ([skin(new_lesions=True)], "NEW"),
        ([skin(new_lesions=False)], "PERSISTENT_GROWTH"),
        ([old("baseline"), grown()], "PERSISTENT_GROWTH"),
        ([old("baseline"), old("stable", -200, "s00", lesion_of="s0"), grown()], "PERSISTENT_GROWTH"),
        ([old("baseline"), old("response", -200, "s00", lesion_of="s0"), grown()], "RELAPSE_AFTER_RESPONSE"),
        ([old("baseline"), old("resolved", -200, "s00", lesion_of="s0"), grown(of="s00")], "RELAPSE_AFTER_RESPONSE"),
        (
            [old("baseline"), old("baseline", key="o0"), old("response", -200, "o1", lesion_of="o0"), grown()],
            "PERSISTENT_GROWTH",
        ),
        ([old("baseline"), old("response", 50, "s00", lesion_of="s0"), grown()], "PERSISTENT_GROWTH"),
        ([old("baseline"), grown(new_lesions=True)], "MIXED"),
        ([old("baseline"), grown(), skin(2, "s2", new_lesions=True)], "MIXED"),
        ([skin(new_lesions=True), skin(2, "s2", new_lesions=True)], "NEW"),
        ([skin(new_lesions=True), grown(5, "s2", of="s1")], "NEW"),
        ([skin(new_lesions=False), grown(5, "s2", of="s1", new_lesions=True)], "PERSISTENT_GROWTH"),
        ([skin(change="response")], "NONE"),
        ([grown(of="unknown")], "PERSISTENT_GROWTH"),
    ],
)
def test_novelty_follows_the_chain_of_the_lesion(records: list[Any], name: str) -> None:
    assert novelty(*records) == name


@pytest.mark.parametrize(
    ("extents", "union"),
    [
        (("LR",), "LR"),
        (("DIST",), "DIST"),
        (("BOTH",), "BOTH"),
        (("LR", "DIST"), "BOTH"),
        (("LR", "BOTH"), "BOTH"),
        (("LR", "UNKNOWN"), "LR"),
        (("DIST", None), "DIST"),
        (("UNKNOWN", None), "UNKNOWN"),
    ],
)
def test_the_extent_is_the_union_of_what_is_stated(extents: tuple[str | None, ...], union: str) -> None:
    records = [skin(day, f"s{day + 1}", extent=extent) for day, extent in enumerate(extents)]
    assert first(*records)["axes"]["extent"] == union


@pytest.mark.parametrize(
    ("seen", "stage", "flags"),
    [
        (old("baseline", -500, extent="DIST"), staging(-500, "0"), ["SKIN_BEYOND_BREAST_M0"]),
        (old("baseline", -500, extent="BOTH"), staging(-400, "0(i+)"), ["SKIN_BEYOND_BREAST_M0"]),
        (old("baseline", -500, extent="DIST"), staging(-501, "0"), []),
        (old("baseline", -500, extent="LR"), staging(-400, "0"), []),
        (old("baseline", -500, extent="DIST"), staging(-400, "1"), []),
        (old("baseline", -500, extent="DIST"), staging(-400, "X"), []),
    ],
)
def test_a_stage_without_metastases_contradicts_distant_skin_seen_by_then(seen: Any, stage: Any, flags: Any) -> None:
    assert first(seen, stage)["flags"] == flags


PROVEN = (old("baseline", morphology=["papule"], sites=["back"]), biopsy(-300, finding="s0", key="b2"))


@pytest.mark.parametrize(
    ("records", "phrase"),
    [
        ((skin(photo=True, morphology=["papule"]),), "the same morphology as before"),
        ((skin(photo=True, sites=["back"]),), "the same place as before"),
        ((skin(measured=True, sites=["back"]),), "the same place as before"),
        ((skin(), skin(2, "s2", photo=True, sites=["back"])), "the same place as before"),
        ((skin(photo=True), workup("malignancy")), "alternatives considered and excluded"),
        (
            (skin(photo=True), workup(empirical=[empirical("antibiotic", 0, 7, "worse")])),
            "no effect of an antibiotic given for 7 days or more",
        ),
        (
            (skin(photo=True), workup(empirical=[empirical("steroid", 0, 14, "none")])),
            "no effect of a steroid given for 14 days or more",
        ),
    ],
)
def test_what_makes_an_earlier_proof_count_is_said(records: tuple[Any, ...], phrase: str) -> None:
    assert phrase in basis(*PROVEN, *records, drop=["b1"])


@pytest.mark.parametrize(
    "records",
    [
        (skin(photo=True),),
        (skin(sites=["back"]),),
        (skin(photo=True, morphology=["oedema"], sites=["back"]),),
        (skin(photo=True, morphology=["telangiectasia", "pigment_change"], sites=["back"]),),
        (skin(photo=True), workup("malignancy", considered=())),
        (skin(photo=True), workup(empirical=[empirical("antibiotic", 0, 7, "partial")])),
        (skin(photo=True), workup(empirical=[empirical("antifungal", 0, 70, "none")])),
        (skin(photo=True), workup("malignancy", finding="s0")),
    ],
)
def test_what_does_not_make_an_earlier_proof_count(records: tuple[Any, ...]) -> None:
    assert first(*PROVEN, *records, drop=["b1"])["axes"]["evidence"] == "C3"


def test_a_later_finding_is_no_earlier_look_of_the_same_sort() -> None:
    later = old("baseline", 50, "s9", morphology=["nodule"], sites=["chest wall"])
    elsewhere = biopsy(-300, finding=None, key="b2")
    assert first(skin(photo=True), later, elsewhere, drop=["b1"])["axes"]["evidence"] == "C3"
    before = old("baseline", -1, "s9", morphology=["nodule"], sites=["chest wall"])
    assert first(skin(photo=True), before, elsewhere, drop=["b1"])["axes"]["evidence"] == "C2"


@pytest.mark.parametrize(
    ("records", "phrase"),
    [
        ((biopsy(3, "non_diagnostic"),), "b1 is non-diagnostic"),
        ((workup("unresolved"),), "the work-up ended unresolved"),
        ((workup("alternative"),), "not known to have healed"),
        ((biopsy(3, "benign"), skin(60, "s2", "resolved", lesion_of="s1")), "benign histology in b1, later resolved"),
        (
            (biopsy(3, "benign"), workup(empirical=[empirical("steroid", 1, 9, "resolved")])),
            "benign histology in b1, healed on treatment",
        ),
        ((biopsy(3, "benign"), skin(87, "s2", "stable", lesion_of="s1")), "benign histology in b1, then no growth"),
        (
            (workup("alternative"), skin(60, "s2", "resolved", lesion_of="s1")),
            "another diagnosis was made and the skin",
        ),
    ],
)
def test_what_leaves_it_open_or_settles_it_is_said(records: tuple[Any, ...], phrase: str) -> None:
    dropped = [] if any(one[1].get("id") == "b1" for one in records) else ["b1"]
    assert phrase in basis(*records, drop=dropped)


def test_growth_before_the_quiet_time_is_over_leaves_benign_histology_open() -> None:
    quiet = skin(120, "s3", "stable", lesion_of="s1")
    benign = biopsy(3, "benign")
    assert first(benign, quiet)["label"] == "MIMIC"
    assert first(benign, quiet, grown(120, "s2", of="s1"))["label"] == "INDETERMINATE"
    assert first(benign, quiet, grown(121, "s2", of="s1"))["label"] == "MIMIC"
    assert first(benign, quiet, grown(3, "s2", of="s1"))["label"] == "MIMIC"
    assert first(biopsy(120, "benign"), skin(100, "s2", "resolved", lesion_of="s1"))["label"] == "INDETERMINATE"


def test_an_uncertain_opening_keeps_its_novelty_open() -> None:
    responded = old("response", between(-5, 5), "s00", lesion_of="s0")
    assert novelty(old("baseline"), responded, grown()) == ["PERSISTENT_GROWTH", "RELAPSE_AFTER_RESPONSE"]


# Events that start with an assessment: the brain.


def imaged(*records: Any) -> list[dict[str, Any]]:
    body = (baseline("liver"), scan(-10, liver="PR"), scan(70, liver="PR"))
    document = case(regimen(), *body, *records, drop=["s1", "b1"])
    return classify_document(document, CNS)["episodes"]


def brain(day: int, status: Any, key: str = "", **fields: Any) -> Any:
    return scan(day, key or f"m{day}", scope="LIMITED", brain=status, **fields)


def opened(*records: Any) -> list[str]:
    return [one["assessment"] for one in imaged(*records)]


def test_progression_of_the_target_opens_an_event_and_what_is_calm_does_not() -> None:
    for status in ("SD", "NON_CR_NON_PD", "PR", "CR", "NED", "NED_LOCAL", "BASELINE", "NE"):
        assert opened(brain(-100, status)) == [], status
        assert opened(brain(-100, status), brain(0, "PD")) == ["m0"], status
    assert opened(brain(0, "NEW")) == ["m0"]
    assert opened(brain(0, "EQUIVOCAL_NEW")) == ["m0"]


@pytest.mark.parametrize(
    ("status", "events"), [("CR", 2), ("NED", 2), ("NED_LOCAL", 2), ("PR", 2), ("SD", 1), ("NE", 1)]
)
def test_what_closes_an_event_of_the_target(status: str, events: int) -> None:
    assert len(opened(brain(0, "PD"), brain(40, status), brain(80, "PD"))) == events


@pytest.mark.parametrize(("day", "events"), [(124, 2), (123, 1)])
def test_84_stable_days_close_an_event_of_the_target(day: int, events: int) -> None:
    for status in ("SD", "NON_CR_NON_PD"):
        assert len(opened(brain(0, "PD"), brain(40, status), brain(day, "PD"))) == events


def test_a_response_after_radiotherapy_of_the_target_closes_nothing() -> None:
    def treated(**what: Any) -> list[str]:
        lesion = ("lesions", {"id": "l1", "compartment": "BRAIN"}), ("lesions", {"id": "l2", "compartment": "LIVER"})
        given = local_treatment(what.pop("day", 10), "radiotherapy", **what)
        return opened(*lesion, brain(0, "PD"), given, brain(40, "PR"), brain(80, "PD"))

    assert treated(lesions=["l1"]) == treated(site="Whole brain") == treated(lesions=["l1"], day=40) == ["m0"]
    assert treated(lesions=["l2"]) == treated(site="breast") == treated(lesions=["l1"], day=41) == ["m0", "m80"]
    assert treated(lesions=["l1"], day=-1) == ["m0", "m80"]
    assert treated(lesions=["l1"], day=0) == ["m0"]


def test_of_several_rows_of_the_target_the_worst_is_what_was_seen() -> None:
    both = scan(40, "m40", scope="LIMITED", brain="CR", leptomeninges="SD")
    assert len(opened(brain(0, "PD"), both, brain(80, "PD"))) == 1
    both = scan(40, "m40", scope="LIMITED", brain="CR", leptomeninges="NED")
    assert len(opened(brain(0, "PD"), both, brain(80, "PD"))) == 2


def test_an_equivocal_lesion_opens_an_event_unless_a_later_look_withdraws_it() -> None:
    suspected = brain(0, "EQUIVOCAL_NEW")
    (alone,) = imaged(suspected)
    assert (alone["label"], alone["axes"]["evidence"]) == ("INDETERMINATE", "CU")
    (confirmed,) = imaged(suspected, brain(30, "PD"))
    assert (confirmed["assessment"], confirmed["axes"]["evidence"]) == ("m0", "C3")
    assert opened(suspected, brain(30, "NED")) == []
    assert opened(suspected, brain(30, "NE")) == ["m0"]
    assert opened(suspected, scan(30, "x", scope="LIMITED", leptomeninges="NED")) == ["m0"]


@pytest.mark.parametrize(
    ("taken", "looks", "level"),
    [
        (5, [(60, "SD")], "C0"),
        (90, [(120, "SD")], "C0"),
        (91, [(120, "SD")], "CU"),
        (-15, [(60, "SD")], "C3"),
        (5, [(60, "SD"), (70, "PD")], "CU"),
        (5, [(4, "SD")], "CU"),
        (5, [], "CU"),
    ],
)
def test_benign_tissue_of_the_target_and_calm_looks_after_it_are_no_cancer(taken: int, looks: Any, level: str) -> None:
    benign = biopsy(taken, "benign", None, "b9", compartment="BRAIN")
    found = imaged(brain(0, "PD"), benign, *[brain(day, status) for day, status in looks])
    assert found[0]["axes"]["evidence"] == level


@pytest.mark.parametrize(
    ("looks", "name"),
    [
        ([brain(-200, "SD"), brain(-100, "PR"), brain(0, "PD")], "RELAPSE_AFTER_RESPONSE"),
        ([brain(-200, "PR"), brain(-100, "SD"), brain(0, "PD")], "RELAPSE_AFTER_RESPONSE"),
        ([brain(-200, "SD"), brain(-100, "SD"), brain(0, "PD")], "PERSISTENT_GROWTH"),
        ([scan(0, "m0", scope="LIMITED", brain="NEW", leptomeninges="PD")], "NEW"),
        ([brain(-100, "SD"), scan(0, "m0", scope="LIMITED", brain="NEW", leptomeninges="PD")], "MIXED"),
    ],
)
def test_novelty_of_the_target_follows_its_earlier_rows(looks: list[Any], name: str) -> None:
    assert imaged(*looks)[-1]["axes"]["novelty"] == name


def test_progression_beside_an_equivocal_lesion_is_not_unsettled() -> None:
    both = scan(0, "m0", scope="LIMITED", brain="EQUIVOCAL_NEW", leptomeninges="PD")
    assert imaged(both)[0]["axes"]["evidence"] == "C3"


def test_a_response_of_the_same_day_came_not_before() -> None:
    better = old("response", 0, "s00", lesion_of="s0")
    assert novelty(old("baseline"), better, grown()) == "PERSISTENT_GROWTH"
    assert novelty(old("baseline"), old("response", -1, "s00", lesion_of="s0"), grown()) == "RELAPSE_AFTER_RESPONSE"
