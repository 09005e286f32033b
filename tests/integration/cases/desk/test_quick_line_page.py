"""The quick line through its door: looked at first, written whole or not at all, and nothing typed is lost."""

import html
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.records import actions
from cases.records.document import document_of
from cases.records.models import Case, Draft, FollowUp, SkinFinding
from tests.factories import add, days

LINE = (
    "THP Mar17-Nov18; skin PD Nov18 chest wall locoregional\n"
    "CT 10d before liver PR; bx skin malignant Nov18 ER0 HER2 3+; RT chest wall Jan19; IDC left; pT2N1; alive 2020"
)


@pytest.fixture
def nora(world, client):
    client.force_login(world.nora)
    world.enter("nora")
    return client


@pytest.fixture
def empty(world, nora):
    return actions.open_case(
        case=Case(local_code="QUICK-1", legal_basis_kind="consent", legal_basis_state="in_force"),
        institution=world.north,
        by=world.scope("nora"),
    )


def address(case: Case) -> str:
    return reverse("quick-line", args=[case.pk])


def looked_at(client, case: Case, line: str) -> tuple[str, dict]:
    """The preview, and what its Confirm button sends."""
    answer = client.post(address(case), {"line": line, "do": "preview"})
    assert answer.status_code == 200
    page = answer.content.decode()
    version = re.search(r'name="seen_version" value="(\d+)"', page)
    return page, {"line": line, "previewed": line, "seen_version": version and version[1], "do": "write"}


def words_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def record(world, case: Case) -> dict:
    world.enter("nora")
    return document_of(case)


def test_the_example_on_the_case_page_can_be_read_for_that_case(world, nora, empty):
    for case, example in ((world.north_draft, "Mar24-Nov24"), (empty, "d10-d252")):
        box = nora.get(case.get_absolute_url()).content.decode().split('id="quick-line-help"')[1].split("</p>")[0]
        line = re.search("<code>(.*?)</code>", box)[1]
        assert example in line
        assert (reverse("day-zero", args=[case.pk]) in box) is (case == empty)
        assert "not understood" not in words_of(looked_at(nora, case, line)[0])


def test_a_course_is_drawn_first_and_written_on_confirmation(world, nora):
    case = world.north_draft
    before = record(world, case)
    page, confirm = looked_at(nora, case, LINE)
    assert "Every word was understood" in page
    assert "<svg" in page
    assert record(world, case) == before

    answer = nora.post(address(case), confirm, follow=True)

    assert answer.redirect_chain == [(case.get_absolute_url(), 302)]
    assert "entries are written from the line" in answer.content.decode()
    after = record(world, case)
    added = {
        name: [row for row in rows if row not in before[name]]
        for name, rows in after.items()
        if isinstance(rows, list) and rows != before.get(name)
    }
    assert {name: len(rows) for name, rows in added.items()} == {
        "regimens": 1,
        "skin_findings": 1,
        "assessments": 1,
        "specimens": 1,
        "local_treatments": 1,
        "primaries": 1,
        "stagings": 1,
        "followups": 1,
    }
    assert [one["agent"] for one in added["regimens"][0]["drugs"]] == ["docetaxel", "trastuzumab", "pertuzumab"]
    assert added["specimens"][0]["markers"][1] == {"analyte": "HER2_IHC", "value": "3+"}
    assert added["assessments"][0]["on"]["anchor"] == added["skin_findings"][0]["id"]


def test_what_is_left_open_is_asked_before_the_label_and_written_as_open(world, nora):
    page, confirm = looked_at(nora, world.north_draft, "skin PD Nov18 chest wall")
    asked = page.index("whether the skin lesion is locoregional or distant is left open")
    assert asked < page.index("The case with these entries") < page.index("Confirm and write")
    nora.post(address(world.north_draft), confirm)
    found = record(world, world.north_draft)["skin_findings"][-1]
    assert found["sites"] == ["chest wall"]
    assert not {"extent", "extent_absent", "side"} & found.keys()


def test_new_rows_refer_to_stored_ones(world, nora, empty):
    add(empty, "regimen", world.scope("nora"), start=days(10), stop=days(400))
    _, confirm = looked_at(nora, empty, "CT d200 liver PR; skin PD d300")
    nora.post(address(empty), confirm)
    stored = record(world, empty)
    assert stored["assessments"][0]["regimen"] == stored["regimens"][0]["id"]


def test_what_was_not_understood_is_underlined_listed_and_not_written(world, nora, empty):
    page, confirm = looked_at(nora, empty, "P d1-d9; HP d10-d90 wibble; CT 03/24 liver PR")
    words = words_of(page)
    assert re.search(r'<mark class="quick-unread" id="unread-2">wibble<', page)
    assert "wibble line 1, character 21" in words
    assert "pertuzumab or paclitaxel; write which" in words
    assert "can be read in two ways" in words
    answer = nora.post(address(empty), confirm)
    assert answer.status_code == 422
    assert "tick that they are to be left out" in answer.content.decode()
    assert record(world, empty)["regimens"] == []
    assert nora.post(address(empty), confirm | {"leave_out": "yes"}).status_code == 302
    stored = record(world, empty)
    assert [one["name"] for one in stored["regimens"]] == ["HP"]
    assert stored["assessments"][0]["on"] is None


