"""Forms of requests for access."""

from django import forms

from registry.institutions.access.models import AccessRequest
from registry.institutions.models import Institution, Role, SharingLevel, User
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

    colleagues = forms.ModelMultipleChoiceField(
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Who reads with you?",
        help_text="Researchers of your own institution. An administrator adds others to the project.",
    )

    class Meta:
        model = AccessRequest
        fields = ["title", "question", "purpose", "ethics_ref", "until"]
        labels = {"until": "Until when?"}
        widgets = {
            "question": forms.Textarea(attrs={"rows": 2}),
            "purpose": forms.Textarea(attrs={"rows": 5}),
            "until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "title": "What the project will be called.",
            "question": "The research question, in a sentence or two.",
            "ethics_ref": "Number of the vote of your ethics committee, if there is one.",
            "until": "The last day on which you read the rows. Three years at most; it can be extended.",
            "purpose": "What it is for, and why rows are needed where counts are not enough. Leads and"
            " administrators read it. Leave out names, numbers and dates of patients.",
        }
        error_messages = {
            "title": {"required": "Give the title."},
            "question": {"required": "Give the research question."},
            "purpose": {"required": "Say what it is for."},
            "until": {"required": "Give the last day.", "invalid": "Give the last day as a date, such as 2027-06-30."},
        }

    def __init__(self, *args, scope: Scope, **kwargs):
        """``scope``: of who asks; rows of their own institutions they read anyway."""
        super().__init__(*args, **kwargs)
        for name in ("question", "until"):
            self.fields[name].required = True
        at_home = {"memberships__institution__in": scope.home, "memberships__role": Role.RESEARCHER}
        near = User.objects.filter(**at_home, is_active=True).exclude(pk=scope.user_id)
        self.fields["colleagues"].queryset = near.distinct().order_by("name")
        if not near.exists():
            del self.fields["colleagues"]
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
