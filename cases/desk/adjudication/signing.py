"""What a person sees of a case, as digests; which signatures stand under it, and which have fallen and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.desk.page import read_as
from cases.episodes.derivation import verdicts_of
from cases.episodes.models import Derivation
from cases.episodes.published import current_definition
from cases.photographs.models import Photograph
from cases.records.document import document_of
from cases.records.models import Case
from cases.records.outside import seen_from_outside
from cases.records.sections import FACTS, SECTIONS, section_by_slug
from cases.review.signatures.hashing import RECORD, Seen, digest, hash_of
from cases.review.signatures.models import Meaning, Signature
from cases.review.signatures.policies import meanings_open_to
from registry.institutions.scoping import Scope

COURSE = frozenset({"status", "version"})
"""Of a document: what tells its course, not its facts."""
LABEL = "the derived label"
DIGITS = 12


@dataclass(frozen=True)
class ShownSignature:
    """``state``: stands, fallen or forged; ``fell``: what changed since. ``digits``: the first ones of its hash."""

    signature: Signature
    about: str
    state: str
    fell: tuple[str, ...]

    @property
    def digits(self) -> str:
        return self.signature.hash[:DIGITS]

    @property
    def words(self) -> str:
        if self.state == "forged":
            return "Does not verify: it is not what was signed."
        return (
            f"Fell: changed since in {' and '.join(self.fell)}."
            if self.fell
            else "Stands: nothing that was signed has changed."
        )


@dataclass(frozen=True)
class SignaturePage:
    """``meanings``: those among which the person chooses; ``version``: of the case as it is shown."""

    shown: tuple[ShownSignature, ...]
    meanings: tuple[Meaning, ...]
    sections: tuple[tuple[str, str], ...]
    version: int


def signature_page(case: Case, scope: Scope) -> SignaturePage:
    sections = tuple((one.slug, one.title) for one in SECTIONS)
    return SignaturePage(signatures_of(case, scope), meanings_open_to(case, scope), sections, case.version)


def signatures_of(case: Case, scope: Scope) -> tuple[ShownSignature, ...]:
    """Every signature under a case that the person may see, checked again, the newest first."""
    found = list(Signature.objects.filter(case=case).order_by("-signed_at"))
    now = seen_of(case, scope) if found else None
    return tuple(_shown(one, now, case) for one in found)


def seen_of(case: Case, scope: Scope) -> Seen:
    """What this person sees of the case now."""
    stored = document_of(case)
    own = case.institution_id in scope.sites
    outside = _by_section(seen_from_outside(stored), _photographs(case, for_review=True))
    inside = _by_section(stored, _photographs(case, for_review=False)) if own else {}
    sections = {
        slug: {"outside": one} | ({"inside": inside[slug]} if slug in inside else {}) for slug, one in outside.items()
    }
    _, episodes, _ = read_as(case, scope, current_definition(), stored)
    labels = [[one["label"], one.get("certainty"), one.get("reason")] for one in episodes]
    return Seen(case.version, sections, digest([current_definition().name, labels]))


def _by_section(document: Mapping[str, Any], photographs: Sequence[str]) -> dict[str, str]:
    """Slug of each section -> digest of its rows; facts of the case are whatever is no row."""
    lists = {kind.json_list for one in SECTIONS for kind in one.kinds}
    inner = {
        nested.json_list for one in SECTIONS for kind in one.kinds for nested in kind.nested if nested.listed_at_top
    }
    facts = {name: value for name, value in document.items() if name not in lists | inner | COURSE}
    rows = {one.slug: [[kind.slug, document.get(kind.json_list)] for kind in one.kinds] for one in SECTIONS}
    for one in SECTIONS:
        rows[one.slug] += [
            [nested.slug, document.get(nested.json_list)]
            for kind in one.kinds
            for nested in kind.nested
            if nested.listed_at_top
        ]
    return {
        slug: digest(found) for slug, found in (rows | {FACTS.slug: [facts], "photographs": list(photographs)}).items()
    }


def _photographs(case: Case, *, for_review: bool) -> list[str]:
    found = Photograph.objects.filter(case=case).order_by("position", "added_at")
    return list((found.filter(for_review=True) if for_review else found).values_list("sha256", flat=True))


def _shown(signature: Signature, now: Seen, case: Case) -> ShownSignature:
    about = section_by_slug(signature.section).title if signature.section else "the whole case"
    if signature.meaning == Meaning.ADJUDICATED:
        about = "read blind"
    if hash_of(signature) != signature.hash or signature.case_id != case.pk:
        return ShownSignature(signature, about, "forged", ())
    fell = _fallen(signature, now, case)
    return ShownSignature(signature, about, "fallen" if fell else "stands", fell)


def _fallen(signature: Signature, now: Seen, case: Case) -> tuple[str, ...]:
    """What changed since, in words; what this person sees of it decides."""
    if signature.meaning == Meaning.ADJUDICATED:
        return _record_changed(signature, case)
    changed = [slug for slug, then in signature.sections.items() if not _same(then, now.sections.get(slug, {}))]
    names = [section_by_slug(slug).title.lower() for slug in changed]
    return (*names, *([LABEL] if signature.verdict and signature.verdict != now.verdict else []))


def _same(then: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """By all of it where both the signer and the reader see that, else by what others may see."""
    side = "inside" if "inside" in then and "inside" in now else "outside"
    return then.get(side) == now.get(side)


def _record_changed(signature: Signature, case: Case) -> tuple[str, ...]:
    """A reader signed the record as it was shown without a label; its institution compares that with today's."""
    definition = current_definition()
    verdicts_of(case, definition)
    pictures = Derivation.objects.under(definition).filter(case=case).values_list("picture", flat=True)
    today = {digest(one) for one in pictures}
    return ("the record",) if today and signature.sections[RECORD]["outside"] not in today else ()
