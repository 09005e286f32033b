"""Skin findings with what proved or disproved them: biopsies, photographs, work-ups, and how the skin did later."""

from collections.abc import Callable
from typing import Any

from cases.exchange.synthesis.blanks import as_charted, left_out
from cases.exchange.synthesis.chart import Chart
from cases.exchange.synthesis.disease import NEGATIVE_HER2, markers
from cases.exchange.synthesis.draws import Table, chance
from cases.exchange.synthesis.plans import Event
from cases.exchange.synthesis.treatment import CURATIVE, INTERVAL, irradiate
from cases.exchange.synthesis.vagueness import cycle_of, known_to

MORPHOLOGY = Table.of(
    {
        ("nodule",): 0.34,
        ("plaque",): 0.14,
        ("nodule", "erythema"): 0.12,
        ("papule",): 0.10,
        ("patch",): 0.08,
        ("erythema", "oedema"): 0.08,
        ("nodule", "ulcer"): 0.06,
        ("oedema", "peau_d_orange"): 0.05,
        ("induration",): 0.03,
    }
)
LOCAL_SITES = Table.of({"chest wall": 0.45, "mastectomy scar": 0.25, "breast": 0.30})
DISTANT_SITES = Table.of({"trunk": 0.30, "abdomen": 0.18, "back": 0.16, "neck": 0.14, "scalp": 0.12, "axilla": 0.10})
SIDES = {
    "LR": Table.of({"ipsi": 1}),
    "DIST": Table.of({"contra": 0.5, "midline": 0.25, "both": 0.25}),
    "BOTH": Table.of({"both": 1}),
}
COUNTS = Table.of({"1": 0.20, "2-5": 0.35, "6-10": 0.20, "11-50": 0.20, "uncountable": 0.05})
PROCEDURES = Table.of({"punch_biopsy": 0.6, "skin_biopsy": 0.25, "excision_of_skin": 0.15})
PARTS = Table.of({"centre": 0.3, "edge": 0.3, "multiple": 0.4})
QUIET_CHANGE = {"responding_skin": "response", "stable_skin": "stable", "resolved_skin": "resolved"}
NEVER_PHOTOGRAPHED = frozenset({"biopsied_unseen", "asserted"})
MUST_BE_SEEN = frozenset({"seen_before", "no_effect_of_antibiotic", "no_effect_of_steroid"})
KNOWN_BEFORE = MUST_BE_SEEN | frozenset(QUIET_CHANGE)
MEASURABLE = frozenset({"biopsied", "seen_before", "responding_skin", "stable_skin"})
"""Proofs of events whose skin may have been measured since the line began."""
LEAST_FOLLOWED_DAYS = 60
"""From the baseline of the line to an event whose skin was measured all along."""
SAME_LESIONS = 0.55
"""Share of biopsied progressions in metastatic disease that are growth of skin lesions known before (assumption)."""


def write_events(chart: Chart) -> None:
    """Every skin event of the plan, in order of time."""
    for event in chart.plan.events:
        finding = _write_finding(chart, event)
        chart.opened.append(finding)
        PROOFS[event.proof](chart, event, finding)
        _write_second_growth(chart, event, finding)
        _write_ending(chart, event, finding)


def _sites(chart: Chart, extent: str) -> list[str]:
    random = chart.random
    local, distant = LOCAL_SITES.draw(random), DISTANT_SITES.draw(random)
    return {"LR": [local], "DIST": [distant], "BOTH": [local, distant]}[extent]


def _write_finding(chart: Chart, event: Event) -> str:
    random = chart.random
    morphology, sites = list(MORPHOLOGY.draw(random)), _sites(chart, event.extent)
    if event.proof in KNOWN_BEFORE:
        known = "nodule", "chest wall"
        same = event.proof not in ("no_effect_of_antibiotic", "no_effect_of_steroid")
        if same:
            morphology = list(dict.fromkeys([known[0], *morphology]))
        else:
            morphology, sites = ["plaque"], ["abdomen"]
        _write_known_before(chart, event, *known)
    grown = _grew(chart, event)
    if grown:
        morphology, sites = ["nodule"], list(dict.fromkeys(["chest wall", *sites]))
        _write_known_before(chart, event, "nodule", "chest wall", biopsied=False)
    if event.proof == "telangiectasia":
        morphology = ["telangiectasia"]
    day = chart.day(event.day)
    photo = event.proof in MUST_BE_SEEN or (event.proof not in NEVER_PHOTOGRAPHED and chance(random, 0.5))
    change = QUIET_CHANGE.get(event.proof, "progression")
    onset = known_to(random, day - 45, "month")
    return chart.add(
        "skin_findings",
        on=_told(chart, event, day),
        primary=chart.tumour.primary,
        change=change,
        new_lesions=not grown if change == "progression" else None,
        lesion_of=chart.skin_before if grown else None,
        extent=event.extent,
        morphology=morphology,
        sites=sites,
        photo=photo,
        measured=event.proof not in NEVER_PHOTOGRAPHED and chance(random, 0.3),
        **as_charted(
            random,
            onset=onset,
            lesion_count=COUNTS.draw(random),
            area_cm2=random.randint(2, 220),
            side=SIDES[event.extent].draw(random),
            pain_nrs=random.randint(0, 7),
            itch=chance(random, 0.3),
        ),
    )


