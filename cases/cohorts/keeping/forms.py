"""The form that gives a cohort a name."""

import uuid

from django import forms

from cases.cohorts.models import SavedCohort

LIVE, FROZEN = "live", "frozen"


class NameForm(forms.ModelForm):
    """Name and purpose of a cohort that is saved or frozen.

    ``key`` is made with the form and becomes that of the run, so that a form that is sent twice freezes once.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    keep = forms.ChoiceField(choices=[(LIVE, LIVE), (FROZEN, FROZEN)], required=False, widget=forms.HiddenInput)

    class Meta:
        model = SavedCohort
        fields = ["name", "description"]
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"name": {"required": "Give the cohort a name."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4()
        self.fields["description"].label = "What it is for"

    @property
    def words(self) -> dict[str, str]:
        """Name and description, as the actions take them."""
        return {name: self.cleaned_data[name] for name in ("name", "description")}
