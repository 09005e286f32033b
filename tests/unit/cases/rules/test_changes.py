"""Each change to a record makes the record that somebody would have written, and leaves the one given as it is."""

from typing import Any

import pytest

from cases.rules.changes import (
    AddAssessment,
    AddBiopsy,
    AddFollowUp,
    Change,
    CompleteList,
    GiveMarker,
    GiveResult,
    GiveStatus,
    NameRegimen,
    SetDay,
    SetExtent,
    SetRegimenDay,
    StateDrugs,
    StateLastDose,
    Together,
    after,
    interval,
)
from cases.rules.dates import When
from cases.rules.definition import load_definition
from cases.rules.discordance import classify
from cases.rules.timeline import Marker, Timeline
from tests.spec.timelines import (
    T0,
    baseline,
    between,
    biopsy,
    case,
    drug,
    local_treatment,
    regimen,
    scan,
    skin,
    staging,
)

DCP = load_definition("dcp")
LIVER = baseline("liver")


def read(*records: Any, **options: Any) -> Timeline:
    return Timeline.from_document(case(*records, **options))


def label(timeline: Timeline, change: Change | None = None, key: str = "s1") -> str:
    changed = timeline if change is None else change.apply(timeline)
    return next(one.label for one in classify(changed, DCP) if one.key == key)


def test_an_added_assessment_is_dated_and_limited_to_what_it_names() -> None:
    timeline = read(LIVER)
    added = AddAssessment(T0, (("LIVER", "PR"),), "r1", "RECIST_1_1").apply(timeline)
    (found,) = [one for one in added.assessments if one.id == "proposed"]
    assert (found.on, found.regimen, found.scope, found.kind) == (T0, "r1", "LIMITED", None)
    assert (found.dated, found.anchored, added.anchors["proposed"]) == (True, False, T0)
    (row,) = found.rows
    assert (row.compartment, row.status, row.criteria, row.new_lesion, row.involved_at_baseline) == (
        *("LIVER", "PR", "RECIST_1_1"),
        *(False, None),
    )
    assert [one.id for one in added.assessments] == ["base", "proposed"]
    assert [one.id for one in timeline.assessments] == ["base"]
    assert "proposed" not in timeline.anchors


@pytest.mark.parametrize(
    ("statuses", "scope", "given"),
    [((), None, "FULL"), ((("LIVER", "PR"),), "FULL", "FULL"), ((), "LIMITED", "LIMITED")],
)
def test_an_added_assessment_is_full_if_it_names_nothing_or_is_said_to_be(
    statuses: Any, scope: str | None, given: str
) -> None:
    added = AddAssessment(T0, statuses, scope=scope).apply(read(LIVER))
    assert added.assessments[-1].scope == given


def test_an_added_record_gets_an_id_of_its_own() -> None:
    once = AddAssessment(T0, ()).apply(read(LIVER))
    twice = AddBiopsy(T0, "benign", "s1").apply(once)
    assert {"proposed", "proposed+"} <= set(twice.anchors)
    assert [one.id for one in twice.specimens] == ["b0", "b1", "proposed+"]
    assert "proposed++" in AddFollowUp(T0, "s1").apply(twice).anchors


def test_an_added_record_may_lie_relative_to_another() -> None:
    changed = AddAssessment(after("s1", 1, 9), ()).apply(read(LIVER))
    assert changed.assessments[-1].anchored
    assert not AddAssessment(between(1, 9), ()).apply(read(LIVER)).assessments[-1].anchored
    assert AddFollowUp(after("s1", 1, 9), "s1").apply(read(LIVER)).skin_findings[0].anchored


def test_a_status_takes_the_place_of_one_that_is_no_answer() -> None:
    looked = scan(-5, "a1", liver=("NE", True), lung="NED")
    timeline = read(LIVER, looked)
    assert (label(timeline), label(timeline, GiveStatus("a1", "LIVER", "PR"))) == ("INDETERMINATE", "DCP_STRICT")
    rows = {one.compartment: one for one in GiveStatus("a1", "LIVER", "PR").apply(timeline).assessments[0].rows}
    assert (rows["LIVER"].status, rows["LIVER"].involved_at_baseline) == ("PR", True)
    assert rows.keys() == {"LIVER", "LUNG"}
    other = GiveStatus("a1", "BONE", "SD").apply(timeline).assessments[0].rows
    assert [(one.compartment, one.involved_at_baseline, one.new_lesion) for one in other][-1] == ("BONE", None, False)


def test_naming_a_regimen_puts_a_scan_on_its_line() -> None:
    ended = regimen(-200, -30, -30)
    timeline = read(ended, LIVER, scan(-5, "a1", regimen=None, liver="PD"))
    assert label(timeline) == "INDETERMINATE"
    assert label(timeline, NameRegimen("a1", "r1")) == "CONCORDANT_PD"


def test_a_biopsy_a_result_and_a_marker() -> None:
    pending = read(LIVER, scan(-5, liver="PR"), biopsy(result="pending"))
    assert label(pending) == "INDETERMINATE"
    assert label(pending, GiveResult("b1", "malignant_breast")) == "DCP_STRICT"
    assert label(pending, GiveResult("b1", "malignant_other")) == "NOT_ELIGIBLE"
    assert label(pending, AddBiopsy(T0 + 9, "malignant_breast", "s1")) == "DCP_STRICT"
    assert label(pending, AddBiopsy(T0 + 9, "malignant_breast", None, "LIVER")) == "INDETERMINATE"
    scored = Marker("HER2_IHC", "1+", None, None, None, None)
    found = GiveMarker("b0", scored).apply(pending).specimens[0]
    assert [one.value for one in found.markers] == ["3+", "1+"]
    assert AddBiopsy(T0, "benign", "s1", markers=(scored,)).apply(pending).specimens[-1].markers == (scored,)


