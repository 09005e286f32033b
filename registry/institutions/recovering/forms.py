"""The form that begins a recovery."""

from django import forms

from registry.institutions.models import User


class RecoveryForm(forms.Form):
    """Whose account, and how one made sure who asks."""

    user = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label="Whose account?",
        error_messages={"required": "Choose the account.", "invalid_choice": "Choose an account of the list."},
    )
    reason = forms.CharField(
        max_length=300,
        label="How did you make sure who asks?",
        help_text="Such as “called back at the number of the hospital, 24 Nov”. A message alone is not enough.",
        error_messages={"required": "Say how you made sure who asks: the other administrator relies on it."},
    )

    def __init__(self, *args, but: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.filter(is_active=True).exclude(pk=but.pk).order_by("name")
