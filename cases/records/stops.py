"""The impossible across rows: nothing that holds one of these is saved by a form or submitted.

Pure: one case as case JSON in, stops out. Each sentence names both values. A stop is certain: it holds on every day
that the dates allow, so that what is only uncertain stops nobody. What is impossible within one row is refused by the
database (``constraints``); what is only unlikely is a warning (``warnings``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from cases.records.days import Days, rows
from cases.records.fields import WhenField
from cases.records.kinds import FOLLOW_UP, KINDS, LOCAL_TREATMENT, REGIMEN, Kind
from cases.records.sections import rows_of
from cases.rules.vocabulary import is_anti_her2

REPORT_GRACE = 60
"""Days that may lie between taking a biopsy and its histological diagnosis."""
BLINDED = "anti_her2"


@dataclass(frozen=True)
class Place:
    """A value that a stop speaks of. ``row``: key, empty for the facts of the case; ``field``: its name on the form."""

    row: str
    field: str


@dataclass(frozen=True)
class Stop:
    """``places``: the values that exclude each other, each with where it is changed."""

    code: str
    says: str
    places: tuple[Place, ...]

    @property
    def keys(self) -> list[str]:
        return [one.row for one in self.places if one.row]

    @property
    def rows(self) -> set[str]:
        """Keys of the rows it speaks of, the empty one of the patient too."""
        return {one.row for one in self.places if one not in FACTS}


DAY_ZERO = Place("", "day_zero")
DIAGNOSIS_YEAR = Place("", "diagnosis_year")
FACTS = (DAY_ZERO, DIAGNOSIS_YEAR)
"""Values of the case itself."""


def stops_of(document: Mapping, today: date) -> list[Stop]:
    """Everything impossible in one case (``case/1``), in the order of the checks below."""
    days = Days(document)
    return [stop for check in CHECKS for stop in check(document, days, today)]


def _in_the_future(document: Mapping, days: Days, today: date) -> Iterator[Stop]:
    latest = None if days.day_zero is None else (today - days.day_zero).days
    for named, row, field, label, value in _dates(document) if latest is not None else ():
        found = days.bounds(value)
        if found and found[0] > latest:
            day = days.day_zero + timedelta(days=found[0])
            yield Stop(
                "IN_THE_FUTURE",
                f"{named}: “{label}” is {_said(day)} at the earliest, and today is {_said(today)}.",
                (Place(row, field), DAY_ZERO),
            )


def _year_in_the_future(document: Mapping, days: Days, today: date) -> Iterator[Stop]:
    year = document.get("diagnosis_year")
    if year and year > today.year:
        yield Stop(
            "YEAR_IN_THE_FUTURE",
            f"The year of diagnosis is {year}, and this is {today.year}.",
            (DIAGNOSIS_YEAR,),
        )


def _treated_before_diagnosis(document: Mapping, days: Days, today: date) -> Iterator[Stop]:
    for regimen in rows(document, "regimens"):
        targeted = [one for one in regimen.get("drugs") or () if _targets_her2(one)]
        start = days.bounds(regimen.get("start"))
        if targeted and start and start[1] < 0:
            named = regimen.get("name") or targeted[0].get("agent") or "the regimen"
            yield Stop(
                "TREATED_BEFORE_DIAGNOSIS",
                f"{regimen['id']} ({named}) starts on day {start[1]}, before the first diagnosis of breast cancer,"
                " which is day 0.",
                (Place(regimen["id"], "start"), DAY_ZERO),
            )


def _diagnosed_before_day_zero(document: Mapping, days: Days, today: date) -> Iterator[Stop]:
    for primary in rows(document, "primaries"):
        on = days.bounds(primary.get("on"))
        if on and on[1] < 0:
            yield Stop(
                "DIAGNOSED_BEFORE_DAY_ZERO",
                f"{primary['id']} is diagnosed on day {on[1]}, but day 0 is the first diagnosis of breast cancer.",
                (Place(primary["id"], "on"), DAY_ZERO),
            )
    for specimen in rows(document, "specimens"):
        on = days.bounds(specimen.get("on"))
        if specimen.get("result") == "malignant_breast" and on and on[1] < -REPORT_GRACE:
            yield Stop(
                "BIOPSY_BEFORE_DIAGNOSIS",
                f"{specimen['id']} proves breast cancer on day {on[1]}, but day 0 is its first diagnosis; more than"
                f" {REPORT_GRACE} days lie between.",
                (Place(specimen["id"], "on"), DAY_ZERO),
            )


def _after_death(document: Mapping, days: Days, today: date) -> Iterator[Stop]:
    deaths = [one for one in rows(document, "followups") if one.get("status") == "dead"]
    for death in deaths:
        died = days.bounds(death.get("on"))
        for kind, row, field, does in _what_the_living_do(document, death) if died else ():
            day = days.bounds(row.get(field))
            if day and day[0] > died[1]:
                source = f" ({death['id']})" if death.get("id") else ""
                yield Stop(
                    "AFTER_DEATH",
                    f"{_named(kind, row)} {does} on day {day[0]}, but the patient died on day {died[1]}{source}.",
                    (Place(row.get("id", ""), field), Place(death.get("id", ""), "on")),
                )


def _what_the_living_do(document: Mapping, death: Mapping) -> Iterator[tuple[Kind, Mapping, str, str]]:
    for kind, does in ((REGIMEN, "starts"), (LOCAL_TREATMENT, "starts"), (FOLLOW_UP, "reports a contact")):
        others = (one for one in rows(document, kind.json_list) if one is not death)
        yield from ((kind, row, kind.timed_by, does) for row in others)


def _resolved_before_seen(document: Mapping, days: Days, today: date) -> Iterator[Stop]:
    for lesion in rows(document, "lesions"):
        seen, gone = days.bounds(lesion.get("first_seen")), days.bounds(lesion.get("resolved"))
        if seen and gone and gone[1] < seen[0]:
            yield Stop(
                "RESOLVED_BEFORE_SEEN",
                f"{lesion['id']} is resolved on day {gone[1]}, but first seen on day {seen[0]}.",
                (Place(lesion["id"], "resolved"), Place(lesion["id"], "first_seen")),
            )


def _earlier_finding_is_later(document: Mapping, days: Days, today: date) -> Iterator[Stop]:
    findings = {one["id"]: one for one in rows(document, "skin_findings")}
    for finding in findings.values():
        earlier = findings.get(finding.get("lesion_of"))
        on, before = days.bounds(finding.get("on")), days.bounds(earlier.get("on")) if earlier else None
        if on and before and before[0] > on[1]:
            yield Stop(
                "EARLIER_FINDING_IS_LATER",
                f"{finding['id']} of day {on[1]} follows the lesion of {earlier['id']}, which is of day {before[0]}.",
                (Place(finding["id"], "lesion_of"), Place(earlier["id"], "on")),
            )


CHECKS = (
    _in_the_future,
    _year_in_the_future,
    _diagnosed_before_day_zero,
    _treated_before_diagnosis,
    _after_death,
    _resolved_before_seen,
    _earlier_finding_is_later,
)


def _dates(document: Mapping) -> Iterator[tuple[str, str, str, str, object]]:
    """Every date of the record: name and key of the row it stands on, field of the form, label, value."""
    for kind in KINDS:
        for row in rows_of(kind, document):
            own = _named(kind, row), row.get("id", "")
            yield from ((*own, *one) for one in _dates_of(kind, row))
            for inner in kind.nested:
                for child in () if inner.plain or inner.listed_at_top else row.get(inner.json_list) or ():
                    yield from (
                        (*own, f"rows-{inner.slug}", label, value) for _, label, value in _dates_of(inner, child)
                    )


def _named(kind: Kind, row: Mapping) -> str:
    """How a sentence calls a row: by its key, or by what it is where case JSON gives it none."""
    if row.get("id") or kind.single:
        return row.get("id") or f"The {kind.title.lower()}"
    article = "An" if kind.title[0] in "AEIOU" else "A"
    return f"{article} {kind.title.lower()}"


def _dates_of(kind: Kind, row: Mapping) -> Iterator[tuple[str, str, object]]:
    for field in kind.fields:
        value = row.get(kind.json_name(field.name)) if isinstance(field, WhenField) else None
        if value is not None:
            yield field.name, str(field.verbose_name), value


def _targets_her2(drug: Mapping) -> bool:
    return drug.get("class") == BLINDED or is_anti_her2(drug.get("agent") or "")


def _said(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
