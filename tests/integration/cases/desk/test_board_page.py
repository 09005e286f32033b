"""The page of a case for the tumour board: what stands on it, for whom, on how many pages, and what never does."""

import io
import re
from pathlib import Path

import pytest
from django.urls import reverse
from pypdf import PdfReader

from cases.desk.board import setting
from cases.desk.board.colours import FILLS
from cases.records.models import Case
from registry.institutions.scoping import enter
from tests.factories import add, days

TOKENS = Path(__file__).parents[4] / "static" / "css" / "tokens.css"
CALENDAR = re.compile(r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (19|20)\d{2}\b|\b(19|20)\d{2}-\d{2}")
A4, LETTER = (842, 595), (792, 612)


def pdf_at(browser, case, **asked) -> PdfReader:
    answer = browser.get(reverse("case-pdf", args=[case.pk], query=asked))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'inline; filename="{case.pseudonym}.pdf"'
    return PdfReader(io.BytesIO(answer.content))


def words_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def size_of(reader: PdfReader) -> tuple[int, int]:
    return round(reader.pages[0].mediabox.width), round(reader.pages[0].mediabox.height)


def test_one_page_tells_the_record_the_event_its_label_and_why(world, signed_in):
    reader = pdf_at(signed_in("nora"), world.north_accepted)
    words = words_of(reader)

    assert len(reader.pages) == 1
    assert size_of(reader) == A4
    told = (
        "Event s1",
        "Discordant, strict",
        "Liver in complete response",
        "THP",
        "d800",
        "HER2 immunohistochemistry 3+",
    )
    assert [said for said in told if said not in words] == []
    assert reader.metadata.title == f"Case {world.north_accepted.pseudonym}"


def test_it_is_tagged_and_the_figure_is_told_in_words(world, signed_in):
    root = pdf_at(signed_in("nora"), world.north_accepted).trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert "pdfuaid:part" in root["/Metadata"].get_object().get_data().decode()
    assert "The case over time. " in alternatives(root["/StructTreeRoot"])


def alternatives(node) -> str:
    """Every alternative text of the tree of tags."""
    node = node.get_object()
    if isinstance(node, list):
        return " ".join(alternatives(one) for one in node)
    if not isinstance(node, dict):
        return ""
    return f"{node.get('/Alt', '')} {alternatives(node['/K']) if '/K' in node else ''}"


def test_letter_paper_takes_one_page_too(world, signed_in):
    reader = pdf_at(signed_in("nora"), world.north_accepted, paper="letter")
    assert (len(reader.pages), size_of(reader)) == (1, LETTER)


def test_calendar_dates_are_for_the_institution_that_asks_for_them(world, signed_in):
    case = world.north_accepted
    asked = words_of(pdf_at(signed_in("nora"), case, dates="calendar"))
    assert CALENDAR.search(asked)
    assert "keep within the institution" in asked
    assert not CALENDAR.search(words_of(pdf_at(signed_in("nora"), case)))
    assert not CALENDAR.search(words_of(pdf_at(signed_in("vera"), case, dates="calendar")))


@pytest.mark.parametrize("name", ["nora", "vera"])
def test_neither_local_code_nor_remark_leaves_on_paper(world, signed_in, name):
    reader = pdf_at(signed_in(name), world.north_accepted)
    told = words_of(reader) + str(reader.metadata)

    assert world.north_accepted.pseudonym in told
    assert "CANARY" not in told
    assert "Canary free text" not in told
    assert ("canary chest wall scar" in told.lower()) == (name == "nora")


@pytest.mark.parametrize("name", ["sam", "rosa", "adam"])
def test_a_stranger_gets_none(world, signed_in, name):
    assert signed_in(name).get(reverse("case-pdf", args=[world.north_accepted.pk])).status_code == 404


def test_a_long_case_goes_on_under_its_name(world, signed_in):
    case, by = world.north_draft, world.enter("nora")
    for number in range(40):
        add(case, "regimen", by, name=f"Line {number}", line=number + 1, start=days(number * 30))
    reader = pdf_at(signed_in("nora"), case)

    assert len(reader.pages) > 1
    assert f"Case {case.pseudonym}, continued" in reader.pages[1].extract_text()


def test_letters_that_the_font_lacks_and_words_that_look_like_commands_stop_nothing(world, signed_in):
    case, by = world.north_draft, world.enter("nora")
    add(case, "specimen", by, site='皮膚 #read("/etc/passwd") $x$ \\', result="malignant_breast")
    words = words_of(pdf_at(signed_in("nora"), case))

    assert '?? #read("/etc/passwd") $x$' in words
    assert "root:" not in words


def test_a_page_that_takes_too_long_is_given_up_with_a_sentence(world, signed_in, monkeypatch):
    monkeypatch.setattr(setting, "PATIENCE", 0.01)
    answer = signed_in("nora").get(reverse("case-pdf", args=[world.north_accepted.pk]), follow=True)
    assert "The page could not be made" in answer.text


def test_the_same_case_gives_the_same_bytes(world, signed_in):
    address = reverse("case-pdf", args=[world.north_accepted.pk])
    first, second = (signed_in("nora").get(address).content for _ in range(2))
    assert first == second


def test_the_colours_on_paper_are_those_of_the_light_theme():
    tokens = TOKENS.read_text(encoding="utf-8")
    for one in FILLS:
        name = one.code.lower().replace("_", "-")
        assert f"--status-{name}: light-dark({one.fill}," in tokens
        assert f"--status-{name}-ink: light-dark({one.ink}," in tokens


def test_an_empty_draft_has_a_page(world, signed_in):
    enter(world.scope("nora"))
    assert Case.objects.filter(pk=world.north_draft.pk).exists()
    assert "Nothing yet" in words_of(pdf_at(signed_in("nora"), world.north_draft))
