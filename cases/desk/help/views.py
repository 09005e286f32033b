"""Help for everybody: the list with its search, one page, and the glossary."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.desk.help.pages import glossary, help_page, help_pages
from registry.institutions.guards import public

LONGEST_QUERY = 100


@public
@require_safe
def help_list(request: HttpRequest) -> HttpResponse:
    """All help pages, or those that hold every word asked for."""
    query = request.GET.get("q", "")[:LONGEST_QUERY].strip()
    found = [one for one in (*help_pages(), glossary()) if one.holds(query)]
    return render(request, "desk/help/list.html", {"query": query, "found": found})


@public
@require_safe
def help_detail(request: HttpRequest, slug: str) -> HttpResponse:
    page = help_page(slug)
    if page is None:
        raise Http404
    return render(request, "desk/help/page.html", {"page": page})


@public
@require_safe
def glossary_page(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/help/page.html", {"page": glossary()})
