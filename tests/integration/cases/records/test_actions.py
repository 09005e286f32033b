"""The writers of the record, through the front door of the actions."""

from datetime import date

import pghistory
import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, connections, transaction

from cases.records import actions, policies
from cases.records.document import document_of
from cases.records.models import Case, DayZero, Regimen, RegimenDrug, SkinFinding, Specimen
from registry.institutions.scoping import acting
from tests.factories import accept, add, days, draft, open_again
from tests.world import DAY_ZERO, build


@pytest.fixture
def nora(world):
    return world.enter("nora")


@pytest.fixture
def case(world, nora):
    return draft(world.north, nora, "N-NEW")


def version(case: Case) -> int:
    return Case.objects.values_list("version", flat=True).get(pk=case.pk)


def test_every_statement_raises_the_version_raw_sql_and_bulk_updates_too(case, nora):
    before = version(case)
    finding = add(case, "skin-finding", nora, on=days(10), change="progression")
    assert version(case) == before + 1
    SkinFinding.objects.filter(case=case).update(measured=True)
    assert version(case) == before + 2
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_skinfinding SET photo = true WHERE id = %s", [finding.pk])
    assert version(case) == before + 3
    SkinFinding.objects.filter(case=case).update(measured=True)
    assert version(case) == before + 3, "an update that changes nothing raises nothing"


def test_the_trail_has_raw_sql_and_bulk_updates_with_who_and_where(case, nora):
    finding = add(case, "skin-finding", nora, on=days(10), change="progression")
    with pghistory.context(user=str(nora.user_id), page="/somewhere/"), connection.cursor() as cursor:
        cursor.execute("UPDATE records_skinfinding SET photo = true WHERE id = %s", [finding.pk])
    trail = SkinFinding.pgh_event_model.objects.filter(pgh_obj_id=finding.pk).order_by("pgh_id")
    assert [event.pgh_label for event in trail] == ["insert", "update"]
    assert trail[1].photo is True
    assert trail[1].pgh_context.metadata == {"user": str(nora.user_id), "page": "/somewhere/"}


def test_a_failing_trail_takes_the_write_with_it(committed):
    with transaction.atomic():
        world = build()
    with connections["owner"].cursor() as owner:
        owner.execute(
            "CREATE FUNCTION full_trail() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'the trail is full'; END $$;"
            "CREATE TRIGGER full_trail BEFORE INSERT ON records_skinfindingevent"
            " FOR EACH ROW EXECUTE FUNCTION full_trail()"
        )
    with pytest.raises(DatabaseError, match="the trail is full"), acting(world.scope("nora"), page="test") as nora:
        add(world.north_draft, "skin-finding", nora, on=days(10), change="progression")
    with acting(world.scope("nora"), page="test"):
        assert not SkinFinding.objects.filter(case=world.north_draft).exists()


def test_the_second_editor_is_shown_the_first_ones_version_and_nothing_is_lost(case, nora):
    finding = add(case, "skin-finding", nora, on=days(10), change="progression")
    mine, theirs = SkinFinding.objects.get(pk=finding.pk), SkinFinding.objects.get(pk=finding.pk)
    theirs.change = "stable"
    actions.save_row(row=theirs, case=case, seen_version=finding.row_version, by=nora)
    mine.change = "response"
    with pytest.raises(actions.EditedMeanwhile) as conflict:
        actions.save_row(row=mine, case=case, seen_version=finding.row_version, by=nora)
    assert conflict.value.current.change == "stable"
    assert SkinFinding.objects.get(pk=finding.pk).change == "stable"
    actions.save_row(row=mine, case=case, seen_version=conflict.value.current.row_version, by=nora)
    assert SkinFinding.objects.get(pk=finding.pk).change == "response"


