"""Reading events blind, who reads as what, and how far readers agree. A view loads, makes one call and answers."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from cases.desk.adjudication.agreement import agreement_of
from cases.desk.adjudication.forms import ReaderForm
from cases.desk.adjudication.lists import reader_lines, reading_list
from cases.desk.adjudication.reading import blind_page, given_as, reading_form
from cases.episodes.derivation import derive_pending
from cases.episodes.published import current_definition
from cases.review.adjudication.actions import name_reader
from cases.review.adjudication.models import Discipline
from cases.review.adjudication.querysets import BlindEvent, blind_event, blind_pixels, discipline_of
from registry.audit.models import How, Thing
from registry.audit.reading import note_read
from registry.institutions.guards import administers, proof_of, proved_anew, require, reviews
from registry.institutions.models import User
from registry.institutions.policies import Refused
from registry.institutions.scoping import Scope

UNPROCESSABLE = 422
PIXELS_ONLY = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def knows_of_agreement(scope: Scope) -> bool:
    """Whoever reads cohorts, and administrators, who see numbers only."""
    return scope.reads_cohorts or scope.administrator


@require(reviews)
@require_safe
def adjudication_list(request: HttpRequest) -> HttpResponse:
    """What waits for this reader, and what they have read."""
    derive_pending(current_definition())
    return render(request, "desk/adjudication/list.html", {"found": reading_list(request.scope)})


@require(reviews)
@proved_anew
def adjudication_read(request: HttpRequest, episode: uuid.UUID) -> HttpResponse:
    """One event without its label, and the answers that are asked of it."""
    event, definition = _event(request, episode), current_definition()
    page = blind_page(event, definition, request.scope)
    form = reading_form(event, definition, page.discipline, request.POST if request.method == "POST" else None)
    if request.method == "POST" and given_as(form, event, definition, proof_of(request), request.scope):
        messages.success(request, "Your reading is kept. Others see it once both are given.")
        return redirect("adjudication-list")
    note_read(by=request.scope, what=Thing.EPISODE, about=event, how=How.DEIDENTIFIED)
    context = {"page": page, "form": form}
    return render(request, "desk/adjudication/read.html", context, status=UNPROCESSABLE if form.errors else 200)


@require(reviews)
@require_safe
def adjudication_pixels(request: HttpRequest, episode: uuid.UUID, photograph: uuid.UUID) -> HttpResponse:
    """A photograph of the case, cleaned, for who reads it."""
    event = _event(request, episode)
    pixels = blind_pixels(event.case_id, photograph)
    if pixels is None:
        raise Http404
    note_read(by=request.scope, what=Thing.PHOTOGRAPH, about=event, how=How.DEIDENTIFIED)
    return HttpResponse(pixels, content_type="image/jpeg", headers=PIXELS_ONLY)


@require(administers)
def readers(request: HttpRequest) -> HttpResponse:
    """As what each reviewer reads."""
    form = ReaderForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _named(request, form):
        return redirect("readers")
    context = {"lines": reader_lines(), "disciplines": Discipline.choices}
    return render(request, "desk/adjudication/readers.html", context)


@require(knows_of_agreement)
@require_safe
def agreement(request: HttpRequest) -> HttpResponse:
    """Tables and kappa, under the disclosure rule."""
    return render(request, "desk/adjudication/agreement.html", {"tables": agreement_of(current_definition())})


def _event(request: HttpRequest, episode: uuid.UUID) -> BlindEvent:
    """``Http404``: no event that this person may read blind."""
    found = blind_event(current_definition(), episode) if discipline_of(request.scope) else None
    if found is None:
        raise Http404
    return found


def _named(request: HttpRequest, form: ReaderForm) -> bool:
    user = get_object_or_404(User, pk=form.cleaned_data["user"])
    try:
        reader = name_reader(user=user, discipline=form.cleaned_data["discipline"], by=request.scope)
    except (Refused, ValidationError) as fault:
        messages.error(request, str(fault))
        return False
    words = f"as {reader.get_discipline_display().lower()}" if reader.discipline else "no more"
    messages.success(request, f"{user} reads {words}.")
    return True
