"""Pages of the photographs of a case. A view loads, makes one call and answers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cases.photographs import actions
from cases.photographs.cleaning import NotAPicture, receipt
from cases.photographs.forms import DescribeForm, MaskForm, UploadForm
from cases.photographs.hand_off import link_of, picture_of
from cases.photographs.loaders import load_hand_off, load_photograph
from cases.photographs.models import HandOff, Photograph, PhotographImage
from cases.photographs.onward import onward
from cases.photographs.page import album_of, arrived_by, said
from cases.records.actions import EditedMeanwhile
from cases.records.forms import Entry
from cases.records.loaders import load_own_case, load_visible_case
from cases.records.models import Case
from cases.records.policies import Refused, can_ask_to_change, can_edit
from registry.audit.models import Thing
from registry.audit.reading import note_read
from registry.institutions.guards import opens_cases, require, works_on_cases

NOTHING_NEW, UNPROCESSABLE = 204, 422
PIXELS_ONLY = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""The policy for a picture: whatever a browser might take it for, it may do nothing."""


@require(opens_cases)
@load_visible_case
@require_safe
def photographs(request: HttpRequest, case: Case) -> HttpResponse:
    """All photographs of a case, and those of the same view side by side."""
    return _album(request, case, UploadForm())


@require(works_on_cases)
@load_own_case
@require_POST
def photograph_add(request: HttpRequest, case: Case) -> HttpResponse:
    """Keep one picture, then ask what it shows."""
    form = UploadForm(request.POST, request.FILES)
    added = _added(request, form, case) if form.is_valid() else None
    if added is None:
        return _album(request, case, form, UNPROCESSABLE)
    messages.success(request, f"The photograph is kept. {receipt(added.removed)}")
    return onward(request, added.get_absolute_url())


@require(opens_cases)
@load_visible_case
@load_photograph
def photograph(request: HttpRequest, case: Case, photograph: Photograph) -> HttpResponse:
    """One photograph; for its institution, with the list of what could tell who it is."""
    if case.institution_id not in request.scope.sites:
        shown = said(photograph, own=False, day_zero=None)
        return render(request, "photographs/seen.html", {"case": case, "shown": shown})
    form = DescribeForm(photograph=photograph, entry=Entry.of(case), data=request.POST or None)
    masks = MaskForm(request.POST)
    if form.is_bound and not masks.left_unpainted() and form.is_valid() and _described(request, form):
        messages.success(request, "What the photograph shows is saved.")
        return redirect("photographs", case.pk)
    return _photograph(request, form, masks)


@require(works_on_cases)
@load_own_case
@load_photograph
@require_POST
def photograph_mask(request: HttpRequest, case: Case, photograph: Photograph) -> HttpResponse:
    """Save what was said, and paint over parts of the picture for good."""
    form = DescribeForm(photograph=photograph, entry=Entry.of(case), data=request.POST)
    masks = MaskForm(request.POST)
    if form.is_valid() and masks.masks() and _described(request, form) and _masked(request, masks, photograph):
        messages.success(request, "The rectangles are painted over. What was there is not kept.")
        return redirect(photograph)
    return _photograph(request, form, masks)


@require(works_on_cases)
@load_own_case
@load_photograph
def photograph_remove(request: HttpRequest, case: Case, photograph: Photograph) -> HttpResponse:
    """Ask once, then delete a photograph with its pixels."""
    if request.method == "POST" and _done(request, actions.remove_photograph, photograph=photograph):
        messages.success(request, "The photograph is removed, its pixels too.")
        return redirect("photographs", case.pk)
    return render(request, "photographs/remove.html", {"case": case, "photograph": photograph})


@require(opens_cases)
@load_visible_case
@load_photograph
@require_safe
def photograph_pixels(request: HttpRequest, case: Case, photograph: Photograph, size: str) -> HttpResponse:
    """The picture itself, or its thumbnail."""
    column = {"picture": "pixels", "thumbnail": "thumbnail"}[size]
    note_read(by=request.scope, what=Thing.PHOTOGRAPH, about=photograph)
    pixels = PhotographImage.objects.values_list(column, flat=True).get(photograph=photograph)
    response = HttpResponse(bytes(pixels), content_type="image/jpeg")
    response["Content-Disposition"] = f'inline; filename="{size}.jpg"'
    response["Content-Security-Policy"] = PIXELS_ONLY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require(works_on_cases)
