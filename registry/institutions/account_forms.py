"""The forms of allauth, named in ``ACCOUNT_FORMS``, in the words of this house."""

from allauth.account import forms as allauth
from django import forms

EMAIL = "E-mail address"
NEW = "New password"
AGAIN = "New password, once more"
WRONG_ADDRESS = "Give a whole e-mail address, such as name@hospital.example."


class SignIn(allauth.LoginForm):
    """Sign in by e-mail address and password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _name(self, login=EMAIL, remember="Stay signed in when the browser closes, for up to 12 hours")
        self.fields["login"].error_messages |= {"required": "Give your e-mail address.", "invalid": WRONG_ADDRESS}


class AskForLink(allauth.ResetPasswordForm):
    """Ask for a link that sets a new password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _name(self, email=EMAIL)
        self.fields["email"].error_messages |= {"required": "Give your e-mail address.", "invalid": WRONG_ADDRESS}


class PasswordByLink(allauth.ResetPasswordKeyForm):
    """Set the password of an account whose link one holds."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _name(self, password1=NEW, password2=AGAIN)


class ChangePassword(allauth.ChangePasswordForm):
    """Change one's own password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _name(self, oldpassword="Present password", password1=NEW, password2=AGAIN)


class FirstPassword(allauth.SetPasswordForm):
    """Set a password of one's own where the account has none."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _name(self, password1=NEW, password2=AGAIN)


def _name(form: forms.Form, **labels: str) -> None:
    """Label the fields; a placeholder that only repeats the label goes."""
    for name, label in labels.items():
        form.fields[name].label = label
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        if "password" in name:
            field.error_messages |= {"required": "Give the password."}
