"""Noting in the log of readings and exports whose rows a cohort held."""

from collections import Counter

from cases.cohorts.members import Selection
from cases.cohorts.models import ReadableEpisode
from registry.audit.models import Act, Thing
from registry.audit.reading import note_rows
from registry.institutions.models import Institution
from registry.institutions.scoping import Scope


def note_selection(selection: Selection, *, act: Act, what: Thing, by: Scope) -> None:
    """One note for each institution whose rows the reader was shown or took away."""
    rows = Counter(one.institution for one in selection.members)
    keys = dict(Institution.objects.filter(code__in=rows).values_list("code", "pk"))
    held = {keys[code]: number for code, number in rows.items() if code in keys}
    note_rows(by=by, act=act, what=what, held=held, subject=selection.run.id if selection.run else None)


def note_episode(episode: ReadableEpisode, *, act: Act, by: Scope) -> None:
    """One episode with the de-identified record behind it."""
    held = {Institution.objects.get(code=episode.institution_code).pk: 1}
    note_rows(by=by, act=act, what=Thing.EPISODE, held=held, subject=episode.id)
