"""Published definitions, and stored verdicts: what a definition says of each case, as of which version of both.

Verdicts are written by the role ``registry_deriver`` only. No free text, no calendar date: days count from day 0.
"""

import uuid

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cases.episodes.attributes import AXES
from cases.episodes.querysets import DerivationQuerySet, PublishedDefinitionQuerySet, VerdictQuerySet
from cases.records.models import Case
from registry.audit.tracking import tracked
from registry.institutions.models import Institution, User


def codes(**kwargs) -> ArrayField:
    """A list of codes."""
    return ArrayField(models.CharField(max_length=60), default=list, **kwargs)


class DefinitionStatus(models.TextChoices):
    """Where a published version stands. Only a retired one can no longer be chosen."""

    CURRENT = "current", "Current"
    SUPERSEDED = "superseded", "Superseded by a newer version"
    RETIRED = "retired", "Retired"


def _refuse(name: str, operation, condition: str, sentence: str) -> pgtrigger.Trigger:
    """A trigger that refuses the operation under the condition, whoever asks."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=operation,
        func=f"IF {condition} THEN RAISE EXCEPTION '{sentence}'"
        f" USING ERRCODE = 'check_violation', CONSTRAINT = '{name}'; END IF; RETURN NEW;",
    )


@tracked()
class PublishedDefinition(models.Model):
    """One version of one definition, as it was published. Nothing but its status ever changes.

    ``written_by`` is empty for a document that ships with the registry, ``published_by`` for one that was there from
    the first day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=160)
    document = models.JSONField(help_text="The whole definition, as it is hashed.")
    hash = models.CharField(max_length=64, help_text="SHA-256 of the canonical document.")
    author = models.CharField(max_length=160, help_text="As the document names them.")
    checker = models.CharField(max_length=160, blank=True, help_text="Who ran the worked examples and published.")
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField()
    status = models.CharField(max_length=12, choices=DefinitionStatus.choices, default=DefinitionStatus.CURRENT)

    objects = PublishedDefinitionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "version"],
                name="a_version_is_published_once",
                violation_error_message="This version is published already. Give the draft another one.",
            ),
            models.UniqueConstraint(fields=["key", "version", "hash"], name="a_published_version_has_one_hash"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(status="current"), name="one_current_version_of_a_definition"
            ),
            models.CheckConstraint(
                condition=~Q(published_by=F("written_by")),
                name="published_by_another_than_the_author",
                violation_error_message="Another administrator than the author publishes a definition.",
            ),
        ]
        triggers = [
            _refuse(
                "published_definition_never_changes",
                pgtrigger.Update,
                "to_jsonb(NEW) - 'status' IS DISTINCT FROM to_jsonb(OLD) - 'status'",
                "a published definition never changes; publish another version",
            ),
            _refuse(
                "published_definition_stays",
                pgtrigger.Delete,
                "true",
                "a published definition is never deleted; retire it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("definition-detail", args=[self.key, self.version])

    @property
    def name(self) -> str:
        """Key and version as addresses write them, such as "dcp@1.0.0"."""
        return f"{self.key}@{self.version}"


@tracked()
class DraftDefinition(models.Model):
    """A version in the making: written by an administrator, or a shipped document that waits to be published."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    base = models.ForeignKey(
        PublishedDefinition,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="drafts",
        help_text="What it changes.",
    )
    document = models.JSONField()
    author = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty for a shipped document.",
    )
    revision = models.PositiveIntegerField(default=1, help_text="Raised by each save, so that none is overwritten.")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.document['title']}, version {self.document['version']} (draft)"

    def get_absolute_url(self) -> str:
        return reverse("definition-draft", args=[self.pk])


class Derivation(models.Model):
    """One case, derived under one published version of a definition, from one version of the case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The database itself deletes it with its case (migration 0002): the application's role may not write here.
    # Its index is that of the constraint below.
    case = models.ForeignKey(
        Case, on_delete=models.DO_NOTHING, related_name="derivations", db_constraint=False, db_index=False
    )
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    # The database itself holds these three to a published definition (migration 0004).
    definition_key = models.CharField(max_length=40)
    definition_version = models.CharField(max_length=20)
    definition_hash = models.CharField(max_length=64)
    recipe_hash = models.CharField(max_length=64, blank=True, help_text="Of the definition and the code.")
    case_version = models.PositiveIntegerField(default=0, help_text="0: never derived.")
    derived_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=60, blank=True, help_text="Why the case could not be classified.")
    picture = models.JSONField(default=dict, help_text="The record as others may see it, for the figure.")
    facts = models.JSONField(default=dict, help_text="The same of the case, and of each of its anti-HER2 regimens.")

    objects = DerivationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "definition_key", "definition_version"], name="one_derivation_per_case_and_version"
            )
        ]

    def __str__(self) -> str:
        return f"derivation of {self.case_id} at version {self.case_version}"


