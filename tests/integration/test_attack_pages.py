"""From outside: addresses by role and method, forms with fields that they do not have, steps out of turn, headers."""

import re
import uuid
from itertools import product
from random import Random

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cases.cohorts.models import ReadableEpisode
from cases.records.kinds import KINDS
from cases.records.models import Case
from registry.institutions.models import Institution
from registry.institutions.scoping import enter
from tests.doors import Door, our_doors, signed_in, things_of
from tests.factories import open_again, send_back
from tests.world import World

METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
STRANGERS = ("sam", "sofia", "rosa", "rolf", "adam")
SAMPLE = 160
"""Requests of the matrix for each run; the seed is fixed, so a failure is found again."""

FORGED = {
    "id": "11111111-1111-4111-8111-111111111111",
    "pk": "11111111-1111-4111-8111-111111111111",
    "case": "11111111-1111-4111-8111-111111111111",
    "released": "on",
    "version": "77",
    "row_version": "77",
    "status": "accepted",
    "pseudonym": "AAAA-AAAA",
    "accepted_at": "2020-01-01",
    "submitted_at": "2020-01-01",
    "created_at": "2001-01-01",
    "key": "zz9",
    "position": "99",
    "absent": '{"comment": "unknown"}',
    "as_reported": '{"comment": "x"}',
    "is_staff": "on",
    "is_superuser": "on",
}
KEPT = (
    "pk",
    "institution_id",
    "released",
    "version",
    "status",
    "pseudonym",
    "accepted_at",
    "submitted_at",
    "created_at",
)


def forged(world: World) -> dict[str, str]:
    adam, south = str(world.adam.pk), str(world.south.pk)
    people = ("created_by", "created_by_id", "accepted_by", "accepted_by_id", "submitted_by", "reviewer", "reviewer_id")
    return FORGED | dict.fromkeys(people, adam) | {"institution": south, "institution_id": south}


def shown(response: HttpResponse, address: str) -> tuple[int, str, list[str]]:
    """Status, body and header names, without what differs at every request."""
    body = response.content.decode().replace(address, "ADDRESS")
    body = re.sub(r'("x-csrftoken": "|name="csrfmiddlewaretoken" value=")[^"]+', r"\1TOKEN", body)
    return response.status_code, body, sorted(response.headers)


def of_a_case() -> list[Door]:
    return [door for door in our_doors() if "case" in door.parameters]


# ---- the matrix -----------------------------------------------------------------------------------------------


def test_a_foreign_thing_answers_as_one_that_does_not_exist(world: World):
    """Doors of a case x people who may not open it x methods, as drawn; each twice: a foreign id and a random one."""
    things, random = things_of(world), Random(20261124)
    foreign = {world.cases[name].pk for name in world.cases if name.startswith("north")}
    addresses = [
        (door, values)
        for door in of_a_case()
        if door.name != "case-assign"  # the administrator's own; docs/access-matrix.toml says who else
        for _, values in door.addresses(things)
        if values["case"] in foreign and values.get("kind") in (None, "regimen", "specimen", "follow-up", "patient")
    ]
    clients = {name: signed_in(world, name) for name in STRANGERS}
    wrong = []
    for name, method in random.choices(list(product(STRANGERS, METHODS)), k=SAMPLE):
        door, values = random.choice(addresses)
        nowhere = values | {
            key: uuid.UUID(int=random.getrandbits(128), version=4) for key in ("case", "row") if key in values
        }
        there, missing = (
            shown(getattr(clients[name], method)(door.address(**some)), door.address(**some))
            for some in (values, nowhere)
        )
        if there != missing or there[0] not in (404, 405):
            wrong.append(f"{name} {method} {door.address(**values)}: {there[0]}, {missing[0]}")
    assert wrong == []
    own = signed_in(world, "nora").get(reverse("case-detail", args=[world.north_accepted.pk]))
    assert own.status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_done_without_the_token_of_a_form(world: World, method: str):
    client = signed_in(world, "nora", enforce_csrf_checks=True)
    for name in ("case-submit", "case-discard", "case-edit", "case-reopen", "day-zero-remove"):
        refused = getattr(client, method)(reverse(name, args=[world.north_draft.pk]))
        assert refused.status_code == 403, name
    client.get(reverse("case-edit", args=[world.north_draft.pk]))
    token = next(value.value for key, value in client.cookies.items() if key.endswith("csrf"))
    address = reverse("case-submit", args=[world.north_draft.pk])
    assert client.post(address, headers={"X-CSRFToken": token, "Origin": "http://evil.example"}).status_code == 403
    assert client.post(address, headers={"X-CSRFToken": token}).status_code == 302


