"""Questions at the fields of a case, through the doors of both sides."""

import pytest
from django.core import mail
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.desk.questions.marks import marks_of
from cases.records.document import document_of
from cases.records.models import Case, SkinFinding
from cases.review.moves import move_case
from cases.review.questions import actions
from cases.review.questions.anchors import Anchor, field_anchor, field_label
from cases.review.questions.models import Message, Question, VerifiedField
from cases.review.questions.querysets import open_questions
from cases.review.questions.steps import StepKey
from registry.institutions.scoping import enter
from tests.factories import open_again, send_back, submit

EXTENT = field_anchor("skin-finding", "s1", "extent")
WORDS = "Was the other breast looked at?"


def ask(world, anchor: Anchor = EXTENT, text: str = WORDS) -> Question:
    """A question of Vera's about North's submitted case."""
    by = world.enter("vera")
    asked = actions.ask_question(case=world.north_submitted, anchor=anchor, text=text, by=by)
    enter(world.scope("vera"))
    return asked


def step(browser, question: Question, key: str, text: str = "Words enough.", **more):
    """Press one of the buttons of a question."""
    box = f"q{question.pk.hex[:8]}-text"
    return browser.post(question.get_absolute_url(), {box: text, "step": key, **more}, follow=True)


def states(world, question: Question) -> tuple[str, str]:
    world.enter("nora")
    found = Question.objects.get(pk=question.pk)
    return found.site_state, found.review_state


def shown(browser, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


# ---- asking --------------------------------------------------------------------------------------------------


def test_a_reviewer_asks_at_a_field_and_the_institution_is_told(
    world, signed_in, settings, django_capture_on_commit_callbacks
):
    settings.SENDS_MAIL = True
    place = {"kind": "skin-finding", "row": "s1", "field": "extent"}
    page = shown(signed_in("vera"), world.north_submitted.get_absolute_url())
    address = reverse("case-fields", args=[world.north_submitted.pk])
    assert f"{address}?kind=skin-finding&amp;row=s1&amp;field=new_lesions" in page

    with django_capture_on_commit_callbacks(execute=True):
        sent = signed_in("vera").post(
            reverse("question-ask", args=[world.north_submitted.pk]), {**place, "text": WORDS}, follow=True
        )

    assert WORDS in sent.content.decode()
    assert {one.to[0] for one in mail.outbox} == {"nora@north.example", "nils@north.example"}
    assert WORDS not in mail.outbox[0].body
    assert WORDS in shown(signed_in("nora"), reverse("question-list"))
    world.enter("nora")
    asked = Question.objects.of_people().get()
    assert (asked.anchor, asked.site_state, asked.review_state) == (EXTENT, "new", "open")
    assert list(open_questions(world.north_submitted)) == [asked]


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "every step of a question has words"), ("Seen on 12 March 2014?", "looks like a date")],
)
def test_what_cannot_be_asked_comes_back_with_the_reason(world, signed_in, text, says):
    place = {"kind": "skin-finding", "row": "s1", "field": "extent", "text": text}
    sent = signed_in("vera").post(reverse("question-ask", args=[world.north_submitted.pk]), place)

    assert sent.status_code == 422
    assert says in sent.content.decode()
    assert text in sent.content.decode()


@pytest.mark.parametrize(
    "anchor", [Anchor(), Anchor("skin"), field_anchor("patient", "", "sex"), field_anchor("", "", "source")]
)
def test_a_question_stands_at_a_case_a_section_or_a_fact_too(world, signed_in, anchor):
    asked = ask(world, anchor)

    assert WORDS in shown(signed_in("nora"), asked.get_absolute_url())
    assert signed_in("nora").get(reverse("question-place", args=[asked.pk])).status_code == 302


