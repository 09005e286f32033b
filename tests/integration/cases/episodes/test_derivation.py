"""Verdicts are pulled by whoever needs them, written by the deriver alone, and follow the case's version."""

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction

from cases.episodes import derivation, recipe
from cases.episodes.derivation import derive, derive_pending, rebuild, verdicts_of
from cases.episodes.models import Derivation, Verdict
from cases.episodes.published import current_definition
from cases.records import actions
from cases.records.models import Assessment, Case
from registry.database.deriver import as_deriver
from tests.factories import add, days, strict_case
from tests.factories.definitions import published


def stored() -> list[dict]:
    """Every verdict as plain values, whoever asks."""
    with as_deriver():
        return list(Verdict.objects.order_by("case_id", "position").values())


def test_a_case_is_derived_when_it_is_asked_about(world):
    world.enter("nora")
    (verdict,) = verdicts_of(world.north_accepted)
    assert (verdict.label, verdict.certainty) == ("DCP_STRICT", "CONFIRMED")
    assert (verdict.t0_lo, verdict.first_dose_lo, verdict.since_lo) == (1000, 800, 200)
    assert (verdict.regimen, verdict.agent_classes) == ("pertuzumab + trastuzumab", ["mab_adcc"])
    assert (verdict.age_band, verdict.inflammatory, verdict.line) == ("60-64", True, 1)
    assert [rule["rule"] for rule in verdict.rules][:2] == ["eligibility", "evidence"]


def test_asking_again_derives_nothing(world, django_assert_num_queries):
    world.enter("nora")
    first = verdicts_of(world.north_accepted)
    with django_assert_num_queries(3):
        again = verdicts_of(world.north_accepted)
    assert [one.pk for one in again] == [one.pk for one in first]


def test_a_changed_case_is_derived_again_and_keeps_the_id_of_its_episode(world):
    nora = world.enter("nora")
    case = world.north_draft
    finding = add(case, "skin-finding", nora, on=days(100), change="progression")
    (before,) = verdicts_of(case)
    actions.save_row(row=_with(finding, change="response"), case=case, by=nora)
    (after,) = verdicts_of(case)
    assert (before.pk, before.label) != (after.pk, after.label)
    assert before.pk == after.pk
    add(case, "skin-finding", nora, on=days(300), change="resolved")
    assert len(verdicts_of(case)) == 2
    assert before.pk in {one.pk for one in verdicts_of(case)}


def test_what_would_decide_an_open_label_is_stored_with_it(world):
    nora = world.enter("nora")
    case = strict_case(world.north, nora, "open")
    last = Assessment.objects.get(case=case, kind="event")
    actions.save_row(row=_with(last, on=days(870)), case=case, by=nora)
    (verdict,) = verdicts_of(case)
    assert (verdict.label, verdict.reason) == ("INDETERMINATE", "systemic")
    assert [one["says"] for one in verdict.remedies] == ["A liver assessment between day 944 and 1042 would decide it."]
    assert (verdict.near["label"], verdict.near["constant"]) == ("DCP_STRICT", None)


def test_a_decided_label_that_is_far_from_discordant_has_neither(world):
    nora = world.enter("nora")
    case = world.north_draft
    add(case, "skin-finding", nora, on=days(100), change="response")
    (verdict,) = verdicts_of(case)
    assert (verdict.label, verdict.remedies, verdict.near) == ("NO_CUTANEOUS_PD", [], {})


