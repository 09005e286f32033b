"""Signing a case, and the signatures under it. A view loads, makes one call and answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cases.desk.adjudication.signing import seen_of, signature_page
from cases.records.actions import EditedMeanwhile
from cases.records.loaders import load_visible_case
from cases.records.models import Case
from cases.records.policies import Refused
from cases.review.moves import move_case
from cases.review.signatures.actions import sign
from cases.review.signatures.models import Meaning
from registry.institutions.guards import opens_cases, proof_of, proved_anew, require


@require(opens_cases)
@load_visible_case
@proved_anew
def case_signatures(request: HttpRequest, case: Case) -> HttpResponse:
    """Each signature with its name, time, meaning and state; below, the words to sign with."""
    if request.method == "POST":
        _signed(request, case)
        return redirect("case-signatures", case.pk)
    page = signature_page(case, request.scope)
    return render(request, "desk/adjudication/signatures.html", {"page": page, "case": case})


def _signed(request: HttpRequest, case: Case) -> None:
    """Sign, and lock where that is what the signature means. What stands in the way is said on the page."""
    proof, meaning = proof_of(request), request.POST.get("meaning", "")
    try:
        seen = seen_of(case, request.scope)
        if str(seen.version) != request.POST.get("version"):
            raise EditedMeanwhile(case)
        section = request.POST.get("section", "")
        sign(
            case=case,
            meaning=meaning,
            section=section,
            seen=seen,
            proved_at=proof.at,
            proved_how=proof.how,
            by=request.scope,
        )
        if meaning == Meaning.LOCK:
            move_case(case=case, key="lock", by=request.scope)
    except Refused as refused:
        messages.error(request, str(refused))
    except EditedMeanwhile:
        messages.error(request, "The case was changed since you opened the page. Look at it again, then sign.")
    else:
        locked = " The case is locked." if meaning == Meaning.LOCK else ""
        messages.success(request, f"Signed: {Meaning(meaning).label}.{locked}")
