"""What would follow from a case as it is typed, through the door that the aside asks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.records.models import Case, Draft, SkinFinding
from registry.institutions.scoping import enter
from tests.factories import strict_case
from tests.integration.cases.records.test_drafts import at, autosave, browser
from tests.integration.cases.records.typing import typed
from tests.world import World


def following(world: World, name: str = "nora", case: str = "open", **query) -> str:
    answer = browser(world, name).get(reverse("case-following", args=[world.cases[case].pk], query=query))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.fixture
def typing(world: World) -> World:
    """A draft that is discordant as it stands, in which Nora types."""
    nora = world.enter("nora")
    world.cases["open"] = strict_case(world.north, nora, "CANARY-N-OPEN")
    return world


def keep(world: World, page, sequence: int = 1, name: str = "nora", **changes) -> None:
    fields = {key: value for key, value in typed(page, **changes).items() if key != "seen_version"}
    assert autosave(browser(world, name), page, sequence, **fields)[0] == 200


def form_of(world: World, model, slug: str, **found):
    world.enter("nora")
    row = model.objects.filter(case=world.cases["open"], **found).get()
    return browser(world).get(reverse("row-edit", args=[world.cases["open"].pk, slug, row.pk]))


def test_it_tells_the_label_of_the_record_and_the_cohorts_it_would_enter(typing: World):
    page = following(typing)
    assert 'data-label="DCP_STRICT"' in page
    assert "The record as it stands" in page
    assert "Discordant cutaneous progression, version 1.0.0" in page
    assert "s1 discordant</dt><dd><strong>yes</strong>" in page
    assert "Primary analysis</dt><dd><strong>yes</strong>" in page


def test_what_is_typed_changes_the_label_and_nothing_is_stored(typing: World):
    typing.enter("nora")
    version = Case.objects.get(pk=typing.cases["open"].pk).version
    page = form_of(typing, SkinFinding, "skin-finding")
    keep(typing, page, change="response")

    told = following(typing, seen="s1:DCP_STRICT")

    assert 'data-label="NO_CUTANEOUS_PD"' in told
    assert 'data-label="DCP_STRICT"' not in told
    assert "The record with what is typed in: Skin finding s1" in told
    assert "s1 discordant</dt><dd><strong>no</strong>" in told
    assert 'role="status" hx-swap-oob="innerHTML">As typed: event s1' in told
    enter(typing.scope("nora"))
    assert SkinFinding.objects.get(case=typing.cases["open"]).change == "progression"
    assert Case.objects.get(pk=typing.cases["open"].pk).version == version


def test_nothing_is_spoken_while_the_label_stays(typing: World):
    page = form_of(typing, SkinFinding, "skin-finding")
    keep(typing, page, extent="DIST")
    told = following(typing, seen="s1:DCP_STRICT")
    assert "Skin finding s1" in told
    assert 'id="following-said"' not in told


def test_an_invalid_value_is_left_out_and_said_and_the_rest_counts(typing: World):
    page = form_of(typing, SkinFinding, "skin-finding")
    keep(typing, page, change="stable", on="31 Feb 2014")
    told = following(typing)
    assert "Not counted:" in told
    assert "Skin finding s1, " in told.split("Not counted:")[1]
    assert 'data-label="NO_CUTANEOUS_PD"' in told


def test_a_new_row_counts_once_it_has_what_every_such_row_needs(typing: World):
    page = browser(typing).get(reverse("row-create", args=[typing.cases["open"].pk, "specimen"]))
    keep(typing, page, on="d1003", finding="s1")
    assert "still blank, so this entry does not count yet" in following(typing)
    keep(typing, browser(typing).get(page.request["PATH_INFO"]), 2, on="d1003", finding="", result="benign")
    told = following(typing)
    assert "still blank" not in told
    assert "New biopsy or specimen" in told


def test_what_would_decide_it_links_to_the_form_and_the_field(typing: World):
    page = form_of(typing, SkinFinding, "skin-finding")
    keep(typing, page, extent="")
    told = following(typing, **{"from": "whole"})
    row = page.context["form"].row.pk
    assert f"/skin-finding/{row}/?from=whole#div_id_extent" in told


def test_a_colleague_does_not_see_what_somebody_else_typed_in_the_label(typing: World):
    keep(typing, form_of(typing, SkinFinding, "skin-finding"), change="response")
    assert 'data-label="NO_CUTANEOUS_PD"' in following(typing)
    colleague = following(typing, "nils")
    assert 'data-label="DCP_STRICT"' in colleague
    assert "The record as it stands" in colleague


def test_a_stranger_finds_no_such_page(typing: World):
    address = reverse("case-following", args=[typing.cases["open"].pk])
    assert browser(typing, "nora").get(address).status_code == 200
    assert browser(typing, "sam").get(address).status_code == 404


def test_the_answer_takes_few_queries(typing: World):
    keep(typing, form_of(typing, SkinFinding, "skin-finding"), change="response")
    client = browser(typing)
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("case-following", args=[typing.cases["open"].pk]))
    assert len(queries) < 75, len(queries)
    typing.enter("nora")
    assert Draft.objects.count() == 1


def test_the_pages_of_a_draft_have_the_aside_and_those_of_a_submitted_case_do_not(typing: World):
    client = browser(typing)
    for case, shown in (("open", True), ("north_submitted", False)):
        pk = typing.cases[case].pk
        for address in (
            reverse("case-whole", args=[pk]),
            reverse("case-section", args=[pk, "skin"]),
            at(typing, case=case),
        ):
            assert ("data-following" in client.get(address).content.decode()) is shown, address


def test_the_check_page_lists_what_else_is_open(typing: World):
    keep_extent = form_of(typing, SkinFinding, "skin-finding")
    client = browser(typing)
    client.post(keep_extent.request["PATH_INFO"], typed(keep_extent, extent=""))
    page = client.get(reverse("case-check", args=[typing.cases["open"].pk])).content.decode()
    assert "What else is open" in page
    assert "#div_id_extent" in page
