"""Forms of projects."""

from django import forms

from registry.institutions.models import Project, Role, User

LAST_DAY = {"required": "Give the last day.", "invalid": "Give the last day as a date, such as 2027-06-30."}


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def researchers():
    """Active accounts that hold the role of researcher somewhere, by name."""
    return User.objects.filter(memberships__role=Role.RESEARCHER, is_active=True).distinct().order_by("name")


class ProjectForm(forms.ModelForm):
    """A project with the institutions it reads, its researchers and its last day."""

    members = forms.ModelMultipleChoiceField(
        queryset=User.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Project
        fields = ["title", "question", "purpose", "ethics_ref", "until", "institutions"]
        widgets = {
            "institutions": forms.CheckboxSelectMultiple,
            "question": forms.Textarea(attrs={"rows": 2}),
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "until": _day(),
        }
        help_texts = {"until": "After this day its members read nothing through it. Three years at most."}
        error_messages = {
            "title": {"required": "Give the title."},
            "institutions": {"required": "Choose the institutions that the project reads."},
            "until": LAST_DAY,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].required = True
        self.fields["members"].queryset = researchers()
        if not self.instance._state.adding:
            self.fields["members"].initial = self.instance.members.all()


class ProjectMemberForm(forms.Form):
    """One more researcher."""

    user = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label="Add a researcher",
        error_messages={"required": "Choose a researcher.", "invalid_choice": "Choose a researcher of the list."},
    )

    def __init__(self, *args, project: Project, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = researchers().exclude(project_memberships__project=project)


class ExtensionForm(forms.Form):
    """A later last day."""

    until = forms.DateField(label="Until when?", widget=_day(), error_messages=LAST_DAY)
