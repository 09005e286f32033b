"""The case page: one case as this reader may see it."""

import logging
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from cases.desk.entry.hub import Hub, hub_of
from cases.desk.entry.reading import row_ids
from cases.desk.episodes import EpisodePanel, beside, panels_of
from cases.desk.measured import AsMeasured, as_measured
from cases.desk.questions.marks import Marks, marks_of
from cases.desk.record import Grid, Links, Station, grid_of, stations_of
from cases.desk.spoken import Speaker, label_of
from cases.desk.todo import with_open_points
from cases.disclosure.keys import plain_names, renamed
from cases.episodes.derivation import verdicts_of
from cases.episodes.models import Derivation
from cases.episodes.published import Chosen
from cases.records.days import day_zero_in
from cases.records.document import document_of
from cases.records.drafts.listed import ListedDraft, drafts_in
from cases.records.figure import Figure, Windows, figure_of
from cases.records.models import Case
from cases.records.outside import PREFIXES, SHAPES, seen_from_outside
from cases.records.policies import can_add_followup, can_discard, can_edit
from cases.records.sections import SECTIONS
from cases.records.stops import stops_of
from cases.records.warnings import CaseWarning, warnings_of
from cases.review.adjudication.querysets import adjudicated_in
from cases.review.history import Returned, Step, returns_of, steps_of
from cases.review.policies import can_move
from cases.review.sections import sections_changed
from cases.review.signatures.models import Meaning
from cases.review.signatures.policies import meanings_open_to
from cases.review.workflow import moves_from
from cases.rules.definition import Definition
from cases.rules.discordance import classify
from cases.rules.timeline import Timeline
from cases.rules.vocabulary import CaseStatus, LegalBasisKind
from registry.institutions.scoping import Scope

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Actions:
    """What this reader may do with the case now. ``moves``: keys of the steps of its course that they may take.

    ``sign_lock``: to sign the case as it stands, which locks it.
    """

    edit: bool
    follow_up: bool
    discard: bool
    moves: frozenset[str]
    sign_lock: bool


@dataclass(frozen=True)
class ShownWarning:
    """A warning, and whether somebody said why it holds all the same; the reason itself stays inside."""

    warning: CaseWarning
    answered: bool


@dataclass(frozen=True)
class CasePage:
    """``own``: the reader belongs to the institution and sees everything; all others see it de-identified.

    ``fault``: the case could not be classified, and so has no episodes. ``absorbed``: keys of progressions of the skin
    that start no event of their own. ``hub``: the task list, for the institution. ``returned``: by a reviewer, for the
    institution to act upon. ``steps``: the moves of the case, the newest first. ``changed``: titles of the sections of
    an amended case that changed since it was reviewed. ``marks``: what is asked and verified at its fields.
    """

    case: Case
    own: bool
    dated: bool
    legal_basis: str
    actions: Actions
    hub: Hub | None
    warnings: tuple[ShownWarning, ...]
    figure: Figure
    episodes: tuple[EpisodePanel, ...]
    absorbed: tuple[str, ...]
    fault: bool
    definition: str
    chosen: Chosen
    measured: AsMeasured | None
    grid: Grid
    stations: tuple[Station, ...]
    drafts: tuple[ListedDraft, ...]
    returned: Returned | None
    steps: tuple[Step, ...]
    changed: tuple[str, ...]
    marks: Marks

    @property
    def open_warnings(self) -> int:
        return sum(not one.answered for one in self.warnings)


