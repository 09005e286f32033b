"""Stored verdicts: what the definition says of each case, as of which version of both.

Written by the role ``registry_deriver`` only. No free text, no calendar date: days count from day 0.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from cases.episodes.querysets import DerivationQuerySet, VerdictQuerySet
from cases.records.models import Case
from registry.institutions.models import Institution


def codes(**kwargs) -> ArrayField:
    """A list of codes."""
    return ArrayField(models.CharField(max_length=60), default=list, **kwargs)


class Derivation(models.Model):
    """One case, derived: under which version of the definition, from which version of the case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The database itself deletes it with its case (migration 0002): the application's role may not write here.
    case = models.OneToOneField(Case, on_delete=models.DO_NOTHING, related_name="derivation", db_constraint=False)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    definition_key = models.CharField(max_length=40, blank=True)
    definition_version = models.CharField(max_length=20, blank=True)
    recipe_hash = models.CharField(max_length=64, blank=True, help_text="Of the definition and the code.")
    case_version = models.PositiveIntegerField(default=0, help_text="0: never derived.")
    derived_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=60, blank=True, help_text="Why the case could not be classified.")
    picture = models.JSONField(default=dict, help_text="The record as others may see it, for the figure.")

    objects = DerivationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["institution"], name="derivation_by_institution")]

    def __str__(self) -> str:
        return f"derivation of {self.case_id} at version {self.case_version}"


class Verdict(models.Model):
    """One episode under one version of the definition, with all that cohort queries ask for.

    ``id`` stays the same when the episode is derived again. Axes hold every code that the dates allow.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.DO_NOTHING, related_name="verdicts", db_constraint=False)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    definition_key = models.CharField(max_length=40)
    definition_version = models.CharField(max_length=20)
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
    outside = models.JSONField(default=dict, help_text="The printed episode as others may see it.")

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
            models.Index(fields=["definition_version", "label"], name="verdict_by_version_label"),
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


AXES = ("exposure", "evidence", "systemic", "cns", "extent", "novelty", "her2")