@load_own_case
def phone_begin(request: HttpRequest, case: Case) -> HttpResponse:
    """Make a code for one telephone and wait beside it. The code is shown once: only its hash is kept."""
    context = {"case": case, "may_edit": can_edit(case, request.scope)}
    context["may_ask"] = can_ask_to_change(case, request.scope)
    if request.method == "POST":
        try:
            begun = actions.begin_hand_off(case=case, by=request.scope)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("photographs", case.pk)
        link = link_of(begun.secret)
        context |= {"hand_off": begun.hand_off, "link": link, "code": picture_of(link)}
    return render(request, "photographs/hand_off.html", context)


@require(works_on_cases)
@load_own_case
@load_hand_off
def phone_arrivals(request: HttpRequest, case: Case, hand_off: HandOff) -> HttpResponse:
    """What the telephone has sent so far (the page asks every two seconds); POST closes the link."""
    if request.method == "POST":
        actions.end_hand_off(hand_off=hand_off, by=request.scope)
        messages.success(request, "The link is closed.")
    if not request.htmx:
        return redirect("photographs", case.pk)
    is_open = hand_off.ended_at is None and hand_off.expires_at > timezone.now()
    if is_open and request.GET.get("seen") == str(hand_off.received):
        return HttpResponse(status=NOTHING_NEW)
    context = {"case": case, "hand_off": hand_off, "arrived": arrived_by(hand_off, request.scope), "open": is_open}
    return render(request, "photographs/_arrivals.html", context)


def _album(request: HttpRequest, case: Case, form: UploadForm, status: int = 200) -> HttpResponse:
    own = case.institution_id in request.scope.sites
    context = {
        "case": case,
        "own": own,
        "album": album_of(case, request.scope),
        "form": form,
        "may_edit": can_edit(case, request.scope),
        "may_ask": own and can_ask_to_change(case, request.scope),
    }
    return render(request, "photographs/photographs.html", context, status=status)


def _photograph(request: HttpRequest, form: DescribeForm, masks: MaskForm) -> HttpResponse:
    case = form.entry.case
    stored = Photograph.objects.select_related("finding").get(pk=form.photograph.pk)
    context = {
        "case": case,
        "photograph": stored,
        "form": form,
        "masks": masks,
        "shown": said(stored, own=True, day_zero=form.entry.day_zero),
        "may_edit": can_edit(case, request.scope),
        "may_ask": can_ask_to_change(case, request.scope),
    }
    wrong = form.errors or masks.errors
    return render(request, "photographs/photograph.html", context, status=UNPROCESSABLE if wrong else 200)


def _added(request: HttpRequest, form: UploadForm, case: Case) -> Photograph | None:
    try:
        return actions.add_photograph(case=case, picture=form.cleaned_data["picture"], by=request.scope)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def _described(request: HttpRequest, form: DescribeForm) -> bool:
    seen = _seen(request)
    try:
        actions.describe_photograph(photograph=form.filled(), seen_version=seen, by=request.scope)
    except (Refused, ValidationError, EditedMeanwhile) as fault:
        for message in _sentences(fault):
            form.add_error(None, message)
        return False
    return True


def _masked(request: HttpRequest, masks: MaskForm, photograph: Photograph) -> bool:
    try:
        actions.mask_photograph(
            photograph=photograph, masks=masks.masks(), seen_version=photograph.row_version, by=request.scope
        )
    except (Refused, NotAPicture, EditedMeanwhile) as fault:
        masks.say(*_sentences(fault))
        return False
    return True


def _done(request: HttpRequest, action, **arguments) -> bool:
    try:
        action(**arguments, by=request.scope)
    except (Refused, ValidationError) as fault:
        messages.error(request, " ".join(_sentences(fault)))
        return False
    return True


def _seen(request: HttpRequest) -> int | None:
    text = request.POST.get("seen_version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _sentences(fault: Exception) -> list[str]:
    if isinstance(fault, EditedMeanwhile):
        return ["Somebody else changed this photograph since you opened it. Look at it again, then save once more."]
    return getattr(fault, "messages", [str(fault)])
