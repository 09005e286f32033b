"""What is typed is kept before it is a record: through the doors of the script, of the button and of the form."""

import json
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from cases.records import actions
from cases.records.drafts.typed import LARGEST
from cases.records.models import AdverseEvent, Case, Draft, Regimen, RegimenDrug, SentForm, SkinFinding
from cases.records.tasks import expire_old_drafts
from registry.institutions.scoping import NOBODY, enter
from tests.factories import add, days
from tests.integration.cases.records.typing import typed
from tests.world import World


def browser(world: World, name: str = "nora") -> Client:
    client = Client()
    client.force_login(world.people[name])
    return client


def own(page) -> dict:
    """What the form on a page says of itself: the ``draft-*`` fields."""
    opened = page.context["opened"]
    return {
        "draft-form": opened.form,
        "draft-object": str(opened.object),
        "draft-key": str(opened.key),
        "draft-base": str(opened.base),
        "draft-page": opened.page,
    }


def autosave(client: Client, page, sequence: int, **fields):
    """What the script sends, and the answer: (status, what it says)."""
    sent = own(page) | {"draft-sequence": str(sequence)} | fields
    answer = client.post(page.context["opened"].address, sent, headers={"Accept": "application/json"})
    return answer.status_code, json.loads(answer.content)


def drafts(world: World, name: str = "nora"):
    return Draft.objects.visible_to(world.enter(name))


def at(world: World, name: str = "row-create", kind: str = "skin-finding", case: str = "north_draft") -> str:
    return reverse(name, args=[world.cases[case].pk, *([kind] if kind else [])])


# ---- kept, and given back ------------------------------------------------------------------------------------


def test_what_is_typed_comes_back_on_another_computer_with_its_faults(world: World):
    page = browser(world).get(at(world))
    kept = {"on": "31 Feb 2016", "depth": "down to fascia", "morphology": ["nodule", "ulcer"]}
    assert autosave(browser(world), page, 1, **kept)[0] == 200
    again = browser(world).get(at(world))
    assert again.status_code == 200
    assert "Typed, but not saved as a record yet" in again.text
    assert 'value="31 Feb 2016"' in again.text
    assert 'value="down to fascia"' in again.text
    assert "There is no such date; check the day and the month." in again.text
    assert "Give the change." not in again.text, "what is still blank is not missing yet"
    assert again.context["form"].main["morphology"].value() == ["nodule", "ulcer"]
    world.enter("nora")
    assert not SkinFinding.objects.filter(case=world.north_draft).exists()
    assert Case.objects.get(pk=world.north_draft.pk).version == world.north_draft.version


def test_a_draft_becomes_the_row_and_ends(world: World):
    client = browser(world)
    page = client.get(at(world))
    autosave(client, page, 1, on="d5", change="stable")
    again = client.get(at(world))
    saved = client.post(at(world), own(again) | typed(again))
    assert saved.status_code == 302
    world.enter("nora")
    assert SkinFinding.objects.get(case=world.north_draft).change == "stable"
    assert not Draft.objects.exists()
    assert "Typed, but not saved" not in client.get(at(world)).text


def test_day_zero_and_the_answer_to_a_question_are_kept_too(world: World):
    by = world.enter("nora")
    add(world.north_draft, "regimen", by, key="r9", start=days(0), interval_days=20, nested={"drug": []})
    asked = {"code": "INTERVAL_UNUSUAL", "about": "r9"}
    question = reverse("warning-answer", args=[world.north_draft.pk], query=asked)
    client, colleague = browser(world), browser(world, "nils")
    for address, name, text in ((at(world, "day-zero", ""), "day", "31 Feb 2016"), (question, "reason", "in a trial")):
        assert autosave(client, client.get(address), 1, **asked, **{name: text})[0] == 200
        again = client.get(address)
        assert (again.status_code, text in again.text) == (200, True), address
        assert text not in colleague.get(address).text
        assert "A colleague is at work here" in colleague.get(address).text
    assert "Day zero is a full date" in client.get(at(world, "day-zero", "")).text
    assert "Answer to a question of CANARY-N-DRAFT" in client.get(reverse("my-work")).text
    again = client.get(question)
    assert client.post(question, own(again) | asked | {"reason": "in a trial"}).status_code == 302
    day = client.get(at(world, "day-zero", ""))
    assert client.post(at(world, "day-zero", ""), own(day) | {"day": "17 May 2016"}).status_code == 302
    assert not drafts(world).exists()


