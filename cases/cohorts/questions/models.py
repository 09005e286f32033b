"""Who asked how much about cases that they may not read (docs/adr/0024); never what they asked."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Count, Max, Q, Sum
from django.db.models.functions import TruncDate

from registry.audit.tracking import tracked
from registry.institutions.models import User


class QuestionQuerySet(models.QuerySet):
    """Questions to the log."""

    def since(self, instant: datetime) -> "QuestionQuerySet":
        return self.filter(hour__gte=instant)

    def by_person_and_day(self) -> "QuestionQuerySet":
        """One row per person, day and kind of page, the newest first: different questions, askings, refusals."""
        days = self.annotate(day=TruncDate("hour")).values("user", "user__name", "day", "kind")
        return days.annotate(
            different=Count("fingerprint", distinct=True, filter=~Q(fingerprint="")),
            asked=Sum("times"),
            refused=Sum("times", filter=Q(fingerprint=""), default=0),
            last=Max("asked_at"),
        ).order_by("-day", "-asked", "user__name", "kind")


class Question(models.Model):
    """One question of one person in one clock hour, and how often it came; without a fingerprint: the refused ones.

    The fingerprint tells different questions apart. It is made with the key of the registry and says nothing else.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    hour = models.DateTimeField(help_text="The full hour (UTC) in which it was asked.")
    kind = models.CharField(max_length=20, help_text="Kind of page.")
    fingerprint = models.CharField(max_length=64, blank=True)
    times = models.PositiveIntegerField(default=1)
    asked_at = models.DateTimeField(help_text="For the first time in this hour; of refused ones, for the last.")

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "hour", "kind", "fingerprint"], name="a_question_of_an_hour_is_counted_in_one_row"
            )
        ]
        indexes = [models.Index(fields=["hour"], name="question_by_hour")]

    def __str__(self) -> str:
        return f"{self.kind}, {self.times} times"


class BudgetLiftQuerySet(models.QuerySet):
    """Questions about lifts."""

    def in_force(self, now: datetime) -> "BudgetLiftQuerySet":
        return self.filter(until__gt=now)


@tracked()
class BudgetLift(models.Model):
    """An administrator's word that one person may ask without a limit until then. What they ask is logged as ever."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField()
    reason = models.CharField(max_length=200)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    lifted_at = models.DateTimeField(editable=False)

    objects = BudgetLiftQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.user}, until {self.until:%d %b %Y %H:%M} UTC"
