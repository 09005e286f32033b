"""The entry pages through the door: who gets in, what is saved, and what comes back when it cannot be."""

from datetime import date

import pytest
from django.urls import reverse

from cases.records import actions
from cases.records.kinds import KINDS
from cases.records.models import AdverseEvent, Case, DayZero, LocalTreatment, SkinFinding, WarningAnswer
from registry.institutions.scoping import enter
from tests.factories import add, days
from tests.integration.cases.records.typing import typed


@pytest.fixture
def nora(world, signed_in):
    return signed_in("nora")


def stored(world, model, **facts):
    """Rows as the institution itself sees them."""
    enter(world.scope("nora"))
    return model.objects.filter(case=world.north_draft, **facts)


def at(world, name, *more):
    return reverse(name, args=[world.north_draft.pk, *more])


def pages(world):
    enter(world.scope("nora"))
    row = add(world.north_draft, "skin-finding", world.scope("nora"), on=days(5), change="stable")
    return [
        reverse("case-list"),
        reverse("case-create"),
        *(at(world, name) for name in ("case-edit", "day-zero", "case-discard")),
        *(at(world, "row-create", kind.slug) for kind in KINDS),
        at(world, "row-edit", "skin-finding", row.pk),
        at(world, "row-remove", "skin-finding", row.pk),
    ]


@pytest.mark.parametrize("name", ["rosa", "rolf", "vera", "adam"])
def test_researchers_reviewers_and_administrators_have_no_entry_pages(world, signed_in, name):
    addresses = pages(world)
    browser = signed_in(name)
    assert [(address, browser.get(address).status_code) for address in addresses] == [
        (address, 404) for address in addresses
    ]


def test_members_of_the_institution_open_every_entry_page(world, signed_in):
    addresses = pages(world)
    browser = signed_in("nils")
    assert [(address, browser.get(address).status_code) for address in addresses] == [
        (address, 200) for address in addresses
    ]


def test_another_institution_gets_the_page_of_a_missing_case(world, signed_in):
    browser = signed_in("sam")
    there = browser.get(at(world, "row-create", "regimen"))
    missing = browser.get(reverse("row-create", args=["00000000-0000-4000-8000-000000000000", "regimen"]))
    assert (there.status_code, missing.status_code) == (404, 404)


