"""Every door is guarded, and a closed one looks like no door at all."""

import re
import uuid
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cases.exchange.api.urls import urlpatterns as api_doors
from cases.records.models import Case
from registry.institutions.scoping import NOBODY, enter
from registry.institutions.staff_site import is_staff
from tests.doors import Door, Things, doors, our_doors, signed_in, things_of
from tests.world import World, read

OPEN_TO_EVERYBODY = {
    "front",
    "gallery",
    "choose-keys",
    "choose-theme",
    "demo-sign-in",
    "invitation",
    "data-dictionary",
    "api-page",
    "phone",
    "help",
    "help-page",
    "glossary",
}
"""A page for people without an account is named here, or it does not pass."""

OF_THE_ACCOUNTS_PACKAGE = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "account_confirm_login_code",
    "account_reset_password_from_key_done",
    "account_reset_password_from_key",
    "account_reset_password_done",
    "mfa_index",
    "mfa_authenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
    "mfa_login_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
}
"""Django-allauth's own doors, each of which guards itself."""

TABLES = ("user", "institution", "membership", "project", "projectinstitution", "projectmembership")
OF_THE_ADMIN = {"admin:index", "admin:app_list"} | {
    f"admin:institutions_{one}_{page}" for one in TABLES for page in ("changelist", "change")
}
"""Django's admin, for looking only: tests/integration/test_staff_site.py knocks at each of them."""

OF_THE_API = {f"api:{one.name}" for one in api_doors}
"""Opened by a token alone: tests/integration/cases/exchange/test_api.py knocks at each of them."""

PEOPLE = ("nora", "nils", "sam", "sofia", "rosa", "rolf", "vera", "adam")


