"""Writing invented patients to a file as they come: memory does not grow with their number."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from cases.exchange.synthesis.patients import Invented


def write_cases(documents: Iterable[dict[str, Any]], out: TextIO) -> int:
    """One JSON array, one case per line; the number of cases."""
    count = 0
    for document in documents:
        out.write(",\n" if count else "[\n")
        out.write(json.dumps(document, ensure_ascii=False, separators=(",", ":")))
        count += 1
    out.write("\n]\n" if count else "[]\n")
    return count


def answering(invented: Iterable[Invented], answers: TextIO | None) -> Iterator[dict[str, Any]]:
    """The documents one by one; their answers go to ``answers`` on the way, one JSON object per line."""
    for one in invented:
        if answers is not None:
            answers.writelines(f"{known.as_line()}\n" for known in one.answers)
        yield one.document
