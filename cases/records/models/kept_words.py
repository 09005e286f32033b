"""Words that look identifying and were saved all the same, with the reason."""

import uuid

from django.conf import settings
from django.db import models

from registry.institutions.models import Institution


class KeptWords(models.Model):
    """One time that somebody said why some words identify nobody. Appended, never changed.

    ``digest``: of the words, keyed; the words themselves stand in the record alone. ``case_id``: where there is one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    case_id = models.UUIDField(null=True, editable=False)
    field = models.CharField(max_length=80, blank=True, editable=False)
    kind = models.CharField(max_length=60, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    reason = models.CharField(max_length=200, editable=False)
    kept_at = models.DateTimeField(auto_now_add=True)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)

    class Meta:
        indexes = [models.Index(fields=["digest"], name="kept_words_by_digest")]

    def __str__(self) -> str:
        return f"{self.kind} in {self.field}"
