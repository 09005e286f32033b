"""One recovery of an account: asked for by one administrator, confirmed by another."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from registry.audit.tracking import tracked

DAYS = 7


def _person(**options) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options)


class RecoveryQuerySet(models.QuerySet):
    """Questions about recoveries."""

    def waiting(self) -> "RecoveryQuerySet":
        since = timezone.now() - timedelta(days=DAYS)
        found = self.filter(confirmed_at=None, withdrawn_at=None, asked_at__gt=since)
        return found.select_related("user", "asked_by").order_by("asked_at")


@tracked()
class Recovery(models.Model):
    """``reason``: how the administrator made sure who asks, such as a call back to the number of the hospital."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recoveries")
    reason = models.CharField(max_length=300)
    asked_by = _person()
    asked_at = models.DateTimeField()
    confirmed_by = _person(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = RecoveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("asked_by")),
                name="a_recovery_takes_two_administrators",
                violation_error_message="Another administrator has to confirm this.",
            ),
            models.CheckConstraint(
                condition=~Q(asked_by=F("user")) & (Q(confirmed_by=None) | ~Q(confirmed_by=F("user"))),
                name="nobody_recovers_the_own_account",
                violation_error_message="Nobody recovers the own account. Ask two other administrators.",
            ),
        ]

    def __str__(self) -> str:
        return f"Recovery of {self.user}"
