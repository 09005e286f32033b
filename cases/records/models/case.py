"""The case and its vault: one patient's record at one institution, and the one calendar fact it keeps."""

import secrets
import uuid

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from cases.records.constraints import between
from cases.records.fields import CodeField
from cases.records.models.checks import check_absent, check_free_text
from cases.records.querysets import CaseQuerySet
from cases.rules.vocabulary import CaseStatus, LegalBasisKind, LegalBasisState, Source
from registry.audit.tracking import tracked
from registry.institutions.models import Institution

WITHDRAWN_ELSEWHERE = (
    "A case is not saved as withdrawn, because nobody could find it then. Open the case and choose “Withdraw”: it"
    " leaves the registry at once, and a tombstone stays."
)
PSEUDONYM_ALPHABET = "23456789CDFGHJKMNPQRTVWXY"


def new_pseudonym() -> str:
    """A random name for a case that can be read out over a telephone and derives from nothing."""
    drawn = "".join(secrets.choice(PSEUDONYM_ALPHABET) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


@tracked(exclude=("released",))
class Case(models.Model):
    """One patient's case: who holds it, how far it has come, on which legal basis, and what it rests on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+", editable=False)
    released = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    status = models.CharField(
        max_length=12,
        choices=CaseStatus.choices(),
        default=CaseStatus.DRAFT,
        editable=False,
    )
    pseudonym = models.CharField(max_length=12, unique=True, default=new_pseudonym, editable=False)
    local_code = models.CharField(
        max_length=60,
        help_text="The code by which your own institution finds this patient; nobody else ever sees it."
        " Not a name, not a record number.",
    )
    legal_basis_kind = CodeField(
        LegalBasisKind, blank=False, verbose_name="legal basis", help_text="What allows this case to be kept and used."
    )
    legal_basis_reference = models.CharField(
        max_length=160,
        blank=True,
        verbose_name="reference of the legal basis",
        help_text="The ethics reference of a waiver; the DOI or PMID of a publication.",
    )
    legal_basis_state = CodeField(
        LegalBasisState, blank=False, default=LegalBasisState.UNKNOWN.value, verbose_name="state of the legal basis"
    )
    source = CodeField(Source, verbose_name="main source", help_text="Where most of this case was read.")
    source_reference = models.CharField(max_length=200, blank=True, help_text="DOI or PMID where published.")
    publicly_described = models.BooleanField(
        default=False,
        help_text="A published case: shown row by row to researchers, and easier to recognise.",
    )
    diagnosis_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Year of the first histological diagnosis of breast cancer."
    )
    regimens_complete = models.BooleanField(
        null=True,
        blank=True,
        verbose_name="list of regimens is complete",
        help_text="Yes: a drug that is not listed was never given. Without it, a missing drug stays unknown.",
    )
    absent = models.JSONField(default=dict, blank=True, editable=False)
    comment = models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates.")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        help_text="The reviewer who has the case, or had it when it was accepted or returned.",
    )
    accepted_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    amended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        help_text="Who is changing the accepted case now, for the reason beside it.",
    )
    amended_why = models.CharField(max_length=1000, blank=True, default="", editable=False)
    amended_from = models.CharField(
        max_length=12, blank=True, default="", editable=False, help_text="Where an amended case stood before."
    )
    amended_since = models.PositiveIntegerField(
        null=True, editable=False, help_text="The version of an amended case up to which it was reviewed."
    )

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "local_code"],
                name="local_code_is_unique_in_its_institution",
                violation_error_message="Your institution has a case with this local code already.",
            ),
            between(
                "diagnosis_year",
                1950,
                2100,
                name="diagnosis_year_is_plausible",
                message="Give the year of diagnosis with four digits, from 1950.",
            ),
            models.CheckConstraint(
                condition=~models.Q(legal_basis_kind__in=["waiver", "publication"])
                | ~models.Q(legal_basis_reference=""),
                name="waiver_and_publication_name_their_reference",
                violation_error_message="A waiver names its ethics reference, a publication its DOI or PMID.",
            ),
            models.CheckConstraint(
                condition=models.Q(amended_by__isnull=True, amended_why="")
                | (models.Q(status=CaseStatus.AMENDED, amended_by__isnull=False) & ~models.Q(amended_why="")),
                name="an_accepted_case_changes_with_a_reason",
                violation_error_message="Say why the accepted case is changed.",
            ),
        ]
        indexes = [
            models.Index(fields=["institution", "status"], name="case_by_institution_status"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="released_and_version",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="NEW.released := NEW.status IN ('accepted', 'locked', 'amended')"
                " AND NEW.legal_basis_state = 'in_force';"
                " IF TG_OP = 'UPDATE' THEN"
                " IF NEW.version IS DISTINCT FROM OLD.version OR to_jsonb(NEW) - 'released' IS DISTINCT FROM"
                " to_jsonb(OLD) - 'released' THEN NEW.version := OLD.version + 1; END IF;"
                " END IF; RETURN NEW;",
            ),
            pgtrigger.Trigger(
                name="release_the_record",
                level=pgtrigger.Row,
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("released"),
                func="PERFORM records_release(NEW.id, NEW.released); RETURN NULL;",
            ),
        ]

    def __str__(self) -> str:
        return self.pseudonym

    def get_absolute_url(self) -> str:
        return reverse("case-detail", args=[self.pk])

    def clean(self) -> None:
        check_absent(self)
        check_free_text(self)
        if self.legal_basis_state == LegalBasisState.WITHDRAWN:
            raise ValidationError({"legal_basis_state": WITHDRAWN_ELSEWHERE})


@tracked(exclude=("date",))
class DayZero(models.Model):
    """The vault: the calendar date of a case's day 0, readable by its own institution only.

    Day 0 is the first histological diagnosis of breast cancer. The trail keeps that the date was set or corrected
    (``revision``, ``shifted_days``), never the date.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="vault", editable=False)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+", editable=False)
    date = models.DateField(help_text="Date of the first histological diagnosis of breast cancer.")
    revision = models.PositiveIntegerField(default=1, editable=False)
    shifted_days = models.IntegerField(default=0, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(date__gte="1950-01-01"),
                name="day_zero_is_plausible",
                violation_error_message="Day zero lies before 1950.",
            )
        ]

    def __str__(self) -> str:
        return f"day 0 of {self.case_id}"
