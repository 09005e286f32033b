"""The body map through the doors: what is painted is stored beside its terms, shown again and told to others."""

import re

import pytest
from django.urls import reverse

from cases.records.document import document_of
from cases.records.models import SkinFinding
from registry.institutions.scoping import enter
from tests.factories import add, days
from tests.integration.cases.records.typing import typed

PAINTED = ["left breast upper outer", "right axilla"]


@pytest.fixture
def nora(world, client):
    client.force_login(world.people["nora"])
    return client


def region(page: str, place: str) -> str:
    """The drawn region of a place, as the page writes it."""
    return re.search(rf'<path class="body-region[^>]*data-place="{place}"[^>]*>', page)[0]


def new_finding(nora, case, **changes):
    """The page after a save of a new finding."""
    address = reverse("row-create", args=[case.pk, "skin-finding"])
    return nora.post(address, typed(nora.get(address), on="d40", change="progression", **changes), follow=True)


def test_painted_places_are_stored_with_their_terms_and_shown_again(world, nora):
    new_finding(nora, world.north_draft, sites=["sternum"], places=PAINTED)
    enter(world.scope("nora"))
    finding = SkinFinding.objects.get(case=world.north_draft)
    assert finding.places == PAINTED
    assert finding.sites == ["sternum", "breast", "axilla"]
    assert finding.extent == ""
    (written,) = document_of(world.north_draft)["skin_findings"]
    assert (written["sites"], written["places"]) == (finding.sites, PAINTED)

    page = nora.get(reverse("row-edit", args=[world.north_draft.pk, "skin-finding", finding.pk])).content.decode()
    assert 'data-state="painted"' in region(page, "left breast upper outer")
    assert 'data-state="named"' in region(page, "sternum")
    assert 'data-state=""' in region(page, "left breast lower inner")
    shown = nora.get(reverse("case-detail", args=[world.north_draft.pk])).content.decode()
    assert 'data-state="event"' in region(shown, "right axilla")
    assert "Left breast, upper outer quadrant" in shown


def test_a_finding_without_places_says_nothing_of_them_in_case_json(world):
    enter(world.scope("nora"))
    add(world.north_draft, "skin-finding", world.scope("nora"), on=days(40), change="progression", sites=["breast"])
    (written,) = document_of(world.north_draft)["skin_findings"]
    assert "places" not in written
    assert written["sites"] == ["breast"]


def test_extent_is_proposed_from_the_side_of_the_primary_and_never_set(world, nora):
    enter(world.scope("nora"))
    by = world.scope("nora")
    add(world.north_draft, "primary", by, laterality="left")
    finding = add(world.north_draft, "skin-finding", by, on=days(40), change="progression", places=["right axilla"])
    page = nora.get(reverse("row-edit", args=[world.north_draft.pk, "skin-finding", finding.pk])).content.decode()
    assert '<p data-implied="DIST">' in page
    assert '<p data-implied="LR" hidden>' in page
    assert re.search(r'<option value=""[^>]* selected>', page[page.index('id="id_extent"') :])


def test_a_place_outside_the_map_is_refused_with_a_sentence(world, nora):
    answer = new_finding(nora, world.north_draft, places=["left wing"])
    assert "left wing is not one of the available choices" in answer.content.decode()
    enter(world.scope("nora"))
    assert not SkinFinding.objects.filter(case=world.north_draft).exists()


def test_a_reason_for_blank_sites_does_not_go_with_painted_places(world, nora):
    answer = new_finding(nora, world.north_draft, places=PAINTED, sites_absent="not-asked")
    assert "Places are painted on the body map" in answer.content.decode()
    assert 'data-state="painted"' in region(answer.content.decode(), "right axilla")
