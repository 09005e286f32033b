"""What a person says of a section of a case: done, or nothing to record there."""

import uuid

from django.conf import settings
from django.db import models

from cases.records.models.case import Case
from registry.audit.tracking import tracked
from registry.institutions.models import Institution


class Said(models.TextChoices):
    """What a mark says."""

    DONE = "done", "Done"
    NOTHING = "nothing", "Nothing to record"


@tracked()
class SectionMark(models.Model):
    """One section of one case that a person called done, or empty for good; without it, no rows mean not started."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", editable=False)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+", editable=False)
    section = models.CharField(max_length=40, editable=False)
    says = models.CharField(max_length=8, choices=Said.choices, editable=False)
    marked_at = models.DateTimeField(auto_now=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "section"],
                name="a_section_is_marked_once",
                violation_error_message="This section is marked already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section}: {self.says}"
