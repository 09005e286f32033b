"""One token of one person. The database keeps its digest only, and hands no row to anybody else."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from registry.audit.tracking import tracked

LONGEST_NAME = 60


class AccessTokenQuerySet(models.QuerySet):
    """Questions about tokens. Row-level security leaves a person's own."""

    def of(self, user_id: uuid.UUID) -> "AccessTokenQuerySet":
        return self.filter(user=user_id)

    def newest_first(self) -> "AccessTokenQuerySet":
        return self.order_by("-made_at")

    def live(self) -> "AccessTokenQuerySet":
        return self.filter(revoked_at=None, ends_at__gt=timezone.now())


@tracked(exclude=("digest", "used_on"))
class AccessToken(models.Model):
    """``digest``: SHA-256 of the token, which is 256 random bits and so needs no slow hash. ``hint``: how it begins."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME, help_text="What uses it, so that you know which to revoke.")
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=12)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = AccessTokenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                condition=Q(revoked_at=None),
                name="one_live_token_of_a_name",
                violation_error_message="You have a token of this name. Revoke it first, or choose another name.",
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("made_at")), name="a_token_ends_after_it_began"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()
