"""Samples for the component gallery: neutral words, invented values."""

from django import forms
from django.core.paginator import Paginator


class SampleForm(forms.Form):
    """One field of each kind, as crispy-forms or ``_components/field.html`` draws them."""

    code = forms.CharField(label="Code", help_text="Letters and figures, as your institution writes it.")
    started = forms.CharField(
        label="Started", required=False, help_text='A day, a month or a year: "12 Mar 2014", "Mar 2014", "d252".'
    )
    started_absent = forms.ChoiceField(
        label="Why is it blank?",
        required=False,
        choices=[("", "–"), ("unknown", "Unknown"), ("not-asked", "Not asked"), ("declined", "Declined to say")],
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
        label="Remark", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="Seen by your institution only."
    )


def context() -> dict:
    """Every list that the gallery's components need."""
    faulty = SampleForm({"code": "", "site": "middle"}, prefix="faulty", auto_id="id_%s")
    faulty.is_valid()
    return {
        "sample_form": SampleForm(prefix="sample"),
        "faulty_form": faulty,
        "tab_items": [
            {"label": "Overview", "url": "#tabs", "current": True},
            {"label": "Entries", "url": "#tabs", "count": 12},
            {"label": "History", "url": "#tabs"},
        ],
        "crumbs": [{"label": "Entries", "url": "#crumbs"}, {"label": "EX-1"}],
        "summary_rows": [
            {"label": "Code", "value": "EX-1", "change_url": "#summary"},
            {"label": "Started", "value": "days 240 to 270", "change_url": "#summary"},
            {"label": "Site", "absent": "Not asked", "change_url": "#summary"},
            {"label": "Remark", "value": ""},
        ],
        "version_rows": [
            {"name": "started", "label": "Started", "mine": "day 252", "theirs": "day 250", "differs": True},
            {"name": "site", "label": "Site", "mine": "Left", "theirs": "Left", "differs": False},
            {"name": "remark", "label": "Remark", "mine": "", "theirs": "Seen again", "differs": True},
        ],
        "page": Paginator(range(95), 20).page(2),
        "header_meta": ["Institution A", "version 7", "saved 14:03"],
    }
