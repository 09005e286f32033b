"""Asks templates whether a field was refused because its text looks identifying."""

from django import template
from django.forms import BoundField

from cases.records.identifying.speaking_for import ASKS

register = template.Library()


@register.filter
def looks_identifying(field: BoundField) -> bool:
    """Whether one of the errors of a field can be answered with a reason."""
    return any(ASKS in str(error) for error in getattr(field, "errors", ()))
