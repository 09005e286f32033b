"""What waits for whom."""

from dataclasses import dataclass

from cases.desk.spoken import label_of
from cases.records.models import Case
from cases.records.policies import can_accept
from cases.rules.vocabulary import CaseStatus, LegalBasisKind
from registry.institutions.scoping import Scope


@dataclass(frozen=True)
class Waiting:
    """A submitted case, without its local code."""

    case: Case
    legal_basis: str


def waiting_for_review(scope: Scope) -> list[Waiting]:
    """Submitted cases that this reviewer may accept, the longest-waiting first."""
    cases = (
        Case.objects.visible_to(scope)
        .filter(status=CaseStatus.SUBMITTED)
        .select_related("institution")
        .defer("local_code", "comment")
        .order_by("submitted_at", "pseudonym")
    )
    return [Waiting(case, label_of(LegalBasisKind, case.legal_basis_kind)) for case in cases if can_accept(case, scope)]
