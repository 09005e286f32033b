"""Who is asking, under the addresses of the API: told by a token, and by nothing else."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from registry.institutions.models import User
from registry.institutions.tokens.actions import PREFIX, digest_of

PATH = "/api/"
SCHEME = "Bearer "


class TokenMiddleware:
    """A browser's session opens no door of the API: so no other page can make a browser use one (no CSRF)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if by_token(request):
            request.user = person_of(request.headers.get("Authorization", "")) or AnonymousUser()
        return self.get_response(request)


def by_token(request: HttpRequest) -> bool:
    """Whether a token says who asks: by what the addresses are matched by, whatever stands before it."""
    return request.path_info.startswith(PATH)


def person_of(header: str) -> User | None:
    """The person whose live token a header carries. The database looks it up and notes the day of its use."""
    secret = header.removeprefix(SCHEME).strip()
    if not header.startswith(SCHEME) or not secret.startswith(PREFIX):
        return None
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT person_of_access_token(%s)", [digest_of(secret)])
        (found,) = cursor.fetchone()
    return User.objects.filter(pk=found, is_active=True).first() if found else None
