"""What is asked before a case moves: why, or to whom."""

from django import forms
from django.db.models import QuerySet

from cases.review.leaving import LONGEST
from registry.institutions.models import User


class ReasonForm(forms.Form):
    """Why a move is made; what is forbidden in the words is said by the move."""

    use_required_attribute = False
    reason = forms.CharField(
        max_length=LONGEST,
        error_messages={"max_length": f"Keep the reason to {LONGEST} characters; it has %(show_value)s."},
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, data=None, *, label: str, help_text: str, missing: str):
        super().__init__(data)
        field = self.fields["reason"]
        field.label, field.help_text, field.error_messages["required"] = label, help_text, missing


def return_form(data) -> ReasonForm:
    """Why a reviewer returns a case."""
    return ReasonForm(
        data,
        label="Why the case goes back",
        help_text="What the institution has to change or to explain, in a few sentences. Its members read this, and"
        " whoever reviews the case again. Leave out names, numbers and calendar dates.",
        missing="Say why the case goes back, so that its institution knows what to change.",
    )


def amend_form(data) -> ReasonForm:
    """Why an accepted case is changed."""
    return ReasonForm(
        data,
        label="Why the case is changed",
        help_text="Once for everything that you change now: what was wrong or is new, and where it was read. It stands"
        " with each change in the trail; your institution and the reviewer read it. Leave out names, numbers and"
        " calendar dates.",
        missing="Say why the case is changed; without a reason it stays as it was accepted.",
    )


class AssignForm(forms.Form):
    """To which reviewer a case is given."""

    use_required_attribute = False
    reviewer = forms.ModelChoiceField(
        User.objects.none(),
        label="Reviewer",
        empty_label="Choose a reviewer",
        error_messages={"required": "Choose who reviews the case.", "invalid_choice": "Choose one of those listed."},
    )

    def __init__(self, data=None, *, people: QuerySet[User]):
        super().__init__(data)
        self.fields["reviewer"].queryset = people
