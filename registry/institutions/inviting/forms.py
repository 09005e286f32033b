"""The form behind an invitation."""

from allauth.account.adapter import get_adapter
from allauth.account.fields import PasswordField
from django import forms


class FirstPassword(forms.Form):
    """The first password of an account, typed twice."""

    password1 = PasswordField(label="New password", autocomplete="new-password")
    password2 = PasswordField(label="New password, once more", autocomplete="new-password")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            field.error_messages |= {"required": "Give the password."}
        self.fields["password1"].help_text = "12 characters or more; several words are easier to remember."

    def clean_password1(self) -> str:
        return get_adapter().clean_password(self.cleaned_data["password1"], user=self.user)

    def clean(self) -> dict:
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            self.add_error("password2", "The two passwords differ. Type the same twice.")
        return self.cleaned_data