def test_a_question_that_is_gone_takes_its_draft_along(world: World):
    by, client = world.enter("nora"), browser(world)
    row = add(world.north_draft, "regimen", by, key="r9", start=days(0), interval_days=20, nested={"drug": []})
    asked = {"code": "INTERVAL_UNUSUAL", "about": "r9"}
    question = reverse("warning-answer", args=[world.north_draft.pk], query=asked)
    autosave(client, client.get(question), 1, **asked, reason="in a trial")
    world.enter("nora")
    actions.remove_row(row=row, by=by)
    assert "This question does not arise" in client.get(question, follow=True).text
    assert not drafts(world).exists()


def test_a_person_who_saves_nothing_comes_to_an_end(world: World, monkeypatch):
    monkeypatch.setattr("cases.records.drafts.actions.MOST", 2)
    client = browser(world)
    for kind, status in (("lesion", 200), ("skin-finding", 200), ("adverse-event", 422)):
        page = client.get(at(world, kind=kind))
        answered, said = autosave(client, page, 1, comment="typed")
        assert answered == status, said
    assert "save or discard some that my work lists" in said["says"]
    assert autosave(client, client.get(at(world)), 2, comment="more")[0] == 200, "what is kept already may go on"


def test_a_change_of_a_stored_row_is_kept_beside_it(world: World):
    by = world.enter("nora")
    row = add(world.north_draft, "skin-finding", by, on=days(5), change="stable")
    address = reverse("row-edit", args=[world.north_draft.pk, "skin-finding", row.pk])
    client = browser(world)
    autosave(client, client.get(address), 1, **typed(client.get(address), depth="deep"))
    again = client.get(address)
    assert 'value="deep"' in again.text
    assert browser(world, "nils").get(address).context["form"].main["depth"].value() in (None, "")
    discard = reverse("draft-discard", args=[again.context["opened"].own.pk])
    assert client.post(discard).url == address
    assert 'value="deep"' not in client.get(address).text


def test_the_facts_of_a_new_case_are_kept_for_their_author_alone(world: World):
    client, address = browser(world), reverse("case-create")
    assert autosave(client, client.get(address), 1, local_code="NEW-1", diagnosis_year="19")[0] == 200
    again = client.get(address)
    assert 'value="NEW-1"' in again.text
    assert "Typed, but not opened as a case yet" in client.get(reverse("case-list")).text
    assert "NEW-1" not in browser(world, "nils").get(address).text
    assert not drafts(world, "nils").exists()
    facts = {"local_code": "NEW-1", "legal_basis_kind": "consent", "legal_basis_state": "in_force"}
    first = client.post(address, own(again) | facts)
    second = client.post(address, own(again) | facts)
    assert first.url == second.url
    world.enter("nora")
    assert Case.objects.filter(local_code="NEW-1").count() == 1
    assert not Draft.objects.exists()


# ---- never older over newer ----------------------------------------------------------------------------------


def test_a_late_autosave_does_not_overwrite_a_newer_one(world: World):
    client = browser(world)
    page = client.get(at(world))
    autosave(client, page, 7, depth="newer")
    status, said = autosave(client, page, 6, depth="older")
    assert (status, said["revision"]) == (200, 1)
    assert drafts(world).get().typed["depth"] == ["newer"]
    autosave(client, page, 8, depth="newest")
    assert drafts(world).get().typed["depth"] == ["newest"]


def test_the_other_tab_is_told_and_may_insist(world: World):
    client = browser(world)
    one, two = client.get(at(world)), client.get(at(world))
    autosave(client, one, 1, depth="first tab")
    two = client.get(at(world))
    assert autosave(client, two, 1, depth="second tab")[0] == 200
    status, said = autosave(client, one, 2, depth="first tab again")
    assert status == 409
    assert "in another tab or on another computer" in said["says"]
    assert drafts(world).get().typed["depth"] == ["second tab"]
    assert autosave(client, one, 3, depth="first tab again", **{"draft-base": str(said["revision"])})[0] == 200
    assert drafts(world).get().typed["depth"] == ["first tab again"]


def test_an_autosave_that_arrives_after_the_save_is_not_kept(world: World):
    client = browser(world)
    page = client.get(at(world))
    autosave(client, page, 1, on="d5", change="stable")
    client.post(at(world), own(page) | {"on": "d5", "change": "stable"})
    status, said = autosave(client, page, 2, on="d5", change="prog")
    assert (status, said) == (409, {"says": "This form is saved already.", "revision": None})
    assert not drafts(world).exists()


