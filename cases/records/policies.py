"""May this person do this to this case, now? ``check_can_x`` raises with the reason, ``can_x`` answers templates."""

from collections.abc import Callable
from functools import partial

from django.core.exceptions import PermissionDenied

from cases.records.models import Case
from cases.rules.vocabulary import CaseStatus, LegalBasisState
from registry.institutions.scoping import Scope


class Refused(PermissionDenied):
    """The action is not open to this person, or not now; the message says why and what to do."""


def check_can_edit(case: Case, scope: Scope) -> None:
    """Members of the institution change a draft; a submitted or accepted case is reopened first."""
    _check_own(case, scope)
    if case.status != CaseStatus.DRAFT:
        raise Refused(f"This case is {case.status}. Return it to draft before you change it.")


def check_can_add_followup(case: Case, scope: Scope) -> None:
    """What happens later is added to a draft or an accepted case; what was accepted stays as it is."""
    _check_own(case, scope)
    if case.status == CaseStatus.SUBMITTED:
        raise Refused(
            "This case is submitted. Add the follow-up once it is accepted, or return the case to draft before."
        )


def check_can_submit(case: Case, scope: Scope) -> None:
    """A draft whose legal basis is in force can be submitted by its institution."""
    check_can_edit(case, scope)
    if case.legal_basis_state != LegalBasisState.IN_FORCE:
        raise Refused("The legal basis is not in force. Record it on the case before you submit.")


def check_can_accept(case: Case, scope: Scope) -> None:
    """A reviewer accepts a submitted case that somebody else submitted, of an institution not their own."""
    if not scope.reviewer:
        raise Refused("Only a reviewer accepts a case.")
    if case.status != CaseStatus.SUBMITTED:
        raise Refused(f"Only a submitted case can be accepted; this one is {case.status}.")
    if case.submitted_by_id == scope.user_id or case.institution_id in scope.home:
        raise Refused("Nobody reviews a case of their own institution. Another reviewer has to accept it.")


def check_can_reopen(case: Case, scope: Scope) -> None:
    """The institution takes its own case back to draft."""
    if case.status == CaseStatus.DRAFT:
        raise Refused("This case is a draft already.")
    _check_own(case, scope)


def check_can_return(case: Case, scope: Scope) -> None:
    """A reviewer gives a submitted case of another institution back to it."""
    if not scope.reviewer:
        raise Refused("Only a reviewer returns a case.")
    if case.status != CaseStatus.SUBMITTED:
        raise Refused(f"Only a submitted case can be returned; this one is {case.status}.")
    if case.institution_id in scope.home:
        raise Refused("Nobody reviews a case of their own institution. Another reviewer has to return it.")


def check_can_discard(case: Case, scope: Scope) -> None:
    """Only a draft that was never submitted can be thrown away; the audit trail keeps that it existed."""
    check_can_edit(case, scope)
    if case.submitted_at is not None:
        raise Refused("This case was submitted before and stays in the registry.")


def _check_own(case: Case, scope: Scope) -> None:
    if case.institution_id not in scope.sites:
        raise Refused("Only members of the institution that holds this case may change it.")


def why_not_submit(case: Case, scope: Scope) -> str:
    """The reason why the case cannot be submitted now; empty if it can."""
    try:
        check_can_submit(case, scope)
    except Refused as refused:
        return str(refused)
    return ""


def _allowed(check: Callable[[Case, Scope], None], case: Case, scope: Scope) -> bool:
    try:
        check(case, scope)
    except Refused:
        return False
    return True


can_edit = partial(_allowed, check_can_edit)
can_add_followup = partial(_allowed, check_can_add_followup)
can_submit = partial(_allowed, check_can_submit)
can_accept = partial(_allowed, check_can_accept)
can_reopen = partial(_allowed, check_can_reopen)
can_return = partial(_allowed, check_can_return)
can_discard = partial(_allowed, check_can_discard)
