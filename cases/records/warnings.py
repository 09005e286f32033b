"""The unlikely: shown, never blocking, and answered with a reason where it holds all the same.

Pure: one case as case JSON in, warnings out. Each sentence names both values. Sources: domain reference §4; T
categories AJCC 8 (T1 up to 20 mm, T2 up to 50 mm, T3 above).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import permutations

from cases.records.days import DATED, Days, rows
from cases.records.measurements import contradictions
from cases.rules.vocabulary import Compartment, is_anti_her2

NEXT_TREATMENT_GRACE = 14
"""Days after the start of the next regimen in which imaging still speaks of the one before."""
SAME_TIME = 60
"""Days within which a finding belongs to a staging."""
USUAL_INTERVAL = 21
USUAL_INTERVALS = (7, 14, 21, 28)
HIGHEST_DOSE_CGY = 8000
FEWEST_FOR_ONE_DATE = 4
BEFORE_DIAGNOSIS = 365
"""Days before the first diagnosis up to which an entry may still belong to it."""
LONGEST_COURSE = 50 * 365
T_SIZES = {"1": (0, 20), "2": (20, 50), "3": (50, 10_000)}
"""Tumour size in mm by T category: above the first number, up to the second."""
LOOSE_HER2 = re.compile(r"her-?2(/?-?neu)?|c-?erb-?b2", re.IGNORECASE)
"""Names of HER2 that leave open how it was measured."""
MOST_OVERLAP = 21
"""Days by which one regimen may run into the next: its last cycle."""
LATE_MENOPAUSE = 60
"""Age in years from which premenopausal is asked about; an early menopause may be by treatment."""
LIVING = ("regimens", "local_treatments", "followups")
"""Lists of what only the living do; that after a death it is impossible (``stops``), and not only unlikely."""
CNS = ("BRAIN", "LEPTOMENINGES")


@dataclass(frozen=True)
class CaseWarning:
    """``about``: keys of the rows it speaks of, joined by commas; ``answer``: why it holds, once somebody said so."""

    code: str
    says: str
    about: str = ""
    answer: str = ""

    @property
    def keys(self) -> list[str]:
        return self.about.split(",") if self.about else []


def warnings_of(document: Mapping) -> list[CaseWarning]:
    """Everything unlikely in one case (``case/1``), in the order of the checks below."""
    days = Days(document)
    return [warning for check in CHECKS for warning in check(document, days)]


def shown(document: Mapping) -> list[CaseWarning]:
    """The warnings with their answers."""
    answers = {(one["code"], one["about"]): one["reason"] for one in document.get("warning_answers", ())}
    return [replace(one, answer=answers.get((one.code, one.about), "")) for one in warnings_of(document)]


def find(document: Mapping, *, code: str, about: str) -> CaseWarning | None:
    """One warning of the case, or None if it does not (or no longer) hold."""
    return next((one for one in shown(document) if (one.code, one.about) == (code, about)), None)


def _cycles_against_duration(document: Mapping, days: Days) -> Iterator[CaseWarning]:
    for regimen in rows(document, "regimens"):
        interval = regimen.get("interval_days") or USUAL_INTERVAL
        ends = [(regimen.get("cycles_given"), "stop", regimen.get("stop"), ())]
        ends += [
            (regimen.get("cycles_to_event"), "skin event", finding.get("on"), (finding["id"],))
            for finding in _first_progression_on(document, days, regimen)
        ]
        for cycles, until, end, others in ends:
            lasted = days.between(regimen, "start", end) if cycles else None
            if lasted and not lasted[0] - interval <= cycles * interval <= lasted[1] + interval:
                known = f"{lasted[0]}" if lasted[0] == lasted[1] else f"{lasted[0]} to {lasted[1]}"
                yield CaseWarning(
                    "CYCLES_AND_DURATION",
                    f"{regimen['id']}: {cycles} cycles of {interval} days make {cycles * interval} days, but from"
                    f" its start to the {until} there are {known} days, more than one cycle apart.",
                    ",".join([regimen["id"], *others]),
                )


def _first_progression_on(document: Mapping, days: Days, regimen: Mapping) -> list[Mapping]:
    """The first progression of the skin that surely follows the start of a regimen: a list of one or none."""
    later = [
        (lasted, finding)
        for finding in rows(document, "skin_findings")
        if finding.get("change") == "progression"
        and (lasted := days.between(regimen, "start", finding.get("on"))) is not None
        and lasted[0] > 0
    ]
    return [finding for _, finding in sorted(later, key=lambda pair: pair[0][1])[:1]]


def _her2_against_ish(document: Mapping, days: Days) -> Iterator[CaseWarning]:
    for specimen in rows(document, "specimens"):
        markers = specimen.get("markers", ())
        strong = any(one.get("analyte") == "HER2_IHC" and one.get("value") == "3+" for one in markers)
        ish = next((one for one in markers if one.get("analyte") == "HER2_ISH" and _not_amplified(one)), None)
        if strong and ish:
            yield CaseWarning(
                "HER2_3_PLUS_NOT_AMPLIFIED",
                f"{specimen['id']}: HER2 is 3+ by immunohistochemistry, but in situ hybridisation shows no"
                f" amplification{_ish_words(ish)}.",
                specimen["id"],
            )


def _not_amplified(marker: Mapping) -> bool:
    if marker.get("interpretation") in ("negative", "not_amplified"):
        return True
    ratio, copies = (_number(marker.get(name)) for name in ("ratio", "copies"))
    return (ratio is not None and ratio < 2 and (copies is None or copies < 4)) and not marker.get("interpretation")


def _ish_words(marker: Mapping) -> str:
    said = [
        f"{name} {_number(marker[name]):g}" for name in ("ratio", "copies") if _number(marker.get(name)) is not None
    ]
    return f" ({', '.join(said)})" if said else ""


def _t_against_size(document: Mapping, days: Days) -> Iterator[CaseWarning]:
    sizes = {one["id"]: one.get("size_mm") for one in rows(document, "primaries")}
    for staging in rows(document, "stagings"):
        size, category = sizes.get(staging.get("primary")), (staging.get("t") or "")
        limits = T_SIZES.get(category[:1])
        if not size or limits is None or staging.get("classification") != "c" or staging.get("y"):
            continue
        if not limits[0] < size <= limits[1]:
            yield CaseWarning(
                "T_CATEGORY_AND_SIZE",
                f"{staging['id']} calls the tumour cT{category}, but {staging['primary']} measures {size} mm at"
                " presentation.",
                f"{staging['id']},{staging['primary']}",
            )


def _m0_with_distant_skin(document: Mapping, days: Days) -> Iterator[CaseWarning]:
    beyond = {
        one["id"] for one in rows(document, "primaries") if one.get("skin_involvement") == "nodules_beyond_breast"
    }
    distant = [one for one in rows(document, "skin_findings") if one.get("extent") in ("DIST", "BOTH")]
    for staging in rows(document, "stagings"):
        if staging.get("m") != "0":
            continue
        near = [one["id"] for one in distant if _near(days, staging.get("on"), one.get("on"))]
        seen = [key for key in [staging.get("primary")] if key in beyond] + near
        if seen:
            yield CaseWarning(
                "SKIN_BEYOND_BREAST_M0",
                f"{staging['id']} says M0, but {seen[0]} shows skin disease beyond the breast, which counts as"
                " distant.",
                f"{staging['id']},{seen[0]}",
            )


def _skin_cr_with_open_lesion(document: Mapping, days: Days) -> Iterator[CaseWarning]:
    lesions = [one for one in rows(document, "lesions") if one.get("compartment", "").startswith("SKIN_")]
    for assessment in rows(document, "assessments"):
        day = days.middle(assessment.get("on"))
        clear = {one["compartment"] for one in assessment.get("compartments", ()) if one.get("status") == "CR"}
        for lesion in lesions:
            if day is not None and lesion["compartment"] in clear and _open_on(days, lesion, day):
                yield CaseWarning(
                    "SKIN_CR_LESION_OPEN",
                    f"{assessment['id']} calls {_name(lesion['compartment'])} in complete response on day {day}, but"
                    f" lesion {lesion['id']} is not resolved by then.",
                    f"{assessment['id']},{lesion['id']}",
                )


def _open_on(days: Days, lesion: Mapping, day: int) -> bool:
    first, resolved = days.bounds(lesion.get("first_seen")), days.bounds(lesion.get("resolved"))
    return (first is None or first[0] <= day) and (resolved is None or resolved[0] > day)


def _imaging_after_next_therapy(document: Mapping, days: Days) -> Iterator[CaseWarning]:
    starts = [(one["id"], days.middle(one.get("start"))) for one in rows(document, "regimens")]
    known = {key: day for key, day in starts if day is not None}
    for assessment in rows(document, "assessments"):
        day, own = days.middle(assessment.get("on")), known.get(assessment.get("regimen"))
        if day is None or own is None:
            continue
        after = sorted((start, key) for key, start in known.items() if start > own)
        if after and day > after[0][0] + NEXT_TREATMENT_GRACE:
            yield CaseWarning(
                "IMAGING_AFTER_NEXT_THERAPY",
                f"{assessment['id']} of day {day} speaks of {assessment['regimen']}, but {after[0][1]} had started on"
                f" day {after[0][0]}, more than {NEXT_TREATMENT_GRACE} days before.",
                f"{assessment['id']},{after[0][1]}",
            )


def _everything_on_one_day(document: Mapping, days: Days) -> Iterator[CaseWarning]:
    found = [days.bounds(row.get(name)) for listed, name in DATED.items() for row in rows(document, listed)]
    known = [one for one in found if one is not None]
    if len(known) >= FEWEST_FOR_ONE_DATE and len(set(known)) == 1:
        yield CaseWarning("ONE_DATE_FOR_ALL", f"All {len(known)} dated entries of the case lie on day {known[0][0]}.")


def _far_from_diagnosis(document: Mapping, days: Days) -> Iterator[CaseWarning]:
    for listed, name in DATED.items():
        for row in rows(document, listed):
            day = days.bounds(row.get(name))
            if day and (day[1] < -BEFORE_DIAGNOSIS or day[0] > LONGEST_COURSE):
                far, side = (-day[1], "before") if day[1] < 0 else (day[0], "after")
                yield CaseWarning(
                    "FAR_FROM_DIAGNOSIS",
                    f"{row.get('id', 'An entry')} is dated {far // 365} years {side} the first diagnosis of breast"
                    " cancer, which is day 0.",
                    row.get("id") or "",
                )


def _day_zero_against_year(document: Mapping, days: Days) -> Iterator[CaseWarning]:
    year = document.get("diagnosis_year")
    if days.day_zero and year and days.day_zero.year != year:
        yield CaseWarning(
            "DAY_ZERO_AND_YEAR",
            f"Day zero lies in {days.day_zero.year}, but the facts of the case give {year} as the year of diagnosis.",
        )


def _her2_without_method(document: Mapping, days: Days) -> Iterator[CaseWarning]:
    for specimen in rows(document, "specimens"):
        named = [one.get("analyte") or "" for one in specimen.get("markers", ())]
        if any(LOOSE_HER2.fullmatch(name.strip()) for name in named):
            yield CaseWarning(
                "HER2_WITHOUT_METHOD",
                f"{specimen['id']} has a marker called HER2. Say by which method, HER2 immunohistochemistry or HER2 in"
                " situ hybridisation; without it the result counts for nothing.",
                specimen["id"],
            )


def _stage_three_with_cns(document: Mapping, days: Days) -> Iterator[CaseWarning]:
    seen = [(one["id"], one["compartment"], one.get("first_seen")) for one in rows(document, "lesions")]
    seen += [
        (assessment["id"], row["compartment"], assessment.get("on"))
        for assessment in rows(document, "assessments")
        for row in assessment.get("compartments", ())
        if row.get("involved_at_baseline") or row.get("new_lesion") or row.get("status") == "PD"
    ]
    for staging in rows(document, "stagings"):
        for key, compartment, when in seen:
            at_once = compartment in CNS and _near(days, staging.get("on"), when)
            if staging.get("anatomic_group") == "IIIA" and at_once:
                yield CaseWarning(
                    "STAGE_IIIA_WITH_CNS",
                    f"{staging['id']} says stage IIIA, but {key} shows disease of the {_name(compartment).lower()} at"
                    " the same time.",
                    f"{staging['id']},{key}",
                )
                break


def _age_under_eighteen(document: Mapping, days: Days) -> Iterator[CaseWarning]:
    age = (document.get("patient") or {}).get("age_at_diagnosis")
    if isinstance(age, int) and age < 18:
        yield CaseWarning(
            "AGE_UNDER_18", f"The patient was {age} years old at diagnosis; breast cancer under 18 is rare."
        )


def _dose_too_high(document: Mapping, days: Days) -> Iterator[CaseWarning]:
    for treatment in rows(document, "local_treatments"):
        dose = treatment.get("dose_cgy")
        if dose and dose > HIGHEST_DOSE_CGY:
            yield CaseWarning(
                "DOSE_OVER_80_GY",
                f"{treatment['id']} gives {dose} cGy, more than {HIGHEST_DOSE_CGY} cGy; is the dose in cGy?",
                treatment["id"],
            )


def _interval_unusual(document: Mapping, days: Days) -> Iterator[CaseWarning]:
    for regimen in rows(document, "regimens"):
        interval = regimen.get("interval_days")
        if interval and interval not in USUAL_INTERVALS:
            yield CaseWarning(
                "INTERVAL_UNUSUAL",
                f"{regimen['id']} has a cycle of {interval} days; 7, 14, 21 and 28 are usual.",
                regimen["id"],
            )


def _assessed_before_the_regimen(document: Mapping, days: Days) -> Iterator[CaseWarning]:
    starts = {one["id"]: days.bounds(one.get("start")) for one in rows(document, "regimens")}
    for assessment in rows(document, "assessments"):
        day, start = days.bounds(assessment.get("on")), starts.get(assessment.get("regimen"))
        if assessment.get("kind") != "baseline" and day and start and day[1] < start[0]:
            yield CaseWarning(
                "ASSESSMENT_BEFORE_ITS_REGIMEN",
                f"{assessment['id']} of day {day[1]} names {assessment['regimen']}, which starts on day {start[0]},"
                " and is not its baseline.",
                f"{assessment['id']},{assessment['regimen']}",
            )


def _drug_outside_its_regimen(document: Mapping, days: Days) -> Iterator[CaseWarning]:
    for regimen in rows(document, "regimens"):
        start, stop = days.bounds(regimen.get("start")), days.bounds(regimen.get("stop"))
        for drug in regimen.get("drugs", ()):
            begun, named = days.bounds(drug.get("start")), drug.get("agent") or "without a name"
            if start and begun and begun[1] < start[0]:
                yield CaseWarning(
                    "DRUG_BEFORE_ITS_REGIMEN",
                    f"{regimen['id']} starts on day {start[0]}, but its drug {named} on day {begun[1]}.",
                    regimen["id"],
                )
            if stop and begun and begun[0] > stop[1]:
                yield CaseWarning(
                    "DRUG_AFTER_ITS_REGIMEN",
                    f"{regimen['id']} stops on day {stop[1]}, but its drug {named} starts on day {begun[0]}.",
                    regimen["id"],
                )


def _regimens_overlap(document: Mapping, days: Days) -> Iterator[CaseWarning]:
    """Two regimens against HER2 at the same time: a change of the anti-HER2 drug begins a new one, so one ended."""
    spans = [(one, days.bounds(one.get("start")), days.bounds(one.get("stop"))) for one in rows(document, "regimens")]
    targeted = [
        span for span in spans if any(is_anti_her2(drug.get("agent") or "") for drug in span[0].get("drugs", ()))
    ]
    for (first, begun, ended), (other, start, _) in permutations(targeted, 2):
        if begun and ended and start and begun[1] < start[0] and start[1] < ended[0] - MOST_OVERLAP:
            yield CaseWarning(
                "REGIMENS_OVERLAP",
                f"{other['id']} starts on day {start[1]}, but {first['id']} runs to day {ended[0]}; both act on HER2.",
                f"{other['id']},{first['id']}",
            )


def _cycle_beyond_those_given(document: Mapping, days: Days) -> Iterator[CaseWarning]:
    given = {one["id"]: one.get("cycles_given") for one in rows(document, "regimens")}
    for assessment in rows(document, "assessments"):
        cycle, most = assessment.get("cycle"), given.get(assessment.get("regimen"))
        if cycle and most and cycle > most:
            yield CaseWarning(
                "CYCLE_BEYOND_THOSE_GIVEN",
                f"{assessment['id']} was after cycle {cycle} of {assessment['regimen']}, which says that {most} were"
                " given.",
                f"{assessment['id']},{assessment['regimen']}",
            )


def _specimen_of_another_place(document: Mapping, days: Days) -> Iterator[CaseWarning]:
    places = {one["id"]: one.get("compartment") for one in rows(document, "lesions")}
    for specimen in rows(document, "specimens"):
        here, there = specimen.get("compartment"), places.get(specimen.get("lesion"))
        if here and there and here != there:
            yield CaseWarning(
                "SPECIMEN_OF_ANOTHER_PLACE",
                f"{specimen['id']} was taken from {_name(here).lower()}, but names lesion {specimen['lesion']},"
                f" which is {_name(there).lower()}.",
                f"{specimen['id']},{specimen['lesion']}",
            )


def _age_against_menopause(document: Mapping, days: Days) -> Iterator[CaseWarning]:
    patient = document.get("patient") or {}
    age, status = patient.get("age_at_diagnosis"), patient.get("menopausal_at_diagnosis")
    if isinstance(age, int) and status == "pre" and age >= LATE_MENOPAUSE:
        yield CaseWarning(
            "AGE_AND_MENOPAUSE", f"The patient was {age} years old at diagnosis, and is called premenopausal."
        )


def _after_death(document: Mapping, days: Days) -> Iterator[CaseWarning]:
    deaths = [(days.bounds(one.get("on")), one) for one in rows(document, "followups") if one.get("status") == "dead"]
    for died, followup in deaths:
        for listed, name in DATED.items():
            for row in rows(document, listed) if listed not in LIVING else ():
                day = days.bounds(row.get(name))
                if died and day and day[0] > died[1]:
                    yield CaseWarning(
                        "AFTER_DEATH",
                        f"{row.get('id', 'An entry')} is dated day {day[0]}, but the patient died on day {died[1]}.",
                        ",".join(key for key in (row.get("id"), followup.get("id")) if key),
                    )


def _against_measurements(document: Mapping, days: Days) -> Iterator[CaseWarning]:
    for code, says, about in contradictions(document):
        yield CaseWarning(code, says, about)


CHECKS = (
    _cycles_against_duration,
    _her2_against_ish,
    _t_against_size,
    _m0_with_distant_skin,
    _skin_cr_with_open_lesion,
    _imaging_after_next_therapy,
    _everything_on_one_day,
    _far_from_diagnosis,
    _day_zero_against_year,
    _her2_without_method,
    _stage_three_with_cns,
    _age_under_eighteen,
    _dose_too_high,
    _interval_unusual,
    _assessed_before_the_regimen,
    _drug_outside_its_regimen,
    _regimens_overlap,
    _cycle_beyond_those_given,
    _specimen_of_another_place,
    _age_against_menopause,
    _after_death,
    _against_measurements,
)


def _near(days: Days, one, other) -> bool:
    first, second = days.middle(one), days.middle(other)
    return first is not None and second is not None and abs(first - second) <= SAME_TIME


def _number(value) -> float | None:
    """A number, or the one a quantity is equal to."""
    if isinstance(value, Mapping):
        value = value.get("lo") if value.get("comparator", "=") in ("=", "approx", "<", "<=") else None
    return float(value) if isinstance(value, int | float) else None


def _name(compartment: str) -> str:
    known = Compartment._value2member_map_.get(compartment)
    return known.label if known else compartment
