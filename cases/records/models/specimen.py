"""Specimens and the markers read on them."""

from django.core.validators import MaxValueValidator
from django.db import models

from cases.records.constraints import between, bounds_in_order
from cases.records.fields import CodeField, CodesField, QuantityField, WhenField
from cases.records.models.base import KeyedRow, PatientRow
from cases.rules.vocabulary import (
    Analyte,
    BenignFinding,
    CellCompartment,
    Compartment,
    EventRelation,
    IshGroup,
    IshProbe,
    Laboratory,
    Laterality,
    LesionRelation,
    MarkerInterpretation,
    PartSampled,
    PathologyResult,
    Procedure,
    ScoringSystem,
    SpecimenType,
    StainIntensity,
    TissueFinding,
)
from registry.audit.tracking import tracked


@tracked(exclude=("released",))
class Specimen(KeyedRow):
    """One biopsy, excision or fluid, and what the pathologist concluded."""

    on = WhenField(verbose_name="taken")
    primary = models.ForeignKey(
        "records.Primary", null=True, blank=True, on_delete=models.PROTECT, related_name="specimens"
    )
    finding = models.ForeignKey(
        "records.SkinFinding",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="specimens",
        verbose_name="skin finding",
        help_text="The finding that was biopsied; it decides whether this specimen proves a skin event.",
    )
    lesion = models.ForeignKey(
        "records.Lesion", null=True, blank=True, on_delete=models.PROTECT, related_name="specimens"
    )
    paired_with = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="pairs",
        help_text="A specimen of another compartment taken for comparison.",
    )
    compartment = CodeField(Compartment)
    site = models.CharField(max_length=120, blank=True, help_text="Where it was taken, such as chest wall skin.")
    laterality = CodeField(Laterality)
    procedure = CodeField(Procedure)
    specimen_type = CodeField(SpecimenType)
    relation_to_lesion = CodeField(LesionRelation)
    relation_to_event = CodeField(EventRelation)
    part_sampled = CodeField(PartSampled, verbose_name="part of the lesion sampled")
    result = CodeField(PathologyResult, blank=False)
    benign_finding = CodeField(BenignFinding)
    tissue_findings = CodesField(TissueFinding)
    repeat_needed = models.BooleanField(null=True, blank=True)

    class Meta(KeyedRow.Meta):
        constraints = [
            *bounds_in_order("on"),
            models.CheckConstraint(
                condition=~models.Q(result__startswith="malignant") | ~models.Q(site="") | ~models.Q(compartment=""),
                name="malignant_biopsy_names_its_site",
                violation_error_message="A malignant result needs the site or compartment that the specimen came from.",
            ),
            models.CheckConstraint(
                condition=models.Q(benign_finding="") | models.Q(result="benign"),
                name="benign_finding_needs_a_benign_result",
                violation_error_message="A benign finding can be named only where the result is benign.",
            ),
        ]


@tracked(exclude=("released",))
class Marker(PatientRow):
    """One analyte read on one specimen by one assay."""

    specimen = models.ForeignKey(Specimen, on_delete=models.PROTECT, related_name="markers", editable=False)
    analyte = CodeField(Analyte, blank=False)
    score = models.CharField(
        max_length=40, blank=True, help_text="A score in words or signs, such as 3+, 0-ultralow or positive."
    )
    quantity = QuantityField(help_text="A number, such as 70 %, >20 % or 1-10 %.")
    intensity = CodeField(StainIntensity)
    allred = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(8)])
    interpretation = CodeField(MarkerInterpretation)
    assay = models.CharField(max_length=80, blank=True, help_text="Method, clone or kit.")
    scoring = CodeField(ScoringSystem)
    cell_compartment = CodeField(CellCompartment)
    ratio = QuantityField(verbose_name="HER2/CEP17 ratio")
    copies = QuantityField(verbose_name="HER2 copies per cell")
    cep17 = QuantityField(verbose_name="CEP17 copies per cell")
    ish_probe = CodeField(IshProbe)
    ish_group = CodeField(IshGroup)
    variant = models.CharField(max_length=120, blank=True, help_text="HGVS description of the variant.")
    vaf = QuantityField(verbose_name="variant allele fraction")
    upper_limit_normal = QuantityField()
    laboratory = CodeField(Laboratory)

    class Meta(PatientRow.Meta):
        constraints = [
            between("allred", 0, 8, name="allred_is_0_to_8", message="An Allred score is 0 to 8."),
            models.CheckConstraint(
                condition=models.Q(score="") | models.Q(quantity__isnull=True),
                name="marker_is_a_score_or_a_number",
                violation_error_message="Give the marker as a score or as a number, not both.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.analyte} {self.score or self.quantity or ''}".strip()
