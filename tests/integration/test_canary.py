"""What is planted in a case is found nowhere that others than its institution can look.

The case holds a canary in every text, in every wording and in every key, and a calendar date in the vault. Each
negative test has a twin that finds what is looked for where it belongs.
"""

import io
import os
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from cases.cohorts.members import Unit
from cases.photographs.models import Photograph
from cases.records.kinds import KINDS
from registry.database.embedded import SUPERUSER, Address
from registry.institutions.models import Membership, Role, User
from registry.institutions.scoping import enter
from tests.cluster import cloned, redirected
from tests.doors import our_doors, things_of, with_token
from tests.factories import finish
from tests.factories.accounts import with_app
from tests.factories.canaries import CANARY, DAY_ZERO, Aviary, aviary
from tests.factories.heic import TOLD_HEIC
from tests.factories.pictures import CANARY_IN_FILE, told
from tests.world import World, begin_session, build

ACCOUNTS = ("institutions_user", "institutions_userevent")
"""Tables that name the people who work here. Sign-in reads them before there is any scope."""

VAULT, DRAFTS = "records_dayzero", "records_draft"
TYPED = "qk9101z"
"""Typed into a form and never saved as a record."""

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
LINK = re.compile(r'(?:href|hx-get|src)="(/[^"#]*)')
MOST_PAGES = 700
OF_A_PATH, DRAWN = 2, 1
"""Addresses of one path that are opened: the links of a cohort lead to endless questions, each like the others."""
OF_PEOPLE = r"qk900[12]z"
"""The clinician's address and name. An administrator sees them, and nothing of a case."""


@dataclass
class Registry:
    """The test world with the case in it. ``colleague``: a canary's own clinician, whose name is a canary too."""

    world: World
    birds: Aviary
    colleague: User
    visited: dict[str, dict[str, str]] = field(default_factory=dict)

    def pages(self, name: str) -> dict[str, str]:
        """Everything that a person is shown, at every address of the case and behind every link; looked at once."""
        if name not in self.visited:
            self.visited[name] = crawled(self.signed_in(name), every_address(self))
        return self.visited[name]

    def signed_in(self, name: str) -> Client:
        client = Client()
        begin_session(client, self.colleague if name == "colleague" else self.world.people[name])
        return client


@pytest.fixture(scope="module")
def database(cluster: Address, template: str, django_db_setup, django_db_blocker) -> Iterator[str]:
    """A database where commits stay, for this whole file: a second connection can look at everything from above."""
    name = f"test_registry_{os.getpid()}_canaries"
    with cloned(cluster, template, name), django_db_blocker.unblock(), redirected(name):
        yield name


@pytest.fixture(scope="module")
def registry(database: str) -> Registry:
    with transaction.atomic():
        world = build()
        colleague = with_app(User.objects.create_user("qk9001z@north.example", name="qk9002z"))
        Membership.objects.create(user=colleague, institution=world.north, role=Role.CLINICIAN)
        world.people["colleague"] = colleague
        scope = world.enter("colleague")
        birds = aviary(world.north, scope)
        world.cases["north_canaries"] = birds.case
    registry = Registry(world, birds, colleague)
    type_a_calendar_date(registry)
    type_without_saving(registry)
    send_photographs(registry)
    with transaction.atomic():
        enter(scope)
        finish(birds.case, submitter=scope, reviewer=world.scope("vera"))
    return registry


def type_a_calendar_date(registry: Registry) -> None:
    """Through the form, as a clinician does: once in vain, once for good."""
    client, case = registry.signed_in("colleague"), registry.birds.case
    address = reverse("row-create", args=[case.pk, "follow-up"])
    typed = {"on": "23 Apr 1998", "status": "alive"}
    refused = client.post(address, typed | {"comment": "Seen on 23 Apr 1998"})
    assert refused.status_code == 422
    assert "23 Apr 1998" in refused.content.decode()
    saved = client.post(address, typed)
    assert saved.status_code == 302


