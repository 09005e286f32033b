"""Primary tumours and their staging."""

from django.db import models

from cases.records.constraints import between, bounds_in_order
from cases.records.fields import CodeField, WhenField
from cases.records.models.base import KeyedRow
from cases.rules.vocabulary import (
    AnatomicStage,
    Grade,
    Histology,
    Laterality,
    MCategory,
    NCategory,
    SkinInvolvement,
    StageClassification,
    StageEdition,
    TCategory,
    Topography,
)
from registry.audit.tracking import tracked


@tracked(exclude=("released",))
class Primary(KeyedRow):
    """One primary breast cancer; bilateral and second primaries are rows of their own."""

    on = WhenField(verbose_name="diagnosed", help_text="Histological diagnosis; day 0 for the first primary.")
    laterality = CodeField(Laterality)
    occult = models.BooleanField(
        null=True, blank=True, verbose_name="occult primary", help_text="Found by its nodes only."
    )
    topography = CodeField(Topography)
    histology = CodeField(Histology, help_text="As the pathologist wrote it; 8530/3 only if so named in the report.")
    in_situ_component = CodeField(Histology)
    grade = CodeField(Grade, verbose_name="Nottingham grade")
    tubule_score = models.PositiveSmallIntegerField(null=True, blank=True)
    nuclear_score = models.PositiveSmallIntegerField(null=True, blank=True)
    mitosis_score = models.PositiveSmallIntegerField(null=True, blank=True)
    lymphovascular_invasion = models.BooleanField(null=True, blank=True)
    dermal_lymphatic_invasion = models.BooleanField(
        null=True, blank=True, help_text="Tumour emboli in dermal lymphatics (lymphangitis carcinomatosis)."
    )
    size_mm = models.PositiveSmallIntegerField(null=True, blank=True, verbose_name="largest size, mm")
    size2_mm = models.PositiveSmallIntegerField(null=True, blank=True, verbose_name="second size, mm")
    size3_mm = models.PositiveSmallIntegerField(null=True, blank=True, verbose_name="third size, mm")
    inflammatory = models.BooleanField(null=True, blank=True, verbose_name="inflammatory signs")
    skin_involvement = CodeField(
        SkinInvolvement,
        verbose_name="skin at presentation",
        help_text="Dimpling and tethering are not skin involvement.",
    )

    class Meta(KeyedRow.Meta):
        verbose_name = "primary tumour"
        constraints = [
            *bounds_in_order("on"),
            *(
                between(score, 1, 3, name=f"{score}_is_1_to_3", message="A Nottingham component score is 1, 2 or 3.")
                for score in ("tubule_score", "nuclear_score", "mitosis_score")
            ),
        ]


@tracked(exclude=("released",))
class Staging(KeyedRow):
    """One staging of one primary: prefixes and categories apart, never one string."""

    primary = models.ForeignKey(Primary, null=True, blank=True, on_delete=models.PROTECT, related_name="stagings")
    on = WhenField()
    classification = CodeField(StageClassification, verbose_name="clinical or pathological")
    y = models.BooleanField(null=True, blank=True, verbose_name="y", help_text="After neoadjuvant treatment.")
    r = models.BooleanField(null=True, blank=True, verbose_name="r", help_text="At recurrence.")
    a = models.BooleanField(null=True, blank=True, verbose_name="a", help_text="First found at autopsy.")
    multiple = models.BooleanField(null=True, blank=True, verbose_name="(m)", help_text="Several foci.")
    sn = models.BooleanField(null=True, blank=True, verbose_name="(sn)", help_text="Sentinel node only.")
    t = CodeField(TCategory, verbose_name="T")
    n = CodeField(NCategory, verbose_name="N")
    m = CodeField(MCategory, verbose_name="M")
    edition = CodeField(StageEdition)
    anatomic_group = CodeField(AnatomicStage, verbose_name="anatomic stage group")
    prognostic_group = CodeField(AnatomicStage, verbose_name="prognostic stage group")

    class Meta(KeyedRow.Meta):
        constraints = [*bounds_in_order("on")]
