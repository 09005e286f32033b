"""What a person may reach, and how the database is told so for the length of one transaction.

The scope is read once per request. ``enter`` sets it with ``set_config(..., is_local => true)``: it ends with the
transaction, so a pooled connection never carries it to the next person, and an unset scope sees no row at all.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pghistory
from django.db import connection, transaction

from registry.audit.sealing import seal
from registry.institutions.models import Institution, Project, Role, SharingLevel, User

CLINICAL_ROLES = (Role.CLINICIAN, Role.LEAD)


@dataclass(frozen=True)
class Scope:
    """The reach of one person, or of the system acting for an institution.

    ``sites``: institutions whose cases are open in full; ``led``: those the person leads; ``readable_sites``:
    institutions whose released cases may be read row by row through a project in force; ``home``: all institutions
    of which the person is a member, in whatever role; ``enrolling``: has signed in, and has to set up a second factor
    before anything is in reach.
    """

    user_id: uuid.UUID | None = None
    sites: frozenset[uuid.UUID] = frozenset()
    led: frozenset[uuid.UUID] = frozenset()
    home: frozenset[uuid.UUID] = frozenset()
    readable_sites: frozenset[uuid.UUID] = frozenset()
    reviewer: bool = False
    researcher: bool = False
    administrator: bool = False
    enrolling: bool = False
    user: User | None = field(default=None, compare=False, repr=False)

    @property
    def signed_in(self) -> bool:
        return self.user_id is not None and not self.enrolling

    @property
    def clinician(self) -> bool:
        return bool(self.sites)

    @property
    def reads_cohorts(self) -> bool:
        """Whether the cohort pages are open: clinicians, leads, researchers and reviewers; not administrators."""
        return self.clinician or self.researcher or self.reviewer


NOBODY = Scope()


def scope_of(user: User) -> Scope:
    """The scope of a signed-in user; anonymous and disabled users reach nothing."""
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    held = list(user.memberships.filter(institution__active=True).values_list("institution_id", "role"))
    roles = {role for _, role in held}
    return Scope(
        user_id=user.pk,
        sites=frozenset(site for site, role in held if role in CLINICAL_ROLES),
        home=frozenset(site for site, _ in held),
        led=frozenset(site for site, role in held if role == Role.LEAD),
        readable_sites=frozenset(_project_sites(user)) if Role.RESEARCHER in roles else frozenset(),
        reviewer=Role.REVIEWER in roles,
        researcher=Role.RESEARCHER in roles,
        administrator=Role.ADMINISTRATOR in roles,
        user=user,
    )


def _project_sites(user: User):
    return (
        Project.objects.in_force()
        .filter(
            members=user,
            institutions__active=True,
            institutions__sharing_level=SharingLevel.PROJECTS,
        )
        .values_list("institutions", flat=True)
    )


def enter(scope: Scope) -> None:
    """Tell the database who is asking, until the current transaction ends."""
    if not connection.in_atomic_block:
        raise RuntimeError("A scope is entered inside a transaction, or it would not hold.")
    settings = {
        "app.user": str(scope.user_id or ""),
        "app.sites": _joined(scope.sites),
        "app.led": _joined(scope.led),
        "app.readable_sites": _joined(scope.readable_sites),
        "app.reviewer": "on" if scope.reviewer else "",
        "app.administrator": "on" if scope.administrator else "",
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join("set_config(%s, %s, true)" for _ in settings),
            [part for pair in settings.items() for part in pair],
        )


def _joined(ids: frozenset[uuid.UUID]) -> str:
    return ",".join(sorted(str(one) for one in ids))


@contextmanager
def acting(scope: Scope, *, page: str) -> Iterator[Scope]:
    """Work in one transaction within a scope; the audit rows name the user and the page (or command).

    What it added to the trail joins the chain right after the commit.
    """
    with transaction.atomic(), pghistory.context(user=str(scope.user_id or ""), page=page):
        transaction.on_commit(seal, robust=True)
        enter(scope)
        try:
            yield scope
        finally:
            if not connection.needs_rollback:
                enter(NOBODY)


def system_scope(institution: Institution) -> Scope:
    """The scope in which a command works on one institution's cases."""
    return Scope(sites=frozenset({institution.pk}))