def type_without_saving(registry: Registry) -> None:
    """A slip of the pen that autosave keeps: something that identifies, and a calendar date."""
    client, address = registry.signed_in("colleague"), reverse("row-create", args=[registry.birds.case.pk, "lesion"])
    opened = client.get(address).context["opened"]
    of_the_page = {"draft-form": opened.form, "draft-object": opened.object, "draft-key": opened.key}
    kept = client.post(
        opened.address,
        of_the_page | {"draft-page": opened.page, "comment": f"{TYPED}, seen on 23 Apr 1998"},
        headers={"Accept": "application/json"},
    )
    assert kept.status_code == 200
    assert TYPED in client.get(address).text


def send_photographs(registry: Registry) -> None:
    """As files, through the door, each full of canaries; then say that reviewers may see them."""
    client, case = registry.signed_in("colleague"), registry.birds.case
    registry.birds.planted["qk8801z"] = "photograph.comment"
    said = dict.fromkeys(("face", "tattoo", "jewellery", "label"), "absent")
    said |= {"consent_to": "images_internal", "on": "23 Apr 1998", "comment": "qk8801z"}
    for content in (told("JPEG"), told("PNG"), told("WEBP"), TOLD_HEIC):
        assert CANARY_IN_FILE.encode() in content
        file = SimpleUploadedFile(f"{CANARY_IN_FILE}.jpg", content, CANARY_IN_FILE)
        added = client.post(reverse("photograph-add", args=[case.pk]), {"picture": file})
        assert added.status_code == 302
        assert client.post(added.url, said).status_code == 302


# ---- looking ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Calendar:
    """Any of some days, or of their months, in the ways in which programs and people write them.

    Each way names the year, so a text without any of the ``years`` is not searched further.
    """

    years: frozenset[str]
    written: re.Pattern

    def findall(self, text: str) -> list[str]:
        return self.written.findall(text) if any(year in text for year in self.years) else []

    def search(self, text: str) -> bool:
        return bool(self.findall(text))


def calendar_text(days: list[date]) -> Calendar:
    months = sorted({(day.year, day.month) for day in days})
    written = [rf"{year}-{month:02d}(?![0-9a-f])" for year, month in months]
    written += [rf"{MONTHS[month - 1]}[a-z]*\.?,? {year}" for year, month in months]
    written += [rf"\b\d{{1,2}}[./]{month:02d}[./]{year}" for year, month in months]
    return Calendar(frozenset(str(year) for year, _ in months), re.compile("|".join(written), re.IGNORECASE))


def rows_as_text(execute, tables: list[str]) -> Iterator[tuple[str, str]]:
    for table in tables:
        for (text,) in execute(f'SELECT whole::text FROM "{table}" whole').fetchall():
            yield table, text


def readable_tables(execute) -> list[str]:
    """Every table and view of the database that the current role may read, system catalogues left out."""
    found = execute(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm')"
        " AND has_table_privilege(c.oid, 'SELECT') ORDER BY 1"
    )
    return [name for (name,) in found.fetchall()]


def crawled(client: Client, starts: list[str]) -> dict[str, str]:
    """Address -> everything that came back, headers included; follows every link within the registry."""
    waiting, seen, paths = list(starts), {}, Counter()
    while waiting:
        address = waiting.pop().replace("&amp;", "&")
        path = urlsplit(address).path
        asked = DRAWN if path.endswith((".png", ".svg")) else OF_A_PATH
        if address in seen or paths[path] >= asked or address.startswith(("/static/", "/accounts/logout/")):
            continue
        paths[path] += 1
        assert len(seen) < MOST_PAGES, "The registry of a test has fewer pages; is a link endless?"
        response = client.get(address)
        body = response.content.decode(errors="replace")
        seen[address] = f"{response.status_code} {response.headers} {body}"
        waiting += LINK.findall(body)
        waiting += [response.url] if response.status_code in (301, 302) else []
    return seen


