"""A reviewer returns a case and says why: who reads the reason, and who cannot write one."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from cases.records import actions
from cases.records.document import document_of
from cases.records.models import Case, CaseReturn
from registry.institutions.scoping import enter

WHY = "The CT of the liver names no lesion.\nWhich one was measured?"


@pytest.fixture
def returned(world, signed_in):
    """The submitted case, given back by Vera through the door."""
    browser = signed_in("vera")
    address = reverse("case-return", args=[world.north_submitted.pk])
    assert address in browser.get(world.north_submitted.get_absolute_url()).text
    answer = browser.post(address, {"reason": WHY}, follow=True)
    assert "is returned to North Hospital" in answer.text
    enter(world.scope("nora"))
    return Case.objects.get(pk=world.north_submitted.pk)


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        ("  ", "Say why the case goes back"),
        ("x" * 1001, "Keep the reason to 1000 characters; it has 1001"),
        ("Seen on 23 Apr 1998", "is a calendar date"),
    ],
)
def test_a_case_goes_back_only_with_a_reason_that_can_be_kept(world, signed_in, reason, says):
    answer = signed_in("vera").post(reverse("case-return", args=[world.north_submitted.pk]), {"reason": reason})
    assert answer.status_code == 422
    assert says in answer.text
    assert reason.strip() in answer.text
    enter(world.scope("nora"))
    assert Case.objects.get(pk=world.north_submitted.pk).status == "submitted"
    assert not CaseReturn.objects.exists()


def test_the_institution_reads_who_returned_its_case_when_and_why(world, returned, signed_in):
    browser = signed_in("nora")
    assert returned.status == "draft"
    for address in (returned.get_absolute_url(), reverse("case-check", args=[returned.pk]), reverse("my-work")):
        page = browser.get(address, {"list": "returned"}).text
        assert "The CT of the liver names no lesion.<br>Which one was measured?" in page, address
        assert "Vera, <time" in page, address


def test_who_reviews_it_again_reads_the_reason_and_nobody_else_does(world, returned, signed_in):
    nora = world.enter("nora")
    actions.submit_case(case=returned, by=nora)
    again = signed_in("vera").get(returned.get_absolute_url()).text
    assert "Returned before, and why (1)" in again
    assert "Which one was measured?" in again
    actions.accept_case(case=returned, by=world.enter("vera"))
    for name, sees in (("nora", 1), ("vera", 1), ("sam", 0), ("rosa", 0), ("viktor", 0), (None, 0)):
        world.enter(name)
        assert CaseReturn.objects.count() == sees, name


def test_no_export_holds_the_reason(world, returned):
    world.enter("nora")
    assert "measured?" not in str(document_of(returned))


@pytest.mark.parametrize("name", ["nora", "sam", "viktor", "rosa"])
def test_the_database_takes_a_reason_from_a_reviewer_of_another_institution_only(world, name):
    written = "INSERT INTO records_casereturn VALUES (gen_random_uuid(), %s, now(), %s, %s, %s)"
    case = world.north_submitted
    for person in (name, "vera"):
        world.enter(person)
        columns = [WHY, case.pk, case.institution_id, world.people[person].pk]
        if person == "vera":
            run(written, columns)
            continue
        with pytest.raises(DatabaseError, match="row-level security"):
            run(written, columns)
    for statement in ("UPDATE records_casereturn SET reason = ''", "DELETE FROM records_casereturn"):
        with pytest.raises(DatabaseError, match="permission denied"):
            run(statement, [])


def run(statement: str, values: list) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