@pytest.fixture(scope="module")
def things(peopled, django_db_blocker) -> Iterator[Things]:
    """One of each thing that an address may name, made once for this file and rolled back after it.

    What a test does to it is undone after the test, as always.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield things_of(read())
        transaction.set_rollback(True)


def closed_doors() -> list[Door]:
    return [door for door in our_doors() if door.guard is not None]


def shown(response: HttpResponse, address: str) -> str:
    """The body without what differs at every request: the form token and the address itself."""
    body = response.content.decode().replace(address, "ADDRESS")
    body = re.sub(r'("x-csrftoken": "|name="csrfmiddlewaretoken" value=")[^"]+', r"\1TOKEN", body)
    return re.sub(r"csrfmiddlewaretoken=[^&\"]+", "csrfmiddlewaretoken=TOKEN", body)


def knocks(client: Client, address: str) -> list[HttpResponse]:
    return [client.get(address), client.post(address)]


# ---- every door -------------------------------------------------------------------------------------------


def test_every_view_of_ours_declares_who_may_open_it():
    silent = [f"{door.name}: {door.view}" for door in our_doors() if not hasattr(door.view, "guarded_by")]
    assert silent == []


def test_every_door_has_a_name_of_its_own():
    names = [door.name for door in doors()]
    assert "" not in names
    assert sorted(names) == sorted(set(names))


def test_no_door_is_open_to_everybody_unless_listed():
    assert {door.name for door in our_doors() if door.guard is None} == OPEN_TO_EVERYBODY


def test_the_doors_of_the_accounts_package_are_the_known_ones():
    foreign = [door for door in doors() if not door.is_ours and door.name not in OF_THE_API | OF_THE_ADMIN]
    assert {door.name for door in foreign} == OF_THE_ACCOUNTS_PACKAGE
    assert {door.view.__module__.partition(".")[0] for door in foreign} == {"allauth"}


def test_the_doors_of_the_admin_are_the_known_ones_and_guarded():
    found = {door.name: door for door in doors() if door.name.startswith("admin:")}
    assert set(found) == OF_THE_ADMIN
    assert {door.guard for door in found.values()} == {is_staff}


def test_nobody_can_open_an_account_for_themselves(client: Client, db):
    assert "id_password1" not in client.get(reverse("account_signup")).content.decode()


# ---- nobody signed in -------------------------------------------------------------------------------------


def test_without_sign_in_every_closed_door_leads_to_the_sign_in_page(client: Client, world: World, things: Things):
    wrong = []
    for door in closed_doors():
        address, _ = next(door.addresses(things))
        for response in knocks(client, address):
            onward = f"{reverse('account_login')}?next={address}"
            if response.status_code != 302 or response.url != onward:
                wrong.append(f"{response.request['REQUEST_METHOD']} {door.name}: {response.status_code}")
    assert wrong == []


@pytest.mark.parametrize("name", sorted(OPEN_TO_EVERYBODY))
def test_open_doors_answer_without_sign_in(client: Client, db, name: str):
    named = {"help-page": {"slug": "dates"}, "invitation": {"secret": "unknown"}}.get(name, {})
    expected = (404,) if name == "invitation" else (200, 405)
    assert client.get(reverse(name, kwargs=named)).status_code in expected


# ---- signed in without the right ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", PEOPLE)
def test_the_wrong_role_finds_nothing_there(world: World, things: Things, name: str):
    client, scope = signed_in(world, name), world.scope(name)
    wrong, missing = [], {}
    closed = [door for door in closed_doors() if not door.guard(scope)]
    for door in closed:
        address, _ = next(door.addresses(things))
        nowhere = f"/{address.split('/')[1]}/there/is/no/such/page/"  # in the same section of the navigation
        if nowhere not in missing:
            missing[nowhere] = shown(client.get(nowhere), nowhere)
        for response in knocks(client, address):
            if response.status_code != 404 or shown(response, address) != missing[nowhere]:
                wrong.append(f"{response.request['REQUEST_METHOD']} {door.name}: {response.status_code}")
    assert wrong == []
    assert closed, "Nobody holds every right, so some door is closed to everybody."


@pytest.mark.parametrize("name", PEOPLE)
def test_the_right_role_finds_its_pages(world: World, name: str):
    """The positive twin: pages that need no more than the role."""
    client, scope = signed_in(world, name), world.scope(name)
    wrong = {}
    for door in closed_doors():
        if door.guard(scope) and not door.parameters:
            status = client.get(door.address()).status_code
            if status not in (200, 302, 405):
                wrong[door.name] = status
    assert wrong == {}


# ---- somebody else's case ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PEOPLE)
def test_a_case_out_of_reach_looks_like_one_that_does_not_exist(world: World, things: Things, name: str):
    client, scope, reach = signed_in(world, name), world.scope(name), reachable(world, name)
    wrong, missing = [], {}
    for door in closed_doors():
        if "case" not in door.parameters or not door.guard(scope):
            continue
        if door.name == "case-assign" and scope.administrator:
            continue  # an administrator names reviewers of cases that they cannot read
        for address, named in one_of_each_case(door, things):
            if named["case"] in reach:
                continue
            what = (door.name, named.get("kind"))
            if what not in missing:
                missing[what] = answers(client, door.address(**named | {"case": uuid.uuid4()}))
            wrong += differences(answers(client, address), missing[what], address)
    assert wrong == []


def answers(client: Client, address: str) -> list[tuple[str, int, str]]:
    """What knocking brings: the verb, the status and what is shown."""
    return [(one.request["REQUEST_METHOD"], one.status_code, shown(one, address)) for one in knocks(client, address)]


def differences(got: list[tuple[str, int, str]], missing: list[tuple[str, int, str]], address: str) -> list[str]:
    """Where answers differ from those that a missing thing behind the same door gets: 404, or 405 for the verb."""
    return [
        f"{verb} {address}: {status}"
        for (verb, status, page), other in zip(got, missing, strict=True)
        if status not in (404, 405) or (verb, status, page) != other
    ]


def test_a_row_is_found_only_through_its_own_case(world: World, things: Things):
    client = signed_in(world, "nora")
    case, kind, row = next(one for one in things.rows if one[0] == world.north_accepted.pk and one[1] == "specimen")
    assert client.get(reverse("row-edit", args=[case, kind, row])).status_code == 200
    assert client.get(reverse("row-edit", args=[world.north_draft.pk, kind, row])).status_code == 404
    assert client.get(reverse("row-edit", args=[case, "staging", row])).status_code == 404
    assert client.get(reverse("row-edit", args=[case, kind, uuid.uuid4()])).status_code == 404


def test_looking_changes_nothing(world: World, things: Things):
    """GET of every door that a person may open leaves each case as it was, in version and status."""
    before = versions(world)
    for name in ("nora", "vera"):
        client, scope = signed_in(world, name), world.scope(name)
        for door in closed_doors():
            if door.guard(scope) and "case" in door.parameters:
                for address, _ in one_of_each_case(door, things):
                    assert client.get(address).status_code in (200, 302, 404, 405), address
    assert versions(world) == before


def versions(world: World) -> dict:
    world.enter("nora")
    found = dict(Case.objects.values_list("local_code", "version"))
    enter(NOBODY)
    return found


def reachable(world: World, name: str) -> set[uuid.UUID]:
    scope = world.enter(name)
    found = set(Case.objects.visible_to(scope).values_list("pk", flat=True))
    enter(NOBODY)
    return found


def one_of_each_case(door: Door, things: Things) -> list[tuple[str, dict]]:
    """One address per case, or per case and kind where the address names a kind."""
    seen, chosen = set(), []
    for address, named in door.addresses(things):
        what = (named["case"], named.get("kind"))
        if what not in seen:
            seen.add(what)
            chosen.append((address, named))
    return chosen
