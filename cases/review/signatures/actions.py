"""The only writer of signatures, and what a signature is checked against. Keyword-only, the person last."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import orjson
from django.db import transaction
from django.utils import timezone

from cases.records.models import Case
from cases.records.policies import Refused
from cases.review.adjudication.models import Reading
from cases.review.signatures.models import Meaning, Signature
from cases.review.signatures.policies import check_can_sign
from registry.institutions.scoping import Scope

SCHEMA = "signature/1"
RECORD = "record"
"""Where the sections of a case stand for the whole record as a reader was shown it."""


@dataclass(frozen=True)
class Seen:
    """What a person was shown of a case: digests only. ``sections``: slug -> {"outside": …, "inside": …}.

    ``inside`` is missing for who sees the case without what identifies. ``verdict``: of the labels shown.
    """

    version: int
    sections: Mapping[str, Mapping[str, str]]
    verdict: str

    def only(self, section: str) -> "Seen":
        """The same of one section; of all of them for the whole case."""
        if not section:
            return self
        return Seen(self.version, {section: self.sections[section]}, "")


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


def hash_of(signature: Signature) -> str:
    """SHA-256 of the canonical document that a signature stands for; another case, person or word gives another."""
    return digest(
        {
            "schema": SCHEMA,
            "case": str(signature.case_id),
            "signer": str(signature.signer_id),
            "name": signature.signer_name,
            "meaning": str(signature.meaning),
            "section": signature.section,
            "version": signature.version,
            "sections": signature.sections,
            "verdict": signature.verdict,
            "signed_at": signature.signed_at.timestamp(),
            "proved": [signature.proved_at.timestamp(), signature.proved_how],
        }
    )


def digest(document) -> str:
    """SHA-256 of a document, its keys in order."""
    return hashlib.sha256(orjson.dumps(document, option=orjson.OPT_SORT_KEYS)).hexdigest()
