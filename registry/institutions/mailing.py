"""Mail that says only that something waits in the registry: a sentence, and an address behind the sign-in."""

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from registry.institutions.models import User

SUBJECT = "Something waits for you in the registry"


def tell(people: Iterable[User], sentence: str, address: str) -> None:
    """Send it once the transaction stands, where the registry sends mail at all; a mailer that fails is no fault here.

    Nothing clinical and nobody's words are in it.
    """
    if not getattr(settings, "SENDS_MAIL", False):
        return
    text = f"{sentence}\n\n{settings.SITE_URL}{address}\n\nYou have to sign in to read it. Do not answer this mail.\n"
    for person in people:
        transaction.on_commit(
            lambda to=person.email: send_mail(SUBJECT, text, None, [to], fail_silently=True), robust=True
        )
