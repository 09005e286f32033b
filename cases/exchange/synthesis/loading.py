"""Loading invented patients into the registry, through the same action as every other import."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from cases.exchange.importing import import_documents
from cases.exchange.reading import read_case
from registry.institutions import actions as house
from registry.institutions.models import Institution, SharingLevel
from registry.institutions.scoping import Scope, acting

AT_ONCE = 100
"""Cases in one transaction."""
COUNTRIES = ("SE", "ES", "IT", "DE", "FR", "NL", "PL", "GB")


def create_institutions(codes: Iterable[str], *, page: str) -> int:
    """The invented institutions that are not there yet; how many were made."""
    codes = list(codes)
    known = set(Institution.objects.filter(code__in=codes).values_list("code", flat=True))
    administrator = Scope(administrator=True)
    with acting(administrator, page=page):
        for number, code in enumerate(codes):
            if code not in known:
                house.save_institution(institution=_invented(number, code), by=administrator)
    return len(codes) - len(known)


def _invented(number: int, code: str) -> Institution:
    return Institution(
        code=code,
        name=f"Synthetic Hospital {code.removeprefix('SYN-')}",
        country=COUNTRIES[number % len(COUNTRIES)],
        sharing_level=SharingLevel.PROJECTS,
    )


def load_cases(documents: Iterable[dict[str, Any]], *, page: str) -> Iterator[Counter[str]]:
    """Import the cases in transactions of ``AT_ONCE``; after each, what has become of all cases so far.

    A case that is there already with the same content stays. Raises ``importing.Refused`` where one is there with other
    content; the transactions before it stand.
    """
    stream = iter(documents)
    so_far: Counter[str] = Counter()
    while some := [read_case(one, for_import=True) for one in islice(stream, AT_ONCE)]:
        so_far.update(outcome.what for outcome in import_documents(some, page=page))
        yield so_far
