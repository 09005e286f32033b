"""Projects of the demonstration: one in force, one that is asked for, one past its last day."""

from datetime import timedelta

from django.utils import timezone

from registry.institutions.access.actions import ask_for_access
from registry.institutions.access.models import AccessRequest
from registry.institutions.demo import DEMO_DOMAIN
from registry.institutions.models import Institution, Project, User
from registry.institutions.projects.actions import approve_project, save_project
from registry.institutions.scoping import Scope, acting, scope_of

PAGE = "load_demo"
PROJECT = "Why the skin? Cutaneous progression under anti-HER2 therapy"
ASKED = "What was given after the skin progressed?"
PAST = "How often is skin progression first seen by the patient?"
MADE_BY, APPROVED_BY, READER = "administrator.south", "administrator", "researcher.south"
A_YEAR = timedelta(days=365)


def show_projects() -> None:
    """What is there already stays."""
    north = [Institution.objects.get(code="NORTH")]
    today = timezone.now().date()
    said = {"question": "Where does the skin part from the rest?", "purpose": "To compare courses row by row."}
    _in_force(Project(title=PROJECT, **said, ethics_ref="Invented vote 2026-11", until=today + A_YEAR), north)
    _past(Project(title=PAST, question="Who noticed it?", purpose="To compare.", until=today), north)
    _ask(north)


def show_crowd_project(title: str, institutions: list[Institution]) -> None:
    """The project that opens the invented hospitals to the researcher."""
    last_day = timezone.now().date() + A_YEAR
    _in_force(Project(title=title, purpose="Every patient is invented.", until=last_day), institutions)


def _in_force(project: Project, institutions: list[Institution]) -> bool:
    """Made by one administrator, approved by another. False where it was there already."""
    if Project.objects.filter(title=project.title).exists():
        return False
    maker, second = _scope(MADE_BY), _scope(APPROVED_BY)
    with acting(maker, page=PAGE):
        save_project(project=project, institutions=institutions, members=[_person(READER)], by=maker)
    with acting(second, page=PAGE):
        approve_project(project=project, by=second)
    return True


def _past(project: Project, institutions: list[Institution]) -> None:
    """The demonstration has no past of its own: the last day, which was today, becomes a day last month."""
    if _in_force(project, institutions):
        last_month = timezone.now().date() - timedelta(days=30)
        with acting(_scope(APPROVED_BY), page=PAGE):
            Project.objects.filter(pk=project.pk).update(until=last_month)


def _ask(institutions: list[Institution]) -> None:
    asking = _scope(READER)
    with acting(asking, page=PAGE):
        if not AccessRequest.objects.filter(title=ASKED).exists():
            ask_for_access(
                title=ASKED,
                question="Which regimen follows, and how long does it hold?",
                purpose="Counts by regimen are withheld where they are small.",
                until=timezone.now().date() + A_YEAR,
                institutions=institutions,
                by=asking,
            )


def _person(name: str) -> User:
    return User.objects.get(email=f"{name}@{DEMO_DOMAIN}")


def _scope(name: str) -> Scope:
    return scope_of(_person(name))
