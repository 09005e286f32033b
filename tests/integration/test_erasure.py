"""Erasing a withdrawn case: its values are nowhere, the chain shows it, and a restore does not bring it back."""

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from cases.photographs.models import Photograph
from cases.records.models import Case, Tombstone
from cases.records.policies import Refused
from cases.records.withdrawal.actions import erase_case, withdraw_case
from registry.audit.verifying import verify
from registry.database.embedded import SUPERUSER, Address
from registry.institutions.scoping import acting
from tests.doors import signed_in
from tests.factories import finish
from tests.factories.canaries import CANARY, DAY_ZERO, Aviary, aviary
from tests.factories.pictures import photographed
from tests.world import World, build

RESTORED = ("records_case", "records_dayzero", "records_lesion", "records_skinfinding", "records_primary")
OF_THE_TRAIL_ONLY = "SELECT count(*) FROM records_caseevent WHERE pgh_obj_id = %s"


@pytest.fixture
def withdrawals(settings, tmp_path: Path) -> Path:
    settings.WITHDRAWALS = str(tmp_path / "beside" / "withdrawals.jsonl")
    return Path(settings.WITHDRAWALS)


@pytest.fixture
def above(cluster: Address, committed: str) -> Iterator[psycopg.Connection]:
    """A connection from which nothing is hidden."""
    with cluster.connect(SUPERUSER, committed) as link:
        yield link


@pytest.fixture
def birds(withdrawals: Path, above: psycopg.Connection) -> tuple[World, Aviary]:
    """A case with a canary in every text, accepted and photographed, in a database where commits stay."""
    with transaction.atomic():
        world = build()
    with acting(world.scope("nora"), page="enter") as nora:
        found = aviary(world.north, nora)
        photographed(found.case, nora)
        finish(found.case, submitter=nora, reviewer=world.scope("vera"))
    withdrawals.unlink(missing_ok=True)
    return world, found


def places(above: psycopg.Connection, case: Case) -> set[str]:
    """Tables where a canary, the vault's date or the local code of a case stands."""
    tables = above.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
    found = set()
    for (table,) in tables.fetchall():
        for (text,) in above.execute(f'SELECT whole::text FROM "{table}" whole').fetchall():
            if CANARY.search(text) or case.local_code in text or (table == "records_dayzero" and str(DAY_ZERO) in text):
                found.add(table)
    return found


def copied(above: psycopg.Connection, case: Case) -> dict[str, str]:
    """Rows of a case as a backup holds them."""
    column = {"records_case": "id"}
    ask = "SELECT coalesce(json_agg(row_to_json(t)), '[]')::text FROM {} t WHERE {} = %s"
    return {
        table: above.execute(ask.format(table, column.get(table, "case_id")), [case.pk]).fetchone()[0]
        for table in RESTORED
    }


def restored(above: psycopg.Connection, backup: dict[str, str]) -> None:
    """Rows put back as pg_restore does, without triggers."""
    above.execute("SET session_replication_role = replica")
    for table, rows in backup.items():
        above.execute(f"INSERT INTO {table} SELECT * FROM json_populate_recordset(NULL::{table}, %s::json)", [rows])
    above.execute("RESET session_replication_role")


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("reapply_withdrawals", *arguments, stdout=out)
    return out.getvalue()


def test_an_erased_case_is_nowhere_and_the_chain_shows_that_it_was_erased(birds, above, withdrawals):
    world, found = birds
    case = found.case
    assert {"records_case", "records_caseevent", "records_lesionevent", "records_dayzero"} <= places(above, case)
    with acting(world.scope("nora"), page="withdraw") as nora:
        withdraw_case(case=case, reason="consent", note="By letter", by=nora)
        with pytest.raises(Refused, match="Only a lead"):
            erase_case(case_id=case.pk, by=nora)
        with pytest.raises(ProgrammingError, match="only a lead erases"), transaction.atomic():
            connection.cursor().execute("SELECT records_erase(%s)", [case.pk])
        with pytest.raises(ProgrammingError, match="permission denied for function"), transaction.atomic():
            connection.cursor().execute("SELECT records_remove(%s)", [case.pk])

    with acting(world.scope("nils"), page="erase") as nils:
        stone = erase_case(case_id=case.pk, by=nils)

    assert places(above, case) == set()
    assert (stone.erased_by, stone.note) == (world.nils, "")
    trail = above.execute(OF_THE_TRAIL_ONLY, [case.pk]).fetchone()[0]
    assert trail > 3, "that there were versions stays"
    result = verify(using="owner")
    assert result.faults == ()
    assert result.erased
    assert above.execute("SELECT count(*) FROM audit_entry WHERE op = 'erase'").fetchone()[0] > 0
    assert [json.loads(line)["erased_at"] is None for line in withdrawals.read_text().splitlines()] == [True, False]
    assert not Photograph.objects.exists()


