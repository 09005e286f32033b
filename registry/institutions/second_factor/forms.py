"""The forms of allauth about the second factor, named in ``MFA_FORMS``, in the words of this house."""

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms

from registry.institutions.throttle import count_try

LONGEST_NAME = 60


class SetUpApp(totp.ActivateTOTPForm):
    """The first code of a newly set up app."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _ask_for_code(self, "Code that the app shows now")


class CountedCode(forms.Form):
    """Before a form that takes a code: each code that is tried counts."""

    def clean_code(self) -> str:
        tries = count_try(context.request, self.user.email, "code")
        if not tries.allowed:
            raise get_adapter().validation_error("too_many_login_attempts")
        code = super().clean_code()
        tries.take_back()
        return code


class GiveCode(CountedCode, base.AuthenticateForm):
    """The code at sign-in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _ask_for_code(self, "Code")
        self.fields["code"].help_text = "Of your app, or one of your recovery codes."


class AddPasskey(webauthn.AddWebAuthnForm):
    """A name for a new passkey; the page's script fills the rest."""

    def __init__(self, *args, **kwargs):
        kwargs["initial"] = {"passwordless": True} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        _ask_for_name(self)
        alone = self.fields["passwordless"]
        alone.label = "Sign in with this passkey alone, without a password"
        alone.help_text = "Untick it for a security key that asks neither for a PIN nor for a finger."


class RenamePasskey(webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _ask_for_name(self)


def _ask_for_code(form: forms.Form, label: str) -> None:
    field = form.fields["code"]
    field.label = label
    field.error_messages |= {"required": "Give the code."}
    field.widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}
    field.widget.attrs.pop("placeholder", None)


def _ask_for_name(form: forms.Form) -> None:
    form.fields["name"] = forms.CharField(
        label="Name",
        max_length=LONGEST_NAME,
        required=form.fields["name"].required,
        initial=form.initial.get("name"),
        help_text="So that you know later which one it is, such as “telephone” or “key on my ring”.",
        error_messages={"required": "Give the passkey a name."},
    )
    form.order_fields(["name"])