def every_address(registry: Registry) -> list[str]:
    """Every door with the case and everything in it, whether it opens or not."""
    with transaction.atomic():
        things = things_of(registry.world)
    case = registry.birds.case.pk
    things.known["case"], things.rows = [case], [row for row in things.rows if row[0] == case]
    things.known["photograph"] = photographs_of(registry)
    return [address for door in our_doors() for address, _ in door.addresses(things)]


def taken_away(registry: Registry, name: str) -> dict[str, str]:
    """What a person carries off: every file of the zip of each kind of cohort, and every answer of the API."""
    with transaction.atomic():
        program = with_token(registry.world, name)
    taken = {}
    for unit in Unit:
        sent = registry.signed_in(name).post(f"{reverse('cohort-zip')}?of={unit}")
        archive = zipfile.ZipFile(io.BytesIO(sent.content))
        taken |= {f"{unit} {file}": archive.read(file).decode() for file in archive.namelist()}
        answer = program.get(reverse("api:members"), {"of": unit})
        taken[f"api {unit}"] = answer.text
        for member in answer.json()["members"] if unit is Unit.EPISODES else ():
            taken[f"api {member['id']}"] = program.get(reverse("api:episode", args=[member["id"]])).text
    for run in program.get(reverse("api:runs")).json():
        frozen = {"run": run["id"]}
        taken[f"api {run['id']}"] = str(run) + program.get(reverse("api:members"), frozen).text
    return taken


def photographs_of(registry: Registry) -> list:
    with transaction.atomic():
        registry.world.enter("colleague")
        return list(Photograph.objects.filter(case=registry.birds.case).values_list("pk", flat=True))


def of_the_case(registry: Registry) -> re.Pattern:
    return re.compile("|".join([*registry.birds.planted, TYPED]))


def found_in(pages: dict[str, str], pattern: re.Pattern | Calendar) -> dict[str, list[str]]:
    return {place: sorted(set(found)) for place, text in pages.items() if (found := pattern.findall(text))}


# ---- other people ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["rosa", "rolf", "sam", "adam"])
def test_no_page_shows_a_canary_or_a_calendar_date_to_others(registry: Registry, name: str):
    pages = registry.pages(name)
    names_of_people = {} if name == "adam" else found_in(pages, re.compile(OF_PEOPLE))
    assert names_of_people == {}
    assert found_in(pages, of_the_case(registry)) == {}
    assert found_in(pages, calendar_text(registry.birds.calendar)) == {}


def test_a_reviewer_reads_the_case_without_anything_that_identifies(registry: Registry):
    pages, case = registry.pages("vera"), registry.birds.case
    assert found_in(pages, of_the_case(registry)) == {}
    assert found_in(pages, calendar_text(registry.birds.calendar)) == {}
    assert case.pseudonym in pages[reverse("case-detail", args=[case.pk])]
    assert '"malignant_breast"' in pages[reverse("case-json", args=[case.pk])]


def test_the_researcher_does_look_at_this_case(registry: Registry):
    """The twin: what is clean is not clean because it is empty."""
    assert "Discordant" in registry.pages("rosa")[reverse("cohort-builder")]
    with transaction.atomic():
        registry.world.enter("rosa")
        seen = read_by_application("SELECT label FROM cohort_readable_episode WHERE since_lo = 200")
    assert ("DCP_STRICT",) in seen.fetchall()


@pytest.mark.parametrize("name", ["rosa", "rolf", "adam"])
def test_no_table_or_view_gives_others_a_canary_or_a_calendar_date(registry: Registry, name: str):
    registry.signed_in(name).get(reverse("cohort-builder"))
    with transaction.atomic():
        registry.world.enter(name)
        tables = readable_tables(read_by_application)
        rows = list(rows_as_text(read_by_application, tables))
    assert "cohort_readable_episode" in tables
    assert [row for row in rows if of_the_case(registry).search(row[1])] == []
    assert [row for row in rows if re.search(OF_PEOPLE, row[1]) and row[0] not in ACCOUNTS] == []
    calendar = calendar_text(registry.birds.calendar)
    assert [row for row in rows if calendar.search(row[1])] == []


def read_by_application(query: str):
    cursor = connection.cursor()
    cursor.execute(query)
    return cursor


