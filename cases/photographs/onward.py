"""On to another page, for a form that the browser sends and for one that htmx sends."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django_htmx.http import HttpResponseClientRedirect


def onward(request: HttpRequest, address: str) -> HttpResponse:
    """A redirect that opens a whole page either way."""
    return HttpResponseClientRedirect(address) if request.htmx else HttpResponseRedirect(address)
