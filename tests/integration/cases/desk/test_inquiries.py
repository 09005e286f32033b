"""Asking the institution of a shared episode, and its answer: what each side sees, and what neither does."""

import re

import pytest
from django.core import mail
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError
from django.urls import reverse

from cases.episodes.models import Verdict
from cases.review.actions import MOST_WAITING, ask_institution
from cases.review.models import Inquiry
from registry.database.deriver import as_deriver
from registry.institutions.policies import Refused
from tests.doors import episodes_of

ASKED = "Was the skin lesion biopsied again after the switch?"
ANSWERED = "Yes, 40 days after the event, with the same receptors."

ASKING = (
    "INSERT INTO review_inquiry (id, case_id, institution_id, episode, about, asked_by_id, asked_at, text, answer)"
    " VALUES (gen_random_uuid(), %s, %s, %s, 'an event', %s, now(), 'Why?', '')"
)


@pytest.fixture
def episode(world):
    """The accepted case of North, which Rosa reads through her project."""
    episodes_of(world)
    with as_deriver():
        return Verdict.objects.get(case=world.north_accepted).pk


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def ask(browser, episode, text: str = ASKED):
    return browser.post(reverse("episode-ask", args=[episode]), {"text": text})


def asked_by_rosa(world, signed_in, episode) -> Inquiry:
    assert ask(signed_in("rosa"), episode).status_code == 302
    world.enter("rosa")
    return Inquiry.objects.get(text=ASKED)


def test_a_question_and_its_answer(world, signed_in, episode):
    assert "Ask the institution" in words(signed_in("rosa").get(reverse("episode-detail", args=[episode])))
    inquiry = asked_by_rosa(world, signed_in, episode)
    nora = signed_in("nora")
    assert f"CANARY-N-ACCEPTED: {ASKED}" in words(nora.get(reverse("my-work")))
    page = words(nora.get(inquiry.get_absolute_url()))
    assert "Rosa asks" in page
    assert "CANARY-N-ACCEPTED" in page
    assert nora.post(inquiry.get_absolute_url(), {"answer": ANSWERED}).status_code == 302
    assert "Others ask about your cases" not in words(nora.get(reverse("my-work")))
    read = words(signed_in("rosa").get(inquiry.get_absolute_url()))
    assert ANSWERED in read
    assert "North Hospital answers" in read


def test_who_asks_never_learns_which_case_it_is(world, signed_in, episode):
    inquiry = asked_by_rosa(world, signed_in, episode)
    signed_in("nora").post(inquiry.get_absolute_url(), {"answer": ANSWERED})
    rosa = signed_in("rosa")
    for address in (inquiry.get_absolute_url(), reverse("inquiry-list"), reverse("episode-detail", args=[episode])):
        html = rosa.get(address).content.decode()
        for secret in ("CANARY", world.north_accepted.pseudonym, str(world.north_accepted.pk), "Nora"):
            assert secret not in html, (address, secret)
    inside = signed_in("nora").get(inquiry.get_absolute_url()).content.decode()
    assert str(world.north_accepted.pk) in inside, "The twin: the institution comes to its case."


def test_what_cannot_be_read_cannot_be_asked_about(world, signed_in, episode):
    assert ask(signed_in("rolf"), episode).status_code == 404
    assert ask(signed_in("nora"), episode).status_code == 404, "The own case."
    rolf = world.enter("rolf")
    with pytest.raises(ProgrammingError, match="row-level security"):
        ask_institution(
            case_id=world.north_accepted.pk,
            institution_id=world.north.pk,
            episode=episode,
            about="Guessed",
            text="Who is it?",
            by=rolf,
        )


@pytest.mark.parametrize("person", ["rolf", "sam", "vera", "viktor"])
def test_nobody_else_reads_it(world, signed_in, episode, person):
    inquiry = asked_by_rosa(world, signed_in, episode)
    assert signed_in(person).get(inquiry.get_absolute_url()).status_code == 404
    world.enter(person)
    assert not Inquiry.objects.exists()


