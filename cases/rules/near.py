"""Near misses: events that are one step from being discordant.

Either one constant, moved by a few days, would make the label DCP_STRICT or DCP_BROAD, or one record that is lacking
could (``cases.rules.remedies``). Only one rule may stand in the way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cases.rules.definition import Definition, EvidenceLevel
from cases.rules.discordance import Episode
from cases.rules.explain import ANSWERS, Outcome
from cases.rules.labels import EARLY_POST, ON_TREATMENT, Label
from cases.rules.proposals import Kind
from cases.rules.reach import may_matter
from cases.rules.remedies import Remedy
from cases.rules.timeline import Timeline
from cases.rules.trials import Trials

NEAR = 14
"""Days by which a constant may be missed; of cycles one."""
STEPS: dict[str, Sequence[tuple[str, int | None, int]]] = {
    "exposure": (
        ("T_AB", None, 1),
        ("T_TKI", None, 1),
        ("MIN_EXP", None, -1),
        ("MIN_CYCLES", None, -1),
    ),
    "systemic": (
        ("TIGHT", 1, -1),
        ("WIDE", 0, -1),
        ("WIDE", 1, 1),
        ("NEXT_TX_GRACE", None, 1),
    ),
    "evidence": (("BX", 0, -1), ("BX", 1, 1), ("BX_LATE", None, 1), ("STABLE", None, 1)),
    "cns": (("TIGHT", 0, 1), ("TIGHT", 1, -1)),
}
"""By the rule that stands in the way: a constant, which end of a window, and the direction that may help."""

UNKNOWN = {
    "systemic": "The status elsewhere is not known",
    "evidence": "The evidence is not settled",
    "exposure": "The exposure is not known",
}


@dataclass(frozen=True)
class NearMiss:
    """The step that is lacking. ``constant`` and ``distance`` (days, or cycles) where it is one of the definition.

    ``records``: those that the moved constant brings in, else those that the rule was read from.
    """

    label: Label
    rule: str
    says: str
    constant: str | None = None
    distance: int | None = None
    records: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The near miss as plain JSON values."""
        return {
            "label": str(self.label),
            "rule": self.rule,
            "says": self.says,
            "constant": self.constant,
            "distance": self.distance,
            "records": list(self.records),
        }


def near_miss(timeline: Timeline, definition: Definition, episode: Episode, found: Sequence[Remedy]) -> NearMiss | None:
    """The smallest step to DCP_STRICT or DCP_BROAD; None if it takes more than one.

    ``found``: the remedies of the episode.
    """
    rule = _rule_in_the_way(episode)
    if rule is None:
        return None
    trials = Trials(timeline, definition, episode.key)
    by_constant = min(
        _by_constant(trials, definition, episode, rule), key=lambda one: (one.distance, one.constant), default=None
    )
    if by_constant is not None:
        return replace(by_constant, records=_records(trials, definition, episode, by_constant))
    for one in found:
        way = next((way for way in one.leads_to if way.label in ON_TREATMENT), None)
        if way is not None:
            return NearMiss(way.label, one.rule, _for_others(one, way.words))
    return None


def _rule_in_the_way(episode: Episode) -> str | None:
    """The only rule that does not pass, if there is just one."""
    if episode.label in ON_TREATMENT or episode.axes["evidence"] == EvidenceLevel.CX:
        return None
    failing = [one.rule for one in episode.rules if one.verdict != Outcome.PASS and one.rule != "dates"]
    if not failing and episode.label in EARLY_POST:
        return "exposure"
    return failing[0] if len(failing) == 1 else None


def _by_constant(trials: Trials, definition: Definition, episode: Episode, rule: str) -> Iterator[NearMiss]:
    for name, end, direction in STEPS.get(rule, ()):
        most = 1 if name == "MIN_CYCLES" else NEAR
        path = _path(definition, name, end, direction * most)
        if not may_matter(trials.timeline, definition.index, episode.t0, name, *path):
            continue
        moved = _moved(definition, name, end, direction * most)
        if moved is None or trials.label(definition=moved) not in ON_TREATMENT:
            continue
        for distance in range(1, most + 1):
            nearer = _moved(definition, name, end, direction * distance)
            label = trials.label(definition=nearer)
            if label in ON_TREATMENT:
                yield NearMiss(label, rule, _says(definition, nearer, name, distance), name, distance)
                break


def _records(trials: Trials, definition: Definition, episode: Episode, near: NearMiss) -> tuple[str, ...]:
    """The records that the rule reads once its constant is moved and did not read before, else those it read."""
    read = next((one.records for one in episode.rules if one.rule == near.rule), ())
    steps = (one for one in STEPS[near.rule] if one[0] == near.constant)
    for name, end, direction in steps:
        nearer = _moved(definition, name, end, direction * near.distance)
        if nearer is not None and trials.label(definition=nearer) == near.label:
            then = trials.one(lambda verdict: tuple(ANSWERS[near.rule](verdict).records), definition=nearer) or ()
            return tuple(one for one in then if one not in read) or read
    return read


def _path(definition: Definition, name: str, end: int | None, days: int) -> tuple[int, int]:
    """From where to where a constant, or one end of a window, is moved."""
    value = getattr(definition.constants, name.lower())
    now = value if end is None else value[end]
    return now, now + days


def _moved(definition: Definition, name: str, end: int | None, days: int) -> Definition | None:
    """The definition with one constant moved; None if nothing sensible is left of it."""
    value = getattr(definition.constants, name.lower())
    if end is None:
        changed = max(value + days, 0)
    else:
        changed = (value[0] + days, value[1]) if end == 0 else (value[0], value[1] + days)
        if changed[0] > changed[1]:
            return None
    return replace(definition, constants=replace(definition.constants, **{name.lower(): changed}))


def _says(definition: Definition, nearer: Definition, name: str, distance: int) -> str:
    now, then = (_value(one, name) for one in (definition, nearer))
    unit = "cycle" if name == "MIN_CYCLES" else "day"
    count = f"{distance} {unit}" if distance == 1 else f"{distance} {unit}s"
    return f"{count} short: with {name} of {then} instead of {now} it would be discordant."


def _value(definition: Definition, name: str) -> str:
    value = getattr(definition.constants, name.lower())
    words = f"{value[0]} to {value[1]}" if isinstance(value, tuple) else str(value)
    return words.replace("-", "\N{MINUS SIGN}")


def _for_others(remedy: Remedy, words: str) -> str:
    """A sentence that names no record and no day of the patient's, so that others may read it."""
    if remedy.kind is Kind.NARROW_DATE:
        return "The dates are not known well enough: better ones could make it discordant."
    return f"{UNKNOWN[remedy.rule]}: one record could make it discordant ({words})."
