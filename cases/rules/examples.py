"""The worked examples of a definition: small cases with the answers that the definition must give.

A document whose examples do not all pass is not published.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.rules.definition import Definition
from cases.rules.discordance import classify_document

Printed = Mapping[str, Any]


@dataclass(frozen=True)
class Worked:
    """An example that was run. ``found``: of each episode in order, the values that the example is about."""

    id: str
    title: str
    timeline: str
    why: str
    expected: tuple[Printed, ...]
    found: tuple[Printed, ...]

    @property
    def passes(self) -> bool:
        return self.found == self.expected


def run_examples(definition: Definition) -> tuple[Worked, ...]:
    """Every worked example of a definition, classified by it."""
    return tuple(_run(one, definition) for one in definition.document["examples"])


def compared(episodes: Sequence[Printed], expected: Sequence[Printed]) -> tuple[Printed, ...]:
    """Of each printed episode, the values that are expected of it; of one that nobody expects, label and certainty."""
    asked = [*expected, *[{"label": None, "certainty": None}] * (len(episodes) - len(expected))]
    return tuple(_part(episode, one) for episode, one in zip(episodes, asked, strict=False))


def _run(example: Mapping[str, Any], definition: Definition) -> Worked:
    episodes = classify_document(example["case"], definition)["episodes"]
    return Worked(
        id=example["id"],
        title=example["title"],
        timeline=example["timeline"],
        why=example["why"],
        expected=tuple(example["expected"]),
        found=compared(episodes, example["expected"]),
    )


def _part(episode: Printed, asked: Printed) -> dict[str, Any]:
    part = {name: episode[name] for name in asked}
    if "axes" in asked:
        part["axes"] = {axis: episode["axes"][axis] for axis in asked["axes"]}
    return part
