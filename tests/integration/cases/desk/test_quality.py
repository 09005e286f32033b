"""Data quality in numbers: a lead's own institution, all for an administrator, and no case in it."""

import re

import pytest
from django.db import connection
from django.urls import reverse

from cases.records.quality import quality_of
from registry.institutions.models import Institution
from registry.institutions.scoping import NOBODY, enter


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def counted(world, name: str) -> dict:
    world.enter(name)
    found = {one.institution.code: one for one in quality_of(Institution.objects.in_bulk())}
    enter(NOBODY)
    return found


def test_a_lead_counts_the_own_institution(world):
    found = counted(world, "nils")
    assert (found["NORTH"].cases, found["SOUTH"].cases) == (4, 0), "The withdrawn case is gone."
    assert found["NORTH"].counts == {"draft": 1, "submitted": 1, "accepted": 2}
    skin = next(one for one in found["NORTH"].sections if one.title.startswith("Skin"))
    assert (skin.whole.number, skin.whole.of) == (3, 4), "The draft has no skin finding yet."


def test_an_administrator_counts_all_and_reads_none(world):
    found = counted(world, "adam")
    assert (found["NORTH"].cases, found["SOUTH"].cases) == (4, 1)


@pytest.mark.parametrize("name", ["nora", "rosa", "vera"])
def test_the_database_counts_for_nobody_else(world, name):
    world.enter(name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM records_quality()")
        assert cursor.fetchone() == (0,)


def test_a_number_leads_to_its_list_for_who_may_open_it(world, signed_in):
    page = signed_in("nils").get(reverse("data-quality"))
    assert "North Hospital" in words(page)
    assert "South Clinic" not in words(page)
    links = re.findall(r'<dd><a href="([^"]+)"', page.content.decode())
    assert links
    for one in links:
        assert signed_in("nils").get(one.replace("&amp;", "&")).status_code == 200
    page = signed_in("adam").get(reverse("data-quality"))
    assert "South Clinic" in words(page)
    assert "?list=" not in page.content.decode()


def test_no_code_and_no_pseudonym_is_on_the_page(world, signed_in):
    text = signed_in("nils").get(reverse("data-quality")).content.decode()
    assert "CANARY" not in text
    assert world.north_accepted.pseudonym not in text
