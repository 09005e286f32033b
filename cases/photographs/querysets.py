"""Which photographs a person may see; the database's row-level security says the same again."""

from django.db import models
from django.db.models import Q

from cases.records.models import Case
from registry.institutions.scoping import Scope


class PhotographQuerySet(models.QuerySet):
    """Questions about photographs."""

    def visible_to(self, scope: Scope) -> "PhotographQuerySet":
        """All of the person's own institutions; for a reviewer, those of the cases they may open that show nobody."""
        own = Q(institution__in=scope.sites)
        if not scope.reviewer:
            return self.filter(own)
        return self.filter(own | Q(case__in=Case.objects.visible_to(scope), for_review=True))

    def of_case(self, case: Case, scope: Scope) -> "PhotographQuerySet":
        """The photographs of one case that the person may see, in the order in which they were added."""
        return self.visible_to(scope).filter(case=case).order_by("position", "added_at")


class HandOffQuerySet(models.QuerySet):
    """Questions about hand-offs."""

    def in_full_for(self, scope: Scope) -> "HandOffQuerySet":
        """Those that the person began at an institution of theirs."""
        return self.filter(institution__in=scope.sites, created_by=scope.user_id)
