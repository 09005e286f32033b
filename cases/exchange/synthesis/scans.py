"""Assessments: the baseline of each line, routine scans in their rhythm, the looks of the plan, and later scans."""

from collections.abc import Iterable, Mapping
from typing import Any

from cases.exchange.synthesis.chart import Chart, Given
from cases.exchange.synthesis.draws import Table, chance
from cases.exchange.synthesis.plans import Look, Row
from cases.exchange.synthesis.sizes import SKIN, Sizes, choose_targets, measure
from cases.exchange.synthesis.vagueness import around, perhaps_by_month, some_day

RHYTHM_DAYS = (42, 84)
"""From one routine scan to the next, drawn once for each patient (6 to 12 weeks, as WIDE allows for)."""
OFTEN_CLEAR = ("LIVER", "LUNG", "BONE")
CNS = frozenset({"BRAIN", "LEPTOMENINGES"})
CRITERIA = {"BONE": "MDA", "BRAIN": "RANO_BM"}
FIRST_STATUS = Table.of({"SD": 0.6, "PR": 0.4})
"""Best status of a line that a plan says nothing of: an earlier one before it progressed, a next one (assumption)."""
CLEARED = frozenset({"CR", "NED", "NED_LOCAL"})
UNSEEN_BEFORE_DAYS = 30
"""Days before a progression of the skin in which nobody had measured it; earlier looks found it as it had been."""
SKIN_AT = {"responding_skin": "PR", "stable_skin": "SD"}
"""Proof of an event that is no progression -> status of the skin from then on."""


def write_scans(chart: Chart) -> None:
    """Every assessment of the plan's own regimens and of what came after."""
    own = [one for one in chart.regimens if chart.plan.courses[0].begun <= one.begun - chart.t0]
    sizes = choose_targets(chart)
    _first_baseline(chart, own[0], sizes)
    _routine(chart, own, sizes)
    opened = {own[0].id}
    for one in _with_the_skin(chart, sizes):
        given = _running(own, chart.day(min(one.day, 0)))
        if given.id not in opened and given.line != own[0].line:
            opened.add(given.id)
            day = given.begun - chart.random.randint(1, 14)
            _baseline(chart, given, day, sizes, _at_baseline(chart.plan.involved, chart.plan.at_start))
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


def _first_baseline(chart: Chart, given: Given, sizes: Sizes) -> None:
    plan, course = chart.plan, chart.plan.courses[0]
    if not plan.involved and plan.operated is None and given.line is None:
        return
    first = chart.day(min(course.begun, *(course.begun_within or (course.begun,))))
    rows = _at_baseline(plan.involved, {})
    if plan.operated:
        rows[plan.operated] = Row("NED_LOCAL", involved=False)
    _baseline(chart, given, first - chart.random.randint(1, 14), sizes, rows)
    if SKIN in sizes.followed:
        _into_finding(chart, chart.skin_before, sizes)


def _at_baseline(organs: Iterable[str], statuses: Mapping[str, str]) -> dict[str, Row]:
    return {organ: Row(statuses.get(organ, "BASELINE")) for organ in organs}


def _baseline(chart: Chart, given: Given, day: int, sizes: Sizes, rows: dict[str, Row]) -> None:
    """The baseline of a line, from which its sums count."""
    for one in sizes.followed.values():
        one.start_line()
    skin = {SKIN: Row("BASELINE")} if _skin_status(chart, day - chart.t0) and SKIN in sizes.followed else {}
    _assess(chart, day, "baseline", given.id, rows | skin, sizes)


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
            _assess(chart, day, "scheduled", given.id, rows | _skin(chart, day - chart.t0, sizes), sizes)


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
    if one.within is None and not one.beside:
        rows |= _skin(chart, one.day, sizes)
    kind = "event" if plan.events and abs(one.day) <= 14 else "unscheduled" if one.within else "scheduled"
    _assess(chart, on, kind, given.id, rows, sizes, scope=one.scope, modalities=list(one.modalities))
    if one.day == 0 and SKIN in rows:
        _into_finding(chart, chart.opened[0], sizes)


def _later(chart: Chart, own: list[Given], sizes: Sizes) -> None:
    """Scans after the event: as the last look left it, until the later progression or on the next line."""
    plan, rows = chart.plan, _left_behind(chart)
    if plan.later.switch is not None and own[-1].line != own[-2].line:
        held = {organ: row for organ, row in rows.items() if row.status in CLEARED}
        day = chart.day(plan.later.switch) + chart.random.randint(0, 6)
        if rows or SKIN in sizes.followed:
            # an organ that is clear needs no row in a full restaging, and none may decide what was open at the event
            _baseline(chart, own[-1], day, sizes, _at_baseline([organ for organ in rows if organ not in held], {}))
        rows = {organ: Row(FIRST_STATUS.draw(chart.random)) for organ in rows} | held
    for day in sorted(plan.later.looks):
        _assess(
            chart,
            chart.day(day),
            "scheduled",
            _running(own, chart.day(day)).id,
            rows | _skin(chart, day, sizes),
            sizes,
        )
    if plan.later.progression is not None:
        day = chart.day(plan.later.progression)
        _assess(chart, day, "scheduled", _running(own, day).id, {**rows, plan.involved[0]: Row("PD")}, sizes)


# ---- measured skin


def _with_the_skin(chart: Chart, sizes: Sizes) -> list[Look]:
    """The looks of the plan and, where the skin is measured, the examination that found its change."""
    looks = list(chart.plan.looks)
    if SKIN not in sizes.followed or any(one.day == 0 for one in looks):
        return looks
    examined = Look(0, {}, scope="LIMITED", modalities=("CLINICAL_EXAMINATION",))
    place = next((number for number, one in enumerate(looks) if one.day > 0), len(looks))
    return [*looks[:place], examined, *looks[place:]]


def _skin(chart: Chart, day: int, sizes: Sizes) -> dict[str, Row]:
    status = _skin_status(chart, day) if SKIN in sizes.followed else ""
    return {SKIN: Row(status)} if status else {}


def _skin_status(chart: Chart, day: int) -> str:
    """How the measured skin stands on a day from t0; empty where nobody measured it."""
    event, switch = chart.plan.events[0] if chart.plan.events else None, chart.plan.later.switch
    if event is None or -UNSEEN_BEFORE_DAYS <= day < 0 or (event.ending and day >= event.ending_day):
        return ""
    if day < 0 or (switch is not None and day >= switch):
        return "SD"
    return SKIN_AT.get(event.proof, "PD")


def _into_finding(chart: Chart, finding: str, sizes: Sizes) -> None:
    """The sum of the calliper into the skin finding of that day."""
    row = next(one for one in chart.rows["skin_findings"] if one["id"] == finding)
    row |= {"measured": True, "target_sum_mm": sizes.followed[SKIN].now}


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
        measure(chart, assessment, row, sizes, kind)


def _compartment(organ: str, row: Row) -> dict[str, Any]:
    found: dict[str, Any] = {"compartment": organ, "involved_at_baseline": row.involved, "status": row.status}
    if row.status not in ("BASELINE", "NE"):
        found["criteria"] = CRITERIA.get(organ, "INVESTIGATOR")
        found["new_lesion"] = row.new
    return found
