"""Answers to warnings: the unlikely that was looked at and holds."""

from django.conf import settings
from django.db import models

from cases.records.models.base import PatientRow
from registry.audit.tracking import tracked


@tracked(exclude=("released",))
class WarningAnswer(PatientRow):
    """Why a warning about this case does not matter; the warning is then shown as answered, and never blocks."""

    code = models.CharField(max_length=60, editable=False)
    about = models.CharField(max_length=120, blank=True, editable=False, help_text="Keys of the rows it speaks of.")
    reason = models.TextField(help_text="Free text; leave out names, numbers and dates.")
    answered_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta(PatientRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["case", "code", "about"],
                name="a_warning_is_answered_once",
                violation_error_message="This warning has an answer already.",
            )
        ]

    def __str__(self) -> str:
        return self.code
