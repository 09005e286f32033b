"""Questions to the views of the cohorts. The views themselves hold the reader's limits."""

import json
import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection, models
from django.db.models import Case, IntegerField, Value, When

from cases.episodes.kin import BANDS
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


class ReadableUnitQuerySet(models.QuerySet):
    """Questions about readable units."""

    def of(self, unit: str, definition: Definition) -> "ReadableUnitQuerySet":
        """The units of one kind under one version, without their documents, in one order."""
        found = self.filter(unit=unit, definition_key=definition.key, definition_version=definition.version)
        return found.defer("document").order_by("institution_code", "id")


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


KINDRED = """
SELECT id, patient, label, certainty, exposure, evidence, systemic, cns, extent, novelty, her2, agent_classes, agents,
    line, course
FROM cohort_kindred_episode
WHERE definition_key = %s AND definition_version = %s AND readable AND NOT own
ORDER BY id
"""
KIN = """
SELECT bands ->> 'next', bands ->> 'skin', bands ->> 'systemic', count(*)  -- in the order of BANDS
FROM (
    SELECT DISTINCT ON (patient) kin, bands
    FROM cohort_kindred_episode
    WHERE definition_key = %s AND definition_version = %s AND NOT readable
    ORDER BY patient, kin LIKE 'discordant/%%' DESC, position
) one_of_each
WHERE kin = %s
GROUP BY 1, 2, 3
"""
TRAITS = ("exposure", "evidence", "systemic", "cns", "extent", "novelty", "her2", "classes", "drugs")


@dataclass(frozen=True)
class Kindred:
    """An event of another institution that the reader may read. ``axes``: item of likeness -> codes."""

    id: uuid.UUID
    patient: int
    label: str
    certainty: str
    axes: Mapping[str, list[str]]
    line: int | None
    course: Mapping


def kindred(definition: Definition) -> list[Kindred]:
    """Events of other institutions that the reader may read, one by one."""
    with connection.cursor() as cursor:
        cursor.execute(KINDRED, [definition.key, definition.version])
        return [
            Kindred(*row[:4], dict(zip(TRAITS, row[4:13], strict=True)), row[13], json.loads(row[14]))
            for row in cursor.fetchall()
        ]


def kin_outcomes(definition: Definition, kin: str) -> dict[str, Counter[str]]:
    """Patients of others whom the reader may count but not read, in one group: band -> value -> how many."""
    found: dict[str, Counter[str]] = {name: Counter() for name in BANDS}
    with connection.cursor() as cursor:
        cursor.execute(KIN, [definition.key, definition.version, kin])
        for *values, number in cursor.fetchall():
            for name, value in zip(BANDS, values, strict=True):
                found[name][value] += number
    return found
