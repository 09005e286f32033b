"""The builder through its door: three units, counts of those with data, and what is not known."""

import re
from html import unescape

import pytest
from django.http import QueryDict
from django.urls import reverse

from cases.cohorts.builder import builder_for
from cases.cohorts.selection import selection_of
from registry.institutions.scoping import acting, scope_of
from tests.factories import finish, strict_case

pytestmark = pytest.mark.django_db

URL = "/cohorts/"


@pytest.fixture
def seen_by(world, client):
    """The text of the builder for one person, tags removed."""

    def look(person, **query):
        client.force_login(world.people[person])
        answer = client.get(URL, query)
        assert answer.status_code == 200
        return unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))

    return look


def built(world, person, query):
    """The builder as one person meets it."""
    with acting(scope_of(world.people[person]), page="test") as scope:
        builder = builder_for(scope, QueryDict(query))
        return builder, builder.pool, builder.facets


def test_each_case_is_counted_once_and_each_anti_her2_regimen_by_itself(world, seen_by):
    assert "Cases 2 that you can read" in seen_by("nora", of="cases")
    assert "Regimens 2 that you can read" in seen_by("nora", of="regimens")
    assert "Cases 0 of 2 that you can read" in seen_by("nora", of="cases", where="events:0")
    assert "Others: not counted this finely" in seen_by("nora", of="cases")


def test_a_facet_counts_those_with_data_and_links_to_each_value_and_to_those_without(world):
    _, _, facets = built(world, "nora", "of=episodes&where=line:1")
    by_name = {facet.field.name: facet for facet in facets}
    label = by_name["label"].shown[0]
    assert (label.title, label.number, label.of) == ("Discordant, strict", 2, 2)
    assert label.query == "of=episodes&definition=dcp@1.0.0&where=label:dcp_strict+and+line:1"
    nothing = by_name["vital"].missing
    assert (nothing.number, nothing.of) == (2, 2)
    assert nothing.query == "of=episodes&definition=dcp@1.0.0&where=line:1+and+not+known(vital)"
    line = by_name["line"].shown[0]
    assert (line.chosen, line.query) == (True, "of=episodes&definition=dcp@1.0.0")


def test_what_was_not_recorded_is_neither_in_nor_out(world, seen_by):
    wanted, denied = "vital:alive", "not vital:alive"
    for where in (wanted, denied):
        text = seen_by("nora", where=where)
        assert "Episodes 0 of 2 that you can read" in text
        assert "Not known 2 more episodes neither in nor out" in text
    assert "Episodes 2 of 2 that you can read" in seen_by("nora", where="not known(vital)")


def test_every_compartment_is_asked_at_once(world, seen_by):
    assert "Episodes 2 of 2" in seen_by("nora", where="every(involved):cr|pr within 42")
    assert "Episodes 0 of 2" in seen_by("nora", where="every(involved):sd within 42")


def test_a_question_beyond_what_others_are_counted_by_counts_them_not_at_all(world, seen_by):
    sam, viktor = world.enter("sam"), world.scope("viktor")
    for place in range(10):
        finish(strict_case(world.south, sam, f"S-{place}"), submitter=sam, reviewer=viktor)
    world.enter(None)
    assert "Others: about 10" in seen_by("nora", where="label:dcp_strict")
    for where in ("line:1", "label:dcp_strict or line:1", "not label:mimic"):
        text = seen_by("nora", where=where)
        assert "Others: not counted this finely" in text
        assert "about 10" not in text.split("Discordant, strict 2")[1]


def test_the_page_and_the_pages_about_it_tell_of_the_same_units(world):
    for query in ("of=episodes&where=label:dcp_strict and line:1", "of=cases", "of=regimens&where=not line:2.."):
        builder, pool, _ = built(world, "rosa", query)
        with acting(scope_of(world.people["rosa"]), page="test") as scope:
            selection = selection_of(scope, QueryDict(builder.asked.query))
            members = {one.id for one in selection.members}
            assert members == {row.id for row in pool.found}
            assert len(members) == selection.total.exact
            assert len(selection.unknown) == pool.unknown


def test_the_form_becomes_a_short_address(world, client):
    client.force_login(world.people["nora"])
    form = {"form": "1", "of": "episodes", "definition": "dcp@1.0.0", "join": "and", "do": "apply"}
    row = {"0-join": "or", "0-0-field": "label", "0-0-op": "is-not", "0-0-value": ["mimic", "dcp_broad"]}
    answer = client.get(URL, form | row)
    assert answer.status_code == 302
    assert answer.url == f"{reverse('cohort-builder')}?of=episodes&definition=dcp@1.0.0&where=not+label:dcp_broad|mimic"


def test_a_form_with_a_fault_loses_nothing(world, client):
    client.force_login(world.people["nora"])
    form = {"form": "1", "of": "episodes", "do": "apply", "0-0-field": "line", "0-0-op": "from-to", "0-0-low": "7"}
    html = client.get(URL, form | {"0-0-high": "3"}).content.decode()
    assert "7 to 3 holds no number: the smaller one comes first." in html
    assert 'name="0-0-low" value="7"' in html
    assert 'name="0-0-high" value="3"' in html