# ---- fields that a form does not have ---------------------------------------------------------------------------


def test_a_case_form_takes_no_field_that_it_does_not_show(world: World):
    client = signed_in(world, "nora")
    typed = {"local_code": "FORGED-1", "legal_basis_kind": "consent", "legal_basis_state": "in_force", "source": ""}
    made = client.post(reverse("case-create"), {**forged(world), **typed})
    assert made.status_code == 302
    enter(world.scope("nora"))
    case = Case.objects.get(local_code="FORGED-1")
    assert (case.institution, case.status, case.released, case.version) == (world.north, "draft", False, 1)
    assert (case.created_by, case.reviewer, case.accepted_at, case.absent) == (world.nora, None, None, {})
    before = {name: getattr(case, name) for name in KEPT}
    changed = client.post(
        reverse("case-edit", args=[case.pk]), {**forged(world), **typed, "comment": "now here", "seen_version": "1"}
    )
    assert changed.status_code == 302
    enter(world.scope("nora"))
    case.refresh_from_db()
    assert {name: getattr(case, name) for name in KEPT} == before | {"version": 2}
    assert case.comment == "now here"


@pytest.mark.parametrize("slug", ["patient", "primary", "regimen", "follow-up"])
def test_a_row_form_takes_no_field_that_it_does_not_show(world: World, slug: str):
    client, case = signed_in(world, "nora"), world.north_draft
    kind = next(one for one in KINDS if one.slug == slug)
    address = reverse("row-create", args=[case.pk, slug])
    form = forged(world) | {"comment": "typed"} | ({"status": "alive"} if slug == "follow-up" else {})
    form |= {f"{key}-0": value for key, value in forged(world).items()}
    made = client.post(address, form)
    assert made.status_code == 302
    enter(world.scope("nora"))
    row = kind.model.objects.get(case=case)
    assert (row.institution, row.released, row.row_version, row.position) == (world.north, False, 1, 0)
    assert row.key == (f"{kind.prefix}1" if kind.prefix else "")
    assert str(row.pk) != FORGED["id"]
    assert (row.absent, row.as_reported, row.comment) == ({}, {}, "typed")


# ---- what may be done when ---------------------------------------------------------------------------------------


def test_steps_that_are_not_open_leave_the_case_where_it_is(world: World):
    steps = [
        ("nora", "north_submitted", "case-accept"),
        ("nils", "north_submitted", "case-accept"),
        ("viktor", "north_submitted", "case-accept"),
        ("viktor", "north_submitted", "case-reopen"),
        ("viktor", "north_submitted", "case-return"),
        ("vera", "north_submitted", "case-reopen"),
        ("vera", "north_accepted", "case-return"),
        ("sam", "north_submitted", "case-return"),
        ("nora", "north_submitted", "case-return"),
        ("vera", "north_draft", "case-accept"),
        ("vera", "north_accepted", "case-reopen"),
        ("vera", "north_accepted", "case-accept"),
        ("vera", "north_submitted", "case-submit"),
        ("sam", "north_submitted", "case-reopen"),
        ("adam", "north_submitted", "case-accept"),
        ("rosa", "north_submitted", "case-accept"),
        ("nora", "north_submitted", "case-discard"),
        ("nora", "north_accepted", "case-discard"),
    ]
    for person, name, step in steps:
        before = world.cases[name].status
        signed_in(world, person).post(reverse(step, args=[world.cases[name].pk]), {"reason": "Wrong."})
        enter(world.scope("nora"))
        assert Case.objects.get(pk=world.cases[name].pk).status == before, (person, name, step)
    for step in ("case-claim", "case-accept"):
        signed_in(world, "vera").post(reverse(step, args=[world.north_submitted.pk]))
    enter(world.scope("nora"))
    assert Case.objects.get(pk=world.north_submitted.pk).status == "accepted"


