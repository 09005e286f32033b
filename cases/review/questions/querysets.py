"""Which questions and ticks a person reaches; the database's row-level security says the same again."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cases.records.models import Case
from cases.review.questions.steps import ReviewState, SiteState
from registry.institutions.scoping import Scope


class QuestionQuerySet(models.QuerySet):
    """Questions to the questions."""

    def visible_to(self, scope: Scope) -> "QuestionQuerySet":
        """Those of cases of the person's institutions, and of cases elsewhere that the person may review."""
        elsewhere = Q(case__in=Case.objects.visible_to(scope).values("pk")) & ~Q(institution__in=scope.home)
        return self.filter(Q(institution__in=scope.sites) | elsewhere)

    def at_site(self, scope: Scope) -> "QuestionQuerySet":
        """Those that the person's institutions have to answer."""
        return self.filter(institution__in=scope.sites)

    def reviewed_by(self, scope: Scope) -> "QuestionQuerySet":
        """Those of cases that the person may review: of other institutions than their own."""
        return self.visible_to(scope).exclude(institution__in=scope.home)

    def still_open(self) -> "QuestionQuerySet":
        return self.filter(review_state=ReviewState.OPEN)

    def waiting_at_site(self) -> "QuestionQuerySet":
        """Open, and not yet resolved by the institution."""
        return self.still_open().exclude(site_state=SiteState.RESOLVED)

    def waiting_for_review(self) -> "QuestionQuerySet":
        """Resolved by the institution, and not yet closed or sent back."""
        return self.still_open().filter(site_state=SiteState.RESOLVED)

    def of_people(self) -> "QuestionQuerySet":
        return self.filter(asked_by__isnull=False)

    def of_the_registry(self) -> "QuestionQuerySet":
        return self.filter(asked_by=None)

    def for_person(self, scope: Scope) -> "QuestionQuerySet":
        """Given to the person, or to nobody yet."""
        return self.filter(Q(assignee=None) | Q(assignee=scope.user_id))

    def asked_before(self, days: int) -> "QuestionQuerySet":
        """Asked at least so many days ago."""
        return self.filter(asked_at__lte=timezone.now() - timedelta(days=days))


class VerifiedFieldQuerySet(models.QuerySet):
    """Questions to the ticks."""

    def visible_to(self, scope: Scope) -> "VerifiedFieldQuerySet":
        return self.filter(case__in=Case.objects.visible_to(scope).values("pk"))


def open_questions(case: Case) -> "QuestionQuerySet":
    """The questions that people asked about a case and nobody closed: a case is not accepted before they are.

    What the registry asks is not among them: it never stands in the way, and closes by itself when the data are mended.
    """
    return case.questions.of_people().still_open()
