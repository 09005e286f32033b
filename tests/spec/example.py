"""One worked example of the definition: a timeline, what is expected of it, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Example:
    """``expected`` holds, for each episode in order, the printed values that the example is about.

    Of ``flags`` the whole list is given; of ``axes`` only those that matter; ``episodes`` not mentioned may not exist.
    """

    number: str
    title: str
    timeline: str
    document: Mapping[str, Any]
    expected: tuple[Mapping[str, Any], ...]
    why: str


def example(
    number: str | int,
    title: str,
    timeline: str,
    document: Mapping[str, Any],
    *expected: Mapping[str, Any],
    why: str,
) -> Example:
    return Example(str(number), title, timeline, document, expected, why)


def found(label: str, certainty: str | None = None, **more: Any) -> dict[str, Any]:
    """What is expected of one episode; flags are none unless given."""
    return {"label": label, "certainty": certainty, "flags": [], **more}


def unknown(reason: str, *label_set: str, **more: Any) -> dict[str, Any]:
    """INDETERMINATE, with the labels that the dates allow if dates are the reason."""
    labels = sorted(label_set) if label_set else ["INDETERMINATE"]
    return {
        "label": "INDETERMINATE",
        "certainty": None,
        "reason": reason,
        "label_set": labels,
        "flags": [],
        **more,
    }
