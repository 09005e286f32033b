"""The way back for whoever lost everything: two administrators, or the command line; never one alone."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.messages import get_messages
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from registry.institutions.models import Membership, Role
from registry.institutions.recovering.models import Recovery
from tests.doors import signed_in
from tests.world import World, begin_session

LIST = reverse("recovery-list")


@pytest.fixture
def eva(world: World) -> Client:
    """A second administrator."""
    Membership.objects.create(user=world.sofia, institution=world.south, role=Role.ADMINISTRATOR)
    return signed_in(world, "sofia")


def asked(world: World, name: str = "nora") -> Recovery:
    sent = {"user": world.people[name].pk, "reason": "Called back at the hospital"}
    assert signed_in(world, "adam").post(LIST, sent).status_code == 302
    return Recovery.objects.get(user=world.people[name])


def has_factor(world: World) -> bool:
    return Authenticator.objects.filter(user=world.nora).exists()


def test_two_administrators_lead_back(world: World, eva: Client):
    nora = signed_in(world, "nora")
    assert nora.get(reverse("case-list")).status_code == 200
    recovery = asked(world)
    assert has_factor(world), "nothing changes before the second word"
    assert "Called back at the hospital" in eva.get(LIST).content.decode()
    done = eva.post(reverse("recovery-confirm", args=[recovery.pk]))
    link = re.search(r"http://\S+/invitation/\S+/", " ".join(str(one) for one in get_messages(done.wsgi_request)))[0]
    assert not has_factor(world)
    assert nora.get(reverse("case-list")).status_code == 302
    typed = {"password1": "Nine-lanterns-at-noon", "password2": "Nine-lanterns-at-noon"}
    assert Client().post(link, typed).status_code == 302
    back = Client()
    back.post(reverse("account_login"), {"login": world.nora.email, "password": typed["password1"]})
    assert back.get(reverse("case-list")).url == reverse("mfa_index"), "and a second factor is set up anew"


def test_who_asked_does_not_confirm(world: World):
    recovery = asked(world)
    page = signed_in(world, "adam").post(reverse("recovery-confirm", args=[recovery.pk]), follow=True)
    assert "Another administrator has to confirm this" in page.content.decode()
    assert has_factor(world)
    with pytest.raises(IntegrityError, match="a_recovery_takes_two_administrators"), transaction.atomic():
        Recovery.objects.update(confirmed_by=world.adam, confirmed_at=timezone.now())


def test_nobody_recovers_the_own_account(world: World, eva: Client):
    page = eva.post(LIST, {"user": world.sofia.pk, "reason": "x"})
    assert page.status_code == 422
    assert "Choose an account of the list." in page.content.decode()
    recovery = asked(world, "sofia")
    page = eva.post(reverse("recovery-confirm", args=[recovery.pk]), follow=True)
    assert "nor whose account it is" in page.content.decode()


def test_a_recovery_ends_by_itself_or_is_let_go(world: World, eva: Client, monkeypatch):
    recovery = asked(world)
    later = recovery.asked_at + timedelta(days=8)
    with monkeypatch.context() as patch:
        patch.setattr("registry.institutions.recovering.models.timezone.now", lambda: later)
        page = begin_session(Client(), world.sofia).post(reverse("recovery-confirm", args=[recovery.pk]), follow=True)
        assert "over already" in page.content.decode()
    eva.post(reverse("recovery-withdraw", args=[recovery.pk]))
    page = eva.post(reverse("recovery-confirm", args=[recovery.pk]), follow=True)
    assert "over already" in page.content.decode()
    assert has_factor(world)


def test_the_command_line_leads_back_too(world: World, capsys):
    nora = signed_in(world, "nora")
    with pytest.raises(CommandError, match="There is no account nobody@north.example"):
        call_command("recover_account", "nobody@north.example", yes=True)
    call_command("recover_account", "NORA@north.example", yes=True)
    assert "is signed out everywhere" in capsys.readouterr().out
    assert not has_factor(world)
    assert nora.get(reverse("case-list")).status_code == 302
