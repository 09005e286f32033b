"""What would follow from a case if what is typed now were saved: labels, what would decide them, and cohorts.

Told while somebody types, from the record and what the person has typed into its forms; nothing is stored.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cases.desk.entry.reading import row_ids
from cases.desk.record import Links
from cases.desk.spoken import Speaker
from cases.desk.todo import ToDo, todo_of
from cases.episodes.published import Choice, choose, named_definition
from cases.episodes.words import AXIS_WORDS, CERTAINTY_WORDS, REASON_WORDS
from cases.records.days import day_zero_in
from cases.records.document import document_of
from cases.records.drafts.applied import LeftOut, as_typed
from cases.records.figure.words import label_words
from cases.records.models import Case
from cases.records.policies import can_edit
from cases.rules.definition import Definition
from cases.rules.discordance import Episode, classify
from cases.rules.matching import Match, match
from cases.rules.near import near_miss
from cases.rules.open_points import open_points
from cases.rules.remedies import remedies
from cases.rules.timeline import Timeline
from registry.institutions.scoping import Scope

log = logging.getLogger(__name__)

CRITERION_WORDS = {
    "exposure": "on treatment",
    "her2": "HER2-positive",
    "evidence": "biopsy or proof (C1 or C2)",
    "systemic": "a response elsewhere (S1)",
}
SEEN = 400
"""Characters of what a page says that it showed last; more is no page of ours."""


@dataclass(frozen=True)
class FollowingEvent:
    """One event with its label as it would be. ``todo`` and ``open_points``: as on the case page."""

    key: str
    title: str
    code: str
    label: str
    certainty: str
    certainty_words: str
    reason: str
    label_set: tuple[str, ...]
    todo: tuple[ToDo, ...]
    open_points: tuple[ToDo, ...]


@dataclass(frozen=True)
class EventMatch:
    """One event in one cohort. ``lacking`` and ``open``: criteria of the primary analysis, in words."""

    match: Match
    lacking: str
    open: str


@dataclass(frozen=True)
class CohortMatch:
    """One published definition and the events that it sees. ``about``: what its events are."""

    title: str
    name: str
    is_house: bool
    events: tuple[EventMatch, ...]


@dataclass(frozen=True)
class Following:
    """``seen``: the labels in short, which the page sends back; ``said``: the change since then, to be spoken.

    ``deferred``: what would decide it takes seconds to try, and is asked for once nothing more is typed.
    """

    case: Case
    typed: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    events: tuple[FollowingEvent, ...]
    cohorts: tuple[CohortMatch, ...]
    fault: bool
    deferred: bool
    seen: str
    said: str


@dataclass(frozen=True)
class _Told:
    """One event under one definition, everything asked of it."""

    episode: Episode
    todo: list[dict]
    open_points: list[dict]
    match: Match
    deferred: bool


def following(case: Case, scope: Scope, *, seen: str | None, back: str = "", patient: bool = False) -> Following:
    """What would follow. ``seen``: the labels that the page showed last, None if it showed nothing yet.

    ``patient``: try what would decide it however long that takes; else only where the dates leave little to try.
    """
    typed = as_typed(case, document_of(case), scope)
    links = Links(str(case.pk), row_ids(case), can_edit(case, scope), back, typed.addresses)
    try:
        told = _told(typed.document, patient=patient)
    except Exception:  # as in derivation: a case that breaks the rules can still be typed on
        log.exception("A case with what is typed could not be classified.")
        told = {}
    house = next((found for choice, found in told.items() if choice.is_house), [])
    speaker = Speaker(typed.document, day_zero_in(typed.document))
    events = tuple(_event(one, typed.document, speaker, links) for one in house)
    now = ",".join(f"{one.key}:{one.code}" for one in events)
    return Following(
        case=case,
        typed=tuple(dict.fromkeys(typed.typed)),
        left_out=tuple(typed.left_out),
        events=events,
        cohorts=tuple(_cohort(choice, found) for choice, found in told.items()),
        fault=not told,
        deferred=any(one.deferred for one in house),
        seen=now,
        said=_change(events) if seen is not None and seen[:SEEN] != now[:SEEN] else "",
    )


def _told(document: Mapping[str, Any], *, patient: bool) -> dict[Choice, list[_Told]]:
    """Every current definition -> the events that it sees; the lists of what is open under the house's own only."""
    timeline = Timeline.from_document(document)
    current = [one for one in choose(None).choices if one.status == "current"]
    return {
        one: [
            _event_told(timeline, named_definition(one.name), episode, asks=one.is_house, patient=patient)
            for episode in classify(timeline, named_definition(one.name))
        ]
        for one in current
    }


def _event_told(timeline: Timeline, definition: Definition, episode: Episode, *, asks: bool, patient: bool) -> _Told:
    if not patient and _is_vague(episode):
        return _Told(episode, [], [], match(episode, None), deferred=True)
    ways = remedies(timeline, definition, episode) if asks else ()
    near = near_miss(timeline, definition, episode, ways)
    points = open_points(timeline, definition, episode, near) if asks else ()
    todo, opened = [one.as_json() for one in ways], [one.as_json() for one in points]
    return _Told(episode, todo, opened, match(episode, near), deferred=False)


def _is_vague(episode: Episode) -> bool:
    """Whether dates between bounds bear on the event: then each trial has many days to follow."""
    return any(isinstance(one.days_from_t0, tuple) for one in episode.rules)


def _event(told: _Told, document: Mapping[str, Any], speaker: Speaker, links: Links) -> FollowingEvent:
    episode = told.episode
    certainty = episode.certainty or ""
    return FollowingEvent(
        key=episode.key,
        title=f"Event {episode.key}",
        code=str(episode.label),
        label=label_words(str(episode.label)),
        certainty=certainty,
        certainty_words=CERTAINTY_WORDS.get(certainty, ""),
        reason=REASON_WORDS.get(str(episode.reason or ""), ""),
        label_set=tuple(label_words(str(one)) for one in episode.label_set),
        todo=todo_of(told.todo, document, speaker, links),
        open_points=todo_of(told.open_points, document, speaker, links),
    )


def _cohort(choice: Choice, found: list[_Told]) -> CohortMatch:
    events = tuple(EventMatch(one.match, _criteria(one.match.lacking), _criteria(one.match.open)) for one in found)
    return CohortMatch(f"{choice.title}, version {choice.version}", choice.name, choice.is_house, events)


def _criteria(names: tuple[str, ...]) -> str:
    return ", ".join(CRITERION_WORDS.get(one, AXIS_WORDS.get(one, one)) for one in names)


def _change(events: tuple[FollowingEvent, ...]) -> str:
    if not events:
        return "No event follows from the case any more."
    return "As typed: " + "; ".join(f"event {one.key}, {one.label.lower()}" for one in events) + "."
