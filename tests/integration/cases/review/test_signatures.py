"""A signature: proved anew, bound to what was seen, fallen where that changed, and nobody else's."""

import pytest
from django.test import Client
from django.urls import reverse

from cases.review.signatures.models import Signature
from tests.attack import signatures
from tests.factories.readers import PASSWORD, PROOF
from tests.world import World, begin_session

pytestmark = pytest.mark.django_db


def browser(world: World, name: str) -> Client:
    """Somebody who has just signed in, and has a password to prove it again."""
    world.people[name].set_password(PASSWORD)
    world.people[name].save()
    return begin_session(Client(), world.people[name])


def words(world: World, meaning: str, section: str = "") -> dict[str, str]:
    world.enter("nora")
    world.north_accepted.refresh_from_db()
    return {"meaning": meaning, "section": section, "version": str(world.north_accepted.version)}


def test_it_is_proved_anew_each_time_and_stands_on_page_and_pdf(world: World):
    nora, address = browser(world, "nora"), reverse("case-signatures", args=[world.north_accepted.pk])
    sent = words(world, "entered", "skin")
    assert nora.post(address, sent).status_code == 403, "signing in a moment ago is not enough"
    world.enter("nora")
    assert not Signature.objects.exists()
    assert nora.post(address, sent | PROOF).status_code == 302
    assert nora.post(address, sent).status_code == 403, "a proof counts once"
    world.enter("nora")
    (one,) = Signature.objects.all()
    assert (one.signer_name, one.section, one.proved_how) == ("Nora", "skin", "password")
    for page in (address, world.north_accepted.get_absolute_url()):
        text = nora.get(page).text
        assert "Nora" in text
        assert one.hash[:12] in text
        assert f"{one.signed_at:%H:%M:%S} UTC" in text
        assert "Stands" in text
    assert browser(world, "rosa").get(address).status_code == 404
    assert browser(world, "sam").post(address, sent | PROOF).status_code == 404


def test_a_lead_signs_to_lock_and_a_stale_page_signs_nothing(world: World):
    nils, address = browser(world, "nils"), reverse("case-signatures", args=[world.north_accepted.pk])
    stale = words(world, "lock") | {"version": "1"}
    assert "Look at it again" in nils.post(address, stale | PROOF, follow=True).text
    part = nils.post(address, words(world, "lock", "skin") | PROOF, follow=True).text
    assert "locked as a whole" in part
    done = nils.post(address, words(world, "lock") | PROOF, follow=True).text
    assert "The case is locked." in done
    world.enter("nora")
    world.north_accepted.refresh_from_db()
    assert world.north_accepted.status == "locked"
    assert "Stands" in nils.get(address).text, "locking changes nothing that was signed"


def test_no_forgery_is_taken_and_every_stale_one_falls_for_its_sections_only(world: World):
    found = signatures.attack(world, sequences=10, steps=7, seed=6)
    assert found["faults"] == []
    assert min(found[one] for one in ("signed", "fallen", "forgeries refused", "copies found out")) > 10
    assert found["twins taken"] > 0
