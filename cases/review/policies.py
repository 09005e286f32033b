"""May this person move this case, now? ``check_can_move`` raises with the reason, ``can_move`` answers templates."""

from collections.abc import Callable

from cases.records.models import Case
from cases.records.policies import Refused
from cases.review.questions.querysets import open_questions
from cases.review.signatures.policies import is_signed_to_lock
from cases.review.workflow import BY_KEY, Transition, When, Who
from cases.rules.vocabulary import CaseStatus, LegalBasisState
from registry.institutions.models import Role, User
from registry.institutions.scoping import Scope


def check_can_move(case: Case, key: str, scope: Scope) -> None:
    """The move begins where the case stands, this person makes it, and what else it needs holds."""
    move = BY_KEY[key]
    if case.status not in move.came_from:
        raise Refused(f"“{move.title}” is not possible now: this case is {case.get_status_display().lower()}.")
    WHO[move.who](case, move, scope)
    for one in move.when:
        WHEN[one](case, scope)


def can_move(case: Case, key: str, scope: Scope) -> bool:
    return not why_not_move(case, key, scope)


def why_not_move(case: Case, key: str, scope: Scope) -> str:
    """The reason why the move cannot be made now; empty if it can."""
    try:
        check_can_move(case, key, scope)
    except Refused as refused:
        return str(refused)
    return ""


def check_can_be_reviewer(case: Case, person: User) -> None:
    """A case is given to a reviewer in office who has nothing to do with it."""
    roles = dict(person.memberships.values_list("institution_id", "role")) if person.is_active else {}
    if not person.memberships.filter(role=Role.REVIEWER, institution__active=True, user__is_active=True).exists():
        raise Refused(f"{person} is no reviewer. Choose one of the reviewers listed.")
    if case.institution_id in roles or person.pk in (case.submitted_by_id, case.created_by_id):
        raise Refused(f"Nobody reviews their own case, and {person} belongs to its institution or has entered it.")


def _institution(case: Case, move: Transition, scope: Scope) -> None:
    if case.institution_id not in scope.sites:
        raise Refused("Only members of the institution that holds this case may do this.")


def _lead(case: Case, move: Transition, scope: Scope) -> None:
    if case.institution_id not in scope.led:
        raise Refused("Only a lead of the institution that holds this case may do this.")


def _reviewer(case: Case, move: Transition, scope: Scope) -> None:
    if not scope.reviewer:
        raise Refused("Only a reviewer may do this.")
    if case.institution_id in scope.home or scope.user_id in (case.submitted_by_id, case.created_by_id):
        raise Refused(
            "Nobody reviews a case of their own institution, or one that they entered. Another reviewer has to."
        )


def _assigned(case: Case, move: Transition, scope: Scope) -> None:
    _reviewer(case, move, scope)
    if case.reviewer_id != scope.user_id:
        raise Refused("Only the reviewer who has this case may do this. Take it into review first, if nobody has it.")


def _assigner(case: Case, move: Transition, scope: Scope) -> None:
    if not scope.administrator:
        _reviewer(case, move, scope)


def _basis_in_force(case: Case, scope: Scope) -> None:
    if case.legal_basis_state != LegalBasisState.IN_FORCE:
        raise Refused("The legal basis is not in force. Record it on the case before you submit.")


def _nothing_impossible(case: Case, scope: Scope) -> None:
    """Asked of the whole record when the case is moved (``moves``): here it would cost every page a reading of it."""


def _not_anothers(case: Case, scope: Scope) -> None:
    if case.reviewer_id not in (None, scope.user_id):
        raise Refused(
            "Another reviewer has this case. They can hand it back, or an administrator can assign it to you."
        )


def _no_open_question(case: Case, scope: Scope) -> None:
    number = open_questions(case).count()
    if number:
        raise Refused(
            f"{number} question{'s are' if number > 1 else ' is'} still open about this case. Close"
            f" {'them' if number > 1 else 'it'} first."
        )


def _nobody_changes_it(case: Case, scope: Scope) -> None:
    if case.amended_by_id is not None:
        raise Refused("The institution is still changing this case. Wait until it says that the change is done.")


def _signed(case: Case, scope: Scope) -> None:
    if not is_signed_to_lock(case):
        raise Refused("A lead signs the case as it stands before it is locked. Choose “Sign and lock”.")


WHO: dict[Who, Callable[[Case, Transition, Scope], None]] = {
    Who.INSTITUTION: _institution,
    Who.LEAD: _lead,
    Who.REVIEWER: _reviewer,
    Who.ASSIGNED: _assigned,
    Who.ASSIGNER: _assigner,
}
WHEN: dict[When, Callable[[Case, Scope], None]] = {
    When.BASIS_IN_FORCE: _basis_in_force,
    When.NOTHING_IMPOSSIBLE: _nothing_impossible,
    When.NOT_ANOTHERS: _not_anothers,
    When.NO_OPEN_QUESTION: _no_open_question,
    When.NOBODY_CHANGES_IT: _nobody_changes_it,
    When.SIGNED: _signed,
}


def is_changing(case: Case, scope: Scope) -> bool:
    """Whether this person has given a reason and may change the accepted case now."""
    return case.status == CaseStatus.AMENDED and case.amended_by_id == scope.user_id
