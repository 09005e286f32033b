"""May this person do this to this photograph, now? ``check_can_x`` raises with the reason."""

from cases.photographs.models import HandOff, Photograph
from cases.records.models import Case
from cases.records.policies import Refused, check_can_edit
from registry.institutions.scoping import Scope

MOST_PHOTOGRAPHS = 200
"""Of one case."""
MOST_RECEIVED = 20
"""By one hand-off."""


def check_can_add(case: Case, scope: Scope) -> None:
    """Members of the institution add to a draft, up to so many."""
    check_can_edit(case, scope)
    if Photograph.objects.filter(case=case).count() >= MOST_PHOTOGRAPHS:
        raise Refused(f"A case holds {MOST_PHOTOGRAPHS} photographs at most. Remove one that says nothing more.")


def check_can_receive(hand_off: HandOff, scope: Scope) -> None:
    """A hand-off takes so many photographs, while the person who began it may change the case."""
    check_can_add(hand_off.case, scope)
    if hand_off.received >= MOST_RECEIVED:
        raise Refused(f"This link has taken {MOST_RECEIVED} pictures. Ask for a new code at the computer.")
