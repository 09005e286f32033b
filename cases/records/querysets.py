"""Which cases a person may reach; the database's row-level security says the same again."""

from django.db import models
from django.db.models import Q

from cases.rules.vocabulary import CaseStatus
from registry.institutions.scoping import Scope


class CaseQuerySet(models.QuerySet):
    """Questions about cases."""

    def in_full_for(self, scope: Scope) -> "CaseQuerySet":
        """Cases of the person's own institutions (clinician or lead): everything, calendar dates included."""
        return self.filter(institution__in=scope.sites)

    def visible_to(self, scope: Scope) -> "CaseQuerySet":
        """Cases whose page a person may open: the own ones in full; for a reviewer, those that wait and their own."""
        own = Q(institution__in=scope.sites)
        return self.filter(own | self._for_reviewer(scope)) if scope.reviewer else self.filter(own)

    @staticmethod
    def _for_reviewer(scope: Scope) -> Q:
        """What waits for any reviewer, and what this one has: until it is a draft again."""
        waits = Q(status__in=(CaseStatus.SUBMITTED, CaseStatus.AMENDED), reviewer=None)
        theirs = Q(reviewer=scope.user_id) & ~Q(status__in=(CaseStatus.DRAFT, CaseStatus.WITHDRAWN))
        return waits | theirs

    def matching_local_code(self, text: str) -> "CaseQuerySet":
        """Cases whose local code or pseudonym holds the text."""
        return self.filter(Q(local_code__icontains=text) | Q(pseudonym__icontains=text))


class DraftQuerySet(models.QuerySet):
    """Questions about what was typed and not saved yet."""

    def visible_to(self, scope: Scope) -> "DraftQuerySet":
        """Drafts in cases of the person's own institutions, and what the person types for a case not opened yet."""
        return self.filter(Q(case__isnull=False) | Q(user=scope.user_id), institution__in=scope.sites)

    def own(self, scope: Scope) -> "DraftQuerySet":
        return self.visible_to(scope).filter(user=scope.user_id)
