"""Definitions are drafted by one administrator, published by another, and never change after that."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, connections, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from cases.episodes import actions
from cases.episodes.derivation import derive_pending, progress_of, verdicts_of
from cases.episodes.models import Derivation, DraftDefinition, PublishedDefinition, Verdict
from cases.episodes.published import choose, current_definition, definition_of, named_definition
from cases.episodes.tasks import derive_the_rest
from cases.rules.definition import load_definition
from registry.database.deriver import as_deriver
from registry.institutions.policies import Refused
from tests.factories.definitions import author, changed, checker, drafted, published

FIRST = "dcp@1.0.0"


def first() -> PublishedDefinition:
    return PublishedDefinition.objects.get(key="dcp", version="1.0.0")


def test_a_fresh_registry_has_the_first_definition_as_it_ships(db):
    shipped = load_definition(FIRST)
    assert (first().hash, first().status, first().document) == (shipped.hash, "current", shipped.document)
    assert definition_of(first()).hash == shipped.hash
    assert (first().written_by, first().published_by, first().author) == (None, None, "The registry project")


# ---- two people --------------------------------------------------------------------------------------------


def test_another_administrator_publishes(world):
    row = PublishedDefinition.objects.named(published(STABLE=56)).get()
    assert (row.version, row.status, row.author, row.checker) == ("1.1.0", "current", "Aurelia", "Chester")
    assert first().status == "superseded"
    assert current_definition().constants.stable == 56
    assert not DraftDefinition.objects.exists()


def test_the_author_does_not_publish(world):
    draft = drafted(STABLE=56)
    with pytest.raises(Refused, match="You wrote this definition. Another administrator has to check"):
        actions.publish_definition(draft=draft, by=author())
    assert current_definition().name == FIRST
    assert actions.publish_definition(draft=draft, by=checker()).version == "1.1.0"


def test_the_database_holds_the_two_apart_as_well(world):
    person, row = author().user, first()
    row.pk, row.version, row.status = None, "1.0.1", "superseded"
    row.written_by = row.published_by = person
    with pytest.raises(DatabaseError, match="published_by_another_than_the_author"), transaction.atomic():
        row.save(force_insert=True)
    row.published_by = checker().user
    row.save(force_insert=True)


@pytest.mark.parametrize("person", ["nora", "nils", "rosa", "vera"])
def test_nobody_but_an_administrator_writes_definitions(world, person):
    draft, scope = drafted(STABLE=56), world.scope(person)
    for refused in (
        lambda: actions.begin_version(base=first(), by=scope),
        lambda: actions.take_shipped(name=FIRST, by=scope),
        lambda: actions.change_draft(draft=draft, document=draft.document, seen_revision=draft.revision, by=scope),
        lambda: actions.publish_definition(draft=draft, by=scope),
        lambda: actions.discard_draft(draft=draft, by=scope),
        lambda: actions.retire_definition(published=first(), by=scope),
    ):
        with pytest.raises(Refused, match="Only an administrator may do this"):
            refused()


def test_only_the_author_changes_and_discards_a_draft(world):
    draft = drafted(STABLE=56)
    with pytest.raises(Refused, match="Only the author changes a draft"):
        actions.change_draft(draft=draft, document=draft.document, seen_revision=draft.revision, by=checker())
    with pytest.raises(Refused, match="Only the author discards a draft"):
        actions.discard_draft(draft=draft, by=checker())
    changed(draft, STABLE=70)
    actions.discard_draft(draft=draft, by=author())
    assert not DraftDefinition.objects.exists()


def test_a_draft_saved_meanwhile_is_not_overwritten(world):
    draft = drafted()
    seen = draft.revision
    changed(draft, STABLE=56)
    with pytest.raises(actions.EditedMeanwhile):
        actions.change_draft(draft=draft, document=draft.document, seen_revision=seen, by=author())


# ---- what may be published ---------------------------------------------------------------------------------


def test_a_failing_example_blocks_until_it_says_what_is_meant(world):
    draft = drafted(WIDE=[-70, 60])
    with pytest.raises(ValidationError, match="Worked example 6, “The wide window”, does not come out as expected"):
        actions.publish_definition(draft=draft, by=checker())
    examples = [
        one | {"expected": [{"label": "INDETERMINATE", "certainty": None}]} if one["id"] == "6" else one
        for one in draft.document["examples"]
    ]
    new = draft.document | {"examples": examples}
    draft = actions.change_draft(draft=draft, document=new, seen_revision=draft.revision, by=author())
    assert actions.publish_definition(draft=draft, by=checker()).version == "1.1.0"


def test_a_definition_without_examples_is_not_published(world):
    draft = drafted()
    new = draft.document | {"examples": []}
    draft = actions.change_draft(draft=draft, document=new, seen_revision=draft.revision, by=author())
    with pytest.raises(ValidationError, match="has no worked example"):
        actions.publish_definition(draft=draft, by=checker())


def test_a_version_comes_after_those_before_it(world):
    draft = drafted()
    new = draft.document | {"version": "1.0.0"}
    draft = actions.change_draft(draft=draft, document=new, seen_revision=draft.revision, by=author())
    with pytest.raises(ValidationError, match="dcp 1.0.0 is published. A new version must be later, such as 1.1.0"):
        actions.publish_definition(draft=draft, by=checker())


def test_a_draft_that_is_no_definition_is_not_saved(world):
    draft = drafted()
    with pytest.raises(ValidationError, match="there is no field 'colour'"):
        actions.change_draft(
            draft=draft, document=draft.document | {"colour": "red"}, seen_revision=draft.revision, by=author()
        )


def test_a_shipped_document_without_an_earlier_version_is_taken_and_published(world):
    draft = actions.take_shipped(name="dcp-recist-only@1.0.0", by=author())
    assert (draft.base, draft.author) == (None, None)
    assert actions.publish_definition(draft=draft, by=checker()).key == "dcp-recist-only"


def test_a_shipped_document_that_is_published_is_not_taken_again(world):
    with pytest.raises(ValidationError, match="dcp 1.0.0 is published"):
        actions.take_shipped(name=FIRST, by=author())
    with pytest.raises(ValidationError, match="There is no definition 'nonsense'"):
        actions.take_shipped(name="nonsense@1.0.0", by=author())


# ---- what never changes ------------------------------------------------------------------------------------

CHANGES = {
    "document": "UPDATE episodes_publisheddefinition SET document = '{}'",
    "hash": "UPDATE episodes_publisheddefinition SET hash = 'x'",
    "version": "UPDATE episodes_publisheddefinition SET version = '9.9.9', status = 'retired'",
    "delete": "DELETE FROM episodes_publisheddefinition",
}


@pytest.mark.parametrize("sql", CHANGES.values(), ids=CHANGES)
def test_raw_sql_changes_no_published_definition(db, sql):
    with connection.cursor() as cursor:
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            cursor.execute(sql)
        cursor.execute("UPDATE episodes_publisheddefinition SET status = 'superseded'")
        assert cursor.rowcount == 1


@pytest.mark.parametrize("sql", CHANGES.values(), ids=CHANGES)
def test_not_even_the_owner_changes_one(committed, sql):
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("registry_owner",)
        with pytest.raises(DatabaseError, match="a published definition (never changes|is never deleted)"):
            cursor.execute(sql)


@pytest.mark.parametrize("trail", ["publisheddefinitionevent", "draftdefinitionevent"])
def test_the_trail_of_definitions_is_appended_to_only(world, trail):
    published(STABLE=56)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM episodes_{trail}")
        assert cursor.fetchone()[0] > 0
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            cursor.execute(f"DELETE FROM episodes_{trail}")


def test_a_verdict_belongs_to_a_published_version_and_its_hash(world):
    derive_pending()
    refused = pytest.raises(DatabaseError, match="is_of_a_published_version")
    with as_deriver(), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE episodes_verdict SET definition_hash = 'another'")


# ---- retiring ----------------------------------------------------------------------------------------------


def test_a_superseded_version_is_retired_and_the_usual_one_is_not(world):
    published(STABLE=56)
    actions.retire_definition(published=first(), by=checker())
    assert choose(FIRST).definition.version == "1.1.0"
    assert "is no definition that can be chosen here" in choose(FIRST).refused
    with pytest.raises(Refused, match="retired already"):
        actions.retire_definition(published=first(), by=checker())
    current = PublishedDefinition.objects.current("dcp").get()
    with pytest.raises(Refused, match="Every page uses this version"):
        actions.retire_definition(published=current, by=checker())


# ---- verdicts of each version ------------------------------------------------------------------------------


def test_each_version_keeps_verdicts_of_its_own(world):
    world.enter("nora")
    (before,) = verdicts_of(world.north_accepted)
    newer = published("15", MIN_EXP=300, MIN_CYCLES=20)
    world.enter("nora")
    (after,) = verdicts_of(world.north_accepted)
    assert (before.label, after.label) == ("DCP_STRICT", "LEAD_IN")
    assert (after.definition_version, after.definition_hash) == ("1.1.0", newer.hash)
    (again,) = verdicts_of(world.north_accepted, named_definition(FIRST))
    assert (again.pk, again.label, again.definition_hash) == (before.pk, "DCP_STRICT", first().hash)
    with as_deriver():
        assert Derivation.objects.filter(case=world.north_accepted).count() == 2
        assert Verdict.objects.filter(case=world.north_accepted).count() == 2


def test_publishing_asks_the_worker_for_the_whole_registry(world):
    newer = published(STABLE=56)
    (job,) = ProcrastinateJob.objects.filter(task_name="episodes.derive_pending")
    assert (job.args, job.queueing_lock) == ({"definition": newer.name}, f"episodes.derive_pending {newer.name}")
    assert progress_of(newer).left == 3
    derive_the_rest(**job.args)
    done = progress_of(newer)
    assert (done.total, done.done, done.left, done.percent, done.faulty) == (3, 3, 0, 100, 0)
    assert progress_of(named_definition(FIRST)).done == 0


def test_progress_is_rounded_down_and_an_empty_registry_is_done(world, db):
    derive_pending(limit=2)
    assert progress_of(current_definition()).percent == 66
