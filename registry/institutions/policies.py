"""Who may change members, institutions and projects. ``check_can_x`` raises with the reason."""

from django.core.exceptions import PermissionDenied

from registry.institutions.models import Institution, Role, User
from registry.institutions.scoping import Scope

GIVEN_BY_A_LEAD = (Role.CLINICIAN, Role.LEAD, Role.RESEARCHER)


class Refused(PermissionDenied):
    """The action is not open to this person; the message says why."""


def check_can_administer(scope: Scope) -> None:
    if not scope.administrator:
        raise Refused("Only an administrator may do this.")


def check_can_lead(institution: Institution, scope: Scope) -> None:
    if institution.pk not in scope.led and not scope.administrator:
        raise Refused("Only a lead of this institution, or an administrator, may do this.")


def check_can_give(role: str, institution: Institution, scope: Scope) -> None:
    """A lead gives clinical and research roles at home; reviewers and administrators are made by an administrator."""
    check_can_lead(institution, scope)
    if role not in GIVEN_BY_A_LEAD and not scope.administrator:
        raise Refused("Reviewers and administrators are appointed by an administrator.")


def can_hand_over(user: User, scope: Scope) -> bool:
    """Whether this person may have the link that sets an account's first password, and with it the account.

    A lead may, for people of the lead's own institutions only and in roles that a lead gives.
    """
    held = user.memberships.values_list("institution_id", "role")
    return scope.administrator or all(site in scope.led and role in GIVEN_BY_A_LEAD for site, role in held)
