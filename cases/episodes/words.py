"""How the codes of a verdict read, wherever one is shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from cases.records.figure.words import label_words

CERTAINTY_WORDS = {"CONFIRMED": "confirmed", "PROBABLE": "probable", "SUSPECTED": "suspected"}
REASON_WORDS = {
    "dates": "the dates allow several labels",
    "evidence": "the evidence is not settled",
    "exposure": "exposure to anti-HER2 drugs is not known",
    "systemic": "the systemic status is not known",
}
RULE_WORDS = {
    "eligibility": "Eligibility",
    "evidence": "Evidence of progression",
    "exposure": "Exposure",
    "systemic": "Systemic disease",
    "cns": "Brain and leptomeninges",
    "certainty": "Certainty",
    "dates": "Dates",
}
VERDICT_WORDS = {"pass": "does not stand in the way", "fail": "decides another label", "unknown": "not known"}
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
    "HER2_LOSS": "HER2 lost in the lesion",
    "HER2_GAIN": "HER2 gained in the lesion",
    "MAINTAINED_CR": "Response carried in from an earlier line",
    "COMPARATOR_REGIONAL_ONLY": "Only nodes or breast to compare",
    "COMPARATOR_CLEARED_LOCALLY": "Other disease cleared locally",
    "DIAGNOSTIC_DELAY": "Biopsy came late",
    "CONTRADICTION": "The record contradicts itself",
    "LINE_MISMATCH": "Line number disagrees with the course",
    "SKIN_BEYOND_BREAST_M0": "M0 although skin beyond the breast",
    "SEARCH_INCOMPLETE": "Too many uncertain dates to try all",
}


def answer_in_words(episodes: Sequence[Mapping[str, Any]]) -> str:
    """What an example answers, or should: each episode with its label, certainty, reason and flags."""
    return "; then ".join(_episode_in_words(one) for one in episodes) or "no event"


def _episode_in_words(episode: Mapping[str, Any]) -> str:
    parts = [label_words(episode["label"]), CERTAINTY_WORDS.get(episode.get("certainty") or "", "")]
    parts.append(REASON_WORDS.get(episode.get("reason") or "", ""))
    labels = episode.get("label_set") or ()
    if len(labels) > 1:
        parts.append(f"possible: {' or '.join(label_words(one).lower() for one in labels)}")
    parts += [FLAG_WORDS.get(flag, flag).lower() for flag in episode.get("flags") or ()]
    parts += [_axis_in_words(name, value) for name, value in (episode.get("axes") or {}).items()]
    return ", ".join(part for part in parts if part)


def _axis_in_words(name: str, value: str | list[str]) -> str:
    values = [value] if isinstance(value, str) else value
    return f"{AXIS_WORDS[name]}: {' or '.join(VALUE_WORDS.get((name, one), one) for one in values)}"
