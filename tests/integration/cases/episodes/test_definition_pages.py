"""The pages of definitions: who reads them, how a draft is written and published, how far the registry is derived."""

import re

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from cases.episodes import derivation
from cases.episodes.derivation import derive_pending
from cases.episodes.models import DraftDefinition, PublishedDefinition
from cases.episodes.published import current_definition, named_definition
from cases.episodes.tasks import derive_the_rest
from tests.factories.definitions import author, checker, drafted, published, shipped

LIST, FIRST = "/definitions/", "/definitions/dcp/1.0.0/"
COHORT = "/cohorts/"


@pytest.fixture
def browse(world, client):
    """The client, signed in as somebody."""

    def sign_in(person: str):
        people = {"Aurelia": lambda: author().user, "Chester": lambda: checker().user}
        client.force_login(people[person]() if person in people else world.people[person])
        return client

    return sign_in


def words(answer) -> str:
    assert answer.status_code in (200, 422), answer.status_code
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def typed(client, draft: DraftDefinition, **changes) -> dict:
    """What a browser would send of the form of a draft, with some boxes changed."""
    form = client.get(draft.get_absolute_url()).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, False)} | changes


# ---- reading -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", ["nora", "nils", "rosa", "rolf", "vera", "adam"])
def test_everybody_signed_in_reads_a_definition(browse, person):
    client = browse(person)
    assert "Discordant cutaneous progression" in words(client.get(LIST))
    text = words(client.get(FIRST))
    assert "TIGHT −56 to 42 d from t0" in text
    assert "Scan rhythm of 6 to 8 weeks, RECIST 1.1; this project." in text
    assert "All 20 worked examples come out as expected" in text
    assert "Timeline liver PR at -150, CR at -10 by full CT Expected Discordant, strict, confirmed" in text
    assert current_definition().hash in text
    assert ("Begin the next version" in text) == (person == "adam")


def test_a_version_that_is_not_there_is_404(browse):
    client = browse("nora")
    assert client.get("/definitions/dcp/9.9.9/").status_code == 404
    assert client.get("/definitions/nonsense/1.0.0/").status_code == 404


def test_what_changed_from_the_version_before_is_shown(browse):
    published(STABLE=56)
    text = words(browse("rosa").get("/definitions/dcp/1.1.0/"))
    assert "What is not as in dcp@1.0.0" in text
    assert "STABLE 84 d 56 d" in text
    assert "Written by Aurelia Checked by Chester" in text
    assert "Superseded by a newer version" in words(browse("rosa").get(FIRST))


# ---- writing -----------------------------------------------------------------------------------------------


def test_an_administrator_writes_and_another_publishes(browse):
    client = browse("Aurelia")
    assert client.post(f"{FIRST}new/").status_code == 302
    draft = DraftDefinition.objects.get()
    sent = typed(client, draft, STABLE="56", STABLE_source="Our audit.", change_note="Shorter: eight weeks.")
    assert client.post(draft.get_absolute_url(), sent).status_code == 302
    page = words(client.get(draft.get_absolute_url()))
    assert "changed dcp@1.0.0 has 84" in page
    assert "Publish version" not in page
    client.post(f"{draft.get_absolute_url()}publish/")
    assert "You wrote this definition. Another administrator" in words(client.get(draft.get_absolute_url()))
    client = browse("Chester")
    page = words(client.get(draft.get_absolute_url()))
    assert "Shorter: eight weeks." in page
    assert "Publish version 1.1.0" in page
    assert "Save the draft" not in page
    answer = client.post(f"{draft.get_absolute_url()}publish/")
    assert answer.headers["Location"] == "/definitions/dcp/1.1.0/progress/"
    assert PublishedDefinition.objects.current("dcp").get().document["constants"]["STABLE"]["source"] == "Our audit."


