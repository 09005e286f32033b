"""Writes ``docs/definitions``: one page for each definition, with every worked example drawn and answered.

python -m tests.spec.pages            says which pages are not current; exit status 1 if any
python -m tests.spec.pages --write    writes them
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cases.rules.definition import Definition, load_definition
from cases.rules.discordance import Episode, classify
from cases.rules.explain import compartment_words, listed, sentence
from cases.rules.remedies import remedies
from cases.rules.timeline import Timeline
from tests.spec.drawing import drawn
from tests.spec.example import Example
from tests.spec.examples import TABLES
from tests.spec.timelines import T0

FOLDER = Path(__file__).parents[2] / "docs" / "definitions"


PAGES = {f"{name.replace('@', '-')}.md": name for name in TABLES}
"""File name -> the definition that it is about."""


def page(name: str) -> str:
    """A definition in words, and its examples."""
    definition = load_definition(name)
    parts = [*_head(definition), "## Worked examples", *_reading_help()]
    for one in TABLES[name]:
        parts += _example(definition, one)
    return "\n\n".join(parts) + "\n"


def _head(definition: Definition) -> Iterator[str]:
    document = definition.document
    yield f"# {document['title']}: {definition.name}"
    yield "Written by `./dev docs` from the definition document and `tests/spec`; change those, not this page."
    yield document["statement"]
    yield f"**Why it matters.** {document['why_it_matters']}"
    yield f"**Origin.** {document['origin']}"
    if document.get("change_note"):
        yield f"**What differs.** {document['change_note']}"
    yield f"**What is an event.** {document['index']['rule']}"
    yield "## Compartments"
    yield "\n".join(f"- {_role(name)}: {_places(codes)}." for name, codes in document["compartments"].items())
    yield from _labels(document)
    yield "## Evidence"
    yield "The first that holds:"
    yield "\n".join(
        f"{number}. **{one['level']}** {one['meaning']}" for number, one in enumerate(document["evidence"], 1)
    )
    yield "## Criteria"
    yield f"Accepted: {', '.join(document['criteria']['accepted'])}."
    for one in document["criteria"]["not_measurable"]:
        yield f"Not measurable: {_places(one['compartments'])}, unless {' or '.join(one['unless'])}. {one['meaning']}"
    yield "## Constants"
    rows = [
        f"| {name} | {_value(one['value'])} {one['unit']} | {one['meaning']} | {one['source']} |"
        for name, one in document["constants"].items()
    ]
    yield "\n".join(["| Name | Value | Meaning | Source |", "|---|---|---|---|", *rows])


def _labels(document: Mapping[str, Any]) -> Iterator[str]:
    if document.get("labels"):
        yield "## Labels"
        yield "The codes are those of every definition; here they read:"
        yield "\n".join(f"- `{code}`: {words}." for code, words in document["labels"].items())


def _role(name: str) -> str:
    words = {
        "target": "Target",
        "comparator": "Compared with",
        "cns": "Beside the comparison",
        "regional": "Regional only",
    }
    return words[name]


def _places(codes: list[str]) -> str:
    return listed([compartment_words(code) for code in codes]) if codes else "none"


def _value(value: int | list[int]) -> str:
    return f"{value[0]} to {value[1]}" if isinstance(value, list) else str(value)


def _reading_help() -> Iterator[str]:
    yield (
        "Days count from the event (t0), in the published cases from day 0. Columns stand in order and are not to "
        "scale; `-95..-20` is some day between the two, `s2-14..+14` a time relative to a record, `[` and `]` the two "
        "ends of a regimen."
    )


def _example(definition: Definition, example: Example) -> Iterator[str]:
    timeline = Timeline.from_document(example.document)
    yield f"### {example.number}. {example.title}"
    yield sentence(f"{example.timeline}.")
    yield f"```text\n{drawn(example.document, T0 if example.document['local_code'] == 'SPEC' else 0)}\n```"
    yield f"**Rule.** {example.why}"
    episodes = classify(timeline, definition)
    if not episodes:
        yield "**Answer.** No event."
    for episode in episodes:
        yield f"**Answer.** {_answer(episode)}"
        yield "\n".join(f"- {one}" for one in _reasons(timeline, definition, episode))


def _answer(episode: Episode) -> str:
    words = [f"`{episode.key}`: `{episode.label}`"]
    if episode.reason is not None:
        words.append(f"({episode.reason})")
    if episode.certainty is not None:
        words.append(episode.certainty.lower())
    if len(episode.label_set) > 1:
        words.append(f"possible: {', '.join(f'`{one}`' for one in episode.label_set)}")
    if episode.flags:
        words.append(f"flags: {', '.join(f'`{one}`' for one in episode.flags)}")
    return ", ".join(words).replace(", (", " (") + "."


def _reasons(timeline: Timeline, definition: Definition, episode: Episode) -> Iterator[str]:
    """The rules that divert from discordance, or else what was compared; then what would decide it."""
    deciding = [one for one in episode.rules if one.verdict != "pass"]
    shown = deciding or [one for one in episode.rules if one.rule in ("evidence", "systemic")]
    for one in shown:
        yield f"{one.rule} ({one.verdict}): {one.says.rstrip('.')}."
    for one in remedies(timeline, definition, episode):
        yield f"*{one.says}*"


def main(arguments: list[str]) -> int:
    """Write the pages, or say which are not current."""
    FOLDER.mkdir(exist_ok=True)
    stale = 0
    for file_name, name in PAGES.items():
        file, text = FOLDER / file_name, page(name)
        if "--write" in arguments:
            file.write_text(text, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            stale = 1
            print(f"docs/definitions/{file_name} is not what the definition says. `./dev docs` writes it anew.")
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
