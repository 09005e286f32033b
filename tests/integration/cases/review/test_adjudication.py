"""Two readers, blind to each other and to the derived label; a third settles; the labels stand side by side."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from cases.episodes.models import Verdict
from cases.episodes.published import current_definition
from cases.review.adjudication.actions import give_reading, name_reader
from cases.review.adjudication.models import Adjudicated, Reading
from cases.review.adjudication.querysets import adjudicated_of, blind_events, waiting_for
from cases.review.signatures.models import Meaning, Signature
from registry.database.deriver import as_deriver
from registry.institutions.policies import Refused
from tests.doors import signed_in
from tests.factories.pictures import photographed
from tests.factories.readers import PROOF, event_of, read, reader, readers
from tests.world import World

pytestmark = pytest.mark.django_db
LABEL_CANARY, TEXT_CANARY = "Zwillingsetikett", "QUOKKA"
GIVEN = {"skin": "yes", "label": "SKIN_ONLY", "sure": "sure", "words": "The skin alone moves."}


@pytest.fixture
def read_by(world: World) -> World:
    readers(world)
    return world


def refused_by(rows: str, *values) -> str:
    """What the database says to a statement that it refuses."""
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(rows, values)
    return str(refused.value)


def test_who_reads_sees_neither_the_derived_label_nor_the_other_reading(read_by: World):
    """Whatever a reader is handed, by SQL and by page: canaries stand in everything that was derived."""
    with as_deriver():
        Verdict.objects.filter(case=read_by.north_accepted).update(
            label="DUAL_SANCTUARY",
            rules=[{"rule": "systemic", "verdict": "fail", "says": LABEL_CANARY, "records": []}],
            near={"says": LABEL_CANARY},
            remedies=[{"says": LABEL_CANARY}],
        )
    olga = read_by.enter("olga")
    event = event_of(read_by.north_accepted)
    read(event, "DCP_BROAD", olga, words=f"{TEXT_CANARY} in my words")
    page = reverse("adjudication-read", args=[event.episode])
    for name in ("olga", "dana"):
        client = signed_in(read_by, name)
        for extra in ({}, {"HTTP_HX_REQUEST": "true"}):
            shown = client.get(page, **extra)
            text = (
                shown.content.decode() + str(shown.headers) + client.get(reverse("adjudication-list")).content.decode()
            )
            assert shown.status_code == 200
            assert LABEL_CANARY not in text
            chosen_apart = text.split("<select")[0] + text.split("</select>")[-1]
            assert "dual sanctuary" not in chosen_apart.lower()
            assert "DUAL_SANCTUARY" not in chosen_apart
            assert (TEXT_CANARY in text) is (name == "olga")
        for door in ("case-detail", "case-pdf", "case-json", "photographs", "case-history"):
            assert client.get(reverse(door, args=[read_by.north_accepted.pk])).status_code == 404
    read_by.enter("dana")
    assert not Reading.objects.exists()
    assert not Verdict.objects.exists()
    read_by.enter("olga")
    assert Reading.objects.count() == 1


def test_two_alike_settle_it_and_both_labels_stand_side_by_side(read_by: World):
    for name in ("olga", "dana"):
        client = signed_in(read_by, name)
        scope = read_by.enter(name)
        event = event_of(read_by.north_accepted)
        assert event in waiting_for(current_definition(), "oncologist" if name == "olga" else "dermatologist")
        page = client.get(reverse("adjudication-read", args=[event.episode])).content.decode()
        asked = {f"stands_{one}": "responding" for one in _asked(page)}
        address = reverse("adjudication-read", args=[event.episode])
        assert client.post(address, GIVEN | PROOF | {"skin": ""}).status_code == 422
        assert client.post(address, GIVEN | asked).status_code == 403, "a reading is signed, with a proof of its own"
        assert client.post(address, GIVEN | asked | PROOF).status_code == 302
        read_by.enter(name)
        assert Reading.objects.filter(reader=scope.user_id).exists()
    assert Reading.objects.count() == 2, "each sees the other's once both are given"
    read_by.enter("theo")
    assert waiting_for(current_definition(), "third") == []
    read_by.enter("nora")
    (settled,) = Adjudicated.objects.filter(case=read_by.north_accepted)
    assert (settled.label, settled.by_agreement) == ("SKIN_ONLY", True)
    signed = Signature.objects.filter(case=read_by.north_accepted, meaning=Meaning.ADJUDICATED)
    assert {one.signer_name for one in signed} == {"Olga", "Dana"}
    page = signed_in(read_by, "nora").get(read_by.north_accepted.get_absolute_url()).content.decode()
    assert "Adjudicated" in page
    assert 'data-label="DCP_STRICT"' in page
    assert 'data-label="SKIN_ONLY"' in page
    read_by.enter("rosa")
    assert [one.label for one in adjudicated_of([event.episode]).values()] == ["SKIN_ONLY"]
    shared = signed_in(read_by, "rosa").get(reverse("episode-detail", args=[event.episode])).content.decode()
    assert "Adjudicated" in shared
    assert 'data-label="SKIN_ONLY"' in shared
    read_by.enter("rolf")
    assert adjudicated_of([event.episode]) == {}, "who may not read the case learns nothing"
    figures = signed_in(read_by, "nora").get(reverse("agreement")).content.decode()
    assert "Cohen’s kappa" in figures
    assert "The adjudicated and the derived label" in figures
    assert "7 or fewer" in signed_in(read_by, "rolf").get(reverse("agreement")).content.decode()


def _asked(page: str) -> list[str]:
    return sorted({part.split('"')[0] for part in page.split('name="stands_')[1:]})


def test_a_third_who_has_read_neither_settles_a_disagreement_with_a_reason(read_by: World):
    event = None
    for name, label in (("olga", "DCP_STRICT"), ("dana", "MIMIC")):
        scope = read_by.enter(name)
        event = event or event_of(read_by.north_accepted)
        read(event, label, scope)
    with pytest.raises(Refused, match="Yours stands"):
        read(event, "DCP_STRICT", scope)
    theo = read_by.enter("theo")
    (waiting,) = waiting_for(current_definition(), "third")
    assert Reading.objects.count() == 2
    with pytest.raises(Refused, match="Say why"):
        read(waiting, "MIMIC", theo)
    read(waiting, "MIMIC", theo, words="The biopsy is decisive.")
    with pytest.raises(Refused, match="adjudicated"):
        read(waiting, "DCP_STRICT", theo, words="Or not.")
    read_by.enter("nora")
    (settled,) = Adjudicated.objects.all()
    assert (settled.label, settled.by_agreement) == ("MIMIC", False)
    assert refused_by("UPDATE review_adjudicated SET label = 'DCP_STRICT'").startswith("permission denied")
    assert refused_by("DELETE FROM review_reading").startswith("permission denied")


def test_a_third_waits_for_both(read_by: World):
    olga = read_by.enter("olga")
    event = event_of(read_by.north_accepted)
    read(event, "DCP_STRICT", olga)
    read(event, "DCP_BROAD", olga, words="I looked again.")
    assert [one.label for one in Reading.objects.order_by("at")] == ["DCP_STRICT", "DCP_BROAD"]
    theo = read_by.enter("theo")
    assert not Reading.objects.exists()
    with pytest.raises(Refused, match="have to read this event first"):
        read(event, "MIMIC", theo, words="Too early.")


def test_nobody_reads_what_they_know_or_twice_as_another(read_by: World):
    """A colleague has read it, another discipline since, reviewed it, at its institution, no reader at all."""
    olga = read_by.enter("olga")
    event = event_of(read_by.north_accepted)
    read(event, "DCP_STRICT", olga)
    reader(read_by, "otto", "oncologist")
    otto = read_by.enter("otto")
    with pytest.raises(Refused, match="colleague of your discipline"):
        read(event, "DCP_STRICT", otto)
    name_reader(user=read_by.olga, discipline="dermatologist", by=read_by.enter("adam"))
    olga = read_by.enter("olga")
    with pytest.raises(Refused, match="as another discipline"):
        read(event, "DCP_STRICT", olga)
    for name, case in (("vera", "north_accepted"), ("viktor", "north_public")):
        name_reader(user=read_by.people[name], discipline="dermatologist", by=read_by.enter("adam"))
        scope = read_by.enter(name)
        assert read_by.cases[case].pk not in [one.case_id for one in blind_events(current_definition())]
        with pytest.raises(Refused, match="somebody else"):
            read(event, "DCP_STRICT", scope)
    rosa = read_by.enter("rosa")
    with pytest.raises(Refused, match="name you a reader"):
        read(event, "DCP_STRICT", rosa)
    with pytest.raises(Refused, match="administrator"):
        name_reader(user=read_by.olga, discipline="third", by=rosa)


def test_an_episode_shown_with_its_label_is_not_read_blind_any_more(read_by: World):
    dana = read_by.enter("dana")
    event = event_of(read_by.north_public)
    assert signed_in(read_by, "dana").get(reverse("episode-detail", args=[event.episode])).status_code == 200
    dana = read_by.enter("dana")
    with pytest.raises(Refused, match="know this case or its label"):
        read(event, "DCP_STRICT", dana)


def test_the_database_writes_who_and_as_what_whatever_a_statement_says(read_by: World):
    read_by.enter("dana")
    event = event_of(read_by.north_accepted)
    values = [event.case_id, event.institution_id, event.event, event.regimen, read_by.olga.pk]
    insert = (
        "INSERT INTO review_reading (id, case_id, institution_id, event, regimen, definition, reader_id, discipline,"
        " skin, compartments, label, sure, words, seen, version, at)"
        " VALUES (gen_random_uuid(), %s, %s, %s, %s, 'dcp@1.0.0', %s, 'oncologist', 'yes', '{}',"
        " 'MIMIC', 'sure', '', '', 1, now())"
    )
    with connection.cursor() as cursor:
        cursor.execute(insert, values)
    (kept,) = Reading.objects.all()
    assert (kept.reader_id, kept.discipline) == (read_by.dana.pk, "dermatologist")
    assert "row-level security" in refused_by(
        "INSERT INTO review_reader (id, user_id, discipline, given_by_id, at)"
        " VALUES (gen_random_uuid(), %s, 'third', %s, now())",
        read_by.dana.pk,
        read_by.dana.pk,
    )
    assert "event of the case" in refused_by(insert.replace("%s, %s, %s, %s", "%s, %s, %s || '-other', %s", 1), *values)


def test_photographs_that_show_nobody_are_seen_and_others_are_not(read_by: World):
    nora = read_by.enter("nora")
    other = photographed(read_by.north_draft, nora)
    read_by.enter("dana")
    event, client = event_of(read_by.north_accepted), signed_in(read_by, "dana")
    assert client.get(reverse("adjudication-pixels", args=[event.episode, other.pk])).status_code == 404
    assert client.get(reverse("adjudication-read", args=[event.episode])).status_code == 200
    assert signed_in(read_by, "vera").get(reverse("adjudication-read", args=[event.episode])).status_code == 404


def test_an_answer_that_was_not_offered_or_holds_a_date_is_refused(read_by: World):
    olga = read_by.enter("olga")
    event = event_of(read_by.north_accepted)
    with pytest.raises(Exception, match="labels offered"):
        give_reading(
            event=event,
            definition=current_definition(),
            skin="yes",
            compartments={},
            label="BETTER",
            sure="sure",
            words="",
            by=olga,
        )
    with pytest.raises(Exception, match="looks like a date"):
        read(event, "MIMIC", olga, words="Seen on 3 May 2019.")
    assert not Reading.objects.exists()
