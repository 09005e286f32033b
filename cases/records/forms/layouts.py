"""Where each field stands on its form, as a clinician thinks: the one table that lays the forms out.

``Section``: a group of fields under a short legend; ``more`` folds it away. ``Rows``: the nested rows of one kind.
A field that no section names would be lost from its form; a test compares this table with the kinds.
"""

from dataclasses import dataclass

from cases.rules.vocabulary import LocalTreatmentKind


@dataclass(frozen=True)
class Section:
    """Fields that belong together; ``hint`` is one sentence under the legend."""

    legend: str
    fields: tuple[str, ...]
    hint: str = ""
    more: bool = False


@dataclass(frozen=True)
class Rows:
    """The nested rows of one kind: ``shown`` fields stand open, the others under "More about this …"."""

    kind: str
    shown: tuple[str, ...]
    hint: str = ""
    starts_open: bool = False


@dataclass(frozen=True)
class Grid:
    """Nested rows with one fixed line for each thing of ``over`` (a compartment, or a lesion of the case)."""

    kind: str
    over: str
    hint: str = ""
    shown: tuple[str, ...] = ()


@dataclass(frozen=True)
class KindLayout:
    """One form. ``named_by``: fields that name the row in a sentence."""

    parts: tuple[Section | Rows | Grid, ...]
    named_by: tuple[str, ...] = ()


SOURCE = ("source", "comment", "contradiction_note")
ATTRIBUTION = Section("Source and remarks", SOURCE, more=True)

ONE_OF = {"drug": (("agent", "agent_class"), "Name the drug, or give its class under “More” where it is blinded.")}
"""Kind -> fields of which one is given, and what to say where none is."""

OPERATION = ("surgery", "margin", "nodes_examined", "nodes_positive", "residual_mm", "pcr", "rcb")
RADIATION = ("modality", "dose_cgy", "fractions", "boost", "bolus", "field_map")
SKIN_DIRECTED = tuple(one for one in LocalTreatmentKind if one not in ("surgery", "radiotherapy"))
ON_THE_SKIN = ("agent", "sensitiser", "sessions", "electrode", "target_temperature_c", "minutes")

ASKED_IF: dict[str, tuple[str, tuple[str, ...]]] = {
    "patient.menopausal_at_diagnosis": ("sex", ("female", "other", "unknown")),
    "patient.menopausal_at_index": ("sex", ("female", "other", "unknown")),
    "specimen.benign_finding": ("result", ("benign",)),
    "follow-up.cause": ("status", ("dead",)),
    "follow-up.dominant_site": ("status", ("dead",)),
    **{f"local-treatment.{name}": ("kind", ("surgery",)) for name in OPERATION},
    **{f"local-treatment.{name}": ("kind", ("radiotherapy", "hyperthermia")) for name in RADIATION},
    **{f"local-treatment.{name}": ("kind", SKIN_DIRECTED) for name in ON_THE_SKIN},
}
"""Field -> another field of its form and the codes for which it is asked; any other code folds it away unless it holds
an answer, which stays and is marked."""

LABELS = {
    "staging.on": "Date",
    "assessment.on": "Date",
    "assessment.kind": "Kind of visit",
    "adverse-event.on": "Began",
    "consent.on": "Date",
    "performance.on": "Date",
    "microbiology.on": "Date",
    "later-event.on": "Date",
    "local-treatment.kind": "Treatment",
    "empirical.kind": "Treatment",
    "regimen.interval_days": "Cycle, days",
    "drug.agent": "Drug",
}
"""What a form calls a field where its name in the record says too little; "kind.field" -> label."""

