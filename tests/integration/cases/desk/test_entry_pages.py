"""The task list and the pages around it through the door: enter, check, submit, and be told so."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.records.drafts.actions import keep_draft
from cases.records.drafts.typed import Typed
from cases.records.models import Case, Regimen, SectionMark, SkinFinding
from registry.institutions.scoping import enter
from tests.factories import add, days

BUDGET = 60
"""Queries for a page of a case, whatever the number of its rows."""


@pytest.fixture
def nora(world, client):
    client.force_login(world.people["nora"])
    return client


def at(case, name, *more, **query):
    return reverse(name, args=[case.pk, *more], query=query)


def read(browser, address) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def state_of(page: str, slug: str) -> str:
    """The words of a section on the task list."""
    return page.split(f'id="task-{slug}"')[1].split("</strong>")[0].rpartition(">")[2]


def marked(world, case, section) -> str:
    enter(world.scope("nora"))
    return SectionMark.objects.filter(case=case, section=section).values_list("says", flat=True).first() or ""


# The task list.


def test_a_section_is_not_started_until_it_holds_something_and_then_says_what_it_lacks(world, nora):
    case = world.north_draft
    assert state_of(read(nora, at(case, "case-detail")), "adverse-events") == "Not started"
    enter(world.scope("nora"))
    add(case, "adverse-event", world.scope("nora"), on=days(5), term="rash")

    page = read(nora, at(case, "case-detail"))

    assert state_of(page, "adverse-events") == "In progress"
    assert "CTCAE grade of e1" in page
    enter(world.scope("nora"))
    add(case, "adverse-event", world.scope("nora"), on=days(5), term="rash", grade="2")
    assert "needs CTCAE grade of e1" in read(nora, at(case, "case-detail"))


def test_an_unanswered_question_is_shown_as_one_until_it_is_answered(world, nora):
    case = world.north_draft
    enter(world.scope("nora"))
    add(case, "regimen", world.scope("nora"), key="r9", start=days(0), interval_days=20, nested={"drug": []})
    about = {"code": "INTERVAL_UNUSUAL", "about": "r9"}
    assert state_of(read(nora, at(case, "case-detail")), "regimens") == "There is a question"
    assert "Is this right?" in read(nora, at(case, "case-section", "regimens"))

    answered = nora.post(at(case, "warning-answer", **{"from": "regimens"}), about | {"reason": "as in the trial"})

    assert answered["Location"] == at(case, "case-section", "regimens")
    assert state_of(read(nora, at(case, "case-detail")), "regimens") == "In progress"
    assert "as in the trial" in read(nora, at(case, "case-section", "regimens"))


def test_nothing_to_record_makes_an_empty_section_done_and_can_be_taken_back(world, nora):
    case, address = world.north_draft, at(world.north_draft, "section-mark", "adverse-events")
    assert "Nothing to record here" in read(nora, at(case, "case-section", "adverse-events"))

    nora.post(address, {"says": "nothing", "from": "adverse-events"})

    assert state_of(read(nora, at(case, "case-detail")), "adverse-events") == "Done"
    assert "You said that nothing is to be recorded here" in read(nora, at(case, "case-section", "adverse-events"))
    nora.post(address, {"says": "", "from": "adverse-events"})
    assert state_of(read(nora, at(case, "case-detail")), "adverse-events") == "Not started"


def test_a_section_is_called_done_by_a_person_in_a_draft_only(world, nora):
    nora.post(at(world.north_draft, "section-mark", "disease"), {"says": "done"})
    nora.post(at(world.north_submitted, "section-mark", "disease"), {"says": "done"})

    assert marked(world, world.north_draft, "disease") == "done"
    assert marked(world, world.north_submitted, "disease") == ""


def test_others_than_its_institution_see_no_task_list(world, client):
    client.force_login(world.people["vera"])

    page = read(client, at(world.north_submitted, "case-detail"))

    assert 'class="tasks"' not in page
    assert client.get(at(world.north_submitted, "case-section", "skin")).status_code == 404
    assert client.get(at(world.north_submitted, "case-check")).status_code == 404


# Sections, and coming back.


def test_a_form_returns_to_the_page_that_it_was_opened_from(world, nora):
    case = world.north_draft
    typed = {"compartment": "LIVER", "role": "target", "compartment-count": "0"}

    plain = nora.post(at(case, "row-create", "lesion"), typed)
    from_section = nora.post(at(case, "row-create", "lesion", **{"from": "disease"}), typed)
    from_check = nora.post(at(case, "row-create", "lesion", **{"from": "check"}), typed)
    strange = nora.post(at(case, "row-create", "lesion", **{"from": "//evil.example"}), typed)

    assert plain["Location"] == case.get_absolute_url()
    assert from_section["Location"].partition("#record-l")[0] == at(case, "case-section", "disease")
    assert from_check["Location"].partition("#record-l")[0] == at(case, "case-check")
    assert strange["Location"] == case.get_absolute_url()


def test_sections_lead_from_the_first_to_the_check(world, nora):
    page = read(nora, at(world.north_draft, "case-section", "facts"))
    last = read(nora, at(world.north_draft, "case-section", "follow-up"))

    assert f'rel="next" href="{at(world.north_draft, "case-section", "patient")}"' in page
    assert 'rel="prev"' not in page
    assert f'rel="next" href="{at(world.north_draft, "case-check")}"' in last
    assert nora.get(at(world.north_draft, "case-section", "nowhere")).status_code == 404


@pytest.mark.parametrize("name", ["case-detail", "case-whole", "case-check", "case-section"])
def test_a_page_asks_no_more_of_the_database_for_sixty_rows(world, nora, name):
    case = world.north_draft
    address = at(case, name, *(["skin"] if name == "case-section" else []))
    nora.get(address)
    enter(world.scope("nora"))
    with CaptureQueriesContext(
        connection,
    ) as few:
        nora.get(address)
    enter(world.scope("nora"))
    for day in range(30):
        add(case, "skin-finding", world.scope("nora"), on=days(day), change="stable", morphology=["nodule"])
        add(case, "lesion", world.scope("nora"), compartment="LIVER")
    nora.get(address)

    with CaptureQueriesContext(connection) as many:
        nora.get(address)

    assert len(many) == len(few)
    assert len(few) <= BUDGET


# Checking, submitting, and the receipt.


def test_every_answer_has_its_way_back_and_every_gap_its_form(world, nora):
    case = world.north_draft
    enter(world.scope("nora"))
    finding = add(case, "skin-finding", world.scope("nora"), on=days(5), change="progression", comment="Seen by two.")

    page = read(nora, at(case, "case-check"))

    change = at(case, "row-edit", "skin-finding", finding.pk, **{"from": "check"})
    assert f'href="{change}"' in page
    assert f'href="{change}#div_id_extent"' in page
    assert at(case, "case-edit", **{"from": "check"}) in page
    assert page.count("Seen by two.") == 2  # among the answers, and among the texts to read once more
    assert 'data-label="' in page


def test_what_is_typed_and_not_saved_is_named_before_it_is_left_out(world, nora):
    case = world.north_draft
    by = world.enter("nora")
    assert "Typed, but not saved yet" not in read(nora, at(case, "case-check"))
    address = at(case, "row-create", "skin-finding")
    typed = Typed("skin-finding", uuid.uuid4(), uuid.uuid4(), 0, 1, address, {"on": ["31 Feb 2016"]})
    world.enter("nora")
    kept = keep_draft(typed=typed, case=case, by=by)

    page = read(nora, at(case, "case-check"))

    assert f'href="{address}?draft={kept.pk}"' in page.split('id="check-drafts"')[1].split("</section>")[0]


def test_a_case_is_submitted_once_and_a_second_click_says_so(world, nora):
    case = world.north_draft
    enter(world.scope("nora"))
    case.refresh_from_db()

    first = nora.post(at(case, "case-submit"), {"seen_version": case.version})
    receipt = read(nora, first["Location"])
    second = nora.post(at(case, "case-submit"), {"seen_version": case.version})

    assert first["Location"] == second["Location"] == at(case, "case-submitted")
    assert case.pseudonym in receipt.split('class="receipt-reference"')[1].split("</p>")[0]
    assert case.local_code not in receipt.split("<main")[1]
    assert "was submitted already" in read(nora, second["Location"])


def test_a_case_that_changed_since_it_was_checked_is_not_submitted(world, nora):
    case = world.north_draft
    enter(world.scope("nora"))
    case.refresh_from_db()
    add(case, "lesion", world.scope("nora"), compartment="LIVER")

    answer = nora.post(at(case, "case-submit"), {"seen_version": case.version}, follow=True)

    assert answer.redirect_chain[-1][0] == at(case, "case-check")
    assert "saved elsewhere since you opened it" in answer.content.decode()


def test_what_is_impossible_blocks_and_names_both_values(world, nora):
    case = world.north_draft
    enter(world.scope("nora"))
    death = add(case, "follow-up", world.scope("nora"), on=days(50), status="dead")
    late = add(case, "regimen", world.scope("nora"), key="r9", start=days(70), nested={"drug": []})

    page = read(nora, at(case, "case-check"))
    refused = nora.post(at(case, "case-submit"), follow=True).content.decode()

    assert "starts on day 70, but the patient died on day 50" in page
    assert f"{at(case, 'row-edit', 'regimen', late.pk, **{'from': 'check'})}#div_id_start" in page
    assert f"{at(case, 'row-edit', 'follow-up', death.pk, **{'from': 'check'})}#div_id_on" in page
    assert "Submit for review" not in page
    assert "starts on day 70, but the patient died on day 50" in refused
    enter(world.scope("nora"))
    assert Case.objects.get(pk=case.pk).status == "draft"


def test_a_legal_basis_that_is_not_in_force_is_named_with_the_way_to_it(world, nora):
    case = world.north_draft
    enter(world.scope("nora"))
    Case.objects.filter(pk=case.pk).update(legal_basis_state="unknown")

    page = read(nora, at(case, "case-check"))

    assert "The legal basis is not in force" in page
    assert "Submit for review" not in page


# Impossible and unlikely, at the form.


def test_a_form_does_not_save_what_is_impossible_beside_the_rest_and_keeps_what_was_typed(world, nora):
    case = world.north_draft
    enter(world.scope("nora"))
    before = SkinFinding.objects.filter(case=case).count()
    earlier = add(case, "skin-finding", world.scope("nora"), on=days(90), change="stable")
    typed = {"on": "d20", "change": "stable", "lesion_of": earlier.key, "depth": "typed before"}

    refused = nora.post(at(case, "row-create", "skin-finding"), typed)
    taken = nora.post(at(case, "row-create", "skin-finding"), typed | {"on": "d95"})

    assert refused.status_code == 422
    assert f"of day 20 follows the lesion of {earlier.key}, which is of day 90" in refused.content.decode()
    assert f"{at(case, 'row-edit', 'skin-finding', earlier.pk)}#div_id_on" in refused.content.decode()
    assert "typed before" in refused.content.decode()
    assert taken.status_code == 302
    enter(world.scope("nora"))
    assert SkinFinding.objects.filter(case=case).count() == before + 2


def test_a_form_opened_on_the_page_of_the_whole_case_answers_in_its_place(world, nora):
    case = world.north_draft
    address = at(case, "row-create", "regimen", **{"from": "whole"})
    as_htmx = {"HX-Request": "true"}

    opened = nora.get(address, headers=as_htmx).content.decode()
    refused = nora.post(address, {"start": "soon", "drug-count": "0"}, headers=as_htmx)
    saved = nora.post(address, {"start": "d5", "drug-count": "0"}, headers=as_htmx)

    assert 'hx-target="#part-regimens"' in opened
    assert refused.status_code == 422
    assert refused["HX-Reselect"] == "form.entry"
    assert saved["Location"].startswith(f"{at(case, 'case-whole')}#record-")
    enter(world.scope("nora"))
    assert Regimen.objects.filter(case=case, start__isnull=False).exists()
    assert "hx-target" not in nora.get(address).content.decode().split('class="entry"')[1].split(">")[0]


@pytest.mark.parametrize(
    ("reference", "taken"),
    [
        ("10.1080/15384047.2015.1108490", True),
        ("https://doi.org/10.1000/xyz123; PMID: 26950000", True),
        ("PMC4848943", True),
        ("qwerty", False),
        ("10.10/short", False),
        ("PMID 123456789", False),
    ],
)
def test_a_publication_is_named_by_a_doi_or_a_pmid(world, nora, reference, taken):
    facts = {"local_code": f"N-{reference[:20]}", "legal_basis_kind": "publication", "legal_basis_state": "in_force"}

    answer = nora.post(reverse("case-create"), facts | {"legal_basis_reference": reference})

    assert answer.status_code == (302 if taken else 422)
    assert taken or "neither a DOI nor a PMID" in answer.content.decode()
