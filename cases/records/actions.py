"""The only writers of the record. Keyword-only, one transaction each, the person (``by``) last.

A database constraint that refuses comes back as a ``ValidationError`` with the constraint's own sentence.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cases.records import policies
from cases.records.document import document_of
from cases.records.fields import WhenField
from cases.records.kinds import EVERY_KIND, KINDS, Kind, is_later_news, kind_of
from cases.records.models import Case, DayZero, PatientRow, Said, SectionMark, WarningAnswer
from cases.records.sending import Sending, is_sent, note_sent, one_at_a_time
from cases.records.sentences import sentence_for
from cases.records.stops import stops_of
from cases.records.withdrawal.codes import refuse_withdrawn_codes
from registry.institutions.models import Institution
from registry.institutions.scoping import Scope


class EditedMeanwhile(Exception):
    """Somebody else saved the row since it was read; ``current`` is their version, nothing was written."""

    def __init__(self, current: PatientRow | Case):
        super().__init__("This was saved elsewhere since you opened it.")
        self.current = current


@dataclass(frozen=True)
class NewRecord:
    """A case that is not stored yet, with its record. ``rows``: slug of each kind -> its new rows."""

    case: Case
    rows: Mapping[str, Sequence[PatientRow]]
    day_zero: date | None


@contextmanager
def one_action() -> Iterator[None]:
    """A transaction whose deferred constraints speak at its end, in sentences."""
    try:
        with transaction.atomic():
            yield
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as fault:
        raise ValidationError(sentence_for(fault)) from fault


def open_case(*, case: Case, institution: Institution, sending: Sending | None = None, by: Scope) -> Case:
    """Start a draft at one of the person's institutions; the same form sent again gives the same case."""
    if institution.pk not in by.sites:
        raise policies.Refused("You can open cases only at an institution where you are a clinician or lead.")
    with one_action():
        one_at_a_time(case.pk)
        if is_sent(sending):
            return Case.objects.get(pk=case.pk)
        case.institution = institution
        case.created_by = by.user
        case.full_clean()
        refuse_withdrawn_codes([case])
        case.save(force_insert=True)
        note_sent(sending, case, by)
    return case


def change_case(*, case: Case, seen_version: int | None, sending: Sending | None = None, by: Scope) -> Case:
    """Save the case's own fields; the rows of its record have actions of their own."""
    with one_action():
        current = _locked(case, by)
        if is_sent(sending):
            return current
        if seen_version is not None and current.version != seen_version:
            raise EditedMeanwhile(current)
        case.full_clean()
        refuse_withdrawn_codes([case])
        case.save()
        note_sent(sending, case, by)
    case.refresh_from_db()
    return case


def save_row(
    *,
    row: PatientRow,
    case: Case,
    nested: Mapping[str, Sequence[PatientRow]] | None = None,
    removed: Sequence[PatientRow] = (),
    seen_version: int | None = None,
    seen_nested: Mapping[uuid.UUID, int | None] | None = None,
    sending: Sending | None = None,
    by: Scope,
) -> PatientRow:
    """Insert or change one row with the rows nested in it.

    ``nested``: slug of the nested kind -> its rows in order (new and changed); ``removed``: nested rows to delete.
    Raises ``EditedMeanwhile`` if ``seen_version`` is not the stored ``row_version``, or if that of a nested row is
    not the one in ``seen_nested`` (by id). ``sending``: the form it comes from; sent again, it changes nothing.
    """
    kind = kind_of(row)
    with one_action():
        _locked(case, by, _check_for(row, nested or {}, removed, sending))
        stored = kind.model.objects.filter(case=case, pk=row.pk).first() if row._state.adding or sending else None
        if stored is not None and is_sent(sending):
            return stored
        if row._state.adding and stored is not None:
            raise EditedMeanwhile(stored)
        if not row._state.adding:
            _check_unchanged(row, seen_version)
        for pk, version in (seen_nested or {}).items():
            _check_nested_unchanged(row, kind, pk, version)
        for gone in removed:
            gone.delete()
        write_row(row=row, kind=kind, case=case)
        for slug, rows in (nested or {}).items():
            inner = kind.nested_by_slug(slug)
            for position, child in enumerate(rows):
                setattr(child, inner.parent, row)
                write_row(row=child, kind=inner, case=case, position=position)
        note_sent(sending, case, by)
    row.refresh_from_db()
    return row