def _with(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    return row


def test_incremental_verdicts_equal_a_full_rebuild(world):
    derive_pending()
    nora = world.enter("nora")
    case = world.north_draft
    derive([case.pk])
    add(case, "skin-finding", nora, on=days(100), change="progression")
    derive([case.pk])
    incremental = stored()
    rebuild(derivation.every_case())
    kept = [one for one in stored() if one["case_id"] in {row["case_id"] for row in incremental}]
    assert kept == incremental


def test_another_version_of_the_definition_makes_every_case_pending(world):
    derive_pending()
    assert derive_pending().derived == 0
    before = current_definition()
    published(STABLE=56)
    assert current_definition().constants.stable == 56
    assert derive_pending().derived == 3
    assert derive_pending(before).derived == 0


def test_mended_code_makes_every_case_pending(world, monkeypatch):
    derive_pending()
    monkeypatch.setattr(recipe, "_code", lambda: "mended")
    assert derive_pending().derived == 3


def test_only_released_cases_are_derived_for_lists_and_the_rest_is_named(world):
    pending = derive_pending(limit=1)
    assert pending.derived == 1
    assert {one.case_id for one in pending.left} < {
        world.north_accepted.pk,
        world.north_public.pk,
        world.south_accepted.pk,
    }
    assert len(pending.left) == 2
    assert derive_pending().left == ()


def test_one_broken_case_is_marked_and_keeps_no_other_from_being_derived(world, monkeypatch):
    classify = derivation.classify

    def fails_for_north(timeline, definition):
        if timeline.local_code == world.north_accepted.local_code:
            raise ValueError("CANARY: the message could quote the record")
        return classify(timeline, definition)

    monkeypatch.setattr(derivation, "classify", fails_for_north)
    pending = derive_pending()
    assert pending.derived == 3
    assert [one.case_id for one in pending.faulty] == [world.north_accepted.pk]
    with as_deriver():
        assert Derivation.objects.get(case=world.north_accepted).fault == "ValueError"
        assert Verdict.objects.filter(case=world.south_accepted).exists()


def test_a_discarded_draft_takes_its_verdicts_along(world):
    nora = world.enter("nora")
    add(world.north_draft, "skin-finding", nora, on=days(100), change="progression")
    assert verdicts_of(world.north_draft)
    case_id = world.north_draft.pk
    actions.discard_case(case=Case.objects.get(pk=case_id), by=nora)
    with as_deriver():
        assert not Verdict.objects.filter(case=case_id).exists()
        assert not Derivation.objects.filter(case=case_id).exists()


WRITES = {
    "update": "UPDATE episodes_verdict SET label = 'MIMIC'",
    "delete": "DELETE FROM episodes_verdict",
}


@pytest.mark.parametrize("sql", WRITES.values(), ids=WRITES)
def test_a_reader_changes_no_verdict_and_the_deriver_does(world, sql):
    world.enter("nora")
    verdicts_of(world.north_accepted)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM episodes_verdict")
        assert cursor.fetchone() == (1,)
        cursor.execute(sql)
        assert cursor.rowcount == 0
    with as_deriver(), connection.cursor() as cursor:
        cursor.execute(sql)
        assert cursor.rowcount == 1


def test_a_reader_inserts_no_verdict(world):
    world.enter("nora")
    (verdict,) = verdicts_of(world.north_accepted)
    refusal = "violates row-level security"
    with pytest.raises(ProgrammingError, match=refusal), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO episodes_derivation (id, case_id, institution_id, definition_key, definition_version,"
            " definition_hash, recipe_hash, case_version, fault, picture)"
            " VALUES (gen_random_uuid(), %s, %s, 'dcp', '1.0.0', %s, '', 0, '', '{}')",
            [world.north_draft.pk, world.north.pk, verdict.definition_hash],
        )
    assert verdict.label == "DCP_STRICT"


@pytest.mark.parametrize("person", ["sam", "rosa", "rolf", "vera", "adam", None])
def test_strangers_see_no_verdict_in_the_tables(world, person):
    derive_pending()
    world.enter(person)
    own = 1 if person == "sam" else 0
    assert Verdict.objects.count() == own
    assert Derivation.objects.count() == own


@pytest.mark.parametrize("table", ["records_dayzero", "records_warninganswer", "institutions_user"])
def test_the_deriver_reads_neither_vault_nor_people(world, table):
    with as_deriver(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM records_skinfinding")
        assert cursor.fetchone()[0] > 0
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute(f"SELECT * FROM {table}")


def test_the_deriver_writes_no_record(world):
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with as_deriver(), connection.cursor() as cursor, refused, transaction.atomic():
        cursor.execute("UPDATE records_case SET comment = 'x'")


def current_role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


def test_the_role_ends_with_its_block_and_with_its_failure(db):
    with as_deriver():
        assert current_role() == "registry_deriver"
    assert current_role() == "registry_app"
    with pytest.raises(RuntimeError, match="halfway"), as_deriver():
        raise RuntimeError("halfway")
    assert current_role() == "registry_app"


def test_the_command_says_how_many_it_derived(world, capsys):
    call_command("derive_cases")
    assert capsys.readouterr().out.startswith("Derived 3 cases under dcp ")
    call_command("derive_cases")
    assert capsys.readouterr().out.startswith("Derived 0 cases")
    call_command("derive_cases", all=True)
    assert capsys.readouterr().out.startswith("Derived 5 cases")
