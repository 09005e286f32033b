"""Photographs through the door: what is kept, what is destroyed, and who sees which."""

import hashlib
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image

from cases.photographs.models import Photograph, PhotographImage
from cases.records import actions
from cases.records.models import Case, Consent, Patient
from cases.rules.when import When
from registry.institutions.scoping import enter
from tests.doors import signed_in
from tests.factories import add, open_again, submit
from tests.factories.pictures import CANARY_IN_FILE, photographed, told, written
from tests.world import World

ABSENT = dict.fromkeys(("face", "tattoo", "jewellery", "label"), "absent")
SHOWN = ABSENT | {"consent_to": "images_internal"}
PAGES = ("photograph", "photograph-picture", "photograph-thumbnail")


@pytest.fixture
def nora(world: World) -> Client:
    return signed_in(world, "nora")


def send(client: Client, case: Case, content: bytes, name: str = "skin.jpg"):
    file = SimpleUploadedFile(name, content, "image/jpeg")
    return client.post(reverse("photograph-add", args=[case.pk]), {"picture": file}, follow=True)


def kept(world: World, case: Case) -> list[Photograph]:
    enter(world.scope("nora"))
    return list(Photograph.objects.filter(case=case).order_by("position"))


def pixels_of(client: Client, photograph: Photograph, page: str = "photograph-picture") -> Image.Image:
    response = client.get(reverse(page, args=[photograph.case_id, photograph.pk]))
    assert response.status_code == 200
    return Image.open(io.BytesIO(response.content))


def submitted(world: World, **facts) -> Photograph:
    """A photograph in a case that waits for review."""
    case, nora = world.north_submitted, world.enter("nora")
    case.refresh_from_db()
    open_again(case, by=nora)
    photograph = photographed(case, nora, **facts)
    case.refresh_from_db()
    submit(case, by=nora)
    return photograph


# ---- adding -----------------------------------------------------------------------------------------------


def test_a_file_becomes_a_photograph_with_a_receipt(world: World, nora: Client):
    response = send(nora, world.north_draft, told(), f"{CANARY_IN_FILE} qk8888z.jpg")
    page = response.content.decode()
    assert "The photograph is kept. Removed " in page
    assert "GPS position" in page
    (photograph,) = kept(world, world.north_draft)
    assert response.redirect_chain == [(photograph.get_absolute_url(), 302)]
    assert (photograph.width, photograph.height, photograph.route) == (160, 240, "file")
    assert CANARY_IN_FILE not in page
    assert "qk8888z" not in page


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty. Choose it again."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "The file is not a JPEG, PNG, WebP or HEIC picture."),
        (written() + bytes(20 * 1024 * 1024), "The file must be smaller than 20 MB."),
        (told()[:900], "The picture is damaged or cut short. Send it again, or take another."),
    ],
)
def test_what_is_no_picture_gets_a_sentence(world: World, nora: Client, content: bytes, sentence: str):
    response = send(nora, world.north_draft, content)
    assert response.status_code == 422
    assert response.content.decode().count(sentence) == 2  # in the summary and beside the box
    assert kept(world, world.north_draft) == []


def test_no_file_at_all_gets_a_sentence(world: World, nora: Client):
    response = nora.post(reverse("photograph-add", args=[world.north_draft.pk]), {})
    assert response.status_code == 422
    assert "Choose a photograph." in response.content.decode()


def test_only_a_draft_takes_photographs(world: World, nora: Client):
    response = send(nora, world.north_submitted, written())
    assert response.status_code == 422
    assert "This case is submitted. Take it back to draft before you change it." in response.content.decode()


# ---- what it shows ----------------------------------------------------------------------------------------


def test_the_day_of_the_camera_is_a_proposal_to_confirm(world: World, nora: Client):
    send(nora, world.north_draft, told().replace(b"1998:04:23", b"2016:05:27"))
    (photograph,) = kept(world, world.north_draft)
    assert (photograph.on, photograph.camera_day) == (None, When(10, 10, "day"))  # day zero is 17 May 2016
    assert (
        "Taken on 27 May 2016, as the camera&#x27;s clock said"
        in nora.get(photograph.get_absolute_url()).content.decode()
    )
    nora.post(photograph.get_absolute_url(), {"seen_version": "1", "as_camera": "on"})
    (photograph,) = kept(world, world.north_draft)
    assert (photograph.on, photograph.camera_day) == (When(10, 10, "day"), None)
    send(nora, world.north_draft, told())
    assert "2016:05:27" not in everything_stored(world)