def add_rows(
    *,
    case: Case,
    rows: Mapping[str, Sequence[PatientRow]],
    seen_version: int | None = None,
    sending: Sending | None = None,
    by: Scope,
) -> None:
    """Add new rows of any kinds to a draft, all of them or none; ``ValidationError``: what is impossible about them.

    ``rows``: slug of each kind -> its new rows, keyed, referring to each other or to stored ones. Raises
    ``EditedMeanwhile`` if the case has another version than ``seen_version``: the keys were chosen for that one.
    ``sending``: the form they come from; sent again, it changes nothing.
    """
    with one_action():
        current = _locked(case, by)
        if is_sent(sending):
            return
        if seen_version is not None and current.version != seen_version:
            raise EditedMeanwhile(current)
        for kind in EVERY_KIND:
            for row in rows.get(kind.slug, ()):
                write_row(row=row, kind=kind, case=case, position=row.position if kind.parent else None)
        _refuse_impossible(case, {row.key for some in rows.values() for row in some if row.key})
        note_sent(sending, case, by)


def write_row(*, row: PatientRow, kind: Kind, case: Case, position: int | None = None) -> None:
    """Save one row of a case, inside an action; a new row gets its key, and its place at the end unless given."""
    row.case, row.institution = case, case.institution
    if row._state.adding:
        row.key = row.key or next_key(kind, case)
        row.position = _next_position(kind, case) if position is None else position
    elif position is not None:
        row.position = position
    row.full_clean(exclude=["case", "institution"], validate_constraints=False)
    row.save()


def remove_row(*, row: PatientRow, by: Scope) -> None:
    """Delete one row with the rows nested in it; a row that others refer to stays, and the sentence names them."""
    kind = kind_of(row)
    with one_action():
        _locked(row.case, by)
        _check_unreferenced(row, kind)
        for inner in kind.nested:
            inner.model.objects.filter(**{inner.parent: row}).delete()
        row.delete()


def set_day_zero(*, case: Case, day: date, sending: Sending | None = None, by: Scope) -> DayZero:
    """Give or correct the calendar date of day 0.

    A correction keeps the calendar dates: the offsets of every dated row move by the difference, in this one action.
    ``sending``: the form it comes from; sent again, it changes nothing.
    """
    with one_action():
        _locked(case, by)
        if is_sent(sending):
            return DayZero.objects.get(case=case)
        vault = DayZero.objects.select_for_update().filter(case=case).first()
        if vault is None:
            vault = DayZero(case=case, institution=case.institution, date=day)
        else:
            shift = (vault.date - day).days
            _shift_dates(case, shift)
            vault.date, vault.revision, vault.shifted_days = day, vault.revision + 1, shift
        vault.full_clean(exclude=["case", "institution"])
        vault.save()
        note_sent(sending, case, by)
    return vault


def remove_day_zero(*, case: Case, by: Scope) -> None:
    """Forget the calendar date; the record stays in days."""
    with one_action():
        _locked(case, by)
        DayZero.objects.filter(case=case).delete()


def discard_case(*, case: Case, by: Scope) -> None:
    """Throw a draft away with everything in it."""
    policies.check_can_discard(case, by)
    with one_action():
        clear_record(case=case)
        DayZero.objects.filter(case=case).delete()
        case.delete()


def clear_record(*, case: Case) -> None:
    """Delete every row of the record, inside an action; the case itself stays."""
    WarningAnswer.objects.filter(case=case).delete()
    SectionMark.objects.filter(case=case).delete()
    for kind in reversed(EVERY_KIND):
        kind.model.objects.filter(case=case)._raw_delete(using="default")


