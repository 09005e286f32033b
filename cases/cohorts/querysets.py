"""Questions to the views of the cohorts. The views themselves hold the reader's limits."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection, models
from django.db.models import Case, IntegerField, Value, When

from cases.rules.definition import Definition
from cases.rules.verdict import Label

PROPERTIES = ("label", "certainty", "regimen", "extent", "institution")
"""What episodes are counted by; the names of the filters, except that drugs are looked up in regimens."""

COUNTS = """
SELECT label, certainty, regimen, extent, institution_code, anti_her2, readable, array_agg(patient)
FROM cohort_counted_episode
WHERE definition_key = %s AND definition_version = %s
GROUP BY label, certainty, regimen, extent, institution_code, anti_her2, readable
"""


class ReadableEpisodeQuerySet(models.QuerySet):
    """Questions about readable episodes."""

    def under(self, definition: Definition) -> "ReadableEpisodeQuerySet":
        return self.filter(definition_key=definition.key, definition_version=definition.version)

    def chosen(self, chosen: Mapping[str, tuple[str, ...]]) -> "ReadableEpisodeQuerySet":
        """Those with one of the chosen values in each named property."""
        columns = {"institution": "institution_code__in", "drug": "anti_her2__overlap"}
        wanted = {columns.get(name, f"{name}__in"): list(values) for name, values in chosen.items()}
        return self.filter(**wanted)

    def near_misses(self) -> "ReadableEpisodeQuerySet":
        """Those that are one step from being discordant."""
        return self.exclude(near={})

    def by_label(self) -> "ReadableEpisodeQuerySet":
        """The discordant first, then in the order of the labels, institutions and days."""
        ranks = [When(label=label, then=Value(rank)) for rank, label in enumerate(Label)]
        rank = Case(*ranks, default=Value(len(ranks)), output_field=IntegerField())
        return self.order_by(rank, "institution_code", "since_lo", "id")


class SweepQuerySet(models.QuerySet):
    """Questions about sweeps. Row-level security leaves a person's own."""

    def of(self, user_id: uuid.UUID, definition: Definition) -> "SweepQuerySet":
        """Those that one person asked for under one version, the newest first."""
        found = self.filter(user=user_id, definition_key=definition.key, definition_version=definition.version)
        return found.order_by("-asked_at")

    def running(self) -> "SweepQuerySet":
        return self.filter(state="running")


@dataclass(frozen=True)
class Counted:
    """The episodes that have these values; ``values``: in the order of PROPERTIES, ``patients``: one per episode."""

    values: tuple[str, ...]
    drugs: frozenset[str]
    readable: bool
    patients: tuple[int, ...]

    @property
    def number(self) -> int:
        return len(self.patients)


def counted(definition: Definition) -> list[Counted]:
    """All episodes that the reader may read or count, grouped by every property at once."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, [definition.key, definition.version])
        return [Counted(tuple(row[:5]), frozenset(row[5]), row[6], tuple(row[7])) for row in cursor.fetchall()]
