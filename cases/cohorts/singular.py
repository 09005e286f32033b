"""How singular one's own case is among all that may be counted: the meter on the page before submission."""

from django.db import connection

from cases.disclosure.singling_out import Singular
from cases.records.models import Case
from cases.rules.definition import Definition

ASK = "SELECT * FROM cohort_enough_alike(%s, %s, %s)"
FACTS = ("age band", "country", "regimen", "site")
"""In the order of the columns of the function."""


def singular(case: Case, definition: Definition) -> Singular | None:
    """Whether enough patients look like this one, and which fact left out would make it so; None without an event.

    The verdicts of the case have to be derived. Asked of the first event.
    """
    with connection.cursor() as cursor:
        cursor.execute(ASK, [case.pk, definition.key, definition.version])
        row = cursor.fetchone()
    if row is None:
        return None
    whole, *without, threshold = row
    return Singular(
        whole, tuple(fact for fact, is_enough in zip(FACTS, without, strict=True) if is_enough), threshold + 1
    )