def test_a_follow_up_says_that_the_lesion_has_gone() -> None:
    benign = read(LIVER, scan(-5, liver="PR"), biopsy(result="benign"))
    assert label(benign, AddFollowUp(T0 + 40, "s1")) == "MIMIC"
    assert label(benign, AddFollowUp(T0 + 40, "s1", "stable")) == "INDETERMINATE"
    found = AddFollowUp(T0 + 40, "s1").apply(benign).skin_findings[0]
    assert (found.lesion_of, found.change, found.on, found.dated) == ("s1", "resolved", T0 + 40, True)
    said = (found.new_lesions, found.photo, found.measured, found.sites, found.morphology, found.extent)
    assert said == (False, False, False, frozenset(), frozenset(), None)


def test_an_extent_is_set_on_one_finding() -> None:
    changed = SetExtent("s1", "DIST").apply(read(skin(), skin(4, "s2")))
    assert [one.extent for one in changed.skin_findings] == ["DIST", "LR"]


OPEN_ENDED = regimen(-300, drugs=[drug("trastuzumab", -300), drug("docetaxel", -300), drug("pertuzumab", -300, -50)])


def test_a_last_dose_is_stated_of_the_drugs_that_lack_one() -> None:
    timeline = read(OPEN_ENDED, LIVER)
    ended = {one.agent: one for one in StateLastDose("r1", T0 - 9).apply(timeline).regimens[0].drugs}
    assert (ended["trastuzumab"].last_dose, ended["trastuzumab"].ongoing) == (T0 - 9, False)
    assert (ended["docetaxel"].last_dose, ended["pertuzumab"].last_dose) == (None, T0 - 50)
    running = {one.agent: one for one in StateLastDose("r1", None).apply(timeline).regimens[0].drugs}
    assert [running[one].ongoing for one in ("trastuzumab", "docetaxel", "pertuzumab")] == [True, False, False]
    given = read(regimen(-300, drugs=[drug("trastuzumab", -300, ongoing=True)]))
    assert StateLastDose("r1", T0 - 9).apply(given).regimens[0].drugs[0].last_dose is None


def test_the_drugs_of_a_regimen_are_an_antibody_throughout_or_none() -> None:
    def stated(stop: int | None, anti_her2: bool) -> Any:
        unstated = ("regimens", {"id": "r1", "start": T0 - 300, "stop": stop, "setting": "metastatic"})
        return StateDrugs("r1", anti_her2).apply(read(unstated)).regimens[0].drugs

    assert stated(None, False) == ()
    (running,) = stated(None, True)
    assert (running.agent, running.anti_her2, running.tki, running.ongoing) == ("trastuzumab", True, False, True)
    (ended,) = stated(T0 - 5, True)
    assert (ended.last_dose, ended.ongoing) == (T0 - 5, False)


def test_the_list_of_regimens_may_be_said_to_be_whole() -> None:
    assert CompleteList().apply(read(complete=False)).regimens_complete


def test_a_day_is_set_wherever_the_record_is_named() -> None:
    undated = read(skin(None), scan(None, "a1", liver="PR"), staging(-9, "0"), local_treatment(4, "surgery"))
    changed = Together(tuple(SetDay(key, T0 + 7) for key in ("s1", "a1", "b1", "t1", "lt1"))).apply(undated)
    assert [changed.anchors[key] for key in ("s1", "a1", "b1", "t1", "lt1")] == [T0 + 7] * 5
    dated = (*changed.skin_findings, *changed.assessments)
    assert [(one.on, one.dated, one.anchored) for one in dated] == [(T0 + 7, True, False)] * 2
    assert [one.on for one in changed.specimens] == [T0 - 900, T0 + 7]
    assert (changed.stagings[0].on, changed.local_treatments[0].start) == (T0 + 7, T0 + 7)
    assert SetDay("a1", after("s1", 0, 3)).apply(undated).assessments[0].anchored


def test_a_day_of_a_regimen_is_set_wherever_it_was_that_day() -> None:
    drugs = [drug("trastuzumab", -200, -10), drug("docetaxel", -200, -90)]
    timeline = read(regimen(-200, stop=-10, drugs=drugs))
    begun = SetRegimenDay("r1", T0 - 200, T0 - 250).apply(timeline)
    assert (begun.regimens[0].start, begun.regimens[0].stop, begun.anchors["r1"]) == (T0 - 250, T0 - 10, T0 - 250)
    assert [one.start for one in begun.regimens[0].drugs] == [T0 - 250, T0 - 250]
    ended = SetRegimenDay("r1", T0 - 10, T0 - 5).apply(timeline)
    assert (ended.regimens[0].stop, ended.anchors["r1"]) == (T0 - 5, T0 - 200)
    assert [(one.stop, one.last_dose) for one in ended.regimens[0].drugs] == [(T0 - 5, T0 - 5), (T0 - 5, T0 - 90)]
    unstated = read(("regimens", {"id": "r1", "start": T0 - 300, "stop": None}))
    assert SetRegimenDay("r1", T0 - 300, T0 - 1).apply(unstated).regimens[0].drugs is None


def test_an_interval_of_one_day_is_that_day() -> None:
    assert interval(5, 5) == 5
    assert interval(5, 6) == When(5, 6, "unknown")
    assert (interval(None, 6).lo, interval(5, None).hi) == (None, None)
    relative = after("s1", -2, 3)
    assert (relative.anchor, relative.lo_offset, relative.hi_offset, relative.precision) == ("s1", -2, 3, "relative")
