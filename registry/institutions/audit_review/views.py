"""Who read, took away and changed what kind of thing. A view loads, makes one call and answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from registry.institutions.audit_review.page import AuditPage
from registry.institutions.guards import require
from registry.institutions.scoping import Scope


def reviews_the_audit(scope: Scope) -> bool:
    """Administrators everything, leads what concerns their institutions; row-level security holds it."""
    return scope.administrator or bool(scope.led)


@require(reviews_the_audit)
@require_safe
def audit_review(request: HttpRequest) -> HttpResponse:
    """The log of readings, exports and changes, the newest first; no value and no local code stands in it."""
    return render(request, "institutions/audit_review.html", {"page": AuditPage(request.scope, request.GET)})
