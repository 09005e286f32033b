"""What every page knows without asking its view."""

from django.conf import settings
from django.http import HttpRequest

THEME_COOKIE = "theme"
THEMES = ("system", "light", "dark")
KEYS_COOKIE = "keys"


def shell(request: HttpRequest) -> dict:
    """``theme`` (system, light or dark) and ``keys_off``, each from a cookie that holds nothing else; ``demo``, and
    ``sends_mail``."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "theme": chosen if chosen in THEMES else "system",
        "keys_off": request.COOKIES.get(KEYS_COOKIE) == "off",
        "demo": getattr(settings, "DEMO", False),
        "sends_mail": getattr(settings, "SENDS_MAIL", False),
    }
