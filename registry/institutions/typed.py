"""What somebody typed into a form that could not be taken, so that it can be sent again."""

from django.http import HttpRequest

TOKEN = "csrfmiddlewaretoken"
AGAIN = "again-"
"""Begins the names of the fields in which somebody proves who they are; they are never sent again."""


def typed_into(request: HttpRequest) -> list[tuple[str, str]]:
    """(name, value) of everything a form sent; empty if that is nothing, or more than a page may hold.

    A password is never written into a page, and a file cannot be.
    """
    names = [name for name in request.POST if name != TOKEN and not name.startswith(AGAIN)]
    if request.method != "POST" or request.FILES or any("password" in name for name in names):
        return []
    return [(name, value) for name in names for value in request.POST.getlist(name)]
