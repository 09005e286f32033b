"""The only way in which a case is withdrawn. The database does it (records/0011): no statement of ours could."""

import uuid

from django.db import connection

from cases.records.actions import one_action
from cases.records.models import Case, Tombstone, WithdrawalReason
from cases.records.policies import Refused
from cases.records.withdrawal.codes import digest_of_code
from cases.records.withdrawal.stones import write_down
from registry.institutions.scoping import Scope


def withdraw_case(*, case: Case, reason: WithdrawalReason | str, note: str = "", by: Scope) -> Tombstone:
    """End the use of a case: it leaves every list, count, export and frozen run at once, and a tombstone stays.

    Doing it again changes nothing. ``ValidationError``: what is wrong with the reason or the note.
    """
    if case.institution_id not in by.sites:
        raise Refused("Only members of the institution that holds this case may withdraw it.")
    said = Tombstone(case_id=case.pk, institution_id=case.institution_id, reason=reason, note=note)
    with one_action():
        said.full_clean(exclude=["case_id", "institution", "withdrawn_at", "pseudonym", "status_before"])
        with connection.cursor() as cursor:
            arguments = [case.pk, digest_of_code(case), str(reason), note]
            cursor.execute("SELECT records_withdraw(%s, %s, %s, %s)", arguments)
        stone = stone_of(case.pk)
        write_down(stone)
    return stone


def erase_case(*, case_id: uuid.UUID, by: Scope) -> Tombstone:
    """Remove every value of a withdrawn case from record and trail, for good; the tombstone and the chain show it."""
    stone = stone_of(case_id)
    if stone.institution_id not in by.led:
        raise Refused("Only a lead of the institution erases a withdrawn case.")
    with one_action():
        with connection.cursor() as cursor:
            cursor.execute("SELECT records_erase(%s)", [case_id])
        stone = stone_of(case_id)
        write_down(stone)
    return stone


def stone_of(case_id: uuid.UUID) -> Tombstone:
    return Tombstone.objects.select_related("institution").get(case_id=case_id)
