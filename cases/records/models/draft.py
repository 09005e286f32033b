"""What somebody has typed and not yet saved, and which forms were taken already. Neither is part of the record."""

import uuid

from django.conf import settings
from django.db import models

from cases.records.querysets import DraftQuerySet
from registry.institutions.models import Institution


class Draft(models.Model):
    """What one person has typed into one form since it was last saved, as text and unjudged.

    Outside the audit trail and the case's version. ``case`` is empty while a new case is typed: then nobody but the
    person reads it. ``object``: the id of the row (or case) that the form is about, known before the row exists.
    ``key``: the opened page that typed last; ``sequence``: its count of keystrokes; ``revision``: counts what was kept
    here, whichever page it came from.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    # the database deletes a draft with its case: colleagues discard cases, but not each other's drafts
    case = models.ForeignKey(
        "records.Case", null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=40)
    object = models.UUIDField()
    page = models.CharField(max_length=200)
    typed = models.JSONField(help_text="Name of a field -> its texts.")
    key = models.UUIDField()
    sequence = models.PositiveBigIntegerField()
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "object", "form"], name="one_draft_of_a_form_and_person"),
        ]
        indexes = [models.Index(fields=["case"], name="draft_by_case")]

    def __str__(self) -> str:
        return f"{self.form} typed by {self.user_id}"


class SentForm(models.Model):
    """An opened page whose form was taken, so that the same page sent again is not taken twice.

    ``digest``: of what was sent, keyed with the secret of the registry.
    """

    key = models.UUIDField(primary_key=True, editable=False)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(
        "records.Case", null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    object = models.UUIDField()
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case"], name="sent_form_by_case")]

    def __str__(self) -> str:
        return f"form {self.key}"