FAULTS = [
    ({"STABLE": "soon"}, "STABLE is a whole number such as 42, not"),
    ({"STABLE": "731"}, "STABLE must lie from 0 to 730, not at 731."),
    ({"TIGHT": "42 to −56"}, "TIGHT begins after it ends: 42 to -56."),
    ({"version": "1.1"}, "A version is three numbers, such as 1.1.0."),
    ({"change_note": ""}, "What is changed, and why: This field is required."),
    ({"review_next": "next year"}, "Next review: Enter a valid date."),
]


@pytest.mark.parametrize(("change", "sentence"), FAULTS, ids=[sentence for _, sentence in FAULTS])
def test_a_box_that_cannot_be_read_is_named_and_kept(browse, change, sentence):
    client, draft = browse("Aurelia"), drafted()
    answer = client.post(draft.get_absolute_url(), typed(client, draft, **{"change_note": "x"} | change))
    assert answer.status_code == 422
    assert sentence in words(answer).replace("&#x27;", "'")
    ((name, value),) = change.items()
    assert answer.context["form"][name].value() == value
    draft.refresh_from_db()
    assert draft.revision == 2
    assert client.post(draft.get_absolute_url(), typed(client, draft, change_note="x")).status_code == 302


def test_a_draft_saved_in_another_window_is_not_overwritten(browse):
    client, draft = browse("Aurelia"), drafted()
    sent = typed(client, draft, change_note="x")
    assert client.post(draft.get_absolute_url(), sent).status_code == 302
    answer = client.post(draft.get_absolute_url(), sent)
    assert "This draft was saved in another window" in words(answer)


def test_a_failing_example_is_shown_and_its_new_answer_taken(browse):
    client, draft = browse("Aurelia"), drafted(WIDE=[-70, 60])
    page = words(client.get(draft.get_absolute_url()))
    assert "1 of 20 does not come out as expected" in page
    assert "Expected: Discordant, strict, probable. Answer now:" in page
    browse("Chester").post(f"{draft.get_absolute_url()}publish/")
    assert current_definition().version == "1.0.0"
    client = browse("Aurelia")
    client.post(draft.get_absolute_url(), typed(client, draft, change_note="x", expect_6="on"))
    assert "All 20 worked examples come out as expected" in words(client.get(draft.get_absolute_url()))
    browse("Chester").post(f"{draft.get_absolute_url()}publish/")
    page = words(browse("rosa").get("/definitions/dcp/1.1.0/"))
    assert "Worked example 6 Discordant, strict, probable" in page


def test_a_shipped_document_is_taken_and_published(browse):
    client = browse("adam")
    assert "dcp-recist-only@1.0.0" in words(client.get(LIST))
    draft_page = client.post(f"{LIST}shipped/", {"name": "dcp-recist-only@1.0.0"}).headers["Location"]
    assert "with the registry" in words(client.get(draft_page))
    client.post(f"{draft_page}publish/")
    row = PublishedDefinition.objects.get(key="dcp-recist-only")
    assert (row.author, row.checker) == ("The registry project", "Adam")
    assert client.post(f"{LIST}shipped/", {"name": "nonsense"}).headers["Location"] == LIST
    assert "There is no definition" in words(client.get(LIST))


def test_a_draft_is_discarded_by_its_author(browse):
    draft = drafted()
    browse("Chester").post(f"{draft.get_absolute_url()}discard/")
    assert DraftDefinition.objects.exists()
    browse("Aurelia").post(f"{draft.get_absolute_url()}discard/")
    assert not DraftDefinition.objects.exists()


def test_a_superseded_version_is_retired(browse):
    published(STABLE=56)
    client = browse("adam")
    client.post(f"{FIRST}retire/")
    assert "State Retired" in words(client.get(FIRST))
    client.post("/definitions/dcp/1.1.0/retire/")
    assert "Every page uses this version" in words(client.get(LIST))


# ---- progress ----------------------------------------------------------------------------------------------


