"""A reviewer returns a case and says why: who reads the reason, and who cannot write one."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from cases.records.document import document_of
from cases.records.models import Case
from cases.review.models import CaseMove
from registry.institutions.scoping import enter
from tests.factories import accept, submit

WHY = "The CT of the liver names no lesion.\nWhich one was measured?"


@pytest.fixture
def returned(world, signed_in):
    """The submitted case, given back by Vera through the door."""
    browser = claimed(world, signed_in)
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
    browser = claimed(world, signed_in)
    answer = browser.post(reverse("case-return", args=[world.north_submitted.pk]), {"reason": reason})
    assert answer.status_code == 422
    assert says in answer.text
    assert reason.strip() in answer.text
    enter(world.scope("nora"))
    assert Case.objects.get(pk=world.north_submitted.pk).status == "in_review"
    assert not CaseMove.objects.filter(key="return").exists()


def test_the_institution_reads_who_returned_its_case_when_and_why(world, returned, signed_in):
    browser = signed_in("nora")
    assert returned.status == "returned"
    for address in (returned.get_absolute_url(), reverse("case-check", args=[returned.pk]), reverse("my-work")):
        page = browser.get(address, {"list": "returned"}).text
        assert "The CT of the liver names no lesion.<br>Which one was measured?" in page, address
        assert "Vera, <time" in page, address


def test_who_reviews_it_again_reads_the_reason_and_nobody_else_does(world, returned, signed_in):
    nora = world.enter("nora")
    submit(returned, by=nora)
    again = signed_in("vera").get(returned.get_absolute_url()).text
    assert "Return to the institution" in again
    assert "Which one was measured?" in again
    accept(returned, by=world.enter("vera"))
    for name, sees in (("nora", 1), ("vera", 1), ("sam", 0), ("rosa", 0), ("viktor", 0), (None, 0)):
        world.enter(name)
        assert CaseMove.objects.filter(key="return").count() == sees, name


def test_no_export_holds_the_reason(world, returned):
    world.enter("nora")
    assert "measured?" not in str(document_of(returned))


def test_no_statement_of_the_application_writes_a_move(world, returned):
    world.enter("vera")
    noted = CaseMove.objects.filter(key="return").values_list("by", "came_from", "to", "reason").get()
    assert noted == (world.vera.pk, "in_review", "returned", WHY.replace("\r\n", "\n"))
    for statement in (
        "INSERT INTO review_casemove SELECT * FROM review_casemove",
        "UPDATE review_casemove SET reason = ''",
        "DELETE FROM review_casemove",
    ):
        with pytest.raises(DatabaseError, match="permission denied"):
            run(statement, [])


def claimed(world, signed_in):
    """Vera's browser, in which she has taken the submitted case into review."""
    browser = signed_in("vera")
    browser.post(reverse("case-claim", args=[world.north_submitted.pk]))
    return browser


def run(statement: str, values: list) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