def test_rows_are_written_all_or_none(world, nora, empty):
    scope, rows = world.enter("nora"), [SkinFinding(key="s1", change="progression"), SkinFinding(key="s2", change="")]
    with pytest.raises(ValidationError):
        actions.add_rows(case=empty, rows={"skin-finding": rows}, by=scope)
    assert record(world, empty)["skin_findings"] == []
    actions.add_rows(case=empty, rows={"skin-finding": rows[:1]}, by=scope)
    assert len(record(world, empty)["skin_findings"]) == 1


def test_a_case_changed_meanwhile_is_read_again_and_the_text_kept(world, nora, empty):
    _, confirm = looked_at(nora, empty, "HP d1-d9; skin PD d5")
    scope = world.enter("nora")
    add(empty, "skin-finding", scope, on=days(1), change="baseline")

    answer = nora.post(address(empty), confirm)

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Somebody changed this case" in page
    assert "HP d1-d9; skin PD d5" in page
    assert "s2" in words_of(page)
    assert record(world, empty)["regimens"] == []
    again = confirm | {"seen_version": re.search(r'name="seen_version" value="(\d+)"', page)[1]}
    assert nora.post(address(empty), again).status_code == 302
    assert len(record(world, empty)["skin_findings"]) == 2


def test_a_text_that_was_not_looked_at_is_not_written(world, nora, empty):
    _, confirm = looked_at(nora, empty, "HP d1-d9")
    answer = nora.post(address(empty), confirm | {"line": "HP d1-d9; skin PD d5"})
    assert answer.status_code == 422
    assert "not the one that was read" in answer.content.decode()
    assert record(world, empty)["regimens"] == []
    assert nora.post(address(empty), confirm | {"line": "HP d1-d9\r\n", "previewed": "HP d1-d9\n"}).status_code == 302


def test_what_cannot_be_is_shown_with_both_values_and_not_written(world, nora, empty):
    page, confirm = looked_at(nora, empty, "HP d100-d200; alive d300; dead d250")
    says = "reports a contact on day 300, but the patient died on day 250"
    assert "This cannot be, so nothing can be written yet" in page
    assert says in words_of(page)
    answer = nora.post(address(empty), confirm)
    assert answer.status_code == 422
    assert says in words_of(answer.content.decode())
    assert record(world, empty)["regimens"] == []
    page, confirm = looked_at(nora, empty, "HP d100-d200; alive d240; dead d250")
    assert "cannot be, so nothing" not in page
    assert nora.post(address(empty), confirm).status_code == 302


def test_no_way_of_adding_rows_takes_what_cannot_be(world, nora, empty):
    scope = world.scope("nora")
    alive, dead = FollowUp(on=days(300), status="alive"), FollowUp(on=days(250), status="dead")
    with pytest.raises(ValidationError, match="the patient died on day 250"):
        actions.add_rows(case=empty, rows={"follow-up": [alive, dead]}, by=scope)
    assert record(world, empty)["followups"] == []
    alive = FollowUp(on=days(240), status="alive")
    actions.add_rows(case=empty, rows={"follow-up": [alive, FollowUp(on=days(250), status="dead")]}, by=scope)
    assert len(record(world, empty)["followups"]) == 2


def test_sent_twice_it_is_written_once(world, nora, empty):
    _, confirm = looked_at(nora, empty, "skin PD d5")
    assert nora.post(address(empty), confirm).status_code == 302
    assert nora.post(address(empty), confirm).status_code == 409
    world.enter("nora")
    assert SkinFinding.objects.filter(case=empty).count() == 1


def test_a_submitted_case_takes_no_line(world, nora):
    case = world.north_submitted
    page = nora.get(address(case)).content.decode()
    assert "disabled" in page
    before = record(world, case)
    confirm = {"line": "skin PD d5", "previewed": "skin PD d5", "seen_version": case.version, "do": "write"}
    answer = nora.post(address(case), confirm)
    assert answer.status_code == 422
    assert "Take it back to draft" in answer.content.decode()
    assert record(world, case) == before


def test_the_live_preview_is_a_fragment_and_a_long_text_is_refused(world, nora, empty):
    answer = nora.post(address(empty), {"line": "skin PD d5"}, headers={"hx-request": "true"})
    assert "<html" not in answer.content.decode()
    assert "Confirm and write 1 entry" in answer.content.decode()
    long = nora.post(address(empty), {"line": "skin PD d5; " * 400})
    assert long.status_code == 422
    assert "4,000 characters" in long.content.decode()
    assert "skin PD d5; skin PD d5" in long.content.decode()


def test_what_is_typed_is_kept_until_it_is_confirmed(world, nora, empty):
    page = nora.get(address(empty)).content.decode()
    names = ("draft-form", "draft-object", "draft-key", "draft-base", "draft-page")
    hidden = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in names}
    kept = nora.post(reverse("draft-save", args=[empty.pk]), hidden | {"line": "skin PD d5; P d9"})
    assert kept.status_code == 302
    again = nora.get(address(empty)).content.decode()
    assert "skin PD d5; P d9</textarea>" in again
    assert "1 entry would be written. 1 part is not understood." in again
    _, confirm = looked_at(nora, empty, "skin PD d5")
    for _ in range(2):
        assert nora.post(address(empty), confirm | hidden).status_code == 302
    world.enter("nora")
    assert SkinFinding.objects.filter(case=empty).count() == 1
    assert not Draft.objects.filter(case=empty).exists()
