"""How allauth behaves here: accounts are given, never taken."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.module_loading import import_string

from registry.institutions.proving.proof import is_proved
from registry.institutions.scoping import scope_of
from registry.institutions.second_factor.standing import BY_PROVIDER
from registry.institutions.throttle import count_try, remember_device

FIRST_PAGES = (
    ("clinician", "my-work"),
    ("reviewer", "review-list"),
    ("researcher", "cohort-builder"),
    ("administrator", "administration"),
)


TOO_MANY = "Too many tries. Wait a quarter of an hour, or sign in with a passkey: that is open to you all the time."


class InvitedOnly(DefaultAccountAdapter):
    """No sign-up page; after signing in, each role starts at its own work."""

    error_messages = DefaultAccountAdapter.error_messages | {"too_many_login_attempts": TOO_MANY}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials):
        """Counted before the password is looked at; the right one takes its count back."""
        tries = count_try(request, credentials.get("email", ""), "password")
        if not tries.allowed:
            raise self.validation_error("too_many_login_attempts")
        user = super().authenticate(request, **credentials)
        if user:
            tries.take_back()
        return user

    def login(self, request: HttpRequest, user) -> None:
        """The session knows whether the single sign-on vouched, at this very sign-in, for a second factor."""
        super().login(request, user)
        request.session[BY_PROVIDER] = getattr(request, "vouched_for", "")

    def post_login(self, request: HttpRequest, user, **details) -> HttpResponse:
        response = super().post_login(request, user, **details)
        remember_device(request, response, user)
        return response

    def get_login_stages(self) -> list[str]:
        """After the password, or after the single sign-on where it did not do so itself: the second step."""
        return ["registry.institutions.single_sign_on.adapter.SecondStep"]

    def is_reauthentication_required(self, app: str | None = None) -> bool:
        """A fresh sign-in is proof as well; allauth counts only what came after it."""
        return not is_proved(context.request)

    def get_reauthentication_methods(self, user) -> list[dict]:
        """One page of this house asks, whatever the way (registry.institutions.proving)."""
        page = {"id": "prove-again", "description": "Confirm that it is you", "url": reverse("prove-again")}
        return [page] if user.is_authenticated else []

    def logout(self, request: HttpRequest) -> None:
        """Sign out, and end what the person left open elsewhere: see ``settings.AT_SIGN_OUT``."""
        for name in settings.AT_SIGN_OUT:
            import_string(name)(by=request.scope)
        super().logout(request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        scope = scope_of(request.user)
        page = next((page for role, page in FIRST_PAGES if getattr(scope, role)), "front")
        return reverse(page)