class Verdict(models.Model):
    """One episode under one version of the definition, with all that cohort queries ask for.

    ``id`` stays the same when the episode is derived again. Axes hold every code that the dates allow.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Their indexes are those below that begin with them.
    case = models.ForeignKey(
        Case, on_delete=models.DO_NOTHING, related_name="verdicts", db_constraint=False, db_index=False
    )
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+", db_index=False)
    definition_key = models.CharField(max_length=40)
    definition_version = models.CharField(max_length=20)
    definition_hash = models.CharField(max_length=64)
    position = models.PositiveSmallIntegerField(help_text="Place in the order of t0 within the case.")

    finding_key = models.CharField(max_length=40, blank=True)
    assessment_key = models.CharField(max_length=40, blank=True)
    regimen_key = models.CharField(max_length=40, blank=True)

    label = models.CharField(max_length=30)
    certainty = models.CharField(max_length=12, blank=True)
    reason = models.CharField(max_length=12, blank=True)
    label_set = codes()
    flags = codes()
    exposure = codes()
    evidence = codes()
    systemic = codes()
    cns = codes()
    extent = codes()
    novelty = codes()
    her2 = codes()
    rules = models.JSONField(default=list, help_text="Each rule with its verdict and its sentence.")
    remedies = models.JSONField(default=list, help_text="What would decide an open label; for the institution only.")
    near = models.JSONField(
        default=dict, help_text="The step that is lacking to be discordant; empty if more than one."
    )
    outside = models.JSONField(default=dict, help_text="The printed episode as others may see it.")
    course = models.JSONField(
        default=dict, help_text="What else is compared between events, and what came after; codes and days only."
    )
    facts = models.JSONField(default=dict, help_text="What cohorts are filtered by; codes and days only.")

    t0_lo = models.IntegerField(null=True)
    t0_hi = models.IntegerField(null=True)
    first_dose_lo = models.IntegerField(null=True, help_text="Earliest possible first anti-HER2 dose.")
    since_lo = models.IntegerField(null=True, help_text="t0 counted from the first dose, or from day 0.")
    since_hi = models.IntegerField(null=True)

    agents = codes()
    anti_her2 = codes()
    agent_classes = codes()
    regimen = models.TextField(help_text="Anti-HER2 drugs of the current regimen, in one text.")
    setting = models.CharField(max_length=30, blank=True)
    line = models.PositiveSmallIntegerField(null=True)
    age_band = models.CharField(max_length=10, blank=True)
    inflammatory = models.BooleanField(null=True)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "definition_key", "definition_version", "finding_key", "assessment_key"],
                name="one_verdict_per_episode_and_version",
            ),
        ]
        indexes = [
            models.Index(fields=["institution", "label"], name="verdict_by_institution_label"),
            models.Index(fields=["definition_key", "definition_version", "label"], name="verdict_by_definition_label"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.certainty}".strip()

    @property
    def record_key(self) -> str:
        """Key of the finding, or of the assessment, that the episode starts with."""
        return self.finding_key or self.assessment_key

    @property
    def axes(self) -> dict[str, list[str]]:
        return {name: getattr(self, name) for name in AXES}

    def as_printed(self) -> dict:
        """The episode as ``classify`` prints it, for figures and exports."""
        start = {"finding": self.finding_key} if self.finding_key else {"assessment": self.assessment_key}
        return start | {
            "regimen": self.regimen_key or None,
            "t0": [self.t0_lo, self.t0_hi],
            "label": self.label,
            "certainty": self.certainty or None,
            "reason": self.reason or None,
            "label_set": self.label_set,
            "flags": self.flags,
            "axes": {name: found[0] if len(found) == 1 else found for name, found in self.axes.items()},
            "rules": self.rules,
        }
