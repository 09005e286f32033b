"""Template tags of pages about a cohort."""

from django import template
from django.urls import NoReverseMatch, reverse

register = template.Library()

PAGES = (
    ("builder", "cohort-builder", "Builder"),
    ("attrition", "analysis-attrition", "Attrition"),
    ("table", "analysis-table-one", "Table 1"),
    ("durations", "analysis-time-to-event", "Time to event"),
    ("next", "analysis-next", "What happened next"),
    ("figures", "analysis-figures", "Figures"),
    ("export", "cohort-export", "Export"),
    ("save", "cohort-save", "Save"),
)
"""Name, name of the address, title: in the order of the bar."""


@register.simple_tag
def cohort_pages(query: str, current: str = "") -> list[dict]:
    """The pages about one cohort, each with the same query; one that does not exist is left out."""
    found = []
    for name, address, title in PAGES:
        try:
            found.append({"label": title, "url": f"{reverse(address)}?{query}", "current": name == current})
        except NoReverseMatch:
            continue
    return found
