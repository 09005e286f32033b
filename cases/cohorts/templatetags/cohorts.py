"""Template tags of pages about a cohort."""

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse

register = template.Library()

PAGES = (
    ("cohort-builder", "Builder"),
    ("analysis-attrition", "Attrition"),
    ("analysis-table-one", "Table 1"),
    ("analysis-time-to-event", "Time to event"),
    ("analysis-next", "What happened next"),
    ("analysis-figures", "Figures"),
    ("cohort-export", "Export"),
    ("cohort-save", "Save"),
)
"""Name of the address, and title: in the order of the bar."""

OF_LIVE_ONES = {"cohort-builder", "cohort-save"}


@register.simple_tag(takes_context=True)
def cohort_pages(context: Context, query: str) -> list[dict]:
    """The pages about one cohort, each with the same query; one that does not exist is left out.

    A frozen run has its receipt in place of the builder, and is saved already.
    """
    path = getattr(context.get("request"), "path", "")
    frozen = query.partition("run=")[2] if query.startswith("run=") else ""
    receipt = [{"label": "Receipt", "url": reverse("run", args=[frozen])}] if frozen else []
    items = receipt + [
        {"label": title, "url": f"{address}?{query}"}
        for name, title in PAGES
        if (address := _address(name)) and not (frozen and name in OF_LIVE_ONES)
    ]
    return [one | {"current": one["url"].partition("?")[0] == path} for one in items]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
