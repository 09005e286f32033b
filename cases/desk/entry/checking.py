"""Check your answers, and what comes after submission."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cases.cohorts.singular import singular
from cases.desk.entry.hub import Hub
from cases.desk.entry.reading import Part, Question, Reading
from cases.desk.episodes import EpisodePanel, panels_of
from cases.desk.todo import with_open_points
from cases.disclosure.singling_out import Singular
from cases.episodes.derivation import verdicts_of
from cases.episodes.published import choose
from cases.records.drafts.listed import ListedDraft, drafts_in
from cases.records.figure import Windows
from cases.records.kinds import KINDS
from cases.records.models import Case
from cases.records.sections import rows_of
from cases.review.history import Returned, returns_of
from cases.review.policies import why_not_move
from cases.rules.vocabulary import TAKEN_IN
from registry.institutions.scoping import Scope

FREE_TEXTS = {
    "comment": "remark",
    "contradiction_note": "contradiction in the source",
    "modifications": "modifications",
}


@dataclass(frozen=True)
class FreeText:
    """A text that somebody has to read once more before it leaves their hands."""

    title: str
    words: str
    url: str


@dataclass(frozen=True)
class CheckPage:
    """``refusal``: why the case cannot be submitted now, empty if it can; ``stops``: what is impossible in it.

    ``drafts``: what was typed and never saved, which a submission would leave behind. ``returned``: by a reviewer.
    ``singular``: how easily the patient is recognised among all others; None without an event.
    ``event``: what the definition calls its events.
    """

    case: Case
    hub: Hub
    drafts: tuple[ListedDraft, ...]
    answers: tuple[Part, ...]
    stops: tuple[Question, ...]
    questions: tuple[Question, ...]
    texts: tuple[FreeText, ...]
    episodes: tuple[EpisodePanel, ...]
    event: str
    refusal: str
    returned: Returned | None
    singular: Singular | None
    may_edit: bool

    @property
    def may_submit(self) -> bool:
        return not self.refusal and not self.stops


@dataclass(frozen=True)
class SubmittedPage:
    """``reference``: pseudonym and version, to be quoted; it names nobody."""

    case: Case
    reference: str

    @property
    def taken_in(self) -> bool:
        return self.case.status in TAKEN_IN


def check_page(case: Case, scope: Scope) -> CheckPage:
    """Every answer of a case with its way back, for a member of its institution."""
    definition = choose(None).definition
    verdicts = [one.as_printed() | {"remedies": one.remedies} for one in verdicts_of(case, definition)]
    reading = Reading(case, scope, back="check")
    verdicts = with_open_points(reading.document, verdicts, definition) if reading.may_edit else verdicts
    windows = Windows.of(definition)
    return CheckPage(
        case=case,
        hub=reading.hub,
        drafts=tuple(drafts_in([case], scope).get(case.pk, ())) if reading.may_edit else (),
        answers=tuple(reading.part(one) for one in reading.hub.tasks),
        stops=reading.every_stop(),
        questions=reading.every_warning(),
        texts=tuple(_texts(reading)),
        episodes=panels_of(reading.document, verdicts, windows, reading.speaker, reading.links),
        event=definition.event,
        refusal=why_not_move(case, "submit", scope),
        returned=returns_of([case]).get(case.pk),
        singular=singular(case, definition),
        may_edit=reading.may_edit,
    )


def submitted_page(case: Case) -> SubmittedPage:
    return SubmittedPage(case, f"{case.pseudonym} · {case.version}")


def _texts(reading: Reading) -> Iterator[FreeText]:
    """Remarks and other free text, row by row."""
    if reading.document.get("comment"):
        yield FreeText("Facts of the case: remark", reading.document["comment"], reading.links.to("case-edit"))
    for kind in KINDS:
        for row in rows_of(kind, reading.document):
            for name, words in _free(row):
                title = f"{kind.title} {row.get('id', '')}".strip()
                yield FreeText(f"{title}: {FREE_TEXTS[name]}", words, reading.links.edit(kind, row.get("id", "")))


def _free(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Free text of a row and of the rows nested in it."""
    for name, value in row.items():
        if name in FREE_TEXTS and value:
            yield name, value
        elif isinstance(value, list):
            for child in value:
                yield from _free(child) if isinstance(child, Mapping) else ()
