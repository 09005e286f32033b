"""Each episode on the case page: its label, and why, with links to the records that decided it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.desk.spoken import Speaker, SpokenWhen
from cases.records.figure import Figure, Windows, event_figure_of, index_episode, record_of
from cases.records.figure.words import label_words

CERTAINTY_WORDS = {"CONFIRMED": "confirmed", "PROBABLE": "probable", "SUSPECTED": "suspected"}
REASON_WORDS = {
    "dates": "the dates allow several labels",
    "evidence": "the evidence in the skin is not settled",
    "exposure": "exposure to anti-HER2 drugs is not known",
    "systemic": "the systemic status is not known",
}
RULE_WORDS = {
    "eligibility": "Eligibility",
    "evidence": "Evidence in the skin",
    "exposure": "Exposure",
    "systemic": "Systemic disease",
    "cns": "Brain and leptomeninges",
    "certainty": "Certainty",
    "dates": "Dates",
}
VERDICT_WORDS = {"pass": "fits", "fail": "decides another label", "unknown": "not known"}
AXIS_WORDS = {
    "exposure": "Exposure",
    "evidence": "Evidence",
    "systemic": "Systemic",
    "cns": "CNS",
    "extent": "Extent",
    "novelty": "Novelty",
    "her2": "HER2",
}
VALUE_WORDS = {
    ("exposure", "ON"): "on treatment",
    ("exposure", "LEAD_IN"): "lead-in",
    ("exposure", "EARLY_POST"): "early after treatment",
    ("exposure", "OFF"): "off treatment",
    ("exposure", "NEVER"): "never treated",
    ("evidence", "C0"): "C0, another cause",
    ("evidence", "C1"): "C1, biopsy of this event",
    ("evidence", "C2"): "C2, proven earlier and seen to grow",
    ("evidence", "C3"): "C3, clinical only",
    ("evidence", "CU"): "CU, unsettled",
    ("evidence", "CX"): "CX, no progression",
    ("systemic", "S0"): "S0, nothing to compare",
    ("systemic", "S1"): "S1, in response",
    ("systemic", "S2"): "S2, no progression",
    ("systemic", "SP"): "SP, progression",
    ("systemic", "S9"): "S9, not known",
    ("cns", "NOT_IMAGED"): "not imaged",
    ("cns", "CLEAR"): "clear",
    ("cns", "CONTROLLED"): "controlled",
    ("cns", "PD"): "progression",
    ("extent", "LR"): "locoregional",
    ("extent", "DIST"): "distant",
    ("extent", "BOTH"): "locoregional and distant",
    ("novelty", "NEW"): "new",
    ("novelty", "RELAPSE_AFTER_RESPONSE"): "relapse after response",
    ("novelty", "PERSISTENT_GROWTH"): "persistent growth",
    ("novelty", "MIXED"): "mixed",
    ("novelty", "NONE"): "none",
    ("her2", "HER2_POS"): "positive",
    ("her2", "HER2_LOW"): "low",
    ("her2", "HER2_ULTRALOW"): "ultralow",
    ("her2", "HER2_MUT"): "mutated",
    ("her2", "HER2_NEG"): "negative",
    ("her2", "EQUIVOCAL"): "equivocal",
}
FLAG_WORDS = {
    "HERALD": "Systemic progression within 90 days",
    "DURABLE": "No systemic progression for 180 days",
    "HER2_LOSS": "HER2 lost in the skin",
    "HER2_GAIN": "HER2 gained in the skin",
    "MAINTAINED_CR": "Response carried in from an earlier line",
    "COMPARATOR_REGIONAL_ONLY": "Only nodes or breast to compare",
    "COMPARATOR_CLEARED_LOCALLY": "Other disease cleared locally",
    "DIAGNOSTIC_DELAY": "Biopsy came late",
    "CONTRADICTION": "The record contradicts itself",
    "LINE_MISMATCH": "Line number disagrees with the course",
    "SKIN_BEYOND_BREAST_M0": "M0 although skin beyond the breast",
    "SEARCH_INCOMPLETE": "Too many uncertain dates to try all",
}


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
class EpisodePanel:
    """One episode. ``axes``: (name, words); ``index``: the one the case is in the registry for."""

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
    index: bool
    figure: Figure | None


def panels_of(
    document: Mapping[str, Any], episodes: Sequence[Mapping[str, Any]], windows: Windows, speaker: Speaker
) -> tuple[EpisodePanel, ...]:
    """The episodes as ``classify`` prints them, in order of t0."""
    chosen = index_episode(episodes)
    dates = {row["id"]: row.get("on") for name in ("skin_findings", "assessments") for row in document.get(name) or ()}
    return tuple(_panel(document, one, windows, speaker, dates, index=one is chosen) for one in episodes)


def _panel(
    document: Mapping[str, Any],
    episode: Mapping[str, Any],
    windows: Windows,
    speaker: Speaker,
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
        index=index,
        figure=event_figure_of(document, episode, windows, name=f"event-{key}"),
    )


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
        distance=distance_words(rule.get("days_from_t0")),
        records=tuple(rule.get("records") or ()),
    )


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
