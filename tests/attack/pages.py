"""The pages themselves, through HTTP: does anything on them depend on more of others than what is counted?

Everything that is stored of others is wiped, except the five properties that they are counted by. Every page about a
cohort, with the data of its figures and its exports, must then answer to the letter as before: numbers of others cannot
be in a page in any other way than through the settled figures.
"""

import re
import zipfile
from collections.abc import Iterable
from io import BytesIO

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cases.disclosure.rule import Policy
from cases.episodes.models import Derivation, Verdict
from registry.database.deriver import as_deriver
from registry.institutions.models import User
from tests.attack.small_cells import NUMBER
from tests.doors import our_doors

ABOUT_COHORTS = ("/cohorts/", "/analysis/", "/definitions/compare", "/definitions/sensitivity", "/data/")
QUERIES = ("", "of=cases", "of=regimens", "where=extent%3Alr", "where=drug%3Alapatinib")
CHANGING = re.compile(
    rb'csrfmiddlewaretoken" value="[^"]+"|"x-csrftoken": "[^"]+"|csrfmiddlewaretoken=[^&"]+'
    rb"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|\d\d:\d\d(:\d\d)?(\.\d+)?"
)
OTHERS = re.compile(r'<td class="others">(.*?)</td>|[Oo]thers: ([^<)]*)', re.DOTALL)


def signed_in(reader: User) -> Client:
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    client.force_login(reader)
    return client


def read_builder(reader: User, queries: Iterable[str]) -> dict:
    """The page on which cohorts are built, for so many questions: each number that it says of others is rounded."""
    client, where, seen, faults = signed_in(reader), reverse("cohort-builder"), 0, []
    for query in queries:
        answer = client.get(f"{where}?{query}")
        seen += answer.status_code == 200
        faults += [f"{query}: {fault}" for fault in unrounded(answer.content, Policy())]
    return {"pages read": seen, "faults": faults}


def addresses(queries: Iterable[str] = QUERIES) -> list[str]:
    """Every page about a cohort whose address has no parameter, under several queries."""
    named = [reverse(door.name) for door in our_doors() if not door.parameters]
    return [f"{one}?{query}" for one in named if one.startswith(ABOUT_COHORTS) for query in queries]


def fetched(client: Client, some: Iterable[str]) -> dict[str, bytes]:
    """Address -> what it answers, without what differs at every request. Only pages that answer are kept."""
    answers = ((address, client.get(address)) for address in some)
    return {address: _body(answer) for address, answer in answers if answer.status_code == 200}


def _body(answer: HttpResponse) -> bytes:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(content)) as archive:
            content = b"\n".join(archive.read(name) for name in sorted(archive.namelist()))
    return CHANGING.sub(b"", content)


def wiped(institutions: Iterable[str]) -> int:
    """Empty what is stored of these institutions' cases, except what they are counted by; how many cases.

    Of the course, group and bands of ADR 0020 stay.
    """
    of_them = {"case__institution__code__in": list(institutions)}
    with as_deriver():
        for one in Verdict.objects.filter(**of_them):
            counted_by = {name: one.course[name] for name in ("kin", "bands") if name in one.course}
            emptied = {"course": counted_by, "outside": {}, "near": {}, "facts": {}, "reason": "", "flags": []}
            Verdict.objects.filter(pk=one.pk).update(**emptied)
        return Derivation.objects.filter(**of_them).update(picture={}, facts={})


def attack(reader: User, institutions: Iterable[str], queries: Iterable[str] = QUERIES) -> dict:
    """Fetch all, wipe, fetch again; nothing of it stays. ``faults``: addresses that answer otherwise, and numbers of
    others that are not rounded.
    """
    client, some = signed_in(reader), addresses(queries)
    before = fetched(client, some)
    with transaction.atomic():
        cases = wiped(institutions)
        after = fetched(client, some)
        transaction.set_rollback(True)
    moved = [address for address in before if before[address] != after.get(address)]
    faults = [f"{address} depends on more of others than what is counted" for address in moved]
    faults += [] if before else ["no page answered"]
    faults += [f"{address}: {fault}" for address, body in before.items() for fault in unrounded(body, Policy())]
    return {"addresses": len(some), "pages": len(before), "wiped cases": cases, "faults": faults}


def unrounded(body: bytes, policy: Policy) -> list[str]:
    """Numbers in what a page says of others that are neither rounded nor the threshold."""
    said = [first or second for first, second in OTHERS.findall(body.decode(errors="replace"))]
    numbers = {int(one) for words in said for one in NUMBER.findall(re.sub(r"<[^>]+>", " ", words))}
    return [f"{one} is said of others" for one in sorted(numbers) if one % policy.base and one != policy.threshold]
