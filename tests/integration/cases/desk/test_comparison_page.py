"""Two definitions side by side, through the door."""

import re

import pytest
from django.urls import reverse

from cases.analysis.comparison import Answer, compared
from cases.episodes import actions
from cases.episodes.derivation import derive, every_case
from cases.episodes.published import current_definition, definition_of, named_definition
from cases.records.models import Case
from cases.rules.definition import Definition, definition_from_document
from cases.rules.examples import run_examples
from tests.factories import finish, strict_case
from tests.factories.definitions import author, checker, drafted

URL = "/definitions/compare/"
LONGER = {"MIN_EXP": 201}
"""Every event of the test world lies 200 days after the first dose: with this it is a lead-in."""


@pytest.fixture
def longer(world) -> Definition:
    """Version 1.1.0, without the worked examples that this constant turns."""
    draft = drafted(**LONGER)
    passing = {one.id for one in run_examples(definition_from_document(draft.document)) if one.passes}
    document = draft.document | {"examples": [one for one in draft.document["examples"] if one["id"] in passing]}
    draft = actions.change_draft(draft=draft, document=document, seen_revision=draft.revision, by=author())
    return definition_of(actions.publish_definition(draft=draft, by=checker()))


@pytest.fixture
def seen_by(world, client):
    """The text of the page for one person, tags removed."""

    def look(person: str, **query) -> str:
        client.force_login(world.people[person])
        answer = client.get(URL, query)
        assert answer.status_code == 200
        return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())

    return look


def test_the_address_is_the_one_that_others_link_to():
    assert reverse("definition-comparison") == URL


def test_with_one_definition_there_is_nothing_to_compare(seen_by):
    page = seen_by("rosa")
    assert "A second definition is missing" in page
    assert "Compare" not in page.split("Two definitions side by side")[-1]


def test_who_does_not_read_cohorts_gets_404_and_a_stranger_signs_in(world, client):
    assert client.get(URL).status_code == 302
    client.force_login(world.people["adam"])
    assert client.get(URL).status_code == 404
    client.force_login(world.people["rosa"])
    assert client.get(URL).status_code == 200


def test_every_event_moves_and_the_constant_is_named(seen_by, longer):
    text = seen_by("rosa", left="dcp@1.0.0", right=longer.name)
    assert "MIN_EXP 42 d 201 d" in text
    assert "2 discordant on the left only, 0 on the right only" in text
    assert text.count("Because of MIN_EXP (42 d → 201 d).") == 2
    assert "Lead-in" in text
    assert "CANARY" not in text


def test_the_other_way_round_they_are_won(seen_by, longer):
    text = seen_by("rosa", left=longer.name, right="dcp@1.0.0")
    assert "0 discordant on the left only, 2 on the right only" in text
    assert "p = 0.500" in text


def test_what_may_not_be_read_is_counted_under_the_current_definition_only(seen_by, world, longer):
    """Publishing made 1.1.0 the current one."""
    _more(world, 9)
    text = seen_by("rolf", left="dcp@1.0.0", right=longer.name)
    assert "dcp@1.0.0 1 of 1 that you can read Others: not counted under this definition" in text
    assert f"{longer.name} 0 of 1 that you can read Others: only groups of 7 or fewer, about 10 in all" in text
    assert text.count("Because of MIN_EXP") == 1
    assert "1 discordant on the left only" in text
    assert f"you may not read are counted under {longer.name} only" in text


def test_other_targets_are_said_plainly_and_no_constant_is_blamed(seen_by, world):
    adam = world.scope("adam")
    draft = actions.take_shipped(name="cns-discordance@1.0.0", by=adam)
    brain = actions.publish_definition(draft=draft, by=adam)
    text = seen_by("rosa", left="dcp@1.0.0", right=brain.name)
    assert (
        "The target differs: dcp@1.0.0 looks for progression in the skin, cns-discordance@1.0.0 in the brain." in text
    )
    assert "Under cns-discordance@1.0.0 the skin is part of the rest of the body, which must be controlled." in text
    assert "the reason is the place, and no constant" in text
    assert "Discordant in the brain Not discordant in the brain Not decided" in text
    assert "Discordant in the skin 0 2 0 2" in text
    assert "2 discordant on the left only, 0 on the right only" in text
    assert "Because of" not in text
    assert "Progresses: Skin, locoregional; Skin, distant." in text
    assert "Their events are not the same, so only cases can be laid side by side" in text


def test_an_unknown_name_is_said_and_the_usual_one_shown(seen_by, longer):
    text = seen_by("rosa", left="dcp@7.0.0", right="dcp@1.0.0")
    assert "“dcp@7.0.0” is no definition that can be chosen here" in text


def test_only_cases_that_are_up_to_date_under_both_are_compared(world, longer):
    old = named_definition("dcp@1.0.0")
    derive(every_case(), old)
    world.enter("nora")
    assert compared(old, longer).cases == 0
    derive(every_case(), longer)
    assert compared(old, longer).answers == {(Answer.YES, Answer.NO): 2}
    assert current_definition().name == longer.name


def _more(world, number: int) -> None:
    """More accepted cases at SOUTH."""
    sam, viktor = world.enter("sam"), world.scope("viktor")
    for place in range(number):
        case = strict_case(world.south, sam, f"CANARY-S-{place}")
        finish(Case.objects.get(pk=case.pk), submitter=sam, reviewer=viktor)
    world.enter(None)
