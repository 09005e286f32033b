"""The pages of definitions: read by everybody who reads cohorts, written and published by administrators."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from cases.episodes import actions
from cases.episodes.definition_page import definition_list, draft_page, failing_examples, published_page
from cases.episodes.forms import DraftForm
from cases.episodes.models import DraftDefinition, PublishedDefinition
from cases.episodes.tasks import continued
from registry.institutions.guards import administers, reads_cohorts, require
from registry.institutions.scoping import Scope


def reads_definitions(scope: Scope) -> bool:
    """Everybody who reads cohorts, and administrators."""
    return reads_cohorts(scope) or administers(scope)


@require(reads_definitions)
@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    """All published versions."""
    return render(request, "episodes/definitions.html", {"page": definition_list(request.scope)})


@require(reads_definitions)
@require_safe
def definition(request: HttpRequest, key: str, version: str) -> HttpResponse:
    """One published version, whole."""
    published = get_object_or_404(PublishedDefinition, key=key, version=version)
    return render(request, "episodes/definition.html", {"shown": published_page(published, request.scope)})


@require(administers)
@require_safe
def progress(request: HttpRequest, key: str, version: str) -> HttpResponse:
    """How far the registry is derived under a version; htmx asks for the figures every two seconds."""
    published = get_object_or_404(PublishedDefinition, key=key, version=version)
    template = "episodes/_progress.html" if request.htmx else "episodes/progress.html"
    response = render(request, template, {"published": published, "progress": continued(published)})
    patch_vary_headers(response, ["HX-Request"])
    return response


@require(administers)
@require_POST
def revise(request: HttpRequest, key: str, version: str) -> HttpResponse:
    """Begin the next version with the content of this one."""
    published = get_object_or_404(PublishedDefinition, key=key, version=version)
    return redirect(actions.begin_version(base=published, by=request.scope))


@require(administers)
@require_POST
def retire(request: HttpRequest, key: str, version: str) -> HttpResponse:
    """Offer a version no longer."""
    published = get_object_or_404(PublishedDefinition, key=key, version=version)
    if _done(request, lambda: actions.retire_definition(published=published, by=request.scope)):
        messages.success(request, f"{published} is retired. Its verdicts and this page stay.")
    return redirect(published)


@require(administers)
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Take a document that ships with the registry, to check and publish it."""
    drafts: list[DraftDefinition] = []
    name = request.POST.get("name", "")
    _done(request, lambda: drafts.append(actions.take_shipped(name=name, by=request.scope)))
    return redirect(drafts[0] if drafts else "definition-list")


@require(administers)
def draft(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """A draft: for its author a form, for other administrators what they check."""
    found = get_object_or_404(DraftDefinition.objects.select_related("author", "base"), pk=draft)
    form = DraftForm(request.POST or None, draft=found, failing=failing_examples(found))
    if request.method == "POST" and form.is_valid() and _saved(request, form, found):
        return redirect(found)
    context = {"shown": draft_page(found, request.scope), "form": form}
    return render(request, "episodes/draft.html", context, status=422 if form.errors else 200)


@require(administers)
@require_POST
def publish(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """Publish a draft of somebody else; the worker derives the registry under it."""
    found = get_object_or_404(DraftDefinition, pk=draft)
    key, version = found.document["key"], found.document["version"]
    if not _done(request, lambda: actions.publish_definition(draft=found, by=request.scope)):
        return redirect(found)
    messages.success(request, f"{key} {version} is published. It never changes from now on.")
    return redirect("definition-progress", key=key, version=version)


@require(administers)
@require_POST
def discard(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """Throw a draft away."""
    found = get_object_or_404(DraftDefinition, pk=draft)
    if not _done(request, lambda: actions.discard_draft(draft=found, by=request.scope)):
        return redirect(found)
    messages.success(request, "The draft is discarded.")
    return redirect("definition-list")


def _saved(request: HttpRequest, form: DraftForm, found: DraftDefinition) -> bool:
    """Save a valid form; a refusal becomes an error of the form, which keeps what was typed."""
    revision = form.cleaned_data["revision"]
    try:
        actions.change_draft(draft=found, document=form.document, seen_revision=revision, by=request.scope)
    except actions.EditedMeanwhile:
        form.add_error(None, "This draft was saved in another window since you opened it. Open it anew to see that.")
    except (ValidationError, PermissionDenied) as refused:
        form.add_error(None, getattr(refused, "messages", str(refused)))
    else:
        messages.success(request, "Draft saved.")
    return not form.errors


def _done(request: HttpRequest, action: Callable[[], object]) -> bool:
    """Whether an action went through; the reasons against it are shown on the next page."""
    try:
        action()
    except (ValidationError, PermissionDenied) as refused:
        for sentence in getattr(refused, "messages", [str(refused)]):
            messages.error(request, sentence)
        return False
    return True
