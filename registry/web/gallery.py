"""The component gallery: what is shown, and samples in neutral words with invented values."""

import re
from dataclasses import dataclass

from django import forms
from django.core.paginator import Paginator
from django.template.loader import get_template

# Slug of templates/web/gallery/<slug>.html, title, and the component whose opening comment documents it.
SECTIONS = (
    ("status_chip", "Response status", "status_chip"),
    ("label_chip", "Label of an episode", "label_chip"),
    ("when", "When something was", "when"),
    ("buttons", "Buttons and tags", ""),
    ("page_header", "Head of a page", "page_header"),
    ("tabs", "Tabs, section list, breadcrumb", "tabs"),
    ("note", "Notes and messages", "note"),
    ("stat", "Counts", "stat"),
    ("table_box", "Table and toolbar", "table_box"),
    ("summary_list", "Fields and values", "summary_list"),
    ("error_summary", "Error summary", "error_summary"),
    ("field", "Fields of a form", "field"),
    ("status_grid", "Assessment grid", ""),
    ("nested", "Rows within a form", ""),
    ("side_by_side", "Two versions of one entry", "side_by_side"),
    ("confirm", "Confirmation", "confirm"),
    ("empty_state", "Nothing to show", "empty_state"),
    ("legend", "Legend and patterns of a figure", "legend"),
    ("reasons", "Reasons of a verdict", ""),
    ("body_map", "Map of the body", ""),
)
OPENING_COMMENT = re.compile(r"{% comment %}(.*?){% endcomment %}", re.DOTALL)


@dataclass(frozen=True)
class Section:
    slug: str
    title: str
    about: str

    @property
    def template(self) -> str:
        return f"web/gallery/{self.slug}.html"


class SampleForm(forms.Form):
    """One field of each kind."""

    code = forms.CharField(label="Code", help_text="Letters and figures, as your institution writes it.")
    started = forms.CharField(
        label="Started", required=False, help_text="A day, a month or a year: 12 Mar 2014, Mar 2014, d252."
    )
    started_absent = forms.ChoiceField(
        label="Why is it blank?",
        required=False,
        choices=[
            ("", "–"),
            ("unknown", "Unknown"),
            ("not-asked", "Not asked"),
            ("declined", "Declined to say"),
        ],
    )
    site = forms.ChoiceField(
        label="Site", required=False, choices=[("", "Choose one"), ("left", "Left"), ("right", "Right")]
    )
    side = forms.ChoiceField(
        label="Side",
        required=False,
        widget=forms.RadioSelect,
        choices=[("left", "Left"), ("right", "Right"), ("both", "Both sides")],
    )
    complete = forms.BooleanField(label="The list is complete", required=False)
    remark = forms.CharField(
        label="Remark",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Seen by your institution only.",
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Reason", help_text="One sentence; it is kept with the entry.")


@dataclass(frozen=True)
class Pane:
    """One column of the gallery; its forms have ids of their own."""

    theme: str

    def form(self) -> SampleForm:
        return SampleForm(auto_id=f"{self.theme}_%s", initial={"started_absent": "unknown"})

    def faulty_form(self) -> SampleForm:
        form = SampleForm({"code": "", "site": "middle", "side": "above"}, auto_id=f"{self.theme}_faulty_%s")
        form.is_valid()
        return form

    def reason_form(self) -> ReasonForm:
        return ReasonForm(auto_id=f"{self.theme}_reason_%s")


def context() -> dict:
    """Every list that the gallery's samples need."""
    return {
        "sections": [Section(slug, title, _documentation(component)) for slug, title, component in SECTIONS],
        "panes": [Pane("light"), Pane("dark")],
        "tab_items": [
            {"label": "Overview", "url": "#tabs", "current": True},
            {"label": "Entries", "url": "#tabs", "count": 12},
            {"label": "History", "url": "#tabs"},
        ],
        "crumbs": [{"label": "Entries", "url": "#tabs"}, {"label": "EX-1"}],
        "summary_rows": [
            {"label": "Code", "value": "EX-1", "change_url": "#summary_list"},
            {"label": "Started", "value": "days 240 to 270", "note": "autumn", "change_url": "#summary_list"},
            {"label": "Site", "absent": "Not asked", "change_url": "#summary_list"},
            {"label": "Remark", "value": ""},
        ],
        "version_rows": [
            {"name": "started", "label": "Started", "mine": "day 252", "theirs": "day 250", "differs": True},
            {"name": "site", "label": "Site", "mine": "Left", "theirs": "Left", "differs": False},
            {"name": "remark", "label": "Remark", "mine": "", "theirs": "Seen again", "differs": True},
        ],
        "sample_page": Paginator(range(95), 20).page(2),
        "header_facts": ["Institution A", "version 7", "saved 14:03"],
        "allowed_labels": ["CONCORDANT_PD", "DCP_STRICT"],
        "problems": [{"href": "#field", "message": "The entry ends on day 200 but starts on day 252."}],
    }


def _documentation(component: str) -> str:
    if not component:
        return ""
    found = OPENING_COMMENT.search(get_template(f"_components/{component}.html").template.source)
    return found.group(1).strip() if found else ""
