"""Assessments: the baseline of each line, routine scans in their rhythm, the looks of the plan, and later scans.

Measured lesions shrink and grow so that their sums say what the status says (RECIST 1.1, domain reference §3).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from cases.exchange.synthesis.chart import Chart, Given
from cases.exchange.synthesis.draws import Table, chance
from cases.exchange.synthesis.plans import Look, Row
from cases.exchange.synthesis.vagueness import around, perhaps_by_month, some_day

RHYTHM_DAYS = (42, 84)
"""From one routine scan to the next, drawn once for each patient (6 to 12 weeks, as WIDE allows for)."""
MEASURED = 0.65
"""Share of patients whose lesions are measured (assumption)."""
OFTEN_CLEAR = ("LIVER", "LUNG", "BONE")
MEASURABLE = {
    "LIVER": "segment VI",
    "LUNG": "right lower lobe",
    "NODES_REG": "axilla",
    "NODES_DIST": "mediastinum",
    "ADRENAL": "left adrenal",
}
NODES = frozenset({"NODES_REG", "NODES_DIST"})
CNS = frozenset({"BRAIN", "LEPTOMENINGES"})
CRITERIA = {"BONE": "MDA", "BRAIN": "RANO_BM"}
FIRST_STATUS = Table.of({"SD": 0.6, "PR": 0.4})
"""Best status of an earlier line before it progressed (assumption)."""


@dataclass
class Sizes:
    """The one target lesion of each measured compartment, in millimetres."""

    lesion: dict[str, str] = field(default_factory=dict)
    baseline: dict[str, int] = field(default_factory=dict)
    now: dict[str, int] = field(default_factory=dict)
    least: dict[str, int] = field(default_factory=dict)


def write_scans(chart: Chart) -> None:
    """Every assessment of the plan's own regimens and of what came after."""
    own = [one for one in chart.regimens if chart.plan.courses[0].begun <= one.begun - chart.t0]
    sizes = _lesions(chart)
    _baseline(chart, own[0], sizes, {})
    _routine(chart, own, sizes)
    opened = {own[0].id}
    for one in chart.plan.looks:
        given = _running(own, chart.day(min(one.day, 0)))
        if given.id not in opened and given.line != own[0].line:
            opened.add(given.id)
            _baseline(chart, given, sizes, chart.plan.at_start)
        _write_look(chart, one, given, sizes)
    _later(chart, own, sizes)


def write_prior_scans(chart: Chart, regimen: str, start: int, last: int, organs: tuple[str, ...]) -> None:
    """An earlier line: its baseline, some stable scans, and the progression that ended it."""
    random = chart.random
    _assess(chart, start - random.randint(3, 20), "baseline", regimen, {organ: Row("BASELINE") for organ in organs})
    rhythm = random.randint(*RHYTHM_DAYS)
    status = FIRST_STATUS.draw(random)
    for day in range(start + rhythm, last - 42, rhythm):
        _assess(chart, perhaps_by_month(random, day), "scheduled", regimen, {organ: Row(status) for organ in organs})
    rows = {organ: Row("SD") for organ in organs} | {organs[0]: Row("PD")}
    _assess(chart, last + random.randint(1, 8), "scheduled", regimen, rows)


def _running(own: list[Given], day: int) -> Given:
    begun = [one for one in own if one.begun < day]
    return begun[-1] if begun else own[0]


def _baseline(chart: Chart, given: Given, sizes: Sizes, at_start: Mapping[str, str]) -> None:
    plan = chart.plan
    if not plan.involved and plan.operated is None and given.line is None:
        return
    course = next(one for one in plan.courses if chart.day(one.begun) == given.begun)
    first = chart.day(min(course.begun, *(course.begun_within or (course.begun,))))
    rows = {organ: Row(at_start.get(organ, "BASELINE")) for organ in plan.involved}
    if plan.operated:
        rows[plan.operated] = Row("NED_LOCAL", involved=False)
    _assess(chart, first - chart.random.randint(1, 14), "baseline", given.id, rows, sizes)


def _routine(chart: Chart, own: list[Given], sizes: Sizes) -> None:
    random, plan = chart.random, chart.plan
    final = {organ: row.status for one in reversed(plan.looks) for organ, row in one.rows.items() if row.involved}
    rhythm = random.randint(*RHYTHM_DAYS)
    days = range(own[0].begun + rhythm, chart.day(plan.routine_until) + 1, rhythm)
    for number, day in enumerate(days):
        rows = {organ: Row(_on_the_way(final.get(organ, "SD"), number)) for organ in plan.involved}
        if plan.operated:
            rows[plan.operated] = Row("NED_LOCAL", involved=False)
        given = _running(own, day)
        if rows or given.line is not None:
            _assess(chart, day, "scheduled", given.id, rows, sizes)


def _on_the_way(final: str, number: int) -> str:
    """What routine scan ``number`` shows of an organ that the plan's look will find as ``final``."""
    if final == "CR":
        return "PR" if number == 0 else "CR"
    if final in ("PD", "NE"):
        return "SD"
    return final


