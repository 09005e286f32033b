"""What the pages of photographs show: each picture with its words, and the pairs of the same view in order of time."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from cases.photographs.cleaning import receipt
from cases.photographs.models import PREFLIGHT, ConsentTo, HandOff, InFrame, Photograph, Route
from cases.photographs.querysets import TO_PHOTOGRAPHS
from cases.records.models import Case, Consent, DayZero
from cases.rules.dates import When, when_text
from cases.rules.vocabulary import ConsentStatus, PhotoView, RelativeSide, SkinSite
from registry.institutions.scoping import Scope


@dataclass(frozen=True)
class Shown:
    """One photograph in words. ``day``: earliest day from day zero, None where it is not known.

    ``facts``: name and answer of what was said of it. ``receipt``: what was removed from the file, for its institution.
    """

    photograph: Photograph
    title: str
    when: str
    day: int | None
    facts: tuple[tuple[str, str], ...]
    receipt: str
    own: bool


@dataclass(frozen=True)
class Series:
    """Photographs of the same view, region and side at two times or more, in order. ``days``: from first to last."""

    title: str
    shown: tuple[Shown, ...]

    @property
    def days(self) -> int:
        return self.shown[-1].day - self.shown[0].day


@dataclass(frozen=True)
class Album:
    """The photographs of a case that one person may see, and the comparisons that they allow.

    ``consent_recorded``: the record holds a consent to photographs that is in force.
    """

    shown: tuple[Shown, ...]
    series: tuple[Series, ...]
    consent_recorded: bool

    @property
    def for_review(self) -> int:
        return sum(one.photograph.for_review for one in self.shown)

    @property
    def unchecked(self) -> int:
        return sum(not one.photograph.checked for one in self.shown)


def album_of(case: Case, scope: Scope) -> Album:
    """All photographs of the case within the person's reach, the oldest first."""
    own = case.institution_id in scope.sites
    day_zero = DayZero.objects.filter(case=case).values_list("date", flat=True).first() if own else None
    found = Photograph.objects.of_case(case, scope).select_related("finding")
    shown = tuple(said(one, own=own, day_zero=day_zero) for one in found)
    return Album(shown, tuple(_series(shown)), _consent_recorded(case))


def _consent_recorded(case: Case) -> bool:
    return Consent.objects.filter(case=case, scope__in=TO_PHOTOGRAPHS, status=ConsentStatus.VALID).exists()


def arrived_by(hand_off: HandOff, scope: Scope) -> list[Shown]:
    """What telephones have sent to the case since this link was made."""
    since = hand_off.created_at
    shown = album_of(hand_off.case, scope).shown
    return [one for one in shown if one.photograph.route == Route.PHONE and one.photograph.added_at >= since]


def said(photograph: Photograph, *, own: bool, day_zero: date | None) -> Shown:
    """A photograph in words; others than its institution read codes and days, and no free text."""
    when = photograph.on
    dated = when is not None and not when.anchored
    return Shown(
        photograph=photograph,
        title=_title(photograph),
        when=_told(when, day_zero, own),
        day=when.lo if dated else None,
        facts=tuple(_facts(photograph, own)),
        receipt=receipt(photograph.removed) if own else "",
        own=own,
    )


def _told(when: When | None, day_zero: date | None, own: bool) -> str:
    if when is None:
        return "day not known"
    if when.anchored and not own:
        return "counted from another entry"
    return when_text(when, day_zero)


def _title(photograph: Photograph) -> str:
    words = [
        _label(PhotoView, photograph.view),
        _label(SkinSite, photograph.region).lower(),
        _label(RelativeSide, photograph.side).lower(),
    ]
    return ", ".join(word for word in words if word) or "View not said yet"


def _label(value_set, code: str) -> str:
    known = value_set._value2member_map_.get(code)
    return known.label if known else ""


def _facts(photograph: Photograph, own: bool):
    for name in PREFLIGHT:
        field = Photograph._meta.get_field(name)
        answer = getattr(photograph, name)
        yield field.verbose_name.capitalize(), InFrame(answer).label if answer else "Not looked at yet"
    ruler = {True: "In the picture", False: "Not in the picture", None: ""}[photograph.ruler]
    yield "Ruler", ruler
    yield "Consent", ConsentTo(photograph.consent_to).label if photograph.consent_to else ""
    yield "Pixels", f"{photograph.width} × {photograph.height}"
    if own:
        yield "Skin finding", str(photograph.finding or "")
        yield "Comment", photograph.comment


def _series(shown: tuple[Shown, ...]):
    groups = defaultdict(list)
    for one in shown:
        seen = (one.photograph.view, one.photograph.region, one.photograph.side)
        if one.photograph.view and one.day is not None:
            groups[seen].append(one)
    for group in groups.values():
        if len({one.day for one in group}) > 1:
            yield Series(group[0].title, tuple(sorted(group, key=lambda one: one.day)))
