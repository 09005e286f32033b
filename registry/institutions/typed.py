"""What somebody typed into a form that could not be taken, so that it can be sent again."""

from django.http import HttpRequest

TOKEN = "csrfmiddlewaretoken"


def typed_into(request: HttpRequest) -> list[tuple[str, str]]:
    """(name, value) of everything a form sent; empty if that is nothing, or more than a page may hold.

    A password is never written into a page, and a file cannot be.
    """
    if request.method != "POST" or request.FILES or any("password" in name for name in request.POST):
        return []
    return [(name, value) for name, values in request.POST.lists() if name != TOKEN for value in values]
