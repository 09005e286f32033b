"""The sensitivity sweep through the door: batch by batch, for what the reader may read."""

import re

import pytest
from django.urls import reverse

from cases.analysis import sensitivity
from cases.episodes.published import current_definition

URL = "/definitions/sensitivity/"
NEXT = re.compile(r'hx-get="/definitions/sensitivity/\?([^"]+)"')
OWN = re.compile(r"data-own>(\d+)<")


@pytest.fixture
def ask(world, client):
    """The page for one person, as HTML."""

    def look(person: str, query: str = "", **headers) -> str:
        client.force_login(world.people[person])
        answer = client.get(f"{URL}?{query}", headers=headers)
        assert answer.status_code == 200
        return answer.content.decode()

    return look


@pytest.fixture
def one_by_one(monkeypatch):
    monkeypatch.setattr(sensitivity.carried_on, "__defaults__", (1,))


def following(html: str) -> str:
    return NEXT.search(html)[1].replace("&amp;", "&")


def test_the_address_is_the_one_that_others_link_to():
    assert reverse("definition-sensitivity") == URL


def test_who_does_not_read_cohorts_gets_404(world, client, ask):
    client.force_login(world.people["adam"])
    assert client.get(URL).status_code == 404
    assert "Sensitivity to the constants" in ask("rolf")


@pytest.mark.parametrize(("person", "cases"), [("rosa", 2), ("rolf", 1), ("nora", 2)])
def test_a_few_cases_are_counted_at_once(ask, person, cases):
    html = ask(person)
    assert f"of the {cases} case" in html
    assert OWN.findall(html) == [str(cases)] * 4
    assert "hx-get" not in html.split('id="sweep"')[1].split(">")[0]
    assert "CANARY" not in html


def test_many_cases_are_counted_batch_by_batch(ask, one_by_one):
    first = ask("rosa")
    assert "1 of 2 cases counted, 50 %" in first
    assert OWN.findall(first) == ["1"] * 4
    last = ask("rosa", following(first), **{"HX-Request": "true"})
    assert "<html" not in last
    assert "of the 2 cases" in last
    assert OWN.findall(last) == ["2"] * 4


def test_what_another_reader_counted_or_somebody_wrote_is_not_taken_up(ask, one_by_one):
    theirs = following(ask("rosa"))
    assert "1 of 2 cases counted" in ask("nora", theirs)
    assert "1 of 2 cases counted" in ask("rosa", f"definition={current_definition().name}&so_far=nonsense")
    assert "of the 2 cases" in ask("rosa", theirs)


def test_an_unknown_definition_is_said(ask):
    assert "is no definition that can be chosen here" in ask("rosa", "definition=dcp@7.0.0")