def test_who_asks_does_not_answer_and_what_was_asked_stays(world, signed_in, episode):
    inquiry = asked_by_rosa(world, signed_in, episode)
    signed_in("rosa").post(inquiry.get_absolute_url(), {"answer": "I answer myself"})
    world.enter("rosa")
    assert Inquiry.objects.get().answer == ""
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("UPDATE review_inquiry SET text = 'something else'")


def test_a_question_is_tied_to_the_case_of_its_episode(world, episode):
    """Not to another case, not to another institution, and not by a table of the same name as the view."""
    world.enter("rosa")

    def asking(case, site, about=episode) -> int:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(ASKING, [case.pk, site.pk, about, world.rosa.pk])
            return cursor.rowcount

    for case, site in ((world.north_public, world.north), (world.north_accepted, world.south)):
        with pytest.raises(IntegrityError, match="a question is about the case of its episode"):
            asking(case, site)
    assert asking(world.north_accepted, world.north) == 1
    world.enter("sam")
    with pytest.raises(ProgrammingError, match="row-level security"):
        asking(world.north_accepted, world.north)


def test_the_policy_of_questions_looks_into_no_temporary_table(world):
    """The login may make none (tests/integration/test_attack_sql.py); if it could, this would hold."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT proconfig FROM pg_proc WHERE proname = 'review_reads_episode'")
        assert cursor.fetchall() == [(["search_path=public, pg_temp"],)]


def test_a_calendar_date_is_refused_and_nothing_is_lost(world, signed_in, episode):
    page = ask(signed_in("rosa"), episode, "What happened on 3 March 2019?")
    assert page.status_code == 422
    assert "looks like a date. Count in days or months from the event instead." in page.content.decode().replace(
        "&#x27;", "'"
    )
    assert "What happened on 3 March 2019?" in page.content.decode()
    assert "Write the question." in ask(signed_in("rosa"), episode, " ").content.decode()
    world.enter("rosa")
    assert not Inquiry.objects.exists()


def test_a_question_is_answered_once(world, signed_in, episode):
    inquiry = asked_by_rosa(world, signed_in, episode)
    assert "Write the answer." in signed_in("nils").post(inquiry.get_absolute_url(), {"answer": ""}).content.decode()
    signed_in("nils").post(inquiry.get_absolute_url(), {"answer": ANSWERED})
    signed_in("nora").post(inquiry.get_absolute_url(), {"answer": "Another"})
    world.enter("nora")
    assert Inquiry.objects.get().answer == ANSWERED


def test_nobody_floods_an_institution(world, signed_in, episode):
    rosa = world.enter("rosa")
    named = {"case_id": world.north_accepted.pk, "institution_id": world.north.pk, "episode": episode, "about": "A"}
    for number in range(MOST_WAITING):
        ask_institution(**named, text=f"Question {number}?", by=rosa)
    with pytest.raises(Refused, match="of your questions wait for an answer"):
        ask_institution(**named, text="One more?", by=rosa)


def test_both_sides_are_told_by_mail_without_a_word_of_it(
    world, signed_in, episode, settings, django_capture_on_commit_callbacks
):
    settings.SENDS_MAIL = True
    with django_capture_on_commit_callbacks(execute=True):
        inquiry = asked_by_rosa(world, signed_in, episode)
    with django_capture_on_commit_callbacks(execute=True):
        signed_in("nora").post(inquiry.get_absolute_url(), {"answer": ANSWERED})
    assert sorted(one.to[0] for one in mail.outbox) == sorted([world.nora.email, world.nils.email, world.rosa.email])
    assert not any(ASKED in one.body or ANSWERED in one.body or "CANARY" in one.body for one in mail.outbox)
    assert all(inquiry.get_absolute_url() in one.body for one in mail.outbox)


def test_both_sides_are_in_the_trail(world, signed_in, episode):
    inquiry = asked_by_rosa(world, signed_in, episode)
    signed_in("nora").post(inquiry.get_absolute_url(), {"answer": ANSWERED})
    world.enter("nora")
    trail = list(inquiry.events.order_by("pgh_id"))
    assert [(one.pgh_label, one.answer) for one in trail] == [("insert", ""), ("update", ANSWERED)]
    assert [one.pgh_context.metadata["user"] for one in trail] == [str(world.rosa.pk), str(world.nora.pk)]
