"""What a row may say beside its fields: reasons for blanks, wordings, and free text without calendar dates."""

import re

from django.core.exceptions import ValidationError
from django.db import models

from cases.records.fields import CodeField, CodesField
from cases.records.identifying.speaking_for import refuse_identifying
from cases.rules.dates import calendar_text_in
from cases.rules.vocabulary import Absence

LONGEST_WORDING = 60
REFERENCE = re.compile(
    r"(?i)(https?://(dx\.)?doi\.org/|doi:)?10\.\d{4,9}/\S+|(pmid:)?\d{1,8}|(pmcid:)?PMC\d{1,9}"
    r"|https?://pubmed\.ncbi\.nlm\.nih\.gov/\d{1,8}/?"
)
"""A publication by its DOI (ISO 26324), PMID or PMC number, plain, with its name before it, or as an address."""
REFERENCES = frozenset(["source_reference", "legal_basis_reference", "local_code", "variant"])


def check_absent(row: models.Model) -> None:
    """Each reason names an optional, empty field of the row and is one of the known reasons."""
    fields = {one.name: one for one in row._meta.concrete_fields}
    known = {reason.value for reason in Absence}
    for name, reason in row.absent.items():
        if name not in fields or not fields[name].blank:
            raise ValidationError(f"“{name}” cannot be marked as missing here.")
        if reason not in known:
            raise ValidationError(f"“{reason}” is no reason for a blank; use one of {', '.join(sorted(known))}.")
        if getattr(row, fields[name].attname) not in (None, "", []):
            raise ValidationError({name: f"Give a value or a reason why it is blank ({reason}), not both."})


def check_wordings(row: models.Model) -> None:
    """Wordings are short, belong to a field of the row, and hold no calendar date."""
    fields = {one.name for one in row._meta.concrete_fields}
    for name, text in row.as_reported.items():
        if name not in fields:
            raise ValidationError(f"There is no field “{name}” whose wording could be kept.")
        if not isinstance(text, str) or len(text) > LONGEST_WORDING:
            raise ValidationError({name: f"Keep the wording to {LONGEST_WORDING} characters."})
        _refuse_calendar_text(name, text)
        _refuse_identifying(row, name, text)


def check_free_text(row: models.Model) -> None:
    """Free text and uncoded terms hold no calendar date (the only one is in the vault) and identify nobody."""
    for one in row._meta.concrete_fields:
        if not isinstance(one, models.CharField | models.TextField | CodesField) or one.name in REFERENCES:
            continue
        if isinstance(one, CodeField | CodesField) and one.value_set is not None and not one.value_set.open:
            continue
        value = getattr(row, one.name)
        for text in value if isinstance(value, list) else [value]:
            _refuse_calendar_text(one.name, text or "")
            if one.editable:
                _refuse_identifying(row, one.name, text or "")


def check_reference(text: str) -> None:
    """``ValidationError`` unless every part of a reference has the shape of a DOI, a PMID or a PMC number."""
    for part in re.split(r"[;\s]+", re.sub(r"(?i)\b(doi|pmid|pmcid)\s*:?\s+", r"\1:", text.strip())):
        if part and not REFERENCE.fullmatch(part.rstrip(".,")):
            raise ValidationError(
                f"“{part}” is neither a DOI nor a PMID. Write a DOI such as 10.1000/xyz123, or a PMID such as 26950000."
            )


def _refuse_identifying(row: models.Model, name: str, text: str) -> None:
    where = {"institution": getattr(row, "institution_id", None), "case": getattr(row, "case_id", None)}
    try:
        refuse_identifying(text, name=f"{row._meta.model_name}.{name}", **where)
    except ValidationError as fault:
        raise ValidationError({name: fault.messages}) from fault


def _refuse_calendar_text(name: str, text: str) -> None:
    found = calendar_text_in(text)
    if found:
        raise ValidationError(
            {name: f"“{found}” is a calendar date. Put it into a date field, or write it in days or months."}
        )
