"""What the pages of saved cohorts and runs show."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse

from cases.cohorts import actions, words
from cases.cohorts.asked import UnreadableError
from cases.cohorts.citing import Cited, as_bibtex, as_ris, as_text
from cases.cohorts.keeping.forms import FROZEN, NameForm
from cases.cohorts.members import Selection
from cases.cohorts.models import Run, SavedCohort
from cases.cohorts.runs import FrozenRun, Verified, parts_of_runs
from cases.cohorts.selection import selection_of
from cases.disclosure.rule import Count
from registry.institutions.models import Institution
from registry.institutions.scoping import Scope

COHORT_PAGE = "cohort-builder"
"""Name of the page that a query is opened with."""

PAGE_SIZE = 20
STYLES: Mapping[str, tuple[str, Callable[[Cited], str]]] = {
    "txt": ("text/plain", as_text),
    "bib": ("application/x-bibtex", as_bibtex),
    "ris": ("application/x-research-info-systems", as_ris),
}
"""Ending of a citation's address -> its type, and what writes it."""


def address_of(query: str) -> str:
    """The cohort page of a canonical query."""
    return f"{reverse(COHORT_PAGE)}?{query}"


@dataclass(frozen=True)
class Live:
    """One saved cohort in the list, with the sentence and the figure that its query has now.

    ``total`` is None where the question can no longer be read: the builder says why.
    """

    saved: SavedCohort
    words: str
    total: Count | None


@dataclass(frozen=True)
class Kept:
    """One run in the list. ``withdrawn``: of its rows."""

    run: Run
    withdrawn: int


@dataclass(frozen=True)
class Mine:
    """A person's own saved cohorts and runs, the newest first."""

    live: Sequence[Live]
    runs: Sequence[Kept]
    live_page: Page
    run_page: Page

    @property
    def start(self) -> str:
        """Where a cohort is put together."""
        return reverse(COHORT_PAGE)


def my_cohorts(scope: Scope, query: QueryDict) -> Mine:
    """The page "My cohorts". Each saved cohort on it is asked anew."""
    saved = Paginator(SavedCohort.objects.of(scope).order_by("-saved_at"), PAGE_SIZE).get_page(query.get("page"))
    runs = Paginator(Run.objects.of(scope).order_by("-frozen_at"), PAGE_SIZE).get_page(query.get("runs"))
    parts = parts_of_runs([one.pk for one in runs])
    return Mine(
        live=[_live(one, scope) for one in saved],
        runs=[Kept(one, parts[one.pk].get("withdrawn", 0)) for one in runs],
        live_page=saved,
        run_page=runs,
    )


def _live(saved: SavedCohort, scope: Scope) -> Live:
    try:
        found = selection_of(scope, QueryDict(saved.query))
    except UnreadableError:
        return Live(saved, "", None)
    return Live(saved, found.words, found.total)


def kept(form: NameForm, selection: Selection, scope: Scope) -> SavedCohort | Run | None:
    """Save or freeze a selection as a form says; None if it cannot be, with the reason in the form."""
    if selection.run is not None:
        form.add_error(None, "This cohort is frozen already.")
    return _done(form, lambda: _keep(form, selection, scope))


def _keep(form: NameForm, selection: Selection, scope: Scope) -> SavedCohort | Run:
    if form.cleaned_data["keep"] == FROZEN:
        return actions.freeze_cohort(key=form.cleaned_data["key"], selection=selection, **form.words, by=scope)
    return actions.save_cohort(selection=selection, **form.words, by=scope)


def renamed(form: NameForm, cohort: SavedCohort, scope: Scope) -> SavedCohort | None:
    """Rename a saved cohort as a form says; None if it cannot be, with the reason in the form."""
    return _done(form, lambda: actions.rename_cohort(cohort=cohort, **form.words, by=scope))


def _done(form: NameForm, act: Callable[[], SavedCohort | Run]) -> SavedCohort | Run | None:
    if not form.is_valid():
        return None
    try:
        return act()
    except ValidationError as refused:
        form.add_error("name", refused.messages)
        return None


class RunPage:
    """The page of a run, for one reader. ``verified``: what verifying found, if it was asked for."""

    def __init__(self, selection: Selection, verified: Verified | None = None):
        self.selection, self.verified = selection, verified

    @property
    def run(self) -> FrozenRun:
        return self.selection.run

    @property
    def labels(self) -> list[tuple[str, int]]:
        """The readable rows by label, in the words of the definition, the most frequent first."""
        own = self.selection.definition.labels
        return [(words.label_title(code, own), number) for code, number in self._counted("label") if code]

    @property
    def institutions(self) -> list[tuple[str, int]]:
        """The readable rows by institution, under its name now."""
        names = dict(Institution.objects.values_list("code", "name"))
        return [(names.get(code, code), number) for code, number in self._counted("institution")]

    def _counted(self, name: str) -> list[tuple[str, int]]:
        return Counter(getattr(one, name) for one in self.selection.members).most_common()

    @property
    def live_address(self) -> str:
        return address_of(self.run.receipt.query)


def cited(run: FrozenRun, request: HttpRequest) -> Cited:
    """What a citation of a run says; its address is the one that this registry is reached by."""
    receipt = run.receipt
    return Cited(
        key=f"sanctuary-{receipt.pk.hex[:12]}",
        by=run.owner,
        name=receipt.name,
        frozen_at=receipt.frozen_at,
        definition=receipt.definition_name,
        definition_hash=receipt.definition_hash,
        rows_hash=receipt.rows_hash,
        named=receipt.named,
        url=request.build_absolute_uri(receipt.get_absolute_url()),
    )


def citation(run: FrozenRun, style: str, request: HttpRequest) -> tuple[str, str]:
    """The type and the text of a citation in one style; 404 for a style that there is not."""
    if style not in STYLES:
        raise Http404
    kind, write = STYLES[style]
    return kind, write(cited(run, request))


def citations(run: FrozenRun, request: HttpRequest) -> dict[str, str]:
    """A run cited in every style."""
    return {style: write(cited(run, request)) for style, (_, write) in STYLES.items()}
