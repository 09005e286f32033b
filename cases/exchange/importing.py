"""Writing case JSON into the registry: the rows of a document, and one transaction for a whole file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.exchange.shape import KEYS, TOP_LISTS, Key, inner_lists
from cases.records import actions
from cases.records.days import day_zero_in
from cases.records.document import documents_of
from cases.records.kinds import KINDS, Kind
from cases.records.models import Case, PatientRow, WarningAnswer
from cases.records.stops import stops_of
from cases.rules.vocabulary import TAKEN_IN, CaseStatus
from registry.institutions.models import Institution
from registry.institutions.scoping import Scope, acting

AT_ONCE = 100


@dataclass(frozen=True)
class Outcome:
    """What became of one case of a file: "created", "updated" or "unchanged".

    ``stops``: what is impossible in it, by path. A draft keeps that until it is submitted; no other case may hold it.
    """

    institution: str
    local_code: str
    what: str
    stops: tuple[str, ...] = ()

    def __str__(self) -> str:
        notices = "".join(f"\n  a draft may keep this until it is submitted: {one}" for one in self.stops)
        return f"{self.institution} {self.local_code}: {self.what}{notices}"


class Refused(Exception):
    """The file was not imported; ``reasons`` has one sentence per case that stood against it."""

    def __init__(self, reasons: list[str]):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def import_documents(documents: list[dict], *, update: bool = False, page: str) -> list[Outcome]:
    """Import canonical cases (``reading.read_case`` with ``for_import``), all of them or none.

    ``page`` names the command in the audit trail. Raises ``Refused``.
    """
    institutions = _institutions_of(documents)
    _refuse_twins(documents)
    scope = Scope(sites=frozenset(one.pk for one in institutions.values()))
    with acting(scope, page=page):
        known = _known_cases(institutions, documents)
        stored = documents_of(case.pk for case in known.values())
        outcomes, refused, new = [], [], []
        for document in documents:
            identity = (document["institution"], document["local_code"])
            case = known.get(identity)
            given = with_ids(document)
            stops = tuple(impossible_in(given))
            if case is not None and given == stored[case.pk]:
                outcomes.append(Outcome(*identity, "unchanged"))
            elif stops and document["status"] != CaseStatus.DRAFT:
                refused += [f"{' '.join(identity)} cannot be {document['status']}: {one}" for one in stops]
            elif case is not None and not update:
                refused.append(f"{' '.join(identity)} is in the registry with other content; --update replaces it.")
            elif case is not None:
                refused += _written(given, institutions[identity[0]], case, scope)
                outcomes.append(Outcome(*identity, "updated", stops))
            else:
                new.append(given)
                outcomes.append(Outcome(*identity, "created", stops))
        refused += _all_written(new, institutions, scope)
        if refused:
            raise Refused(refused)
    return outcomes


def impossible_in(document: dict) -> list[str]:
    """What cannot be in a canonical case, each with the path of the value, as "skin_findings[1].on: …"."""
    paths = {
        row["id"]: f"{name}[{place}]"
        for name in TOP_LISTS
        for place, row in enumerate(document.get(name, ()))
        if "id" in row
    }
    found = []
    for stop in stops_of(document, timezone.localdate()):
        place = stop.places[0]
        field = "" if place.field.startswith("rows-") else place.field  # rows nested in a row are named by that row
        path = ".".join(part for part in (paths.get(place.row, ""), field) if part)
        found.append(f"{path}: {stop.says}" if path else stop.says)
    return found


def _all_written(documents: list[dict], institutions: dict[str, Institution], scope: Scope) -> list[str]:
    """Write new cases a hundred at a time; where that fails, one by one, for the reason of each that is refused."""
    refused = []
    for some in _batches(documents):
        try:
            with transaction.atomic():
                actions.write_new_records(
                    records=[_new(one, institutions[one["institution"]]) for one in some], by=scope
                )
        except ValidationError:
            for one in some:
                refused += _written(one, institutions[one["institution"]], None, scope)
    return refused


def _batches(documents: list[dict]) -> Iterator[list[dict]]:
    for start in range(0, len(documents), AT_ONCE):
        yield documents[start : start + AT_ONCE]


def _new(document: dict, institution: Institution) -> actions.NewRecord:
    case = Case(institution=institution, local_code=document["local_code"])
    _fill_case(case, document)
    return actions.NewRecord(case, rows_of(document), day_zero_in(document))


def _written(document: dict, institution: Institution, case: Case | None, scope: Scope) -> list[str]:
    """Write one case; the reason if it cannot be written."""
    try:
        write_document(document, institution=institution, case=case, by=scope)
    except ValidationError as fault:
        return [f"{document['institution']} {document['local_code']}: {' '.join(fault.messages)}"]
    return []


def write_document(document: dict, *, institution: Institution, case: Case | None = None, by: Scope) -> Case:
    """Write a canonical case with ids through the record's own action; ``case`` is the one to replace."""
    case = case or Case(institution=institution, local_code=document["local_code"])
    _fill_case(case, document)
    return actions.write_record(case=case, rows=rows_of(document), day_zero=day_zero_in(document), by=by)


def _institutions_of(documents: list[dict]) -> dict[str, Institution]:
    codes = {document["institution"] for document in documents}
    found = {one.code: one for one in Institution.objects.filter(code__in=codes)}
    missing = sorted(codes - found.keys())
    if missing:
        known = ", ".join(Institution.objects.order_by("code").values_list("code", flat=True)) or "none yet"
        raise Refused(
            [
                f"There is no institution with the code {code} (there are: {known})."
                " Have an administrator add it, or name another one with --institution."
                for code in missing
            ]
        )
    return found


