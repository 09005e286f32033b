"""The only writer of signatures. Keyword-only, one transaction each, the person last."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases.records.models import Case
from cases.records.policies import Refused
from cases.review.adjudication.models import Reading
from cases.review.signatures.hashing import RECORD, Seen, digest, hash_of
from cases.review.signatures.models import Meaning, Signature
from cases.review.signatures.policies import check_can_sign
from registry.institutions.scoping import Scope


@transaction.atomic
def sign(
    *, case: Case, meaning: str, section: str, seen: Seen, proved_at: datetime, proved_how: str, by: Scope
) -> Signature:
    """Sign what was seen of a case. ``Refused``: not this person, or the case has moved on since it was shown."""
    check_can_sign(case, meaning, by)
    if meaning == Meaning.LOCK and section:
        raise Refused("A case is locked as a whole. Sign the whole case.")
    if section and section not in seen.sections:
        raise Refused("There is no such section.")
    if seen.version != Case.objects.filter(pk=case.pk).values_list("version", flat=True).get():
        raise Refused("The case was changed since you opened the page. Look at it again, then sign.")
    proof = {"proved_at": proved_at, "proved_how": proved_how}
    return _signed(
        Signature(case=case, institution_id=case.institution_id, meaning=Meaning(meaning), section=section, **proof),
        seen.only(section),
        by,
    )


@transaction.atomic
def sign_reading(*, reading: Reading, proved_at: datetime, proved_how: str, by: Scope) -> Signature:
    """Sign a reading that one has just given: the record that was shown, and every answer."""
    answers = [reading.event, reading.regimen, reading.skin, reading.compartments, reading.label, reading.sure]
    return _signed(
        Signature(
            case_id=reading.case_id,
            institution_id=reading.institution_id,
            meaning=Meaning.ADJUDICATED,
            proved_at=proved_at,
            proved_how=proved_how,
        ),
        Seen(reading.version, {RECORD: {"outside": reading.seen}}, digest([*answers, reading.words])),
        by,
    )


def _signed(signature: Signature, seen: Seen, by: Scope) -> Signature:
    signature.signer_id, signature.signer_name, signature.signed_at = by.user_id, str(by.user), timezone.now()
    signature.sections = {slug: dict(one) for slug, one in seen.sections.items()}
    signature.verdict, signature.version = seen.verdict, seen.version
    signature.hash = hash_of(signature)
    signature.save(force_insert=True)
    return signature
