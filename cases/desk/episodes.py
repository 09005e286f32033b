"""Each episode on the case page: its label, and why, with links to the records that decided it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cases.desk.record import Links
from cases.desk.spoken import Speaker, SpokenWhen
from cases.desk.todo import ToDo, todo_of
from cases.episodes.words import (
    AXIS_WORDS,
    CERTAINTY_WORDS,
    FLAG_WORDS,
    REASON_WORDS,
    RULE_WORDS,
    VALUE_WORDS,
    VERDICT_WORDS,
)
from cases.records.body_map import BodyMap, event_map
from cases.records.figure import Figure, Windows, event_figure_of, index_episode, record_of
from cases.records.figure.words import label_words
from cases.review.adjudication.querysets import Beside
from cases.rules.explain import in_words

NOWHERE = Links("", {}, may_edit=False)


@dataclass(frozen=True)
class Why:
    """One rule. ``distance``: of the deciding record from the event, in words; ``records``: keys to link to."""

    title: str
    verdict: str
    verdict_words: str
    says: str
    distance: str
    records: tuple[str, ...]


@dataclass(frozen=True)
class AdjudicatedLabel:
    """The label that readers gave. ``how``: in words."""

    code: str
    label: str
    how: str


@dataclass(frozen=True)
class EpisodePanel:
    """One episode. ``todo`` would decide its label, ``open_points`` what is open beside it.

    ``axes``: (name, words); ``index``: the one the case is in the registry for; ``body``: where the skin was involved.
    ``regimen``: key of the current one. ``adjudicated``: the label of readers, once it is settled.
    """

    key: str
    when: SpokenWhen
    code: str
    label: str
    certainty: str
    certainty_words: str
    reason: str
    label_set: tuple[str, ...]
    flags: tuple[str, ...]
    axes: tuple[tuple[str, str], ...]
    why: tuple[Why, ...]
    todo: tuple[ToDo, ...]
    open_points: tuple[ToDo, ...]
    index: bool
    figure: Figure | None
    body: BodyMap | None
    regimen: str = ""
    adjudicated: AdjudicatedLabel | None = None


def panels_of(
    document: Mapping[str, Any],
    episodes: Sequence[Mapping[str, Any]],
    windows: Windows,
    speaker: Speaker,
    links: Links = NOWHERE,
) -> tuple[EpisodePanel, ...]:
    """The episodes as ``classify`` prints them, in order of t0; ``remedies`` and ``open_points`` beside them
    become things to do.
    """
    chosen = index_episode(episodes)
    dates = {row["id"]: row.get("on") for name in ("skin_findings", "assessments") for row in document.get(name) or ()}
    return tuple(_panel(document, one, windows, speaker, links, dates, index=one is chosen) for one in episodes)


def _panel(
    document: Mapping[str, Any],
    episode: Mapping[str, Any],
    windows: Windows,
    speaker: Speaker,
    links: Links,
    dates: Mapping[str, Any],
    *,
    index: bool,
) -> EpisodePanel:
    key = record_of(episode)
    certainty = episode.get("certainty") or ""
    return EpisodePanel(
        key=key,
        when=speaker.when(dates.get(key)),
        code=episode["label"],
        label=label_words(episode["label"]),
        certainty=certainty,
        certainty_words=CERTAINTY_WORDS.get(certainty, ""),
        reason=REASON_WORDS.get(episode.get("reason") or "", ""),
        label_set=tuple(label_words(one) for one in episode.get("label_set") or ()),
        flags=tuple(FLAG_WORDS.get(one, one) for one in episode.get("flags") or ()),
        axes=tuple(_axis(name, value) for name, value in (episode.get("axes") or {}).items() if value),
        why=tuple(_why(one) for one in episode.get("rules") or ()),
        todo=todo_of(episode.get("remedies") or (), document, speaker, links),
        open_points=todo_of(episode.get("open_points") or (), document, speaker, links),
        index=index,
        figure=event_figure_of(document, episode, windows, name=f"event-{key}"),
        body=event_map(document, key),
        regimen=episode.get("regimen") or "",
    )


def beside(panel: EpisodePanel, found: Beside | None) -> EpisodePanel:
    """The panel with the adjudicated label beside the derived one, which stays as it is."""
    if found is None:
        return panel
    how = "two readers agree" if found.by_agreement else "settled by a third reader"
    return replace(panel, adjudicated=AdjudicatedLabel(found.label, label_words(found.label), how))


def _axis(name: str, value: str | Sequence[str]) -> tuple[str, str]:
    values = [value] if isinstance(value, str) else list(value)
    said = " or ".join(VALUE_WORDS.get((name, one), "not known" if one == "UNKNOWN" else one) for one in values)
    return AXIS_WORDS.get(name, name), said


def _why(rule: Mapping[str, Any]) -> Why:
    return Why(
        title=RULE_WORDS.get(rule["rule"], rule["rule"]),
        verdict=rule["verdict"],
        verdict_words=VERDICT_WORDS.get(rule["verdict"], rule["verdict"]),
        says=f"{rule['says'].rstrip('.')}.",
        distance=_distance_unless_said(rule.get("days_from_t0"), rule["says"]),
        records=tuple(rule.get("records") or ()),
    )


def _distance_unless_said(days: int | Sequence[int | None] | None, says: str) -> str:
    """The distance of the deciding record, where the sentence does not give it already."""
    lo, hi = (days, days) if isinstance(days, int) else days or (None, None)
    return "" if in_words(lo, hi) in says else distance_words(days)


def distance_words(days: int | Sequence[int | None] | None) -> str:
    """How far a record lies from the event, such as "2 days before" or "between 14 days before and 40 after"."""
    if days is None:
        return ""
    if isinstance(days, int):
        return _side(days)
    lo, hi = days
    if lo is None and hi is None:
        return ""
    if lo is None or hi is None:
        return f"{_side(hi)} or earlier" if lo is None else f"{_side(lo)} or later"
    return _side(lo) if lo == hi else f"between {_side(lo)} and {_side(hi)}"


def _side(days: int) -> str:
    if days == 0:
        return "the same day"
    unit = "day" if abs(days) == 1 else "days"
    return f"{abs(days)} {unit} {'after' if days > 0 else 'before'}"