def test_nobody_signed_in_is_sent_to_sign_in(world, client):
    answer = client.get(at(world, "case-edit"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_the_list_finds_a_case_by_its_local_code_and_pseudonym(world, nora):
    assert "CANARY-N-DRAFT" in nora.get(reverse("case-list")).text
    found = nora.get(reverse("case-list"), {"q": "n-sub"}).text
    assert "CANARY-N-SUBMITTED" in found
    assert "CANARY-N-DRAFT" not in found
    assert "CANARY-N-DRAFT" in nora.get(reverse("case-list"), {"q": world.north_draft.pseudonym}).text
    assert "No case fits this search" in nora.get(reverse("case-list"), {"q": "nothing"}).text


def test_the_list_holds_no_case_of_another_institution(world, signed_in):
    assert "CANARY-N" not in signed_in("sam").get(reverse("case-list")).text


def test_a_case_is_opened_and_its_facts_are_changed(world, nora):
    facts = {
        "local_code": "NEW-1",
        "legal_basis_kind": "consent",
        "legal_basis_state": "in_force",
        "diagnosis_year": "2011",
        "regimens_complete_absent": "unknown",
        "source_reference_absent": "not-applicable",
    }
    answer = nora.post(reverse("case-create"), facts)
    assert answer.status_code == 302
    enter(world.scope("nora"))
    case = Case.objects.get(local_code="NEW-1")
    assert (case.institution, case.absent) == (
        world.north,
        {"regimens_complete": "unknown", "source_reference": "not-applicable"},
    )
    changed = facts | {"seen_version": case.version, "diagnosis_year": "2012"}
    assert nora.post(reverse("case-edit", args=[case.pk]), changed).status_code == 302
    enter(world.scope("nora"))
    assert Case.objects.get(pk=case.pk).diagnosis_year == 2012
    stale = nora.post(reverse("case-edit", args=[case.pk]), changed | {"diagnosis_year": "2013"})
    assert stale.status_code == 409
    assert "This was saved elsewhere" in stale.text


def test_a_second_case_with_the_same_local_code_is_refused_at_the_field(nora):
    facts = {"local_code": "CANARY-N-DRAFT", "legal_basis_kind": "consent", "legal_basis_state": "in_force"}
    answer = nora.post(reverse("case-create"), facts)
    assert answer.status_code == 422
    assert 'href="#id_local_code"' in answer.text
    assert "has a case with this local code already" in answer.text


def test_a_row_is_created_and_the_next_one_offered(world, nora):
    address = at(world, "row-create", "adverse-event")
    answer = nora.post(address, {"on": "d30", "term": "Pruritus", "another": "yes"})
    assert (answer.status_code, answer.url) == (302, address)
    assert stored(world, AdverseEvent).get().term == "Pruritus"


def test_faults_are_summed_up_with_links_and_everything_typed_is_kept(world, nora):
    answer = nora.post(at(world, "row-create", "skin-finding"), {"on": "31 Feb 2016", "depth": "down to fascia"})
    assert answer.status_code == 422
    assert "<title>Error: New skin finding" in answer.text
    assert 'href="#id_on"' in answer.text
    assert "There is no such date; check the day and the month." in answer.text
    assert 'value="31 Feb 2016"' in answer.text
    assert 'value="down to fascia"' in answer.text
    assert "Give the change." in answer.text
    assert not stored(world, SkinFinding).exists()


def test_adding_a_nested_row_without_javascript_saves_nothing(world, nora):
    page = nora.get(at(world, "row-create", "regimen"))
    answer = nora.post(page.request["PATH_INFO"], typed(page, start="soon", add="drug"))
    assert answer.status_code == 200
    assert answer.text.count("<legend>Drug ") == 2
    assert 'value="soon"' in answer.text
    assert "There is a problem" not in answer.text


def test_two_people_at_once_see_both_versions(world, signed_in):
    enter(world.scope("nora"))
    row = add(world.north_draft, "skin-finding", world.scope("nora"), on=days(5), change="stable")
    address = at(world, "row-edit", "skin-finding", row.pk)
    mine = typed(signed_in("nora").get(address), change="progression")
    assert signed_in("nils").post(address, mine | {"change": "response"}).status_code == 302
    answer = signed_in("nora").post(address, mine)
    assert answer.status_code == 409
    assert 'name="keep-change" value="theirs"' in answer.text.replace("  ", " ")
    kept = typed(answer, change="progression") | {"keep-change": "mine"}
    assert signed_in("nora").post(address, kept).status_code == 302
    assert stored(world, SkinFinding).get().change == "progression"


def test_a_row_removed_meanwhile_keeps_what_was_typed_and_can_be_entered_anew(world, nora):
    enter(world.scope("nora"))
    by = world.scope("nora")
    row = add(world.north_draft, "skin-finding", by, on=days(5), change="stable")
    address = at(world, "row-edit", "skin-finding", row.pk)
    mine = typed(nora.get(address), depth="deep dermis")
    enter(by)
    actions.remove_row(row=row, by=by)
    answer = nora.post(address, mine)
    assert answer.status_code == 422
    assert "Somebody else has removed this entry meanwhile." in answer.text
    assert 'value="deep dermis"' in answer.text
    assert f'action="{at(world, "row-create", "skin-finding")}"' in answer.text
    assert nora.post(at(world, "row-create", "skin-finding"), typed(answer)).status_code == 302
    assert stored(world, SkinFinding).get().depth == "deep dermis"


def test_a_submitted_case_is_shown_read_only_with_a_way_back(world, nora):
    address = reverse("row-create", args=[world.north_submitted.pk, "lesion"])
    page = nora.get(address).text
    assert "Only a draft can be changed." in page
    assert "Take back to draft" in page
    assert '<fieldset class="entry-all" disabled>' in page
    refused = nora.post(address, {"compartment": "LIVER"})
    assert refused.status_code == 422
    assert "Take it back to draft before you change it." in refused.text


def test_a_case_moves_by_post_only(world, nora, signed_in):
    assert nora.get(at(world, "case-submit")).status_code == 405
    assert nora.post(at(world, "case-submit")).status_code == 302
    enter(world.scope("nora"))
    assert Case.objects.get(pk=world.north_draft.pk).status == "submitted"
    assert signed_in("nora").post(at(world, "case-reopen")).status_code == 302
    enter(world.scope("nora"))
    assert Case.objects.get(pk=world.north_draft.pk).status == "draft"


def test_a_reviewer_accepts_a_submitted_case(world, signed_in):
    browser = signed_in("vera")
    for step in ("case-claim", "case-accept"):
        assert browser.post(reverse(step, args=[world.north_submitted.pk])).status_code == 302
    enter(world.scope("nora"))
    assert Case.objects.get(pk=world.north_submitted.pk).status == "accepted"


def test_a_draft_is_discarded_after_a_question(world, nora):
    assert "cannot be undone" in nora.get(at(world, "case-discard")).text
    assert nora.post(at(world, "case-discard")).status_code == 302
    enter(world.scope("nora"))
    assert not Case.objects.filter(pk=world.north_draft.pk).exists()


def test_correcting_day_zero_keeps_calendar_dates_and_moves_days(world, nora):
    enter(world.scope("nora"))
    add(world.north_draft, "skin-finding", world.scope("nora"), on=days(5), change="stable")
    refused = nora.post(at(world, "day-zero"), {"day": "May 2016"})
    assert refused.status_code == 422
    assert "Day zero is a full date" in refused.text
    assert "lies in the future" in nora.post(at(world, "day-zero"), {"day": "1 Jan 2099"}).text
    assert nora.post(at(world, "day-zero"), {"day": "18 May 2016"}).status_code == 302
    assert stored(world, SkinFinding).get().on.lo == 4
    assert stored(world, DayZero).get().date == date(2016, 5, 18)
    assert nora.post(at(world, "day-zero-remove")).status_code == 302
    assert not stored(world, DayZero).exists()


def test_a_row_that_others_name_is_not_removed(world, nora):
    enter(world.scope("nora"))
    by = world.scope("nora")
    finding = add(world.north_draft, "skin-finding", by, on=days(5), change="stable")
    specimen = add(world.north_draft, "specimen", by, on=days(6), result="benign", finding=finding)
    address = at(world, "row-remove", "skin-finding", finding.pk)
    assert "still named by" in nora.post(address).text
    assert nora.post(at(world, "row-remove", "specimen", specimen.pk)).status_code == 302
    assert nora.post(address).status_code == 302
    assert not stored(world, SkinFinding).exists()


def test_a_warning_is_shown_answered_and_blocks_nothing(world, nora):
    enter(world.scope("nora"))
    by = world.scope("nora")
    row = add(world.north_draft, "local-treatment", by, kind="radiotherapy", start=days(5), dose_cgy=9000)
    page = nora.get(at(world, "row-edit", "local-treatment", row.pk)).text
    assert "lt1 gives 9000 cGy, more than 8000 cGy" in page
    about = {"code": "DOSE_OVER_80_GY", "about": "lt1"}
    assert nora.post(at(world, "warning-answer"), about).status_code == 422
    assert nora.post(at(world, "warning-answer"), about | {"reason": "two courses"}).status_code == 302
    assert stored(world, WarningAnswer).get().reason == "two courses"
    assert "two courses" in nora.get(at(world, "row-edit", "local-treatment", row.pk)).text
    assert (
        nora.get(at(world, "warning-answer"), {"code": "AGE_UNDER_18", "about": ""}).url
        == world.north_draft.get_absolute_url()
    )
    assert stored(world, LocalTreatment).exists()


def test_the_patient_page_is_one_per_case(world, nora):
    address = at(world, "row-create", "patient")
    assert nora.post(address, {"age_at_diagnosis": "61", "sex": "female"}).status_code == 302
    again = nora.get(address)
    assert again.status_code == 302
    assert "/patient/" in again.url
