"""The cohort "Discordant cutaneous progression": what one reader sees of it, under one set of filters."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Q

from cases.cohorts import words
from cases.cohorts.census import Census, Table
from cases.cohorts.filters import Filters
from cases.cohorts.models import ReadableEpisode
from cases.cohorts.policy import policy_in_force
from cases.cohorts.querysets import counted
from cases.cohorts.questions.actions import FREELY, Allowed, ask_about_others
from cases.disclosure.rule import Count, Policy
from cases.episodes.derivation import Pending, Waiting, definition_of_episode, derive_pending
from cases.episodes.published import Chosen
from cases.episodes.tasks import ask_worker
from cases.records.models import Case
from cases.rules.definition import Definition
from cases.rules.labels import DISCORDANT, Label
from registry.institutions.models import Institution, SharingLevel
from registry.institutions.scoping import Scope

PAGE_SIZE = 20
NAMED = 12
STRICT = (Label.DCP_STRICT, Label.DCP_STRICT_EARLY_POST)


@dataclass(frozen=True)
class Missing:
    """Cases that are in no figure: the reader's own by name, others' as a count."""

    own: tuple[Case, ...]
    others: Count | None

    @property
    def named(self) -> tuple[Case, ...]:
        """Those that a page names; hundreds would bury it."""
        return self.own[:NAMED]

    @property
    def more(self) -> int:
        return len(self.own) - len(self.named)

    def __bool__(self) -> bool:
        return bool(self.own) or (self.others is not None)


@dataclass(frozen=True)
class Site:
    """An institution of the cohort. ``counted_only``: its cases may be counted by this reader, but not read."""

    pk: uuid.UUID
    code: str
    name: str
    counted_only: bool


def sites_for(scope: Scope) -> list[Site]:
    """The institutions that a reader may know of: their own, and those that share counts at least."""
    shared = ~Q(sharing_level=SharingLevel.OWN) | Q(pk__in=scope.sites)
    rows = Institution.objects.filter(shared, active=True).order_by("name")
    reads = {one.pk for one in rows if one.sharing_level == SharingLevel.PROJECTS} & scope.readable_sites
    return [Site(one.pk, one.code, one.name, one.pk not in reads | scope.sites) for one in rows]


class Cohort:
    """Everything on the page under one definition; each part is worked out when the page asks for it."""

    def __init__(self, scope: Scope, sites: list[Site], filters: Filters, chosen: Chosen, kind: str = "cohort"):
        self.scope, self.sites, self.filters, self.chosen, self.kind = scope, sites, filters, chosen, kind
        self.pending = _pulled(self.definition)

    @property
    def definition(self) -> Definition:
        return self.chosen.definition

    @cached_property
    def policy(self) -> Policy:
        return policy_in_force()

    @property
    def others(self) -> list[str]:
        """Codes of the institutions whose cases the reader may only count."""
        return [site.code for site in self.sites if site.counted_only]

    @cached_property
    def allowed(self) -> Allowed:
        """Whether the reader's budget answers this question; one about readable cases alone is never counted."""
        asked = self.filters.chosen
        if not self.chosen.is_usual or not set(self.others).intersection(asked.get("institution", self.others)):
            return FREELY
        return ask_about_others(question=asked, kind=self.kind, by=self.scope)

    @cached_property
    def census(self) -> Census:
        return Census(
            counted(self.definition),
            self.others,
            policy=self.policy,
            is_usual=self.chosen.is_usual,
            paused=self.allowed.paused,
        )

    @cached_property
    def total(self) -> Count:
        return self.census.count(self.filters.chosen)

    @cached_property
    def everything(self) -> Count:
        return self.census.count({})

    @cached_property
    def strict(self) -> Count:
        return self._labelled(STRICT)

    @cached_property
    def broad(self) -> Count:
        return self._labelled(DISCORDANT)

    @property
    def strict_title(self) -> str:
        return words.label_title(Label.DCP_STRICT, self.definition.labels)

    def _labelled(self, labels: Collection[Label]) -> Count:
        """The figure for some of the labels that the filters leave."""
        asked = set(labels).intersection(self.filters.chosen.get("label", labels))
        return self.census.count({**self.filters.chosen, "label": sorted(asked)})

    @property
    def tables(self) -> list[Table]:
        chosen, census = self.filters.chosen, self.census
        labels = {str(label): words.label_title(label, self.definition.labels) for label in Label}
        places = {site.code: site.name for site in self.sites}
        return [
            census.table("Label", "label", labels, chosen),
            census.table("Institution", "institution", places, chosen),
            census.table("Regimen", "regimen", census.regimens(chosen, words.regimen_title), chosen),
        ]

    def page(self, number: str | None) -> Page:
        """The readable episodes under the filters, one page of them."""
        episodes = ReadableEpisode.objects.under(self.definition).chosen(self.filters.chosen).by_label()
        if self.filters.near:
            return Paginator(episodes.near_misses(), PAGE_SIZE).get_page(number)
        return _CountedPaginator(episodes, PAGE_SIZE, count=self.total.exact).get_page(number)

    @cached_property
    def waiting(self) -> Missing:
        return self._missing(self.pending.left)

    @cached_property
    def faulty(self) -> Missing:
        return self._missing(self.pending.faulty)

    def _missing(self, cases: tuple[Waiting, ...]) -> Missing:
        mine = [one.case_id for one in cases if one.institution_id in self.scope.sites]
        own = Case.objects.in_full_for(self.scope).filter(pk__in=mine).order_by("pseudonym") if mine else ()
        others = cases if self.chosen.is_usual else ()
        foreign = [one for one in others if one.shared and one.institution_id not in self.scope.sites]
        return Missing(tuple(own), self.policy.count(0, len(foreign)) if foreign else None)


def readable_episode(key: uuid.UUID) -> ReadableEpisode | None:
    """One episode, if the reader may open it, as of the present version of its case."""
    definition = definition_of_episode(key)
    if definition is None:
        return None
    derive_pending(definition)
    return ReadableEpisode.objects.filter(pk=key).first()


class _CountedPaginator(Paginator):
    """A paginator that knows how many there are."""

    def __init__(self, *args, count: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.count = count


def _pulled(definition: Definition) -> Pending:
    """Bring the verdicts up to date as far as one page may; the worker does the rest."""
    pending = derive_pending(definition)
    if pending.left:
        ask_worker(definition)
    return pending