def test_nobody_asks_about_a_case_of_their_own_institution_or_at_a_place_that_is_not_there(world, signed_in):
    place = {"kind": "skin-finding", "row": "s1", "field": "extent", "text": WORDS}
    address = reverse("question-ask", args=[world.north_submitted.pk])

    for name in ("nora", "viktor", "sam"):
        assert signed_in(name).post(address, place).status_code == 404, name
    assert signed_in("vera").post(address, place | {"row": "s9"}).status_code == 422
    assert signed_in("vera").post(address, place | {"field": "comment"}).status_code == 404, "free text stays inside"
    assert signed_in("vera").post(address, place).status_code == 302


# ---- the steps -----------------------------------------------------------------------------------------------


def test_the_site_resolves_the_reviewer_sends_back_closes_and_reopens(world, signed_in):
    asked = ask(world)

    step(signed_in("nora"), asked, "answered", "We look it up.")
    assert states(world, asked) == ("open", "open")
    step(signed_in("nora"), asked, "resolved", "It was.")
    assert states(world, asked) == ("resolved", "open")
    step(signed_in("vera"), asked, "sent_back", "By whom?")
    assert states(world, asked) == ("open", "open")
    step(signed_in("nora"), asked, "resolved", "By the dermatologist.")
    step(signed_in("vera"), asked, "closed", "Thank you.")
    assert states(world, asked) == ("resolved", "closed")
    step(signed_in("vera"), asked, "reopened", "One more thing.")
    assert states(world, asked) == ("open", "open")
    said = list(Message.objects.filter(question=asked).order_by("at").values_list("step", flat=True))
    assert said == ["asked", "answered", "resolved", "sent_back", "resolved", "closed", "reopened"]


@pytest.mark.parametrize(
    ("name", "key"), [("nora", "closed"), ("nora", "sent_back"), ("vera", "resolved"), ("vera", "sent_back")]
)
def test_nobody_takes_a_step_of_the_other_side_or_out_of_turn(world, signed_in, name, key):
    asked = ask(world)

    refused = step(signed_in(name), asked, key)

    reason = "This question is open and new" if (name, key) == ("vera", "sent_back") else "Only"
    assert reason in refused.content.decode()
    assert refused.status_code == 422
    assert states(world, asked) == ("new", "open")


def test_a_step_without_words_is_not_taken(world, signed_in):
    asked = ask(world)

    assert "every step of a question has words" in step(signed_in("nora"), asked, "resolved", "").content.decode()
    assert states(world, asked) == ("new", "open")


@pytest.mark.parametrize("name", ["viktor", "sam", "rosa", "adam"])
def test_others_do_not_find_the_question(world, signed_in, name):
    asked = ask(world)

    assert signed_in(name).get(asked.get_absolute_url()).status_code == 404
    assert signed_in("nora").get(asked.get_absolute_url()).status_code == 200


def test_a_question_is_given_to_a_colleague(world, signed_in):
    asked = ask(world)
    address = reverse("question-give", args=[asked.pk])

    assert signed_in("nora").post(address, {"to": world.people["vera"].pk}).status_code == 404
    given = signed_in("nora").post(address, {"to": world.people["nils"].pk}, follow=True)

    assert "In the hands of Nils" in given.content.decode()
    assert states(world, asked) == ("open", "open")


def test_the_database_holds_the_sides_whatever_is_sent(world):
    asked = ask(world)

    world.enter("nora")
    refuse(
        "only a reviewer of another institution",
        "UPDATE review_question SET review_state = 'closed', closed_at = now()",
    )
    world.enter("vera")
    refuse("only the institution of the case", "UPDATE review_question SET site_state = 'resolved'")
    refuse("permission denied", "UPDATE review_question SET says = 'Something else'")
    refuse("permission denied", "DELETE FROM review_message")
    refuse("permission denied", "UPDATE review_rulesread SET version = 0")
    world.enter("viktor")
    assert not Question.objects.exists()
    world.enter(None)
    assert not Question.objects.exists()
    world.enter("vera")
    assert Question.objects.filter(pk=asked.pk).update(review_state="closed", closed_at=asked.asked_at) == 1


