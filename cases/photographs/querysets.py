"""Which photographs a person may see; the database's row-level security says the same again."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from cases.records.models import Case, Consent
from cases.rules.vocabulary import ConsentScope, ConsentStatus
from registry.institutions.scoping import Scope

TO_PHOTOGRAPHS = (ConsentScope.IMAGES_INTERNAL, ConsentScope.IMAGES_PUBLICATION)
REVOKED = Q(scope__in=TO_PHOTOGRAPHS, status=ConsentStatus.REVOKED)


class PhotographQuerySet(models.QuerySet):
    """Questions about photographs."""

    def visible_to(self, scope: Scope) -> "PhotographQuerySet":
        """All of the person's own institutions; for a reviewer, of the cases they may open those that show nobody.

        A consent to photographs that the patient has revoked takes them all out of the reviewers' sight.
        """
        own = Q(institution__in=scope.sites)
        if not scope.reviewer:
            return self.filter(own)
        shown = Q(case__in=Case.objects.visible_to(scope), for_review=True)
        return self.filter(own | (shown & ~Exists(Consent.objects.filter(REVOKED, case=OuterRef("case")))))

    def of_case(self, case: Case, scope: Scope) -> "PhotographQuerySet":
        """The photographs of one case that the person may see, in the order in which they were added."""
        return self.visible_to(scope).filter(case=case).order_by("position", "added_at")


class HandOffQuerySet(models.QuerySet):
    """Questions about hand-offs."""

    def in_full_for(self, scope: Scope) -> "HandOffQuerySet":
        """Those that the person began at an institution of theirs."""
        return self.filter(institution__in=scope.sites, created_by=scope.user_id)
