"""An action asked for by a button: done, or the reason why not on the next page."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from cases.records.actions import EditedMeanwhile
from cases.records.policies import Refused


def tried(request: HttpRequest, action: Callable, **arguments) -> bool:
    """Whether the action was done; if not, the reason is shown on the next page."""
    try:
        action(**arguments)
    except (Refused, ValidationError, EditedMeanwhile) as fault:
        messages.error(request, " ".join(getattr(fault, "messages", [str(fault)])))
        return False
    return True