def refuse(reason: str, statement: str) -> None:
    with pytest.raises(ProgrammingError, match=reason), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


# ---- while mending -------------------------------------------------------------------------------------------


def returned(world) -> Case:
    by = world.enter("vera")
    case = send_back(Case.objects.get(pk=world.north_submitted.pk), reason="See the questions.", by=by)
    world.enter("nora")
    return case


def posted(browser, address: str) -> dict:
    """What the form at an address would send as it stands."""
    form = browser.get(address).context["form"]
    sent = {bound.html_name: bound.value() for bound in form.main if bound.value() not in (None, "")}
    return sent | {"seen_version": form.seen_version}


def test_one_save_keeps_the_value_and_sends_the_answer(world, signed_in):
    asked = ask(world)
    returned(world)
    finding = SkinFinding.objects.get(case=world.north_submitted, key="s1")
    address = reverse("row-edit", args=[world.north_submitted.pk, "skin-finding", finding.pk])
    browser = signed_in("nora")
    page = shown(browser, address)
    assert WORDS in page
    assert f'name="answer-{asked.pk}"' in page
    assert "Answer on its own page" in page
    section = shown(browser, reverse("case-section", args=[world.north_submitted.pk, "skin"]))
    assert "1 asked" in section

    fault = posted(browser, address) | {"on": "31 Feb 2016", f"answer-{asked.pk}": "Both were."}
    kept = browser.post(address, fault)
    assert kept.status_code == 422
    assert "Both were." in kept.content.decode()
    assert states(world, asked) == ("new", "open")

    saved = browser.post(address, posted(browser, address) | {"extent": "BOTH", f"answer-{asked.pk}": "Both were."})
    assert saved.status_code == 302
    assert states(world, asked) == ("resolved", "open")
    assert SkinFinding.objects.get(pk=finding.pk).extent == "BOTH"


def test_an_answer_that_cannot_be_sent_leaves_the_saved_record_and_says_why(world, signed_in):
    asked = ask(world, field_anchor("", "", "source"))
    returned(world)
    address = reverse("case-edit", args=[world.north_submitted.pk])
    browser = signed_in("nora")
    assert WORDS in shown(browser, address)
    form = browser.get(address).context["form"]
    sent = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, "")}

    again = browser.post(
        address, sent | {"seen_version": form.seen_version, f"answer-{asked.pk}": "On 12 March 2014."}, follow=True
    )

    assert "The record is saved, but an answer was not sent" in again.content.decode()
    assert states(world, asked) == ("new", "open")


# ---- verified fields -----------------------------------------------------------------------------------------


def test_a_tick_falls_when_its_value_changes_and_no_other_does(world, signed_in):
    vera = signed_in("vera")
    address = reverse("fields-verify", args=[world.north_submitted.pk])
    row = {"kind": "skin-finding", "row": "s1"}
    page = vera.post(address, row, follow=True).content.decode()
    fields = reverse("case-fields", args=[world.north_submitted.pk], query=row)
    assert "Undo all ticks here" in page
    ticks = VerifiedField.objects
    world.enter("vera")
    before = ticks.count()
    assert before > 4

    case = returned(world)
    finding = SkinFinding.objects.get(case=case, key="s1")
    SkinFinding.objects.filter(pk=finding.pk).update(extent="DIST")
    world.enter("nora")
    submit(Case.objects.get(pk=case.pk), by=world.scope("nora"))

    page = shown(signed_in("vera"), fields)
    assert page.count("Changed since Vera verified it") == 1
    undone = signed_in("vera").post(address, row | {"undo": "yes"}, follow=True).content.decode()
    assert "Undo all ticks here" not in undone
    world.enter("vera")
    assert not ticks.exists()