@pytest.mark.parametrize(
    ("slug", "values", "nested", "sentence"),
    [
        ("regimen", {"start": days(100), "stop": days(50)}, {}, "stops before it starts"),
        (
            "regimen",
            {"start": days(1)},
            {"drug": [{"agent": "trastuzumab", "start": days(10), "last_dose": days(90), "stop": days(80)}]},
            "last dose lies after the drug was stopped",
        ),
        ("regimen", {"start": days(1)}, {"drug": [{"start": days(10)}]}, "Name the drug"),
        (
            "assessment",
            {"on": days(5)},
            {"compartment": [{"compartment": "LIVER", "status": "CR", "new_lesion": True}]},
            "new lesion cannot be in complete response",
        ),
        ("specimen", {"on": days(5), "result": "malignant_breast"}, {}, "needs the site"),
        ("staging", {"on": days(5), "y": True}, {}, "neoadjuvant regimen or radiotherapy"),
        ("follow-up", {"on": days(5), "status": "alive", "cause": "other"}, {}, "has died"),
    ],
)
def test_the_impossible_is_refused_in_a_clinicians_words(case, nora, slug, values, nested, sentence):
    before = version(case)
    with pytest.raises(ValidationError, match=sentence):
        add(case, slug, nora, nested=nested, **values)
    assert version(case) == before
    assert Regimen.objects.filter(case=case).count() == 0, "no partial write stays"


@pytest.mark.parametrize(
    ("slug", "values", "nested"),
    [
        ("regimen", {"start": days(100), "stop": days(50, 120)}, {}),
        (
            "regimen",
            {"start": days(1)},
            {"drug": [{"agent": "trastuzumab", "start": days(10), "last_dose": days(80), "stop": days(80)}]},
        ),
        ("regimen", {"start": days(1)}, {"drug": [{"agent_class": "anti_her2", "start": days(10)}]}),
        (
            "assessment",
            {"on": days(5)},
            {"compartment": [{"compartment": "LIVER", "status": "PD", "new_lesion": True}]},
        ),
        ("specimen", {"on": days(5), "result": "malignant_breast", "site": "scar"}, {}),
        ("follow-up", {"on": days(5), "status": "dead", "cause": "other"}, {}),
    ],
)
def test_the_possible_twin_is_saved(case, nora, slug, values, nested):
    assert add(case, slug, nora, nested=nested, **values).pk


def test_a_yp_staging_follows_its_neoadjuvant_regimen(case, nora):
    add(case, "regimen", nora, start=days(0), setting="neoadjuvant")
    assert add(case, "staging", nora, on=days(200), y=True).y


def test_a_sum_that_is_not_its_measurements_is_refused(case, nora):
    lesion = add(case, "lesion", nora, compartment="LIVER", role="target")
    liver = {"compartment": "LIVER", "status": "BASELINE"}
    measured = [{"lesion": lesion, "long_mm": "24.0"}]
    wrong = {"compartment": [liver | {"sum_mm": "25"}], "measurement": measured}
    right = {"compartment": [liver | {"sum_mm": "24"}], "measurement": measured}
    with pytest.raises(ValidationError, match="not the sum of its measured target lesions"):
        add(case, "assessment", nora, on=days(1), nested=wrong)
    assert add(case, "assessment", nora, on=days(1), nested=right)


def test_calendar_text_is_refused_outside_the_vault(case, nora):
    with pytest.raises(ValidationError, match="calendar date"):
        add(case, "skin-finding", nora, on=days(1), change="stable", comment="seen in October 2011")
    with pytest.raises(ValidationError, match="calendar date"):
        add(case, "skin-finding", nora, on=days(1), change="stable", as_reported={"on": "in October 2011"})
    assert add(case, "skin-finding", nora, on=days(1), change="stable", as_reported={"on": "after 12 cycles"})


def test_a_blank_says_why_and_a_value_does_not(case, nora):
    finding = add(case, "skin-finding", nora, on=days(1), change="stable", absent={"extent": "not-performed"})
    assert SkinFinding.objects.get(pk=finding.pk).absent == {"extent": "not-performed"}
    with pytest.raises(ValidationError, match="not both"):
        add(case, "skin-finding", nora, on=days(1), change="stable", extent="LR", absent={"extent": "unknown"})
    with pytest.raises(ValidationError, match="cannot be marked as missing"):
        add(case, "skin-finding", nora, on=days(1), change="stable", absent={"change": "unknown"})


