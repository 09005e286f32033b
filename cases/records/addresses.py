"""Where a form returns to: the page of the case from which it was opened."""

from urllib.parse import quote

from django.urls import reverse

from cases.records.models import Case
from cases.records.sections import section_by_slug

PAGES = {"check": "case-check", "whole": "case-whole"}
"""What ``from`` may say, beside the slugs of sections -> the page."""


def back_to(case: Case, back: str, key: str = "") -> str:
    """The page that ``back`` names (the case page for anything else), at the entry of the row with this key."""
    if back in PAGES:
        address = reverse(PAGES[back], args=[case.pk])
    elif section_by_slug(back):
        address = reverse("case-section", args=[case.pk, back])
    else:
        return case.get_absolute_url()
    return f"{address}#record-{quote(key)}" if key else address
