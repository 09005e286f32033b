"""Forms of requests for access."""

from django import forms

from registry.institutions.access.models import AccessRequest
from registry.institutions.models import Institution, SharingLevel
from registry.institutions.scoping import Scope


class AskForm(forms.ModelForm):
    """What a researcher wants to find out, and from whose cases."""

    institutions = forms.ModelMultipleChoiceField(
        queryset=Institution.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        label="Whose cases?",
        help_text="Each institution answers for itself. You read the rows of those that agree.",
        error_messages={"required": "Choose at least one institution."},
    )

    class Meta:
        model = AccessRequest
        fields = ["title", "purpose"]
        widgets = {"purpose": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "title": "What the project will be called.",
            "purpose": "What you want to find out, and why rows are needed where counts are not enough. Leads and"
            " administrators read it. Leave out names, numbers and dates of patients.",
        }
        error_messages = {
            "title": {"required": "Give the title."},
            "purpose": {"required": "Say what you want to find out."},
        }

    def __init__(self, *args, scope: Scope, **kwargs):
        """``scope``: of who asks; rows of their own institutions they read anyway."""
        super().__init__(*args, **kwargs)
        shared = Institution.objects.filter(active=True).exclude(sharing_level=SharingLevel.OWN)
        self.fields["institutions"].queryset = shared.exclude(pk__in=scope.sites).order_by("name")


class AnswerForm(forms.Form):
    """What one institution says."""

    agreed = forms.TypedChoiceField(
        choices=(("yes", "We agree"), ("no", "We do not agree")),
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        label="Your answer",
        error_messages={"required": "Choose whether you agree.", "invalid_choice": "Choose whether you agree."},
    )
    remark = forms.CharField(
        max_length=300,
        required=False,
        label="Remark",
        help_text="The researcher and the administrators read it. Leave out anything about a patient.",
    )
