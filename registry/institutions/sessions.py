"""Signed-in sessions: noted with device, coarse address and last use, listed to their person, ended."""

import ipaddress
import re
from collections.abc import Callable
from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.module_loading import import_string

from registry.institutions.models import User
from registry.institutions.scoping import Scope, enter, scope_of
from registry.institutions.tokens.bearer import by_token

NOTED_EVERY = timedelta(minutes=1)
BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


class NoteSession:
    """Notes the use of a session, once a minute at most."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not by_token(request) and request.user.is_authenticated and request.session.session_key:
            note_session(request)
        return self.get_response(request)


def note_session(request: HttpRequest) -> None:
    """Keep who uses this session, on what and from about where. The whole network address is not kept."""
    now, key = timezone.now(), request.session.session_key
    seen = {
        "user": request.user,
        "ip": coarse(get_adapter().get_client_ip(request)),
        "user_agent": request.headers.get("User-Agent", "")[:200],
        "last_seen_at": now,
    }
    noted = UserSession.objects.filter(session_key=key).first()
    if noted is None:
        UserSession.objects.get_or_create(session_key=key, defaults=seen)
    elif noted.last_seen_at < now - NOTED_EVERY or noted.ip != seen["ip"] or noted.user_id != request.user.pk:
        UserSession.objects.filter(pk=noted.pk).update(**seen)


def coarse(address: str) -> str:
    """The network that an address is in: 256 neighbours in IPv4, a provider's customer in IPv6."""
    found = ipaddress.ip_address(address)
    prefix = 24 if found.version == 4 else 48
    return str(ipaddress.ip_network(f"{found}/{prefix}", strict=False).network_address)


def device_in_words(user_agent: str) -> str:
    """Such as "Firefox on Windows", as far as the browser tells."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    if browser and system:
        return f"{browser} on {system}"
    return browser or system or re.sub(r"[/(].*", "", user_agent).strip() or "Unknown"


def sessions_of(user: User) -> list[UserSession]:
    """Those that still run, the latest used first; each with ``device`` in words."""
    running = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    found = UserSession.objects.filter(user=user, session_key__in=running).order_by("-last_seen_at")
    for one in found:
        one.device = device_in_words(one.user_agent)
    return list(found)


def end_these(sessions: list[UserSession]) -> None:
    """Whoever uses one of them is signed out with the next request."""
    keys = [one.session_key for one in sessions]
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()


def end_sessions(user: User) -> None:
    """Sign a person out everywhere. A session that was not noted yet does not name its person, so each is opened."""
    running = Session.objects.filter(expire_date__gt=timezone.now())
    theirs = [one.pk for one in running.iterator() if one.get_decoded().get(SESSION_KEY) == str(user.pk)]
    Session.objects.filter(pk__in=theirs).delete()
    UserSession.objects.filter(user=user).delete()


def end_what_is_open(user: User, *, by: Scope) -> None:
    """End what a person has opened beside their sessions (see ``settings.AT_SIGN_OUT``), in their place."""
    theirs = scope_of(user)
    enter(theirs)
    for name in settings.AT_SIGN_OUT:
        import_string(name)(by=theirs)
    enter(by)


def seconds_left(request: HttpRequest) -> int:
    """How long the session of a request will still last; 0 where there is none."""
    ends = Session.objects.filter(pk=request.session.session_key).values_list("expire_date", flat=True).first()
    return max(0, int((ends - timezone.now()).total_seconds())) if ends else 0
