"""May this person do this to this case, now? ``check_can_x`` raises with the reason, ``can_x`` answers templates."""

from collections.abc import Callable
from functools import partial

from django.core.exceptions import PermissionDenied

from cases.records.models import Case
from cases.rules.vocabulary import BEING_ENTERED, TAKEN_IN, CaseStatus
from registry.institutions.scoping import Scope

HOW_TO_CHANGE = {
    CaseStatus.SUBMITTED: "Take it back to draft before you change it.",
    CaseStatus.IN_REVIEW: "Its reviewer can return it to you.",
}


class Refused(PermissionDenied):
    """The action is not open to this person, or not now; the message says why and what to do."""


def check_can_edit(case: Case, scope: Scope) -> None:
    """Members of the institution change a draft or a returned case; an accepted one who has said why."""
    _check_own(case, scope)
    if case.status in BEING_ENTERED:
        return
    if case.status not in TAKEN_IN:
        raise Refused(f"This case is {_state(case)}. {HOW_TO_CHANGE.get(case.status, '')}".strip())
    if case.status != CaseStatus.AMENDED or case.amended_by_id != scope.user_id:
        raise Refused(f"This case is {_state(case)}. Say why it is changed before you change it.")


def check_can_add_followup(case: Case, scope: Scope) -> None:
    """What happens later is added to what the person may change, and to a case that was taken in, locked or not."""
    _check_own(case, scope)
    if case.status in (CaseStatus.SUBMITTED, CaseStatus.IN_REVIEW):
        raise Refused(f"This case is {_state(case)}. Add the follow-up once it is accepted.")
    if case.status not in TAKEN_IN:
        check_can_edit(case, scope)


def check_can_ask_to_change(case: Case, scope: Scope) -> None:
    """The institution has a way to change the case: taking it back, or giving a reason."""
    _check_own(case, scope)
    if can_edit(case, scope) or case.status not in (CaseStatus.SUBMITTED, *TAKEN_IN):
        raise Refused(f"This case is {_state(case)}.")


def check_can_discard(case: Case, scope: Scope) -> None:
    """Only a draft that was never submitted can be thrown away; the audit trail keeps that it existed."""
    check_can_edit(case, scope)
    if case.submitted_at is not None:
        raise Refused("This case was submitted before and stays in the registry.")


def check_can_withdraw(case: Case, scope: Scope) -> None:
    """Members of the institution end the use of their case at any time, whatever its status."""
    _check_own(case, scope)


def _state(case: Case) -> str:
    return case.get_status_display().lower()


def _check_own(case: Case, scope: Scope) -> None:
    if case.institution_id not in scope.sites:
        raise Refused("Only members of the institution that holds this case may change it.")


def allowed(check: Callable[..., None], *about) -> bool:
    """What a ``check_can_x`` of the records or the review says, for templates: whether it raises no ``Refused``."""
    try:
        check(*about)
    except Refused:
        return False
    return True


can_edit = partial(allowed, check_can_edit)
can_add_followup = partial(allowed, check_can_add_followup)
can_ask_to_change = partial(allowed, check_can_ask_to_change)
can_discard = partial(allowed, check_can_discard)
