"""The pages of saved cohorts and runs, through the doors people use: three people of two institutions."""

import re
import uuid
from html.parser import HTMLParser

import pytest
from django.test import Client

from cases.cohorts.models import Run, SavedCohort
from cases.episodes.actions import retire_definition
from cases.episodes.models import PublishedDefinition, Verdict
from cases.records.withdrawal.actions import withdraw_case
from registry.database.deriver import as_deriver
from registry.institutions.models import Institution
from tests.doors import frozen_by
from tests.factories.definitions import checker, published
from tests.world import World

SAVE = "/cohorts/save/?definition=dcp@1.0.0"


class DOM(HTMLParser):
    """What a browser makes of a page: elements with the names of their attributes, texts, and what scripts hold."""

    def __init__(self, page: str):
        super().__init__()
        self.tags, self.texts, self.scripts = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, tuple(sorted(name for name, _ in attributes))))

    def handle_data(self, data):
        (self.scripts if self.tags and self.tags[-1][0] == "script" else self.texts).append(data)


FORM = {"name": "Skin first", "description": "For the first paper."}


def words(html: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.decode()).split())


def sent(client: Client, keep: str, **changes) -> dict:
    """What the form of the page sends."""
    key = re.search(r'name="key" value="([^"]+)"', client.get(SAVE).content.decode()).group(1)
    return {**FORM, "key": key, "keep": keep} | changes


@pytest.fixture
def run(world: World) -> str:
    """The address of a run of Rosa's, who reads North through her project."""
    return f"/cohorts/runs/{frozen_by(world, 'rosa')}/"


# ---- live ---------------------------------------------------------------------------------------------------


def test_a_saved_cohort_stands_in_the_list_and_opens_by_its_name(world, signed_in):
    client = signed_in("rosa")
    answer = client.post(SAVE, sent(client, "live"), follow=True)
    assert answer.request["PATH_INFO"] == "/cohorts/mine/"
    menu = answer.content.decode().split('class="primary-nav"')[1].split("</nav>")[0]
    assert re.findall(r'<a href="([^"]+)" aria-current="(\w+)"', menu) == [("/cohorts/mine/", "page")]
    for page in ("/analysis/attrition/", "/analysis/figures/", "/data/cohort/"):
        menu = client.get(page).content.decode().partition("</nav>")[0]
        assert re.findall(r'<a href="([^"]+)" aria-current="(\w+)"', menu) == [("/cohorts/", "true")], page
    assert "Skin first For the first paper." in words(answer.content)
    assert "2 that you can read now" in words(answer.content)
    onward = client.get("/cohorts/saved/skin-first/")
    assert onward.status_code == 302
    assert onward.url.endswith("?of=episodes&definition=dcp@1.0.0")
    assert client.get(onward.url).status_code == 200


def test_a_name_is_given_once_and_what_was_typed_stays(world, signed_in):
    client = signed_in("rosa")
    client.post(SAVE, sent(client, "live"))
    text = client.post(SAVE, sent(client, "live")).content.decode()
    assert "You have a cohort of this name already" in text
    assert 'value="Skin first"' in text
    assert "For the first paper." in text
    client.post(SAVE, sent(client, "live", name="Skin second"))
    world.enter("rosa")
    assert sorted(SavedCohort.objects.values_list("slug", flat=True)) == ["skin-first", "skin-second"]


@pytest.mark.parametrize(("name", "says"), [("", "Give the cohort a name"), ("Seen 3 May 2019", "looks like a date")])
def test_a_name_that_cannot_be_is_refused_with_a_sentence(world, signed_in, name, says):
    client = signed_in("rosa")
    assert says in client.post(SAVE, sent(client, "frozen", name=name)).content.decode()
    world.enter("rosa")
    assert not Run.objects.exists()


def test_a_saved_cohort_is_renamed_and_deleted_by_its_owner_only(world, signed_in):
    client = signed_in("rosa")
    client.post(SAVE, sent(client, "live"))
    pages = [f"/cohorts/saved/skin-first/{part}" for part in ("", "rename/", "delete/")]
    assert [signed_in("nora").get(page).status_code for page in pages] == [404, 404, 404]
    client = signed_in("rosa")
    client.post(pages[1], sent(client, "", name="Liver holding"))
    assert "Liver holding" in words(client.get("/cohorts/mine/").content)
    assert "Its name and its question go" in client.get("/cohorts/saved/liver-holding/delete/").content.decode()
    client.post("/cohorts/saved/liver-holding/delete/")
    assert "Nothing saved yet" in client.get("/cohorts/mine/").content.decode()


