"""What became of a project, from the trail: who did what to it, its members and its institutions, and when."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from registry.institutions.models import Institution, Project, ProjectInstitution, ProjectMembership, User

LATEST = 50
"""Lines shown, the newest first."""


@dataclass(frozen=True)
class Line:
    """One entry of the trail in words. ``who``: the name of the person, or “a command”."""

    at: datetime
    who: str
    what: str


def history_of(project: Project) -> list[Line]:
    """The latest entries about a project, the newest first."""
    entries = [(one, _of_the_project(one)) for one in _events(Project, "pgh_obj_id", project)]
    for model, name, names in (
        (ProjectMembership, "user_id", User),
        (ProjectInstitution, "institution_id", Institution),
    ):
        found = list(_events(model, "project_id", project))
        called = names.objects.in_bulk({getattr(one, name) for one in found})
        entries += [(one, _came_or_went(one, called.get(getattr(one, name)))) for one in found]
    entries.sort(key=lambda entry: (entry[0].pgh_created_at, entry[0].pgh_id), reverse=True)
    people = _people(event for event, _ in entries[:LATEST])
    return [Line(one.pgh_created_at, people.get(_who(one), "a command"), what) for one, what in entries[:LATEST]]


def _events(model, column: str, project: Project):
    found = model.pgh_event_model.objects.filter(**{column: project.pk}).select_related("pgh_context")
    return found.order_by("-pgh_id")[:LATEST]


def _of_the_project(event) -> str:
    if event.pgh_label == "insert":
        return "Made"
    if event.closed:
        return "Closed"
    if event.extend_to:
        return f"Extension asked for, until {event.extend_to:%-d %B %Y}"
    return f"Approved, until {event.until:%-d %B %Y}" if event.approved else "Changed; waits for approval"


def _came_or_went(event, called) -> str:
    return f"{called or 'Somebody'} {'added' if event.pgh_label == 'insert' else 'taken out'}"


def _who(event) -> str:
    return (event.pgh_context.metadata.get("user") or "") if event.pgh_context else ""


def _people(events) -> dict[str, str]:
    keys = {uuid.UUID(key) for key in map(_who, events) if key}
    return {str(key): str(user) for key, user in User.objects.in_bulk(keys).items()}
