"""The administrators' lists of institutions and accounts: searched, and a page at a time."""

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from registry.institutions.guards import administers, require
from registry.institutions.models import Institution, User

PER_PAGE = 25


@require(administers)
@require_safe
def institution_list(request: HttpRequest) -> HttpResponse:
    """Institutions by name; ``q`` looks in code and name."""
    counted = Count("memberships__user", distinct=True)
    found = Institution.objects.annotate(people=counted).order_by("name")
    return _listed(request, "institutions/institution_list.html", found, ("code", "name"))


@require(administers)
@require_safe
def account_list(request: HttpRequest) -> HttpResponse:
    """Accounts by name; ``q`` looks in name, address and institution."""
    found = User.objects.prefetch_related("memberships__institution").order_by("name", "email")
    within = ("name", "email", "memberships__institution__code", "memberships__institution__name")
    return _listed(request, "institutions/account_list.html", found, within)


def _listed(request: HttpRequest, template: str, found: QuerySet, within: tuple[str, ...]) -> HttpResponse:
    sought = request.GET.get("q", "").replace("\0", "").strip()[:100]
    if sought:
        anywhere = Q()
        for name in within:
            anywhere |= Q(**{f"{name}__icontains": sought})
        found = found.filter(pk__in=found.model.objects.filter(anywhere).values("pk"))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    query = urlencode({"q": sought}) if sought else ""
    return render(request, template, {"page": page, "sought": sought, "query": query})
