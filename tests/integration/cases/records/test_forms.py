"""The forms of every kind: layout, reading what was typed, nested rows, reasons for blanks."""

import pytest
from django.http import QueryDict

from cases.records import actions
from cases.records.document import document_of
from cases.records.forms import Entry, RecordForm
from cases.records.forms.boxes import REASONS
from cases.records.forms.layouts import LAYOUTS, Grid, Rows, Section
from cases.records.kinds import KINDS, kind_by_slug
from cases.records.models import Assessment, Regimen, SkinFinding, Specimen
from cases.rules.dates import parse_when
from cases.rules.vocabulary import Absence, Compartment
from tests.factories import add, days
from tests.integration.cases.records.typing import standing


@pytest.fixture
def draft(world):
    world.enter("nora")
    return world.north_draft


def form_for(case, slug, row=None, **typed):
    """A bound form of a kind with what stands on the page and what the test types."""
    kind, entry = kind_by_slug(slug), Entry.of(case)
    posted = standing(RecordForm(kind=kind, row=row or kind.model(), entry=entry)) | typed
    return RecordForm(kind=kind, row=row or kind.model(), entry=entry, data=query(posted))


def query(posted):
    data = QueryDict(mutable=True)
    for name, values in posted.items():
        data.setlist(name, values if isinstance(values, list) else [values])
    return data


def faults(form):
    return [link.message for link in form.errors]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_every_field_of_a_kind_stands_once_on_its_form(kind):
    parts = LAYOUTS[kind.slug].parts
    placed = [name for part in parts if isinstance(part, Section) for name in part.fields]
    assert sorted(placed) == sorted(one.name for one in kind.fields)
    nested = {part.kind for part in parts if isinstance(part, Rows | Grid)}
    assert nested == {one.slug for one in kind.nested}


def test_each_reason_for_a_blank_has_a_letter_of_its_own():
    letters = [label[0].lower() for _, label in REASONS]
    assert len(set(letters)) == len(letters)
    assert {code for code, _ in REASONS} == {reason.value for reason in Absence}


def test_a_calendar_date_becomes_days_and_is_shown_again_as_typed(world, draft):
    form = form_for(draft, "skin-finding", on="20 May 2016", change="progression")
    assert form.saved(by=world.scope("nora")), faults(form)
    assert (form.row.on.lo, form.row.on.hi) == (3, 3)
    again = RecordForm(kind=form.kind, row=form.row, entry=Entry.of(draft))
    assert again.main["on"].value() == "20 May 2016"


def test_a_calendar_date_without_day_zero_is_refused_in_words_and_kept(world, draft):
    actions.remove_day_zero(case=draft, by=world.scope("nora"))
    form = form_for(draft, "skin-finding", on="20 May 2016", change="progression")
    assert not form.saved(by=world.scope("nora"))
    assert "First documented: A calendar date needs the patient's day zero" in faults(form)[0]
    assert form.main["on"].value() == "20 May 2016"


def test_the_words_of_a_date_go_to_as_reported(world, draft):
    form = form_for(draft, "skin-finding", on='d240..d270 ("after 12 cycles")', change="progression")
    assert form.saved(by=world.scope("nora")), faults(form)
    assert form.row.as_reported == {"on": "after 12 cycles"}
    assert form.row.on.as_reported == ""
    again = RecordForm(kind=form.kind, row=form.row, entry=Entry.of(draft))
    assert again.main["on"].value().endswith('("after 12 cycles")')


def test_a_date_may_hang_on_a_row_of_the_case_but_on_no_other(world, draft):
    add(draft, "regimen", world.scope("nora"), start=days(10), interval_days=14)
    good = form_for(draft, "assessment", on="cycle 3", regimen="r1")
    assert good.saved(by=world.scope("nora")), faults(good)
    assert (good.row.on.anchor, good.row.on.lo_offset, good.row.as_reported) == ("r1", 28, {"on": "cycle 3"})
    bad = form_for(draft, "assessment", on="+9 months after r7")
    assert not bad.saved(by=world.scope("nora"))
    assert faults(bad) == ["Date: There is no record r7; this case has systemic regimens r1; assessments a1."]


def test_a_cycle_of_a_new_regimen_hangs_on_that_regimen(world, draft):
    form = form_for(draft, "regimen", start="d10", stop="cycle 12", interval_days="21")
    assert form.saved(by=world.scope("nora")), faults(form)
    assert (form.row.key, form.row.stop.anchor) == ("r1", "r1")


