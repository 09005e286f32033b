"""The record: one case and everything written down about it."""

from cases.records.models.assessment import Assessment, CompartmentStatus, Lesion, Measurement
from cases.records.models.base import KeyedRow, PatientRow
from cases.records.models.case import Case, DayZero
from cases.records.models.draft import Draft, SentForm
from cases.records.models.kept_words import KeptWords
from cases.records.models.mark import Said, SectionMark
from cases.records.models.outcome import AdverseEvent, FollowUp, LaterEvent
from cases.records.models.patient import Consent, GermlineTest, Patient, PerformanceStatus
from cases.records.models.skin import EmpiricalTreatment, Microbiology, SkinFinding, Workup
from cases.records.models.specimen import Marker, Specimen
from cases.records.models.tombstone import Tombstone, WithdrawalReason
from cases.records.models.treatment import LocalTreatment, Regimen, RegimenDrug, TreatedLesion
from cases.records.models.tumour import Primary, Staging
from cases.records.models.warning import WarningAnswer

__all__ = [
    "AdverseEvent",
    "Assessment",
    "Case",
    "CompartmentStatus",
    "Consent",
    "DayZero",
    "Draft",
    "EmpiricalTreatment",
    "FollowUp",
    "GermlineTest",
    "KeptWords",
    "KeyedRow",
    "LaterEvent",
    "Lesion",
    "LocalTreatment",
    "Marker",
    "Measurement",
    "Microbiology",
    "Patient",
    "PatientRow",
    "PerformanceStatus",
    "Primary",
    "Regimen",
    "RegimenDrug",
    "Said",
    "SectionMark",
    "SentForm",
    "SkinFinding",
    "Specimen",
    "Staging",
    "Tombstone",
    "TreatedLesion",
    "WarningAnswer",
    "WithdrawalReason",
    "Workup",
]
