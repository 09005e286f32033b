"""The data dictionary for everybody, and one case as JSON for those who may open it."""

import json

import pytest
from django.urls import reverse

from tests.world import begin_session

pytestmark = pytest.mark.django_db


def test_the_data_dictionary_is_public_and_searchable(client, db):
    page = client.get(reverse("data-dictionary"))
    assert page.status_code == 200
    assert "target_sum_mm" in page.content.decode()
    found = client.get(reverse("data-dictionary"), {"q": "calliper sum"}).content.decode()
    assert "target_sum_mm" in found
    assert "regimens_complete" not in found


def test_a_search_without_a_match_says_so(client, db):
    page = client.get(reverse("data-dictionary"), {"q": "zebra <b>"}).content.decode()
    assert "Nothing found" in page
    assert "zebra &lt;b&gt;" in page


def fetched(client, world, name: str, case: str):
    begin_session(client, world.people[name])
    return client.get(reverse("case-json", args=[world.cases[case].pk]))


def test_a_clinician_downloads_the_whole_case(client, world):
    answer = fetched(client, world, "nora", "north_accepted")
    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"] == f'attachment; filename="{world.north_accepted.pseudonym}.json"'
    case = json.loads(answer.content)
    assert (case["local_code"], case["day_zero"]) == ("CANARY-N-ACCEPTED", "2016-05-17")
    assert case["patient"]["age_at_diagnosis"] == 61


def test_a_reviewer_downloads_it_without_what_identifies(client, world):
    answer = fetched(client, world, "vera", "north_submitted")
    case = json.loads(answer.content)
    assert "local_code" not in case
    assert "day_zero" not in case
    assert "age_at_diagnosis" not in case["patient"]
    assert case["skin_findings"][0]["on"]
    assert "CANARY" not in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "case"),
    [
        ("sam", "north_accepted"),
        ("rosa", "north_accepted"),
        ("adam", "north_accepted"),
        ("vera", "north_draft"),
    ],
)
def test_to_everybody_else_the_case_does_not_exist(client, world, name, case):
    assert fetched(client, world, name, case).status_code == 404


def test_nobody_signed_in_is_sent_to_sign_in(client, world):
    answer = client.get(reverse("case-json", args=[world.north_accepted.pk]))
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]
