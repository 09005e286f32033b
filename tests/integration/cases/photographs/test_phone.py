"""The hand-off to a telephone: one link, one telephone, ten minutes, and not a word of the case."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from cases.photographs.models import HandOff, Photograph
from registry.institutions.models import Membership
from registry.institutions.scoping import enter
from tests.factories import submit
from tests.factories.pictures import told, written
from tests.integration.cases.photographs.test_photographs import signed_in
from tests.world import World

PHONE = "/phone/"
CLOSED = "This link is closed"


@pytest.fixture
def secret(world: World) -> str:
    """That of a link which Nora has just made for her draft."""
    return begun(world)


def begun(world: World) -> str:
    page = signed_in(world, "nora").post(reverse("phone-begin", args=[world.north_draft.pk])).content.decode()
    assert '<svg viewBox="0 0 ' in page
    return re.search(r"/phone/\?link=([\w-]{32})", page)[1]


def hand_off(world: World) -> HandOff:
    world.enter("nora")
    return HandOff.objects.latest("created_at")


def look(telephone: Client, secret: str = ""):
    return telephone.get(PHONE, {"link": secret} if secret else {})


def send(telephone: Client, secret: str = "", content: bytes = b""):
    typed = {"picture": SimpleUploadedFile("image.jpg", content or written(), "image/jpeg")}
    return telephone.post(PHONE, typed | ({"link": secret} if secret else {}), follow=True)


def received(world: World) -> int:
    world.enter("nora")
    return Photograph.objects.filter(case=world.north_draft, route="phone").count()


def test_signing_out_closes_the_link_and_no_other_persons(world: World, secret: str):
    telephone = Client()
    assert look(telephone, secret).status_code == 200
    signed_in(world, "nils").post(reverse("account_logout"))
    assert look(telephone, secret).status_code == 200
    signed_in(world, "nora").post(reverse("account_logout"))
    assert look(telephone, secret).status_code == 410
    send(telephone, secret)
    assert received(world) == 0


def test_a_telephone_sends_and_sees_nothing_of_the_case(world: World, secret: str):
    telephone, case = Client(), world.north_draft
    first = look(telephone, secret).content.decode()
    assert hand_off(world).check_word in first
    after = send(telephone, secret, told()).content.decode()
    assert re.search(r"The picture has arrived. Removed \d\d tags, among them .*GPS position", after)
    assert secret not in after
    send(telephone)  # the next one needs no link any more
    assert received(world) == 2
    for page in (first, after):
        for word in (case.local_code, case.pseudonym, str(case.pk), "North", "Nora", "ph1"):
            assert word not in page, word
    photograph = Photograph.objects.filter(case=case).first()
    assert photograph.added_by == world.nora
    assert telephone.get(photograph.get_absolute_url()).status_code == 302


def test_the_page_beside_it_shows_what_has_arrived_and_is_quiet_otherwise(world: World, secret: str):
    nora = signed_in(world, "nora")
    where = reverse("phone-arrivals", args=[world.north_draft.pk, hand_off(world).pk])
    asked = {"headers": {"HX-Request": "true"}}
    assert nora.get(f"{where}?seen=0", **asked).status_code == 204
    send(Client(), secret)
    response = nora.get(f"{where}?seen=0", **asked)
    assert "thumbnail.jpg" in response.content.decode()
    assert "?seen=1" in response.content.decode()
    assert signed_in(world, "nils").get(where, **asked).status_code == 404  # a colleague has links of their own


def test_the_link_works_for_one_telephone(world: World, secret: str):
    one, other = Client(), Client()
    assert hand_off(world).check_word in look(one, secret).content.decode()
    assert hand_off(world).check_word in look(other, secret).content.decode()  # looking uses nothing up
    send(one, secret)
    assert CLOSED in send(other, secret).content.decode()
    assert look(other, secret).status_code == 410
    assert received(world) == 1
    assert "has arrived" in send(one).content.decode()


def expired(world: World) -> None:
    HandOff.objects.update(expires_at=hand_off(world).created_at - timedelta(seconds=1))


def closed_at_the_desk(world: World) -> None:
    signed_in(world, "nora").post(reverse("phone-arrivals", args=[world.north_draft.pk, hand_off(world).pk]))


def replaced(world: World) -> None:
    begun(world)


def left(world: World) -> None:
    Membership.objects.filter(user=world.nora).delete()


def disabled(world: World) -> None:
    type(world.nora).objects.filter(pk=world.nora.pk).update(is_active=False)


def moved_on(world: World) -> None:
    world.enter("nora")
    world.north_draft.refresh_from_db()
    submit(world.north_draft, by=world.scope("nora"))


def full(world: World) -> None:
    HandOff.objects.filter(pk=hand_off(world).pk).update(received=20)


@pytest.mark.parametrize("what", [expired, closed_at_the_desk, replaced, left, disabled, moved_on, full])
def test_a_link_ends_when(world: World, secret: str, what):
    telephone = Client()
    send(telephone, secret)
    assert received(world) == 1
    what(world)
    enter(world.scope("sam"))  # whatever scope was there before, the telephone has its own
    assert CLOSED in send(telephone).content.decode()
    assert look(telephone).status_code == 410
    assert received_in_all(world) == 1


def received_in_all(world: World) -> int:
    world.enter("nils")
    return Photograph.objects.filter(case=world.north_draft).count()


def test_what_is_no_picture_gets_a_sentence_and_another_try(world: World, secret: str):
    telephone = Client()
    refused = send(telephone, secret, b"<svg/>")
    assert refused.status_code == 422
    assert "The file is not a JPEG, PNG, WebP or HEIC picture." in refused.content.decode()
    assert secret in refused.content.decode()
    assert "has arrived" in send(telephone, secret).content.decode()


def test_the_secrets_are_kept_nowhere(world: World, secret: str):
    telephone = Client()
    send(telephone, secret)
    own = telephone.cookies["registry-telephone"]
    assert (own["path"], own["httponly"], own["samesite"], own["max-age"]) == (PHONE, True, "Strict", 600)
    world.enter("nora")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
            " WHERE nspname = 'public' AND relkind = 'r' AND has_table_privilege(c.oid, 'SELECT')"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT whole::text FROM "{table}" whole')
            for (text,) in cursor.fetchall():
                assert secret not in text
                assert own.value not in text


def test_whoever_guesses_has_to_wait(world: World, secret: str):
    stranger = Client()
    statuses = [look(stranger, f"guess-{number}").status_code for number in range(25)]
    assert statuses == [410] * 20 + [429] * 5
    assert look(stranger, secret).status_code == 200  # the right link opens all the same


def test_a_telephone_that_is_signed_in_keeps_its_own_reach(world: World, secret: str):
    sam = signed_in(world, "sam")
    assert "has arrived" in send(sam, secret).content.decode()
    assert sam.get(reverse("photographs", args=[world.north_draft.pk])).status_code == 404
    assert "CANARY-S-ACCEPTED" in sam.get(reverse("case-list")).content.decode()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("expires_at = created_at + interval '11 minutes'", "a_hand_off_is_short"),
        ("case_id = gen_random_uuid()", "stays with its case and its person"),
        ("created_by_id = gen_random_uuid()", "stays with its case and its person"),
    ],
)
def test_the_database_keeps_a_hand_off_short_and_where_it_is(world: World, secret: str, change: str, why: str):
    found = hand_off(world)
    with pytest.raises(DatabaseError, match=why), transaction.atomic():
        rewritten(change, found)
    assert rewritten("expires_at = created_at + interval '9 minutes'", found) == 1


def test_the_database_gives_nobody_the_hand_off_of_a_colleague(world: World, secret: str):
    found, other = hand_off(world), f"secret_hash = '{'0' * 64}'"
    world.enter("nils")
    assert rewritten(other, found) == 0
    assert not HandOff.objects.exists()
    world.enter("nora")
    assert rewritten(other, found) == 1


def rewritten(change: str, found: HandOff) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE photographs_handoff SET {change} WHERE id = %s", [found.pk])
        return cursor.rowcount