def test_correcting_day_zero_keeps_the_calendar_dates(case, nora):
    actions.set_day_zero(case=case, day=DAY_ZERO, by=nora)
    add(case, "skin-finding", nora, on=days(10), onset=days(3, 8), change="progression")
    add(case, "regimen", nora, start=days(5), nested={"drug": [{"agent": "trastuzumab", "start": days(5)}]})
    vault = actions.set_day_zero(case=case, day=date(2016, 5, 10), by=nora)
    finding = SkinFinding.objects.get(case=case)
    assert (finding.on.lo, finding.onset.lo, finding.onset.hi) == (17, 10, 15)
    assert RegimenDrug.objects.get(case=case).start.lo == 12
    assert (vault.revision, vault.shifted_days) == (2, 7)


def test_the_trail_of_the_vault_has_no_date(case, nora):
    actions.set_day_zero(case=case, day=DAY_ZERO, by=nora)
    columns = {field.name for field in DayZero.pgh_event_model._meta.fields}
    assert "revision" in columns
    assert "date" not in columns


def test_a_row_that_others_name_stays_and_says_who_names_it(case, nora):
    finding = add(case, "skin-finding", nora, on=days(10), change="progression")
    specimen = add(case, "specimen", nora, on=days(11), finding=finding, result="benign")
    with pytest.raises(ValidationError, match="b1"):
        actions.remove_row(row=finding, by=nora)
    actions.remove_row(row=specimen, by=nora)
    actions.remove_row(row=finding, by=nora)
    assert not SkinFinding.objects.filter(case=case).exists()


def test_a_reference_never_leaves_its_case(world, case, nora):
    other = draft(world.north, nora, "N-OTHER")
    finding = add(other, "skin-finding", nora, on=days(10), change="progression")
    with pytest.raises(ValidationError, match="another case"):
        add(case, "specimen", nora, on=days(11), finding=finding, result="benign")
    assert not Specimen.objects.filter(case=case).exists()


def test_only_a_draft_is_changed(world, nora):
    with pytest.raises(policies.Refused, match="Take it back to draft"):
        add(world.north_submitted, "skin-finding", nora, on=days(1), change="stable")
    open_again(world.north_submitted, by=nora)
    assert add(world.north_submitted, "skin-finding", nora, on=days(1), change="stable")


def test_a_case_is_accepted_by_a_reviewer_of_another_institution_only(world):
    viktor = world.enter("viktor")
    case = Case.objects.get(pk=world.north_submitted.pk)
    with pytest.raises(policies.Refused, match="own institution"):
        accept(case, by=viktor)
    vera = world.enter("vera")
    assert accept(case, by=vera).status == "accepted"
    assert case.released


def test_a_draft_is_discarded_with_its_record_and_a_submitted_case_is_not(world, nora):
    actions.discard_case(case=world.north_draft, by=nora)
    assert not Case.objects.filter(pk=world.north_draft.pk).exists()
    open_again(world.north_submitted, by=nora)
    with pytest.raises(policies.Refused, match="submitted before"):
        actions.discard_case(case=world.north_submitted, by=nora)


def test_the_document_names_rows_by_key_and_leaves_out_blanks(world, nora):
    document = document_of(world.north_accepted)
    assert document["local_code"] == "CANARY-N-ACCEPTED"
    assert document["day_zero"] == DAY_ZERO.isoformat()
    assert [row["id"] for row in document["skin_findings"]] == ["s1"]
    assert document["specimens"][0]["finding"] == "s1"
    assert document["specimens"][0]["markers"] == [{"analyte": "HER2_IHC", "value": "3+"}]
    assert document["regimens"][0]["drugs"][0] == {"agent": "trastuzumab", "start": 800, "ongoing": True}
    assert "photo" not in document["skin_findings"][0]