def test_a_submitted_case_takes_no_draft_and_says_why(world: World):
    client = browser(world)
    page = client.get(at(world))
    autosave(client, page, 1, depth="before")
    client.post(at(world, "case-submit", ""))
    status, said = autosave(client, page, 2, depth="after")
    assert status == 422
    assert said["says"] == "This case is submitted. Take it back to draft before you change it."
    assert 'value="before"' not in client.get(at(world)).text
    late = own(page) | {"draft-sequence": "3", "depth": "after"}
    detour = client.post(reverse("draft-save-new"), late, headers={"Accept": "application/json"})
    assert detour.status_code == 422
    assert "This form belongs to another case" in detour.text
    client.post(at(world, "case-reopen", ""))
    assert 'value="before"' in client.get(at(world)).text
    assert autosave(client, page, 4, depth="after")[0] == 200


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"draft-form": "nothing"}, "This came from no form of the registry"),
        ({"draft-key": "x"}, "This came from no form of the registry"),
        ({"draft-page": "https://elsewhere.example/"}, "This came from no form of the registry"),
        ({"draft-page": "/cases/?\x00"}, "This came from no form of the registry"),
        ({"comment": "x" * LARGEST}, "This is too long to be kept as a draft."),
        ({"comment": "ü" * (LARGEST - 100)}, "This is too long to be kept as a draft."),
        ({"comment": '"' * (LARGEST - 100)}, "This is too long to be kept as a draft."),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(world: World, changed: dict, says: str):
    client = browser(world)
    page = client.get(at(world))
    status, said = autosave(client, page, 1, **changed)
    assert status == 422
    assert said["says"].startswith(says)
    assert not drafts(world).exists()
    most = {"comment": "x \x00 y" + "x" * (LARGEST - 100), "a \x00 name": "x", "draft-base": "9" * 15}
    assert autosave(client, page, 2, **most)[0] == 200


# ---- two people ----------------------------------------------------------------------------------------------


def test_a_colleague_sees_whose_draft_it_is_and_may_take_it_over(world: World):
    nora, nils = browser(world), browser(world, "nils")
    page = nora.get(at(world))
    autosave(nora, page, 1, depth="by nora")
    assert "draft typed by Nora" in nils.get(reverse("case-list")).text
    seen = nils.get(at(world), {"draft": str(drafts(world).get().pk)})
    assert "Nora typed something into this form" in seen.text
    assert "by nora" not in seen.text
    take = reverse("draft-take-over", args=[drafts(world).get().pk])
    shown = nils.post(take, follow=True)
    assert 'value="by nora"' in shown.text
    status, said = autosave(nora, page, 2, depth="by nora, later", **{"draft-base": "1"})
    assert status == 409
    assert said["says"].startswith("Nils has taken over what you typed here")
    _, kept = autosave(nora, page, 3, depth="by nora, later", **{"draft-base": str(said["revision"])})
    assert kept["others"] == ["Nils"]
    assert sorted(one.typed["depth"][0] for one in drafts(world)) == ["by nora", "by nora, later"]


def test_nobody_else_finds_a_draft(world: World):
    client = browser(world)
    autosave(client, client.get(at(world)), 1, depth="qk-canary")
    draft = drafts(world).get()
    for name in ("sam", "rosa", "vera", "viktor", "adam"):
        stranger = browser(world, name)
        assert stranger.post(reverse("draft-take-over", args=[draft.pk])).status_code == 404, name
        assert stranger.post(reverse("draft-discard", args=[draft.pk])).status_code == 404, name
        assert not drafts(world, name).exists(), name
    assert browser(world, "nils").post(reverse("draft-discard", args=[draft.pk])).status_code == 404
    assert drafts(world).exists()


# ---- without script --------------------------------------------------------------------------------------------


def test_the_button_keeps_a_draft_without_script(world: World):
    client = browser(world)
    page = client.get(at(world))
    assert f'formaction="{page.context["opened"].address}" formnovalidate' in page.text
    saved = client.post(page.context["opened"].address, own(page) | {"on": "31 Feb", "save-draft": "yes"}, follow=True)
    assert "Draft saved" in saved.text
    assert 'value="31 Feb"' in saved.text
    refused = client.post(page.context["opened"].address, own(client.get(at(world))) | {"on": "1", "draft-base": "0"})
    assert refused.status_code == 409
    assert '<input type="hidden" name="on" value="1">' in refused.text
    again = own(page) | dict(refused.context["typed"])
    assert client.post(page.context["opened"].address, again).status_code == 302
    assert drafts(world).get().typed["on"] == ["1"]


# ---- taken once ------------------------------------------------------------------------------------------------