@pytest.mark.parametrize("name", ["colleague", "rosa", "vera"])
def test_nothing_that_is_carried_off_holds_a_canary_or_a_calendar_date(registry: Registry, name: str):
    """The zip and the API are the same for all: the owning institution too gets the record without what identifies."""
    taken = taken_away(registry, name)
    assert found_in(taken, of_the_case(registry)) == {}
    assert found_in(taken, re.compile(OF_PEOPLE)) == {}
    assert found_in(taken, calendar_text(registry.birds.calendar)) == {}
    rows = len(taken["episodes tables/members.csv"].splitlines()) - 1
    assert rows == (1 if name == "vera" else 3), "The case is there for who may read its row."


# ---- from above --------------------------------------------------------------------------------------------


def test_calendar_dates_stand_in_the_vault_in_what_is_typed_and_nowhere_else(
    registry: Registry, cluster: Address, database: str
):
    for name in ("colleague", "rosa", "vera"):
        registry.pages(name)
    calendar = calendar_text(registry.birds.calendar)
    with cluster.connect(SUPERUSER, database) as above:
        rows = list(rows_as_text(above.execute, readable_tables(above.execute)))
    assert {table for table, text in rows if calendar.search(text)} == {VAULT, DRAFTS}
    assert {table for table, text in rows if TYPED in text} == {DRAFTS}, "and in no trail"
    assert any(text for table, text in rows if table == VAULT and DAY_ZERO.isoformat() in text)
    assert {"records_specimenevent", "pghistory_context", "episodes_verdict", "django_session"} <= {
        table for table, _ in rows
    }


def test_no_string_of_a_photographs_file_comes_out_anywhere(
    registry: Registry, cluster: Address, database: str, capfd: pytest.CaptureFixture
):
    """Not on a page, not in a picture, not in JSON, not in any row, not in what is printed or logged."""
    people = ("colleague", "vera", "rosa", "sam", "adam")
    pages = {f"{name} {place}": text for name in people for place, text in registry.pages(name).items()}
    with cluster.connect(SUPERUSER, database) as above:
        rows = list(rows_as_text(above.execute, readable_tables(above.execute)))
    hidden = re.compile(f"{CANARY_IN_FILE}|{CANARY_IN_FILE.encode().hex()}")
    assert found_in(pages, hidden) == {}
    assert [table for table, text in rows if hidden.search(text)] == []
    assert hidden.search("".join(capfd.readouterr())) is None
    seen = [place for place, text in pages.items() if "picture.jpg" in place and text.startswith("200")]
    assert {place.split()[0] for place in seen} == {"colleague", "vera"}
    assert sum(table == "photographs_photographimage" for table, _ in rows) >= len(photographs_of(registry)) == 4


# ---- the owning institution --------------------------------------------------------------------------------


def test_the_owning_clinician_finds_every_canary_and_the_calendar(registry: Registry):
    pages = registry.pages("colleague")
    seen = {bird for text in pages.values() for bird in CANARY.findall(text)}
    lost = {bird: where for bird, where in registry.birds.planted.items() if bird not in seen}
    assert lost == {}
    assert len(registry.birds.planted) >= 40
    assert calendar_text([DAY_ZERO]).search(" ".join(pages.values()))


def test_what_is_typed_and_not_saved_is_shown_as_waiting_and_is_no_part_of_the_record(registry: Registry):
    pages, case = registry.pages("colleague"), registry.birds.case
    assert "draft typed by you" in pages[reverse("case-detail", args=[case.pk])]
    assert found_in(pages, re.compile(TYPED)) == {}, "neither the record nor its JSON holds it; the form is closed now"
    with transaction.atomic():
        registry.world.enter("colleague")
        assert any(TYPED in text for _, text in rows_as_text(read_by_application, [DRAFTS]))


def test_every_kind_of_row_holds_canaries(registry: Registry):
    places = {where.split(".")[0] for where in registry.birds.planted.values()}
    assert {one.slug for kind in KINDS for one in (kind, *kind.nested)} <= places
