"""What stands at each place of a case for one reader: open questions, verified values, and the way to ask."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from django.urls import reverse

from cases.desk.questions.places import Names
from cases.records.models import Case
from cases.review.questions.anchors import Anchor, digest_at, field_names
from cases.review.questions.models import Question, VerifiedField
from cases.review.questions.policies import Side, can_ask, side_of
from cases.review.questions.registry_asks import read_anew
from cases.review.questions.steps import ReviewState, SiteState
from registry.institutions.scoping import Scope

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Mark:
    """What stands at one place. ``resolved``: of the open ones those that the institution calls done.

    ``fallen``: it was verified, and the value has changed since.
    """

    open: int = 0
    resolved: int = 0
    verified: bool = False
    fallen: bool = False

    def __add__(self, other: "Mark") -> "Mark":
        return Mark(self.open + other.open, self.resolved + other.resolved, self.verified, self.fallen)


@dataclass(frozen=True)
class Asked:
    """A question as marks need it: where it stands and in which state."""

    pk: uuid.UUID
    anchor: Anchor
    site_state: str
    review_state: str
    by_person: bool

    @property
    def is_open(self) -> bool:
        return self.review_state == ReviewState.OPEN


@dataclass(frozen=True)
class Marks:
    """The marks of one case. ``asks``: the reader may ask and tick; ``places``: by the anchors' ``at``."""

    case: Case
    side: Side | None
    asks: bool
    asked: tuple[Asked, ...]
    places: Mapping[tuple[str, str, str], Mark]
    names: Names = field(default_factory=Names)

    def at(self, kind: str, row: str, name: str) -> Mark:
        """The mark of a field. ``row``: the key as the reader sees it."""
        return self.places.get((kind, self.names.stored(row), name), Mark())

    def of_row(self, kind: str, row: str) -> Mark:
        """All of a row with its fields together."""
        key = self.names.stored(row)
        found = [mark for (own, other, _), mark in self.places.items() if (own, other) == (kind, key)]
        return sum(found, Mark())

    def verified_in(self, kind: str, row: str) -> int:
        key = self.names.stored(row)
        return sum(mark.verified for (own, other, _), mark in self.places.items() if (own, other) == (kind, key))

    def of_section(self, section: str) -> int:
        """Open questions in a section."""
        return sum(one.is_open for one in self.asked if one.anchor.section == section)

    def address(self, kind: str, row: str, name: str = "") -> str:
        """The page of a row's fields, at one of them."""
        asked = {"kind": kind, "row": row} | ({"field": name} if name else {})
        return reverse("case-fields", args=[self.case.pk], query=asked, fragment=f"field-{name}" if name else None)

    @property
    def waiting(self) -> int:
        """Open questions that wait for this reader's side."""
        return sum(one.is_open and self._is_mine(one) for one in self.asked)

    @property
    def open(self) -> int:
        return sum(one.is_open for one in self.asked)

    @property
    def of_people(self) -> int:
        return sum(one.is_open and one.by_person for one in self.asked)

    def _is_mine(self, one: Asked) -> bool:
        resolved = one.site_state == SiteState.RESOLVED
        return resolved if self.side is Side.REVIEW else not resolved


def marks_of(case: Case, scope: Scope, document: Document) -> Marks:
    """The marks of a case for somebody who reads it, in two queries. ``document``: the record as it is stored.

    The registry's own questions are brought up to date first, if the case has changed since it was read.
    """
    asked = tuple(_asked(case))
    ticks = VerifiedField.objects.filter(case=case)
    places: dict[tuple[str, str, str], Mark] = {one.anchor.at: _ticked(one, document) for one in ticks}
    for one in asked:
        if one.is_open:
            mark = Mark(1, int(one.site_state == SiteState.RESOLVED))
            places[one.anchor.at] = places.get(one.anchor.at, Mark()) + mark
    return Marks(case, side_of(case, scope), can_ask(case, scope), asked, places, Names.of(case, scope, document))


def ticks_of(case: Case, document: Document) -> Mapping[tuple[str, str, str], tuple[VerifiedField, bool]]:
    """Place -> who ticked it when, and whether the tick still holds."""
    ticks = VerifiedField.objects.filter(case=case).select_related("verified_by")
    return {one.anchor.at: (one, one.digest == digest_at(document, one.anchor)) for one in ticks}


def tickable(document: Document, anchors: Sequence[Anchor]) -> list[Anchor]:
    """The fields among them that hold a value or say why they are blank."""
    return [one for one in anchors if digest_at(document, one)]


def fields_of(anchor: Anchor) -> list[Anchor]:
    """The fields of the row that an anchor names; none of a place that is no row."""
    names = field_names(anchor.fields_kind) if anchor.fields_kind else ()
    return [Anchor(anchor.section, anchor.kind, anchor.row, name) for name in names]


def _ticked(tick: VerifiedField, document: Document) -> Mark:
    holds = tick.digest == digest_at(document, tick.anchor)
    return Mark(verified=holds, fallen=not holds)


def _asked(case: Case) -> list[Asked]:
    """The questions of a case; with the version that the registry has read, in one query."""
    rows = list(_with_version(case))
    if case.submitted_at is not None and rows[0][0] != case.version:
        read_anew([case.pk])
        rows = list(_with_version(case))
    return [
        Asked(pk, Anchor(section, kind, row, name), site, review, asker is not None)
        for _, pk, section, kind, row, name, site, review, asker in rows
        if pk is not None
    ]


def _with_version(case: Case):
    columns = ("pk", "section", "kind", "row", "field", "site_state", "review_state", "asked_by")
    read = Case.objects.filter(pk=case.pk).order_by("questions__asked_at")
    return read.annotate(read_at=F("rules_read__version")).values_list(
        "read_at", *(f"questions__{one}" for one in columns)
    )


def open_at(case: Case, anchor: Anchor) -> list[Question]:
    """The open questions at a place with everything said about them."""
    here = case.questions.still_open().filter(kind=anchor.kind, row=anchor.row, field=anchor.field)
    return list(here.select_related("asked_by", "assignee").prefetch_related("messages__by").order_by("asked_at"))