def answer_warning(
    *, case: Case, code: str, about: str, reason: str, sending: Sending | None = None, by: Scope
) -> WarningAnswer:
    """Say why a warning does not matter; answering again replaces the reason. ``sending``: the form it comes from."""
    with one_action():
        _locked(case, by)
        answer = WarningAnswer.objects.filter(case=case, code=code, about=about).first()
        answer = answer or WarningAnswer(case=case, institution=case.institution, code=code, about=about)
        answer.reason, answer.answered_by = reason, by.user
        answer.full_clean(exclude=["case", "institution"], validate_constraints=False)
        answer.save()
        note_sent(sending, case, by)
    return answer


def mark_section(*, case: Case, section: str, says: Said | None, by: Scope) -> None:
    """Say that a section is done, or that nothing is to be recorded there; ``None`` takes it back."""
    with one_action():
        _locked(case, by)
        mark = SectionMark.objects.filter(case=case, section=section).first()
        if says is None:
            SectionMark.objects.filter(case=case, section=section).delete()
            return
        mark = mark or SectionMark(case=case, institution=case.institution, section=section)
        mark.says, mark.marked_by = says, by.user
        mark.full_clean(exclude=["case", "institution", "marked_by"], validate_constraints=False)
        mark.save()


def write_record(
    *, case: Case, rows: Mapping[str, Sequence[PatientRow]], day_zero: date | None = None, by: Scope
) -> Case:
    """Write a whole record at once: that of a new case, or in place of what the case held before.

    ``rows``: slug of each kind -> its new rows with keys, positions and references set ("warning-answer" among them).
    The status of the case is written as it stands. Nobody reviews here: this is the writer of imports.
    """
    if case.institution_id not in by.sites:
        raise policies.Refused("Cases are imported only into one's own institution.")
    with one_action():
        case.full_clean(validate_constraints=False)
        refuse_withdrawn_codes([case])
        if case._state.adding:
            case.created_by = by.user
            case.save(force_insert=True)
        else:
            Case.objects.select_for_update().get(pk=case.pk)
            clear_record(case=case)
            case.save()
        for model, some in ((kind.model, rows.get(kind.slug, ())) for kind in EVERY_KIND):
            _insert(model, some, case)
        _insert(WarningAnswer, rows.get("warning-answer", ()), case)
        _put_day_zero(case, day_zero)
    case.refresh_from_db()
    return case


def write_new_records(*, records: Sequence[NewRecord], by: Scope) -> list[Case]:
    """Write many new cases at once, as ``write_record`` writes one: one statement for each kind of row, not each case.

    The same checks, constraints and triggers. ``ValidationError`` does not say which case was at fault: nothing is
    written then, and writing them one by one tells.
    """
    if any(one.case.institution_id not in by.sites for one in records):
        raise policies.Refused("Cases are imported only into one's own institution.")
    with one_action():
        for one in records:
            one.case.full_clean(validate_constraints=False)
            one.case.created_by = by.user
        refuse_withdrawn_codes([one.case for one in records])
        Case.objects.bulk_create([one.case for one in records])
        for model, slug in (*((kind.model, kind.slug) for kind in EVERY_KIND), (WarningAnswer, "warning-answer")):
            model.objects.bulk_create([row for one in records for row in _cleaned(one.rows.get(slug, ()), one.case)])
        DayZero.objects.bulk_create([_vault(one.case, one.day_zero) for one in records if one.day_zero])
    return [one.case for one in records]


def _insert(model: type[PatientRow], rows: Sequence[PatientRow], case: Case) -> None:
    model.objects.bulk_create(_cleaned(rows, case))


def _cleaned(rows: Sequence[PatientRow], case: Case) -> Sequence[PatientRow]:
    """The rows, put into their case and checked."""
    for row in rows:
        row.case, row.institution = case, case.institution
        references = [one.name for one in row._meta.fields if one.is_relation]
        row.full_clean(exclude=references, validate_unique=False, validate_constraints=False)
    return rows


def _vault(case: Case, day: date) -> DayZero:
    vault = DayZero(case=case, institution=case.institution, date=day)
    vault.full_clean(exclude=["case", "institution"], validate_constraints=False)
    return vault


