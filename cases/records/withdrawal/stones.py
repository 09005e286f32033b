"""A file of every withdrawal and erasure beside the database, so that a restore of an older backup can be told of them.

One JSON object a line, without anything clinical: keys, pseudonym, reason, instants. A line is on the disk before the
action answers. ``manage.py reapply_withdrawals`` reads it.
"""

import json
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.dateparse import parse_datetime

from cases.records.models import Tombstone
from registry.institutions.models import Institution
from registry.institutions.scoping import acting, system_scope

FIELDS = ("case_id", "pseudonym", "code_digest", "status_before", "reason", "withdrawn_at", "erased_at")


def written(stone: Tombstone) -> dict:
    """One tombstone as a line holds it."""
    said = {name: getattr(stone, name) for name in FIELDS}
    said = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in said.items()}
    return said | {"case_id": str(stone.case_id), "institution": stone.institution.code}


def write_down(stone: Tombstone) -> None:
    """Append a tombstone to the file; ``OSError`` stops the action, because a restore would bring the case back."""
    path = Path(settings.WITHDRAWALS)
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "a", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(json.dumps(written(stone)) + "\n")
        file.flush()
        os.fsync(file.fileno())


def lines_of(path: Path) -> Iterator[dict]:
    """The lines of a file; ``ValueError`` names the first that is none."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            said = json.loads(line)
            missing = {"institution", *FIELDS} - said.keys()
        except (ValueError, AttributeError):
            raise ValueError(f"Line {number} of {path} is no JSON object.") from None
        if missing or parse_datetime(str(said["withdrawn_at"])) is None:
            raise ValueError(f"Line {number} of {path} is no withdrawal: {', '.join(sorted(missing)) or 'no instant'}.")
        yield said


def stones_of(institution: Institution) -> list[dict]:
    """The tombstones of an institution that the database holds, as lines."""
    return [written(one) for one in Tombstone.objects.filter(institution=institution).select_related("institution")]


def reapply(lines: Iterable[dict], *, page: str) -> tuple[int, int]:
    """Withdraw and erase again: how many cases were brought back to rest, of how many. A later line of a case counts.

    ``ValueError`` if an institution is not known; then nothing is done to its cases.
    """
    latest = {said["case_id"]: said for said in lines}
    changed = 0
    for said in latest.values():
        institution = Institution.objects.filter(code=said["institution"]).first()
        if institution is None:
            raise ValueError(f"There is no institution {said['institution']}.")
        with acting(system_scope(institution), page=page), connection.cursor() as cursor:
            facts = {name: said[name] for name in FIELDS} | {"institution_id": str(institution.pk)}
            cursor.execute("SELECT records_reapply(%s::jsonb)", [json.dumps(facts)])
            changed += cursor.fetchone()[0]
    return changed, len(latest)