def case_page(case: Case, scope: Scope, chosen: Chosen) -> CasePage:
    """Everything that the page shows under one definition; verdicts are derived first if the case has changed."""
    own = case.institution_id in scope.sites
    definition = chosen.definition
    stored = document_of(case)
    shown, episodes, fault = read_as(case, scope, definition, stored)
    windows = Windows.of(definition)
    actions = _actions(case, scope)
    if actions.edit:
        episodes = with_open_points(shown, episodes, definition)
    speaker = Speaker(shown, day_zero_in(shown))
    links = Links(str(case.pk), row_ids(case) if actions.edit else {}, actions.edit)
    settled = adjudicated_in(case.pk)
    panels = tuple(
        beside(one, settled.get((one.key, one.regimen))) for one in panels_of(shown, episodes, windows, speaker, links)
    )
    warnings = _warnings(shown)
    return CasePage(
        case=case,
        own=own,
        dated=speaker.day_zero is not None,
        legal_basis=label_of(LegalBasisKind, case.legal_basis_kind),
        actions=actions,
        hub=_hub(case, shown, warnings) if own else None,
        warnings=warnings,
        figure=figure_of(shown, episodes, windows),
        episodes=panels,
        absorbed=absorbed_by(shown, {one.key for one in panels}),
        fault=fault,
        definition=f"{definition.title}, version {definition.version}",
        chosen=chosen,
        measured=as_measured(shown, definition.constants, speaker),
        grid=grid_of(shown, speaker),
        stations=stations_of(shown, speaker, links),
        drafts=tuple(drafts_in([case], scope).get(case.pk, ())),
        returned=returns_of([case]).get(case.pk),
        steps=steps_of(case),
        changed=_changed(case),
        marks=marks_of(case, scope, stored),
    )


def absorbed_by(document: Mapping[str, Any], events: Set[str]) -> tuple[str, ...]:
    """Progressions of the skin that belong to an event which another finding opened; none if the events are imaged."""
    findings = {row["id"]: row.get("change") for row in document.get("skin_findings") or ()}
    if not events or not events <= findings.keys():
        return ()
    return tuple(key for key, change in findings.items() if change == "progression" and key not in events)


def read_as(
    case: Case, scope: Scope, definition: Definition, stored: Mapping[str, Any] | None = None
) -> tuple[dict, list[dict], bool]:
    """The record as this reader may see it, its episodes, and whether the case could not be classified.

    ``stored``: the record as it is kept, where the caller has read it already.
    """
    document = document_of(case) if stored is None else dict(stored)
    own = case.institution_id in scope.sites
    return _inside(case, definition, document) if own else _outside(document, definition)


def _inside(case: Case, definition: Definition, document: dict) -> tuple[dict, list[dict], bool]:
    """The record and its stored verdicts, and whether the case could not be classified."""
    verdicts = verdicts_of(case, definition)
    fault = not verdicts and Derivation.objects.under(definition).filter(case=case).exclude(fault="").exists()
    return document, [one.as_printed() | {"remedies": one.remedies} for one in verdicts], fault


def _outside(document: dict, definition: Definition) -> tuple[dict, list[dict], bool]:
    """The same for readers of other institutions: stored verdicts are not theirs, what follows from the record is.

    The whole record is classified, so that the label is the institution's own; only what leaves is shown.
    """
    names = plain_names(document, PREFIXES)
    document = renamed(document, names, SHAPES) if names else document
    try:
        episodes = [one.as_json() for one in classify(Timeline.from_document(document), definition)]
    except Exception:  # as in derivation: a case that breaks the rules can still be read
        log.exception("A case could not be classified.")
        return seen_from_outside(document), [], True
    return seen_from_outside(document), episodes, False


def _hub(case: Case, document: Mapping[str, Any], warnings: Sequence[ShownWarning]) -> Hub:
    questions = [one.warning for one in warnings if not one.answered]
    return hub_of(case, document, stops_of(document, timezone.localdate()), questions)


def _actions(case: Case, scope: Scope) -> Actions:
    moves = frozenset(one.key for one in moves_from(case.status) if can_move(case, one.key, scope))
    sign_lock = (
        case.status == CaseStatus.ACCEPTED and "lock" not in moves and Meaning.LOCK in meanings_open_to(case, scope)
    )
    return Actions(can_edit(case, scope), can_add_followup(case, scope), can_discard(case, scope), moves, sign_lock)


def _changed(case: Case) -> tuple[str, ...]:
    if case.status != CaseStatus.AMENDED:
        return ()
    changed = sections_changed(case, case.amended_since)
    return tuple(one.title for one in SECTIONS if one.slug in changed)


def _warnings(document: Mapping[str, Any]) -> tuple[ShownWarning, ...]:
    answers = {(one["code"], one["about"]): one.get("reason", "") for one in document.get("warning_answers") or ()}
    return tuple(
        ShownWarning(replace(one, answer=answers.get((one.code, one.about), "")), (one.code, one.about) in answers)
        for one in warnings_of(document)
    )