def test_a_restore_of_an_older_backup_is_told_of_withdrawals_and_erasures(birds, above, withdrawals):
    world, found = birds
    erased, withdrawn = found.case, world.north_accepted
    backups = [copied(above, erased), copied(above, withdrawn)]
    with acting(world.scope("nils"), page="withdraw") as nils:
        for case in (erased, withdrawn):
            withdraw_case(case=case, reason="consent", by=nils)
        erase_case(case_id=erased.pk, by=nils)
    with acting(world.scope("nora"), page="look"):
        stones = set(Tombstone.objects.filter(case_id__in=[erased.pk, withdrawn.pk]).values_list("pk", flat=True))
    for case in (erased, withdrawn):
        above.execute("DELETE FROM records_tombstone WHERE case_id = %s", [case.pk])
    above.execute("SET session_replication_role = replica")
    for table in reversed(RESTORED):
        column = "id" if table == "records_case" else "case_id"
        above.execute(f"DELETE FROM {table} WHERE {column} = ANY(%s)", [[erased.pk, withdrawn.pk]])
    for backup in backups:
        restored(above, backup)
    with acting(world.scope("nora"), page="look"):
        assert Case.objects.filter(pk__in=[erased.pk, withdrawn.pk]).count() == 2, "the twin: the restore brought both"

    assert "list: 2. Come back, and gone again now: 2." in told(str(withdrawals))
    assert "again now: 0." in told(str(withdrawals)), "twice changes nothing"

    with acting(world.scope("nora"), page="look"):
        assert not Case.objects.filter(pk__in=[erased.pk, withdrawn.pk]).exists()
        assert Tombstone.objects.filter(case_id__in=[erased.pk, withdrawn.pk]).count() == 2
    assert places(above, erased) == set()
    faults = [one.sentence for one in verify(using="owner").faults]
    taken = [f"Row {stone} of records_tombstone" for stone in stones]
    assert sorted(said.split(",")[0] for said in faults) == sorted(taken), "what the backup lacked, and nothing else"
    assert all("is missing" in said for said in faults)


def test_rows_restored_alone_are_told_by_the_tombstones(birds, above, withdrawals):
    world, _ = birds
    case = world.north_accepted
    with acting(world.scope("nils"), page="withdraw") as nils:
        withdraw_case(case=case, reason="consent", by=nils)
    above.execute("UPDATE records_case SET legal_basis_state = 'in_force' WHERE id = %s", [case.pk])
    assert "again now: 1." in told("--from-tombstones")
    with acting(world.scope("nora"), page="look"):
        assert not Case.objects.filter(pk=case.pk).exists()


def test_a_list_that_is_none_is_refused_by_its_line(db, tmp_path):
    wrong = tmp_path / "list.jsonl"
    wrong.write_text('{"case_id": "x"}\n')
    with pytest.raises(CommandError, match=r"Line 1 of .* is no withdrawal: code_digest"):
        told(str(wrong))
    with pytest.raises(CommandError, match="No such file"):
        told(str(tmp_path / "absent.jsonl"))


def test_nobody_applies_a_withdrawal_again_in_a_session_of_their_own(world: World, withdrawals):
    stone = {"case_id": str(world.north_draft.pk), "institution_id": str(world.north.pk)}
    world.enter("nils")
    with pytest.raises(ProgrammingError, match="applied again by a command"), transaction.atomic():
        connection.cursor().execute("SELECT records_reapply(%s::jsonb)", [json.dumps(stone)])


def test_the_lead_erases_on_a_page_and_nobody_else_finds_it(world: World, withdrawals):
    withdraw_case(case=world.north_draft, reason="consent", by=world.enter("nora"))
    address = reverse("case-erase", args=[world.north_draft.pk])
    for name in ("nora", "sofia", "vera", "adam"):
        assert signed_in(world, name).get(address).status_code == 404
    nils = signed_in(world, "nils")
    assert "Nothing of it can be brought back" in nils.get(address).text
    assert "are erased" in nils.post(address, follow=True).text
    assert nils.get(address).status_code == 404