def test_without_day_zero_no_day_is_proposed(world: World, nora: Client):
    world.enter("nora")
    actions.remove_day_zero(case=world.north_draft, by=world.scope("nora"))
    send(nora, world.north_draft, told())
    (photograph,) = kept(world, world.north_draft)
    assert photograph.camera_day is None
    assert "as_camera" not in nora.get(photograph.get_absolute_url()).content.decode()


def test_a_corrected_day_zero_moves_the_days_of_photographs(world: World, nora: Client):
    photographed(world.north_draft, world.enter("nora"), on=When(100, 100, "day"))
    nora.post(reverse("day-zero", args=[world.north_draft.pk]), {"day": "7 May 2016"})
    (photograph,) = kept(world, world.north_draft)
    assert photograph.on == When(110, 110, "day")


def test_the_same_view_at_two_times_stands_side_by_side(world: World, nora: Client):
    scope = world.enter("nora")
    for day in (456, 100):
        photographed(world.north_draft, scope, on=When(day, day, "day"), view="frontal", region="chest wall")
    photographed(world.north_draft, scope, on=When(300, 300, "day"), view="close_up", region="chest wall")
    page = nora.get(reverse("photographs", args=[world.north_draft.pk])).content.decode()
    assert page.count('class="photo-series"') == 1
    assert "Frontal, chest wall: 356 days apart" in page
    captions = [page.index(words) for words in ("Before</strong><span>25 Aug", "After</strong><span>16 Aug 2017")]
    assert captions == sorted(captions)


def test_a_second_hand_does_not_overwrite_the_first(world: World, nora: Client):
    photograph = photographed(world.north_draft, world.enter("nora"))
    first = nora.post(photograph.get_absolute_url(), {"seen_version": "1", "view": "frontal"})
    late = nora.post(photograph.get_absolute_url(), {"seen_version": "1", "view": "posterior", "comment": "kept words"})
    assert (first.status_code, late.status_code) == (302, 422)
    assert "Somebody else changed this photograph" in late.content.decode()
    assert "kept words" in late.content.decode()
    assert kept(world, world.north_draft)[0].view == "frontal"


# ---- masking and removing ---------------------------------------------------------------------------------


