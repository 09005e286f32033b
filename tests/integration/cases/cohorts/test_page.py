"""The cohort page as each person sees it."""

import re
from html import unescape

import pytest
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from cases.episodes import actions as definitions
from cases.episodes import derivation
from cases.episodes.tasks import derive_the_rest
from cases.records import actions
from cases.records.models import Assessment, Case
from registry.institutions.models import Institution
from tests.factories import days, finish, strict_case

URL = "/cohorts/"
OLD = "/cohorts/discordant-cutaneous-progression/"
QUERIES = 26
"""Session, scope, role and savepoints included; the cohort itself asks nine questions."""


@pytest.fixture
def seen_by(world, client):
    """The text of the page for one person, tags removed."""

    def look(person: str, **query) -> str:
        client.force_login(world.people[person])
        answer = client.get(URL, query)
        assert answer.status_code == 200
        return words(answer.content.decode())

    return look


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("old", "where"),
    [
        ("", "label:dcp_strict|dcp_strict_early_post|dcp_broad|dcp_broad_early_post"),
        (
            "label=MIMIC&label=DCP_STRICT&drug=trastuzumab+deruxtecan",
            "label:mimic|dcp_strict and drug:trastuzumab-deruxtecan",
        ),
        ("near=1&extent=LR&definition=dcp@1.0.0", "extent:lr and near_miss:yes"),
    ],
)
def test_an_address_from_before_leads_to_the_same_question(world, client, old, where):
    client.force_login(world.people["nora"])
    answer = client.get(f"{OLD}?{old}", follow=True)
    builder = answer.context["builder"]
    assert answer.redirect_chain[0][0].startswith(f"{reverse('cohort-builder')}?")
    assert builder.asked.fault is None
    assert builder.asked.text == where


@pytest.mark.parametrize("person", ["nora", "nils", "sam", "rosa", "rolf", "vera"])
def test_who_reads_cohorts_sees_the_page(seen_by, person):
    assert "Discordant cutaneous progression" in seen_by(person)


def test_an_administrator_gets_404_and_a_stranger_signs_in(world, client):
    assert client.get(URL).status_code == 302
    client.force_login(world.people["adam"])
    assert client.get(URL).status_code == 404


def test_a_researcher_of_a_project_reads_its_rows_and_counts_the_rest(seen_by):
    text = seen_by("rosa")
    assert "Episodes 2 that you can read Others: 7 or fewer" in text
    assert text.count("Days from first anti-HER2 dose 200") == 2
    assert "Age at diagnosis 60-64" in text
    assert "pertuzumab + trastuzumab" in text
    assert "CANARY" not in text


def test_a_researcher_without_a_project_reads_published_cases_only(seen_by):
    text = seen_by("rolf")
    assert "Episodes 1 that you can read Others: 7 or fewer" in text
    assert "North Hospital (published)" in text


def test_a_clinician_reads_the_own_cases_and_reaches_them(seen_by, world, client):
    assert "Episodes 2 that you can read" in seen_by("nora")
    client.force_login(world.people["nora"])
    html = client.get(URL).content.decode()
    assert f"/cases/{world.north_accepted.pk}/" in html


def test_many_cases_of_others_are_rounded(seen_by, world):
    _more(world, 10)
    text = seen_by("rolf")
    assert "Episodes 1 that you can read Others: about 10" in text
    assert "Discordant, strict 1" in text


def test_under_another_definition_than_the_current_one_others_are_not_counted(seen_by, world, client):
    """Otherwise the same group under two definitions could be compared, and the difference be one person."""
    adam = world.scope("adam")
    draft = definitions.take_shipped(name="dcp-recist-only@1.0.0", by=adam)
    name = definitions.publish_definition(draft=draft, by=adam).name
    _more(world, 10)
    usual, other = seen_by("rolf"), seen_by("rolf", definition=name)
    assert "Episodes 1 that you can read Others: about 10" in usual
    assert "Episodes 1 that you can read Others: not counted under this definition" in other
    assert "They are counted under dcp@1.0.0 only" in other
    assert "about" not in other.split("Episodes 1")[1].split("Episodes that you can read")[0]
    assert "7 or fewer" not in other
    assert "They are counted under" not in usual


def test_filters_narrow_the_rows_and_the_counts(seen_by, world):
    _more(world, 10)
    asked = seen_by("rolf", where="label:dcp_strict")
    assert "Episodes 1 of 1 that you can read Others: about 10, about 10 in all" in asked
    assert "Others: about 10, smaller groups left out" in seen_by("rolf", where="drug:trastuzumab")
    text = seen_by("rolf", where="label:mimic")
    assert "Episodes 0 of 1 that you can read Others: 7 or fewer" in text
    assert "None that you can read has all of these" in text


def test_several_values_of_one_filter_add_up(seen_by):
    text = seen_by("nora", where="institution:north|south and extent:lr|dist")
    assert "Episodes 2 of 2 that you can read" in text


def test_a_question_that_cannot_be_read_is_shown_with_its_fault_and_counts_nothing(seen_by):
    text = seen_by("nora", where="label:<b>")
    assert "“<b>” is no value of “label”." in unescape(text)
    assert "Nothing was counted" in text
    assert "that you can read" not in text
    assert "Episodes 2 that you can read" in seen_by("nora")


def test_a_page_about_a_cohort_leads_back_where_its_question_cannot_be_read(world, client):
    client.force_login(world.people["nora"])
    answer = client.get(reverse("analysis-table-one"), {"where": "labl:x", "of": "cases"})
    assert answer.status_code == 302
    assert answer.url.startswith("/cohorts/?of=cases&")
    assert "Perhaps “label” was meant." in words(client.get(answer.url).content.decode())


