"""What waits for whom."""

from cases.records.models import Case
from cases.rules.vocabulary import CaseStatus
from registry.institutions.scoping import Scope


def waiting_for_review(scope: Scope) -> list[Case]:
    """Submitted cases that this reviewer may accept, the longest-waiting first; without their local codes."""
    return list(
        Case.objects.visible_to(scope)
        .filter(status=CaseStatus.SUBMITTED)
        .exclude(institution__in=scope.sites)
        .exclude(submitted_by=scope.user_id)
        .select_related("institution")
        .defer("local_code", "comment")
        .order_by("submitted_at", "pseudonym")
    )
