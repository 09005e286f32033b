"""Who reviews which case: the cases that may be assigned, without anything clinical, and who may be given one."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from cases.records.models import Case
from cases.rules.vocabulary import CaseStatus
from registry.institutions.models import Institution, Role, User
from registry.institutions.scoping import Scope


@dataclass(frozen=True)
class Assignment:
    """A case as far as assigning needs it. ``reviewer``: who has it, None if nobody; ``since``: it was submitted."""

    case_id: uuid.UUID
    pseudonym: str
    institution: Institution
    status: CaseStatus
    since: datetime | None
    reviewer: User | None
    entered_by: frozenset[uuid.UUID]


def assignments_of(scope: Scope) -> list[Assignment]:
    """Every case that was handed in, for an administrator, who sees none of them; those without a reviewer first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM review_assignable()")
        rows = cursor.fetchall()
    institutions = Institution.objects.in_bulk({row[2] for row in rows})
    people = User.objects.in_bulk({row[7] for row in rows if row[7]})
    found = [_assignment(row, institutions, people) for row in rows]
    return sorted(
        found, key=lambda one: (one.reviewer is not None, one.status, one.since is None, one.since, one.pseudonym)
    )


def assignment_of(case: Case) -> Assignment:
    """The same of one case that the reader sees."""
    entered = frozenset(filter(None, (case.submitted_by_id, case.created_by_id)))
    status = CaseStatus(case.status)
    return Assignment(case.pk, case.pseudonym, case.institution, status, case.submitted_at, case.reviewer, entered)


def reviewers_for(one: Assignment) -> QuerySet[User]:
    """Reviewers in office who have nothing to do with the case, by name."""
    people = User.objects.filter(is_active=True, memberships__role=Role.REVIEWER, memberships__institution__active=True)
    people = people.exclude(memberships__institution=one.institution).exclude(pk__in=one.entered_by)
    return people.exclude(pk=one.reviewer.pk if one.reviewer else None).distinct().order_by("name", "email")


def _assignment(row: tuple, institutions: dict, people: dict) -> Assignment:
    case_id, pseudonym, institution, status, since, submitted_by, created_by, reviewer = row
    entered = frozenset(filter(None, (submitted_by, created_by)))
    return Assignment(
        case_id, pseudonym, institutions[institution], CaseStatus(status), since, people.get(reviewer), entered
    )
