"""Readers of events, their readings, and the label that follows from them beside the derived one (docs/adr/0035)."""

import uuid

from django.db import models

from cases.records.models import Case
from cases.review.leaving import LONGEST, check_holds_no_date
from registry.institutions.models import Institution, User


class Discipline(models.TextChoices):
    """As what somebody reads. A third settles what the other two disagree about."""

    ONCOLOGIST = "oncologist", "Oncologist"
    DERMATOLOGIST = "dermatologist", "Dermatologist"
    THIRD = "third", "Third reader"


class SkinAnswer(models.TextChoices):
    """Whether the metastasis of the skin is progressing at the event."""

    YES = "yes", "Yes"
    NO = "no", "No"
    CANNOT_TELL = "cannot_tell", "Cannot tell"


class Stands(models.TextChoices):
    """How a compartment beside the skin stands at the event."""

    RESPONDING = "responding", "Responding"
    STABLE = "stable", "Stable"
    PROGRESSING = "progressing", "Progressing"
    CANNOT_TELL = "cannot_tell", "Cannot tell"


class Sure(models.TextChoices):
    """How sure the reader is of the label."""

    SURE = "sure", "Sure"
    FAIRLY = "fairly", "Fairly sure"
    UNSURE = "unsure", "Unsure"


def _person(**options) -> models.ForeignKey:
    return models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False, **options)


class OfAnEvent(models.Model):
    """What hangs on an event by the keys that it names itself with, so that a new derivation leaves it in place.

    ``event``: key of the finding or assessment that it starts with; ``regimen``: of the current regimen, if any.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(
        Case,
        on_delete=models.DO_NOTHING,
        related_name="+",
        editable=False,
        db_constraint=False,  # the database's own reference holds case and institution, and goes with the case
    )
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+", editable=False)
    event = models.CharField(max_length=40, editable=False)
    regimen = models.CharField(max_length=40, blank=True, editable=False)

    class Meta:
        abstract = True


class Reader(models.Model):
    """As what a reviewer reads, from an instant on; the latest row of a person counts. Empty: no longer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = _person()
    discipline = models.CharField(max_length=14, blank=True, choices=Discipline.choices)
    given_by = _person()
    at = models.DateTimeField(editable=False)

    class Meta:
        indexes = [models.Index(fields=["user", "-at"], name="reader_by_user")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_discipline_display() or 'no reader'}"


class Reading(OfAnEvent):
    """What one reader says of one event, given once; a correction is another reading of the same person.

    ``reader``, ``discipline`` and ``at`` are set by the database. ``compartments``: code -> ``Stands``. ``definition``:
    key and version whose labels were offered. ``seen``: SHA-256 of the record that was shown, of case ``version``.
    """

    definition = models.CharField(max_length=61, editable=False)
    reader = _person()
    discipline = models.CharField(max_length=14, choices=Discipline.choices, editable=False)
    skin = models.CharField(max_length=11, choices=SkinAnswer.choices)
    compartments = models.JSONField(default=dict, blank=True)
    label = models.CharField(max_length=30)
    sure = models.CharField(max_length=6, choices=Sure.choices)
    words = models.CharField(max_length=LONGEST, blank=True, validators=[check_holds_no_date])
    seen = models.CharField(max_length=64, editable=False)
    version = models.PositiveIntegerField(editable=False)
    at = models.DateTimeField(editable=False)

    class Meta:
        indexes = [models.Index(fields=["case", "event", "at"], name="reading_by_event")]

    def __str__(self) -> str:
        return f"{self.discipline}: {self.label}"


class Adjudicated(OfAnEvent):
    """The label that two readers gave alike, or a third in the end. Written by the database, and never changed."""

    definition = models.CharField(max_length=61, editable=False)
    label = models.CharField(max_length=30, editable=False)
    by_agreement = models.BooleanField(editable=False)
    at = models.DateTimeField(editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "event", "regimen"], name="an_event_is_adjudicated_once"),
        ]

    def __str__(self) -> str:
        return self.label