def test_codes_of_an_open_set_are_found_by_their_names_and_other_words_are_kept(world, draft):
    form = form_for(draft, "specimen", result="malignant_breast", site="left arm", procedure="Skin biopsy")
    assert form.saved(by=world.scope("nora")), faults(form)
    assert form.row.procedure == "skin_biopsy"
    finding = form_for(draft, "skin-finding", change="progression", sites=["breast"], sites_other="left heel; Areola")
    assert finding.saved(by=world.scope("nora")), faults(finding)
    assert finding.row.sites == ["breast", "left heel", "areola"]


def test_a_reason_for_a_blank_is_stored_but_not_beside_a_value(world, draft):
    form = form_for(draft, "specimen", result="benign", on_absent="not-performed", site_absent="unknown")
    assert form.saved(by=world.scope("nora")), faults(form)
    assert form.row.absent == {"on": "not-performed", "site": "unknown"}
    both = form_for(draft, "specimen", result="benign", site="arm", site_absent="unknown")
    assert not both.saved(by=world.scope("nora"))
    assert faults(both) == ["Site: Give a value or a reason why it is blank, not both."]


def test_the_words_of_the_source_stand_beside_a_coded_field(world, draft):
    form = form_for(draft, "specimen", result="benign", wording_0_of="result", wording_0="no malignancy seen")
    assert form.saved(by=world.scope("nora")), faults(form)
    assert form.row.as_reported == {"result": "no malignancy seen"}
    lost = form_for(draft, "specimen", result="benign", wording_0="no malignancy seen")
    assert not lost.saved(by=world.scope("nora"))
    assert faults(lost) == ["Field 1: Say which field these words belong to."]


def test_calendar_text_in_free_text_is_refused_at_its_field(world, draft):
    form = form_for(draft, "specimen", result="benign", comment="seen in March 2014")
    assert not form.saved(by=world.scope("nora"))
    assert "is a calendar date" in faults(form)[0]
    assert form.errors[0].href == "#id_comment"


def test_nested_rows_are_added_without_saving_and_keep_what_was_typed(world, draft):
    form = form_for(draft, "regimen", **{"start": "nonsense", "drug-0-agent": "docetaxel", "add": "drug"})
    assert [row.form["agent"].value() for row in form.groups[0].rows] == ["docetaxel", ""]
    assert form.main["start"].value() == "nonsense"
    assert form.errors == []
    assert not Regimen.objects.filter(case=draft).exists()


def test_nested_rows_are_saved_changed_and_removed(world, draft):
    nora = world.scope("nora")
    first = form_for(draft, "regimen", **{"start": "d10", "drug-0-agent": "trastuzumab", "drug-0-dose": "6 mg/kg"})
    assert first.saved(by=nora), faults(first)
    row = first.row
    changed = form_for(
        draft,
        "regimen",
        row,
        **{"drug-0-last_dose": "d200", "drug-count": "2", "drug-1-row": "", "drug-1-agent": "docetaxel"},
    )
    assert changed.saved(by=nora), faults(changed)
    assert [drug.agent for drug in row.drugs.order_by("position")] == ["trastuzumab", "docetaxel"]
    fewer = form_for(draft, "regimen", row, **{"drug-0-gone": "yes"})
    assert fewer.saved(by=nora), faults(fewer)
    assert [drug.agent for drug in row.drugs.all()] == ["docetaxel"]


def test_a_local_treatment_names_a_lesion_or_a_skin_finding(world, draft):
    nora = world.scope("nora")
    finding = add(draft, "skin-finding", nora, on=days(0), change="progression")
    lesion = add(draft, "lesion", nora, compartment="SKIN_LR")
    facts = {"kind": "electrochemotherapy", "start": "d10", "treated-lesion-count": "1", "treated-lesion-0-row": ""}
    named = {"treated-lesion-0-finding": finding.key}
    both = form_for(draft, "local-treatment", **facts | named | {"treated-lesion-0-lesion": lesion.key})
    assert not both.saved(by=nora)
    assert faults(both) == ["Treated lesion 1: Lesion: Name a lesion or a skin finding, one of the two."]
    one = form_for(draft, "local-treatment", **facts | named)
    assert one.saved(by=nora), faults(one)
    assert document_of(draft)["local_treatments"][0]["lesions"] == [finding.key]


