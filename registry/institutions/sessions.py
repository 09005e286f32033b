"""Signed-in sessions of one person."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from registry.institutions.models import User


def end_sessions(user: User) -> None:
    """Sign a person out everywhere. Sessions do not name their person in a column, so each is opened."""
    running = Session.objects.filter(expire_date__gt=timezone.now())
    theirs = [one.pk for one in running.iterator() if one.get_decoded().get(SESSION_KEY) == str(user.pk)]
    Session.objects.filter(pk__in=theirs).delete()


def seconds_left(request: HttpRequest) -> int:
    """How long the session of a request will still last; 0 where there is none."""
    ends = Session.objects.filter(pk=request.session.session_key).values_list("expire_date", flat=True).first()
    return max(0, int((ends - timezone.now()).total_seconds())) if ends else 0
