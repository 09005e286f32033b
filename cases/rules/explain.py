"""Each rule in words: its verdict, the records that it used, and one sentence a clinician would write.

A sentence is a template whose numbered fields are distances from t0. The distances are filled in at the end,
from all days that the dates allow, so that runs that differ only in days give one sentence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cases.rules.cns import CnsStatus
from cases.rules.definition import EvidenceLevel
from cases.rules.evidence import is_other_cancer
from cases.rules.exposure import Exposure, ExposureLevel, Treated
from cases.rules.her2 import Stratum, stratum_of
from cases.rules.labels import Label
from cases.rules.lines import anti_her2_drugs
from cases.rules.scene import Reading
from cases.rules.systemic import Comparator, Level, Systemic, is_strict
from cases.rules.timeline import Drug, Regimen
from cases.rules.verdict import PROGRESSION_LABELS, Certainty, Verdict
from cases.rules.vocabulary import Change, Compartment, Criteria, ResponseStatus
from cases.rules.zones import Comparable, may_precede

COMPARTMENT_WORDS = {
    Compartment.SKIN_LR: "locoregional skin",
    Compartment.SKIN_DIST: "distant skin",
    Compartment.BREAST_IPSI: "breast of the primary",
    Compartment.BREAST_CONTRA: "other breast",
    Compartment.CHEST_WALL_DEEP: "deep chest wall",
    Compartment.NODES_REG: "regional nodes",
    Compartment.NODES_DIST: "distant nodes",
    Compartment.LUNG: "lung",
    Compartment.PLEURA: "pleura",
    Compartment.LIVER: "liver",
    Compartment.BONE: "bone",
    Compartment.MARROW: "bone marrow",
    Compartment.PERITONEUM: "peritoneum",
    Compartment.ADRENAL: "adrenal gland",
    Compartment.OVARY: "ovary",
    Compartment.BRAIN: "brain",
    Compartment.LEPTOMENINGES: "leptomeninges",
    Compartment.OTHER: "other site",
}
STATUS_WORDS = {
    ResponseStatus.CR: "in complete response",
    ResponseStatus.PR: "in partial response",
    ResponseStatus.SD: "stable",
    ResponseStatus.NON_CR_NON_PD: "neither in complete response nor in progression",
    ResponseStatus.PD: "in progression",
    ResponseStatus.NED: "without evidence of disease",
    ResponseStatus.NED_LOCAL: "cleared by local treatment",
    ResponseStatus.NE: "not evaluable",
    ResponseStatus.EQUIVOCAL_NEW: "with an equivocal new lesion",
}


HER2_WORDS = {
    Stratum.HER2_POS: "HER2-positive",
    Stratum.HER2_LOW: "HER2-low",
    Stratum.HER2_ULTRALOW: "HER2-ultralow",
    Stratum.HER2_MUT: "ERBB2-mutated without HER2 overexpression",
    Stratum.HER2_NEG: "HER2-negative",
    Stratum.EQUIVOCAL: "HER2 equivocal, not settled by in situ hybridisation,",
}
WITHOUT_CERTAINTY = {
    Label.NOT_ELIGIBLE: "the case is not eligible",
    Label.MIMIC: "the finding was not cancer",
    Label.NO_CUTANEOUS_PD: "there was no progression in the {place}",
    Label.OFF_EXPOSURE: "the event did not arise under anti-HER2 drugs",
    Label.LEAD_IN: "it is too early to call this resistance",
    Label.INDETERMINATE: "the label is open",
}


class Outcome(StrEnum):
    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"


@dataclass(frozen=True, eq=False)
class Answer:
    """What one rule says on the days of one run. ``days`` fill the numbered fields of ``template``."""

    outcome: Outcome
    template: str
    records: Sequence[str] = ()
    day: Comparable | None = None
    """The day of the record that decides."""
    days: Sequence[Comparable] = ()


def in_words(low: int | None, high: int | None) -> str:
    """A distance from t0 in days: "2 days before", "on the day", "between 95 and 20 days before"."""
    if low is None and high is None:
        return "on an unknown day"
    if low == high:
        return _point(low)
    if low is None:
        return f"{_point(high)} or earlier"
    if high is None:
        return f"{_point(low)} or later"
    if high <= 0:
        return f"between {-low} and {_count(-high)} before" if high else f"up to {_count(-low)} before"
    if low >= 0:
        return f"between {low} and {_count(high)} after" if low else f"up to {_count(high)} after"
    return f"between {_count(-low)} before and {_count(high)} after"


def in_days(low: int | None, high: int | None) -> str:
    """Days counted from day 0: "on day 252", "between day 240 and day 270"."""
    if low is None or high is None:
        known = high if low is None else low
        return "on an unknown day" if known is None else f"on day {known} or {'earlier' if low is None else 'later'}"
    return f"on day {low}" if low == high else f"between day {low} and day {high}"


def _point(days: int) -> str:
    if days == 0:
        return "on the day"
    return f"{_count(-days)} before" if days < 0 else f"{_count(days)} after"


def _count(days: int) -> str:
    return f"{days} day" if days == 1 else f"{days} days"


def compartment_words(code: str) -> str:
    return COMPARTMENT_WORDS.get(code, code.replace("_", " ").lower())


def listed(words: Iterable[str], link: str = "and") -> str:
    """Words as a list in a sentence: “liver, bone and lung”."""
    words = list(words)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {link} {words[-1]}"


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def eligibility_answer(verdict: Verdict) -> Answer:
    """Whether this is treated breast cancer at all."""
    other = is_other_cancer(verdict.scene)
    if other is not None:
        return Answer(
            Outcome.FAIL,
            f"Biopsy {_literal(other.id)}, taken {{0}}, shows a malignancy that is not breast cancer",
            (other.id,),
            other.on,
            (other.on,),
        )
    if verdict.treated is Treated.NO:
        records = [one.id for one in verdict.scene.timeline.regimens]
        return Answer(Outcome.FAIL, "No anti-HER2 drug was ever given", records)
    if verdict.treated is Treated.UNKNOWN:
        records = [one.id for one in verdict.scene.course.unstated_drugs]
        return Answer(Outcome.UNKNOWN, "Whether an anti-HER2 drug was ever given is not on record", records)
    given = list(anti_her2_drugs(verdict.scene.timeline.regimens))
    before = [(regimen, drug) for regimen, drug in given if may_precede(drug.start, verdict.scene.t0)]
    records = sorted({regimen.id for regimen, _ in before or given})
    specimen = verdict.her2_specimen
    if specimen is not None:
        records.append(specimen.id)
    names = _named(drug for _, drug in before or given)
    course = f" treated with {names}" if before else f", given {names} only after the event"
    return Answer(Outcome.PASS, _literal(f"Breast cancer{course}; {_her2_words(verdict)}"), records)


def _her2_words(verdict: Verdict) -> str:
    """The HER2 stratum, the specimen that gives it, and what an open one means."""
    specimen = verdict.her2_specimen
    if specimen is None:
        return "no HER2 result before the event is on record, which does not decide the label"
    words = HER2_WORDS[stratum_of(specimen)]
    return f"{words} in {specimen.id}"


def _agents(regimens: Sequence[Regimen]) -> str:
    return _named(drug for _, drug in anti_her2_drugs(regimens))


def _named(drugs: Iterable[Drug]) -> str:
    return listed(sorted({drug.agent or "a blinded anti-HER2 drug" for drug in drugs}))


def evidence_answer(verdict: Verdict) -> Answer:
    """How well it is shown that the skin progressed."""
    found = verdict.evidence
    records = [one.id for one in (*found.findings, *found.specimens)]
    if found.level is EvidenceLevel.CX:
        first = verdict.scene.event.first
        words = {
            Change.RESPONSE: "is responding",
            Change.STABLE: "is stable",
            Change.RESOLVED: "has resolved",
        }
        return Answer(
            Outcome.FAIL,
            f"No progression: the disease in the {verdict.scene.chart.definition.place} {words[first.change]}",
            records,
            found.day,
        )
    if found.level is EvidenceLevel.C1:
        late = ", which is late, in a lesion that had not resolved" if found.late else ""
        name = _literal(found.specimens[0].id)
        text = f"Biopsy {name}, taken {{0}}, shows breast carcinoma{late}"
        return Answer(Outcome.PASS, text, records, found.day, (found.day,))
    if found.level is EvidenceLevel.C0:
        return Answer(Outcome.FAIL, _literal(f"Not cancer: {found.basis}"), records, found.day)
    if found.level is EvidenceLevel.CU:
        return Answer(Outcome.UNKNOWN, _literal(f"Not settled: {found.basis}"), records, found.day)
    if found.level is EvidenceLevel.C2:
        if found.reading is not None:
            place = compartment_words(found.reading.row.compartment)
            text = f"{sentence(place)} in progression by {Criteria(found.reading.row.criteria).label} {{0}}"
            return Answer(Outcome.PASS, text, records, found.day, (found.day,))
        place = sentence(verdict.scene.chart.definition.place)
        name = _literal(found.specimens[0].id)
        text = (
            f"{place} disease proven by {name} {{0}}, now documented by photograph or measurement, with {found.basis}"
        )
        return Answer(Outcome.PASS, text, records, found.day, (found.day,))
    suspected = sentence(verdict.scene.chart.definition.suspected)
    text = f"{suspected}: it rests on the clinician's or the radiologist's word alone"
    return Answer(Outcome.PASS, _literal(text), records, found.day)


def exposure_answer(verdict: Verdict) -> Answer:
    """Whether the patient was on an anti-HER2 drug at t0."""
    found = verdict.exposure
    records = [found.regimen.id] if found.regimen is not None else []
    agent = _literal(_agents([found.regimen])) if found.regimen is not None else ""
    if found.level is ExposureLevel.UNKNOWN:
        return _exposure_unknown(verdict, found, records, agent)
    if found.level is ExposureLevel.NEVER:
        return Answer(Outcome.FAIL, "No anti-HER2 drug had been given before the event", records)
    if found.level is ExposureLevel.LEAD_IN:
        constants = verdict.scene.constants
        asked = f"{_count(constants.min_exp)} and {constants.min_cycles} cycles are asked for"
        text = f"The first dose of {agent} on this line, {{0}}, is too recent to call this resistance: {asked}"
        return Answer(Outcome.FAIL, text, records, found.day, (found.day,))
    if found.level is ExposureLevel.OFF:
        limit = _count(verdict.scene.constants.early)
        text = f"Off anti-HER2 drugs: last dose of {agent} {{0}}, beyond {limit}"
        return Answer(Outcome.FAIL, text, records, found.day, (found.day,))
    if found.level is ExposureLevel.EARLY_POST:
        limit = _count(verdict.scene.constants.early)
        text = f"Soon after anti-HER2 drugs: last dose of {agent} {{0}}, within {limit}"
        return Answer(Outcome.PASS, text, records, found.day, (found.day,))
    if found.day is verdict.scene.t0:
        return Answer(Outcome.PASS, f"On {agent}, still being given", records, found.day)
    limit = _count(verdict.scene.constants.t_tki if found.drug.tki else verdict.scene.constants.t_ab)
    return Answer(Outcome.PASS, f"On {agent}: last dose {{0}}, within {limit}", records, found.day, (found.day,))


def _exposure_unknown(verdict: Verdict, found: Exposure, records: list[str], agent: str) -> Answer:
    if found.unstated is not None:
        text = _literal(f"The drugs of {found.unstated.id}, a regimen near the event, are not stated")
        return Answer(Outcome.UNKNOWN, text, [found.unstated.id])
    if found.drug is not None:
        return Answer(Outcome.UNKNOWN, f"When {agent} was last given in {_literal(records[0])} is not known", records)
    records = [one.id for one in verdict.scene.course.unstated_drugs]
    return Answer(
        Outcome.UNKNOWN, "The record does not show whether an anti-HER2 drug had been given before the event", records
    )


class _Text:
    """Collects a template and the days of its fields."""

    def __init__(self) -> None:
        self.days: list[Comparable] = []

    def when(self, day: Comparable) -> str:
        self.days.append(day)
        return f"{{{len(self.days) - 1}}}"


def systemic_answer(verdict: Verdict) -> Answer:
    """What the comparators did at their reference assessments."""
    found, text = verdict.systemic, _Text()
    if found.level is Level.SP:
        body = listed([_progression_words(one, text) for one in found.progressions])
        records = [one.assessment.id for one in found.progressions]
        return Answer(Outcome.FAIL, sentence(body), records, found.progressions[0].on, text.days)
    if found.level is Level.S9:
        return _unknown_systemic(verdict, found, text)
    if found.level is Level.S0:
        scan = found.restagings[0]
        reason = _nothing_involved(verdict)
        if found.cleared_locally:
            names = listed([compartment_words(one) for one in found.cleared_locally])
            reason = f"{names} had been cleared by local treatment"
        body = f"No comparator: {reason}, and restaging {text.when(scan.on)} was clear"
        return Answer(Outcome.FAIL, body, [one.id for one in found.restagings], scan.on, text.days)
    deciding = next((one for one in found.comparators if is_strict(one)), found.comparators[0])
    states = ", ".join(_standing_words(found.comparators, text))
    nothing = "no compartment progressed" if found.level is Level.S1 else "no compartment progressed or responded"
    if any(one.maintained for one in found.comparators):
        nothing = "no compartment progressed"
    return Answer(
        Outcome.PASS,
        sentence(f"{states}; {nothing}"),
        _comparator_records(found.comparators),
        deciding.reading.on,
        text.days,
    )


def _nothing_involved(verdict: Verdict) -> str:
    place = verdict.scene.chart.definition.place
    if verdict.scene.line is None:
        return f"no regimen had begun by then, so nothing outside the {place} is known to have been involved"
    return f"nothing outside the {place} was involved when the line began"


def _progression_words(reading: Reading, text: _Text) -> str:
    place = compartment_words(reading.row.compartment)
    if reading.row.new_lesion:
        return f"new lesion in the {place} {text.when(reading.on)}"
    if reading.status == ResponseStatus.EQUIVOCAL_NEW:
        return f"new lesion in the {place} {text.when(reading.on)}, confirmed later"
    return f"{place} in progression {text.when(reading.on)}"


def _standing_words(comparators: Iterable[Comparator], text: _Text) -> list[str]:
    """One phrase for compartments that one assessment found in the same state."""
    places: dict[tuple[str, str], list[Comparator]] = {}
    for one in comparators:
        places.setdefault((_state_words(one), one.reading.assessment.id), []).append(one)
    return [
        f"{listed([compartment_words(one.compartment) for one in alike])} {state} {text.when(alike[0].reading.on)}"
        for (state, _), alike in places.items()
    ]


def _state_words(comparator: Comparator) -> str:
    if comparator.maintained:
        return "still in complete response, as when the line began"
    if not comparator.under_drug and comparator.reading.status == ResponseStatus.PR:
        return "in a partial response that the line before had brought"
    return STATUS_WORDS[comparator.reading.status]


def _comparator_records(comparators: Iterable[Comparator]) -> list[str]:
    readings = [one for pair in comparators for one in (pair.baseline, pair.reading) if one is not None]
    return [one.assessment.id for one in readings]


def _unknown_systemic(verdict: Verdict, found: Systemic, text: _Text) -> Answer:
    before, after = verdict.scene.constants.wide
    parts, records, days = [], _comparator_records(found.comparators), []
    for one in found.equivocal:
        place = compartment_words(one.row.compartment)
        parts.append(f"an equivocal new lesion in the {place} {text.when(one.on)} was never settled")
        records.append(one.assessment.id)
        days.append(one.on)
    for one in found.elsewhere:
        place = compartment_words(one.row.compartment)
        parts.append(f"{place} in progression {text.when(one.on)}, but not on this line")
        records.append(one.assessment.id)
        days.append(one.on)
    if found.unseen:
        names = listed([compartment_words(one.compartment) for one in found.unseen])
        verb = "was" if len(found.unseen) == 1 else "were"
        parts.append(
            f"{names} {verb} involved when the line began, without a usable status between {-before} days before "
            f"and {after} days after"
        )
        records += [one.baseline.assessment.id for one in found.unseen if one.baseline is not None]
    if not parts:
        parts.append(f"{_nothing_involved(verdict)}, and no restaging near the event shows whether anything is")
    return Answer(Outcome.UNKNOWN, sentence("; ".join(parts)), records, days[0] if days else None, text.days)


def cns_answer(verdict: Verdict) -> Answer:
    """What was seen of brain and leptomeninges near the event; only progression diverts from DCP."""
    found, text = verdict.cns, _Text()
    records = [one.assessment.id for one in found.readings]
    if found.status is CnsStatus.NOT_IMAGED:
        before, after = verdict.scene.constants.tight
        state = "not evaluable" if found.readings else "not imaged"
        title = verdict.scene.chart.definition.title.lower()
        text = (
            f"Brain {state} {in_words(before, after)}: progression there is not ruled out, which does not stand in the "
            f"way of {title}"
        )
        return Answer(Outcome.PASS, _literal(text), records)
    first = found.readings[0]
    place = compartment_words(first.row.compartment)
    if found.status is CnsStatus.PD and verdict.scene.chart.definition.cns:
        body = listed([_progression_words(one, text) for one in found.readings])
        return Answer(Outcome.FAIL, sentence(body), records, first.on, text.days)
    if not verdict.scene.chart.definition.cns:
        return Answer(Outcome.PASS, sentence(f"the {place} is where the event itself lies"), records, first.on)
    state = "clear" if found.status is CnsStatus.CLEAR else "controlled"
    return Answer(Outcome.PASS, sentence(f"{place} {state} {text.when(first.on)}"), records, first.on, text.days)


def certainty_answer(verdict: Verdict) -> Answer:
    """Why the label is as certain as it is."""
    certainty, definition = verdict.certainty, verdict.scene.chart.definition
    if certainty is None:
        reason = WITHOUT_CERTAINTY[verdict.label].format(place=definition.place)
        return Answer(Outcome.PASS, _literal(f"No certainty is given, because {reason}"))
    if certainty is Certainty.SUSPECTED:
        return Answer(Outcome.PASS, _literal(f"Suspected: {definition.suspected}"))
    shown = _literal(definition.shown)
    if certainty is Certainty.CONFIRMED and verdict.label in PROGRESSION_LABELS:
        return Answer(Outcome.PASS, f"Confirmed: {shown}, and the progression is dated near the event")
    if certainty is Certainty.CONFIRMED:
        if verdict.level is Level.S0:
            return Answer(
                Outcome.PASS, f"Confirmed: {shown}, and a full restaging on a known day near the event was clear"
            )
        return Answer(
            Outcome.PASS,
            f"Confirmed: {shown}, every compartment that is compared was assessed on a known day near the event, and"
            " a full restaging lies there too",
        )
    reason, records, days = _why_only_probable(verdict)
    return Answer(Outcome.PASS, f"Probable: {shown}, but {reason}", records, None, days)


def _why_only_probable(verdict: Verdict) -> tuple[str, Sequence[str], Sequence[Comparable]]:
    """The first thing that is lacking, as a clause; the records and days that it names."""
    first = verdict.scene.event.first
    if first.anchored:
        return _literal(f"the day of {first.id} is known from another record only"), (first.id,), ()
    near = in_words(*verdict.scene.constants.tight)
    reading = verdict.not_well_referenced.reading
    if reading is None:
        return f"no full restaging with a day of its own lies {near}", (), ()
    place, key = compartment_words(reading.row.compartment), _literal(reading.assessment.id)
    if not reading.assessment.dated:
        return f"{key}, which speaks for the {place}, has no day", (reading.assessment.id,), ()
    if reading.assessment.anchored:
        text = f"the day of {key}, which speaks for the {place}, is known from another record only"
        return text, (reading.assessment.id,), ()
    text = f"{key}, which speaks for the {place}, lies {{0}}, not {near}"
    return text, (reading.assessment.id,), (reading.on,)


ANSWERS = {
    "eligibility": eligibility_answer,
    "evidence": evidence_answer,
    "exposure": exposure_answer,
    "systemic": systemic_answer,
    "cns": cns_answer,
    "certainty": certainty_answer,
}
"""In the order in which they are printed."""


def _literal(text: str) -> str:
    """A text without fields: braces in a drug's name must not be read as one."""
    return text.replace("{", "{{").replace("}", "}}")
