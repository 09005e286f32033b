"""The form for a new token."""

from django import forms

from registry.institutions.tokens.models import LONGEST_NAME

PERIODS = ((30, "30 days"), (90, "90 days"), (365, "A year"))


class TokenForm(forms.Form):
    """What uses the token, and for how long it works."""

    name = forms.CharField(
        max_length=LONGEST_NAME,
        label="What will use it?",
        help_text="Such as “notebook on my laptop”.",
        error_messages={"required": "Say what will use the token, so that you know it again."},
    )
    days = forms.TypedChoiceField(
        choices=PERIODS,
        coerce=int,
        initial=90,
        widget=forms.RadioSelect,
        label="For how long?",
        error_messages={"required": "Choose for how long it works."},
    )