def test_masking_destroys_the_pixels_everywhere(world: World, nora: Client):
    send(nora, world.north_draft, written())
    (before,) = kept(world, world.north_draft)
    edges = {"left": ["", "70"], "top": ["", "70"], "right": ["", "90"], "bottom": ["", "90"]}
    where = reverse("photograph-mask", args=[before.case_id, before.pk])
    assert nora.post(where, edges | {"seen_version": "1"}).status_code == 302
    (after,) = kept(world, world.north_draft)
    for page in ("photograph-picture", "photograph-thumbnail"):
        picture = pixels_of(nora, after, page)
        assert max(picture.getpixel((picture.width * 8 // 10, picture.height * 8 // 10))) < 12
    enter(world.scope("nora"))
    stored = bytes(PhotographImage.objects.get(pk=after.pk).pixels)
    assert PhotographImage.objects.filter(case=world.north_draft).count() == 1
    assert after.sha256 == hashlib.sha256(stored).hexdigest() != before.sha256
    assert after.masks == 1
    again = nora.post(where, edges | {"seen_version": "1"})
    assert again.status_code == 422
    assert "Somebody else changed this photograph" in again.content.decode()


def test_painting_over_loses_no_answer_and_saving_no_rectangle(world: World, nora: Client):
    photograph = photographed(world.north_draft, world.enter("nora"))
    edges = {"left": "1", "top": "1", "right": "9", "bottom": "9"}
    typed = edges | {"view": "frontal", "face": "masked", "comment": "kept words", "seen_version": "1"}
    refused = nora.post(photograph.get_absolute_url(), typed)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Rectangles are drawn but not painted over." in page
    assert page.count('value="9"') == 2
    assert "kept words" in page
    assert nora.post(reverse("photograph-mask", args=[photograph.case_id, photograph.pk]), typed).status_code == 302
    (after,) = kept(world, world.north_draft)
    assert (after.view, after.face, after.comment, after.masks) == ("frontal", "masked", "kept words", 1)


@pytest.mark.parametrize(
    "row",
    [("", "1", "2", "3"), ("50", "0", "40", "9"), ("0", "0", "101", "5"), ("a", "b", "c", "d"), ("nan", "0", "5", "5")],
)
def test_what_is_no_rectangle_gets_a_sentence_and_comes_back(world: World, nora: Client, row: tuple):
    photograph = photographed(world.north_draft, world.enter("nora"))
    typed = dict(zip(("left", "top", "right", "bottom"), row, strict=True))
    response = nora.post(reverse("photograph-mask", args=[photograph.case_id, photograph.pk]), typed)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Rectangle 1: give left, top, right and bottom from 0 to 100" in page
    assert all(f'value="{text}"' in page for text in row)


def test_a_removed_photograph_takes_its_pixels_along(world: World, nora: Client):
    photograph = photographed(world.north_draft, world.enter("nora"))
    assert nora.post(reverse("photograph-remove", args=[photograph.case_id, photograph.pk])).status_code == 302
    assert kept(world, world.north_draft) == []
    assert PhotographImage.objects.count() == 0
    events = Photograph._meta.get_field("events").related_model
    assert [one.pgh_label for one in events.objects.filter(pgh_obj_id=photograph.pk).order_by("pgh_id")] == [
        "insert",
        "delete",
    ]


@pytest.mark.parametrize("whole", [False, True], ids=["one finding", "the whole record, as an import does"])
def test_a_photograph_stays_when_its_finding_goes(world: World, whole: bool):
    case, nora = world.north_draft, world.enter("nora")
    finding = add(case, "skin-finding", nora, on=When(5, 5, "day"), change="baseline")
    photographed(case, nora, finding=finding)
    assert kept(world, case)[0].finding == finding
    if whole:
        actions.write_record(case=case, rows={}, by=nora)
    else:
        actions.remove_row(row=finding, by=nora)
    (photograph,) = kept(world, case)
    assert photograph.finding is None
    assert photograph.events.latest("pgh_id").finding_id is None


def test_a_discarded_case_takes_its_photographs_along(world: World, nora: Client):
    photographed(world.north_draft, world.enter("nora"))
    actions.discard_case(case=world.north_draft, by=world.scope("nora"))
    with connection.cursor() as cursor:
        for table in ("photograph", "photographimage", "handoff"):
            cursor.execute(f"SELECT count(*) FROM photographs_{table}")
            assert cursor.fetchone() == (0,)


# ---- who sees what ----------------------------------------------------------------------------------------


def test_a_picture_is_served_as_a_picture_and_as_nothing_else(world: World, nora: Client):
    photograph = photographed(world.north_draft, world.enter("nora"))
    for page in ("photograph-picture", "photograph-thumbnail"):
        response = nora.get(reverse(page, args=[photograph.case_id, photograph.pk]))
        assert response["Content-Type"] == "image/jpeg"
        assert response["Cache-Control"] == "no-store, private"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
        assert response["Content-Disposition"].startswith("inline; filename=")
        assert response["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("page", PAGES)
def test_a_reviewer_sees_what_shows_nobody_and_has_consent(world: World, page: str):
    photograph = submitted(world, comment="qk8899z", **SHOWN)
    response = signed_in(world, "vera").get(reverse(page, args=[photograph.case_id, photograph.pk]))
    assert response.status_code == 200
    assert b"qk8899z" not in response.content


@pytest.mark.parametrize(
    "facts",
    [{}, SHOWN | {"face": "visible"}, SHOWN | {"label": ""}, SHOWN | {"consent_to": "own"}, ABSENT],
    ids=["unchecked", "a face", "a label not looked for", "consent at home only", "no consent"],
)
def test_a_reviewer_sees_no_other(world: World, facts: dict):
    photograph, vera = submitted(world, **facts), signed_in(world, "vera")
    assert [vera.get(reverse(page, args=[photograph.case_id, photograph.pk])).status_code for page in PAGES] == [
        404
    ] * 3
    assert vera.get(reverse("photographs", args=[photograph.case_id])).status_code == 200
    world.enter("vera")
    assert (rows("photographs_photograph"), rows("photographs_photographimage")) == (0, 0)


def test_a_revoked_consent_takes_photographs_out_of_sight(world: World):
    photograph, vera = submitted(world, **SHOWN), signed_in(world, "vera")
    assert vera.get(reverse("photograph-picture", args=[photograph.case_id, photograph.pk])).status_code == 200
    nora, case = world.enter("nora"), Case.objects.get(pk=photograph.case_id)
    open_again(case, by=nora)
    patient = Patient.objects.filter(case=case).first()
    facts = {"case": case, "institution": photograph.institution, "patient": patient}
    Consent.objects.create(scope="images_internal", status="revoked", **facts)
    case.refresh_from_db()
    submit(case, by=nora)
    assert vera.get(reverse("case-detail", args=[case.pk])).status_code == 200
    assert vera.get(reverse("photograph-picture", args=[photograph.case_id, photograph.pk])).status_code == 404
    world.enter("vera")
    assert (rows("photographs_photograph"), rows("photographs_photographimage")) == (0, 0)


def test_the_page_says_when_consent_is_not_in_the_record(world: World, nora: Client):
    photographed(world.north_draft, world.enter("nora"), **SHOWN)
    where = reverse("photographs", args=[world.north_draft.pk])
    assert "holds no consent to photographs that is valid" in nora.get(where).content.decode()
    world.enter("nora")
    facts = {"case": world.north_draft, "institution": world.north}
    patient = Patient.objects.filter(case=world.north_draft).first() or Patient.objects.create(**facts)
    Consent.objects.create(scope="images_internal", status="valid", patient=patient, **facts)
    assert "holds no consent to photographs" not in nora.get(where).content.decode()


@pytest.mark.parametrize("name", ["sam", "sofia", "rosa", "rolf", "adam", "viktor"])
def test_nobody_else_sees_any_not_by_page_and_not_by_sql(world: World, name: str):
    photograph, client = submitted(world, **SHOWN), signed_in(world, name)
    statuses = {client.get(reverse(page, args=[photograph.case_id, photograph.pk])).status_code for page in PAGES}
    world.enter(name)
    seen = (rows("photographs_photograph"), rows("photographs_photographimage"), rows("photographs_photographevent"))
    if name == "viktor":  # a reviewer, but of the case's own institution: reads for review like every other
        assert (statuses, seen) == ({200}, (1, 1, 0))
    else:
        assert (statuses, seen) == ({404}, (0, 0, 0))


def rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


def test_the_database_keeps_pixels_and_hash_together(world: World):
    photograph = photographed(world.north_draft, world.enter("nora"))
    PhotographImage.objects.filter(pk=photograph.pk).update(pixels=b"other")
    with (
        pytest.raises(DatabaseError, match="the pixels are not those of the photograph"),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_database_lets_no_face_go_to_review(world: World):
    photograph = photographed(world.north_draft, world.enter("nora"), **SHOWN)
    with pytest.raises(DatabaseError, match="for_review_only_what_shows_nobody"), transaction.atomic():
        Photograph.objects.filter(pk=photograph.pk).update(face="visible")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE photographs_photograph SET comment = 'x' WHERE id = %s",
        "DELETE FROM photographs_photograph WHERE id = %s",
        "UPDATE photographs_photographimage SET thumbnail = 'x' WHERE photograph_id = %s",
        "DELETE FROM photographs_photographimage WHERE photograph_id = %s",
    ],
)
def test_the_database_changes_photographs_of_a_draft_only(world: World, statement: str):
    photograph = submitted(world, **SHOWN)
    by, case = world.enter("nora"), Case.objects.get(pk=photograph.case_id)
    with pytest.raises(DatabaseError, match="only a draft is changed; this case is submitted"), transaction.atomic():
        touched(statement, photograph.pk)
    open_again(case, by=by)
    assert touched(statement, photograph.pk) == 1


def touched(statement: str, *parameters) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.rowcount


def everything_stored(world: World) -> str:
    """Every row of every table that Nora may read, as text."""
    world.enter("nora")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
            " WHERE nspname = 'public' AND relkind IN ('r', 'v') AND has_table_privilege(c.oid, 'SELECT')"
        )
        texts = []
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT whole::text FROM "{table}" whole')
            texts += [text for (text,) in cursor.fetchall()]
    return "\n".join(texts)
