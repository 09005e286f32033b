"""The form that lifts the limit of one person."""

from django import forms

DAYS = (("1", "One day"), ("7", "Seven days"))


class LiftForm(forms.Form):
    """For how long one person may ask without a limit, and why."""

    days = forms.TypedChoiceField(
        choices=DAYS,
        coerce=int,
        initial="1",
        label="For how long?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose one of the times that the page offers.",
            "invalid_choice": "Choose one of the times that the page offers.",
        },
    )
    reason = forms.CharField(
        max_length=200,
        label="Why?",
        help_text="It stays in the audit trail. Leave out names, numbers and dates of patients.",
        error_messages={"required": "Say why this person needs to ask more, in a few words."},
    )
