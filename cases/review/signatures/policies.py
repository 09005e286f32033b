"""May this person sign this case with these words? ``check_can_sign`` raises with the reason."""

from cases.records.models import Case
from cases.records.policies import Refused, allowed
from cases.review.signatures.models import Meaning, Signature
from registry.institutions.scoping import Scope


def check_can_sign(case: Case, meaning: str, scope: Scope) -> None:
    """The institution signs what it entered, its leads the lock; the reviewer who has the case what they reviewed."""
    if meaning not in Meaning.values:
        raise Refused("Choose what your signature means.")
    own = case.institution_id in scope.sites
    outside = scope.reviewer and case.institution_id not in scope.home
    if meaning == Meaning.LOCK and case.institution_id not in scope.led:
        raise Refused("Only a lead of the institution signs to lock a case.")
    if meaning == Meaning.ENTERED and not own:
        raise Refused("Only who enters data for the institution signs that they were entered from the record.")
    if meaning == Meaning.REVIEWED and not (outside and case.reviewer_id == scope.user_id):
        raise Refused("Only the reviewer who has this case signs that it was reviewed.")
    if meaning == Meaning.ADJUDICATED:
        raise Refused("Who reads an event signs with the reading itself.")


def meanings_open_to(case: Case, scope: Scope) -> tuple[Meaning, ...]:
    """The meanings among which this person chooses now."""
    return tuple(one for one in Meaning if allowed(check_can_sign, case, one, scope))


def is_signed_to_lock(case: Case) -> bool:
    """Whether a lead has signed the case as it stands."""
    return Signature.objects.filter(case=case, meaning=Meaning.LOCK, section="", version=case.version).exists()
