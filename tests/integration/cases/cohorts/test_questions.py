"""The budget of questions about others: kept in the database, met by programs only, lifted by administrators."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from cases.cohorts.models import BudgetLift, Question
from cases.cohorts.questions import actions
from cases.cohorts.questions.actions import ask_about_others, lift_budget
from cases.cohorts.tasks import forget_questions
from cases.disclosure.budget import Answer, Budget
from registry.institutions.policies import Refused

URL = "/cohorts/"
LOG = "/administration/questions/"
SMALL = Budget(quick=2, pause=60, hourly=4, daily=6, times=50)
NOON = datetime(2026, 3, 2, 12, 10, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch):
    """Set the clock of the budget."""

    def move(instant: datetime) -> None:
        monkeypatch.setattr(actions.timezone, "now", lambda: instant)

    move(NOON)
    yield move
    monkeypatch.setattr(actions.timezone, "now", timezone.now)


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setitem(ask_about_others.__wrapped__.__kwdefaults__, "budget", SMALL)


def asking(world, person: str, *labels: str):
    scope = world.enter(person)
    return [ask_about_others(question={"label": [one]}, kind="cohort", by=scope).answer for one in labels]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_program_is_slowed_down_then_stopped_then_served_again(world, at, small):
    assert asking(world, "rolf", "A", "B") == [Answer.GIVEN, Answer.GIVEN]
    assert asking(world, "rolf", "C") == [Answer.TOO_FAST]
    at(NOON + timedelta(minutes=2))
    assert asking(world, "rolf", "C") == [Answer.GIVEN]
    at(NOON + timedelta(minutes=4))
    assert asking(world, "rolf", "D") == [Answer.GIVEN]
    at(NOON + timedelta(minutes=6))
    assert asking(world, "rolf", "E") == [Answer.HOUR_USED]
    assert asking(world, "rolf", "A", "D") == [Answer.GIVEN, Answer.GIVEN], "What was answered is answered again."
    at(NOON + timedelta(hours=1))
    assert asking(world, "rolf", "E", "F", "G") == [Answer.GIVEN, Answer.GIVEN, Answer.DAY_USED]
    assert asking(world, "rosa", "G") == [Answer.GIVEN], "Each person has a budget of their own."
    world.enter("rolf")
    at(NOON + timedelta(days=1))
    assert asking(world, "rolf", "G") == [Answer.GIVEN]


def test_a_figure_is_not_watched_for_the_moment_at_which_it_moves(world, at, small):
    assert asking(world, "rolf", *["A"] * 51)[-2:] == [Answer.GIVEN, Answer.HOUR_USED]


def test_the_order_of_values_makes_no_other_question(world, at):
    scope = world.enter("rolf")
    for values in (["A", "B"], ["B", "A"]):
        ask_about_others(question={"label": values, "extent": ["LR"]}, kind="cohort", by=scope)
    assert list(Question.objects.values_list("times", flat=True)) == [2]


def test_the_page_says_why_and_own_cases_stay_exact(world, signed_in, monkeypatch):
    monkeypatch.setitem(ask_about_others.__wrapped__.__kwdefaults__, "budget", Budget(quick=0, hourly=1))
    browser = signed_in("rosa")
    before = words(browser.get(URL).content.decode())
    assert "Episodes 2 that you can read Others: 7 or fewer" in before
    assert "paused" not in before
    after = words(browser.get(URL, {"where": "label:dcp_strict"}).content.decode())
    assert "You have asked about cases of others as often as one person may within this hour" in after
    assert "Episodes 2 of 2 that you can read Others: paused" in after
    assert words(browser.get(URL).content.decode()) == before


def test_questions_about_readable_cases_never_count(world, signed_in):
    signed_in("nora").get(URL, {"where": "institution:north"})
    world.enter("nora")
    assert not Question.objects.exists()
    signed_in("nora").get(URL, {"where": "institution:south"})
    world.enter("nora")
    assert Question.objects.get().kind == "builder"


def test_a_person_sees_the_own_questions_only_and_an_administrator_all(world, at):
    asking(world, "rolf", "A", "B")
    asking(world, "rosa", "A")
    assert Question.objects.count() == 1
    world.enter("nora")
    assert not Question.objects.exists()
    world.enter(None)
    assert not Question.objects.exists()
    world.enter("adam")
    assert Question.objects.count() == 3


def test_nobody_makes_their_own_questions_undone(world, at):
    asking(world, "rolf", "A")
    with pytest.raises(Exception, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM cohorts_question")


def test_at_night_old_questions_are_forgotten_and_younger_ones_by_nobody(world, at):
    """The task runs as the application, without a person."""
    for days in (401, 399, 0):
        at(datetime.now(UTC) - timedelta(days=days))
        asking(world, "rolf", f"asked {days} days ago")
    world.enter(None)
    forget_questions(timestamp=0)
    world.enter("adam")
    assert Question.objects.count() == 2
    assert Question.objects.filter(hour__lt=datetime.now(UTC) - timedelta(days=400)).count() == 0
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Question.objects.all().delete()


def test_the_log_never_holds_what_was_asked(world, at):
    asking(world, "rolf", "DCP_STRICT")
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(q)::text FROM cohorts_question q")
        (row,) = cursor.fetchone()
    assert "DCP" not in row
    assert '"kind": "cohort"' in row


def test_an_administrator_sees_who_was_stopped_and_lifts_the_limit(world, signed_in, small):
    asking(world, "rolf", "A", "B", "C", "D")
    browser = signed_in("adam")
    page = words(browser.get(LOG).content.decode())
    assert re.search(r"Rolf .*? cohort 2 4 2 ", page)
    form = reverse("question-lift", args=[world.rolf.pk])
    answer = browser.post(form, {"days": "1", "reason": "Counts for the annual report"}, follow=True)
    assert "Rolf may ask without a limit until" in words(answer.content.decode())
    assert asking(world, "rolf", "E", "F") == [Answer.GIVEN, Answer.GIVEN]
    world.enter("adam")
    assert Question.objects.filter(user=world.rolf).exclude(fingerprint="").count() == 4
    trail = BudgetLift.objects.get().events.get()
    assert (trail.reason, trail.pgh_context.metadata["page"]) == ("Counts for the annual report", form)
    signed_in("adam").post(form, {"end": "yes"})
    assert asking(world, "rolf", "G") == [Answer.HOUR_USED]


def test_a_lift_wants_a_reason_and_an_end(world, signed_in):
    answer = signed_in("adam").post(reverse("question-lift", args=[world.rolf.pk]), {"days": "400", "reason": ""})
    page = words(answer.content.decode())
    assert answer.status_code == 422
    assert "Say why this person needs to ask more" in page
    assert "Choose one of the times that the page offers." in page
    world.enter("adam")
    assert not BudgetLift.objects.exists()


def test_nobody_else_lifts_a_limit(world, signed_in):
    assert signed_in("rolf").get(LOG).status_code == 404
    scope = world.enter("rolf")
    with pytest.raises(Refused, match="Only an administrator"):
        lift_budget(user=world.rolf, days=1, reason="Mine", by=scope)
    adam = world.enter("adam")
    with pytest.raises(ValidationError, match="blank"):
        lift_budget(user=world.rolf, days=1, reason=" ", by=adam)
    assert lift_budget(user=world.rolf, days=1, reason="Report", by=adam).reason == "Report"
