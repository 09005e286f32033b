"""What a reader may see of the stored verdicts, row by row: a view of the database, not a table."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from cases.cohorts.querysets import ReadableEpisodeQuerySet


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