def test_the_institution_sees_ticks_and_sets_none(world, signed_in):
    row = {"kind": "skin-finding", "row": "s1", "field": "extent"}
    address = reverse("fields-verify", args=[world.north_submitted.pk])

    refused = signed_in("nora").post(address, row, follow=True).content.decode()
    assert "Only a reviewer of another institution" in refused
    world.enter("nora")
    assert not VerifiedField.objects.exists()
    signed_in("vera").post(address, row)
    assert "Verified" in shown(signed_in("nora"), reverse("case-fields", args=[world.north_submitted.pk], query=row))


# ---- what the registry asks ----------------------------------------------------------------------------------


def of_the_registry(world, name: str = "nora") -> dict[str, Question]:
    world.enter(name)
    asked = Question.objects.of_the_registry().filter(case=world.north_submitted)
    return {f"{one.code} {one.about}": one for one in asked}


GRADE = "MISSING primary:p1:grade"


def test_the_registry_asks_once_closes_when_mended_and_asks_the_same_again(world, signed_in):
    page = world.north_submitted.get_absolute_url()
    assert of_the_registry(world) == {}
    shown(signed_in("nora"), page)
    asked = of_the_registry(world)
    assert GRADE in asked
    assert "is not given" in asked[GRADE].says

    case = open_again(Case.objects.get(pk=world.north_submitted.pk), by=world.enter("nora"))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_primary SET grade = '2' WHERE case_id = %s", [case.pk])
    shown(signed_in("nora"), page)
    mended = of_the_registry(world)[GRADE]
    assert (mended.review_state, mended.closed_by) == ("closed", None)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_primary SET grade = '' WHERE case_id = %s", [case.pk])
    shown(signed_in("nora"), page)

    again = of_the_registry(world)
    assert set(again) == set(asked)
    assert (again[GRADE].pk, again[GRADE].review_state) == (asked[GRADE].pk, "open")
    said = Message.objects.filter(question=again[GRADE]).order_by("at").values_list("step", flat=True)
    assert list(said) == ["asked", "mended", "raised"]


def test_what_a_reviewer_closed_stays_closed_and_a_draft_is_not_asked(world, signed_in):
    shown(signed_in("vera"), world.north_submitted.get_absolute_url())
    asked = of_the_registry(world)[GRADE]
    step(signed_in("vera"), asked, "closed", "Not to be had.")
    by = world.enter("nora")
    open_again(Case.objects.get(pk=world.north_submitted.pk), by=by)
    shown(signed_in("nora"), world.north_submitted.get_absolute_url())
    shown(signed_in("nora"), world.north_draft.get_absolute_url())

    assert of_the_registry(world)[GRADE].review_state == "closed"
    assert not Question.objects.filter(case=world.north_draft).exists()


def test_the_registry_never_stands_in_the_way_of_acceptance_and_a_question_does(world, signed_in):
    asked = ask(world)
    shown(signed_in("vera"), world.north_submitted.get_absolute_url())
    by = world.enter("vera")
    case = Case.objects.get(pk=world.north_submitted.pk)

    assert list(open_questions(case)) == [asked]
    actions.take_step(question=asked, key=StepKey.CLOSED, text="Enough.", by=by)
    assert not open_questions(case).exists()
    claimed = move_case(case=case, key="claim", by=by)
    assert move_case(case=claimed, key="accept", by=by).status == "accepted"


# ---- many at once --------------------------------------------------------------------------------------------


def test_one_text_is_asked_wherever_a_discrepancy_is(world, signed_in):
    vera = signed_in("vera")
    listed = shown(vera, reverse("question-discrepancies"))
    assert f"{field_label('primary', 'grade').capitalize()} of primary is not given" in listed
    address = reverse("questions-ask", query={"discrepancy": "MISSING.primary.grade"})
    page = vera.get(address)
    targets = list(page.context["form"].targets)
    assert world.north_submitted.pseudonym in page.content.decode()

    sent = vera.post(address, {"discrepancy": "MISSING.primary.grade", "target": targets, "text": "Please look it up."})

    assert sent.status_code == 302
    asked = of_the_registry(world)[GRADE]
    words = Message.objects.filter(question=asked).order_by("at").values_list("step", "text")
    assert list(words)[-1] == ("noted", "Please look it up.")
    assert not Question.objects.of_people().exists(), "one thread at one field"


