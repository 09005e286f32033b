"""Help through the door: every page is there for everybody, is found, and stands where it helps."""

import re

import pytest
from django.urls import reverse

from cases.desk.help.pages import HELPS_WITH, _read, glossary, help_pages
from tests.doors import doors

pytestmark = pytest.mark.django_db


def read(browser, address) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_every_page_opens_without_an_account_and_its_links_lead_somewhere(client):
    listed = read(client, reverse("help"))
    for page in (*help_pages(), glossary()):
        assert f'<a href="{page.get_absolute_url()}">{page.title}</a>' in listed
        body = read(client, page.get_absolute_url())
        for address in re.findall(r'href="(/help/[^"]*)"', body):
            assert client.get(address).status_code == 200, (page.slug, address)
    assert client.get(reverse("help-page", args=["nonsense"])).status_code == 404


def test_the_list_is_searched_by_every_word_and_says_when_nothing_is_found(client):
    found = read(client, reverse("help", query={"q": "Telephone CODE"}))
    assert reverse("help-page", args=["telephone"]) in found.split("help-list")[1]
    assert reverse("help-page", args=["cohort"]) not in found.split("help-list")[1]
    assert 'data-kind="no_match"' in read(client, reverse("help", query={"q": "zebra"}))
    assert "<script>" not in read(client, reverse("help", query={"q": "<script>"}))


def test_the_page_it_helps_with_links_to_it(world, client):
    client.force_login(world.people["nora"])
    link = '<a href="{}">Help<span class="where"> with this page</span></a>'
    for address, slug in (
        (reverse("my-work"), "my-work"),
        (reverse("row-create", args=[world.north_draft.pk, "skin-finding"]), "dates"),
        (reverse("row-create", args=[world.north_draft.pk, "follow-up"]), "follow-up"),
        (reverse("quick-line", args=[world.north_draft.pk]), "quick-line"),
        (reverse("case-check", args=[world.north_draft.pk]), "submitting"),
        (reverse("photographs", args=[world.north_draft.pk]), "photographs"),
        (reverse("cohort-builder"), "cohort"),
        (reverse("case-detail", args=[world.north_draft.pk]), "first-case"),
    ):
        assert link.format(reverse("help-page", args=[slug])) in read(client, address), address


def test_each_address_that_is_helped_exists():
    names = {door.name for door in doors()}
    assert {name.split()[0] for some in HELPS_WITH.values() for name in some} <= names


def test_the_front_page_leads_to_the_glossary_which_says_the_words(client):
    assert reverse("glossary") in read(client, reverse("front"))
    page = read(client, reverse("glossary"))
    assert "<strong>Discordant cutaneous progression (DCP)</strong>" in page
    assert "<em>Avoid: " in page


def test_html_in_a_text_is_shown_and_not_obeyed(client):
    page = _read("x", "# T\n\nOne <b>two</b> <script>alert(1)</script> [a](javascript:alert(1))\n")
    assert "&lt;script&gt;" in page.body
    assert "<script" not in page.body
    assert 'href="javascript' not in page.body
