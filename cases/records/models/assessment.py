"""Lesions, assessments and the status of each compartment: the heart of the record."""

from django.db import models

from cases.records.constraints import bounds_in_order
from cases.records.fields import CodeField, CodesField, WhenField
from cases.records.models.base import KeyedRow, PatientRow
from cases.rules.vocabulary import (
    AssessmentKind,
    BodyRegion,
    Compartment,
    Criteria,
    Laterality,
    LesionRole,
    MeasurementMethod,
    Modality,
    ResponseStatus,
    Scope,
)
from registry.audit.tracking import tracked


@tracked(exclude=("released",))
class Lesion(KeyedRow):
    """One lesion followed over time."""

    compartment = CodeField(Compartment, blank=False)
    site = models.CharField(max_length=120, blank=True, help_text="Such as segment VI.")
    laterality = CodeField(Laterality)
    first_seen = WhenField()
    role = CodeField(LesionRole)
    measurable = models.BooleanField(null=True, blank=True)
    prior_local_treatment = models.BooleanField(null=True, blank=True, verbose_name="treated locally before")
    resolved = WhenField()

    class Meta(KeyedRow.Meta):
        constraints = [*bounds_in_order("first_seen", "resolved")]


@tracked(exclude=("released",))
class Assessment(KeyedRow):
    """One visit or set of scans at which the disease was judged."""

    on = WhenField()
    kind = CodeField(AssessmentKind)
    regimen = models.ForeignKey(
        "records.Regimen", null=True, blank=True, on_delete=models.PROTECT, related_name="assessments"
    )
    cycle = models.PositiveSmallIntegerField(null=True, blank=True, help_text="After which cycle.")
    modalities = CodesField(Modality)
    regions = CodesField(BodyRegion, verbose_name="regions covered")
    scope = CodeField(
        Scope,
        verbose_name="restaging",
        help_text="Full: CT of chest and abdomen or PET/CT, with bone imaging where bone is involved.",
    )
    central_review = models.BooleanField(null=True, blank=True)

    class Meta(KeyedRow.Meta):
        constraints = [*bounds_in_order("on")]


@tracked(exclude=("released",))
class CompartmentStatus(PatientRow):
    """How one compartment stood at one assessment."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="compartments", editable=False)
    compartment = CodeField(Compartment, blank=False)
    involved_at_baseline = models.BooleanField(
        null=True, blank=True, help_text="Was there disease here when this line of treatment began?"
    )
    status = CodeField(ResponseStatus, blank=False)
    criteria = CodeField(Criteria)
    new_lesion = models.BooleanField(null=True, blank=True)
    confirmed = models.BooleanField(null=True, blank=True)
    sum_mm = models.DecimalField(null=True, blank=True, max_digits=6, decimal_places=1, verbose_name="sum, mm")
    percent_from_baseline = models.DecimalField(null=True, blank=True, max_digits=6, decimal_places=1)
    percent_from_nadir = models.DecimalField(null=True, blank=True, max_digits=6, decimal_places=1)
    mm_from_nadir = models.DecimalField(null=True, blank=True, max_digits=6, decimal_places=1)

    class Meta(PatientRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "compartment"],
                name="a_compartment_is_judged_once_per_assessment",
                violation_error_message="This compartment has a status at this assessment already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(new_lesion=True) | ~models.Q(status="CR"),
                name="new_lesion_rules_out_complete_response",
                violation_error_message="A compartment with a new lesion cannot be in complete response.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.compartment} {self.status}"


@tracked(exclude=("released",))
class Measurement(PatientRow):
    """One lesion measured at one assessment, in millimetres to a tenth."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="measurements")
    lesion = models.ForeignKey(Lesion, on_delete=models.PROTECT, related_name="measurements")
    long_mm = models.DecimalField(null=True, blank=True, max_digits=5, decimal_places=1, verbose_name="long axis, mm")
    short_mm = models.DecimalField(null=True, blank=True, max_digits=5, decimal_places=1, verbose_name="short axis, mm")
    method = CodeField(MeasurementMethod)
    too_small = models.BooleanField(null=True, blank=True, verbose_name="present, too small to measure")
    not_evaluable = models.BooleanField(null=True, blank=True)

    class Meta(PatientRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "lesion"],
                name="a_lesion_is_measured_once_per_assessment",
                violation_error_message="This lesion is measured at this assessment already.",
            ),
            models.CheckConstraint(
                condition=models.Q(short_mm__isnull=True)
                | models.Q(long_mm__isnull=True)
                | models.Q(short_mm__lte=models.F("long_mm")),
                name="short_axis_is_not_the_longer",
                violation_error_message="The short axis is longer than the long axis.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lesion} {self.long_mm or ''} mm"
