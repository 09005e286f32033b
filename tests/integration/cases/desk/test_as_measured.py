"""The section "As measured" through the door: the institution, others who may read the case, an answered difference."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from cases.cohorts.models import ReadableEpisode
from cases.records.models import Case
from registry.institutions.models import User
from registry.institutions.scoping import enter, scope_of
from tests.factories import open_again
from tests.world import begin_session

PARTED = "By measurements the skin has progressed while the targets outside skin and brain are in partial response."
DIFFERS = "Skin, locoregional: written stable disease, measured partial response: −31.2 %, −10.0 mm from baseline."

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings, client):
    """The demonstration, and a way to sign in to it."""
    settings.DEMO, settings.SECOND_FACTOR_NEEDED = True, False
    call_command("load_demo", stdout=StringIO())

    def sign_in(name: str):
        begin_session(client, User.objects.get(email=f"{name}@demo.example"))
        return client

    return sign_in


def case_of(name: str, code: str) -> Case:
    enter(scope_of(User.objects.get(email=f"{name}@demo.example")))
    return Case.objects.get(local_code=code)


def section(page: str) -> str:
    found = re.search(r'<section aria-labelledby="measured">.*?</section>', page, re.DOTALL)
    return found.group() if found else ""


def test_the_institution_reads_it_beside_what_was_written(demo):
    browser, case = demo("clinician.north"), case_of("clinician.north", "EX-MEASURED")
    shown = section(browser.get(case.get_absolute_url()).content.decode())
    assert PARTED in shown
    assert DIFFERS in shown
    assert "Skin: +0.0 % at a1, then −18.7 % at a2" in shown  # the drawing, for those who cannot see it
    assert "By RANO-BM" in shown
    assert "too small (counts 5.0 mm)" in shown
    assert "upper nodule" in shown
    assert "15 Jun 2018" in shown
    unmeasured = case_of("clinician.north", "PUB-1")
    assert section(browser.get(unmeasured.get_absolute_url()).content.decode()) == ""


def test_a_difference_is_a_warning_with_an_answer_and_blocks_nothing(demo):
    browser, case = demo("clinician.north"), case_of("clinician.north", "EX-MEASURED")
    open_again(case, by=scope_of(User.objects.get(email="clinician.north@demo.example")))
    page = browser.get(case.get_absolute_url()).content.decode()
    asked = re.search(r'href="([^"]*STATUS_AND_MEASUREMENTS&amp;about=a4%2Cl4[^"]*)"', page).group(1)
    assert "The report calls the node smaller but still visible." in page
    answered = browser.post(
        asked.replace("&amp;", "&").split("?")[0],
        {
            "code": "STATUS_AND_MEASUREMENTS",
            "about": "a4,l4,l5",
            "reason": "Judged on the photograph.",
        },
    )
    assert answered.status_code == 302
    page = browser.get(case.get_absolute_url()).content.decode()
    assert "Judged on the photograph." in page
    assert DIFFERS in section(page)
    assert browser.post(reverse("case-submit", args=[case.pk])).status_code == 302
    assert case_of("clinician.north", "EX-MEASURED").status == "submitted"


def test_others_read_what_follows_from_the_numbers_and_nothing_that_identifies(demo):
    reviewer, case = demo("reviewer.south"), case_of("reviewer.south", "EX-MEASURED")
    assert PARTED in section(reviewer.get(case.get_absolute_url()).content.decode())
    seen = reviewer.get(reverse("case-json", args=[case.pk])).json()
    assert {"lesion": "l4", "assessment": "a5", "long_mm": 26, "method": "calliper"} in seen["measurements"]
    assert "upper nodule" not in str(seen)
    for move in ("case-claim", "case-accept"):
        reviewer.post(reverse(move, args=[case.pk]))
    browser = demo("researcher.south")
    browser.get(reverse("cohort-builder"))
    enter(scope_of(User.objects.get(email="researcher.south@demo.example")))
    episodes = ReadableEpisode.objects.filter(
        publicly_described=False, definition_key="dcp", definition_version="1.0.0"
    )
    pages = [browser.get(reverse("episode-detail", args=[one.pk])).content.decode() for one in episodes]
    (page,) = (one for one in pages if section(one))
    shown = section(page)
    assert PARTED in shown
    assert DIFFERS in shown
    for hidden in ("EX-MEASURED", "upper nodule", "segment VI", "2018", "still visible", "smaller but"):
        assert hidden not in page
