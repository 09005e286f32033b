"""The ways in which a person proves again who they are, each a form of its own; those of allauth check and count."""

from collections.abc import Iterable

from allauth.account.forms import ReauthenticateForm as PasswordAgain
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import ratelimit
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgain
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm as PasskeyAgain
from django import forms
from django.http import HttpRequest

from registry.institutions.demo import demo_users
from registry.institutions.proving.proof import note_proof
from registry.institutions.second_factor.forms import CountedCode
from registry.institutions.typed import AGAIN

TOO_OFTEN = "Too many tries. Wait a minute, then try again."


class Password(PasswordAgain):
    """The password of the account."""

    way, prefix, button = "password", f"{AGAIN}1", "Go on with the password"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["password"]
        field.label, field.help_text = "Password", ""
        field.widget.attrs.pop("placeholder", None)
        field.error_messages |= {"required": "Give your password."}

    def note(self, request: HttpRequest) -> None:
        reauthenticate_by_password(request)


class Code(CountedCode, CodeAgain):
    """A code of the app, or one of the recovery codes."""

    way, prefix, button = "code", f"{AGAIN}2", "Go on with the code"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label, field.help_text = "Code", "Of your app, or one of your recovery codes."
        field.widget.attrs |= {"inputmode": "numeric"}
        field.widget.attrs.pop("placeholder", None)
        field.error_messages |= {"required": "Give the code."}

    def note(self, request: HttpRequest) -> None:
        self.save()


class Passkey(PasskeyAgain):
    """A passkey or security key; the page's script fills the field."""

    way, prefix, button = "passkey", f"{AGAIN}3", "Go on with a passkey"

    def note(self, request: HttpRequest) -> None:
        self.save()


class Click(forms.Form):
    """One click, for the invented people of the demonstration."""

    way, prefix, button = "demo", f"{AGAIN}4", "Yes, it is me"

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def note(self, request: HttpRequest) -> None:
        note_proof(request, self.user, "demo", again=True)


def ways_of(user, by_factor: bool = False) -> list[type[forms.Form]]:
    """The forms that this person can prove themselves by. ``by_factor``: not the password, where there is more."""
    held = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    can = {
        Click: demo_users().filter(pk=user.pk).exists(),
        Passkey: Authenticator.Type.WEBAUTHN in held,
        Password: user.has_usable_password() and not (by_factor and held),
        Code: bool(held & {Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES}),
    }
    return [way for way, is_open in can.items() if is_open]


def forms_for(request: HttpRequest, by_factor: bool = False) -> list[forms.Form]:
    """One form per way, the one that was sent with what is wrong in it."""
    sent = sent_way(request)
    return [
        way(user=request.user, data=request.POST if way.way == sent else None, prefix=way.prefix)
        for way in ways_of(request.user, by_factor)
    ]


def sent_way(request: HttpRequest) -> str:
    return request.POST.get(f"{AGAIN}way", "")


def prove(request: HttpRequest, offered: Iterable[forms.Form]) -> bool:
    """Check the form that was sent; a good one is kept in the session as a proof."""
    form = next((one for one in offered if one.is_bound), None)
    if form is None:
        return False
    if not ratelimit.consume(request, action="reauthenticate", user=request.user):
        form.add_error(None, TOO_OFTEN)
    if not form.is_valid():
        return False
    form.note(request)
    return True