def test_an_institution_that_keeps_to_itself_is_not_named_to_others(seen_by, world):
    Institution.objects.filter(code="NORTH").update(sharing_level="own")
    assert "North Hospital" not in seen_by("rolf")
    assert "North Hospital" in seen_by("nora")


def test_pending_cases_are_named_to_their_own_institution_and_counted_for_others(seen_by, world, monkeypatch):
    monkeypatch.setattr(derivation, "AT_ONCE", 0)
    monkeypatch.setattr(derivation.derive_pending, "__defaults__", (None, 0))
    own = seen_by("nora")
    assert world.north_accepted.pseudonym in own
    assert "waiting to be classified" in own
    foreign = seen_by("rolf")
    assert "Of other institutions’ cases, 7 or fewer are waiting" in foreign
    assert world.north_accepted.pseudonym not in foreign
    assert ProcrastinateJob.objects.filter(task_name="episodes.derive_pending").count() == 1
    monkeypatch.undo()
    derive_the_rest("dcp@1.0.0")
    assert "waiting" not in seen_by("nora")


def test_a_broken_case_is_named_to_its_own_institution(seen_by, world, monkeypatch):
    def fails(timeline, definition):
        raise ValueError

    monkeypatch.setattr(derivation, "classify", fails)
    assert world.north_accepted.pseudonym in seen_by("nora")


def test_htmx_gets_the_results_only(world, client):
    client.force_login(world.people["nora"])
    answer = client.get(URL, {"where": "label:dcp_strict"}, headers={"HX-Request": "true", "HX-Target": "results"})
    html = answer.content.decode()
    assert "<html" not in html
    assert 'id="results"' in html
    assert "HX-Request" in answer.headers["Vary"]
    whole = client.get(URL, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert b"<html" in whole.content


def test_pages_of_the_list_keep_the_filters(world, client):
    _more(world, 22)
    client.force_login(world.people["sam"])
    html = client.get(URL, {"where": "institution:south"}).content.decode()
    assert "1 to 20 of 23 episodes" in words(html)
    assert "?of=episodes&amp;definition=dcp@1.0.0&amp;where=institution:south&amp;page=2" in html
    assert "21 to 23 of 23" in words(client.get(URL, {"where": "institution:south", "page": 2}).content.decode())


def test_the_number_of_queries_does_not_grow_with_the_cases(world, client, django_assert_num_queries):
    client.force_login(world.people["nora"])
    client.get(URL)
    _more(world, 3)
    client.get(URL)
    with django_assert_num_queries(QUERIES):
        client.get(URL)


def test_an_episode_page_shows_reasons_and_record_without_what_identifies(world, client):
    client.force_login(world.people["rosa"])
    found = re.findall(r"/cohorts/episodes/[0-9a-f-]{36}/", client.get(URL).content.decode())
    text = words(client.get(found[0]).content.decode())
    assert "Discordant, strict" in text
    assert "Liver" in text
    assert "d200" in text
    assert "d1000" not in text
    for secret in ("CANARY", "canary", "Canary", "2016", world.north_accepted.pseudonym, " 61 "):
        assert secret not in text


def test_an_episode_out_of_reach_is_404_like_one_that_does_not_exist(world, client):
    client.force_login(world.people["rosa"])
    url = re.findall(
        r"/cohorts/episodes/[0-9a-f-]{36}/", client.get(URL, {"where": "institution:north"}).content.decode()
    )
    published_too = set(url)
    client.force_login(world.people["rolf"])
    answers = sorted(client.get(one).status_code for one in published_too)
    assert answers == [200, 404]
    client.force_login(world.people["adam"])
    assert {client.get(one).status_code for one in published_too} == {404}


def _more(world, number: int) -> None:
    """More accepted cases at SOUTH."""
    sam, viktor = world.enter("sam"), world.scope("viktor")
    for place in range(number):
        case = strict_case(world.south, sam, f"CANARY-S-{place}")
        finish(Case.objects.get(pk=case.pk), submitter=sam, reviewer=viktor)
    world.enter(None)


def test_near_misses_are_listed_alone_and_say_what_is_lacking(world, seen_by):
    nora = world.enter("nora")
    case = strict_case(world.north, nora, "near")
    last = Assessment.objects.get(case=case, kind="event")
    actions.save_row(row=moved(last, days(905)), case=case, by=nora)
    finish(case, submitter=nora, reviewer=world.scope("vera"))
    everything, near = seen_by("nora"), seen_by("nora", where="near_miss:yes")
    assert "Episodes that you can read" in everything
    assert "Liver in complete response 10 days before; no compartment progressed." in everything
    assert "Near misses" in near
    assert near.count("Near miss.") == 1
    assert "5 days short: with WIDE of −95 to 60 instead of −90 to 60 it would be discordant. It turns on a3." in near
    assert "10 days before; no compartment progressed." not in near


def test_without_near_misses_the_page_says_so(seen_by):
    assert "None that you can read has all of these" in seen_by("nora", where="near_miss:yes")


def moved(row, on):
    row.on = on
    return row


def test_the_strictest_institution_decides_for_every_figure(seen_by, world):
    """SOUTH alone asks for more: then figures of NORTH are under that rule too, for whoever reads them."""
    _more(world, 10)
    assert "Episodes 1 that you can read Others: about 10" in seen_by("rolf")
    Institution.objects.filter(code="NORTH").update(withheld_up_to=12)
    strict = seen_by("rolf")
    assert "Episodes 1 that you can read Others: 12 or fewer" in strict
    assert "7 or fewer" not in strict
    Institution.objects.filter(code="NORTH").update(sharing_level="own")
    assert "Others: about 10" in seen_by("rolf"), "Whose cases nobody counts has no say."
