"""One invitation: a link that sets the first password of one account, once, for some days."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from registry.audit.tracking import tracked


class InvitationQuerySet(models.QuerySet):
    """Questions about invitations."""

    def open(self) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, revoked_at=None, ends_at__gt=timezone.now())

    def waiting_at(self, institution) -> "InvitationQuerySet":
        """Not accepted and not revoked, of people with a role there, whether in time or over."""
        held = self.filter(accepted_at=None, revoked_at=None, user__memberships__institution=institution)
        return held.select_related("user", "invited_by").distinct().order_by("-invited_at")


@tracked(exclude=("digest",))
class Invitation(models.Model):
    """``digest``: SHA-256 of the link's secret, 256 random bits, which is kept nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(accepted_at=None, revoked_at=None), name="one_open_invitation_of_a_person"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None), name="an_invitation_is_accepted_or_revoked"
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation of {self.user}"

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()
