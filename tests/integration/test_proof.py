"""Proof asked again: before what cannot be taken back, with nothing that was typed lost on the way."""

import pytest
from django.test import Client
from django.urls import reverse

from registry.institutions.models import Membership, Role
from tests.doors import signed_in
from tests.world import World, begin_session

PASSWORD = "Nine-lanterns-at-noon"
OLD = 5 * 60 + 1  # seconds
TYPED = {"email": "new@north.example", "name": "Núria <b>", "role": "clinician"}
GIVE = {"again-way": "password", "again-1-password": PASSWORD}


@pytest.fixture
def nils(world: World) -> Client:
    """A lead who signed in a while ago."""
    world.nils.set_password(PASSWORD)
    world.nils.save()
    return begin_session(Client(), world.nils, ago=OLD)


def was_added() -> bool:
    return Membership.objects.filter(user__email=TYPED["email"], role=Role.CLINICIAN).exists()


def test_a_fresh_sign_in_is_proof_enough(world: World):
    assert signed_in(world, "nils").post(reverse("member-add", args=["NORTH"]), TYPED).status_code == 302
    assert was_added()


def test_an_old_one_is_not_and_the_form_comes_back_with_the_proof_in_one_step(nils: Client):
    address = reverse("member-add", args=["NORTH"])
    asking = nils.post(address, TYPED)
    page = asking.content.decode()
    assert asking.status_code == 403
    assert "Confirm that it is you" in page
    assert '<input type="hidden" name="name" value="Núria &lt;b&gt;">' in page
    assert not was_added()

    wrong = nils.post(address, TYPED | GIVE | {"again-1-password": "wrong"})
    assert wrong.status_code == 403
    assert "is not correct" in wrong.content.decode() or "incorrect" in wrong.content.decode().lower()
    assert 'value="new@north.example"' in wrong.content.decode()
    assert not was_added()

    assert nils.post(address, TYPED | GIVE).status_code == 302
    assert was_added()


def test_the_proof_of_another_account_is_none(world: World, nils: Client):
    """The session's records name their person: those of somebody else, left in the session, count for nothing."""
    session = nils.session
    session["account_authentication_methods"] = [{"method": "password", "at": 2**40}]
    session["account_authentication_methods_user"] = str(world.adam.pk)
    session.save()
    assert nils.post(reverse("member-add", args=["NORTH"]), TYPED).status_code == 403
    assert not was_added()


def test_a_file_is_offered_again_on_the_page_that_it_is_taken_from(world: World):
    world.nora.set_password(PASSWORD)
    world.nora.save()
    nora = begin_session(Client(), world.nora, ago=OLD)
    page, file = (reverse(name, args=[world.north_accepted.pk]) for name in ("case-detail", "case-json"))
    asking = nora.get(file, headers={"referer": f"http://testserver{page}"})
    assert asking.status_code == 302
    form = nora.get(asking.url)
    assert form.status_code == 200
    sent = {"next": file, "again-back": page} | GIVE
    assert nora.post(reverse("prove-again"), sent).url == page
    assert "Take the file now" in nora.get(page).content.decode()
    assert nora.get(file)["Content-Type"] == "application/json"


@pytest.mark.parametrize("onward", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_proving_leads_to_no_other_site(nils: Client, onward: str):
    assert nils.post(reverse("prove-again"), {"next": onward} | GIVE).url == "/"


def test_what_cannot_be_taken_back_is_asked_for_with_fresh_proof(world: World):
    """Every such door, by name; each opens for somebody who has just signed in (the rest of the tests does that)."""
    nora, adam = (begin_session(Client(), world.people[name], ago=OLD) for name in ("nora", "adam"))
    membership = Membership.objects.get(user=world.nora)
    asked = [
        nora.post(reverse("token-make"), {"name": "notebook", "days": "30"}),
        nora.post(reverse("cohort-zip")),
        adam.post(reverse("member-add", args=["NORTH"]), TYPED),
        adam.post(reverse("member-remove", args=["NORTH", membership.pk])),
        adam.post(reverse("account-active", args=[world.nora.pk]), {"active": "no"}),
    ]
    assert [one.status_code for one in asked] == [403] * len(asked)
    assert all("Confirm that it is you" in one.content.decode() for one in asked)
    world.nora.refresh_from_db()
    assert world.nora.is_active
