"""One transaction per request, in the scope of the person who asks."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from registry.institutions.scoping import Scope, acting, scope_of
from registry.institutions.second_factor.standing import may_enter
from registry.institutions.tokens.bearer import by_token


class TenantMiddleware:
    """Opens the request's transaction, enters its scope and rolls back what a failed request wrote.

    Django turns an exception into a response before it reaches this middleware, so the status is what tells failure.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.scope = _scope_of(request)
        with acting(request.scope, page=request.path):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response


def _scope_of(request: HttpRequest) -> Scope:
    """What the person may reach: nothing while a second factor is missing. A token was made by somebody who had one."""
    user = request.user
    if user.is_authenticated and user.is_active and not by_token(request) and not may_enter(request):
        return Scope(user_id=user.pk, user=user, enrolling=True)
    return scope_of(user)
