"""From the secret of a link to the hand-off that it opens, for a telephone that is not signed in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import segno
from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils.safestring import SafeString

from cases.photographs.actions import hash_of
from cases.photographs.models import HandOff
from cases.photographs.policies import check_can_receive
from cases.records.policies import Refused
from registry.institutions.models import User
from registry.institutions.scoping import Scope, acting, enter, scope_of


@dataclass(frozen=True)
class Opened:
    """An open hand-off, and what the person who began it may reach now."""

    hand_off: HandOff
    scope: Scope


@contextmanager
def opened(secret: str, *, outside: Scope) -> Iterator[Opened | None]:
    """Work in the reach of the person whose link this is; None if the link opens nothing (any more).

    ``outside``: the scope of the request, which holds again afterwards. A person who has lost the right to change the
    case since they made the link has lost it for the telephone too.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT hand_off, person FROM photographs_open_hand_off(%s)", [hash_of(secret)])
        hand_off, person = cursor.fetchone() or (None, None)
    user = User.objects.filter(pk=person).first() if person else None
    if user is None:
        yield None
        return
    try:
        with acting(scope_of(user), page=reverse("phone")) as scope:
            found = HandOff.objects.in_full_for(scope).select_related("case", "institution").filter(pk=hand_off).first()
            yield Opened(found, scope) if found is not None and _receives(found, scope) else None
    finally:
        if not connection.needs_rollback:
            enter(outside)


def link_of(secret: str) -> str:
    """The address that a telephone opens; what stands behind the question mark is kept in no log and no trail."""
    return f"{settings.SITE_URL}{reverse('phone')}?link={secret}"


def picture_of(link: str) -> SafeString:
    """The QR code of a link as SVG, dark on white whatever the page's colours."""
    code = segno.make(link, micro=False, error="m")
    return SafeString(code.svg_inline(omitsize=True, light="#fff", border=4, svgclass="qr", lineclass=None))


def _receives(hand_off: HandOff, scope: Scope) -> bool:
    try:
        check_can_receive(hand_off, scope)
    except Refused:
        return False
    return True
