"""My work through the door: what stands in which list, for whom, and at what cost."""

import re
import uuid
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.records import actions
from cases.records.drafts.actions import keep_draft
from cases.records.drafts.typed import Typed
from cases.rules.dates import parse_when
from registry.institutions.models import Institution, Membership, Role
from registry.institutions.scoping import enter
from tests.factories import add, days, draft, open_again, send_back, submit

BUDGET = 50
"""Queries for a page of worklists, whatever the number of cases."""


def read(browser, status=200, **asked) -> str:
    answer = browser.get(reverse("my-work", query=asked))
    assert answer.status_code == status
    return answer.content.decode()


def seen(world, code, days_ago, **values):
    """A case handed in, of which the last dated entry lies so many days ago."""
    by = world.enter("nora")
    case = draft(world.north, by, code, **values)
    add(case, "skin-finding", by, on=days(0), change="progression")
    add(case, "follow-up", by, on=days(100), status="alive")
    actions.set_day_zero(case=case, day=timezone.localdate() - timedelta(days=100 + days_ago), by=by)
    case.refresh_from_db()
    return submit(case, by=by)


def test_a_clinician_starts_here_and_sees_a_draft_with_what_it_needs_one_click_away(world, client):
    client.force_login(world.people["nora"])
    page = read(client)
    needed = page.split("CANARY-N-DRAFT")[1].split("</li>")[0]

    assert 'aria-label="Needed values that are given"' in page
    assert "Where the case was read" not in needed.split("gap-why")[0]
    assert reverse("case-edit", args=[world.north_draft.pk]) in page
    assert "gap-why" in page
    assert "CANARY-N-SUBMITTED" not in page
    assert "CANARY-S" not in page


@pytest.mark.parametrize(("name", "status"), [("nils", 200), ("sam", 200), ("vera", 404), ("rosa", 404), ("adam", 404)])
def test_only_those_who_enter_cases_have_worklists(world, signed_in, name, status):
    assert "CANARY-N" not in read(signed_in(name), status)


def test_the_whole_institution_is_for_leads_and_says_so_to_others(world, signed_in):
    assert "CANARY-N-DRAFT" in read(signed_in("nils"), whose="all")
    refused = read(signed_in("nora"), 403, whose="all")
    assert "The work of others is for leads" in refused
    assert 'data-kind="no_permission"' in refused
    assert "CANARY-N-DRAFT" not in refused


def test_the_four_reasons_why_nothing_is_shown_differ(world, signed_in):
    nils = signed_in("nils")
    assert 'data-kind="no_match"' in read(nils)
    assert 'data-kind="error"' in read(nils, 404, list="nonsense")
    new = Institution.objects.create(code="EAST", name="East", country="FR")
    Membership.objects.create(user=world.people["rosa"], institution=new, role=Role.CLINICIAN)
    assert 'data-kind="first_use"' in read(signed_in("rosa"))


def test_what_is_typed_and_not_saved_is_listed_with_its_form_and_its_end(world, signed_in):
    by = world.enter("nora")
    address = reverse("row-create", args=[world.north_draft.pk, "skin-finding"])
    typed = Typed("skin-finding", uuid.uuid4(), uuid.uuid4(), 0, 1, address, {"on": ["31 Feb 2016"]})
    kept = keep_draft(typed=typed, case=world.north_draft, by=by)
    page = read(signed_in("nora"))

    assert f"{address}?draft={kept.pk}" in page
    assert "Skin finding of CANARY-N-DRAFT" in page
    assert "kept until" in page
    assert "Typed, but not saved yet" not in read(signed_in("nils"))


def test_a_case_is_returned_by_a_reviewer_and_not_by_its_own_institution(world, signed_in):
    vera, nora = world.scope("vera"), world.scope("nora")
    browser = signed_in("nora")
    assert "Nothing was returned" in read(browser, list="returned")
    enter(vera)
    case = send_back(world.north_submitted, reason="Which lesion was measured?", by=vera)
    page = read(browser, list="returned")
    assert "CANARY-N-SUBMITTED" in page
    assert "Returned by a reviewer" in page
    assert "Which lesion was measured?" in page

    enter(nora)
    case.refresh_from_db()
    submit(case, by=nora)
    open_again(case, by=nora)
    assert "Nothing was returned" in read(browser, list="returned")
    assert "CANARY-N-SUBMITTED" in read(browser, list="drafts")