def test_an_untouched_nested_row_is_not_stored(world, draft):
    form = form_for(draft, "regimen", start="d10")
    assert form.saved(by=world.scope("nora")), faults(form)
    assert form.row.drugs.count() == 0


def test_a_drug_is_named_or_says_why_not(world, draft):
    nameless = form_for(draft, "regimen", **{"start": "d10", "drug-0-dose": "6 mg"})
    assert not nameless.saved(by=world.scope("nora"))
    assert faults(nameless) == ["Drug 1: Drug: Name the drug, or give its class under “More” where it is blinded."]
    blinded = form_for(draft, "regimen", **{"start": "d10", "drug-0-agent_class": "anti_her2"})
    assert blinded.saved(by=world.scope("nora")), faults(blinded)


def test_a_fault_in_a_nested_row_names_the_row_and_its_field(world, draft):
    form = form_for(draft, "regimen", **{"start": "d10", "drug-0-agent": "docetaxel", "drug-0-start": "soon"})
    assert not form.saved(by=world.scope("nora"))
    assert faults(form)[0].startswith("Drug 1: Start: This is not a time")
    assert form.errors[0].href == "#id_drug-0-start"


def test_a_constraint_of_the_database_speaks_at_its_field(world, draft):
    form = form_for(draft, "regimen", start="d100", stop="d50")
    assert not form.saved(by=world.scope("nora"))
    assert faults(form) == ["Start: The regimen stops before it starts on every day that these dates allow."]
    assert form_for(draft, "regimen", start="d50", stop="d100").saved(by=world.scope("nora"))


def test_the_grid_stores_only_the_compartments_with_a_status(world, draft):
    form = form_for(
        draft, "assessment", **{"on": "d20", "compartment-LIVER-status": "PR", "compartment-BONE-status": "SD"}
    )
    assert len(form.groups[0].rows) == len(Compartment)
    assert form.saved(by=world.scope("nora")), faults(form)
    stored = dict(form.row.compartments.values_list("compartment", "status"))
    assert stored == {"LIVER": "PR", "BONE": "SD"}
    cleared = form_for(draft, "assessment", form.row, **{"compartment-BONE-status": ""})
    assert cleared.saved(by=world.scope("nora")), faults(cleared)
    assert [one.compartment for one in form.row.compartments.all()] == ["LIVER"]


def test_the_grid_offers_compartments_involved_at_baseline_first(world, draft):
    nora = world.scope("nora")
    row = {"compartment": "OVARY", "status": "BASELINE", "involved_at_baseline": True}
    add(draft, "assessment", nora, on=days(1), kind="baseline", nested={"compartment": [row]})
    form = RecordForm(kind=kind_by_slug("assessment"), row=Assessment(), entry=Entry.of(draft))
    assert [(line.thing, line.involved) for line in form.groups[0].rows][:2] == [("OVARY", True), ("SKIN_LR", False)]


def test_a_line_of_the_grid_without_status_asks_for_one(world, draft):
    form = form_for(draft, "assessment", **{"compartment-LIVER-new_lesion": "yes"})
    assert not form.saved(by=world.scope("nora"))
    assert faults(form) == ["Liver: Status: Choose a status, or clear the rest of this row."]


def test_lesions_of_the_case_are_measured_in_the_assessment(world, draft):
    add(draft, "lesion", world.scope("nora"), compartment="LIVER")
    form = form_for(draft, "assessment", **{"on": "d20", "measurement-l1-long_mm": "24.5"})
    assert form.saved(by=world.scope("nora")), faults(form)
    assert [str(one.long_mm) for one in form.row.measurements.all()] == ["24.5"]


def test_rows_are_chosen_by_their_words_and_only_of_the_case(world, draft):
    nora = world.scope("nora")
    finding = add(draft, "skin-finding", nora, on=days(5), change="progression", morphology=["plaque"])
    form = form_for(draft, "specimen", result="benign", finding="s1")
    assert dict(form.main.fields["finding"].choices)["s1"] == "s1 Progression, Plaque, 22 May 2016"
    assert form.saved(by=nora), faults(form)
    assert Specimen.objects.get(case=draft).finding == finding
    other = form_for(draft, "specimen", result="benign", finding="s9")
    assert not other.saved(by=nora)
    assert "Select a valid choice" in faults(other)[0]


