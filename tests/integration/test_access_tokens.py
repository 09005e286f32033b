"""Access tokens: made by a person, shown once, good for what the person may read, revoked at once."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from registry.institutions.actions import set_active
from registry.institutions.models import Institution
from registry.institutions.tokens.actions import MOST, make_token
from registry.institutions.tokens.bearer import person_of
from registry.institutions.tokens.models import AccessToken
from tests.doors import episodes_of, signed_in, token_of
from tests.world import World

NEW_PASSWORD = "another one, as long as that"


def test_a_token_is_shown_once_and_kept_as_a_digest_only(world: World):
    client = signed_in(world, "rosa")
    shown = client.post(reverse("token-make"), {"name": "notebook", "days": "90"}).content.decode()
    secret = re.search(r"reg_[\w-]{40,}", shown)[0]
    assert secret not in client.get(reverse("token-list")).content.decode()
    assert person_of(f"Bearer {secret}") == world.rosa
    world.enter("rosa")
    assert secret not in str(AccessToken.objects.values())


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer reg_nothing", "Basic reg_nothing", "reg_nothing"])
def test_another_header_is_nobody(world: World, header: str):
    assert person_of(header) is None


def test_a_revoked_token_opens_nothing(world: World):
    secret = token_of(world, "rosa").secret
    assert person_of(f"Bearer {secret}") == world.rosa
    world.enter("rosa")
    token = AccessToken.objects.get()
    signed_in(world, "rosa").post(reverse("token-revoke", args=[token.pk]))
    assert person_of(f"Bearer {secret}") is None


def test_a_token_ends_by_itself(world: World):
    secret = token_of(world, "rosa").secret
    world.enter("rosa")
    past = timezone.now() - timedelta(days=2)
    AccessToken.objects.update(made_at=past, ends_at=past + timedelta(days=1))
    assert person_of(f"Bearer {secret}") is None


def members(secret: str):
    return Client(headers={"authorization": f"Bearer {secret}"}).get(reverse("api:members"))


def test_the_token_of_a_disabled_account_opens_nothing_and_does_not_come_back_with_it(world: World):
    secret, other = token_of(world, "rosa").secret, token_of(world, "rolf").secret
    by = world.enter("adam")
    set_active(user=world.rosa, active=False, by=by)
    assert members(secret).status_code == 401
    set_active(user=world.rosa, active=True, by=world.enter("adam"))
    assert members(secret).status_code == 401
    assert members(other).status_code == 200
    assert members(token_of(world, "rosa").secret).status_code == 200


def test_a_changed_password_ends_the_tokens_that_were_made_beside_it(world: World):
    """By the page, and by a link too, when nobody is signed in: the database sees to it."""
    secret, other = token_of(world, "rosa").secret, token_of(world, "rolf").secret
    world.rosa.set_password("old and long enough")
    world.rosa.save()
    assert members(secret).status_code == 401
    secret = token_of(world, "rosa").secret
    world.rosa.name = "Rosa Anders"
    world.rosa.save()
    assert members(secret).status_code == 200, "The twin: nothing but the password, or the end of the account."
    typed = {"oldpassword": "old and long enough", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert signed_in(world, "rosa").post(reverse("account_change_password"), typed).status_code == 302
    assert members(secret).status_code == 401
    assert members(other).status_code == 200
    world.rosa.refresh_from_db()
    assert "Revoked" in signed_in(world, "rosa").get(reverse("token-list")).content.decode()


def test_a_token_follows_what_an_institution_shares(world: World):
    """From one page to the next: rows of a project, published ones, none."""
    episodes_of(world)
    secret = token_of(world, "rosa").secret
    found = []
    for level in ("projects", "counts", "own", "projects"):
        Institution.objects.filter(pk=world.north.pk).update(sharing_level=level)
        found.append(members(secret).json()["count"])
    assert found == [2, 1, 0, 2]


def test_nobody_sees_or_revokes_the_token_of_another(world: World):
    token = token_of(world, "rosa").token
    client = signed_in(world, "rolf")
    assert token.name not in client.get(reverse("token-list")).content.decode()
    assert client.post(reverse("token-revoke", args=[token.pk])).status_code == 404
    world.enter("rolf")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM institutions_accesstoken")
        assert cursor.fetchone() == (0,)


def test_a_token_leads_to_the_api_and_a_second_one_of_its_name_is_refused_with_what_was_typed(world: World):
    client, typed = signed_in(world, "rosa"), {"name": "notebook", "days": "30"}
    made = client.post(reverse("token-make"), typed)
    assert made.status_code == 200
    for page in (made, client.get(reverse("token-list"))):
        assert f'href="{reverse("api-page")}"' in page.content.decode()
    again = client.post(reverse("token-make"), typed)
    assert again.status_code == 422
    assert "You have a token of this name." in again.content.decode()
    assert 'value="notebook"' in again.content.decode()


def test_ten_tokens_are_enough(world: World):
    by = world.enter("rosa")
    for number in range(MOST):
        make_token(name=f"notebook {number}", days=30, by=by)
    refused = signed_in(world, "rosa").post(reverse("token-make"), {"name": "one more", "days": "30"})
    assert refused.status_code == 422
    assert "Revoke one that is not needed any more." in refused.content.decode()


def test_the_trail_never_holds_what_opens_a_door(world: World):
    secret = token_of(world, "rosa").secret
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s",
            ["institutions_accesstokenevent"],
        )
        columns = {name for (name,) in cursor.fetchall()}
    assert "hint" in columns
    assert "digest" not in columns
    assert secret