def test_cases_handed_in_say_where_they_are(world, signed_in):
    page = read(signed_in("nora"), list="handed-in")

    assert "CANARY-N-SUBMITTED" in page
    assert "waits for a reviewer" in page
    assert "CANARY-N-WITHDRAWN" not in page
    assert "CANARY-N-DRAFT" not in page


def test_an_open_question_leads_to_its_answer_and_goes_once_it_has_one(world, signed_in):
    by, case = world.enter("nora"), world.north_draft
    add(case, "patient", by, age_at_diagnosis=15, sex="female")
    browser = signed_in("nora")
    page = read(browser, list="questions")
    assert "CANARY-N-DRAFT" in page
    door = page.split("Say why it holds")[0].rpartition('href="')[2].split('"')[0].replace("&amp;", "&")

    asked = dict(parse_qsl(urlsplit(door).query, keep_blank_values=True))
    assert browser.post(door, {**asked, "reason": "Checked with the pathologist."}).status_code == 302
    assert "CANARY-N-DRAFT" not in read(browser, list="questions")


def test_a_follow_up_is_due_after_six_months_without_a_dated_entry_of_a_living_patient(world, signed_in):
    seen(world, "LATE", 184)
    seen(world, "LATER", 400)
    seen(world, "SOON", 183)
    dead = seen(world, "DEAD", 300)
    dead_again = open_again(dead, by=world.scope("nora"))
    add(dead_again, "follow-up", world.scope("nora"), on=days(101), status="dead")
    dead_again.refresh_from_db()
    submit(dead_again, by=world.scope("nora"))
    seen(world, "PAPER", 300, legal_basis_kind="publication", legal_basis_reference="10.1000/example")
    page = read(signed_in("nora"), list="follow-up")

    assert page.index("LATER<") < page.index("LATE<")
    assert all(code not in page for code in ("SOON<", "DEAD<", "PAPER<"))
    assert re.search(r'href="/cases/[^/]+/follow-up/new/">CANARY-N-ACCEPTED<', page)


def test_a_date_that_hangs_on_another_counts_from_there(world, signed_in):
    by = world.enter("nora")
    for code, gone in (("HANGING-SOON", 400), ("HANGING-LATE", 700)):
        case = draft(world.north, by, code)
        add(case, "skin-finding", by, on=days(0), change="progression")
        add(case, "follow-up", by, on=parse_when("12 months after s1", day_zero=None), status="alive")
        actions.set_day_zero(case=case, day=timezone.localdate() - timedelta(days=gone), by=by)
        case.refresh_from_db()
        submit(case, by=by)
    page = read(signed_in("nora"), list="follow-up")

    assert "HANGING-LATE<" in page
    assert "HANGING-SOON<" not in page


def test_a_case_without_day_zero_is_said_to_be_undatable(world, signed_in):
    browser = signed_in("nora")
    assert "CANARY-N-SUBMITTED<" not in read(browser, list="follow-up")
    page = read(browser, list="undated")
    assert "CANARY-N-SUBMITTED<" in page
    assert "CANARY-N-ACCEPTED<" not in page
    assert "Not known" in page


def test_the_cost_does_not_grow_with_the_cases_and_the_list_has_pages(world, signed_in):
    browser = signed_in("nora")
    read(browser)  # the first page also notes the session
    with CaptureQueriesContext(connection) as few:
        read(browser)
    by = world.enter("nora")
    for number in range(11):
        draft(world.north, by, f"MORE-{number:02}")
    with CaptureQueriesContext(connection) as many:
        page = read(browser)

    assert len(many) == len(few) <= BUDGET
    assert "1 to 10 of 12" in page
    assert "CANARY-N-DRAFT" in read(browser, page=2)
