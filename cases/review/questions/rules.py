"""What the registry asks about a case: what is unlikely in it without a reason, and what it needs and has not.

Pure: a case in, questions out. The words hold nothing that a reader of another institution may not see.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from cases.disclosure.keys import plain_names
from cases.records.completeness import Need, completeness_of
from cases.records.kinds import Kind, kind_by_slug
from cases.records.outside import PREFIXES, seen_from_outside
from cases.records.sections import kinds_by_key
from cases.records.warnings import CaseWarning, warnings_of
from cases.review.questions.anchors import Anchor, field_anchor

MISSING = "MISSING"
"""Code of every question about a value that a case needs."""
ASKED_AT = {
    "CYCLES_AND_DURATION": "cycles_given",
    "HER2_3_PLUS_NOT_AMPLIFIED": "markers",
    "T_CATEGORY_AND_SIZE": "t",
    "SKIN_BEYOND_BREAST_M0": "m",
    "SKIN_CR_LESION_OPEN": "compartments",
    "IMAGING_AFTER_NEXT_THERAPY": "regimen",
    "HER2_WITHOUT_METHOD": "markers",
    "STAGE_IIIA_WITH_CNS": "anatomic_group",
    "DOSE_OVER_80_GY": "dose_cgy",
    "INTERVAL_UNUSUAL": "interval_days",
    "ASSESSMENT_BEFORE_ITS_REGIMEN": "on",
    "DRUG_BEFORE_ITS_REGIMEN": "drugs",
    "DRUG_AFTER_ITS_REGIMEN": "drugs",
    "REGIMENS_OVERLAP": "start",
    "CYCLE_BEYOND_THOSE_GIVEN": "cycle",
    "SPECIMEN_OF_ANOTHER_PLACE": "compartment",
    "STATUS_AND_MEASUREMENTS": "compartments",
    "SKIN_CHANGE_AND_MEASUREMENTS": "change",
}
"""Code of a warning -> the field of the first row it names at which it is asked; the date of the row for the others."""
OF_THE_PATIENT = {"AGE_UNDER_18": "age_at_diagnosis", "AGE_AND_MENOPAUSE": "menopausal_at_diagnosis"}
OF_THE_CASE = {"DAY_ZERO_AND_YEAR": "diagnosis_year"}
ROW_WANTED = "row"
LONGEST = 1000


@dataclass(frozen=True)
class Raised:
    """One question. ``about``: what tells it from others of its code, in the keys of the record."""

    code: str
    about: str
    anchor: Anchor
    says: str


def raised_by(
    document: Mapping[str, Any], answered: Set[tuple[str, str]] = frozenset(), empty: Set[str] = frozenset()
) -> list[Raised]:
    """Everything that the registry asks about a case/1 document.

    ``answered``: code and keys of the warnings that have a reason; ``empty``: sections of which a person said that
    nothing is there.
    """
    names = plain_names(document, PREFIXES)
    warned = [one for one in _warned(document, names) if (one.code, one.about) not in answered]
    missing = [_missing(one, names) for one in completeness_of(document, empty).missing]
    return list({(one.code, one.about): one for one in (*warned, *missing)}.values())


def _warned(document: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Raised]:
    """The warnings as others see the case: their sentences quote no text and no exact age."""
    stored, kinds = {plain: key for key, plain in names.items()}, kinds_by_key(document)
    for one in warnings_of(seen_from_outside(document)):
        keys = [stored.get(key, key) for key in one.keys]
        yield Raised(one.code, ",".join(keys)[:160], _anchor(one, keys, kinds), f"{one.says} Is this right?"[:LONGEST])


def _anchor(warning: CaseWarning, keys: list[str], kinds: Mapping[str, Kind]) -> Anchor:
    if warning.code in OF_THE_PATIENT:
        return field_anchor("patient", "", OF_THE_PATIENT[warning.code])
    if warning.code in OF_THE_CASE or not keys or keys[0] not in kinds:
        return field_anchor("", "", OF_THE_CASE[warning.code]) if warning.code in OF_THE_CASE else Anchor()
    kind = kinds[keys[0]]
    return field_anchor(kind.slug, keys[0], ASKED_AT.get(warning.code, kind.timed_by))


def _missing(need: Need, names: Mapping[str, str]) -> Raised:
    if not need.field:
        says = f"There is no {need.label} yet. {need.why} Enter one, or say that there is nothing to record."
        return Raised(MISSING, f"{need.kind}::{ROW_WANTED}", Anchor(need.section), says)
    kind = kind_by_slug(need.kind)
    anchor = field_anchor(need.kind, need.row, kind.json_name(need.field) if kind else need.field)
    says = f"{anchor.named(names)[:1].upper()}{anchor.named(names)[1:]} is not given. {need.why}"
    return Raised(MISSING, f"{need.kind}:{need.row}:{need.field}", anchor, f"{says} Give it, or say why it is blank.")