def _write_look(chart: Chart, one: Look, given: Given, sizes: Sizes) -> None:
    plan = chart.plan
    on: Any = chart.day(one.day)
    if one.within is not None:
        on = some_day(chart.day(one.within[0]), chart.day(one.within[1]))
    elif one.beside:
        on = around(chart.opened[-1])
    rows = dict(one.rows)
    if plan.operated and plan.operated not in rows:
        rows[plan.operated] = Row("NED_LOCAL", involved=False)
    kind = "event" if plan.events and abs(one.day) <= 14 else "unscheduled" if one.within else "scheduled"
    _assess(chart, on, kind, given.id, rows, sizes, scope=one.scope, modalities=list(one.modalities))


def _later(chart: Chart, own: list[Given], sizes: Sizes) -> None:
    """Scans after the event: as the last look left it, until the later progression."""
    plan = chart.plan
    rows = _left_behind(chart)
    for day in sorted(plan.later.looks):
        _assess(chart, chart.day(day), "scheduled", _running(own, chart.day(day)).id, rows, sizes)
    if plan.later.progression is not None:
        day = chart.day(plan.later.progression)
        _assess(chart, day, "scheduled", _running(own, day).id, {**rows, plan.involved[0]: Row("PD")}, sizes)


def _left_behind(chart: Chart) -> dict[str, Row]:
    """Every organ as the plan's looks left it; what had progressed holds on the next regimen, if there is one."""
    plan, rows = chart.plan, {}
    switched = plan.later.switch is not None
    last = {organ: row for one in plan.looks for organ, row in one.rows.items() if organ not in CNS}
    for organ in dict.fromkeys([*plan.involved, *last]):
        row = last.get(organ, Row("SD"))
        if row.status == "PD":
            rows[organ] = Row("SD" if switched else "PD", involved=switched or row.involved)
        else:
            rows[organ] = Row("SD") if row.status == "NE" else row
    return rows


def _assess(
    chart: Chart,
    on: Any,
    kind: str,
    regimen: str,
    rows: Mapping[str, Row],
    sizes: Sizes | None = None,
    scope: str = "FULL",
    modalities: list[str] | None = None,
) -> None:
    random = chart.random
    written = [_compartment(organ, row) for organ, row in rows.items()]
    if scope == "FULL" and chance(random, 0.5):
        written += [
            {"compartment": organ, "status": "NED", "involved_at_baseline": False, "criteria": "INVESTIGATOR"}
            for organ in OFTEN_CLEAR
            if organ not in rows and organ not in chart.plan.involved and chance(random, 0.6)
        ]
    usual = ["PET_CT"] if chance(random, 0.15) else ["CT", "BONE_SCINTIGRAPHY"] if "BONE" in rows else ["CT"]
    assessment = chart.add(
        "assessments",
        on=on,
        kind=kind,
        regimen=regimen,
        modalities=modalities or usual,
        scope=scope,
        compartments=written,
    )
    for row in written if sizes is not None else ():
        _measure(chart, assessment, row, sizes, kind)


def _compartment(organ: str, row: Row) -> dict[str, Any]:
    found: dict[str, Any] = {"compartment": organ, "involved_at_baseline": row.involved, "status": row.status}
    if row.status not in ("BASELINE", "NE"):
        found["criteria"] = CRITERIA.get(organ, "INVESTIGATOR")
        found["new_lesion"] = row.new
    return found


# ---- measured lesions


def _lesions(chart: Chart) -> Sizes:
    random, sizes = chart.random, Sizes()
    one_line = len(chart.plan.courses) == 1
    if not one_line or chance(random, 1 - MEASURED):
        return sizes
    for organ in chart.plan.involved:
        if organ not in MEASURABLE:
            continue
        sizes.lesion[organ] = chart.add(
            "lesions", compartment=organ, site=MEASURABLE[organ], role="target", measurable=True
        )
        size = random.randint(18, 60)
        sizes.baseline[organ] = sizes.now[organ] = sizes.least[organ] = size
    return sizes


def _measure(chart: Chart, assessment: str, row: dict[str, Any], sizes: Sizes, kind: str) -> None:
    organ, status = row["compartment"], row["status"]
    if organ not in sizes.lesion:
        return
    lesion = {"lesion": sizes.lesion[organ], "assessment": assessment, "method": "CT"}
    if status == "NE":
        chart.add("measurements", **lesion, not_evaluable=True)
        return
    size = sizes.baseline[organ] if kind == "baseline" else _size(chart.random, organ, status, sizes)
    sizes.now[organ], sizes.least[organ] = size, min(size, sizes.least[organ])
    row |= {"sum_mm": size, "criteria": "RECIST_1_1"}
    if organ in NODES:
        chart.add("measurements", **lesion, long_mm=size + 4, short_mm=size)
    else:
        chart.add("measurements", **lesion, long_mm=size)


def _size(random: Random, organ: str, status: str, sizes: Sizes) -> int:
    """The size in mm that has the status: PR at least 30 % below baseline, PD at least 20 % and 5 mm over nadir."""
    first, now, least = sizes.baseline[organ], sizes.now[organ], sizes.least[organ]
    if status in ("CR", "NED"):
        return 6 if organ in NODES else 0
    if status == "PR":
        return min(now, int(first * random.uniform(0.30, 0.62)))
    if status == "PD":
        return max(int(least * 1.3) + 1, least + 6)
    return max(now, least) if least < first * 0.7 else int(first * random.uniform(0.90, 1.0))
