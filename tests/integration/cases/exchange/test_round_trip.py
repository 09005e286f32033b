"""Any case that the kinds allow comes out of the registry as it went in."""

import json

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cases.exchange.exporting import full_documents, written
from cases.exchange.importing import import_documents, with_ids
from cases.exchange.reading import read_case, read_file
from cases.exchange.shape import KEYS, Key, inner_lists, needs_id
from cases.records.kinds import KINDS, Kind
from cases.records.stops import stops_of
from cases.rules.vocabulary import Absence
from registry.institutions.models import Institution

WORDS = st.sampled_from(["after 12 cycles", "“strong”", "ü, ß and |", "a\tb"])
TEXTS = st.sampled_from(["one line", "two\nways", "“ü” ≥", "<b>"])
ABSENCES = st.sampled_from([one.value for one in Absence])
PLAIN_DAYS = st.integers(-40, 3000)


def windows() -> st.SearchStrategy:
    return st.builds(
        lambda lo, width, precision: {"lo": lo, "hi": None if width is None else lo + width, "precision": precision},
        PLAIN_DAYS,
        st.none() | st.integers(1, 90),
        st.sampled_from(["week", "month", "quarter", "year", "unknown"]),
    )


def anchored(ids: list[str]) -> st.SearchStrategy:
    return st.builds(
        lambda anchor, lo, hi, wording: {
            "anchor": anchor,
            "lo_offset": lo,
            "hi_offset": hi,
            "precision": "relative",
            **({"as_reported": wording} if wording else {}),
        },
        st.sampled_from([None, *ids]),
        st.none() | st.integers(-60, 0),
        st.none() | st.integers(0, 60),
        st.none() | st.sampled_from(["after 12 cycles", "then"]),
    )


def values(kind: Kind, key: Key, ids: dict[str, list[str]], anchors: list[str]) -> st.SearchStrategy:
    """Values of one key that offend no constraint between fields: numbers are alike, second dates are relative."""
    one = key.field
    if len(key.fields) > 1:
        return st.sampled_from(["positive", 12.5, {"comparator": ">", "lo": 20, "unit": "%"}])
    if key.is_date:
        return PLAIN_DAYS | windows() if one.name == kind.timed_by else anchored(anchors)
    if key.is_quantity:
        return st.sampled_from([70, 2.35, {"comparator": "range", "lo": 1, "hi": 10, "unit": "%"}])
    if key.is_list:
        return st.lists(st.sampled_from([member.value for member in key.value_set]), min_size=1, max_size=3)
    if key.is_code:
        return st.sampled_from([member.value for member in key.value_set])
    if key.is_reference:
        return st.sampled_from(ids[one.related_model.__name__])
    kinds_of_number = {"BooleanField": st.booleans(), "DecimalField": st.just(2.5)}
    if one.get_internal_type() in kinds_of_number:
        return kinds_of_number[one.get_internal_type()]
    if "Integer" in one.get_internal_type():
        return st.just(2)
    return st.just("anti_her2") if one.choices else TEXTS


@st.composite
def rows(draw, kind: Kind, ids: dict[str, list[str]], anchors: list[str], key: str = ""):
    row = {"id": key} if key else {}
    for one in KEYS[kind.slug]:
        if one.is_reference and not ids[one.field.related_model.__name__]:
            continue
        choice = "value" if one.required else draw(st.sampled_from(["value", "absent", "nothing", "nothing"]))
        if choice == "value" and one.name not in ("lesion_of", "paired_with"):
            row[one.name] = draw(values(kind, one, ids, anchors))
        elif choice == "absent" and one.may_be_absent:
            row[f"{one.name}_absent"] = draw(ABSENCES)
        if draw(st.integers(0, 9)) == 0 and not one.is_date:
            row[f"{one.name}_as_reported"] = draw(WORDS)
    for inner in inner_lists(kind):
        children = draw(st.lists(rows(inner, ids, anchors), max_size=2))
        if inner.plain:
            children = [child[name] for child in children for name in inner.plain if name in child]
        row |= {inner.json_list: children} if children else {}
    return tamed(kind, row)