def test_chosen_cases_are_asked_about_and_closed_together(world, signed_in):
    vera = signed_in("vera")
    address = reverse("questions-ask")
    chosen = {"case": [str(world.north_submitted.pk)]}
    target = list(vera.get(address, chosen).context["form"].targets)
    assert "Choose at least one case" in vera.post(address, chosen | {"text": WORDS}).content.decode()
    vera.post(address, chosen | {"target": target, "section": "skin", "text": WORDS})
    world.enter("vera")
    asked = Question.objects.of_people().get()
    assert asked.anchor == Anchor("skin")

    listing = reverse("review-questions", query={"asker": "mine"})
    assert "Section Skin findings and work-up" in shown(vera, listing)
    refused = vera.post(listing, {"step": "closed", "text": "Settled."})
    assert refused.status_code == 422
    assert "Tick at least one question" in refused.content.decode()
    vera.post(listing, {"step": "closed", "text": "Settled.", "question": [str(asked.pk)]})
    assert states(world, asked) == ("new", "closed")


def test_filters_leave_what_was_asked_for(world, signed_in):
    ask(world)
    vera = signed_in("vera")
    address = reverse("review-questions")

    for query, there in (
        ({"state": "waiting", "asker": "people"}, True),
        ({"state": "closed"}, False),
        ({"field": "skin-finding.extent"}, True),
        ({"field": "primary.grade", "asker": "mine"}, False),
        ({"case": world.north_submitted.pseudonym, "asker": "mine"}, True),
        ({"case": world.north_submitted.local_code}, False),
        ({"institution": str(world.north.pk), "asker": "mine"}, True),
        ({"age": "7", "asker": "mine"}, False),
    ):
        assert (WORDS in shown(vera, f"{address}?{'&'.join(f'{k}={v}' for k, v in query.items())}")) is there, query


# ---- figures -------------------------------------------------------------------------------------------------


def test_figures_are_for_reviewers_and_administrators_and_name_no_case(world, signed_in):
    asked = ask(world)
    step(signed_in("vera"), asked, "closed", "Enough.")

    for name in ("vera", "adam"):
        page = shown(signed_in(name), reverse("question-figures"))
        assert f"{field_label('skin-finding', 'extent')} (skin finding)" in page
        assert "North Hospital" in page
        assert WORDS not in page
        assert world.north_submitted.pseudonym not in page
    for name in ("nora", "nils", "rosa"):
        assert signed_in(name).get(reverse("question-figures")).status_code == 404
    world.enter("adam")
    assert not Question.objects.exists()


# ---- speed ---------------------------------------------------------------------------------------------------


def test_the_marks_of_a_case_cost_two_questions_to_the_database(world, django_assert_num_queries):
    ask(world)
    by = world.enter("vera")
    case = Case.objects.get(pk=world.north_submitted.pk)
    document = document_of(case)
    marks_of(case, by, document)  # the registry reads the case once

    with django_assert_num_queries(2):
        marks = marks_of(case, by, document)
    assert marks.at("skin-finding", "s1", "extent").open == 1
    assert marks.of_people == 1


def test_lists_ask_no_more_of_the_database_for_more_questions(world, signed_in):
    vera, listing = signed_in("vera"), reverse("review-questions")
    shown(vera, listing)
    ask(world)
    with CaptureQueriesContext(connection) as few:
        shown(vera, listing)
    for field in ("on", "change", "morphology", "sites"):
        ask(world, field_anchor("skin-finding", "s1", field))
    with CaptureQueriesContext(connection) as many:
        shown(vera, listing)

    assert len(many) == len(few)
