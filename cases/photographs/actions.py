"""The only writers of photographs and hand-offs. Keyword-only, one transaction each, the person (``by``) last."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from cases.photographs.cleaning import Cleaned, cleaned
from cases.photographs.models import HandOff, Photograph, PhotographImage, Route
from cases.photographs.policies import check_can_add, check_can_receive
from cases.photographs.words import check_word
from cases.records.actions import EditedMeanwhile, one_action
from cases.records.models import Case, DayZero
from cases.records.policies import check_can_edit
from cases.rules.vocabulary import Precision
from cases.rules.when import DAY_LIMIT, When
from registry.institutions.scoping import Scope

VALID_FOR = timedelta(minutes=10)


@dataclass(frozen=True)
class Begun:
    """A hand-off and the secret of its link, which is kept nowhere."""

    hand_off: HandOff
    secret: str


@dataclass(frozen=True)
class Received:
    """A photograph that a telephone sent, and the secret by which this telephone may send the next."""

    photograph: Photograph
    secret: str


def add_photograph(*, case: Case, picture: Cleaned, route: Route = Route.FILE, by: Scope) -> Photograph:
    """Keep a clean picture in a case. What it shows is said later."""
    with one_action():
        check_can_add(_locked(case), by)
        number = _next_number(case)
        photograph = Photograph(
            case=case,
            institution=case.institution,
            key=f"ph{number}",
            position=number,
            removed=picture.removed,
            camera_day=_camera_day(case, picture.day),
            route=route,
            added_by=by.user,
        )
        _put_pixels(photograph, picture)
    return photograph


def describe_photograph(*, photograph: Photograph, seen_version: int | None, by: Scope) -> Photograph:
    """Save what a person says of a photograph, the list of what could tell who it is included.

    Raises ``EditedMeanwhile`` if ``seen_version`` is not the stored ``row_version``.
    """
    with one_action():
        _current(photograph, seen_version, by)
        photograph.for_review = photograph.may_go_to_review()
        if photograph.checked:
            photograph.checked_at, photograph.checked_by = timezone.now(), by.user
        photograph.full_clean(exclude=["case", "institution", "finding"], validate_constraints=False)
        photograph.save()
    photograph.refresh_from_db()
    return photograph


def mask_photograph(
    *, photograph: Photograph, masks: Sequence[Sequence[float]], seen_version: int | None, by: Scope
) -> Photograph:
    """Paint rectangles over a photograph for good; what was there is kept nowhere.

    ``masks``: (left, top, right, bottom), parts of the picture from 0 to 1. Raises ``EditedMeanwhile`` as above:
    the rectangles were drawn on another picture then.
    """
    with one_action():
        current = _current(photograph, seen_version, by)
        picture = cleaned(bytes(PhotographImage.objects.get(pk=current.pk).pixels), masks)
        current.masks += len(masks)
        _put_pixels(current, picture)
    current.refresh_from_db()
    return current


def remove_photograph(*, photograph: Photograph, by: Scope) -> None:
    """Delete a photograph with its pixels; the trail keeps that it existed."""
    with one_action():
        _current(photograph, None, by)
        photograph.delete()


def begin_hand_off(*, case: Case, by: Scope) -> Begun:
    """Open a link for one telephone; an earlier one of this person and case ends."""
    secret, now = new_secret(), timezone.now()
    with one_action():
        check_can_add(_locked(case), by)
        HandOff.objects.in_full_for(by).filter(case=case, ended_at=None).update(ended_at=now)
        hand_off = HandOff.objects.create(
            case=case,
            institution=case.institution,
            secret_hash=hash_of(secret),
            check_word=check_word(),
            created_by=by.user,
            created_at=now,
            expires_at=now + VALID_FOR,
        )
    return Begun(hand_off, secret)


def end_hand_off(*, hand_off: HandOff, by: Scope) -> None:
    """Close the link at once."""
    with one_action():
        HandOff.objects.in_full_for(by).filter(pk=hand_off.pk, ended_at=None).update(ended_at=timezone.now())


def end_hand_offs(*, by: Scope) -> None:
    """Close every link of the person who signs out: their telephone sends nothing more in their name."""
    with one_action():
        HandOff.objects.in_full_for(by).filter(ended_at=None).update(ended_at=timezone.now())


def receive_photograph(*, hand_off: HandOff, secret: str, picture: Cleaned, by: Scope) -> Received | None:
    """Keep what a telephone sent; with the first picture the link's secret ends, and the telephone gets its own.

    None if the secret is no longer the one of this hand-off: another telephone was first.
    """
    with one_action():
        current = HandOff.objects.select_for_update().get(pk=hand_off.pk)
        if current.secret_hash != hash_of(secret) or current.ended_at is not None:
            return None
        check_can_receive(current, by)
        if current.taken_up_at is None:
            secret = new_secret()
            current.secret_hash, current.taken_up_at = hash_of(secret), timezone.now()
        current.received += 1
        current.save()
        photograph = add_photograph(case=current.case, picture=picture, route=Route.PHONE, by=by)
    return Received(photograph, secret)


def new_secret() -> str:
    """192 random bits, as a link carries them."""
    return secrets.token_urlsafe(24)


def hash_of(secret: str) -> str:
    """What is kept of a secret. It is random, so that no salt is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update().select_related("institution").get(pk=case.pk)


def _current(photograph: Photograph, seen_version: int | None, by: Scope) -> Photograph:
    """The stored photograph, locked with its case, if the person may change it and it is still the one they saw."""
    check_can_edit(_locked(photograph.case), by)
    current = Photograph.objects.select_for_update().get(pk=photograph.pk)
    if seen_version is not None and current.row_version != seen_version:
        raise EditedMeanwhile(current)
    return current


def _put_pixels(photograph: Photograph, picture: Cleaned) -> None:
    """Write a photograph and its pixels together, in place of those before."""
    photograph.sha256 = hashlib.sha256(picture.pixels).hexdigest()
    photograph.width, photograph.height = picture.width, picture.height
    photograph.full_clean(exclude=["case", "institution", "finding"], validate_constraints=False)
    photograph.save()
    PhotographImage.objects.update_or_create(
        photograph=photograph,
        defaults={
            "case": photograph.case,
            "institution": photograph.institution,
            "pixels": picture.pixels,
            "thumbnail": picture.thumbnail,
        },
    )


def _next_number(case: Case) -> int:
    last = Photograph.objects.filter(case=case).order_by("-position").values_list("position", flat=True).first()
    return 1 if last is None else last + 1


def _camera_day(case: Case, day: date | None) -> When | None:
    """The day by the camera's clock, counted from day zero; None where day zero is not known."""
    day_zero = DayZero.objects.filter(case=case).values_list("date", flat=True).first()
    if day is None or day_zero is None:
        return None
    counted = (day - day_zero).days
    return When(counted, counted, Precision.DAY) if abs(counted) <= DAY_LIMIT else None
