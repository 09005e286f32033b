"""The only writers of projects. Keyword-only, one transaction each, the person last.

What a project reads, for what and until when is settled by two persons. Who approves is never who made or changed it
last: asked here, and by the database again.
"""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from registry.institutions.mailing import tell
from registry.institutions.models import Institution, Project, ProjectInstitution, ProjectMembership, Role, User
from registry.institutions.policies import Refused, check_can_administer
from registry.institutions.scoping import Scope

LONGEST = timedelta(days=3 * 366)
"""How far from today the last day of a project may lie; it can be extended."""


@transaction.atomic
def save_project(
    *, project: Project, institutions: Iterable[Institution], members: Iterable[User], by: Scope
) -> Project:
    """Create or change a project. It opens nothing until another administrator has approved it as it is now."""
    check_can_administer(by)
    return _write(project, institutions, members, edited_by=by.user_id)


@transaction.atomic
def open_project(
    *, project: Project, institutions: Iterable[Institution], members: Iterable[User], asked_by: User, by: Scope
) -> Project:
    """Make a project of what a researcher asked for, and approve it: two persons, neither of them alone."""
    check_can_administer(by)
    made = _write(project, institutions, members, edited_by=asked_by.pk)
    return approve_project(project=made, by=by)


@transaction.atomic
def approve_project(*, project: Project, by: Scope) -> Project:
    """Let the members read. Refused to who made or changed the project last."""
    check_can_administer(by)
    held = _held(project)
    if held.approved or held.closed:
        raise Refused(f"This project is {held.state.lower()}; there is nothing to approve.")
    if held.edited_by_id is None:
        raise Refused("Nobody is named who made this project. Save it once, then another administrator approves it.")
    if held.edited_by_id == by.user_id:
        raise Refused("Another administrator has to approve this: you made or changed it last.")
    check_last_day(held.until)
    held.approved, held.approved_by_id, held.approved_at = True, by.user_id, timezone.now()
    held.full_clean()
    held.save(update_fields=["approved", "approved_by", "approved_at"])
    tell(held.members.filter(is_active=True), "A project that you are in is approved.", held.get_absolute_url())
    return held


@transaction.atomic
def close_project(*, project: Project, by: Scope) -> Project:
    """End a project, at once and alone: taking away needs no second person. Saving it again asks for one."""
    check_can_administer(by)
    held = _held(project)
    held.approved, held.closed, held.extend_to, held.extend_asked_by = False, True, None, None
    held.save(update_fields=["approved", "closed", "extend_to", "extend_asked_by"])
    return held


@transaction.atomic
def add_project_member(*, project: Project, user: User, by: Scope) -> ProjectMembership:
    """Let one more researcher into a project."""
    check_can_administer(by)
    _check_researcher(user)
    membership = ProjectMembership(project=project, user=user)
    membership.full_clean()
    membership.save()
    return membership


@transaction.atomic
def remove_project_member(*, project: Project, user: User, by: Scope) -> None:
    """Take somebody out: an administrator anybody, everybody themselves."""
    if user.pk != by.user_id:
        check_can_administer(by)
    ProjectMembership.objects.filter(project=project, user=user).delete()


@transaction.atomic
def leave_project(*, project: Project, institution: Institution, by: Scope) -> None:
    """Take the rows of one institution out of a project: its leads may, at any time and alone."""
    if institution.pk not in by.led:
        raise Refused("Only a lead of this institution may take it out of a project.")
    ProjectInstitution.objects.filter(project=project, institution=institution).delete()


@transaction.atomic
def ask_for_extension(*, project: Project, until: date, by: Scope) -> Project:
    """Ask for a later last day: a member, or an administrator. Nothing changes until another administrator agrees."""
    if not by.administrator and not project.memberships.filter(user=by.user_id).exists():
        raise Refused("Only a member of the project, or an administrator, may ask for more time.")
    held = _held(project)
    if not held.approved:
        raise Refused("Only an approved project is extended.")
    check_last_day(until)
    if until <= held.until:
        raise ValidationError({"until": f"The project runs until {held.until:%-d %B %Y} already. Give a later day."})
    held.extend_to, held.extend_asked_by_id = until, by.user_id
    held.save(update_fields=["extend_to", "extend_asked_by"])
    return held


@transaction.atomic
def confirm_extension(*, project: Project, by: Scope) -> Project:
    """Give the time that was asked for. Refused to who asked."""
    check_can_administer(by)
    held = _held(project)
    if held.extend_to is None:
        raise Refused("Nobody asked for more time.")
    if held.extend_asked_by_id == by.user_id:
        raise Refused("Another administrator has to agree: you asked for the extension.")
    held.until, held.edited_by_id, held.edited_at = held.extend_to, held.extend_asked_by_id, timezone.now()
    held.approved_by_id, held.approved_at = by.user_id, timezone.now()
    held.extend_to, held.extend_asked_by = None, None
    names = ["until", "edited_by", "edited_at", "approved_by", "approved_at", "extend_to", "extend_asked_by"]
    held.full_clean()
    held.save(update_fields=names)
    return held


@transaction.atomic
def refuse_extension(*, project: Project, by: Scope) -> Project:
    """Let a wish for more time go."""
    check_can_administer(by)
    held = _held(project)
    held.extend_to, held.extend_asked_by = None, None
    held.save(update_fields=["extend_to", "extend_asked_by"])
    return held


def check_last_day(until: date | None) -> None:
    """``ValidationError`` unless the day is one on which a project may end."""
    today = timezone.now().date()
    if until is None:
        raise ValidationError({"until": "Give the last day of the project."})
    if until < today:
        raise ValidationError({"until": "The last day is past already. Give a later one."})
    if until > today + LONGEST:
        raise ValidationError({"until": "A project runs three years at most; it can be extended. Give an earlier day."})


def _write(project: Project, institutions: Iterable[Institution], members: Iterable[User], *, edited_by: uuid.UUID):
    """What was approved is approved no longer: the database lets nothing of an approved project change."""
    researchers = list(members)
    for user in researchers:
        _check_researcher(user)
    project.approved, project.approved_by, project.approved_at = False, None, None
    project.closed, project.extend_to, project.extend_asked_by = False, None, None
    project.edited_by_id, project.edited_at = edited_by, timezone.now()
    check_last_day(project.until)
    project.full_clean()
    project.save()
    project.institutions.set(institutions)
    ProjectMembership.objects.filter(project=project).exclude(user__in=researchers).delete()
    for user in researchers:
        ProjectMembership.objects.get_or_create(project=project, user=user)
    return project


def _check_researcher(user: User) -> None:
    if not user.memberships.filter(role=Role.RESEARCHER).exists():
        raise ValidationError({"members": f"{user} is not a researcher of any institution."})


def _held(project: Project) -> Project:
    """Hold the project, so that an approval and a change do not pass each other."""
    return Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
