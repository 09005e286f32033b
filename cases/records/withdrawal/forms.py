"""What is asked before a case is withdrawn."""

from django import forms

from cases.records.models import Tombstone, WithdrawalReason
from cases.records.models.tombstone import LONGEST_NOTE


class WithdrawForm(forms.Form):
    """Why a case may no longer be used."""

    use_required_attribute = False
    reason = forms.ChoiceField(
        label="Why the case may no longer be used",
        choices=WithdrawalReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say why the case may no longer be used."},
    )
    note = forms.CharField(
        label="Anything to add",
        required=False,
        max_length=LONGEST_NOTE,
        help_text="Your institution reads this on the tombstone. Leave out names, numbers and calendar dates.",
        error_messages={"max_length": f"Keep it to {LONGEST_NOTE} characters; it has %(show_value)s."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        Tombstone(note=cleaned.get("note", "")).clean()
        return cleaned
