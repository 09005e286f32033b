"""Projects as two persons made them, without the pages."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from registry.institutions.models import Institution, Project, ProjectMembership, User

A_YEAR_ON = timezone.now().date() + timedelta(days=365)


def approved_project(
    title: str, *, institutions: Iterable[Institution], members: Iterable[User], until: date = A_YEAR_ON
) -> Project:
    """A project in force: made by its first member, approved by somebody who is nothing else."""
    readers, now = list(members), timezone.now()
    project = Project.objects.create(title=title, until=until, edited_by=readers[0], edited_at=now)
    project.institutions.set(institutions)
    for one in readers:
        ProjectMembership.objects.create(project=project, user=one)
    second = User.objects.get_or_create(email="second@registry.example", defaults={"name": "Second"})[0]
    project.approved, project.approved_by, project.approved_at = True, second, now
    project.save()
    return project
