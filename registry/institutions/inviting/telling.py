"""How an invited person gets the link: by mail where the registry sends any, else from whoever invited them."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from registry.institutions.inviting.actions import DAYS, Invited

SUBJECT = "Your account in the registry"
TEXT = """{who} has given you an account in the registry at {site}.

Set your password here; the link works once, within {days} days:

{link}

If you did not expect this, do nothing. Do not pass the link on, and do not answer this mail.
"""


def told(request: HttpRequest, invited: Invited) -> str:
    """Send the link, or hand it to who invited; a sentence about what was done."""
    user = invited.invitation.user
    link = request.build_absolute_uri(reverse("invitation", args=[invited.secret]))
    if not settings.SENDS_MAIL:
        return f"Give {user} this link to set a password; it works once, within {DAYS} days: {link}"
    text = TEXT.format(who=request.user, site=settings.SITE_URL, days=DAYS, link=link)
    transaction.on_commit(lambda: send_mail(SUBJECT, text, None, [user.email], fail_silently=True), robust=True)
    return f"A link to set a password is on its way to {user.email}; it works once, within {DAYS} days."