def test_rights_end_with_the_next_page(world: World):
    rosa, nils = signed_in(world, "rosa"), signed_in(world, "nils")
    cohort = reverse("cohort-builder")
    rosa.get(cohort)
    enter(world.scope("rosa"))
    episode = reverse("episode-detail", args=[ReadableEpisode.objects.get(publicly_described=False).pk])
    assert rosa.get(episode).status_code == 200
    levels = (("own", 404), ("projects", 200), ("counts", 404), ("projects", 200))
    for level, status in levels:
        nils.post(reverse("sharing-level", args=["NORTH"]), {"level": level})
        assert rosa.get(episode).status_code == status, level
    nora = world.enter("nora")
    changed = open_again(Case.objects.get(pk=world.north_accepted.pk), by=nora)
    assert rosa.get(episode).status_code == 200
    send_back(changed, reason="It is another patient.", by=world.enter("vera"))
    assert rosa.get(episode).status_code == 404
    assert rosa.get(cohort).status_code == 200
    assert Institution.objects.get(code="NORTH").sharing_level == "projects"


# ---- addresses and headers ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "onward",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
        "\t//x",
    ],
)
def test_no_redirect_leaves_the_house(client: Client, db, onward: str):
    assert client.post(reverse("choose-theme"), {"theme": "dark", "next": onward}).url == "/"
    assert client.post(reverse("choose-theme"), {"theme": "dark", "next": "/gallery/"}).url == "/gallery/"


def test_private_pages_are_kept_by_nobody_and_run_nothing_foreign(world: World):
    addresses = ["/no/such/page/", reverse("case-list"), reverse("case-json", args=[world.north_draft.pk])]
    for response in map(signed_in(world, "nora").get, addresses):
        assert response["Cache-Control"] == "no-store, private"
        assert "unsafe" not in response["Content-Security-Policy"]
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "DENY"
        assert not re.search(r"<script(?![^>]* src=)|<style|\son[a-z]+=|\sstyle=", response.content.decode())


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost@evil.example"])
def test_a_foreign_host_is_no_address_of_ours(client: Client, db, host: str):
    refused = client.get("/", headers={"Host": host})
    assert refused.status_code == 400
    assert "evil" not in refused.content.decode()
    assert client.get("/", headers={"Host": "localhost"}).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "of=%00",
        "page=99999999999999999999",
        "page=-1",
        "where=label:mimic&where=label:dcp_strict",
        "definition=%27&form=1&0-0-field=institution&0-0-op=is&0-0-value=NOWHERE",
    ],
)
def test_strange_questions_to_the_cohort_are_answered_calmly(world: World, query: str):
    response = signed_in(world, "rolf").get(f"{reverse('cohort-builder')}?{query}")
    assert response.status_code == 200
    assert "Others: 7 or fewer" in re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.mark.parametrize(
    "where", ["%00", "label:%00", "label:'%20OR%201=1--", "facts:x", "own_case_id:1", "((((", '"', "x" * 4000]
)
def test_what_is_no_question_reaches_no_query(world: World, where: str):
    response = signed_in(world, "rolf").get(f"{reverse('cohort-builder')}?where={where}")
    assert response.status_code == 200
    assert "Nothing was counted." in response.content.decode()