def _refuse_twins(documents: list[dict]) -> None:
    seen, twins = set(), []
    for document in documents:
        identity = (document["institution"], document["local_code"])
        if identity in seen:
            twins.append(f"{' '.join(identity)} stands in the file twice.")
        seen.add(identity)
    if twins:
        raise Refused(twins)


def _known_cases(institutions: dict[str, Institution], documents: list[dict]) -> dict[tuple[str, str], Case]:
    codes = {document["local_code"] for document in documents}
    cases = Case.objects.filter(institution__in=institutions.values(), local_code__in=codes)
    return {(case.institution.code, case.local_code): case for case in cases.select_related("institution")}


def _fill_case(case: Case, document: dict) -> None:
    basis, provenance = document["legal_basis"], document["provenance"]
    case.legal_basis_kind = basis["kind"]
    case.legal_basis_reference = basis["reference"] or ""
    case.legal_basis_state = basis["state"]
    case.source = provenance["source"] or ""
    case.source_reference = provenance["reference"] or ""
    case.publicly_described = provenance["publicly_described"]
    case.diagnosis_year = document.get("diagnosis_year")
    case.regimens_complete = document.get("regimens_complete")
    case.comment = document.get("comment", "")
    case.absent = {
        name.removesuffix("_absent"): reason for name, reason in document.items() if name.endswith("_absent")
    }
    _set_status(case, document["status"])


def _set_status(case: Case, status: str) -> None:
    """The file's status, with the stamps that go with it; those of an unchanged status stay."""
    if not case._state.adding and case.status == status:
        return
    case.status, now = status, timezone.now()
    case.submitted_at = None if status == CaseStatus.DRAFT else case.submitted_at or now
    case.accepted_at = now if status in TAKEN_IN else None


def with_ids(document: dict) -> dict:
    """The document with the ids that its rows without one will have in the registry ("w1", "f1")."""
    taken = {row["id"] for name in TOP_LISTS for row in document.get(name, ()) if "id" in row}
    filled = dict(document)
    for name, kind in TOP_LISTS.items():
        if kind.prefix and any("id" not in row for row in document.get(name, ())):
            filled[name] = [row if "id" in row else {"id": _free(kind.prefix, taken), **row} for row in document[name]]
    return filled


def _free(prefix: str, taken: set[str]) -> str:
    number = 1
    while f"{prefix}{number}" in taken:
        number += 1
    taken.add(f"{prefix}{number}")
    return f"{prefix}{number}"


def rows_of(document: dict, known: Mapping[str, PatientRow] | None = None) -> dict[str, list[PatientRow]]:
    """Slug of each kind -> its new rows, keyed, in order, and referring to each other; nothing is saved.

    ``known``: key -> stored row, for a part of a case whose rows refer to such ones.
    """
    builder = _Builder(known or {})
    for kind in KINDS:
        if kind.single:
            builder.add(kind, [document[kind.json_list]] if kind.json_list in document else [])
            continue
        builder.add(kind, document.get(kind.json_list, []))
        for inner in kind.nested:
            if inner.listed_at_top:
                builder.add(inner, document.get(inner.json_list, []))
    builder.refer()
    builder.rows["warning-answer"] = [
        WarningAnswer(position=index, **one) for index, one in enumerate(document.get("warning_answers", []))
    ]
    return builder.rows


class _Builder:
    def __init__(self, known: Mapping[str, PatientRow]):
        self.rows: dict[str, list[PatientRow]] = {}
        self.by_key: dict[str, PatientRow] = dict(known)
        self.references: list[tuple[PatientRow, tuple[str, ...], str]] = []

    def add(self, kind: Kind, objects: Iterable, parent: PatientRow | None = None) -> None:
        made = self.rows.setdefault(kind.slug, [])
        for position, one in enumerate(objects):
            row = kind.model(key="" if kind.plain else one.get("id", ""), position=position)
            if parent is not None:
                setattr(row, kind.parent, parent)
            if kind.plain:
                self.references.append((row, kind.plain, one))
                made.append(row)
                continue
            for key in KEYS[kind.slug]:
                self._fill(row, key, one)
            made.append(row)
            if row.key:
                self.by_key[row.key] = row
            for inner in inner_lists(kind):
                self.add(inner, one.get(inner.json_list, []), row)

    def _fill(self, row: PatientRow, key: Key, one: dict) -> None:
        value = one.get(key.name)
        field = _field_for(key, value, one)
        if key.is_reference and value is not None:
            self.references.append((row, (field.name,), value))
        elif value is not None:
            value, wording = _without_wording(field, value) if key.is_date else (value, "")
            value = str(value) if key.is_code else value
            setattr(row, field.name, value if key.is_list else field.to_python(value))
            if wording:
                row.as_reported[field.name] = wording
        if f"{key.name}_as_reported" in one:
            row.as_reported[field.name] = one[f"{key.name}_as_reported"]
        if f"{key.name}_absent" in one:
            row.absent[field.name] = one[f"{key.name}_absent"]

    def refer(self) -> None:
        for row, names, key in self.references:
            named = self.by_key[key]
            fields = (row._meta.get_field(name) for name in names)
            setattr(row, next(one.name for one in fields if isinstance(named, one.related_model)), named)


def _field_for(key: Key, value, one: dict):
    """The model field behind a key; of a score and a quantity, the one that fits the value or the analyte."""
    if len(key.fields) == 1:
        return key.field
    score, quantity = key.fields
    is_score = isinstance(value, str) if value is not None else one.get("analyte") == "HER2_IHC"
    return score if is_score else quantity


def _without_wording(field, value):
    """A date as its column keeps it, and its wording, which stands in the row's ``as_reported``."""
    when = field.to_python(value)
    return replace(when, as_reported=""), when.as_reported
