"""Lists that are searched while one types: their other names, and what a person chose last, for that person alone."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cases.records.forms.searched import OFFERED, other_names
from cases.rules.vocabulary import Agent, Analyte, Histology
from tests.doors import signed_in


@pytest.mark.parametrize(
    ("member", "name"),
    [
        (Agent.TRASTUZUMAB, "Herceptin"),
        (Agent.TRASTUZUMAB_DERUXTECAN, "T-DXd"),
        (Analyte.HER2_ISH, "FISH"),
        (Agent.TRASTUZUMAB, "L01FD01"),
        (Histology("8520/3"), "ILC"),
    ],
)
def test_a_choice_is_found_by_synonym_and_by_codes_elsewhere(member, name):
    assert name in other_names(member)
    assert member.label not in other_names(member)


def offered_first(client: Client, address: str) -> list[str]:
    box = re.search(r'<input[^>]*name="term"[^>]*>', client.get(address).text)[0]
    lately = re.search(r'data-lately="([^"]*)"', box)
    return lately[1].split("; ") if lately else []


def test_what_a_person_used_last_stands_first_for_that_person_alone(world):
    nora, nils, sam = (signed_in(world, name) for name in ("nora", "nils", "sam"))
    address = reverse("row-create", args=[world.north_draft.pk, "adverse-event"])
    assert offered_first(nora, address) == []
    for term in ["alopecia", "Pruritus", "alopecia", "Fatigue"]:
        assert nora.post(address, {"term": term, "on": "d5"}).status_code == 302
    assert len(offered_first(nora, address)) <= OFFERED
    assert [one.casefold() for one in offered_first(nora, address)] == ["fatigue", "alopecia", "pruritus"]
    assert offered_first(nils, address) == []
    assert sam.get(address).status_code == 404
