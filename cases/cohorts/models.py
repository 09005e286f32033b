"""What a reader may see of the stored verdicts, row by row: a view of the database. And the sweeps readers ask for."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.cohorts.querysets import ReadableEpisodeQuerySet, ReadableUnitQuerySet, SweepQuerySet
from cases.cohorts.questions.models import BudgetLift, Question
from cases.cohorts.saved import Run, RunLoss, RunMember, SavedCohort
from cases.episodes.variants import PERCENT, Setting, place_of
from registry.institutions.models import User

__all__ = [
    "BudgetLift",
    "Question",
    "ReadableEpisode",
    "ReadableUnit",
    "Run",
    "RunLoss",
    "RunMember",
    "SavedCohort",
    "Sweep",
    "SweepState",
]


def _codes() -> ArrayField:
    return ArrayField(models.TextField())


class ReadableEpisode(models.Model):
    """One episode of a released case that the reader may open: their own, an approved project's, or published.

    Nothing here identifies: no local code, no pseudonym, no date; ``own_case_id`` is set in the reader's own rows only.
    """

    id = models.UUIDField(primary_key=True)
    institution_code = models.TextField()
    institution_name = models.TextField()
    own_case_id = models.UUIDField(null=True)
    definition_key = models.TextField()
    definition_version = models.TextField()
    label = models.TextField()
    certainty = models.TextField()
    reason = models.TextField()
    label_set = _codes()
    flags = _codes()
    extent = models.TextField()
    her2 = _codes()
    since_lo = models.IntegerField(null=True)
    since_hi = models.IntegerField(null=True)
    from_first_dose = models.BooleanField()
    agents = _codes()
    anti_her2 = _codes()
    agent_classes = _codes()
    regimen = models.TextField()
    setting = models.TextField()
    line = models.IntegerField(null=True)
    age_band = models.TextField()
    inflammatory = models.BooleanField(null=True)
    publicly_described = models.BooleanField()
    near = models.JSONField()
    episode = models.JSONField()
    document = models.JSONField()

    objects = ReadableEpisodeQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "cohort_readable_episode"

    def __str__(self) -> str:
        return f"{self.label} at {self.institution_code}"

    def get_absolute_url(self) -> str:
        return reverse("episode-detail", args=[self.pk])

    @property
    def definition_name(self) -> str:
        return f"{self.definition_key}@{self.definition_version}"


class ReadableUnit(models.Model):
    """One unit of a cohort that the reader may read: an episode, a case or an anti-HER2 regimen, with its facts.

    Nothing here identifies. ``person`` tells patients apart and is no key of a case.
    """

    id = models.UUIDField(primary_key=True)
    unit = models.TextField()
    person = models.UUIDField()
    institution_code = models.TextField()
    institution_name = models.TextField()
    country = models.TextField()
    publicly_described = models.BooleanField()
    definition_key = models.TextField()
    definition_version = models.TextField()
    document = models.JSONField()
    label = models.TextField()
    certainty = models.TextField()
    facts = models.JSONField()
    course = models.JSONField()
    rules = models.JSONField()
    near = models.JSONField()

    objects = ReadableUnitQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "cohort_readable_unit"

    def __str__(self) -> str:
        return f"{self.unit} at {self.institution_code}"


class SweepState(models.TextChoices):
    """Where a sweep stands."""

    RUNNING = "running", "Running"
    STOPPED = "stopped", "Stopped"
    DONE = "done", "Done"


class Sweep(models.Model):
    """One sensitivity sweep of one person under one published version: what was asked, how far it is, what it counted.

    It belongs to whoever asked, and nobody else reads it: its figures are of the cases that this person may read.
    ``counts``: events, for each of ``settings`` in order and in it for each panel in order.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # The database itself holds these three to a published definition.
    definition_key = models.CharField(max_length=40)
    definition_version = models.CharField(max_length=20)
    definition_hash = models.CharField(max_length=64)
    windows = ArrayField(models.PositiveSmallIntegerField(), help_text="Per cent of the definition's own.")
    tails = ArrayField(models.PositiveSmallIntegerField(), help_text="Per cent of the definition's own.")
    reach = models.CharField(max_length=64, help_text="Hash of the institutions whose cases the person could read.")

    state = models.CharField(max_length=8, choices=SweepState.choices, default=SweepState.RUNNING)
    total = models.PositiveIntegerField(help_text="Readable cases with an event when it was asked for.")
    done = models.PositiveIntegerField(default=0)
    faulty = models.PositiveIntegerField(default=0, help_text="Cases that the rules could not read.")
    after = models.UUIDField(null=True, blank=True, help_text="The last case that was looked at.")
    counts = ArrayField(models.PositiveIntegerField())
    asked_at = models.DateTimeField()
    moved_at = models.DateTimeField(help_text="When the last batch was counted.")

    objects = SweepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "definition_key", "definition_version"],
                condition=Q(state="running"),
                name="one_running_sweep_of_a_person_and_a_version",
                violation_error_message="This sweep is running already.",
            ),
        ]
        indexes = [models.Index(fields=["user", "-asked_at"], name="sweep_by_user")]

    def __str__(self) -> str:
        return f"{self.definition_name}, {self.done} of {self.total}"

    def get_absolute_url(self) -> str:
        return f"{reverse('definition-sensitivity')}?definition={self.definition_name}"

    @property
    def definition_name(self) -> str:
        return f"{self.definition_key}@{self.definition_version}"

    @property
    def is_running(self) -> bool:
        return self.state == SweepState.RUNNING

    @property
    def is_done(self) -> bool:
        return self.state == SweepState.DONE

    @property
    def percent(self) -> int:
        """Whole, rounded down; 100 only when nothing is left."""
        return PERCENT if self.is_done else min(self.done * PERCENT // max(self.total, 1), PERCENT - 1)

    @property
    def settings(self) -> list[Setting]:
        return [(windows, tails) for windows in self.windows for tails in self.tails]

    def count(self, setting: Setting, panel: tuple[bool, bool]) -> int:
        """Discordant events under one setting, in one panel."""
        return self.counts[place_of(setting, panel, self.settings)]