def _can_be_measured(chart: Chart, event: Event) -> bool:
    """Metastatic, one event of the chest wall that is dated to the day, and a plan away from every constant."""
    plan = chart.plan
    plain = len(plan.events) == 1 and event.told == "day" and not plan.template.startswith("edge_")
    followed = all(one.setting == "metastatic" and one.begun <= -LEAST_FOLLOWED_DAYS for one in plan.courses)
    return plain and followed and event.extent != "DIST" and event.proof in MEASURABLE


def _grew(chart: Chart, event: Event) -> bool:
    """Whether the change is growth of lesions that were there, and not new ones."""
    biopsied = event.proof == "biopsied" and _can_be_measured(chart, event)
    return biopsied and chance(chart.random, SAME_LESIONS)


def _told(chart: Chart, event: Event, day: int) -> Any:
    if event.told == "week":
        return known_to(chart.random, day, "week")
    if event.told == "cycle":
        given = chart.regimens[-1] if chart.plan.later.switch is None else chart.regimens[-2]
        return cycle_of(given.id, (day - given.begun) // INTERVAL + 1, INTERVAL)
    return day


def _write_known_before(chart: Chart, event: Event, look: str, site: str, *, biopsied: bool = True) -> None:
    """Skin disease that was there, and mostly proven, when the line began; with curative intent, at diagnosis."""
    course = chart.plan.courses[0]
    day = 4 if course.setting in CURATIVE else chart.day(course.begun) - 4
    finding = chart.add(
        "skin_findings",
        on=day,
        primary=chart.tumour.primary,
        change="baseline",
        extent="LR",
        morphology=[look],
        sites=[site],
        photo=chance(chart.random, 0.5),
        measured=False,
    )
    if biopsied:
        _write_biopsy(chart, finding, day + 1, "malignant_breast", chart.tumour.her2)
    if _can_be_measured(chart, event):
        chart.skin_before = finding


def _write_biopsy(
    chart: Chart, finding: str, day: int, result: str, her2: str | None = None, extent: str = "LR", **fields: Any
) -> None:
    """A biopsy of a finding; ``her2`` None where the receptors were not read."""
    random = chart.random
    chart.add(
        "specimens",
        on=day,
        primary=chart.tumour.primary if result == "malignant_breast" else None,
        finding=finding,
        compartment="SKIN_DIST" if extent == "DIST" else "SKIN_LR",
        site="skin",
        specimen_type="skin",
        **as_charted(random, procedure=PROCEDURES.draw(random), part_sampled=PARTS.draw(random)),
        result=result,
        markers=markers(random, chart.tumour, her2) if her2 else None,
        **fields,
    )


# ---- what stands behind a finding


def _biopsied(chart: Chart, event: Event, finding: str) -> None:
    random = chart.random
    days = event.biopsy if event.biopsy is not None else random.randint(1, 30)
    her2 = None if left_out(random, "markers") else chart.tumour.her2
    if event.her2_lost:
        her2 = NEGATIVE_HER2.draw(random)
    _write_biopsy(chart, finding, chart.day(event.day + days), "malignant_breast", her2, event.extent)
    _perhaps_tried(chart, event, finding)


def _perhaps_tried(chart: Chart, event: Event, finding: str) -> None:
    """A course of antibiotics or steroids before the biopsy, without the effect of an infection."""
    random = chart.random
    if not chance(random, 0.25):
        return
    day = chart.day(event.day)
    tried = {
        "kind": random.choice(("antibiotic", "steroid")),
        "from": day - 12,
        "to": day - random.randint(0, 4),
        "effect": random.choice(("none", "partial")),
    }
    chart.add(
        "workups",
        finding=finding,
        considered=["bacterial_infection"],
        tests=["biopsy"],
        empirical=[tried],
        conclusion="malignancy",
    )


def _seen_before(chart: Chart, event: Event, finding: str) -> None:
    """The earlier finding and its biopsy, the shared look and the photograph are the proof."""


def _asserted(chart: Chart, event: Event, finding: str) -> None:
    """Nothing but the clinician's word."""


def _no_effect_of(kind: str) -> Callable[[Chart, Event, str], None]:
    def write(chart: Chart, event: Event, finding: str) -> None:
        day = chart.day(event.day) - 20
        tried = {"kind": kind, "from": day, "to": day + event.treated_days, "effect": "none"}
        chart.add("workups", finding=finding, considered=["bacterial_infection"], empirical=[tried])

    return write


def _infection(chart: Chart, event: Event, finding: str) -> None:
    day = chart.day(event.day)
    _write_biopsy(chart, finding, day + 4, "benign", benign_finding="infection")
    treated = {"kind": "antibiotic", "agent": "flucloxacillin", "from": day + 2, "to": day + 12, "effect": "resolved"}
    culture = {
        "on": day + 2,
        "specimen_type": "wound",
        "organism": chart.random.choice(("mssa", "streptococcus")),
        "infection": True,
    }
    chart.add(
        "workups",
        finding=finding,
        considered=["bacterial_infection", "drug_eruption"],
        tests=["biopsy", "culture"],
        conclusion="alternative",
        empirical=[treated],
        microbiology=[culture],
    )


def _telangiectasia(chart: Chart, event: Event, finding: str) -> None:
    day = chart.day(event.day)
    _write_biopsy(chart, finding, day + 7, "benign", benign_finding="drug_reaction")
    chart.add(
        "workups", finding=finding, considered=["tdm1_telangiectasia"], tests=["biopsy"], conclusion="alternative"
    )


def _radiation_dermatitis(chart: Chart, event: Event, finding: str) -> None:
    day = chart.day(event.day)
    irradiate(chart, day - chart.random.randint(40, 60), exact=True)
    cream = {
        "kind": "steroid",
        "agent": "mometasone",
        "route": "topical",
        "from": day,
        "to": day + 18,
        "effect": "resolved",
    }
    chart.add(
        "workups",
        finding=finding,
        considered=["radiation_dermatitis", "radiation_recall"],
        conclusion="alternative",
        empirical=[cream],
    )


def _other_cancer(chart: Chart, event: Event, finding: str) -> None:
    _write_biopsy(chart, finding, chart.day(event.day + 6), "malignant_other", extent=event.extent)
    chart.add("workups", finding=finding, considered=["other_primary"], tests=["biopsy"])


def _open_biopsy(result: str) -> Callable[[Chart, Event, str], None]:
    def write(chart: Chart, event: Event, finding: str) -> None:
        fields = {"benign_finding": "other"} if result == "benign" else {}
        _write_biopsy(chart, finding, chart.day(event.day + 5), result, repeat_needed=True, **fields)

    return write


def _unresolved(chart: Chart, event: Event, finding: str) -> None:
    chart.add(
        "workups",
        finding=finding,
        considered=["bacterial_infection", "drug_eruption"],
        tests=["bloods"],
        conclusion="unresolved",
    )


PROOFS: dict[str, Callable[[Chart, Event, str], None]] = {
    "biopsied": _biopsied,
    "biopsied_unseen": _biopsied,
    "seen_before": _seen_before,
    "asserted": _asserted,
    "no_effect_of_antibiotic": _no_effect_of("antibiotic"),
    "no_effect_of_steroid": _no_effect_of("steroid"),
    "infection": _infection,
    "telangiectasia": _telangiectasia,
    "radiation_dermatitis": _radiation_dermatitis,
    "other_cancer": _other_cancer,
    "benign_but_there": _open_biopsy("benign"),
    "pending": _open_biopsy("pending"),
    "non_diagnostic": _open_biopsy("non_diagnostic"),
    "unresolved": _unresolved,
    "responding_skin": _seen_before,
    "stable_skin": _seen_before,
    "resolved_skin": _seen_before,
}


# ---- how the skin did later


def _write_second_growth(chart: Chart, event: Event, finding: str) -> None:
    if event.again is not None:
        _follow(chart, finding, chart.day(event.day + event.again), "progression")


def _write_ending(chart: Chart, event: Event, finding: str) -> None:
    if event.ending is None:
        return
    day = chart.day(event.day + event.ending_day)
    if event.ending == "excised":
        chart.add(
            "local_treatments",
            kind="surgery",
            surgery="excision_of_skin",
            site="chest wall",
            start=day - 5,
            stop=day - 5,
            intent="local_control",
            margin="R0",
        )
    _follow(chart, finding, day, "resolved" if event.ending == "excised" else event.ending)


def _follow(chart: Chart, finding: str, day: int, change: str) -> None:
    first = next(one for one in chart.rows["skin_findings"] if one["id"] == finding)
    chart.add(
        "skin_findings",
        on=day,
        change=change,
        lesion_of=finding,
        extent=first["extent"],
        morphology=first["morphology"],
        sites=first["sites"],
        photo=chance(chart.random, 0.4),
    )
