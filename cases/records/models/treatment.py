"""Systemic regimens with their drugs, and local treatments."""

from django.core.validators import MinValueValidator
from django.db import models

from cases.records.constraints import between, bounds_in_order, never_before
from cases.records.fields import CodeField, CodesField, QuantityField, WhenField
from cases.records.models.base import KeyedRow, PatientRow
from cases.rules.vocabulary import (
    Agent,
    Compartment,
    DrugRole,
    Intent,
    LineRule,
    LocalResponse,
    LocalTreatmentKind,
    Margin,
    RadiationModality,
    ResponseStatus,
    Route,
    Sensitiser,
    Setting,
    StopReason,
    SurgeryKind,
    TopicalAgent,
    TreatmentIntent,
)
from registry.audit.tracking import tracked


@tracked(exclude=("released",))
class Regimen(KeyedRow):
    """One systemic regimen; de-escalation is a phase of it, a change of anti-HER2 agent a new one."""

    name = models.CharField(max_length=60, blank=True, help_text="As you call it, such as THP or T-DM1.")
    setting = CodeField(Setting)
    intent = CodeField(Intent)
    line = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1)], help_text="Metastatic lines only."
    )
    line_rule = CodeField(LineRule, verbose_name="line number is")
    start = WhenField()
    stop = WhenField()
    interval_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Days from cycle to cycle: 21 usually, 14 if dose-dense."
    )
    dose_dense = models.BooleanField(null=True, blank=True)
    cycles_planned = models.PositiveSmallIntegerField(null=True, blank=True)
    cycles_given = models.PositiveSmallIntegerField(null=True, blank=True)
    cycles_to_event = models.PositiveSmallIntegerField(
        null=True, blank=True, verbose_name="cycles up to the skin event"
    )
    beyond_progression = models.BooleanField(null=True, blank=True, verbose_name="continued beyond progression")
    trial = models.BooleanField(null=True, blank=True, verbose_name="given in a trial")
    stop_reason = CodeField(StopReason, help_text="The one main reason.")
    secondary_stop_reasons = CodesField(StopReason)
    best_response = CodeField(ResponseStatus, verbose_name="best response overall, by the investigator")

    class Meta(KeyedRow.Meta):
        constraints = [
            *bounds_in_order("start", "stop"),
            never_before(
                "stop",
                "start",
                name="regimen_stops_after_it_starts",
                message="The regimen stops before it starts on every day that these dates allow.",
            ),
            between("interval_days", 1, 120, name="interval_is_1_to_120_days", message="A cycle lasts 1 to 120 days."),
        ]


@tracked(exclude=("released",))
class RegimenDrug(PatientRow):
    """One drug of a regimen; drugs start and stop on their own."""

    regimen = models.ForeignKey(Regimen, on_delete=models.PROTECT, related_name="drugs", editable=False)
    agent = CodeField(Agent, help_text="Generic name.")
    agent_class = models.CharField(
        max_length=20,
        blank=True,
        choices=[("anti_her2", "Blinded anti-HER2 trial drug")],
        verbose_name="class, where the drug is blinded",
    )
    role = CodeField(DrugRole)
    route = CodeField(Route)
    formulation = models.CharField(max_length=60, blank=True, help_text="Such as a biosimilar's suffix.")
    dose = QuantityField()
    start = WhenField()
    stop = WhenField()
    last_dose = WhenField(verbose_name="last dose given")
    ongoing = models.BooleanField(null=True, blank=True, verbose_name="still running")
    modifications = models.TextField(blank=True, help_text="Free text.")

    class Meta(PatientRow.Meta):
        constraints = [
            *bounds_in_order("start", "stop", "last_dose"),
            never_before(
                "stop",
                "start",
                name="drug_stops_after_it_starts",
                message="The drug stops before it starts on every day that these dates allow.",
            ),
            never_before(
                "last_dose",
                "start",
                name="last_dose_follows_the_start",
                message="The last dose lies before the start of the drug on every day that these dates allow.",
            ),
            never_before(
                "stop",
                "last_dose",
                name="last_dose_is_not_after_the_stop",
                message="The last dose lies after the drug was stopped on every day that these dates allow.",
            ),
            models.CheckConstraint(
                condition=~models.Q(agent="") | ~models.Q(agent_class=""),
                name="drug_names_its_agent_or_class",
                violation_error_message="Name the drug, or its class where it is blinded.",
            ),
            models.CheckConstraint(
                condition=~models.Q(ongoing=True) | (models.Q(stop__isnull=True) & models.Q(last_dose__isnull=True)),
                name="running_drug_has_no_last_dose",
                violation_error_message="A drug that is still running has neither a stop nor a last dose.",
            ),
        ]

    def __str__(self) -> str:
        return self.agent or self.agent_class


