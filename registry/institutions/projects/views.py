"""Pages of projects: for their members, for the leads whose institution they read, and for administrators."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from registry.institutions.access.views import has_part
from registry.institutions.guards import administers, leads_somewhere, proved_again, require
from registry.institutions.models import Project
from registry.institutions.projects import actions
from registry.institutions.projects.forms import ExtensionForm, ProjectForm, ProjectMemberForm
from registry.institutions.projects.history import history_of
from registry.institutions.projects.reading import reaches_of, sentence_of

PER_PAGE = 25


@require(has_part)
@require_safe
def project_list(request: HttpRequest) -> HttpResponse:
    """The projects that a person is in, or whose institution the person leads; to an administrator all."""
    found = Project.objects.visible_to(request.scope).order_by("title").prefetch_related("institutions", "members")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "institutions/project_list.html", {"page": page})


@require(has_part)
@require_safe
def project_detail(request: HttpRequest, project: uuid.UUID) -> HttpResponse:
    """What a project is for, who is in it, and what each member reads through it."""
    return _page(request, _found(request, project))


@require(administers)
def project_edit(request: HttpRequest, project: uuid.UUID | None = None) -> HttpResponse:
    """Create or change a project; it then waits for another administrator."""
    instance = get_object_or_404(Project, pk=project) if project else Project()
    form = ProjectForm(request.POST or None, instance=instance)
    if request.method == "POST" and form.is_valid() and _saved(request, form):
        return redirect(form.instance)
    kept = Project.objects.get(pk=project) if project else None
    context = {"form": form, "project": kept}
    return render(request, "institutions/project.html", context, status=422 if form.errors else 200)


@require(administers)
@require_POST
@proved_again
def project_approve(request: HttpRequest, project: uuid.UUID) -> HttpResponse:
    """The second person's word: its members read from now on."""
    found = _found(request, project)
    return _done(request, found, lambda: actions.approve_project(project=found, by=request.scope), "It is approved.")


@require(administers)
@require_POST
@proved_again
def project_close(request: HttpRequest, project: uuid.UUID) -> HttpResponse:
    """End it."""
    found = _found(request, project)
    said = "It is closed: nobody reads anything through it any more."
    return _done(request, found, lambda: actions.close_project(project=found, by=request.scope), said)


@require(administers)
@require_POST
@proved_again
def member_add(request: HttpRequest, project: uuid.UUID) -> HttpResponse:
    """Let one more researcher in."""
    found = _found(request, project)
    form = ProjectMemberForm(request.POST, project=found)
    if not form.is_valid():
        return _page(request, found, member_form=form)
    user = form.cleaned_data["user"]
    action = lambda: actions.add_project_member(project=found, user=user, by=request.scope)  # noqa: E731
    return _done(request, found, action, f"{user} is in the project.")


@require(has_part)
@require_POST
def member_remove(request: HttpRequest, project: uuid.UUID, user: uuid.UUID) -> HttpResponse:
    """Take a member out; members may leave themselves."""
    found = _found(request, project)
    member = get_object_or_404(found.members, pk=user)
    action = lambda: actions.remove_project_member(project=found, user=member, by=request.scope)  # noqa: E731
    return _done(request, found, action, f"{member} is no longer in the project.")


@require(leads_somewhere)
@require_POST
def institution_leave(request: HttpRequest, project: uuid.UUID, code: str) -> HttpResponse:
    """Take the rows of an institution that the person leads out of a project."""
    found = _found(request, project)
    site = get_object_or_404(found.institutions.filter(pk__in=request.scope.led), code=code)
    action = lambda: actions.leave_project(project=found, institution=site, by=request.scope)  # noqa: E731
    return _done(request, found, action, f"{found} reads no row of {site} any more.")


@require(has_part)
@require_POST
def extension_ask(request: HttpRequest, project: uuid.UUID) -> HttpResponse:
    """Ask for a later last day."""
    found, form = _found(request, project), ExtensionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, extension_form=form)
    until = form.cleaned_data["until"]
    try:
        actions.ask_for_extension(project=found, until=until, by=request.scope)
    except (ValidationError, PermissionDenied) as fault:
        return _page(request, found, extension_form=_with(form, fault))
    return _done(request, found, lambda: None, "The extension waits for another administrator.")


@require(administers)
@require_POST
@proved_again
def extension_decide(request: HttpRequest, project: uuid.UUID) -> HttpResponse:
    """Give the time that was asked for, or do not."""
    found, gives = _found(request, project), request.POST.get("decision") == "confirm"
    action = actions.confirm_extension if gives else actions.refuse_extension
    said = "The project is extended." if gives else "The extension is refused; the last day stays."
    return _done(request, found, lambda: action(project=found, by=request.scope), said)


def _found(request: HttpRequest, project: uuid.UUID) -> Project:
    return get_object_or_404(Project.objects.visible_to(request.scope), pk=project)


def _page(request: HttpRequest, project: Project, *, member_form=None, extension_form=None) -> HttpResponse:
    reaches = reaches_of(project)
    context = {
        "project": project,
        "reaches": reaches,
        "sentence": sentence_of(project, reaches),
        "members": project.members.order_by("name"),
        "is_member": project.memberships.filter(user=request.scope.user_id).exists(),
        "member_form": member_form or ProjectMemberForm(project=project, auto_id="id_member_%s"),
        "extension_form": extension_form or ExtensionForm(auto_id="id_extension_%s"),
        "history": history_of(project) if request.scope.administrator else [],
    }
    status = 422 if member_form or extension_form else 200
    return render(request, "institutions/project_detail.html", context, status=status)


def _saved(request: HttpRequest, form: ProjectForm) -> bool:
    chosen = {name: form.cleaned_data[name] for name in ("institutions", "members")}
    try:
        actions.save_project(project=form.instance, **chosen, by=request.scope)
        messages.success(request, "Saved. Nobody reads through it until another administrator has approved it.")
    except (ValidationError, PermissionDenied) as fault:
        _with(form, fault)
    return not form.errors


def _with(form, fault: Exception):
    """The form with what an action said of it."""
    form.add_error(None, fault if isinstance(fault, ValidationError) else str(fault))
    return form


def _done(request: HttpRequest, project: Project, action: Callable[[], object], said: str) -> HttpResponse:
    try:
        action()
        messages.success(request, said)
    except PermissionDenied as refused:
        messages.error(request, str(refused))
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    seen = Project.objects.visible_to(request.scope).filter(pk=project.pk).exists()
    return redirect(project) if seen else redirect("project-list")
