"""From an address to what it names, within the reach of the person; what is out of reach does not exist."""

import uuid
from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404

from cases.records.kinds import kind_by_slug
from cases.records.models import Case
from cases.records.sections import section_by_slug
from registry.audit.models import Thing
from registry.audit.reading import note_read

SHOWS_NOTHING = (204, 405)
"""Answers without content: nothing new, and not this method. Redirects have none either."""

View = Callable[..., HttpResponse]


def load_own_case(view: View) -> View:
    """Hand the view a case of the person's own institution."""

    @wraps(view)
    def loaded(request: HttpRequest, case: uuid.UUID, **kwargs) -> HttpResponse:
        cases = Case.objects.in_full_for(request.scope).select_related("institution")
        found = get_object_or_404(cases, pk=case)
        return _noted(request, found, view(request, found, **kwargs))

    return loaded


def load_visible_case(view: View) -> View:
    """Hand the view a case whose page the person may open."""

    @wraps(view)
    def loaded(request: HttpRequest, case: uuid.UUID, **kwargs) -> HttpResponse:
        cases = Case.objects.visible_to(request.scope).select_related("institution")
        found = get_object_or_404(cases, pk=case)
        return _noted(request, found, view(request, found, **kwargs))

    return loaded


def _noted(request: HttpRequest, case: Case, response: HttpResponse) -> HttpResponse:
    """Note the reading, whatever the page; what only sends on or acknowledges shows nothing."""
    shows = not 300 <= response.status_code < 400 and response.status_code not in SHOWS_NOTHING
    if shows and not isinstance(response, JsonResponse):
        note_read(by=request.scope, what=Thing.CASE, about=case)
    return response


def load_kind(view: View) -> View:
    """Hand the view a kind of row by its slug."""

    @wraps(view)
    def loaded(request: HttpRequest, case: Case, kind: str, **kwargs) -> HttpResponse:
        found = kind_by_slug(kind)
        if found is None:
            raise Http404
        return view(request, case, found, **kwargs)

    return loaded


def load_section(view: View) -> View:
    """Hand the view a section of the case by its slug."""

    @wraps(view)
    def loaded(request: HttpRequest, case: Case, section: str, **kwargs) -> HttpResponse:
        found = section_by_slug(section)
        if found is None:
            raise Http404
        return view(request, case, found, **kwargs)

    return loaded


def load_row(view: View) -> View:
    """Hand the view a row of the case and kind.

    A row that somebody removed while this person was changing it comes as a new one, so that nothing typed is lost.
    """

    @wraps(view)
    def loaded(request: HttpRequest, case: Case, kind, row: uuid.UUID, **kwargs) -> HttpResponse:
        found = kind.model.objects.filter(case=case, pk=row).select_related("case", "institution").first()
        if found is None and "seen_version" not in request.POST:
            raise Http404
        return view(request, case, kind, found or kind.model(), **kwargs)

    return loaded
