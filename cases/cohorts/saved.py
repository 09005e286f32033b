"""What people keep of cohorts: queries under a name, and frozen runs with their rows (docs/adr/0026).

A saved cohort is live: it is its query, asked again whenever it is opened. A run never changes; rows leave it only when
a patient's data leave the registry, and the database sees to that (migration 0009).
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from cases.cohorts.members import Unit
from cases.records.identifying.speaking_for import refuse_identifying
from cases.records.models import Case
from cases.rules.calendar_text import calendar_text_in
from registry.institutions.models import Institution, User
from registry.institutions.scoping import Scope

LONGEST_NAME = 80
LONGEST_DESCRIPTION = 600


class OwnedQuerySet(models.QuerySet):
    """Questions about what people keep."""

    def of(self, scope: Scope) -> "OwnedQuerySet":
        """A person's own."""
        return self.filter(owner=scope.user_id)


def check_names_nobody(text: str) -> None:
    """Others read these words: no calendar date in them, which could be a patient's."""
    found = calendar_text_in(text)
    if found:
        raise ValidationError(f"“{found}” looks like a date. Say it in other words: others may read this text.")
    refuse_identifying(text)


def named_field() -> models.CharField:
    return models.CharField(
        max_length=LONGEST_NAME,
        validators=[check_names_nobody],
        help_text="Short, and without anything about one patient.",
    )


def described_field() -> models.CharField:
    return models.CharField(
        max_length=LONGEST_DESCRIPTION,
        blank=True,
        validators=[check_names_nobody],
        help_text="What the cohort is for. Leave out names, numbers and dates of patients.",
    )


class SavedCohort(models.Model):
    """One person's name for a query. It stays live: the same query finds other cases tomorrow. Nobody else sees it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    name = named_field()
    slug = models.SlugField(max_length=LONGEST_NAME, editable=False, help_text="The last part of its address.")
    description = described_field()
    query = models.TextField(editable=False, help_text="The canonical query, as addresses hold it.")
    saved_at = models.DateTimeField(editable=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "slug"],
                name="one_address_per_saved_cohort",
                violation_error_message="You have a cohort of this name already. Give this one another.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("saved-cohort", args=[self.slug])


class Run(models.Model):
    """One frozen run: the receipt of what was asked, of what data, by which definition and code.

    ``rows``, ``stored``, ``patients`` and ``others`` are the owner's figures; nobody else is shown them. ``named``:
    institutions that a citation may name, as they were called. Nothing in it ever changes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    name = named_field()
    description = described_field()
    frozen_at = models.DateTimeField(editable=False)

    query = models.TextField(editable=False, help_text="The canonical query, with its definition.")
    words = models.TextField(editable=False, help_text="The query in one English sentence.")
    unit = models.CharField(max_length=12, editable=False)
    # The database itself holds these three to a published definition (migration 0009).
    definition_key = models.CharField(max_length=40, editable=False)
    definition_version = models.CharField(max_length=20, editable=False)
    definition_hash = models.CharField(max_length=64, editable=False)
    recipe_hash = models.CharField(max_length=64, editable=False, help_text="Of the definition and the code.")

    rows = models.PositiveIntegerField(editable=False)
    stored = models.PositiveIntegerField(editable=False, help_text="Rows and what was beside them.")
    patients = models.PositiveIntegerField(editable=False)
    others = models.CharField(max_length=60, blank=True, editable=False, help_text="Cases of others, as was shown.")
    snapshot_hash = models.CharField(max_length=64, editable=False, help_text="Of the cases and their versions.")
    rows_hash = models.CharField(max_length=64, editable=False, help_text="Of the stored rows.")
    named = ArrayField(models.CharField(max_length=160), default=list, editable=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "-frozen_at"], name="run_by_owner")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("run", args=[self.pk])

    @property
    def definition_name(self) -> str:
        return f"{self.definition_key}@{self.definition_version}"

    @property
    def address(self) -> str:
        """The query of any page about this run."""
        return f"run={self.pk}"


class Part(models.TextChoices):
    """What the filters said of a stored unit, or what it is beside them. Only members are rows of the run."""

    MEMBER = "member", "In the cohort"
    OUTSIDE = "outside", "Not in it"
    UNKNOWN = "unknown", "Not known, for want of data"
    CASE = "case", "A case, for attrition"
    EVENT = "event", "An event, for attrition"


OF_THE_QUESTION = (Part.MEMBER, Part.OUTSIDE, Part.UNKNOWN)
BESIDE = {Unit.CASES: Part.CASE, Unit.EPISODES: Part.EVENT}
"""What attrition counts beside the units of a run, unless they are of that kind themselves."""
RULE = ("rule", "verdict", "says", "records")
"""What is stored of each rule; runs of before know the first two."""


class RunMember(models.Model):
    """One stored unit of a run: a row of it with the de-identified record as it was, or what was beside its rows.

    Attrition starts from all units that could be read, so those that the filters are false or neither of are stored
    too, without the record; and from all cases and events, so those are stored with what it reads of them.

    ``released`` and ``publicly_described`` follow the case, so that a row is read by those only who may read the case.
    ``rules``: rule, verdict, what it said and from which records, in the order of the definition.
    ``digest``: SHA-256 of the row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="members")
    position = models.PositiveIntegerField()
    part = models.CharField(max_length=8, choices=Part.choices, default=Part.MEMBER)
    case = models.ForeignKey(Case, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    released = models.BooleanField(default=True)
    publicly_described = models.BooleanField(default=False)
    case_version = models.PositiveIntegerField()

    member = models.UUIDField(help_text="As the live cohort names it.")
    patient = models.PositiveIntegerField()
    institution_code = models.TextField()
    label = models.TextField(blank=True)
    certainty = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    course = models.JSONField(default=dict)
    rules = models.JSONField(default=list)
    near = models.JSONField(default=dict)
    document = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="one_row_per_position_of_a_run"),
            models.UniqueConstraint(fields=["run", "member"], name="a_row_is_in_a_run_once"),
        ]
        indexes = [models.Index(fields=["case"], name="run_member_by_case")]

    def __str__(self) -> str:
        return f"row {self.position} of {self.run_id}"


class RunLoss(models.Model):
    """A row that left a run because the data of a patient left the registry: its place and its digest, and no case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="losses")
    position = models.PositiveIntegerField()
    part = models.CharField(max_length=8, choices=Part.choices)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    publicly_described = models.BooleanField()
    digest = models.CharField(max_length=64)
    lost_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="a_row_is_lost_once")]

    def __str__(self) -> str:
        return f"row {self.position} of {self.run_id}, lost"