def test_what_two_people_typed_is_compared_and_nothing_is_lost(world, draft):
    nora, nils = world.scope("nora"), world.scope("nils")
    row = add(draft, "skin-finding", nora, on=days(5), change="stable", depth="dermis")
    mine = standing(RecordForm(kind=kind_by_slug("skin-finding"), row=row, entry=Entry.of(draft)))
    theirs = form_for(draft, "skin-finding", SkinFinding.objects.get(pk=row.pk), change="response")
    assert theirs.saved(by=nils), faults(theirs)

    stale = RecordForm(
        kind=kind_by_slug("skin-finding"),
        row=SkinFinding.objects.get(pk=row.pk),
        entry=Entry.of(draft),
        data=query(mine | {"change": "progression", "depth": "deep"}),
    )
    assert not stale.saved(by=nora)
    differing = {one.name: (one.mine, one.theirs) for one in stale.versions if one.differs}
    assert differing == {"change": ("Progression", "Response"), "depth": ("deep", "dermis")}

    chosen = {"seen_version": str(stale.seen_version), "keep-change": "theirs", "keep-depth": "mine"}
    again = RecordForm(
        kind=kind_by_slug("skin-finding"),
        row=SkinFinding.objects.get(pk=row.pk),
        entry=Entry.of(draft),
        data=query(mine | {"change": "progression", "depth": "deep"} | chosen),
    )
    assert again.saved(by=nora), faults(again)
    stored = SkinFinding.objects.get(pk=row.pk)
    assert (stored.change, stored.depth) == ("response", "deep")


def test_a_nested_row_changed_by_somebody_else_counts_as_a_conflict(world, draft):
    nora, nils = world.scope("nora"), world.scope("nils")
    row = add(draft, "regimen", nora, start=days(5), nested={"drug": [{"agent": "docetaxel"}]})
    mine = standing(RecordForm(kind=kind_by_slug("regimen"), row=row, entry=Entry.of(draft)))
    theirs = form_for(draft, "regimen", row, **{"drug-0-dose": "75 mg"})
    assert theirs.saved(by=nils), faults(theirs)
    stale = RecordForm(
        kind=kind_by_slug("regimen"),
        row=Regimen.objects.get(pk=row.pk),
        entry=Entry.of(draft),
        data=query(mine | {"drug-0-dose": "60 mg"}),
    )
    assert not stale.saved(by=nora)
    assert {one.name for one in stale.versions if one.differs} == {"drug"}


def test_a_submitted_case_takes_nothing_and_says_why(world):
    nora = world.enter("nora")
    form = form_for(world.north_submitted, "skin-finding", change="stable")
    assert not form.saved(by=nora)
    assert faults(form) == ["This case is submitted. Take it back to draft before you change it."]


def test_a_row_to_choose_tells_its_date_as_it_is_read(world, draft):
    by = world.scope("nora")
    add(draft, "regimen", by, name="T-DM1", start=days(0))
    add(draft, "skin-finding", by, on=parse_when("at r1 105..125 days", day_zero=None), change="progression")
    finding = SkinFinding.objects.get(case=draft)
    assert Entry.of(draft).say(finding).endswith("Progression, 105 to 125 days after r1")


def test_a_named_regimen_fills_what_is_blank_and_nothing_else(world, draft):
    typed = {"preset": "THP", "fill": "yes", "name": "as we call it", "drug-0-agent": "Perjeta", "drug-0-start": "d3"}
    form = form_for(draft, "regimen", **typed)
    assert not form.posted
    assert not form.errors
    assert form.filled.startswith("THP: filled in 21 days from cycle to cycle, docetaxel, trastuzumab.")
    assert form.main["name"].value() == "as we call it"
    assert form.main["interval_days"].value() == "21"
    drugs = [row.form["agent"].value() for row in form.groups[0].rows]
    assert drugs == ["Perjeta", "docetaxel", "trastuzumab"]
    assert form.groups[0].rows[0].form["start"].value() == "d3"
    assert not Regimen.objects.filter(case=draft).exists()


def test_a_reason_for_a_blank_interval_is_no_blank_and_no_choice_fills_nothing(world, draft):
    form = form_for(draft, "regimen", preset="T-DXd", fill="yes", interval_days_absent="unknown")
    assert not form.main["interval_days"].value()
    assert form.main["name"].value() == "T-DXd"
    none = form_for(draft, "regimen", preset="", fill="yes")
    assert none.filled == "Choose a named regimen first."
    assert not none.main["name"].value()
