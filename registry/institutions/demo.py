"""The demonstration's accounts: invented people at an address that no mail reaches."""

from django.conf import settings
from django.http import HttpRequest

from registry.institutions.models import User

DEMO_DOMAIN = "demo.example"


def demo_users():
    """Accounts that open with one click; none outside demo mode."""
    if not settings.DEMO:
        return User.objects.none()
    return User.objects.filter(email__endswith=f"@{DEMO_DOMAIN}", is_active=True)


def demo_accounts(request: HttpRequest) -> dict:
    """Context processor for the sign-in page: ``demo_accounts``, a callable list of email, name, role, institution."""
    return {"demo_accounts": _listed if settings.DEMO else ()}


def _listed() -> list[dict]:
    users = demo_users().prefetch_related("memberships__institution").order_by("email")
    return [_account(user) for user in users]


def _account(user: User) -> dict:
    held = list(user.memberships.all())
    return {
        "email": user.email,
        "name": user.name,
        "role_label": " and ".join(sorted({one.get_role_display() for one in held})),
        "institution": held[0].institution.name if held else "",
    }
