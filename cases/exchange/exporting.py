"""Case JSON out of the registry: the same cases give the same bytes."""

import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from cases.records.document import documents_of
from cases.records.models import Case
from registry.audit.models import Act, Thing
from registry.audit.reading import note_rows
from registry.institutions.models import Institution
from registry.institutions.scoping import acting, system_scope

AT_ONCE = 200  # cases read from the database in one go
LINE = 110  # characters that one line of a written case holds at most, where it can be broken


def written(document: dict) -> str:
    """One case as text: what fits stands on one line, the rest is broken and indented. Ends in a line feed."""
    return _laid_out(document, 0) + "\n"


def _laid_out(value: Any, depth: int) -> str:
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if len(line) + depth <= LINE or not isinstance(value, dict | list) or not value:
        return line
    inside = " " * (depth + 1)
    if isinstance(value, dict):
        parts = [f"{json.dumps(name, ensure_ascii=False)}: {_laid_out(one, depth + 1)}" for name, one in value.items()]
        opening, closing = "{", "}"
    else:
        parts = [_laid_out(one, depth + 1) for one in value]
        opening, closing = "[", "]"
    return f"{opening}\n{inside}" + f",\n{inside}".join(parts) + f"\n{' ' * depth}{closing}"


def write_array(documents: Iterable[dict], out: TextIO) -> int:
    """Write the cases as one JSON array; the number of cases."""
    count = 0
    for document in documents:
        out.write("[\n" if count == 0 else ",\n")
        out.write(written(document).rstrip("\n"))
        count += 1
    out.write("\n]\n" if count else "[]\n")
    return count


def full_documents(*, institutions: Iterable[Institution], statuses: Iterable[str] = (), page: str) -> Iterator[dict]:
    """Full case JSON, day zero included, of the institutions' cases, by institution code and local code.

    Each institution is read within its own scope, as its own members would.
    """
    for institution in sorted(institutions, key=lambda one: one.code):
        with acting(system_scope(institution), page=page) as scope:
            cases = Case.objects.filter(institution=institution)
            cases = cases.filter(status__in=statuses) if statuses else cases
            found = sorted(cases.values_list("local_code", "pk"))
            note_rows(by=scope, act=Act.EXPORT, what=Thing.WHOLE_CASES, held={institution.pk: len(found)})
            for start in range(0, len(found), AT_ONCE):
                keys = [key for _, key in found[start : start + AT_ONCE]]
                documents = documents_of(keys)
                yield from (documents[key] for key in keys)


@contextmanager
def whole_file(path: str) -> Iterator[TextIO]:
    """A text file that appears at ``path`` only once it is whole; "-" is standard output."""
    if path == "-":
        yield sys.stdout
        return
    target = Path(path)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
