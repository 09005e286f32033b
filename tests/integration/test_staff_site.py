"""Django's admin: for staff among administrators, for looking only, under the registry's own sign-in."""

import pytest
from django.urls import reverse

from cases.records.models import PatientRow
from registry.institutions.models import Institution, User
from registry.institutions.staff_site import site
from tests.guards.test_urls import TABLES
from tests.world import begin_session

ROWS = [f"admin:institutions_{one}_changelist" for one in TABLES]


@pytest.fixture
def staff(world):
    User.objects.filter(pk=world.adam.pk).update(is_staff=True)


def test_staff_among_administrators_look_at_tables_and_rows(world, signed_in, staff):
    browser = signed_in("adam")
    for name in ("admin:index", *ROWS):
        assert browser.get(reverse(name)).status_code == 200, name
    row = reverse("admin:institutions_project_change", args=[world.project.pk])
    assert "Why the skin?" in browser.get(row).content.decode()
    page = browser.get(reverse("admin:institutions_user_change", args=[world.nora.pk])).content.decode()
    assert world.nora.email in page
    assert "password" not in page.lower().replace("password_change", "")
    found = browser.get(reverse("admin:institutions_user_changelist"), {"q": "nora"}).content.decode()
    assert world.nora.email in found
    assert world.nils.email not in found


@pytest.mark.parametrize("name", ["adam", "nils", "nora"])
def test_nobody_else_finds_it(world, signed_in, name):
    """Adam is administrator and not staff; Nils leads and is marked as staff, which is not enough."""
    User.objects.filter(pk=world.nils.pk).update(is_staff=True, is_superuser=True)
    for address in ("admin:index", *ROWS):
        assert signed_in(name).get(reverse(address)).status_code == 404


def test_without_sign_in_it_leads_to_ours(client, world):
    answer = client.get(reverse("admin:index"))
    assert answer.url == f"{reverse('account_login')}?next={reverse('admin:index')}"


def test_an_old_proof_is_asked_for_again(client, world, staff):
    page = begin_session(client, world.adam, ago=301).get(reverse("admin:index"))
    assert page.status_code == 302
    assert page.url.startswith(reverse("prove-again"))


def test_nothing_is_changed_there(world, signed_in, staff):
    browser = signed_in("adam")
    row = reverse("admin:institutions_institution_change", args=[world.north.pk])
    assert browser.post(row, {"name": "Other", "_save": "Save"}).status_code == 405
    assert (
        browser.post(reverse("admin:institutions_institution_changelist"), {"action": "delete_selected"}).status_code
        == 405
    )
    assert Institution.objects.get(pk=world.north.pk).name == "North Hospital"
    for gone in (f"{row}delete/", f"{row}history/"):
        assert browser.get(gone).url == reverse("admin:index"), "There is no such row."


def test_no_table_of_patients_is_there():
    assert {model._meta.app_label for model in site._registry} == {"institutions"}
    assert not any(issubclass(model, PatientRow) for model in site._registry)
