"""Ways to another person's account or role: taking an invited account, taking an address, keeping a session."""

import re

import pytest
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import NoReverseMatch, reverse

from registry.institutions.models import Membership, Role
from tests.doors import signed_in
from tests.world import World

PASSWORD = "Nine-lanterns-at-noon"
LINK = re.compile(r"http://\S+/accounts/password/reset/key/\S+")


def told(client: Client, world: World, name: str, *, role: str = "researcher", code: str = "NORTH") -> str:
    """What a lead or an administrator is told after giving a role to somebody of the world, or to a new person."""
    email = world.people[name].email if name in world.people else f"{name}@north.example"
    typed = {"email": email, "name": name, "role": role}
    response = client.post(reverse("member-add", args=[code]), typed)
    assert response.status_code == 302
    return " ".join(str(one) for one in get_messages(response.wsgi_request))


@pytest.mark.parametrize("name", ["adam", "vera", "sam", "rosa"])
def test_a_lead_does_not_get_the_password_link_of_somebody_elses_account(world: World, name: str):
    answer = told(signed_in(world, "nils"), world, name)
    assert "an administrator can give them the link" in answer
    assert not LINK.search(answer)
    assert Membership.objects.filter(user=world.people[name], institution=world.north, role=Role.RESEARCHER).exists()


def test_a_lead_does_not_get_the_link_of_a_reviewer_at_home(world: World):
    assert not LINK.search(told(signed_in(world, "nils"), world, "viktor"))


def test_a_lead_invites_people_of_the_own_institution(world: World):
    lead = signed_in(world, "nils")
    assert LINK.search(told(lead, world, "nina", role="clinician"))
    assert LINK.search(told(lead, world, "nora"))


def test_an_administrator_gives_out_the_link_and_it_sets_the_password_once(world: World):
    address = LINK.search(told(signed_in(world, "adam"), world, "vera"))[0]
    guest = Client()
    form = guest.get(address, follow=True)
    assert form.status_code == 200
    done = guest.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
    assert done.status_code == 302
    assert Client().get(address, follow=True).context["token_fail"]
    entered = Client().post(reverse("account_login"), {"login": world.vera.email, "password": PASSWORD})
    assert entered.url == reverse("mfa_authenticate"), "whoever holds the link still needs the second factor"


def test_nobody_takes_an_address_to_which_a_role_may_be_given(world: World):
    """Roles are given to an address: one's own must not become that of somebody who is expected."""
    client = signed_in(world, "rosa")
    for typed in (
        {"action_add": "", "email": "new@north.example"},
        {"action_primary": "", "email": "new@north.example"},
    ):
        assert client.post("/accounts/email/", typed).status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("account_email")
    told(signed_in(world, "nils"), world, "new", role="clinician")
    assert not Membership.objects.filter(user=world.rosa, role=Role.CLINICIAN).exists()
    assert Membership.objects.filter(user__email="new@north.example", role=Role.CLINICIAN).exists()


def test_disabling_an_account_ends_its_sessions_for_good(world: World):
    admin, nora, sam = (signed_in(world, name) for name in ("adam", "nora", "sam"))
    address = reverse("account-active", args=[world.nora.pk])
    assert nora.get(reverse("case-list")).status_code == 200
    admin.post(address, {"active": "no"})
    assert nora.get(reverse("case-list")).status_code == 302
    admin.post(address, {"active": "yes"})
    assert nora.get(reverse("case-list")).url.startswith(reverse("account_login"))
    assert sam.get(reverse("case-list")).status_code == 200
    assert Session.objects.exists()
    nora.force_login(world.nora)
    assert nora.get(reverse("case-list")).status_code == 200


@pytest.mark.parametrize("role", ["reviewer", "administrator"])
def test_a_lead_does_not_appoint_those_who_stand_above_an_institution(world: World, role: str):
    typed = {"email": "new@north.example", "name": "New", "role": role}
    refused = signed_in(world, "nils").post(reverse("member-add", args=["NORTH"]), typed)
    assert refused.status_code == 422
    assert not Membership.objects.filter(user__email="new@north.example").exists()
    given = signed_in(world, "adam").post(reverse("member-add", args=["NORTH"]), typed)
    assert given.status_code == 302
    assert Membership.objects.filter(user__email="new@north.example", role=role).exists()


def test_wrong_passwords_are_slowed_down_and_do_not_say_who_has_an_account(world: World):
    said = []
    for email in (world.nora.email, "nobody@north.example"):
        page = Client().post(reverse("account_login"), {"login": email, "password": "wrong"}).content.decode()
        said.append(re.sub(r'value="[^"]*"|x-csrftoken[^}]*', "", page))
    assert said[0] == said[1]
    assert "not correct" in said[0]
    for _ in range(10):
        last = Client().post(reverse("account_login"), {"login": world.nora.email, "password": "wrong"})
    assert "Too many" in last.content.decode()
