"""Adverse events, follow-up and what happened later."""

from django.db import models

from cases.records.constraints import bounds_in_order, never_before
from cases.records.fields import CodeField, CodesField, WhenField
from cases.records.models.base import KeyedRow, PatientRow
from cases.rules.vocabulary import (
    AdverseEventGrade,
    AdverseEventTerm,
    Attribution,
    CauseOfDeath,
    Compartment,
    DominantSite,
    OutcomeEvent,
    VitalStatus,
)
from registry.audit.tracking import tracked


@tracked(exclude=("released",))
class AdverseEvent(KeyedRow):
    """One adverse event; the skin metastasis itself is never one."""

    on = WhenField()
    ended = WhenField()
    term = CodeField(AdverseEventTerm, blank=False, help_text="CTCAE term.")
    grade = CodeField(AdverseEventGrade, verbose_name="CTCAE grade")
    attribution = CodeField(Attribution)
    regimen = models.ForeignKey(
        "records.Regimen", null=True, blank=True, on_delete=models.PROTECT, related_name="adverse_events"
    )

    class Meta(KeyedRow.Meta):
        verbose_name = "adverse event"
        constraints = [
            *bounds_in_order("on", "ended"),
            never_before(
                "ended",
                "on",
                name="adverse_event_ends_after_it_begins",
                message="The event ends before it begins on every day that these dates allow.",
            ),
        ]


@tracked(exclude=("released",))
class FollowUp(KeyedRow):
    """One contact: alive or dead, and what had happened since."""

    on = WhenField(verbose_name="last contact, or death")
    status = CodeField(VitalStatus, blank=False, verbose_name="vital status")
    cause = CodeField(CauseOfDeath, verbose_name="cause of death")
    dominant_site = CodeField(DominantSite, verbose_name="dominant site at death")

    class Meta(KeyedRow.Meta):
        verbose_name = "follow-up"
        constraints = [
            *bounds_in_order("on"),
            models.CheckConstraint(
                condition=models.Q(cause="") | models.Q(status="dead"),
                name="cause_of_death_needs_a_death",
                violation_error_message="A cause of death can be given only for a patient who has died.",
            ),
        ]


@tracked(exclude=("released",))
class LaterEvent(PatientRow):
    """Something that happened by this contact, such as systemic progression."""

    followup = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="later_events", editable=False)
    on = WhenField()
    event = CodeField(OutcomeEvent, blank=False)
    compartments = CodesField(Compartment)
    regimen = models.ForeignKey(
        "records.Regimen", null=True, blank=True, on_delete=models.PROTECT, related_name="later_events"
    )

    class Meta(PatientRow.Meta):
        constraints = [*bounds_in_order("on")]

    def __str__(self) -> str:
        return self.event
