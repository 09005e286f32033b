"""The patient: pseudonymous, without a date of birth."""

from django.db import models

from cases.records.constraints import between, bounds_in_order
from cases.records.fields import CodeField, CodesField, WhenField
from cases.records.models.base import KeyedRow, PatientRow
from cases.rules.vocabulary import (
    Comorbidity,
    ConsentScope,
    ConsentStatus,
    Ecog,
    Gene,
    GermlineResult,
    MenopausalStatus,
    Sex,
)
from registry.audit.tracking import tracked


@tracked(exclude=("released",))
class Patient(KeyedRow):
    """One row per case: who the patient is, as far as a registry may know."""

    age_at_diagnosis = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="In whole years at day 0; 90 stands for 90 and over."
    )
    sex = CodeField(Sex, verbose_name="sex at birth")
    menopausal_at_diagnosis = CodeField(MenopausalStatus, verbose_name="menopausal status at diagnosis")
    menopausal_at_index = CodeField(MenopausalStatus, verbose_name="menopausal status at the skin event")
    ancestry = models.CharField(max_length=80, blank=True, help_text="Only where your institution has opted in.")
    comorbidities = CodesField(Comorbidity, help_text="Those that bear on skin or immunity.")

    class Meta(KeyedRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                name="a_case_has_one_patient",
                violation_error_message="The case has its patient already.",
            ),
            between(
                "age_at_diagnosis",
                0,
                90,
                name="age_is_top_coded_at_90",
                message="Give the age in whole years; enter 90 for 90 and over.",
            ),
        ]


@tracked(exclude=("released",))
class GermlineTest(PatientRow):
    """One gene tested in the germline."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="germline", editable=False)
    gene = CodeField(Gene, blank=False)
    result = CodeField(GermlineResult, blank=False)

    class Meta(PatientRow.Meta):
        constraints = []

    def __str__(self) -> str:
        return f"{self.gene} {self.result}"


@tracked(exclude=("released",))
class PerformanceStatus(PatientRow):
    """ECOG performance status on one day."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="performance", editable=False)
    on = WhenField()
    ecog = CodeField(Ecog, blank=False, verbose_name="ECOG")

    class Meta(PatientRow.Meta):
        constraints = [*bounds_in_order("on")]

    def __str__(self) -> str:
        return f"ECOG {self.ecog}"


@tracked(exclude=("released",))
class Consent(PatientRow):
    """What the patient agreed to, in which version of the form, and whether it still holds."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="consents", editable=False)
    on = WhenField()
    scope = CodeField(ConsentScope, blank=False)
    version = models.CharField(max_length=40, blank=True, help_text="Version of the consent form; no date.")
    status = CodeField(ConsentStatus, blank=False)

    class Meta(PatientRow.Meta):
        constraints = [*bounds_in_order("on")]

    def __str__(self) -> str:
        return f"{self.scope}: {self.status}"
