"""Pages for leads and administrators, and the one-click sign-in of the demonstration."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from registry.institutions import actions
from registry.institutions.adapter import InvitedOnly
from registry.institutions.demo import demo_users
from registry.institutions.forms import FigureRuleForm, InstitutionForm, MemberForm, SharingForm
from registry.institutions.guards import (
    administers,
    leads_or_administers,
    leads_somewhere,
    proved_again,
    public,
    require,
)
from registry.institutions.inviting.actions import invite
from registry.institutions.inviting.models import Invitation
from registry.institutions.inviting.telling import told
from registry.institutions.models import Institution, Membership, User
from registry.institutions.policies import can_hand_over
from registry.institutions.proving.proof import note_proof

PASSWORD_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@public
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as a demo account; outside demo mode there is no such page."""
    if not settings.DEMO:
        raise Http404
    user = get_object_or_404(demo_users(), email=request.POST.get("email", ""))
    login(request, user, backend=PASSWORD_BACKEND)
    note_proof(request, user, "demo", again=False)
    onward = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()}):
        return redirect(onward)
    return redirect(InvitedOnly(request).get_login_redirect_url(request))


@require(leads_somewhere)
def institution_detail(request: HttpRequest) -> HttpResponse:
    """The institutions that the person leads: members, sharing level."""
    led = Institution.objects.filter(pk__in=request.scope.led).order_by("name")
    sections = [_section(request, institution) for institution in led]
    return render(request, "institutions/detail.html", {"sections": sections})


@require(leads_or_administers)
@require_POST
@proved_again
def member_add(request: HttpRequest, code: str) -> HttpResponse:
    """Add a member; on a fault the page comes back with what was typed."""
    institution = _institution(request, code)
    form = MemberForm(request.POST, administrator=request.scope.administrator)
    if form.is_valid() and _tried(request, form, _add, institution):
        return redirect(_home(request, institution))
    return render(request, "institutions/member.html", {"form": form, "institution": institution}, status=422)


@require(leads_or_administers)
@require_POST
@proved_again
def member_remove(request: HttpRequest, code: str, membership: uuid.UUID) -> HttpResponse:
    """Take a role away."""
    institution = _institution(request, code)
    held = get_object_or_404(Membership, pk=membership, institution=institution)
    try:
        actions.remove_member(membership=held, by=request.scope)
        messages.success(request, f"{held.user} is no longer {held.get_role_display().lower()} here.")
    except PermissionDenied as refused:
        messages.error(request, str(refused))
    return redirect(_home(request, institution))


@require(leads_somewhere)
@require_POST
def sharing_level(request: HttpRequest, code: str) -> HttpResponse:
    """Set how far the institution's cases reach."""
    institution = _institution(request, code)
    form = SharingForm(request.POST)
    if form.is_valid():
        actions.set_sharing_level(institution=institution, level=form.cleaned_data["level"], by=request.scope)
        messages.success(request, f"Sharing level of {institution} saved.")
    else:
        messages.error(request, "Choose one of the three sharing levels.")
    return redirect("institution-detail")


@require(leads_or_administers)
@require_POST
def figure_rule(request: HttpRequest, code: str) -> HttpResponse:
    """Set how much care figures need that the institution's cases are in."""
    institution = _institution(request, code)
    form = FigureRuleForm(request.POST)
    if form.is_valid():
        actions.set_figure_rule(institution=institution, **form.cleaned_data, by=request.scope)
        messages.success(request, f"The rule for figures with cases of {institution} is saved.")
    else:
        messages.error(request, "Choose one of the limits and one of the roundings that the page offers.")
    return redirect(_home(request, institution))


@require(administers)
def institution_edit(request: HttpRequest, code: str | None = None) -> HttpResponse:
    """Create or change an institution, and its members."""
    institution = get_object_or_404(Institution, code=code) if code else Institution()
    form = InstitutionForm(request.POST or None, instance=institution)
    if request.method == "POST" and form.is_valid():
        actions.save_institution(institution=form.instance, by=request.scope)
        messages.success(request, f"{form.instance} saved.")
        return redirect("institution-edit", code=form.instance.code)
    context = {"form": form, "institution": institution if code else None}
    if code:
        context["section"] = _section(request, Institution.objects.get(code=code))
    return render(request, "institutions/institution.html", context, status=422 if form.errors else 200)


@require(administers)
@require_POST
@proved_again
def account_active(request: HttpRequest, user: uuid.UUID) -> HttpResponse:
    """Disable or enable an account."""
    account = get_object_or_404(User, pk=user)
    try:
        actions.set_active(user=account, active=request.POST.get("active") == "yes", by=request.scope)
        messages.success(request, f"The account of {account} is {'enabled' if account.is_active else 'disabled'}.")
    except PermissionDenied as refused:
        messages.error(request, str(refused))
    return redirect("account-list")


def _section(request: HttpRequest, institution: Institution) -> dict:
    return {
        "institution": institution,
        "members": institution.memberships.select_related("user").order_by("user__name", "role"),
        "invitations": Invitation.objects.waiting_at(institution),
        "form": MemberForm(administrator=request.scope.administrator, auto_id=f"id_{institution.code}_%s"),
        "sharing": SharingForm(initial={"level": institution.sharing_level}, auto_id=f"id_{institution.code}_%s"),
        "figures": FigureRuleForm(instance=institution, auto_id=f"id_{institution.code}_%s"),
    }


def _institution(request: HttpRequest, code: str) -> Institution:
    reachable = Institution.objects.all()
    if not request.scope.administrator:
        reachable = reachable.filter(pk__in=request.scope.led)
    return get_object_or_404(reachable, code=code)


def _home(request: HttpRequest, institution: Institution) -> str:
    if institution.pk in request.scope.led:
        return reverse("institution-detail")
    return reverse("institution-edit", args=[institution.code])


def _tried(request: HttpRequest, form, action, *args) -> bool:
    """Run an action of a valid form; a refusal becomes an error of the form."""
    try:
        messages.success(request, action(request, form, *args))
    except ValidationError as fault:
        form.add_error(None, fault)
    except PermissionDenied as refused:
        form.add_error(None, str(refused))
    return not form.errors


def _add(request: HttpRequest, form: MemberForm, institution: Institution) -> str:
    held = actions.add_member(institution=institution, **form.cleaned_data, by=request.scope)
    given = f"{held.user} is now {held.get_role_display().lower()} at {institution}."
    if held.user.has_usable_password():
        return given
    if not can_hand_over(held.user, request.scope):
        return f"{given} They have not set a password yet; an administrator can give them the link."
    return f"{given} {told(request, invite(user=held.user, by=request.scope))}"
