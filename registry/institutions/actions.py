"""The only writers of accounts and institutions. Keyword-only, one transaction each, the person last."""

from django.db import transaction
from django.utils import timezone

from registry.institutions.models import Institution, Membership, Role, User
from registry.institutions.policies import Refused, check_can_administer, check_can_give, check_can_lead
from registry.institutions.scoping import Scope
from registry.institutions.sessions import end_sessions, end_what_is_open


@transaction.atomic
def save_institution(*, institution: Institution, by: Scope) -> Institution:
    """Create or change an institution."""
    check_can_administer(by)
    institution.full_clean()
    institution.save()
    return institution


@transaction.atomic
def set_sharing_level(*, institution: Institution, level: str, by: Scope) -> Institution:
    """Decide how far the institution's released cases reach; takes effect with the next page."""
    check_can_lead(institution, by)
    institution.sharing_level = level
    institution.full_clean()
    institution.save(update_fields=["sharing_level"])
    return institution


@transaction.atomic
def set_figure_rule(*, institution: Institution, withheld_up_to: int, rounded_to: int, by: Scope) -> Institution:
    """Decide how much care figures need that the institution's cases are in; takes effect with the next page."""
    check_can_lead(institution, by)
    institution.withheld_up_to, institution.rounded_to = withheld_up_to, rounded_to
    institution.full_clean()
    institution.save(update_fields=["withheld_up_to", "rounded_to"])
    return institution


@transaction.atomic
def add_member(*, institution: Institution, email: str, name: str, role: str, by: Scope) -> Membership:
    """Give a role; a person without an account gets one without a password, to be set through a link."""
    check_can_give(role, institution, by)
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        user = User(email=User.objects.normalize_email(email.strip()), name=name.strip())
        user.set_unusable_password()
        user.full_clean(exclude=["password"])
        user.save()
    membership = Membership(user=user, institution=institution, role=role)
    membership.full_clean()
    membership.save()
    return membership


@transaction.atomic
def remove_member(*, membership: Membership, by: Scope) -> None:
    """Take a role away; the account stays. Nobody takes away their own last administrator role."""
    check_can_give(membership.role, membership.institution, by)
    if membership.user_id == by.user_id and membership.role in (Role.LEAD, Role.ADMINISTRATOR):
        raise Refused("You cannot take this role from yourself. Ask another lead or administrator.")
    membership.delete()


@transaction.atomic
def set_active(*, user: User, active: bool, by: Scope) -> User:
    """Disable or enable an account; disabling ends its sessions, tokens and links, and enabling brings none back."""
    check_can_administer(by)
    if user.pk == by.user_id:
        raise Refused("You cannot disable your own account.")
    if not active:
        end_what_is_open(user, by=by)
        end_sessions(user)
        user.last_login = timezone.now()  # ends links that set a password, which hold the day of the last sign-in
    user.is_active = active
    user.save(update_fields=["is_active", "last_login"])
    return user


@transaction.atomic
def create_administrator(
    *, email: str, name: str, password: str, institution: Institution, staff: bool = False
) -> User:
    """The first account of a new registry, made on the command line. ``staff``: may look at tables under /admin/."""
    user = User.objects.filter(email__iexact=email).first() or User(email=User.objects.normalize_email(email))
    user.name = name
    user.is_staff = user.is_staff or staff
    user.set_password(password)
    user.full_clean()
    user.save()
    Membership.objects.get_or_create(user=user, institution=institution, role=Role.ADMINISTRATOR)
    return user
