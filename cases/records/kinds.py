"""The record kinds in the order of a case, and how each is named in addresses, forms and case JSON.

Forms, pages, JSON, export and the data dictionary all walk this list: a kind or a field stands here and on its model,
and nowhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models as django_models

from cases.records import models

HOUSEKEEPING = frozenset(
    ["id", "case", "institution", "released", "row_version", "key", "position", "absent", "as_reported"]
)


@dataclass(frozen=True)
class Kind:
    """One kind of row.

    ``slug``: in addresses. ``json_list``: its list (or object, if ``single``) in case JSON. ``prefix``: of its keys.
    ``parent``: the field that holds the row it is nested in. ``json_names``: model field -> JSON key where they differ.
    ``required``: fields without which the row says nothing. ``family``: station of the case page. ``timed_by``: the
    date field that orders the rows. ``listed_at_top``: nested in forms, but in case JSON a list of its own.
    ``joined``: JSON key -> (text field, quantity field) where JSON writes either. ``plain``: the reference fields of
    rows that JSON writes as a plain list of keys; each row holds one of them.
    """

    slug: str
    model: type[models.PatientRow]
    json_list: str
    title: str
    plural: str
    prefix: str = ""
    parent: str = ""
    family: str = ""
    single: bool = False
    nested: tuple["Kind", ...] = ()
    json_names: dict[str, str] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    timed_by: str = ""
    listed_at_top: bool = False
    joined: dict[str, tuple[str, str]] = field(default_factory=dict)
    plain: tuple[str, ...] = ()

    @property
    def fields(self) -> list[django_models.Field]:
        """The fields a person fills in, in model order."""
        return [
            one
            for one in self.model._meta.concrete_fields
            if one.name not in HOUSEKEEPING and one.name != self.parent and one.editable
        ]

    @property
    def optional(self) -> list[str]:
        """Names of the fields that may be empty and may say why."""
        return [one.name for one in self.fields if one.blank and one.name not in (*NEVER_ABSENT, *self.plain)]

    def json_name(self, field_name: str) -> str:
        return self.json_names.get(field_name, field_name)

    @property
    def named(self) -> "dict[str, Kind]":
        """Of a plain kind: each of its reference fields with the kind that it names."""
        models_named = {name: self.model._meta.get_field(name).related_model for name in self.plain}
        return {name: next(kind for kind in KINDS if kind.model is model) for name, model in models_named.items()}

    def nested_by_slug(self, slug: str) -> "Kind":
        return next(kind for kind in self.nested if kind.slug == slug)


NEVER_ABSENT = frozenset(["comment", "contradiction_note", "source"])

GERMLINE = Kind("germline", models.GermlineTest, "germline", "Germline test", "Germline tests", parent="patient")
PERFORMANCE = Kind(
    "performance",
    models.PerformanceStatus,
    "performance",
    "Performance status",
    "Performance status",
    parent="patient",
    timed_by="on",
)
CONSENT = Kind("consent", models.Consent, "consents", "Consent", "Consents", parent="patient", timed_by="on")
MARKER = Kind(
    "marker",
    models.Marker,
    "markers",
    "Marker",
    "Markers",
    parent="specimen",
    required=("analyte",),
    joined={"value": ("score", "quantity")},
)
DRUG = Kind(
    "drug",
    models.RegimenDrug,
    "drugs",
    "Drug",
    "Drugs",
    parent="regimen",
    json_names={"agent_class": "class"},
    timed_by="start",
)
TREATED_LESION = Kind(
    "treated-lesion",
    models.TreatedLesion,
    "lesions",
    "Treated lesion",
    "Treated lesions",
    parent="local_treatment",
    plain=("lesion", "finding"),
)
COMPARTMENT = Kind(
    "compartment",
    models.CompartmentStatus,
    "compartments",
    "Compartment",
    "Compartments",
    parent="assessment",
    required=("compartment", "status"),
)
EMPIRICAL = Kind(
    "empirical",
    models.EmpiricalTreatment,
    "empirical",
    "Empirical treatment",
    "Empirical treatments",
    parent="workup",
    json_names={"begun": "from", "ended": "to"},
    required=("kind",),
)
MICROBIOLOGY = Kind(
    "microbiology",
    models.Microbiology,
    "microbiology",
    "Culture or PCR",
    "Microbiology",
    parent="workup",
    timed_by="on",
)
LATER_EVENT = Kind(
    "later-event", models.LaterEvent, "events", "Later event", "Later events", parent="followup", timed_by="on"
)

PATIENT = Kind(
    "patient",
    models.Patient,
    "patient",
    "Patient",
    "Patient",
    family="patient",
    single=True,
    nested=(GERMLINE, PERFORMANCE, CONSENT),
)
PRIMARY = Kind(
    "primary", models.Primary, "primaries", "Primary tumour", "Primary tumours", "p", family="tumour", timed_by="on"
)
STAGING = Kind("staging", models.Staging, "stagings", "Staging", "Stagings", "t", family="tumour", timed_by="on")
SPECIMEN = Kind(
    "specimen",
    models.Specimen,
    "specimens",
    "Biopsy or specimen",
    "Biopsies and specimens",
    "b",
    family="tumour",
    nested=(MARKER,),
    required=("on", "result"),
    timed_by="on",
)
REGIMEN = Kind(
    "regimen",
    models.Regimen,
    "regimens",
    "Systemic regimen",
    "Systemic regimens",
    "r",
    family="treatment",
    nested=(DRUG,),
    required=("start",),
    timed_by="start",
)
LOCAL_TREATMENT = Kind(
    "local-treatment",
    models.LocalTreatment,
    "local_treatments",
    "Local treatment",
    "Local treatments",
    "lt",
    family="treatment",
    nested=(TREATED_LESION,),
    required=("start", "kind"),
    timed_by="start",
)
LESION = Kind("lesion", models.Lesion, "lesions", "Lesion", "Lesions", "l", family="disease", required=("compartment",))
MEASUREMENT = Kind(
    "measurement",
    models.Measurement,
    "measurements",
    "Measurement",
    "Measurements",
    parent="assessment",
    required=("lesion",),
    listed_at_top=True,
)
ASSESSMENT = Kind(
    "assessment",
    models.Assessment,
    "assessments",
    "Assessment",
    "Assessments",
    "a",
    family="disease",
    nested=(COMPARTMENT, MEASUREMENT),
    required=("on",),
    timed_by="on",
)
SKIN_FINDING = Kind(
    "skin-finding",
    models.SkinFinding,
    "skin_findings",
    "Skin finding",
    "Skin findings",
    "s",
    family="skin",
    required=("on", "change"),
    timed_by="on",
)
WORKUP = Kind(
    "workup",
    models.Workup,
    "workups",
    "Differential work-up",
    "Differential work-ups",
    "w",
    family="skin",
    nested=(EMPIRICAL, MICROBIOLOGY),
)
ADVERSE_EVENT = Kind(
    "adverse-event",
    models.AdverseEvent,
    "adverse_events",
    "Adverse event",
    "Adverse events",
    "e",
    family="course",
    required=("on", "term"),
    timed_by="on",
)
FOLLOW_UP = Kind(
    "follow-up",
    models.FollowUp,
    "followups",
    "Follow-up",
    "Follow-ups",
    "f",
    family="course",
    nested=(LATER_EVENT,),
    required=("on", "status"),
    timed_by="on",
)

KINDS = (
    PATIENT,
    PRIMARY,
    STAGING,
    REGIMEN,
    LOCAL_TREATMENT,
    LESION,
    ASSESSMENT,
    SKIN_FINDING,
    SPECIMEN,
    WORKUP,
    ADVERSE_EVENT,
    FOLLOW_UP,
)
"""Top-level kinds in an order in which each row may refer to earlier ones (a specimen also refers back to itself)."""

EVERY_KIND = tuple(one for kind in KINDS for one in (kind, *kind.nested))


def kind_by_slug(slug: str) -> Kind | None:
    return next((kind for kind in KINDS if kind.slug == slug), None)


def kind_of(row: models.PatientRow) -> Kind:
    return next(kind for kind in EVERY_KIND if kind.model is type(row))


def is_later_news(row: models.PatientRow) -> bool:
    """Whether a row is a new follow-up, which an accepted case takes without being reopened."""
    return isinstance(row, models.FollowUp) and row._state.adding


def records_in_words(kinds: Mapping[str, Kind]) -> str:
    """Records by key, each with its kind: "skin findings s1, s2; regimens r1". At most a dozen of a kind."""
    by_kind: dict[str, list[str]] = {}
    for key, kind in kinds.items():
        by_kind.setdefault(kind.plural.lower(), []).append(key)
    return "; ".join(f"{name} {', '.join(keys[:12])}{' …' if len(keys) > 12 else ''}" for name, keys in by_kind.items())
