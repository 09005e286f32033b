"""A case in which everything that could tell who the patient is, is a planted string: a canary.

Built from the kinds themselves, so a text field that somebody adds tomorrow holds a canary too.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import models

from cases.records import actions
from cases.records.fields import CodeField, CodesField
from cases.records.kinds import Kind, kind_by_slug
from cases.records.models import Case, PatientRow
from registry.institutions.models import Institution
from registry.institutions.scoping import Scope
from tests.factories.cases import days, draft

CANARY = re.compile(r"qk\d{4}z")
DAY_ZERO = date(1996, 4, 23)  # no page gives an example of a date in these years
LAST_DAY = 1100  # the latest day of the case, counted from day 0
LINKS = {"primary": "primary", "regimen": "regimen", "finding": "skin-finding", "lesion": "lesion"}

BONES: dict[str, list[dict]] = {
    "patient": [{"age_at_diagnosis": 61, "sex": "female"}],
    "primary": [{"on": days(0), "laterality": "left", "histology": "8500/3", "inflammatory": True}],
    "staging": [{"on": days(10), "classification": "c", "t": "4d", "n": "1", "m": "0"}],
    "regimen": [{"setting": "metastatic", "line": 1, "start": days(800), "interval_days": 21, "cycles_given": 10}],
    "lesion": [{"compartment": "LIVER"}],
    "local-treatment": [{"kind": "radiotherapy", "start": days(300)}],
    "assessment": [
        {"on": days(795), "kind": "baseline", "modalities": ["CT"], "scope": "FULL"},
        {"on": days(990), "kind": "event", "modalities": ["CT"], "scope": "FULL"},
    ],
    "skin-finding": [{"on": days(1000), "change": "progression", "extent": "LR", "morphology": ["nodule"]}],
    "specimen": [
        {"on": days(0), "result": "malignant_breast", "compartment": "BREAST_IPSI", "finding": None},
        {"on": days(1003), "result": "malignant_breast", "compartment": "SKIN_LR"},
    ],
    "workup": [{"considered": ["infection"], "conclusion": "malignancy"}],
    "adverse-event": [{"on": days(850), "grade": "2"}],
    "follow-up": [{"on": days(LAST_DAY), "status": "alive"}],
}
"""Kind -> its rows without any text: a course that the definition calls DCP_STRICT. A row may name earlier ones."""

NESTED_BONES: dict[str, list[dict]] = {
    "germline": [{"gene": "BRCA1", "result": "negative"}],
    "performance": [{"on": days(0), "ecog": "1"}],
    "consent": [{"scope": "registry", "status": "valid", "on": days(1)}],
    "marker": [{"analyte": "HER2_IHC", "score": "3+"}, {}],
    "drug": [{"agent": "trastuzumab", "start": days(800), "ongoing": True}, {"start": days(800)}],
    "treated-lesion": [{}],
    "compartment": [{"compartment": "LIVER", "involved_at_baseline": True}],
    "measurement": [{"long_mm": 20}],
    "empirical": [{"kind": "antibiotic"}],
    "microbiology": [{"organism": "none"}],
    "later-event": [{"event": "lost"}],
}
STATUSES = ("BASELINE", "CR")
"""Of the liver at the assessments, in order."""


@dataclass
class Aviary:
    """The case, and what was planted where: canary -> "kind.field"."""

    case: Case
    planted: dict[str, str] = field(default_factory=dict)

    @property
    def calendar(self) -> list[date]:
        """Every calendar date of the case: day 0 and the days after it up to the last one."""
        return [DAY_ZERO + timedelta(days=number) for number in range(LAST_DAY + 1)]


WRITTEN_BY_MOVES = ("key", "pseudonym", "status", "amended_why", "amended_from")
"""Texts that an action makes; nobody types them into a form of the record."""


class Planter:
    """Hands out canaries and keeps the list."""

    def __init__(self):
        self.planted: dict[str, str] = {}

    def canary(self, where: str) -> str:
        text = f"qk{len(self.planted) + 1:04d}z"
        self.planted[text] = where
        return text

    def fill(self, row: models.Model, name: str) -> None:
        """Put a canary into every text of a row that is still empty, and into the wording of every field."""
        for one in row._meta.concrete_fields:
            if one.name in WRITTEN_BY_MOVES or one.choices:
                continue
            if isinstance(one, CodesField) and one.value_set is not None and one.value_set.open:
                setattr(row, one.name, [*getattr(row, one.name), self.canary(f"{name}.{one.name}")])
            elif isinstance(one, models.CharField | models.TextField) and not getattr(row, one.name):
                value_set = getattr(one, "value_set", None) if isinstance(one, CodeField) else None
                if not isinstance(one, CodeField) or (value_set is not None and value_set.open):
                    setattr(row, one.name, self.canary(f"{name}.{one.name}"))


def aviary(institution: Institution, by: Scope, planter: Planter | None = None) -> Aviary:
    """A draft full of canaries (or of what another planter hands out) at an institution, with day zero in the vault."""
    planter = planter or Planter()
    case = Case(legal_basis_kind="consent", legal_basis_state="in_force", regimens_complete=True)
    planter.fill(case, "case")
    values = {name: getattr(case, name) for name in ("comment", "legal_basis_reference", "source_reference")}
    case = draft(institution, by, case.local_code, regimens_complete=True, **values)
    actions.set_day_zero(case=case, day=DAY_ZERO, by=by)
    first: dict[str, PatientRow] = {}
    for kind in map(kind_by_slug, BONES):
        for place, bones in enumerate(BONES[kind.slug]):
            row = _row(kind, bones, first, planter)
            nested = {inner.slug: _nested(inner, place, first, planter) for inner in kind.nested}
            first.setdefault(kind.slug, actions.save_row(row=row, case=case, nested=nested, by=by))
    reason = planter.canary("warning-answer.reason")
    actions.answer_warning(case=case, code="LINE_MISMATCH", about=first["regimen"].key, reason=reason, by=by)
    case.refresh_from_db()
    return Aviary(case, planter.planted)


def _row(kind: Kind, bones: dict, first: dict[str, PatientRow], planter: Planter) -> PatientRow:
    linked = {name: first[slug] for name, slug in LINKS.items() if slug in first and _has(kind, name)}
    row = kind.model(**linked | bones)
    if kind.prefix:
        row.key = planter.canary(f"{kind.slug}.key")
    planter.fill(row, kind.slug)
    row.as_reported = {one.name: planter.canary(f"{kind.slug}.as_reported.{one.name}") for one in _worded(kind)}
    return row


def _nested(kind: Kind, place: int, first: dict[str, PatientRow], planter: Planter) -> list[PatientRow]:
    status = {"status": STATUSES[place % len(STATUSES)]} if kind.slug == "compartment" else {}
    return [_row(kind, bones | status, first, planter) for bones in NESTED_BONES[kind.slug]]


def _has(kind: Kind, name: str) -> bool:
    return name != kind.parent and any(one.name == name for one in kind.model._meta.concrete_fields)


def _worded(kind: Kind) -> list[models.Field]:
    """The fields whose wording a person may keep; of a pair that JSON writes as one value, the first."""
    left_out = {"source", "comment", "contradiction_note", *(second for _, second in kind.joined.values())}
    return [one for one in kind.fields if not one.is_relation and one.name not in left_out]
