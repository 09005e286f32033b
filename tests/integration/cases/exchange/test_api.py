"""The API: a token reads what its person reads on the pages, and every refusal says why."""

import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from cases.exchange.api.urls import urlpatterns
from tests.doors import episodes_of, signed_in, with_token
from tests.world import World


def told(client: Client, name: str, *args, **query) -> dict | list:
    response = client.get(reverse(f"api:{name}", args=args), query)
    assert response.status_code == 200, response.content
    return response.json()


PAIR = ("rosa", "rolf")
"""The first reads North through a project; the second is in none."""
OPERATIONS = [one.name for one in urlpatterns if one.name not in ("openapi-json", "api-root")]


@pytest.fixture
def things(world: World) -> dict[str, list]:
    """What the addresses of the operations name."""
    return {"definition": ["dcp", "1.0.0"], "episode": [episodes_of(world)[0]], "run": [uuid.uuid4()]}


@pytest.mark.parametrize("name", OPERATIONS)
def test_without_a_token_nothing_is_told(world: World, things, name: str):
    address = reverse(f"api:{name}", args=things.get(name, ()))
    for client in (Client(), Client(headers={"authorization": "Bearer reg_wrong"}), signed_in(world, "rosa")):
        response = client.get(address)
        assert response.status_code == 401, "a browser's session opens no door here either"
        assert "Send a live access token" in response.json()["detail"]
    assert with_token(world, "rosa").get(address).status_code in (200, 404)


@pytest.mark.parametrize("name", OPERATIONS)
def test_who_reads_no_cohorts_is_told_so(world: World, things, name: str):
    response = with_token(world, "adam").get(reverse(f"api:{name}", args=things.get(name, ())))
    assert response.status_code == 403
    assert "Your roles read no cohorts" in response.json()["detail"]


def test_a_cohort_is_counted_as_its_page_counts_it(world: World):
    north, south = (told(with_token(world, name), "cohort", of="episodes") for name in ("nora", "rolf"))
    assert north["total"]["exact"] > south["total"]["exact"], "North reads its own and the published, Rolf these only"
    assert south["total"]["others"] is None
    assert south["total"]["withheld"] == "small"


def test_the_members_are_those_that_the_person_may_read(world: World):
    in_project, outside = (told(with_token(world, name), "members") for name in ("rosa", "rolf"))
    assert {one["institution"] for one in in_project["members"]} == {"NORTH"}
    assert in_project["count"] > outside["count"]
    assert in_project["members"][0]["rules"]


def test_members_come_page_by_page(world: World):
    client = with_token(world, "rosa")
    whole = told(client, "members")
    parts = [told(client, "members", offset=place, limit=1)["members"] for place in range(whole["count"])]
    assert [part[0]["id"] for part in parts] == [one["id"] for one in whole["members"]]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"where": "no_such_field:x"}, "no_such_field"),
        ({"of": "people"}, "people"),
        ({"definition": "dcp@9.9.9"}, "dcp@9.9.9"),
        ({"limit": 501}, "limit"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_guessed(world: World, query, said: str):
    response = with_token(world, "rosa").get(reverse("api:members"), query)
    assert response.status_code == 422
    assert said in response.json()["detail"]


def test_an_episode_out_of_reach_looks_like_one_that_does_not_exist(world: World):
    mine, others = ({one["id"] for one in told(with_token(world, name), "members")["members"]} for name in PAIR)
    hidden, rolf = sorted(mine - others)[0], with_token(world, PAIR[1])
    assert told(with_token(world, PAIR[0]), "episode", hidden)["record"]["schema"] == "case/1"
    refused, missing = (rolf.get(reverse("api:episode", args=[one])) for one in (hidden, uuid.uuid4()))
    assert (refused.status_code, refused.content) == (missing.status_code, missing.content)
    assert refused.status_code == 404


def test_nothing_that_is_told_identifies(world: World):
    world.enter("nora")
    names = [world.north_accepted.local_code, world.north_accepted.pseudonym]
    world.enter(None)
    client = with_token(world, "nora")
    listed = told(client, "members")["members"]
    text = json.dumps([listed, [told(client, "episode", one["id"]) for one in listed]])
    assert [name for name in names if name in text] == []


def test_the_definition_and_the_dictionary_are_whole(world: World):
    client = with_token(world, "rosa")
    whole = told(client, "definition", "dcp", "1.0.0")
    assert whole["document"]["key"] == "dcp"
    assert whole["name"] in {one["name"] for one in told(client, "definitions")}
    assert {"regimens", "specimens"} <= {one["json_list"] for one in told(client, "data_dictionary")["chapters"]}
    assert told(client, "case_json_schema")["$schema"]


def test_it_describes_itself(client: Client, db):
    described = client.get(reverse("api:openapi-json")).json()
    assert described["openapi"].startswith("3.")
    assert len(described["paths"]) == len(OPERATIONS)
    assert all(one["get"]["summary"] for one in described["paths"].values())


def test_nothing_can_be_written(world: World):
    client = with_token(world, "nora")
    for name in ("cohort", "definitions", "runs"):
        assert client.post(reverse(f"api:{name}")).status_code == 405
        assert client.get(reverse(f"api:{name}")).status_code == 200
