"""Skin findings, and the work-up of what else they might be."""

from django.core.validators import MaxValueValidator
from django.db import models

from cases.records.constraints import between, bounds_in_order, never_before
from cases.records.fields import CodeField, CodesField, QuantityField, WhenField
from cases.records.models.base import KeyedRow, PatientRow
from cases.rules.vocabulary import (
    CausalityTool,
    Change,
    Conclusion,
    Confidence,
    DiagnosticTest,
    Differential,
    Effect,
    EmpiricalKind,
    Extent,
    FieldRelation,
    GrowthKind,
    InfectionSign,
    LesionCount,
    MicrobiologySpecimen,
    Morphology,
    Organism,
    Pattern,
    PhotoView,
    Rechallenge,
    RelativeSide,
    SkinPlace,
    SkinSite,
)
from registry.audit.tracking import tracked


@tracked(exclude=("released",))
class SkinFinding(KeyedRow):
    """What the skin looked like at one look, and whether it had changed."""

    on = WhenField(verbose_name="first documented", help_text="Day of the examination or photograph.")
    onset = WhenField(verbose_name="noticed by the patient")
    assessment = models.ForeignKey(
        "records.Assessment", null=True, blank=True, on_delete=models.PROTECT, related_name="skin_findings"
    )
    primary = models.ForeignKey(
        "records.Primary",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="skin_findings",
        verbose_name="attributed to primary",
    )
    change = CodeField(Change, blank=False, help_text="Baseline: present, no change judged.")
    new_lesions = models.BooleanField(null=True, blank=True)
    growth = CodeField(GrowthKind, verbose_name="kind of change")
    lesion_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="followed_by",
        verbose_name="same lesion as",
        help_text="The earlier finding of the same lesion.",
    )
    extent = CodeField(
        Extent,
        help_text="Local: skin of the primary breast, its chest wall or scar."
        " Distant: everything else, the other breast too.",
    )
    morphology = CodesField(Morphology)
    patterns = CodesField(Pattern)
    sites = CodesField(SkinSite)
    places = CodesField(
        SkinPlace,
        verbose_name="places on the body map",
        help_text="Exactly where, each with its side. Optional: the sites above suffice.",
    )
    side = CodeField(RelativeSide, verbose_name="side, relative to the primary")
    lesion_count = CodeField(LesionCount, verbose_name="number of lesions")
    target_sum_mm = models.DecimalField(
        null=True, blank=True, max_digits=6, decimal_places=1, verbose_name="calliper sum of targets, mm"
    )
    area_cm2 = models.DecimalField(
        null=True, blank=True, max_digits=7, decimal_places=1, verbose_name="involved area, cm²"
    )
    bsa_percent = QuantityField(verbose_name="body surface, %")
    regions_involved = models.PositiveSmallIntegerField(null=True, blank=True, verbose_name="regions involved, number")
    depth = models.CharField(max_length=60, blank=True)
    radiation_field = CodeField(FieldRelation, verbose_name="in the radiation field")
    treated_field = CodeField(FieldRelation, verbose_name="in a field treated before")
    photo = models.BooleanField(null=True, blank=True, verbose_name="photographed")
    measured = models.BooleanField(null=True, blank=True)
    photo_views = CodesField(PhotoView, verbose_name="views photographed")
    photo_comparable = models.BooleanField(
        null=True, blank=True, verbose_name="same view at two times", help_text="The same view at two or more times."
    )
    pain_nrs = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(10)], verbose_name="pain, 0 to 10"
    )
    itch = models.BooleanField(null=True, blank=True)
    bleeding = models.BooleanField(null=True, blank=True)
    exudate = models.BooleanField(null=True, blank=True)
    odour = models.BooleanField(null=True, blank=True)
    dlqi = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(30)], verbose_name="DLQI, 0 to 30"
    )
    infection_signs = CodesField(InfectionSign)

    class Meta(KeyedRow.Meta):
        verbose_name = "skin finding"
        constraints = [
            *bounds_in_order("on", "onset"),
            never_before(
                "on",
                "onset",
                name="finding_is_not_documented_before_its_onset",
                message="The finding was documented before the patient noticed it,"
                " on every day that these dates allow.",
            ),
            between("pain_nrs", 0, 10, name="pain_is_0_to_10", message="Pain is rated from 0 to 10."),
            between("dlqi", 0, 30, name="dlqi_is_0_to_30", message="The DLQI runs from 0 to 30."),
        ]


@tracked(exclude=("released",))
class Workup(KeyedRow):
    """What else the finding might be, what was tried, and what was concluded."""

    finding = models.ForeignKey(SkinFinding, on_delete=models.PROTECT, related_name="workups")
    considered = CodesField(Differential, verbose_name="diagnoses considered")
    tests = CodesField(DiagnosticTest)
    rechallenge = CodeField(Rechallenge)
    causality_tool = CodeField(CausalityTool)
    causality_result = models.CharField(max_length=40, blank=True)
    conclusion = CodeField(Conclusion)
    confidence = CodeField(Confidence)
    igg = QuantityField(verbose_name="IgG")
    iga = QuantityField(verbose_name="IgA")
    igm = QuantityField(verbose_name="IgM")
    crp = QuantityField(verbose_name="CRP")

    class Meta(KeyedRow.Meta):
        verbose_name = "work-up"
        constraints = []


@tracked(exclude=("released",))
class EmpiricalTreatment(PatientRow):
    """A treatment given on suspicion, and what it did to the skin."""

    workup = models.ForeignKey(Workup, on_delete=models.PROTECT, related_name="empirical", editable=False)
    kind = CodeField(EmpiricalKind, blank=False)
    agent = models.CharField(max_length=80, blank=True)
    route = models.CharField(max_length=40, blank=True, help_text="Such as topical or oral.")
    begun = WhenField(verbose_name="from")
    ended = WhenField(verbose_name="to")
    effect = CodeField(Effect)

    class Meta(PatientRow.Meta):
        constraints = [
            *bounds_in_order("begun", "ended"),
            never_before(
                "ended",
                "begun",
                name="empirical_treatment_ends_after_it_begins",
                message="The treatment ends before it begins on every day that these dates allow.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.agent}".strip()


@tracked(exclude=("released",))
class Microbiology(PatientRow):
    """One culture or PCR of the finding."""

    workup = models.ForeignKey(Workup, on_delete=models.PROTECT, related_name="microbiology", editable=False)
    on = WhenField()
    specimen_type = CodeField(MicrobiologySpecimen)
    organism = CodeField(Organism, blank=False)
    amount = models.CharField(max_length=40, blank=True)
    infection = models.BooleanField(null=True, blank=True, verbose_name="infection rather than colonisation")
    susceptibility = models.CharField(max_length=120, blank=True)

    class Meta(PatientRow.Meta):
        constraints = [*bounds_in_order("on")]

    def __str__(self) -> str:
        return self.organism
