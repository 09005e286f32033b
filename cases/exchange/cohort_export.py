"""The page from which a cohort is taken away as one file, and what it says before it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from cases.cohorts.members import Selection
from cases.cohorts.runs import FrozenRun
from cases.cohorts.selection import documents_of_members
from cases.disclosure.singling_out import Alike, without_each
from cases.episodes.recipe import recipe_for
from cases.exchange.tidy.archive import (
    KNOWN,
    Archive,
    archive_of,
    dictionary_version,
    how_alike,
    known_of,
    written_at,
)

MOST = 5_000
"""Members that one request writes; a larger cohort is narrowed, or exported by the command."""


@dataclass(frozen=True)
class ExportPage:
    """What the page says. ``selection``: the cohort as its reader sees it."""

    selection: Selection

    @property
    def members(self) -> int:
        return len(self.selection.members)

    @cached_property
    def alike(self) -> Alike:
        return how_alike(self.selection.members)

    @property
    def coarser(self) -> list[tuple[str, Alike]]:
        """Which fact, left out of what is taken away, would expose fewer patients."""
        return without_each(known_of(self.selection.members), KNOWN)

    @property
    def refused(self) -> str:
        """Why nothing can be taken away; empty where it can."""
        if not self.members:
            return "Nothing that you may read is in this cohort, so there is nothing to take away."
        if self.members > MOST:
            return f"{self.members} rows are more than one file holds here ({MOST}). Narrow the cohort first."
        return ""


def exported(selection: Selection, at: datetime) -> Archive:
    """The cohort as one archive. ``at``: now, in UTC."""
    firsts = {patient: members[0].id for patient, members in selection.by_patient.items()}
    found = documents_of_members(selection, firsts.values())
    documents = {patient: found[key] for patient, key in firsts.items()}
    return archive_of(selection, documents, receipt_of(selection, at), _source(selection.run, at))


def receipt_of(selection: Selection, at: datetime) -> Mapping[str, Any]:
    """What was asked, of which state of the registry, and by which code."""
    definition, run = selection.definition, selection.run
    return {
        "query": selection.query,
        "words": selection.words,
        "unit": selection.unit,
        "definition": {"name": definition.name, "sha256": definition.hash},
        "code": run.receipt.recipe_hash if run else recipe_for(definition).hash,
        "data_dictionary": dictionary_version(),
        "exported_at": written_at(at),
        "run": _of_run(run) if run else None,
    }


def file_name(selection: Selection, at: datetime) -> str:
    """Names the definition and the day, and nothing of the query."""
    return f"cohort-{selection.definition.key}-{at:%Y-%m-%d}.zip"


def _of_run(run: FrozenRun) -> Mapping[str, Any]:
    return {
        "id": str(run.id),
        "frozen_at": written_at(run.frozen_at),
        "snapshot_sha256": run.receipt.snapshot_hash,
        "rows_sha256": run.receipt.rows_hash,
    }


def _source(run: FrozenRun | None, at: datetime) -> str:
    if run is None:
        return f"The cohort was asked for on {at:%-d %B %Y} (UTC) and was not frozen: asked again, it may differ."
    return f"The rows are those of the frozen run {run.id} of {run.frozen_at:%-d %B %Y} (UTC)."