SCRIPTS = (
    "<script>document.title='qk7'</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "{{7*7}}{% now %}",
)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_name_is_text_on_every_page_that_shows_it(world, signed_in, script):
    """The elements and attributes of a page are those that a harmless name gives; the name is among the words."""
    client = signed_in("rosa")
    pages = {}
    for keep, name in (("live", "Harmless"), ("live", script), ("frozen", "Harmless"), ("frozen", script)):
        client.post(SAVE, sent(client, keep, name=name, description=name))
    client.get("/cohorts/mine/")  # takes the messages of what was saved
    world.enter("rosa")
    plain, hostile = (Run.objects.get(name=name).pk for name in ("Harmless", script))
    for key in (plain, hostile):
        addresses = (f"/cohorts/runs/{key}/", f"/cohorts/runs/{key}/changes/", f"/data/cohort/?run={key}")
        pages[key] = [DOM(client.get(one).content.decode().replace(str(key), "KEY")) for one in addresses]
    for one, other in zip(pages[plain], pages[hostile], strict=True):
        assert one.tags == other.tags
    assert script in " ".join(pages[hostile][0].texts)
    for address in ("/cohorts/mine/", "/analysis/table-one/"):
        found = DOM(client.get(address).content.decode())
        assert script in " ".join(found.texts)
        assert not {"onerror"} & {name for _, names in found.tags for name in names}
        assert not any("qk7" in text for text in found.scripts)
    for style in ("txt", "bib", "ris"):
        answer = client.get(f"/cohorts/runs/{hostile}/citation.{style}")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "html" not in answer.headers["Content-Type"]


# ---- frozen -------------------------------------------------------------------------------------------------


def test_a_form_that_is_sent_twice_freezes_once(world, signed_in):
    client = signed_in("rosa")
    form = sent(client, "frozen")
    first, second = client.post(SAVE, form), client.post(SAVE, form)
    assert first.url == second.url == f"/cohorts/runs/{form['key']}/"
    assert Client().get(first.url).status_code == 302
    text = words(client.get(first.url).content)
    assert "You may read 2 of its 2 rows" in text
    assert "Discordant, strict 2" in text


def test_the_key_of_somebody_elses_run_freezes_nothing(world, signed_in, run):
    client = signed_in("sam")
    answer = client.post(SAVE, sent(client, "frozen", key=run.split("/")[3]))
    assert "This form cannot be sent once more" in answer.content.decode()


def test_who_reads_nothing_of_a_cohort_has_nothing_to_freeze(world, signed_in):
    Institution.objects.update(sharing_level="own")
    client = signed_in("rolf")
    assert "there is nothing to freeze" in client.post(SAVE, sent(client, "frozen")).content.decode()


def test_a_question_that_cannot_be_read_any_more_breaks_no_page(world, signed_in):
    client = signed_in("rosa")
    client.post(SAVE, sent(client, "live"))
    world.enter("rosa")
    SavedCohort.objects.update(query="of=episodes&where=gone:away")
    assert "This question cannot be read any more" in words(client.get("/cohorts/mine/").content)
    assert client.get("/cohorts/saved/skin-first/", follow=True).status_code == 200


def test_the_pages_of_a_cohort_lead_to_each_other_with_the_same_run(signed_in, run):
    client, key = signed_in("rosa"), run.split("/")[3]
    text = client.get(run).content.decode()
    links = re.findall(rf'href="([^"]+\?run={key})"', text)
    assert len(links) == 6
    for link in links:
        page = client.get(link).content.decode()
        assert "Frozen cohort “" in page, link
        assert f'href="{run}"' in page, link


@pytest.mark.parametrize(
    ("person", "says"),
    [
        ("rosa", "by you. You may read 2 of its 2 rows."),
        ("nora", "by Rosa. You may read 2 of 2 rows of your own institution"),
        ("sam", "by Rosa. You may read 1 of 1 row of your own institution"),
    ],
)
def test_each_sees_what_they_may_read_and_only_the_owner_how_much_there_is(signed_in, run, person, says):
    text = words(signed_in(person).get(run).content)
    assert says in text
    assert ("Rows, patients" in text) is (person == "rosa")
    assert ("Cases of others, as shown then" in text) is (person == "rosa")
    for secret in ("CANARY", "2016"):
        assert secret not in text