def tamed(kind: Kind, row: dict) -> dict:
    """The row without the combinations that the database rightly refuses."""
    drop = {"staging": ["y"], "compartment": ["sum_mm"], "specimen": ["benign_finding"], "follow-up": ["cause"]}
    for name in drop.get(kind.slug, []):
        row.pop(name, None)
    if row.get("status") == "CR":
        row.pop("new_lesion", None)
    if kind.slug == "specimen":
        row["site"] = "chest wall"
        row.pop("site_absent", None)
    if kind.slug == "drug":
        row.pop("ongoing", None)
        row.setdefault("agent", "trastuzumab")
        row.pop("agent_absent", None)
    if kind.slug == "marker" and row["analyte"] == "HER2_IHC" and "value" in row:
        row["value"] = "3+"
    if kind.slug == "assessment" and "compartments" in row:
        row["compartments"] = list({one["compartment"]: one for one in row["compartments"]}.values())
    return row


def lacks_what_it_names(kind: Kind, ids: dict[str, list[str]]) -> bool:
    needed = [one.field.related_model.__name__ for one in KEYS[kind.slug] if one.is_reference and one.required]
    return any(not ids[name] for name in needed)


@st.composite
def cases(draw) -> dict:
    counts = {kind.slug: draw(st.integers(0, 2)) for kind in KINDS if not kind.single}
    keys = {
        kind.slug: [f"{kind.prefix}{number}" for number in range(counts[kind.slug], 0, -1)]
        for kind in KINDS
        if not kind.single
    }
    ids = {kind.model.__name__: keys.get(kind.slug, []) for kind in KINDS}
    anchors = [key for some in keys.values() for key in some]
    document = {
        "schema": "case/1",
        "institution": "A",
        "local_code": draw(st.sampled_from(["X-1", "Ü 2"])),
        "status": draw(st.sampled_from(["draft", "submitted", "accepted"])),
        "legal_basis": {"kind": "consent", "state": draw(st.sampled_from(["in_force", "unknown"]))},
        "day_zero": draw(st.sampled_from([None, "2014-03-12"])),
    }
    for kind in KINDS:
        if kind.single:
            document |= {kind.json_list: draw(rows(kind, ids, anchors))} if draw(st.booleans()) else {}
            continue
        made = []
        for key in keys[kind.slug]:
            named = key if needs_id(kind) or draw(st.booleans()) else ""
            if not lacks_what_it_names(kind, ids):
                made.append(draw(rows(kind, ids, anchors, named)))
        document[kind.json_list] = made
    return document


@pytest.mark.django_db
# Not shrunk: a failing case takes minutes to shrink through the database, and its message names the path anyway.
@settings(
    max_examples=40,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(cases())
def test_any_case_comes_out_as_it_went_in(document):
    existing = {row["id"] for kind in KINDS if not kind.single for row in document[kind.json_list] if "id" in row}
    document = json.loads(json.dumps(document), object_hook=lambda one: _anchored_to(one, existing))
    canonical = read_case(document, for_import=True)
    assert read_case(canonical, for_import=True) == canonical
    if stops_of(canonical, timezone.localdate()):
        canonical["status"] = "draft"  # nothing else may hold what cannot be, and a random case often does
    with transaction.atomic():
        institution = Institution.objects.create(code="A", name="Hospital A", country="GB")
        import_documents([canonical], page="test")
        (stored,) = full_documents(institutions=[institution], page="test")
        assert stored == with_ids(canonical)
        assert read_file(written(stored).encode(), for_import=True) == [stored]
        assert [one.what for one in import_documents([stored], page="test")] == ["unchanged"]
        transaction.set_rollback(True)


def _anchored_to(one: dict, existing: set[str]) -> dict:
    """Dates that hang on a row without an id hang on nothing instead."""
    if one.get("anchor") is not None and one["anchor"] not in existing:
        one["anchor"] = None
    return one
