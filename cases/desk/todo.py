"""What would decide an open label, or settle what else is open, as a list of things to do, each with its form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.desk.record import Links
from cases.desk.spoken import Speaker
from cases.records.figure import record_of
from cases.records.figure.words import label_words
from cases.records.kinds import KINDS, Kind, kind_by_slug
from cases.rules.definition import Definition
from cases.rules.discordance import Episode, classify
from cases.rules.explain import in_words
from cases.rules.near import near_miss
from cases.rules.open_points import open_points
from cases.rules.proposals import Kind as Task
from cases.rules.remedies import Remedy
from cases.rules.timeline import Timeline

ENTERED = {
    Task.ADD_ASSESSMENT: ("assessment", "Enter an assessment"),
    Task.SETTLE_LESION: ("assessment", "Enter an assessment"),
    Task.ADD_BIOPSY: ("specimen", "Enter a biopsy"),
    Task.ADD_FOLLOW_UP: ("skin-finding", "Enter a skin finding"),
}
"""What is done by a new row; everything else changes a row that is there, or the case itself."""

FIELDS = {
    Task.GIVE_STATUS: "rows-compartment",
    Task.GIVE_MARKER: "rows-marker",
    Task.STATE_DRUGS: "rows-drug",
    Task.STATE_LAST_DOSE: "rows-drug",
    Task.NAME_REGIMEN: "div_id_regimen",
    Task.GIVE_RESULT: "div_id_result",
    Task.STATE_EXTENT: "div_id_extent",
    Task.COMPLETE_LIST: "div_id_regimens_complete",
}
"""The part of the form where it is done; of a change of a date it is the date that orders the rows."""


@dataclass(frozen=True)
class WayOut:
    """What the record could turn out to say, and the label that follows."""

    words: str
    code: str
    label: str


@dataclass(frozen=True)
class ToDo:
    """One thing that would decide it. ``url``: the form in which it is done.

    ``calendar``: its days where the reader may see dates; ``distance``: the same days from the event.
    """

    says: str
    calendar: str
    distance: str
    leads_to: tuple[WayOut, ...]
    url: str
    link: str


def todo_of(
    remedies: Sequence[Mapping[str, Any]], document: Mapping[str, Any], speaker: Speaker, links: Links
) -> tuple[ToDo, ...]:
    """The list for somebody who may edit the case; nothing for anybody else."""
    return tuple(_to_do(one, document, speaker, links) for one in remedies) if links.may_edit else ()


def with_open_points(
    document: Mapping[str, Any], episodes: Sequence[Mapping[str, Any]], definition: Definition
) -> list[dict[str, Any]]:
    """The printed episodes, each with what it leaves open beside its label: tried when the page is read, not stored."""
    timeline = Timeline.from_document(document)
    found = {one.key: one for one in classify(timeline, definition)}
    return [
        {**one, "open_points": [point.as_json() for point in _points(timeline, definition, found[record_of(one)])]}
        for one in episodes
    ]


def _points(timeline: Timeline, definition: Definition, episode: Episode) -> tuple[Remedy, ...]:
    return open_points(timeline, definition, episode, near_miss(timeline, definition, episode, ()))


def _to_do(remedy: Mapping[str, Any], document: Mapping[str, Any], speaker: Speaker, links: Links) -> ToDo:
    url, link = _door(remedy, document, links)
    return ToDo(
        says=remedy["says"],
        calendar=_calendar(remedy["days"], speaker),
        distance="" if remedy["days"] is None else f"{in_words(*remedy['from_t0'])} the event",
        leads_to=tuple(WayOut(words, code, label_words(code)) for words, code in remedy["leads_to"]),
        url=url,
        link=link,
    )


def _calendar(days: Sequence[int | None] | None, speaker: Speaker) -> str:
    if days is None or None in days:
        return ""
    return speaker.when({"lo": days[0], "hi": days[1], "precision": "unknown"}).calendar


def _door(remedy: Mapping[str, Any], document: Mapping[str, Any], links: Links) -> tuple[str, str]:
    kind = remedy["kind"]
    if kind == Task.COMPLETE_LIST:
        return f"{links.to('case-edit')}#{FIELDS[kind]}", "Change the facts of the case"
    if kind in ENTERED:
        slug, words = ENTERED[kind]
        return links.add(kind_by_slug(slug)), words
    key = remedy["records"][0]
    owner = next(_kinds_with(key, document), None)
    form = links.edit(owner, key) if owner else ""
    return (f"{form}#{FIELDS.get(kind, f'div_id_{owner.timed_by}')}" if form else ""), f"Change {key}"


def _kinds_with(key: str, document: Mapping[str, Any]) -> Iterator[Kind]:
    for kind in KINDS:
        rows = document.get(kind.json_list) or ()
        if not kind.single and any(row.get("id") == key for row in rows):
            yield kind