def test_a_run_page_is_the_same_for_a_stranger_whatever_else_is_in_the_run(world, signed_in):
    """But for its own address and hashes: Sam sees one row of a run of one, and of a run of two."""
    runs = [frozen_by(world, person) for person in ("rolf", "rosa")]
    client = signed_in("sam")
    pages = [words(client.get(f"/cohorts/runs/{key}/{part}").content) for part in ("", "changes/") for key in runs]
    plain = [re.sub(r"[0-9a-f]{64}|[0-9a-f-]{36}|Rolf|Rosa|sanctuary-\w+|\d\d:\d\d(:\d\d)?", "", one) for one in pages]
    assert plain[0] == plain[1]
    assert plain[2] == plain[3]


def test_a_run_is_no_page_for_who_reads_no_cohorts(world, signed_in, run):
    assert signed_in("adam").get(run).status_code == 404
    assert signed_in("rosa").get(f"/cohorts/runs/{uuid.uuid4()}/").status_code == 404


def test_every_page_of_a_run_says_what_was_withdrawn(world, signed_in, run):
    nora = world.enter("nora")
    withdraw_case(case=world.north_accepted, reason="consent", by=nora)
    key = run.split("/")[3]
    client = signed_in("rosa")
    for page in (run, f"{run}changes/", f"{run}verify/", f"/analysis/attrition/?run={key}", SAVE + f"&run={key}"):
        assert "1 of 2 withdrawn since" in words(client.get(page).content), page
    assert "1 of 2 withdrawn since" in words(client.get("/cohorts/mine/").content)
    withdraw_case(case=world.north_public, reason="consent", by=world.enter("nora"))
    text = words(client.get(run).content)
    assert "2 of 2 withdrawn since" in text
    assert "No row that you can read" in text


def test_a_frozen_cohort_is_verified_on_its_page(signed_in, run):
    assert "Every stored row gives the digest" in signed_in("sam").get(f"{run}verify/").content.decode()


# ---- changed since, and cited -------------------------------------------------------------------------------


def test_changed_since_names_the_label_the_rule_and_what_left(world, signed_in, run):
    client = signed_in("rosa")
    assert "Nothing that you can read has changed" in client.get(f"{run}changes/").content.decode()
    with as_deriver():
        for verdict in Verdict.objects.filter(case=world.north_accepted):
            verdict.outside["rules"][0]["verdict"] = "fail"
            verdict.label, verdict.certainty = "MIMIC", ""
            verdict.save()
        Verdict.objects.filter(case=world.north_public).delete()
    text = words(client.get(f"{run}changes/").content)
    assert "of these, with another label 1" in text
    assert "Left the cohort 1" in text
    assert "Discordant, strict, confirmed → became" in text
    assert "Eligibility: passes, now fails" in text
    assert "no such unit now" in text


def test_a_definition_newer_than_the_run_is_said_and_a_retired_one_breaks_no_run(world, signed_in, run):
    client = signed_in("rosa")
    newer = published(STABLE=56)
    text = words(client.get(f"{run}changes/").content)
    assert "The definition is newer than the run" in text
    assert f"frozen under dcp@1.0.0. Now {newer.name} is current" in text
    assert "In both, and the same 2" in text
    retire_definition(published=PublishedDefinition.objects.get(key="dcp", version="1.0.0"), by=checker())
    assert "The question cannot be asked any more as it was" in words(client.get(f"{run}changes/").content)
    text = words(client.get(run).content)
    assert "You may read 2 of its 2 rows" in text
    assert "Discordant, strict 2" in text


@pytest.mark.parametrize(
    ("style", "kind", "begins"),
    [
        ("txt", "text/plain", "Rosa. Skin first"),
        ("bib", "application/x-bibtex", "@misc{"),
        ("ris", "application/x-", "TY"),
    ],
)
def test_a_run_is_cited_with_the_institutions_that_may_be_named(signed_in, run, style, kind, begins):
    answer = signed_in("sam").get(f"{run}citation.{style}")
    text = answer.content.decode()
    assert answer.headers["Content-Type"].startswith(kind)
    assert text.startswith(begins)
    assert f"http://testserver{run}" in text
    assert "North Hospital" in text, "it has a published case in it"
    assert "dcp@1.0.0" in text


def test_an_institution_with_few_patients_none_of_them_published_is_not_named(world, signed_in):
    key = frozen_by(world, "sam")
    text = signed_in("sam").get(f"/cohorts/runs/{key}/citation.txt").content.decode()
    assert "North Hospital" in text
    assert "South Clinic" not in text
