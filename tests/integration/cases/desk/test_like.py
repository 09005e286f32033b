"""Cases like yours through the door: who is shown what of whom, and that no case of others is told by it."""

import json
import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from cases.cohorts.querysets import kin_outcomes, kindred
from cases.desk.like import fewest_under
from cases.disclosure.rule import POLICY
from cases.episodes.derivation import derive_pending
from cases.episodes.published import current_definition
from cases.exchange.importing import import_documents
from cases.exchange.reading import read_case
from cases.records.document import document_of
from cases.records.models import Case
from registry.institutions.models import Institution, Membership, Role, User
from registry.institutions.scoping import Scope, acting, enter, scope_of
from tests.factories.accounts import with_app
from tests.integration.cases.records.test_drafts import browser
from tests.world import World


def page_of(world: World, name: str, case: str) -> str:
    answer = browser(world, name).get(reverse("case-like", args=[world.cases[case].pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def more_cases(world: World, site: str, copies: list[int | None], **changes) -> None:
    """Accepted copies of a case of one institution. ``copies``: days to the next drug of each, None for none."""
    scope = Scope(sites=frozenset([getattr(world, site).pk]))
    enter(scope)
    before = document_of(world.cases[f"{site}_accepted"])
    made = [with_next_drug(before, number, days) | changes for number, days in enumerate(copies)]
    import_documents([read_case(one, for_import=True) for one in made], page="test")


def with_next_drug(document: dict, number: int, days: int | None) -> dict:
    given = {"id": "r2", "start": 1000 + (days or 0), "drugs": [{"agent": "trastuzumab deruxtecan"}], "source": ""}
    later = [{name: value for name, value in given.items() if value}] if days else []
    return document | {"local_code": f"CANARY-LIKE-{number}", "regimens": [*document["regimens"], *later]}


PUBLISHED = {
    "legal_basis": {"kind": "publication", "reference": "10.1000/example", "state": "in_force"},
    "provenance": {"source": None, "reference": "10.1000/example", "publicly_described": True},
}


def test_too_few_cases_of_others_show_nothing_and_say_what_would_change_it(world):
    page = page_of(world, "nora", "north_accepted")
    assert "Nothing can be shown yet" in page
    assert "at least 8 patients of other institutions" in page
    assert "of whom you may read none" in page
    assert "<table" not in page


@pytest.mark.parametrize(
    ("copies", "shown"),
    [([None] * 3 + [30] * 3, False), ([None] * 13 + [30] * 4, True)],  # with the one that is there: 7 and 18 patients
)
def test_counts_of_others_appear_once_nobody_in_them_stands_out(world, copies, shown):
    more_cases(world, "south", copies)
    page = page_of(world, "nora", "north_accepted")
    assert ("Counts of patients whose rows you may not read" in page) is shown
    assert ("no later treatment recorded</th><td>about 15" in page) is shown
    assert ("an antibody-drug conjugate</th><td>7 or fewer" in page) is shown
    assert 'like-table"' not in page
    assert "/cohorts/episodes/" not in page
    assert not re.search("canary-like|canary-s", page, re.IGNORECASE)


def test_the_page_names_the_rule_that_its_figures_were_made_by(world):
    more_cases(world, "south", [None] * 13 + [30] * 4)
    assert "from 7 people or fewer are withheld, larger ones rounded to the nearest 5" in page_of(
        world, "nora", "north_accepted"
    )
    Institution.objects.filter(code="SOUTH").update(withheld_up_to=12, rounded_to=15)
    page = page_of(world, "nora", "north_accepted")
    assert "an antibody-drug conjugate</th><td>12 or fewer" in page
    assert "from 12 people or fewer are withheld, larger ones rounded to the nearest 15" in page


def test_rows_appear_for_whoever_may_read_eight_patients_and_lead_to_their_episodes(world):
    more_cases(world, "north", [None] * 6 + [30], **PUBLISHED)  # with north_public eight
    page = page_of(world, "sam", "south_accepted")
    assert "The nearest of 8 patients" in page
    assert page.count('<th scope="row"><a href="/cohorts/episodes/') == 8
    assert "nothing that was compared" in page
    assert "trastuzumab deruxtecan, 30 days after the event" in page
    assert "no later treatment recorded" in page
    assert "not looked at again" in page
    assert "is no advice" in page
    body = page.split('id="like"')[1]
    assert not re.search(r"canary|North Hospital|2016|CAN-", body, re.IGNORECASE)
    episode = re.search(r'href="(/cohorts/episodes/[^"]+)"', page).group(1)
    assert browser(world, "sam").get(episode).status_code == 200


def test_seven_readable_patients_show_no_row_even_with_more_events(world):
    more_cases(world, "north", [None] * 6, **PUBLISHED)
    page = page_of(world, "sam", "south_accepted")
    assert "of whom you may read 7" in page
    assert "/cohorts/episodes/" not in page


def test_rows_too_wait_for_as_many_as_the_strictest_institution_asks_for(world):
    more_cases(world, "north", [None] * 6 + [30], **PUBLISHED)
    assert page_of(world, "sam", "south_accepted").count("/cohorts/episodes/") == 8
    Institution.objects.filter(code="NORTH").update(withheld_up_to=12)
    page = page_of(world, "sam", "south_accepted")
    assert "at least 13 patients of other institutions, of whom you may read 8" in page
    assert "/cohorts/episodes/" not in page


def test_an_institution_that_shares_nothing_is_in_no_figure_and_no_row(world):
    more_cases(world, "south", [None] * 13 + [30] * 4)
    assert "about 15" in page_of(world, "nora", "north_accepted")
    Institution.objects.filter(code="SOUTH").update(sharing_level="own")
    page = page_of(world, "nora", "north_accepted")
    assert "Nothing can be shown yet" in page
    assert "<table" not in page


def test_own_cases_are_never_among_them(world):
    more_cases(world, "north", [None] * 9, **PUBLISHED)
    assert "Nothing can be shown yet" in page_of(world, "nora", "north_accepted")
    assert "The nearest of 10 patients" in page_of(world, "sam", "south_accepted")


def test_the_view_gives_groups_and_bands_only_of_what_may_not_be_read(world):
    derive_pending()
    world.enter("nora")
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(k) FROM cohort_kindred_episode k WHERE NOT readable")
        rows = [json.loads(one) if isinstance(one, str) else one for (one,) in cursor.fetchall()]
    assert len(rows) == 1
    told = {name for name, value in rows[0].items() if value is not None}
    assert told == {
        "institution_code",
        "definition_key",
        "definition_version",
        "position",
        "patient",
        "own",
        "readable",
        "kin",
        "bands",
    }
    assert rows[0]["kin"] == "discordant/mab"
    assert rows[0]["bands"] == {"next": "none", "skin": "short", "systemic": "short"}
    world.enter(None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cohort_kindred_episode")
        assert cursor.fetchone() == (0,)


def test_a_draft_and_a_stranger_have_no_such_page(world):
    address = reverse("case-like", args=[world.north_draft.pk])
    assert browser(world, "nora").get(address).url == reverse("case-detail", args=[world.north_draft.pk])
    submitted = reverse("case-like", args=[world.north_submitted.pk])
    assert browser(world, "nora").get(submitted).status_code == 200
    assert browser(world, "sam").get(submitted).status_code == 404


def test_the_case_page_and_the_confirmation_ask_for_it(world):
    client = browser(world, "nora")
    for name in ("case-detail", "case-submitted"):
        page = client.get(reverse(name, args=[world.north_submitted.pk])).content.decode()
        assert reverse("case-like", args=[world.north_submitted.pk]) in page
    draft = client.get(world.north_draft.get_absolute_url()).content.decode()
    assert reverse("case-like", args=[world.north_draft.pk]) not in draft


def test_a_registry_of_invented_patients_gives_something_back(committed):
    call_command("synthesise", "--patients", "120", "--institutions", "2", "--seed", "4", "--load", verbosity=0)
    while derive_pending().left:
        pass
    first, second = Institution.objects.filter(code__startswith="SYN-").order_by("code")
    user = with_app(User.objects.create_user("anna@syn.example", name="Anna"))
    Membership.objects.create(user=user, institution=first, role=Role.CLINICIAN)
    client = Client()
    client.force_login(user)
    with acting(scope_of(user), page="test"):
        case = Case.objects.in_full_for(scope_of(user)).filter(status="accepted").order_by("pk").first()

    pages = [client.get(reverse("case-like", args=[case.pk])).content.decode() for _ in range(2)]

    assert "Cases like yours" in pages[0]
    with acting(scope_of(user), page="test"):
        definition = current_definition()
        assert kindred(definition) == []
        outcomes = kin_outcomes(definition, "discordant/mab")
    totals = {name: sum(counts.values()) for name, counts in outcomes.items()}
    assert len(set(totals.values())) == 1
    assert totals["next"] >= fewest_under(POLICY)
    assert second.code not in pages[1]
