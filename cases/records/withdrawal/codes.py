"""The local codes of withdrawn cases: kept as keyed digests, so that the same patient is not entered again unawares."""

import hashlib
import hmac
from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import ValidationError

from cases.records.models import Case, Tombstone


def digest_of_code(case: Case) -> str:
    """A digest of the institution and the local code of a case, keyed with the secret of the registry."""
    text = f"{case.institution_id} {case.local_code.strip().casefold()}"
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def is_withdrawn(case: Case) -> bool:
    """Whether a case with this local code was withdrawn from its institution."""
    return Tombstone.objects.filter(code_digest=digest_of_code(case)).exists()


def refuse_withdrawn_codes(cases: Sequence[Case]) -> None:
    """``ValidationError`` if a case with one of these local codes was withdrawn from its institution."""
    if not Tombstone.objects.exists():
        return
    digests = {digest_of_code(case): case for case in cases}
    found = Tombstone.objects.filter(code_digest__in=digests).exclude(case_id__in=[case.pk for case in cases]).first()
    if found is not None:
        code = digests[found.code_digest].local_code
        raise ValidationError(
            {
                "local_code": f"The case with the local code {code} was withdrawn on {found.withdrawn_at:%d %b %Y} and"
                " is not taken in again. If the patient has agreed anew, give the case another local code."
            }
        )
