"""What the documents say is there is there."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from registry.paths import CHECKOUT
from tests.guards.tree import files, short

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
SECTIONS = ["Context", "Decision", "Consequences"]
LONGEST_DECISION = 600  # words: a printed page


def documents() -> list[Path]:
    return files(suffix=".md")


def decisions() -> list[Path]:
    return [path for path in documents() if path.parent.name == "adr"]


def anchors(document: Path) -> set[str]:
    """The addresses of a document's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(document: Path) -> list[str]:
    broken = []
    for address in LINK.findall(document.read_text()):
        path, _, anchor = address.partition("#")
        if re.match(r"[a-z]+:", address):
            continue
        target = document if not path else document.parent / path
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(f"{short(document)}: {address}")
    return broken


def test_links_within_the_documents_lead_somewhere():
    assert [fault for document in documents() for fault in broken_links(document)] == []


def test_a_broken_link_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tests.guards.test_documents.short", lambda path: path.name)
    (tmp_path / "there.md").write_text("# One two\n")
    page = tmp_path / "page.md"
    page.write_text("[a](there.md) [b](there.md#one-two) [c](missing.md) [d](there.md#three) [e](https://example.org)")
    assert broken_links(page) == ["page.md: missing.md", "page.md: there.md#three"]


@pytest.mark.parametrize("decision", decisions(), ids=lambda path: path.stem)
def test_a_decision_has_its_parts(decision: Path):
    text = decision.read_text()
    number = decision.name[:4]
    assert re.match(rf"# {number}[.:]? \S", text), "The first line is the number and the title."
    assert re.search(r"^(#+ )?\**Status", text, re.MULTILINE)
    assert [one for one in re.findall(r"^## (\w+)", text, re.MULTILINE) if one in SECTIONS] == SECTIONS
    assert len(text.split()) <= LONGEST_DECISION, "A decision is a page at most."


def test_decisions_are_numbered_without_gaps_and_listed():
    numbers = [path.name[:4] for path in decisions()]
    assert numbers == [f"{number:04d}" for number in range(1, len(numbers) + 1)]
    listed = (CHECKOUT / "docs/README.md").read_text()
    assert [path.name for path in decisions() if f"adr/{path.name}" not in listed] == []


def verbs() -> set[str]:
    text = (CHECKOUT / "dev").read_text()
    return set(re.search(r"^VERBS = \(([^)]*)\)", text, re.MULTILINE)[1].replace(",", " ").split())


def test_verbs_that_the_documents_and_the_makefile_name_exist():
    named = {
        verb
        for path in [*documents(), CHECKOUT / ".ci/run"]
        for verb in re.findall(r"\./dev ([a-z]+)", path.read_text())
    }
    assert named - verbs() == set()
    makefile = re.search(r"^VERBS := (.+)$", (CHECKOUT / "Makefile").read_text(), re.MULTILINE)[1].split()
    assert set(makefile) == verbs()


def test_commands_that_the_documents_name_exist():
    named = {
        (short(path), command)
        for path in documents()
        for command in re.findall(r"manage\.py ([a-z_]+)", path.read_text())
    }
    assert named
    assert {one for one in named if one[1] not in get_commands()} == set()


def test_files_that_the_documents_name_exist():
    """Paths in code marks that begin in one of our folders; a `*` or `…` stands for several."""
    ours = re.compile(r"`((?:registry|cases|templates|static|tests|docs|deploy)/[\w./-]+)`")
    lost = [
        f"{short(path)}: {name}"
        for path in documents()
        for name in ours.findall(path.read_text())
        if not (CHECKOUT / name).exists() and not list(CHECKOUT.glob(f"{name}*"))
    ]
    examples = ["docs/developers.md: templates/records/drafts.html"]
    assert [one for one in lost if one not in examples] == []
