"""What the rules read of a case: plain frozen records, in days from day 0.

A day is an ``int`` when it is known, a ``When`` as long as it is not, ``None`` when nothing was written.
``binding.bind`` turns every ``When`` into a day that the rules can compare.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from cases.rules.dates import DEFAULT_INTERVAL_DAYS, When, when_from_json
from cases.rules.vocabulary import Comparator, is_anti_her2, is_tki
from cases.rules.zones import Day

Moment = int | When | Day | None
record = dataclass(frozen=True, eq=False, slots=True)

BLINDED_ANTI_HER2 = "anti_her2"
MOST_DIGITS = 9
"""Digits before the point of a length or an area: more are no measurement."""


@record
class Drug:
    agent: str
    anti_her2: bool
    tki: bool
    start: Moment
    stop: Moment
    last_dose: Moment
    ongoing: bool
    presumed_last: Moment = None
    """Where the last dose lies if it was not written and the drug was stopped (settlement 7)."""


@record
class Regimen:
    id: str
    setting: str | None
    line: int | None
    start: Moment
    stop: Moment
    stop_reason: str | None
    interval_days: int
    cycles_given: int | None
    drugs: tuple[Drug, ...] | None
    """None: the record says nothing about the drugs."""

    @property
    def ongoing(self) -> bool:
        return any(drug.ongoing for drug in self.drugs or ())


@record
class LocalTreatment:
    id: str
    site: str
    start: Moment
    lesions: tuple[str, ...]


@record
class Lesion:
    id: str
    compartment: str
    site: str
    role: str | None = None
    measurable: bool | None = None
    treated_before: bool | None = None
    """Treated locally before it was first followed."""


@record
class Measurement:
    """One lesion at one assessment, in whole tenths of a millimetre."""

    lesion: str
    assessment: str
    long_tenths: int | None
    short_tenths: int | None
    method: str | None
    too_small: bool | None


@record
class CompartmentRow:
    compartment: str
    status: str
    involved_at_baseline: bool | None
    new_lesion: bool
    criteria: str | None = None


@record
class Assessment:
    id: str
    on: Moment
    kind: str | None
    regimen: str | None
    scope: str | None
    rows: tuple[CompartmentRow, ...]
    dated: bool
    anchored: bool
    """Its day is known only by another record ("at the time of s2")."""


@record
class SkinFinding:
    id: str
    on: Moment
    change: str
    new_lesions: bool
    photo: bool
    measured: bool
    lesion_of: str | None
    extent: str | None
    morphology: frozenset[str]
    sites: frozenset[str]
    dated: bool
    anchored: bool
    target_sum_tenths: int | None = None
    area_mm2: int | None = None


@record
class Amount:
    """A number between two bounds, one of which may be open or absent: "<2" lies below 2, ">=4" has no upper bound."""

    lo: Decimal | None
    hi: Decimal | None
    hi_excluded: bool = False

    def at_least(self, limit: Decimal) -> bool | None:
        """None: on both sides of the limit."""
        if self.lo is not None and self.lo >= limit:
            return True
        if self.hi is None:
            return None
        return False if self.hi < limit or (self.hi == limit and self.hi_excluded) else None


@record
class Marker:
    analyte: str
    value: str | None
    interpretation: str | None
    ratio: Amount | None
    copies: Amount | None
    ish_group: str | None


@record
class Specimen:
    id: str
    on: Moment
    compartment: str | None
    result: str
    finding: str | None
    markers: tuple[Marker, ...]


@record
class Empirical:
    kind: str
    begun: Moment
    ended: Moment
    effect: str | None


@record
class Workup:
    id: str | None
    finding: str | None
    considered: tuple[str, ...]
    empirical: tuple[Empirical, ...]
    conclusion: str | None


@record
class Staging:
    id: str
    on: Moment
    m: str


@dataclass(frozen=True, eq=False)
class Timeline:
    """One case as the rules read it. Lists are sorted by id, so that the order of input never matters."""

    local_code: str | None
    regimens: tuple[Regimen, ...]
    regimens_complete: bool
    local_treatments: tuple[LocalTreatment, ...]
    lesions: tuple[Lesion, ...]
    assessments: tuple[Assessment, ...]
    skin_findings: tuple[SkinFinding, ...]
    specimens: tuple[Specimen, ...]
    workups: tuple[Workup, ...]
    stagings: tuple[Staging, ...]
    anchors: Mapping[str, Moment]
    """The day that another record may be relative to, by record id."""
    measurements: tuple[Measurement, ...] = ()

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Timeline":
        """Read a valid ``case/1`` object. WhenError for a date that the grammar does not know."""
        return _Reader(document).timeline()


class _Reader:
    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        day_zero = document.get("day_zero")
        self.day_zero = date.fromisoformat(day_zero) if day_zero else None
        self.intervals = {one["id"]: one.get("interval_days") for one in document.get("regimens") or ()}

    def timeline(self) -> Timeline:
        regimens = self.records("regimens", self.regimen)
        local_treatments = self.records("local_treatments", self.local_treatment)
        assessments = self.records("assessments", self.assessment)
        skin_findings = self.records("skin_findings", self.skin_finding)
        specimens = self.records("specimens", self.specimen)
        stagings = self.records("stagings", self.staging)
        anchors = {one.id: one.start for one in (*regimens, *local_treatments)}
        anchors |= {one.id: one.on for one in (*assessments, *skin_findings, *specimens, *stagings)}
        for name in ("primaries", "adverse_events", "followups"):
            items = self.document.get(name) or ()
            anchors |= {one["id"]: self.when(one.get("on")) for one in items if one.get("id")}
        return Timeline(
            local_code=self.document.get("local_code"),
            regimens=regimens,
            regimens_complete=bool(self.document.get("regimens_complete")),
            local_treatments=local_treatments,
            lesions=self.records("lesions", self.lesion),
            assessments=assessments,
            skin_findings=skin_findings,
            specimens=specimens,
            workups=self.records("workups", self.workup),
            stagings=stagings,
            anchors=anchors,
            measurements=_measurements(self.document.get("measurements") or ()),
        )

    def records(self, name: str, read: Any) -> tuple:
        items = self.document.get(name) or ()
        if len(items) > 1:
            items = sorted(items, key=_sort_key)
        return tuple([read(item) for item in items])

    def when(self, value: Any, regimen: str | None = None) -> Moment:
        if value is None or type(value) is int:
            return value
        when = when_from_json(value, day_zero=self.day_zero, regimen_key=regimen, intervals=self.intervals)
        if when is None:
            return None
        if not when.anchored and when.lo is not None and when.lo == when.hi:
            return when.lo
        return when

    def regimen(self, item: Mapping[str, Any]) -> Regimen:
        key = item["id"]
        start = self.when(item.get("start"), key)
        stop = self.when(item.get("stop"), key)
        drugs = item.get("drugs")
        ongoing = bool(item.get("ongoing"))
        return Regimen(
            id=key,
            setting=item.get("setting"),
            line=item.get("line"),
            start=start,
            stop=stop,
            stop_reason=item.get("stop_reason"),
            interval_days=item.get("interval_days") or DEFAULT_INTERVAL_DAYS,
            cycles_given=item.get("cycles_given"),
            drugs=None if drugs is None else tuple([self.drug(one, key, start, stop, ongoing) for one in drugs]),
        )

    def drug(self, item: Mapping[str, Any], regimen: str, start: Moment, stop: Moment, ongoing: bool) -> Drug:
        agent = item.get("agent") or ""
        own_start = self.when(item.get("start"), regimen)
        own_stop = self.when(item.get("stop"), regimen)
        last_dose = self.when(item.get("last_dose"), regimen)
        return Drug(
            agent=agent,
            anti_her2=is_anti_her2(agent) or item.get("class") == BLINDED_ANTI_HER2,
            tki=is_tki(agent),
            start=start if own_start is None else own_start,
            stop=stop if own_stop is None else own_stop,
            last_dose=last_dose,
            ongoing=bool(item.get("ongoing")) or (ongoing and last_dose is None and own_stop is None),
        )

    def local_treatment(self, item: Mapping[str, Any]) -> LocalTreatment:
        return LocalTreatment(
            id=item["id"],
            site=_folded(item.get("site")),
            start=self.when(item.get("start")),
            lesions=tuple(item.get("lesions") or ()),
        )

    def lesion(self, item: Mapping[str, Any]) -> Lesion:
        return Lesion(
            id=item["id"],
            compartment=item["compartment"],
            site=_folded(item.get("site")),
            role=item.get("role"),
            measurable=item.get("measurable"),
            treated_before=item.get("prior_local_treatment"),
        )

    def assessment(self, item: Mapping[str, Any]) -> Assessment:
        on = self.when(item.get("on"), item.get("regimen"))
        return Assessment(
            id=item["id"],
            on=on,
            kind=item.get("kind"),
            regimen=item.get("regimen"),
            scope=item.get("scope"),
            rows=tuple([self.row(one) for one in item.get("compartments") or ()]),
            dated=_is_dated(on),
            anchored=isinstance(on, When) and on.anchored,
        )

    def row(self, item: Mapping[str, Any]) -> CompartmentRow:
        return CompartmentRow(
            item["compartment"],
            item["status"],
            item.get("involved_at_baseline"),
            bool(item.get("new_lesion")),
            item.get("criteria"),
        )

    def skin_finding(self, item: Mapping[str, Any]) -> SkinFinding:
        on = self.when(item.get("on"))
        return SkinFinding(
            id=item["id"],
            on=on,
            change=item["change"],
            new_lesions=bool(item.get("new_lesions")),
            photo=bool(item.get("photo")),
            measured=bool(item.get("measured")),
            lesion_of=item.get("lesion_of"),
            extent=item.get("extent"),
            morphology=frozenset(item.get("morphology") or ()),
            sites=frozenset([_folded(site) for site in item.get("sites") or ()]),
            dated=_is_dated(on),
            anchored=isinstance(on, When) and on.anchored,
            target_sum_tenths=_in_units(item.get("target_sum_mm"), 10),
            area_mm2=_in_units(item.get("area_cm2"), 100),
        )

    def specimen(self, item: Mapping[str, Any]) -> Specimen:
        return Specimen(
            id=item["id"],
            on=self.when(item.get("on")),
            compartment=item.get("compartment"),
            result=item["result"],
            finding=item.get("finding"),
            markers=tuple([_marker(one) for one in item.get("markers") or ()]),
        )

    def workup(self, item: Mapping[str, Any]) -> Workup:
        return Workup(
            id=item.get("id"),
            finding=item.get("finding"),
            considered=tuple(item.get("considered") or ()),
            empirical=tuple([self.empirical(one) for one in item.get("empirical") or ()]),
            conclusion=item.get("conclusion"),
        )

    def empirical(self, item: Mapping[str, Any]) -> Empirical:
        return Empirical(item["kind"], self.when(item.get("from")), self.when(item.get("to")), item.get("effect"))

    def staging(self, item: Mapping[str, Any]) -> Staging:
        return Staging(item["id"], self.when(item.get("on")), str(item.get("m") or ""))


def _measurements(items: Iterable[Mapping[str, Any]]) -> tuple[Measurement, ...]:
    return tuple([_measurement(one) for one in sorted(items, key=lambda one: (one["assessment"], one["lesion"]))])


def _measurement(item: Mapping[str, Any]) -> Measurement:
    cannot_be_judged = bool(item.get("not_evaluable"))
    return Measurement(
        lesion=item["lesion"],
        assessment=item["assessment"],
        long_tenths=None if cannot_be_judged else _in_units(item.get("long_mm"), 10),
        short_tenths=None if cannot_be_judged else _in_units(item.get("short_mm"), 10),
        method=item.get("method"),
        too_small=None if cannot_be_judged else item.get("too_small"),
    )


def _marker(item: Mapping[str, Any]) -> Marker:
    value = item.get("value")
    return Marker(
        analyte=item["analyte"],
        value=value if isinstance(value, str) else None,
        interpretation=item.get("interpretation"),
        ratio=_amount(item.get("ratio")),
        copies=_amount(item.get("copies")),
        ish_group=item.get("ish_group"),
    )


def _amount(value: Any) -> Amount | None:
    """A quantity of case JSON with what its comparator says; about a number is that number. None where it is none."""
    if not isinstance(value, Mapping):
        exact = _number(value)
        return None if exact is None else Amount(exact, exact)
    lo, hi = _number(value.get("lo")), _number(value.get("hi"))
    comparator = value.get("comparator") or Comparator.EQUAL
    if comparator == Comparator.RANGE:
        return None if lo is None and hi is None else Amount(lo, hi)
    number = hi if lo is None else lo
    if number is None:
        return None
    if comparator in (Comparator.LESS, Comparator.LESS_OR_EQUAL):
        return Amount(None, number, hi_excluded=comparator == Comparator.LESS)
    upper = None if comparator in (Comparator.GREATER, Comparator.GREATER_OR_EQUAL) else number
    return Amount(number, upper)


def _number(value: Any) -> Decimal | None:
    """The number as a decimal; None where nothing can be read."""
    if value is None:
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _in_units(value: Any, units: int) -> int | None:
    """A number in whole units, of which so many make one; half a unit is rounded up. None for what is no length."""
    number = _number(value)
    if number is None or not number.is_finite() or number.adjusted() >= MOST_DIGITS:
        return None
    return int((number * units).to_integral_value(ROUND_HALF_UP))


def _is_dated(when: Moment) -> bool:
    """Whether anything at all is known about the day, be it one bound or an anchor."""
    if not isinstance(when, When):
        return when is not None
    return when.lo is not None or when.hi is not None or (when.anchored and when.anchor is not None)


def _folded(text: str | None) -> str:
    return (text or "").strip().casefold()


def _sort_key(item: Mapping[str, Any]) -> str:
    """The id; the whole record where it has none."""
    return item.get("id") or json.dumps(item, sort_keys=True)
