"""What stays of a case that was withdrawn or erased: that it was there, and who ended its use, when and why."""

import uuid

from django.conf import settings
from django.db import models

from cases.records.models.checks import check_free_text
from registry.institutions.models import Institution
from registry.institutions.scoping import Scope

LONGEST_NOTE = 300
"""Characters."""


class WithdrawalReason(models.TextChoices):
    """Why a case may no longer be used."""

    CONSENT = "consent", "The patient withdrew the consent"
    OBJECTION = "objection", "The patient objected to the use of the data"
    AUTHORITY = "authority", "An ethics committee or an authority asked for it"
    INSTITUTION = "institution", "The institution no longer gives the case"
    MISTAKE = "mistake", "The case should never have been entered"


class TombstoneQuerySet(models.QuerySet):
    """Questions about tombstones."""

    def visible_to(self, scope: Scope) -> "TombstoneQuerySet":
        """Those of the person's own institutions."""
        return self.filter(institution__in=scope.sites)


class Tombstone(models.Model):
    """One withdrawn case. Written by functions of the database only (migrations 0011 and 0016), never deleted.

    ``case_id``: of the case, which may be erased. ``code_digest``: of its local code, keyed with the secret of the
    registry, so that the same patient is not entered again unawares; empty where it is not known.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField(unique=True, editable=False)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+", editable=False)
    pseudonym = models.CharField(max_length=12, editable=False)
    code_digest = models.CharField(max_length=64, blank=True, editable=False)
    status_before = models.CharField(max_length=12, editable=False)
    reason = models.CharField(max_length=12, choices=WithdrawalReason.choices)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    withdrawn_at = models.DateTimeField(editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    erased_at = models.DateTimeField(null=True, editable=False)
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = TombstoneQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["institution", "-withdrawn_at"], name="tombstone_by_institution")]

    def __str__(self) -> str:
        return self.pseudonym

    def clean(self) -> None:
        check_free_text(self)
