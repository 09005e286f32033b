"""For every page: the help page that belongs to it."""

from django.http import HttpRequest

from cases.desk.help.pages import help_for


def help_here(request: HttpRequest) -> dict:
    """``help_here``: the help for the page that is asked for, or None."""
    match = getattr(request, "resolver_match", None)
    return {"help_here": help_for(match.url_name, match.kwargs.get("kind", "")) if match and match.url_name else None}
