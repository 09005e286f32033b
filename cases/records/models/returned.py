"""Why a reviewer gave a submitted case back to its institution."""

import uuid

from django.conf import settings
from django.db import models

from cases.records.models.case import Case
from cases.records.models.checks import check_free_text
from registry.institutions.models import Institution

LONGEST_REASON = 1000
"""Characters."""


class CaseReturn(models.Model):
    """One time that a reviewer returned a case: who, when and why. Appended, never changed.

    The reason is free text: the institution and reviewers of the case read it, nobody else, and no export holds it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="returns", editable=False)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+", editable=False)
    reason = models.CharField(max_length=LONGEST_REASON, help_text="Free text; leave out names, numbers and dates.")
    returned_at = models.DateTimeField(auto_now_add=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    def __str__(self) -> str:
        return f"{self.case_id} returned"

    def clean(self) -> None:
        check_free_text(self)
