"""From an address to the photograph or hand-off that it names, within the reach of the person."""

import uuid
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from cases.photographs.models import HandOff, Photograph
from cases.records.models import Case

View = Callable[..., HttpResponse]


def load_photograph(view: View) -> View:
    """Hand the view a photograph of the case that the person may see."""

    @wraps(view)
    def loaded(request: HttpRequest, case: Case, photograph: uuid.UUID, **kwargs) -> HttpResponse:
        found = Photograph.objects.of_case(case, request.scope).select_related("institution", "finding")
        return view(request, case, get_object_or_404(found, pk=photograph), **kwargs)

    return loaded


def load_hand_off(view: View) -> View:
    """Hand the view a hand-off of the case that the person began."""

    @wraps(view)
    def loaded(request: HttpRequest, case: Case, hand_off: uuid.UUID, **kwargs) -> HttpResponse:
        found = HandOff.objects.in_full_for(request.scope).filter(case=case).select_related("case")
        return view(request, case, get_object_or_404(found, pk=hand_off), **kwargs)

    return loaded
