"""Asking the institution of a shared episode: who asks never learns which case of theirs it is."""

import uuid

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from cases.cohorts import words
from cases.cohorts.cohort import readable_episode
from cases.cohorts.models import ReadableEpisode
from cases.episodes.models import Verdict
from cases.review.actions import answer_inquiry, ask_institution
from cases.review.models import Inquiry
from registry.database.deriver import as_deriver
from registry.institutions.guards import reads_cohorts, require
from registry.institutions.scoping import Scope


class QuestionForm(forms.ModelForm):
    """The question of a reader."""

    class Meta:
        model = Inquiry
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}
        error_messages = {"text": {"required": "Write the question."}}


class ReplyForm(forms.ModelForm):
    """What the institution answers."""

    class Meta:
        model = Inquiry
        fields = ["answer"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = True
        self.fields["answer"].error_messages["required"] = "Write the answer."


@require(reads_cohorts)
@require_safe
def inquiry_list(request: HttpRequest) -> HttpResponse:
    """What the person asked, and what others ask about cases of their institutions."""
    mine = Inquiry.objects.asked_by(request.scope).select_related("institution")
    context = {"mine": mine, "theirs": Inquiry.objects.about_cases_of(request.scope)}
    return render(request, "desk/inquiries.html", context)


@require(reads_cohorts)
def episode_ask(request: HttpRequest, episode: uuid.UUID) -> HttpResponse:
    """Ask about a shared episode of another institution."""
    found = readable_episode(episode)
    if found is None or found.own_case_id:
        raise Http404
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (made := _sent(form, found, request.scope)):
        return redirect(made)
    context = {"form": form, "found": found, "label": words.label_title(found.label)}
    return render(request, "desk/inquiry_ask.html", context, status=422 if form.errors else 200)


@require(reads_cohorts)
def inquiry(request: HttpRequest, inquiry: uuid.UUID) -> HttpResponse:
    """One question with its answer, or the form in which its institution answers."""
    visible = Inquiry.objects.visible_to(request.scope).select_related("institution", "asked_by", "answered_by")
    found = get_object_or_404(visible, pk=inquiry)
    inside = found.institution_id in request.scope.sites
    form = ReplyForm(request.POST or None) if inside and not found.is_answered else None
    if request.method == "POST" and form and form.is_valid() and _answered(form, found, request.scope):
        return redirect(found)
    context = {"inquiry": found, "inside": inside, "form": form}
    return render(request, "desk/inquiry.html", context, status=422 if form and form.errors else 200)


def _sent(form: QuestionForm, found: ReadableEpisode, scope: Scope) -> Inquiry | None:
    with as_deriver():
        case, institution = Verdict.objects.values_list("case_id", "case__institution_id").get(pk=found.pk)
    about = f"{words.label_title(found.label)}, {found.institution_name}"
    try:
        return ask_institution(
            case_id=case,
            institution_id=institution,
            episode=found.pk,
            about=about[:160],
            text=form.cleaned_data["text"],
            by=scope,
        )
    except PermissionDenied as refused:
        form.add_error(None, str(refused))
    return None


def _answered(form: ReplyForm, found: Inquiry, scope: Scope) -> bool:
    try:
        answer_inquiry(inquiry=found, text=form.cleaned_data["answer"], by=scope)
    except (PermissionDenied, ValidationError) as refused:
        form.add_error(None, str(refused))
    return not form.errors
