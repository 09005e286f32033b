"""A cohort under one definition, as one reader may know it: what waits, and how the cases of others are counted."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from django.db.models import Q

from cases.cohorts.census import Census
from cases.cohorts.models import ReadableEpisode
from cases.cohorts.policy import policy_in_force
from cases.cohorts.querysets import counted
from cases.cohorts.questions.actions import FREELY, Allowed, ask_about_others
from cases.disclosure.rule import Count, Policy, Withheld
from cases.episodes.derivation import Pending, Waiting, definition_of_episode, derive_pending
from cases.episodes.published import Chosen
from cases.episodes.tasks import ask_worker
from cases.records.models import Case
from cases.rules.definition import Definition
from cases.rules.labels import DISCORDANT
from registry.institutions.models import Institution, SharingLevel
from registry.institutions.scoping import Scope

NAMED = 12
EVERYTHING: Mapping[str, Collection[str]] = MappingProxyType({})


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
    country: str
    counted_only: bool


def sites_for(scope: Scope) -> list[Site]:
    """The institutions that a reader may know of: their own, and those that share counts at least."""
    shared = ~Q(sharing_level=SharingLevel.OWN) | Q(pk__in=scope.sites)
    rows = Institution.objects.filter(shared, active=True).order_by("name")
    reads = {one.pk for one in rows if one.sharing_level == SharingLevel.PROJECTS} & scope.readable_sites
    return [Site(one.pk, one.code, one.name, one.country, one.pk not in reads | scope.sites) for one in rows]


class Cohort:
    """Everything on the page under one definition; each part is worked out when the page asks for it.

    ``asked``: property -> values, by which others are counted (cases.cohorts.census); None where the question is beyond
    what they are counted by.
    """

    def __init__(
        self,
        scope: Scope,
        sites: list[Site],
        chosen: Chosen,
        asked: Mapping[str, Collection[str]] | None = EVERYTHING,
        kind: str = "cohort",
    ):
        self.scope, self.sites, self.chosen, self.asked, self.kind = scope, sites, chosen, asked, kind
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
        if self.asked is None or not self.chosen.is_usual or not self.asks_about_others(self.asked):
            return FREELY
        return ask_about_others(question=self.asked, kind=self.kind, by=self.scope)

    def asks_about_others(self, asked: Mapping[str, Collection[str]]) -> bool:
        """Whether cases of others could be in a figure at all."""
        return bool(set(self.others).intersection(asked.get("institution", self.others)))

    @cached_property
    def census(self) -> Census:
        return Census(
            counted(self.definition),
            self.others,
            policy=self.policy,
            is_usual=self.chosen.is_usual,
            paused=self.allowed.paused,
        )

    def beside(self, exact: int, asked: Mapping[str, Collection[str]] | None) -> Count:
        """A figure whose readable part is known already, with others' part under the disclosure rule."""
        if asked is not None:
            return replace(self.census.count(asked), exact=exact)
        if not self.others:
            return Count(exact)
        return self.policy.withheld(Withheld.TOO_FINE if self.chosen.is_usual else Withheld.ELSEWHERE, exact=exact)

    @cached_property
    def total(self) -> Count:
        """All events that may be read or counted under what is asked."""
        return self.census.count(self.asked or EVERYTHING)

    @cached_property
    def broad(self) -> Count:
        """Those of them that are discordant, strict or broad."""
        return self.census.count({**(self.asked or EVERYTHING), "label": sorted(DISCORDANT)})

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


def _pulled(definition: Definition) -> Pending:
    """Bring the verdicts up to date as far as one page may; the worker does the rest."""
    pending = derive_pending(definition)
    if pending.left:
        ask_worker(definition)
    return pending
