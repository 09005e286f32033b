"""Taking a cohort away: who gets which rows, and that nothing that identifies is in any file."""

import csv
import io
import json
import zipfile

from django.http import HttpResponse
from django.urls import reverse

from cases.episodes.models import Verdict
from cases.records.withdrawal.actions import withdraw_case
from registry.database.deriver import as_deriver
from tests.doors import frozen_by, signed_in, with_token
from tests.world import DAY_ZERO, World


def taken(world: World, name: str, query: str = "") -> HttpResponse:
    return signed_in(world, name).post(f"{reverse('cohort-zip')}?{query}")


def files_of(response: HttpResponse) -> dict[str, str]:
    archive = zipfile.ZipFile(io.BytesIO(response.content))
    return {name: archive.read(name).decode() for name in archive.namelist()}


def institutions(files: dict[str, str]) -> set[str]:
    return {row["institution"] for row in csv.DictReader(io.StringIO(files["tables/members.csv"]))}


def test_a_clinician_takes_away_their_own_and_published_rows(world: World):
    files = files_of(taken(world, "nora"))
    assert institutions(files) == {"NORTH"}
    assert "strict" in files["tables/members.csv"].lower()


def test_a_project_opens_the_rows_of_its_institutions(world: World):
    with_project, without = files_of(taken(world, "rosa")), files_of(taken(world, "rolf"))
    rows, fewer = (len(files["tables/members.csv"].splitlines()) for files in (with_project, without))
    assert rows > fewer, "who is in no project reads published rows only"


def test_an_administrator_finds_nothing_there(world: World):
    assert taken(world, "adam").status_code == 404
    assert taken(world, "nora").status_code == 200


def test_no_file_says_who_it_is(world: World):
    world.enter("nora")
    identifying = [world.north_accepted.local_code, world.north_accepted.pseudonym, str(world.north_accepted.pk)]
    world.enter(None)
    for name, text in files_of(taken(world, "nora")).items():
        assert [one for one in (*identifying, DAY_ZERO.isoformat(), str(DAY_ZERO.year)) if one in text] == [], name


def test_a_withdrawn_case_is_in_no_zip_and_no_answer_of_the_api(world: World):
    """Live and frozen, from the next request on; the other rows stay."""
    query, program = f"run={frozen_by(world, 'rosa')}", with_token(world, "rosa")

    def rows() -> list[int]:
        zips = [files_of(taken(world, "rosa", asked)) for asked in ("", query)]
        records = [len(json.loads(files["cases.json"])) for files in zips]
        answers = [program.get(f"{reverse('api:members')}?{asked}").json()["count"] for asked in ("", query)]
        return [*(len(files["tables/members.csv"].splitlines()) - 1 for files in zips), *records, *answers]

    assert rows() == [2] * 6
    with as_deriver():
        episode = reverse("api:episode", args=[Verdict.objects.get(case=world.north_accepted).pk])
    assert program.get(episode).status_code == 200
    withdraw_case(case=world.north_accepted, reason="consent", by=world.enter("nora"))
    world.enter(None)
    assert rows() == [1] * 6
    assert program.get(episode).status_code == 404


def test_the_page_says_how_many_rows_there_are(world: World):
    page = signed_in(world, "nora").get(reverse("cohort-export")).content.decode()
    rows = len(files_of(taken(world, "nora"))["tables/members.csv"].splitlines()) - 1
    assert f"{rows} episodes of" in page
    assert "Download the zip" in page