@tracked(exclude=("released",))
class LocalTreatment(KeyedRow):
    """Surgery, radiotherapy or another treatment of a place."""

    kind = CodeField(LocalTreatmentKind, blank=False)
    site = models.CharField(max_length=120, blank=True, help_text="Such as chest wall, or right proximal femur.")
    compartments = CodesField(Compartment, help_text="Compartments treated.")
    start = WhenField()
    stop = WhenField()
    intent = CodeField(TreatmentIntent)
    regimen = models.ForeignKey(
        Regimen,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="local_treatments",
        verbose_name="concurrent regimen",
    )
    surgery = CodeField(SurgeryKind, verbose_name="operation")
    margin = CodeField(Margin)
    nodes_examined = models.PositiveSmallIntegerField(null=True, blank=True)
    nodes_positive = models.PositiveSmallIntegerField(null=True, blank=True)
    residual_mm = models.PositiveSmallIntegerField(null=True, blank=True, verbose_name="residual tumour, mm")
    pcr = models.BooleanField(null=True, blank=True, verbose_name="pathological complete response")
    rcb = models.CharField(max_length=8, blank=True, verbose_name="residual cancer burden")
    modality = CodeField(RadiationModality)
    dose_cgy = models.PositiveIntegerField(null=True, blank=True, verbose_name="total dose, cGy")
    fractions = models.PositiveSmallIntegerField(null=True, blank=True)
    boost = models.BooleanField(null=True, blank=True)
    bolus = models.BooleanField(null=True, blank=True)
    field_map = models.TextField(blank=True, help_text="Fields in words; free text.")
    agent = CodeField(TopicalAgent, verbose_name="topical or intralesional agent")
    sensitiser = CodeField(Sensitiser)
    sessions = models.PositiveSmallIntegerField(null=True, blank=True)
    electrode = models.CharField(max_length=60, blank=True)
    target_temperature_c = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    skin_response_local = CodeField(LocalResponse, verbose_name="response of the treated skin")

    class Meta(KeyedRow.Meta):
        verbose_name = "local treatment"
        constraints = [
            *bounds_in_order("start", "stop"),
            never_before(
                "stop",
                "start",
                name="local_treatment_stops_after_it_starts",
                message="The treatment stops before it starts on every day that these dates allow.",
            ),
            models.CheckConstraint(
                condition=models.Q(nodes_positive__isnull=True)
                | models.Q(nodes_examined__isnull=True)
                | models.Q(nodes_positive__lte=models.F("nodes_examined")),
                name="positive_nodes_were_examined",
                violation_error_message="More nodes are positive than were examined.",
            ),
        ]


@tracked(exclude=("released",))
class TreatedLesion(PatientRow):
    """What a local treatment was aimed at: a lesion, or that of a skin finding."""

    local_treatment = models.ForeignKey(
        LocalTreatment, on_delete=models.PROTECT, related_name="treated_lesions", editable=False
    )
    lesion = models.ForeignKey(
        "records.Lesion", null=True, blank=True, on_delete=models.PROTECT, related_name="treatments"
    )
    finding = models.ForeignKey(
        "records.SkinFinding",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="treatments",
        verbose_name="or the lesion of a skin finding",
    )

    class Meta(PatientRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lesion__isnull=True) ^ models.Q(finding__isnull=True),
                name="treats_a_lesion_or_a_finding",
                violation_error_message="Name a lesion or a skin finding, one of the two.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.lesion or self.finding)