def test_the_same_form_sent_again_makes_no_second_row(world: World):
    client = browser(world)
    sent = own(client.get(at(world, kind="adverse-event"))) | {"on": "d30", "term": "Pruritus"}
    answers = [client.post(at(world, kind="adverse-event"), sent) for _ in range(3)]
    assert {one.status_code for one in answers} == {302}
    world.enter("nora")
    assert AdverseEvent.objects.get(case=world.north_draft).term == "Pruritus"
    changed = client.post(at(world, kind="adverse-event"), sent | {"term": "Rash"})
    assert changed.status_code == 409
    assert "This was saved elsewhere since you opened it" in changed.text
    fresh = own(client.get(at(world, kind="adverse-event"))) | {"on": "d30", "term": "Pruritus"}
    assert client.post(at(world, kind="adverse-event"), fresh).status_code == 302
    world.enter("nora")
    assert AdverseEvent.objects.filter(case=world.north_draft).count() == 2


def test_a_form_changed_after_back_and_sent_again_changes_its_row_and_doubles_nothing_in_it(world: World):
    client, address = browser(world), at(world, kind="regimen")
    page = client.get(address)
    sent = own(page) | typed(page, start="d5") | {"drug-0-agent": "trastuzumab"}
    assert client.post(address, sent).status_code == 302
    asked = client.post(address, sent | {"name": "THP"})
    assert asked.status_code == 409
    chosen = own(asked) | typed(asked) | {"name": "THP"}
    assert client.post(address, chosen).status_code == 302
    world.enter("nora")
    assert Regimen.objects.get(case=world.north_draft).name == "THP"
    assert RegimenDrug.objects.filter(case=world.north_draft).count() == 1


# ---- the session -----------------------------------------------------------------------------------------------


def test_a_page_asks_who_is_signed_in_and_the_password_prolongs_the_session(world: World):
    client = browser(world)
    world.nora.set_password("Nine-lanterns-at-sea")
    world.nora.save()
    client.force_login(world.nora)
    state = client.get(reverse("session-state")).json()
    assert state["who"] == str(world.nora.pk)
    assert 43_000 < state["seconds"] <= 43_200
    Session.objects.update(expire_date=timezone.now() + timedelta(seconds=90))
    assert client.get(reverse("session-state")).json()["seconds"] <= 90
    given = {"again-way": "password", "again-1-password": "Nine-lanterns-at-sea", "next": at(world)}
    again = client.post(reverse("prove-again"), given)
    assert again.url == at(world)
    assert client.get(reverse("session-state")).json()["seconds"] > 43_000
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get(reverse("session-state")).status_code == 302


# ---- the end of a draft ----------------------------------------------------------------------------------------


def test_a_draft_goes_with_its_case(world: World):
    nora, nils = browser(world), browser(world, "nils")
    autosave(nora, nora.get(at(world)), 1, depth="x")
    nils.post(at(world, "case-discard", ""))
    assert not drafts(world).exists()


def test_drafts_end_after_ninety_days(world: World):
    client = browser(world)
    page = client.get(at(world))
    autosave(client, page, 1, depth="old")
    event = at(world, kind="adverse-event")
    client.post(event, own(client.get(event)) | {"on": "d1", "term": "x"})
    autosave(client, client.get(reverse("case-create")), 1, local_code="young")
    world.enter("nora")
    Draft.objects.filter(form="skin-finding").update(saved_at=timezone.now() - timedelta(days=91))
    enter(NOBODY)
    assert "records.expire_drafts" in [one.task.name for one in app.periodic_registry.periodic_tasks.values()]
    expire_old_drafts(timestamp=0)
    assert [one.typed["local_code"] for one in drafts(world)] == [["young"]]
    assert SentForm.objects.count() == 1


# ---- raw SQL as the application's login ------------------------------------------------------------------------


def touched(statement: str, *parameters) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.rowcount


def test_row_security_holds_drafts_in_their_institution_and_with_their_person(world: World):
    client = browser(world)
    autosave(client, client.get(at(world)), 1, depth="x")
    autosave(client, client.get(reverse("case-create")), 1, local_code="unopened")
    counts = {}
    for name in ("nora", "nils", "sam", "vera", "viktor", "rosa", "adam", None):
        world.enter(name)
        counts[name] = touched("SELECT id FROM records_draft")
    assert counts == {"nora": 2, "nils": 1, "sam": 0, "vera": 0, "viktor": 0, "rosa": 0, "adam": 0, None: 0}
    world.enter("nils")
    assert touched("DELETE FROM records_draft") == 0
    with pytest.raises(ProgrammingError, match="row-level security"):
        touched("UPDATE records_draft SET typed = '{}' WHERE case_id IS NOT NULL")
    assert touched("UPDATE records_draft SET user_id = %s", world.nils.pk) == 1
    world.enter("sam")
    assert touched("UPDATE records_draft SET user_id = %s", world.sam.pk) == 0
    world.enter("nora")
    assert touched("DELETE FROM records_draft") == 1
