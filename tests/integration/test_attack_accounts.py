"""Ways to another person's account or role: taking an invited account, taking an address, keeping a session."""

import re

import pytest
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from registry.institutions.inviting.models import Invitation
from registry.institutions.models import Membership, Role, User
from tests.doors import signed_in
from tests.world import World

PASSWORD = "Nine-lanterns-at-noon"
LINK = re.compile(r"http://\S+/invitation/[\w-]{43}/")


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
    typed = {"password1": PASSWORD, "password2": PASSWORD}
    assert Client().get(address).status_code == 200
    assert Client().post(address, typed | {"password2": "another"}).status_code == 422
    assert Client().post(address, typed).url == reverse("account_login")
    for used in (Client().get(address), Client().post(address, typed | {"password1": "x" * 20, "password2": "x" * 20})):
        assert used.status_code == 404
        assert "This link no longer works" in used.content.decode()
    entered = Client().post(reverse("account_login"), {"login": world.vera.email, "password": PASSWORD})
    assert entered.url == reverse("mfa_authenticate"), "whoever holds the link still needs the second factor"


def test_a_link_that_is_over_revoked_replaced_or_of_a_disabled_account_looks_like_one_that_never_was(
    world: World, monkeypatch
):
    lead, address = signed_in(world, "nils"), {}
    made_up = Client().get(reverse("invitation", args=["x" * 43]))
    for name in ("over", "revoked", "replaced", "disabled"):
        address[name] = LINK.findall(told(lead, world, name, role="clinician"))[-1]
    key = {one.user.name: one.pk for one in Invitation.objects.select_related("user")}
    lead.post(reverse("invitation-revoke", args=[key["revoked"]]))
    renewed = lead.post(reverse("invitation-renew", args=[key["replaced"]]))
    admin = signed_in(world, "adam")
    admin.post(reverse("account-active", args=[User.objects.get(name="disabled").pk]), {"active": "no"})
    for name in ("revoked", "replaced", "disabled"):
        closed = Client().get(address[name])
        assert closed.status_code == made_up.status_code == 404, name
        assert "This link no longer works" in closed.content.decode()
    new = LINK.findall(" ".join(str(one) for one in get_messages(renewed.wsgi_request)))[-1]
    assert Client().get(new).status_code == 200
    assert not User.objects.get(name="revoked").is_active
    later = Invitation.objects.get(pk=key["over"]).ends_at
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert Client().get(address["over"]).status_code == 404


def test_invitations_are_listed_and_a_lead_gives_out_those_of_the_own_house_only(world: World):
    told(signed_in(world, "nils"), world, "nina", role="clinician")
    key = Invitation.objects.get().pk
    assert "nina@north.example" in signed_in(world, "nils").get(reverse("institution-detail")).content.decode()
    assert signed_in(world, "sofia").post(reverse("invitation-renew", args=[key])).status_code == 404
    assert signed_in(world, "sofia").post(reverse("invitation-revoke", args=[key])).status_code == 404
    assert Invitation.objects.open().filter(pk=key).exists()


def test_where_mail_is_sent_the_link_goes_to_the_invited_person_and_to_nobody_else(
    world: World, settings, mailoutbox, django_capture_on_commit_callbacks
):
    settings.SENDS_MAIL = True
    with django_capture_on_commit_callbacks(execute=True):
        answer = told(signed_in(world, "nils"), world, "nina", role="clinician")
    assert not LINK.search(answer)
    assert "is on its way to nina@north.example" in answer
    [sent] = [one for one in mailoutbox if one.to == ["nina@north.example"]]
    assert Client().get(LINK.search(sent.body)[0]).status_code == 200


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
