"""What the log says of sign-ins, denials, exports and rights, and what it never says."""

import io
import json
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from registry.happenings import EXPORTS, RIGHTS, SIGN_IN
from registry.logs import JsonFormatter
from tests.doors import doors, signed_in
from tests.world import World


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What the log takes down meanwhile, as it is written out."""
    written, logger = io.StringIO(), logging.getLogger("registry.happenings")
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonFormatter())
    logger.addHandler(handler)
    yield written
    logger.removeHandler(handler)


def read(lines: io.StringIO) -> list[dict]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


def test_a_line_each_for_signing_in_a_denial_an_export_and_a_role(world: World, lines: io.StringIO):
    stranger, case = Client(), world.north_accepted
    stranger.post(reverse("account_login"), {"login": world.nora.email, "password": "qk9000z-not-this"})
    nora, sam, nils = (signed_in(world, name) for name in ("nora", "sam", "nils"))
    nora.get(reverse("case-json", args=[case.pk]))
    sam.get(reverse("case-json", args=[case.pk]), {"q": "qk9001z"})
    sam.post(reverse("case-edit", args=[case.pk]), {"comment": "qk9002z"})
    nils.post(reverse("member-add", args=["NORTH"]), {"email": "qk9003z@north.example", "name": "Q", "role": "lead"})
    nora.post(reverse("account_logout"))
    found = [(one["message"], one["door"], one["person"]) for one in read(lines)]
    nobody, people = "", world.people
    assert found == [
        ("sign-in refused", "account_login", nobody),
        ("export", "case-json", str(people["nora"].pk)),
        ("denied", "case-json", str(people["sam"].pk)),
        ("denied", "case-edit", str(people["sam"].pk)),
        ("rights", "member-add", str(people["nils"].pk)),
        ("signed out", "account_logout", str(people["nora"].pk)),
    ]
    assert {datetime.fromisoformat(one["at"]).utcoffset() for one in read(lines)} == {timedelta(0)}
    hidden = ("qk900", case.local_code, case.pseudonym, str(case.pk), world.nora.email, "Nora")
    assert [word for word in hidden if word in lines.getvalue()] == []


def test_looking_at_an_own_page_is_no_line(world: World, lines: io.StringIO):
    """The twin: what is let in and takes nothing away stays out of this log; the access log has it."""
    assert signed_in(world, "nora").get(reverse("case-detail", args=[world.north_accepted.pk])).status_code == 200
    assert lines.getvalue() == ""


def test_a_line_cannot_be_forged_by_what_is_typed(world: World, lines: io.StringIO):
    client = Client(headers={"user-agent": 'x"}\n{"message": "signed in"}'})
    client.post(reverse("account_login"), {"login": 'a"}\r\n{"message":"signed in"}', "password": "x"})
    client.post("/accounts/login/%0a%0dsigned%20in")
    assert [one["message"] for one in read(lines)] == ["sign-in refused"]


def test_the_doors_that_it_names_exist():
    assert (SIGN_IN | EXPORTS | RIGHTS) - {door.name for door in doors()} == set()
