"""Would this event be in the cohort, and in its primary analysis (§5.11)? Read from an episode, nothing asked anew."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from cases.rules.definition import EvidenceLevel
from cases.rules.discordance import Episode, Rule
from cases.rules.explain import Outcome
from cases.rules.exposure import ExposureLevel
from cases.rules.her2 import Stratum
from cases.rules.labels import DISCORDANT, Label
from cases.rules.near import NearMiss
from cases.rules.systemic import Level

CRITERIA: dict[str, frozenset[str]] = {
    "exposure": frozenset([ExposureLevel.ON]),
    "her2": frozenset([Stratum.HER2_POS]),
    "evidence": frozenset([EvidenceLevel.C1, EvidenceLevel.C2]),
    "systemic": frozenset([Level.S1]),
}
"""Axis -> its values in the primary analysis."""


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Match:
    """``why``: the sentence of the rule that decided, or left it open. ``lacking``: criteria of the primary analysis
    that do not hold, ``open``: those that the dates leave open. ``near``: the constant that is missed by days.
    """

    key: str
    label: Label
    discordant: Answer
    why: str
    primary: Answer
    lacking: tuple[str, ...]
    open: tuple[str, ...]
    near: NearMiss | None


def match(episode: Episode, near: NearMiss | None) -> Match:
    """One event under the definition that it was classified by."""
    discordant = _discordant(episode)
    held = {name: _held(episode.axes[name], wanted) for name, wanted in CRITERIA.items() if name in episode.axes}
    answers = {discordant, *held.values()}
    return Match(
        key=episode.key,
        label=episode.label,
        discordant=discordant,
        why=_why(episode),
        primary=next(one for one in (Answer.NO, Answer.UNDECIDED, Answer.YES) if one in answers),
        lacking=tuple(name for name, answer in held.items() if answer is Answer.NO),
        open=tuple(name for name, answer in held.items() if answer is Answer.UNDECIDED),
        near=near if near is not None and near.constant is not None else None,
    )


def _discordant(episode: Episode) -> Answer:
    """An open label that could not turn out discordant on any day is none that is undecided."""
    if episode.label is not Label.INDETERMINATE:
        return Answer.YES if episode.label in DISCORDANT else Answer.NO
    possible = set(episode.label_set)
    if possible and not possible & (DISCORDANT | {Label.INDETERMINATE}):
        return Answer.NO
    return Answer.YES if possible and possible <= DISCORDANT else Answer.UNDECIDED


def _held(value: str | Collection[str], wanted: frozenset[str]) -> Answer:
    found = {value} if isinstance(value, str) else set(value)
    if found <= wanted:
        return Answer.YES
    return Answer.UNDECIDED if found & wanted else Answer.NO


def _why(episode: Episode) -> str:
    decided = [one for verdict in (Outcome.FAIL, Outcome.UNKNOWN) for one in episode.rules if _said(one, verdict)]
    return decided[0].says if decided and episode.label not in DISCORDANT else ""


def _said(rule: Rule, verdict: Outcome) -> bool:
    return rule.verdict == verdict and rule.rule != "certainty"
