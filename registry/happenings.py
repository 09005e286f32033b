"""What whoever watches over the house has to hear of, one line each in the log: sign-ins, denials, exports, rights.

A line says when (UTC), what, by which door, with what status, and who by their number: never an address with what it
names, a form, a name of a person or anything of a patient.
"""

import logging
from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

log = logging.getLogger("registry.happenings")

SIGN_IN = {"account_login", "mfa_authenticate", "mfa_login_webauthn", "openid_connect_callback", "demo-sign-in"}
EXPORTS = {"cohort-export", "cohort-zip", "case-json", "case-pdf", "run-cite", "analysis-figure-file"}
EXPORTS |= {"sensitivity-file", "api:members", "api:episode", "api:cohort"}
RIGHTS = {"member-add", "member-remove", "sharing-level", "figure-rule", "account-active", "institution-create"}
RIGHTS |= {"institution-edit", "project-create", "project-edit", "access-answer", "access-decide", "invitation"}
RIGHTS |= {"invitation-renew", "invitation-revoke", "recovery-confirm", "recovery-withdraw", "token-make"}
RIGHTS |= {"token-revoke", "question-lift", "case-assign", "mfa_activate_totp", "mfa_deactivate_totp"}
RIGHTS |= {"mfa_add_webauthn", "mfa_remove_webauthn", "mfa_generate_recovery_codes", "account_change_password"}
RIGHTS |= {"project-approve", "project-close", "project-member-add", "project-member-remove", "project-leave"}
RIGHTS |= {
    "project-extension-decide",
    "account_set_password",
    "account_reset_password_from_key",
    "session-end",
    "sessions-end",
}


class LogHappenings:
    """Stands behind the middleware that knows who asks, and looks at what the answer was."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = request.user.pk if request.user.is_authenticated else None
        response = self.get_response(request)
        after = getattr(request, "user", AnonymousUser()).pk
        door = getattr(request, "door", "")
        what = happening(door, request.method, response.status_code, before, after)
        if what:
            facts = {"door": door, "method": request.method, "status": response.status_code}
            log.info(what, extra={"facts": facts | {"person": str(after or before or "")}})
        return response

    def process_view(self, request: HttpRequest, *view: object) -> None:
        """Keep by which door it came: the page of what is not there forgets it on purpose."""
        request.door = request.resolver_match.view_name


def happening(door: str, method: str, status: int, before: object, after: object) -> str:
    """What one request was, in words; empty where it is nobody's business. ``before``, ``after``: who is signed in."""
    sent = method == "POST"
    if after != before:
        return "signed in" if after else "signed out"
    if door in SIGN_IN and sent:
        return "sign-in refused" if not after else ""
    if status in (401, 403, 429) or (status == 404 and door and after):
        return "denied"
    if door in EXPORTS and status == 200:
        return "export"
    return "rights" if door in RIGHTS and sent and status in (200, 302) else ""