def _put_day_zero(case: Case, day: date | None) -> None:
    """The date as the file has it; no offset moves, for the file's days were counted from this date."""
    vault = DayZero.objects.select_for_update().filter(case=case).first()
    if day is None and vault is not None:
        vault.delete()
    if day is None or (vault is not None and vault.date == day):
        return
    if vault is None:
        vault = DayZero(case=case, institution=case.institution, date=day)
    else:
        vault.date, vault.revision, vault.shifted_days = day, vault.revision + 1, 0
    vault.full_clean(exclude=["case", "institution"])
    vault.save()


def _refuse_impossible(case: Case, keys: Set[str] = frozenset()) -> None:
    """``ValidationError``: what is impossible in the case, a sentence each; only about rows with ``keys``, if any."""
    stops = [one for one in stops_of(document_of(case), timezone.localdate()) if not keys or one.rows & keys]
    if stops:
        raise ValidationError([stop.says for stop in stops])


def _locked(case: Case, by: Scope, check: Callable[[Case, Scope], None] = policies.check_can_edit) -> Case:
    """The stored case, locked until the action ends, if the person may change it."""
    current = Case.objects.select_for_update().get(pk=case.pk)
    check(current, by)
    return current


def _check_for(
    row: PatientRow, nested: Mapping[str, Sequence[PatientRow]], removed: Sequence[PatientRow], sending: Sending | None
) -> Callable[[Case, Scope], None]:
    """What is asked before a row is saved: an addition asks less than a change, and so does one that comes twice."""
    stored = [child for rows in nested.values() for child in rows if not child._state.adding]
    if is_later_news(row) and not stored and not removed:
        return policies.check_can_add_followup
    again = not row._state.adding and is_sent(sending)  # the stored row is handed back as it is
    return policies.check_can_add_followup if again else policies.check_can_edit


def _check_unchanged(row: PatientRow, seen_version: int | None) -> None:
    current = type(row).objects.select_for_update().get(pk=row.pk)
    if seen_version is not None and current.row_version != seen_version:
        raise EditedMeanwhile(current)


def _check_nested_unchanged(row: PatientRow, kind: Kind, pk: uuid.UUID, seen_version: int | None) -> None:
    """A nested row that somebody else changed or removed counts as an edit of the row it stands in."""
    candidates = (inner.model.objects.select_for_update().filter(pk=pk).first() for inner in kind.nested)
    found = next((one for one in candidates if one is not None), None)
    if found is None or seen_version not in (None, found.row_version):
        raise EditedMeanwhile(type(row).objects.get(pk=row.pk))


def next_key(kind: Kind, case: Case) -> str:
    """The key that the next row of this kind gets, such as "b3"; empty for rows that nobody refers to."""
    if not kind.prefix:
        return ""
    taken = kind.model.objects.filter(case=case, key__regex=rf"^{kind.prefix}[0-9]+$").values_list("key", flat=True)
    highest = max((int(key.removeprefix(kind.prefix)) for key in taken), default=0)
    return f"{kind.prefix}{highest + 1}"


def _next_position(kind: Kind, case: Case) -> int:
    last = kind.model.objects.filter(case=case).order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else last + 1


def _check_unreferenced(row: PatientRow, kind: Kind) -> None:
    inner = {one.model for one in kind.nested}
    named = [
        str(other)
        for relation in row._meta.related_objects
        if relation.related_model in {one.model for one in KINDS} - inner
        for other in relation.related_model.objects.filter(**{relation.field.name: row})
    ]
    if named:
        raise ValidationError(f"{row} is still named by {', '.join(named)}. Change or remove those first.")


def _shift_dates(case: Case, days: int) -> None:
    """Move every date that is counted from day 0; dates that hang on another record move with it by themselves."""
    for model in (one for one in apps.get_models() if issubclass(one, PatientRow)):  # of whichever room
        dated = [one.name for one in model._meta.concrete_fields if isinstance(one, WhenField)]
        for row in model.objects.filter(case=case) if dated else ():
            moved = {name: getattr(row, name).shift(days) for name in dated if getattr(row, name) is not None}
            if moved:
                model.objects.filter(pk=row.pk).update(**moved)