LAYOUTS: dict[str, KindLayout] = {
    "patient": KindLayout(
        (
            Section("Who", ("age_at_diagnosis", "sex", "ancestry")),
            Section("Menopause", ("menopausal_at_diagnosis", "menopausal_at_index")),
            Section("Other illness", ("comorbidities",)),
            Rows(
                "consent",
                ("scope", "status", "on", "version"),
                "One row for each thing the patient was asked.",
            ),
            Rows("germline", ("gene", "result")),
            Rows("performance", ("on", "ecog")),
            ATTRIBUTION,
        ),
    ),
    "primary": KindLayout(
        (
            Section("Which tumour", ("on", "laterality", "topography", "occult")),
            Section(
                "Histology",
                (
                    "histology",
                    "grade",
                    "lymphovascular_invasion",
                    "dermal_lymphatic_invasion",
                ),
            ),
            Section(
                "At presentation",
                ("inflammatory", "skin_involvement", "size_mm", "size2_mm", "size3_mm"),
                "Sizes as examined or imaged before any treatment.",
            ),
            Section(
                "Component scores and in situ part",
                ("tubule_score", "nuclear_score", "mitosis_score", "in_situ_component"),
                more=True,
            ),
            ATTRIBUTION,
        ),
        ("laterality", "histology"),
    ),
    "staging": KindLayout(
        (
            Section("When, and of which tumour", ("on", "primary")),
            Section("How staged", ("classification", "y", "edition")),
            Section("Categories", ("t", "n", "m", "anatomic_group")),
            Section("Further prefixes and groups", ("r", "a", "multiple", "sn", "prognostic_group"), more=True),
            ATTRIBUTION,
        ),
        ("classification", "t", "n", "m"),
    ),
    "specimen": KindLayout(
        (
            Section("When and how", ("on", "procedure", "part_sampled")),
            Section("From where", ("compartment", "site", "laterality")),
            Section(
                "Of what",
                ("finding", "lesion", "primary"),
                "A specimen proves a skin event only if it names the skin finding.",
            ),
            Section("What the pathologist found", ("result", "benign_finding", "tissue_findings")),
            Rows(
                "marker",
                ("analyte", "score", "quantity", "interpretation"),
                "One row for each analyte: 3+ is a score, 70 % a number.",
            ),
            Section(
                "Relation to the course",
                ("relation_to_event", "relation_to_lesion", "paired_with", "specimen_type", "repeat_needed"),
                more=True,
            ),
            ATTRIBUTION,
        ),
        ("procedure", "site"),
    ),
    "regimen": KindLayout(
        (
            Section("What and why", ("name", "setting", "line", "intent")),
            Section("When", ("start", "stop", "interval_days", "cycles_given")),
            Rows(
                "drug",
                ("agent", "start", "stop", "last_dose", "ongoing"),
                "Drugs start and stop on their own. Without a drug here the registry knows nothing of exposure.",
                starts_open=True,
            ),
            Section("How it ended", ("stop_reason", "secondary_stop_reasons", "best_response")),
            Section(
                "More about the regimen",
                (
                    "cycles_planned",
                    "cycles_to_event",
                    "dose_dense",
                    "beyond_progression",
                    "trial",
                    "line_rule",
                ),
                more=True,
            ),
            ATTRIBUTION,
        ),
        ("name", "setting"),
    ),
    "local-treatment": KindLayout(
        (
            Section("What and where", ("kind", "site", "compartments")),
            Section("When", ("start", "stop", "regimen")),
            Rows(
                "treated-lesion",
                ("lesion", "finding"),
                "A lesion treated here is no longer measurable unless it grows again.",
            ),
            Section(
                "Surgery",
                OPERATION,
                more=True,
            ),
            Section(
                "Radiotherapy",
                RADIATION,
                more=True,
            ),
            Section(
                "Skin-directed treatment",
                ON_THE_SKIN,
                more=True,
            ),
            Section("Aim and effect", ("intent", "skin_response_local")),
            ATTRIBUTION,
        ),
        ("kind", "site"),
    ),
    "lesion": KindLayout(
        (
            Section("Where", ("compartment", "site", "laterality")),
            Section("How it is followed", ("role", "measurable", "prior_local_treatment")),
            Section("From when to when", ("first_seen", "resolved")),
            ATTRIBUTION,
        ),
        ("compartment", "site"),
    ),
    "assessment": KindLayout(
        (
            Section("When and why", ("on", "kind", "regimen", "cycle")),
            Section("How the patient was examined", ("scope", "modalities", "regions")),
            Grid(
                "compartment",
                "compartment",
                "One row for each compartment. A row without a status is stored as not assessed.",
            ),
            Grid(
                "measurement",
                "lesion",
                "One row for each lesion of the case; empty rows are not stored.",
                ("long_mm", "short_mm", "method", "too_small", "not_evaluable"),
            ),
            Section("Source and remarks", ("central_review", *SOURCE), more=True),
        ),
        ("kind",),
    ),
    "skin-finding": KindLayout(
        (
            Section("When and what changed", ("on", "change", "new_lesions", "growth", "lesion_of", "onset")),
            Section("Where", ("extent", "side", "sites", "places")),
            Section("What it looks like", ("morphology", "patterns")),
            Section("Photographs and measurement", ("photo", "measured")),
            Section(
                "Size and burden",
                (
                    "lesion_count",
                    "target_sum_mm",
                    "area_cm2",
                    "bsa_percent",
                    "regions_involved",
                    "depth",
                ),
                more=True,
            ),
            Section(
                "Symptoms and infection",
                ("pain_nrs", "itch", "bleeding", "exudate", "odour", "dlqi", "infection_signs"),
                more=True,
            ),
            Section(
                "Fields and views",
                ("radiation_field", "treated_field", "photo_views", "photo_comparable"),
                more=True,
            ),
            Section(
                "Attribution",
                ("assessment", "primary"),
                "The visit it was seen at, and the tumour it comes from.",
            ),
            ATTRIBUTION,
        ),
        ("change", "morphology"),
    ),
    "workup": KindLayout(
        (
            Section("Of which finding", ("finding",)),
            Section("What else was thought of", ("considered", "tests")),
            Rows(
                "empirical",
                ("kind", "agent", "begun", "ended", "effect"),
                "Treatment given on suspicion: what it did to the skin is evidence.",
            ),
            Rows("microbiology", ("on", "specimen_type", "organism", "infection")),
            Section("Conclusion", ("conclusion", "confidence")),
            Section("Rechallenge and causality", ("rechallenge", "causality_tool", "causality_result"), more=True),
            Section("Blood", ("crp", "igg", "iga", "igm"), more=True),
            ATTRIBUTION,
        ),
        ("finding", "conclusion"),
    ),
    "adverse-event": KindLayout(
        (
            Section("What and how bad", ("term", "grade"), "Do not grade the skin metastasis itself."),
            Section("When", ("on", "ended")),
            Section("Attributed to", ("attribution", "regimen")),
            ATTRIBUTION,
        ),
        ("term",),
    ),
    "follow-up": KindLayout(
        (
            Section("Last contact", ("on", "status")),
            Section("Death", ("cause", "dominant_site"), "Only for a patient who has died."),
            Rows(
                "later-event",
                ("on", "event", "compartments", "regimen"),
                "What had happened by this contact.",
            ),
            ATTRIBUTION,
        ),
        ("status",),
    ),
}
