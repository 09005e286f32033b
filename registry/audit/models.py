"""Who looked at what, and who took what away. The audit knows nobody: people and institutions are keys here."""

from django.db import models
from django.db.models import Q


class Act(models.TextChoices):
    """Whether something was shown or left the registry as a file."""

    READ = "read", "Read"
    EXPORT = "export", "Exported"


class Thing(models.TextChoices):
    """What kind of thing was read or taken away."""

    CASE = "case", "A case"
    CASES = "cases", "A list of cases"
    PHOTOGRAPH = "photograph", "A photograph"
    CASE_PDF = "case-pdf", "A case as PDF"
    CASE_FILE = "case-file", "A case as case JSON"
    EPISODE = "episode", "An episode of a cohort"
    ROWS = "rows", "Rows of a cohort"
    ARCHIVE = "archive", "A cohort as zip"
    FIGURE = "figure", "A figure as a file"
    RUN = "run", "A frozen run"
    WHOLE_CASES = "whole-cases", "Whole cases, by command"


class How(models.TextChoices):
    """Whether the reader is of the institution whose cases they are."""

    IN_FULL = "full", "In full"
    DEIDENTIFIED = "deidentified", "De-identified"


class AccessLogQuerySet(models.QuerySet):
    """Questions about readings and exports. Row-level security leaves the rows that the person may see."""

    def newest_first(self) -> "AccessLogQuerySet":
        return self.order_by("-at", "-id")


class AccessLog(models.Model):
    """One reading or export. Rows are added by ``registry.audit.reading`` only, and nobody changes them.

    ``person_id`` and ``at`` are set by the database, whatever a statement says. ``institution_id``: whose cases were
    concerned; one row for each. ``subject_id``: the case, photograph, episode or run. ``about``: the pseudonym, never a
    local code. ``rows``: how many of that institution's cases or rows a list or an export held.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    person_id = models.UUIDField(null=True)
    act = models.CharField(max_length=6, choices=Act.choices)
    what = models.CharField(max_length=12, choices=Thing.choices)
    how = models.CharField(max_length=12, choices=How.choices)
    institution_id = models.UUIDField(null=True)
    subject_id = models.UUIDField(null=True)
    about = models.CharField(max_length=60, blank=True)
    rows = models.PositiveIntegerField(null=True)

    objects = AccessLogQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-at", "-id"], name="access_by_time"),
            models.Index(fields=["person_id", "-at", "-id"], name="access_by_person"),
            models.Index(fields=["institution_id", "-at", "-id"], name="access_by_institution"),
            models.Index(fields=["what", "-at", "-id"], name="access_by_thing"),
            models.Index(fields=["subject_id", "-at"], condition=Q(subject_id__isnull=False), name="access_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.get_what_display().lower()} {self.about}".rstrip()


class EntryQuerySet(models.QuerySet):
    """Questions about what was changed. Administrators alone see any of it."""

    def newest_first(self) -> "EntryQuerySet":
        return self.order_by("-at", "-id")


class Entry(models.Model):
    """What one statement added to a trail: how much, by whom, of which institution; never what (migration 0002).

    The chain is over these entries. The application reads the columns below and no digest.
    """

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    op = models.TextField()
    relation = models.TextField()
    size = models.IntegerField()
    person_id = models.UUIDField(null=True)
    institution_id = models.UUIDField(null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "audit_entry"

    def __str__(self) -> str:
        return f"{self.op} of {self.size} in {self.relation}"
