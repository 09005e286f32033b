"""What changed from one definition to another, line by line, in words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cases.episodes.words import answer_in_words
from cases.rules.definition import CONSTANTS

Document = Mapping[str, Any]
TEXTS = {
    "title": "Title",
    "statement": "Statement",
    "why_it_matters": "Why it matters",
    "origin": "Origin",
}
PARTS: Mapping[str, Callable[[Document], Mapping[str, str | list[str]]]] = {
    "Index event": lambda document: document["index"],
    "Compartments": lambda document: document["compartments"],
    "Evidence": lambda document: {one["level"]: one["meaning"] for one in document["evidence"]},
    "Criteria": lambda document: {
        "accepted": document["criteria"]["accepted"],
        "not measurable": [one["meaning"] for one in document["criteria"]["not_measurable"]],
    },
    "Label": lambda document: document.get("labels") or {},
}
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it was; an empty text where there was, or is, nothing."""

    what: str
    before: str
    after: str


def differences(old: Document, new: Document) -> tuple[Difference, ...]:
    """From an older document to a newer one: constants first, then texts, compartments, evidence and examples."""
    return tuple(one for one in _compared(old, new) if one.before != one.after)


def constant_in_words(value: int | list[int]) -> str:
    """42, or −56 to 42."""
    ends = value if isinstance(value, list | tuple) else [value]
    return " to ".join(str(end).replace("-", MINUS) for end in ends)


def _compared(old: Document, new: Document) -> Iterator[Difference]:
    for name in CONSTANTS:
        before, after = old["constants"].get(name), new["constants"].get(name)
        yield Difference(name, _constant(before), _constant(after))
        yield Difference(f"{name}, source", _part(before, "source"), _part(after, "source"))
        yield Difference(f"{name}, meaning", _part(before, "meaning"), _part(after, "meaning"))
    for field, title in TEXTS.items():
        yield Difference(title, _listed(old[field]), _listed(new[field]))
    for title, parts in PARTS.items():
        before, after = parts(old), parts(new)
        for name in [*before, *(name for name in after if name not in before)]:
            yield Difference(f"{title}, {name}", _listed(before.get(name, "")), _listed(after.get(name, "")))
    before, after = ({one["id"]: one for one in document["examples"]} for document in (old, new))
    for key in [*before, *(key for key in after if key not in before)]:
        yield Difference(f"Worked example {key}", _expected(before.get(key)), _expected(after.get(key)))


def _constant(constant: Mapping[str, Any] | None) -> str:
    return f"{constant_in_words(constant['value'])} {constant['unit']}" if constant else ""


def _part(constant: Mapping[str, Any] | None, name: str) -> str:
    return constant[name] if constant else ""


def _listed(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _expected(example: Mapping[str, Any] | None) -> str:
    return answer_in_words(example["expected"]) if example else ""
