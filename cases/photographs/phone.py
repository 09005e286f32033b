"""The page that a telephone opens by a link, without signing in. It shows no word of the case."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cases.photographs.actions import VALID_FOR, Received, receive_photograph
from cases.photographs.cleaning import receipt
from cases.photographs.forms import UploadForm
from cases.photographs.hand_off import Opened, opened
from cases.photographs.onward import onward
from cases.records.policies import Refused
from registry.institutions.guards import public
from registry.web.pace import within_pace

COOKIE = "registry-telephone"
"""Holds the telephone's own secret: in the telephone only, for a session would keep it in the database."""
MISSES, UPLOADS = 20, 30
"""Links that open nothing, and pictures, from one address in a minute; then it has to wait."""
GONE, TOO_MANY, UNPROCESSABLE = 410, 429, 422


@public
def phone(request: HttpRequest) -> HttpResponse:
    """Take one picture after another for the case that the link belongs to."""
    secret = request.POST.get("link") or request.GET.get("link") or request.COOKIES.get(COOKIE, "")
    if not secret:
        return render(request, "photographs/phone_closed.html", {"never": True})
    with opened(secret, outside=request.scope) as found:
        if found is None:
            return _closed(request)
        return _received(request, found, secret) if request.method == "POST" else _camera(request, found, secret)


def _received(request: HttpRequest, found: Opened, secret: str) -> HttpResponse:
    if not within_pace(request, "photograph", per_minute=UPLOADS):
        return _closed(request)
    form = UploadForm(request.POST, request.FILES)
    received = _kept(form, found, secret) if form.is_valid() else None
    if received is None:
        return _camera(request, found, secret, form)
    messages.success(request, f"The picture has arrived. {receipt(received.photograph.removed)}")
    response = onward(request, reverse("phone"))
    response.set_cookie(
        COOKIE,
        received.secret,
        max_age=VALID_FOR,
        path=reverse("phone"),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Strict",
    )
    return response


def _kept(form: UploadForm, found: Opened, secret: str) -> Received | None:
    try:
        picture = form.cleaned_data["picture"]
        received = receive_photograph(hand_off=found.hand_off, secret=secret, picture=picture, by=found.scope)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    if received is None:
        form.add_error(None, "Another telephone has used this link. Ask for a new code at the computer.")
    return received


def _camera(request: HttpRequest, found: Opened, secret: str, form: UploadForm | None = None) -> HttpResponse:
    link = secret if secret != request.COOKIES.get(COOKIE) else ""
    context = {"hand_off": found.hand_off, "link": link, "form": form or UploadForm()}
    return render(request, "photographs/phone.html", context, status=UNPROCESSABLE if form else 200)


def _closed(request: HttpRequest) -> HttpResponse:
    status = GONE if within_pace(request, "photograph-link", per_minute=MISSES) else TOO_MANY
    return render(request, "photographs/phone_closed.html", {"wait": status == TOO_MANY}, status=status)
