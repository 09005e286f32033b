"""The help pages, the pages of the registry that each one helps with, and the glossary. Written as Markdown files."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

from registry.paths import CHECKOUT

PAGES = Path(__file__).with_name("pages")
GLOSSARY = CHECKOUT / "docs" / "GLOSSARY.md"
HELPS_WITH = {
    "first-case": ("case-list", "case-create", "case-edit", "case-detail", "case-section", "case-whole"),
    "my-work": ("my-work",),
    "dates": ("day-zero", "row-create", "row-edit"),
    "why-blank": (),
    "quick-line": ("quick-line",),
    "photographs": ("photographs", "photograph", "photograph-remove"),
    "telephone": ("phone-begin", "phone-arrivals", "phone"),
    "submitting": ("case-check", "case-submitted", "warning-answer"),
    "workflow": (
        "review-list",
        "case-amend",
        "case-return",
        "case-assign",
        "assignments",
    ),
    "asking": ("question-ask", "case-fields", "questions-ask", "question-discrepancies", "review-questions"),
    "answering": ("question-list", "question", "case-questions"),
    "question-figures": ("question-figures",),
    "adjudicating": ("adjudication-list", "adjudication-read", "agreement", "readers"),
    "signing": ("case-signatures",),
    "like": ("case-like",),
    "follow-up": ("row-create follow-up", "row-edit follow-up"),
    "label": ("definition-list", "definition-detail", "episode-detail", "definition-comparison"),
    "cohort": ("cohort-builder", "definition-sensitivity"),
    "asking-cohorts": (),
    "projects": ("project-list", "project-detail", "project-edit", "project-create"),
    "administration": ("administration", "account-list", "institution-list", "institution-edit", "institution-create"),
    "data-quality": ("data-quality",),
    "others": ("question-log", "question-lift"),
    "asking-back": ("access-list", "access-ask", "access-request", "inquiry-list", "inquiry", "episode-ask"),
    "attrition": ("analysis-attrition",),
    "table-one": ("analysis-table-one",),
    "time-to-event": ("analysis-time-to-event",),
    "what-happened-next": ("analysis-next",),
    "figures": ("analysis-figures",),
    "saved-cohorts": (
        "my-cohorts",
        "cohort-save",
        "saved-cohort-rename",
        "saved-cohort-delete",
        "run",
        "run-verify",
        "run-changes",
    ),
    "withdrawing": ("case-withdraw", "withdrawn-list", "withdrawn-case", "case-erase"),
    "history": ("case-history", "case-versions"),
    "tumour-board": (),
    "your-account": (
        "session-list",
        "prove-again",
        "mfa_index",
        "mfa_authenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "invitation",
        "token-list",
        "recovery-list",
    ),
    "keys": (),
}
"""Slug of a help page, in the order of the list -> names of the addresses that it helps with, some with a kind."""
WHERE = {name: slug for slug, names in HELPS_WITH.items() for name in names}


@dataclass(frozen=True)
class Heading:
    """A heading within a page; ``anchor``: its id."""

    anchor: str
    title: str


@dataclass(frozen=True)
class HelpPage:
    """``summary``: its first paragraph, as words; ``body``: HTML; ``words``: everything on it, for the search."""

    slug: str
    title: str
    summary: str
    body: SafeString
    headings: tuple[Heading, ...]
    words: str

    def get_absolute_url(self) -> str:
        return reverse("help-page", args=[self.slug])

    def holds(self, query: str) -> bool:
        """Whether every word of the query stands somewhere on the page."""
        return all(one in self.words for one in query.casefold().split())


def help_pages() -> tuple[HelpPage, ...]:
    """All of them, in the order of the list."""
    return tuple(help_page(slug) for slug in HELPS_WITH)


@cache
def help_page(slug: str) -> HelpPage | None:
    """One page by its slug; None if there is none."""
    if slug not in HELPS_WITH:
        return None
    return _read(slug, (PAGES / f"{slug}.md").read_text(encoding="utf-8"))


@cache
def glossary() -> HelpPage:
    """The glossary of the documentation, so that a word has one meaning in the code, on the pages and here."""
    return _read("glossary", GLOSSARY.read_text(encoding="utf-8"))


def help_for(url_name: str, kind: str = "") -> HelpPage | None:
    """The page that helps with an address of the registry; for the forms of rows, one of their kind comes first."""
    places = [name for name in (f"{url_name} {kind}", url_name) if name in WHERE]
    return help_page(WHERE[places[0]]) if places else None


def _read(slug: str, text: str) -> HelpPage:
    """A Markdown text whose first line is its title. Raw HTML in it is shown, not obeyed."""
    reader = MarkdownIt("commonmark", {"html": False})
    tokens = reader.parse(text)
    title, tokens = tokens[1].content, tokens[3:]
    headings = tuple(_headed(tokens))
    for one in tokens:
        for child in one.children or ():
            _lead_on(child)
    body = mark_safe(reader.renderer.render(tokens, reader.options, {}))  # our own files, and no HTML in them is obeyed
    words = f"{title} {strip_tags(body)}"
    return HelpPage(slug, title, _summary(body), body, headings, words.casefold())


def _headed(tokens: list[Token]) -> Iterator[Heading]:
    """The headings of the second rank, each given an id."""
    for place, one in enumerate(tokens):
        if one.type == "heading_open" and one.tag == "h2":
            title = tokens[place + 1].content
            one.attrSet("id", slugify(title))
            yield Heading(slugify(title), title)


def _lead_on(token: Token) -> None:
    """A link to the file of another page leads to that page."""
    address = token.attrGet("href") if token.type == "link_open" else None
    slug = Path(address).stem.lower() if address else ""
    if slug in HELPS_WITH or slug == "glossary":
        token.attrSet("href", reverse("help-page", args=[slug]))


def _summary(body: str) -> str:
    return strip_tags(body.partition("</p>")[0]).strip()
