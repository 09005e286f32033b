"""One transaction per request, in the scope of the person who asks."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from registry.institutions.scoping import acting, scope_of


class TenantMiddleware:
    """Opens the request's transaction, enters its scope and rolls back what a failed request wrote.

    Django turns an exception into a response before it reaches this middleware, so the status is what tells failure.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.scope = scope_of(request.user)
        with acting(request.scope, page=request.path):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response
