"""The case page and the review list through the door: who sees what, and what follows from the record."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.records import actions
from cases.records.kinds import EVERY_KIND
from cases.records.models import Assessment, Case, SkinFinding, Specimen
from registry.institutions.scoping import enter
from tests.factories import accept, add, days, open_again, strict_case, submit


def page_of(case) -> str:
    return reverse("case-detail", args=[case.pk])


def read(browser, case) -> str:
    answer = browser.get(page_of(case))
    assert answer.status_code == 200
    return answer.content.decode()


# Who may open it.


@pytest.mark.parametrize("name", ["sam", "sofia", "rosa", "rolf", "adam"])
def test_a_stranger_gets_the_same_404_as_for_a_case_that_does_not_exist(world, signed_in, name):
    browser = signed_in(name)
    missing = browser.get(reverse("case-detail", args=["00000000-0000-4000-8000-000000000000"]))

    answer = browser.get(page_of(world.north_submitted))

    assert (missing.status_code, answer.status_code) == (404, 404)
    assert len(answer.content) == len(missing.content)


@pytest.mark.parametrize("case", ["north_draft", "north_submitted", "north_accepted"])
def test_the_institution_opens_its_cases_in_every_state(world, signed_in, case):
    assert world.cases[case].local_code in read(signed_in("nora"), world.cases[case])


def test_a_reviewer_opens_what_is_submitted_or_was_theirs_and_nothing_else(world, signed_in):
    browser = signed_in("vera")

    assert browser.get(page_of(world.north_submitted)).status_code == 200
    assert browser.get(page_of(world.north_accepted)).status_code == 200
    assert browser.get(page_of(world.north_draft)).status_code == 404
    assert browser.get(page_of(world.south_accepted)).status_code == 404


def test_nobody_signed_in_is_asked_to_sign_in(world, client):
    answer = client.get(page_of(world.north_accepted))

    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]


# What it says.


def test_the_event_is_told_with_its_label_and_why(world, signed_in):
    page = read(signed_in("nora"), world.north_accepted)

    assert 'data-label="DCP_STRICT"' in page
    assert "Discordant, strict" in page
    assert "Systemic disease" in page
    assert "Liver in complete response" in page
    assert 'href="#record-s1"' in page
    assert 'id="record-s1"' in page


def test_a_draft_is_judged_too(world, signed_in):
    enter(world.scope("nora"))
    add(world.north_draft, "skin-finding", world.scope("nora"), on=days(5), change="progression")

    page = read(signed_in("nora"), world.north_draft)

    assert 'data-label="' in page
    assert "Event s1" in page


def test_an_empty_case_says_what_a_label_needs_in_place_of_an_empty_figure(world, signed_in):
    enter(world.scope("nora"))
    fresh = actions.open_case(
        case=Case(local_code="N-EMPTY", legal_basis_kind="consent"), institution=world.north, by=world.scope("nora")
    )
    assert "Nothing to draw yet" in read(signed_in("nora"), fresh)
    assert "Nothing to draw yet" not in read(signed_in("nora"), world.north_accepted)


def test_a_progression_within_an_open_event_is_named(world, signed_in):
    enter(world.scope("nora"))
    add(world.north_draft, "skin-finding", world.scope("nora"), on=days(5), change="progression")
    assert "starts no event of its own" not in read(signed_in("nora"), world.north_draft)
    enter(world.scope("nora"))
    add(world.north_draft, "skin-finding", world.scope("nora"), on=days(50), change="progression")

    page = read(signed_in("nora"), world.north_draft)

    assert 'Progression <a href="#record-s2">s2</a> starts no event of its own' in page


def test_a_draft_lists_what_would_decide_it_and_opens_the_form(world, signed_in):
    case = _without_restaging(world)

    page = read(signed_in("nora"), case)

    assert "What would decide it" in page
    assert "A liver assessment between day 944 and 1042 would decide it." in page
    assert "between 56 days before and 42 days after the event" in page
    assert f'href="/cases/{case.pk}/assessment/new/"' in page.split("What would decide it")[1].split("</article>")[0]


def test_a_draft_with_a_label_lists_what_else_is_open(world, signed_in):
    nora = world.scope("nora")
    enter(nora)
    case = strict_case(world.north, nora, "labelled")

    page = read(signed_in("nora"), case)

    assert "What would decide it" not in page
    part = page.split("What else is open")[1].split("</article>")[0]
    assert "A brain assessment between day 944 and 1042 would show the state of the brain." in part
    assert f'href="/cases/{case.pk}/assessment/new/"' in part


def test_a_submitted_case_asks_for_nothing(world, signed_in):
    case = _without_restaging(world)
    submit(case, by=world.scope("nora"))

    page = read(signed_in("nora"), case)

    assert 'data-label="INDETERMINATE"' in page
    assert "What would decide it" not in page
    assert "What else is open" not in page


def _without_restaging(world):
    """A draft whose last scan lies 130 days before the event."""
    nora = world.scope("nora")
    enter(nora)
    case = strict_case(world.north, nora, "open")
    last = Assessment.objects.get(case=case, kind="event")
    last.on = days(870)
    actions.save_row(row=last, case=case, by=nora)
    case.refresh_from_db()
    return case


def test_the_label_follows_the_record_at_once(world, signed_in):
    browser = signed_in("nora")
    assert 'data-label="DCP_STRICT"' in read(browser, world.north_submitted)
    enter(world.scope("nora"))
    open_again(world.north_submitted, by=world.scope("nora"))
    finding = SkinFinding.objects.get(case=world.north_submitted)
    finding.change = "response"
    actions.save_row(row=finding, case=world.north_submitted, by=world.scope("nora"))

    assert 'data-label="NO_CUTANEOUS_PD"' in read(browser, world.north_submitted)


def test_dates_are_told_by_the_calendar_where_day_zero_is_known(world, signed_in):
    browser = signed_in("nora")

    with_day_zero = read(browser, world.north_accepted)
    without = read(browser, world.north_submitted)

    assert "d1000" in with_day_zero
    assert "11 Feb 2019" in with_day_zero
    assert "d1000" in without
    assert "2019" not in without.replace("2019-", "")


def test_the_figure_tells_its_content_as_a_table_too(world, signed_in):
    page = read(signed_in("nora"), world.north_accepted)

    assert 'role="img"' in page
    assert "months from the earliest possible first anti-HER2 dose" in page
    assert "The same as a table" in page
    assert "complete response" in page


def test_why_a_field_is_blank_is_told_in_words(world, signed_in):
    enter(world.scope("nora"))
    row = add(world.north_draft, "skin-finding", world.scope("nora"), on=days(5), change="stable")
    row.absent = {"morphology": "not-asked"}
    actions.save_row(row=row, case=world.north_draft, by=world.scope("nora"))

    assert "not asked" in read(signed_in("nora"), world.north_draft)


# What may be done.


def actions_on(page: str, case) -> set[str]:
    moves = ("claim", "accept", "return", "hand-back", "assign", "reopen", "amend", "finish", "confirm", "lock")
    names = ["case-check", "case-submit", "case-discard", *(f"case-{move}" for move in moves)]
    return {name for name in names if reverse(name, args=[case.pk]) in page}


@pytest.mark.parametrize(
    ("name", "case", "offered"),
    [
        ("nora", "north_draft", {"case-check", "case-discard"}),
        ("nora", "north_submitted", {"case-reopen"}),
        ("nora", "north_accepted", {"case-amend"}),
        ("nils", "north_accepted", {"case-amend"}),
        ("vera", "north_submitted", {"case-claim", "case-assign"}),
        ("vera", "north_accepted", {"case-assign"}),
    ],
)
def test_only_what_is_possible_now_is_offered(world, signed_in, name, case, offered):
    case = world.cases[case]

    assert actions_on(read(signed_in(name), case), case) == offered


def test_a_draft_offers_to_add_and_to_change_rows(world, signed_in):
    enter(world.scope("nora"))
    row = add(world.north_draft, "skin-finding", world.scope("nora"), on=days(5), change="stable")
    page = read(signed_in("nora"), world.north_draft)

    assert reverse("row-create", args=[world.north_draft.pk, "regimen"]) in page
    assert reverse("row-edit", args=[world.north_draft.pk, "skin-finding", row.pk]) in page


def test_an_accepted_case_offers_no_change_of_rows_but_a_new_follow_up(world, signed_in):
    page = read(signed_in("nora"), world.north_accepted).replace("/cases/new/", "")
    assert set(re.findall(r"/([a-z-]+)/new/", page)) == {"follow-up"}


# What a reviewer sees.


def test_a_reviewer_sees_the_case_without_what_identifies(world, signed_in):
    page = read(signed_in("vera"), world.north_submitted)

    assert "CANARY" not in page
    assert "Canary" not in page
    assert "61 years" not in page
    assert "60 to 64 years at diagnosis" in page
    assert 'data-label="DCP_STRICT"' in page


def test_the_institution_itself_sees_all_of_that(world, signed_in):
    page = read(signed_in("nora"), world.north_submitted)

    assert "CANARY-N-SUBMITTED" in page
    assert "Canary free text" in page
    assert "61 years at diagnosis" in page


def test_a_reviewer_reads_no_calendar_date_of_a_case_that_has_day_zero(world, signed_in):
    enter(world.scope("nora"))
    open_again(world.north_accepted, by=world.scope("nora"))

    page = read(signed_in("vera"), world.north_accepted)

    assert "11 Feb 2019" not in page
    assert "d1000" in page


def test_a_reviewer_accepts_from_the_page(world, signed_in):
    browser = signed_in("vera")

    browser.post(reverse("case-claim", args=[world.north_submitted.pk]))
    answer = browser.post(reverse("case-accept", args=[world.north_submitted.pk]), follow=True)

    assert answer.status_code == 200
    assert "The case is accepted into the registry." in answer.content.decode()


# The review list.


def test_the_review_list_names_what_waits_without_local_codes(world, signed_in):
    page = signed_in("vera").get(reverse("review-list")).content.decode()

    assert world.north_submitted.pseudonym in page
    assert "CANARY" not in page
    assert world.north_draft.pseudonym not in page


def test_the_longest_waiting_case_comes_first(world, signed_in):
    nora = world.enter("nora")
    later = world.north_draft
    add(later, "skin-finding", nora, on=days(5), change="stable")
    submit(type(later).objects.get(pk=later.pk), by=nora)

    page = signed_in("vera").get(reverse("review-list")).content.decode()

    assert page.index(world.north_submitted.pseudonym) < page.index(later.pseudonym)


@pytest.mark.parametrize("name", ["nora", "nils", "rosa", "adam"])
def test_only_reviewers_have_a_review_list(world, signed_in, name):
    assert signed_in(name).get(reverse("review-list")).status_code == 404


def test_an_empty_review_list_says_so(world, signed_in):
    vera = world.enter("vera")
    accept(world.north_submitted, by=vera)

    page = signed_in("vera").get(reverse("review-list")).content.decode()
    assert "Every case that was submitted is in review." in page
    assert world.north_submitted.pseudonym in page.split("Accepted by you", 1)[1]


# Speed.


def test_the_page_asks_no_more_of_the_database_for_a_longer_record(world, signed_in):
    browser = signed_in("nora")
    read(browser, world.north_submitted)
    with CaptureQueriesContext(connection) as short:
        read(browser, world.north_submitted)
    enter(world.scope("nora"))
    nora = world.scope("nora")
    open_again(world.north_submitted, by=nora)
    for number in range(20):
        add(world.north_submitted, "skin-finding", nora, on=days(1100 + number), change="stable")
        add(world.north_submitted, "specimen", nora, on=days(1100 + number), result="pending")
    assert Specimen.objects.filter(case=world.north_submitted).count() > 20
    read(browser, world.north_submitted)
    with CaptureQueriesContext(connection) as long:
        read(browser, world.north_submitted)

    assert len(long) <= len(short) + 1, "one more for the links to change rows"
    assert len(long) <= len(EVERY_KIND) + 26
