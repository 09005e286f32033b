"""What a database constraint says to a clinician: constraint name -> sentence."""

from django.db import IntegrityError
from django.db.models import F, Q

from cases.records.kinds import EVERY_KIND
from cases.records.models import Case, DayZero, SectionMark, WarningAnswer

CROSS_ROW = {
    "yp_needs_treatment_before_surgery": (
        "A yp staging follows treatment before surgery, but no neoadjuvant regimen or radiotherapy is recorded."
        " Enter that treatment first, or leave the y prefix blank."
    ),
    "sum_equals_its_measurements": (
        "The sum of this compartment is not the sum of its measured target lesions."
        " Correct the sum or the measurements, or leave the sum blank."
    ),
}


def _declared() -> dict[str, str]:
    models = [Case, DayZero, SectionMark, WarningAnswer, *(kind.model for kind in EVERY_KIND)]
    return {
        constraint.name: str(constraint.violation_error_message)
        for model in models
        for constraint in model._meta.constraints
    }


def sentence_for(fault: IntegrityError) -> str:
    """The sentence of the constraint that refused; for a reference that left its case, a general one."""
    name = getattr(getattr(fault.__cause__, "diag", None), "constraint_name", "") or ""
    known = _declared() | CROSS_ROW
    if name in known:
        return known[name]
    if name.endswith("_stays_in_its_case"):
        return "This row names a row of another case. Choose one of this case."
    return f"The database refused this ({name or 'unnamed constraint'}). Nothing was saved."


def fields_of(sentence: str) -> tuple[type | None, list[str]]:
    """The model and the fields that the constraint with this sentence speaks of, to link to them."""
    for model in (Case, DayZero, WarningAnswer, *(kind.model for kind in EVERY_KIND)):
        for constraint in model._meta.constraints:
            if str(constraint.violation_error_message) == sentence:
                named = getattr(constraint, "fields", ()) or _names_in(constraint.condition)
                return model, list(dict.fromkeys(named))
    return None, []


def _names_in(node) -> list[str]:
    """Field names in a condition, in the order in which they stand there."""
    if isinstance(node, Q):
        return [name for child in node.children for name in _names_in(child)]
    if isinstance(node, tuple):
        return [node[0].partition("__")[0]]
    if isinstance(node, F):
        return [node.name]
    parts = node.get_source_expressions() if hasattr(node, "get_source_expressions") else []
    return [name for part in parts for name in _names_in(part)]