def test_progress_is_shown_and_asks_the_worker_again(browse):
    client, newer = browse("adam"), published(STABLE=56)
    address = "/definitions/dcp/1.1.0/progress/"
    derive_pending(newer, limit=1)
    page = client.get(address)
    assert "33 %" in words(page)
    assert "1 of 3 released cases derived, 2 left" in words(page)
    assert b'hx-trigger="every 2s"' in page.content
    part = client.get(address, headers={"HX-Request": "true"})
    assert b"<html" not in part.content
    assert ProcrastinateJob.objects.filter(task_name="episodes.derive_pending").count() == 1
    derive_the_rest(newer.name)
    done = client.get(address)
    assert "100 %" in words(done)
    assert "nothing is left" in words(done)
    assert b"hx-trigger" not in done.content


def test_a_killed_batch_leaves_the_ones_before_it_and_the_next_task_goes_on(world, monkeypatch):
    newer, classified, seen = published(STABLE=56), derivation.classified, []

    def killed(*about):
        seen.append(about)
        if len(seen) == 2:
            raise KeyboardInterrupt
        return classified(*about)

    monkeypatch.setattr(derivation.derive_pending, "__defaults__", (None, 1))
    monkeypatch.setattr(derivation, "classified", killed)
    with pytest.raises(KeyboardInterrupt):
        derive_the_rest(newer.name)
    assert derivation.progress_of(newer).done == 1
    derive_the_rest(newer.name)
    assert derivation.progress_of(newer).left == 0
    assert len(seen) == 4


# ---- the pages that are asked for one ----------------------------------------------------------------------


def test_the_cohort_is_shown_under_the_version_that_was_asked_for(browse):
    published("15", MIN_EXP=300, MIN_CYCLES=20)
    client = browse("nora")
    usual, first = words(client.get(COHORT)), words(client.get(COHORT, {"definition": "dcp@1.0.0"}))
    assert "“Discordant cutaneous progression”, dcp@1.1.0 ." in usual
    assert "Discordant, strict 0 of 2" in usual
    assert "“Discordant cutaneous progression”, dcp@1.0.0 ." in first
    assert "Discordant, strict 2 of 2" in first
    html = client.get(COHORT, {"definition": "dcp@1.0.0", "where": "label:dcp_strict"}).content.decode()
    assert 'name="definition" value="dcp@1.0.0"' in html
    assert "?definition=dcp%401.0.0" in html
    assert "“nonsense” is no definition that can be chosen here" in words(
        client.get(COHORT, {"definition": "nonsense"})
    )


def test_an_episode_of_an_older_version_keeps_its_page(browse, world):
    client = browse("nora")
    html = client.get(COHORT).content.decode()
    address = re.search(r"/cohorts/episodes/[0-9a-f-]{36}/", html)[0]
    published("15", MIN_EXP=300, MIN_CYCLES=20)
    page = words(client.get(address))
    assert "Discordant, strict" in page
    assert "version 1.0.0" in page


def test_the_case_page_is_shown_under_the_version_that_was_asked_for(browse, world):
    published("15", MIN_EXP=300, MIN_CYCLES=20)
    client, address = browse("nora"), f"/cases/{world.north_accepted.pk}/"
    assert "version 1.1.0" in words(client.get(address))
    page = words(client.get(address, {"definition": "dcp@1.0.0"}))
    assert "Decided by: Discordant cutaneous progression, version 1.0.0" in page
    assert named_definition("dcp@1.0.0").hash != current_definition().hash


@pytest.mark.parametrize("name", ["dcp-recist-only@1.0.0", "cns-discordance@1.0.0"])
def test_cohort_case_and_definition_are_shown_under_each_shipped_definition(browse, world, name):
    definition = shipped(name)
    client = browse("nora")
    cohort = words(client.get(COHORT, {"definition": name}))
    assert definition.title in cohort
    assert definition.labels.get("DCP_STRICT", "Discordant, strict") in cohort
    assert client.get(f"/cases/{world.north_accepted.pk}/", {"definition": name}).status_code == 200
    page = words(client.get(f"/definitions/{definition.key}/{definition.version}/"))
    assert f"All {len(definition.document['examples'])} worked examples come out as expected" in page
