"""Electronic signatures under what somebody saw of a case (docs/adr/0036)."""

import uuid

from django.db import models

from cases.records.models import Case
from registry.institutions.models import Institution, User


class Meaning(models.TextChoices):
    """What a signature says, in the words of the person who signs."""

    ENTERED = "entered", "I have entered these data from the record"
    REVIEWED = "reviewed", "I have reviewed these data"
    ADJUDICATED = "adjudicated", "I have adjudicated this event"
    LOCK = "lock", "I lock this case as it stands"


class Signature(models.Model):
    """One signature: who, when (UTC), what it means, and the hash of exactly what was seen. Never changed.

    ``section``: slug; empty for the whole case. ``sections``: slug -> digests of what others than the institution see
    of it (``outside``) and of all of it (``inside``, where the person saw that). ``verdict``: digest of the labels
    shown. ``hash``: SHA-256 over all of these with case, person and meaning, so that a copy under another case or name
    does not verify. ``proved_at``, ``proved_how``: when and how the person proved who they are.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(
        Case,
        on_delete=models.DO_NOTHING,
        related_name="signatures",
        editable=False,
        db_constraint=False,  # the database's own reference holds case and institution, and goes with the case
    )
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+", editable=False)
    signer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    signer_name = models.CharField(max_length=120, editable=False)
    meaning = models.CharField(max_length=12, choices=Meaning.choices, editable=False)
    section = models.CharField(max_length=40, blank=True, editable=False)
    sections = models.JSONField(editable=False)
    verdict = models.CharField(max_length=64, editable=False)
    version = models.PositiveIntegerField(editable=False)
    hash = models.CharField(max_length=64, editable=False)
    signed_at = models.DateTimeField(editable=False)
    proved_at = models.DateTimeField(editable=False)
    proved_how = models.CharField(max_length=60, editable=False)

    class Meta:
        indexes = [models.Index(fields=["case", "-signed_at"], name="signature_by_case")]

    def __str__(self) -> str:
        return f"{self.signer_name}: {self.get_meaning_display()}"
