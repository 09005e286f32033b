"""Forms for members and institutions."""

from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError

from registry.institutions.models import Institution, Role, SharingLevel
from registry.institutions.policies import GIVEN_BY_A_LEAD


class MemberForm(forms.Form):
    """Give a person a role; the account is made if there is none."""

    email = forms.EmailField(
        label="E-mail address",
        error_messages={
            "required": "Give the e-mail address.",
            "invalid": "Give a whole e-mail address, such as name@hospital.example.",
        },
    )
    name = forms.CharField(
        max_length=120,
        label="Name",
        help_text="Used only if the account is new.",
        error_messages={"required": "Give the name."},
    )
    role = forms.ChoiceField(choices=())

    def __init__(self, *args, administrator: bool, **kwargs):
        super().__init__(*args, **kwargs)
        given = Role.choices if administrator else [(role.value, role.label) for role in GIVEN_BY_A_LEAD]
        self.fields["role"].choices = given


class SharingForm(forms.Form):
    """How far the institution's accepted cases reach."""

    level = forms.ChoiceField(
        choices=SharingLevel.choices, widget=forms.RadioSelect, label="Who outside sees your accepted cases?"
    )


class FigureRuleForm(forms.ModelForm):
    """How much care figures need that this institution's cases are in."""

    class Meta:
        model = Institution
        fields = ["withheld_up_to", "rounded_to"]
        labels = {"withheld_up_to": "Which figures are withheld?", "rounded_to": "How are larger figures rounded?"}
        widgets = {"withheld_up_to": forms.RadioSelect, "rounded_to": forms.RadioSelect}


class InstitutionForm(forms.ModelForm):
    """An institution as the administrator sets it up."""

    class Meta:
        model = Institution
        fields = [
            "code",
            "name",
            "country",
            "timezone",
            "ethics_ref",
            "sharing_level",
            "collects_ancestry",
            "active",
        ]
        labels = {"timezone": "Time zone"}
        help_texts = {
            "code": "Short code used in exchanged files: letters, digits and hyphens, such as NORTH.",
            "timezone": "By its name in the tz database, such as Europe/Berlin.",
            "active": "Unticked, its members cannot work here and its cases leave every cohort.",
        }
        error_messages = {
            "code": {
                "required": "Give the code.",
                "invalid": "A code is made of letters, digits, hyphens and underscores, without spaces, such as NORTH.",
            },
            "name": {"required": "Give the name."},
            "country": {
                "required": "Give the country as two capital letters, such as IT or GB.",
                "max_length": "Give the country as two capital letters, such as IT or GB.",
            },
            "timezone": {"required": "Give the time zone, such as Europe/Berlin."},
        }

    def clean_timezone(self) -> str:
        name = self.cleaned_data["timezone"]
        if name not in available_timezones():
            raise ValidationError("There is no time zone of this name. Write one such as Europe/Berlin, or UTC.")
        return name
