"""Which sections of a case changed since a version: what verification and signature of a section hang on."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model, Q

from cases.records.kinds import KINDS
from cases.records.models import Case, DayZero, PatientRow, WarningAnswer
from cases.records.sections import FACTS, SECTIONS, section_of

NO_FACTS = frozenset(
    {"id", "released", "version", "status", "reviewer_id", "submitted_at", "submitted_by_id", "accepted_at"}
    | {"accepted_by_id", "amended_by_id", "amended_why", "amended_from", "amended_since"}
)
"""Columns of a case that tell its course, not its facts."""


def sections_changed(case: Case, since_version: int | None) -> tuple[str, ...]:
    """Slugs of the sections whose rows or facts were written after a version of the case, in the order of the case.

    Read from the trail; what was changed and changed back counts. Where writers overlapped, one change too many may be
    named, never one too few. Without a version: every section.
    """
    if since_version is None:
        return tuple(one.slug for one in SECTIONS)
    later = _later(case, since_version)
    if later is None:
        return ()
    found = {slug for slug, model in _tables() if _events(model).filter(later, case_id=case.pk).exists()}
    if _facts_changed(case, since_version):
        found.add(FACTS.slug)
    return tuple(one.slug for one in SECTIONS if one.slug in found)


def _later(case: Case, version: int) -> Q | None:
    """Events after the version: later by the clock, or of a transaction that wrote a later version."""
    events = _events(Case).filter(pgh_obj_id=case.pk)
    after = events.filter(version__gt=version)
    if not after.exists():
        return None
    seen = events.filter(version__lte=version).order_by("-version", "-pgh_id").first()
    contexts = Q(pgh_context__in=list(after.exclude(pgh_context=None).values_list("pgh_context", flat=True)))
    return contexts | Q(pgh_created_at__gt=seen.pgh_created_at) if seen else Q()


def _tables() -> Iterator[tuple[str, type[Model]]]:
    """Section -> each table whose rows stand in it; photographs are a section and a room by the same name."""
    yield FACTS.slug, DayZero
    sections = {one.slug for one in SECTIONS}
    of_kinds = {WarningAnswer}
    for kind in KINDS:
        for one in (kind, *kind.nested):
            of_kinds.add(one.model)
            yield section_of(kind).slug, one.model
    for model in apps.get_models():
        if issubclass(model, PatientRow) and model not in of_kinds and model._meta.app_label in sections:
            yield model._meta.app_label, model


def _facts_changed(case: Case, version: int) -> bool:
    """Whether a fact of the case itself differs between that version and now."""
    events = _events(Case)
    names = [one.attname for one in Case._meta.concrete_fields if one.attname not in NO_FACTS]
    seen = (
        events.filter(pgh_obj_id=case.pk, version__lte=version).order_by("-version", "-pgh_id").values(*names).first()
    )
    now = Case.objects.filter(pk=case.pk).values(*names).first()
    return seen is not None and seen != now


def _events(model: type[Model]):
    return model._meta.get_field("events").related_model.objects
