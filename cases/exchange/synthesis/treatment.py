"""Systemic and local treatment: the years before the plan, the plan's own regimens, and what came after."""

from typing import Any

from cases.exchange.synthesis.blanks import as_charted
from cases.exchange.synthesis.chart import Chart, Given
from cases.exchange.synthesis.draws import Table, chance
from cases.exchange.synthesis.plans import Course
from cases.exchange.synthesis.vagueness import perhaps_by_month, some_day

INTERVAL = 21
PROGRAMMES: dict[str, tuple[str, ...]] = {
    "EC": ("epirubicin", "cyclophosphamide"),
    "EC-TH": ("docetaxel", "trastuzumab"),
    "TCHP": ("docetaxel", "carboplatin", "trastuzumab", "pertuzumab"),
    "docetaxel": ("docetaxel",),
    "THP": ("docetaxel", "trastuzumab", "pertuzumab"),
    "TH": ("paclitaxel", "trastuzumab"),
    "HP": ("trastuzumab", "pertuzumab"),
    "trastuzumab": ("trastuzumab",),
    "trastuzumab-vinorelbine": ("vinorelbine", "trastuzumab"),
    "T-DM1": ("trastuzumab emtansine",),
    "T-DXd": ("trastuzumab deruxtecan",),
    "lapatinib-capecitabine": ("lapatinib", "capecitabine"),
    "pyrotinib-capecitabine": ("pyrotinib", "capecitabine"),
    "tucatinib-capecitabine-trastuzumab": ("tucatinib", "capecitabine", "trastuzumab"),
    "capecitabine": ("capecitabine",),
}
ANTI_HER2 = frozenset(
    {
        "trastuzumab",
        "pertuzumab",
        "trastuzumab emtansine",
        "trastuzumab deruxtecan",
        "lapatinib",
        "pyrotinib",
        "tucatinib",
    }
)
TAXANES = frozenset({"docetaxel", "paclitaxel"})
TAXANE_CYCLES = 6
BY_MOUTH = frozenset({"lapatinib", "pyrotinib", "tucatinib", "capecitabine"})
CURATIVE = frozenset({"neoadjuvant", "adjuvant"})
DE_NOVO = 0.45
"""Share of metastatic patients who were metastatic at diagnosis (assumption)."""
NEXT = {
    0: Table.of({"THP": 0.8, "T-DM1": 0.1, "T-DXd": 0.1}),
    1: Table.of({"T-DM1": 0.50, "T-DXd": 0.40, "lapatinib-capecitabine": 0.10}),
    2: Table.of({"T-DXd": 0.45, "tucatinib-capecitabine-trastuzumab": 0.40, "lapatinib-capecitabine": 0.15}),
    3: Table.of({"trastuzumab-vinorelbine": 0.5, "lapatinib-capecitabine": 0.3, "capecitabine": 0.2}),
}
"""The next regimen by the line just ended (assumption)."""
STOPPED_FOR = {"CONCORDANT_PD": "PD_mixed", "DUAL_SANCTUARY": "PD_skin_plus_CNS"}
COMPLETE_RESPONSE = 0.35
"""Share of pathological complete responses to neoadjuvant treatment (assumption)."""


# ---- before the plan


def write_curative_phase(chart: Chart) -> int:
    """Neoadjuvant treatment, surgery and radiotherapy; the day on which what follows may begin."""
    random, naive = chart.random, chart.plan.naive
    start = random.randint(12, 40)
    ended = _neoadjuvant(chart, start, "EC", cycles=4)
    ended = _neoadjuvant(chart, ended + INTERVAL, "docetaxel" if naive else random.choice(("EC-TH", "TCHP")), cycles=4)
    operated = ended + random.randint(25, 40)
    complete, examined = chance(random, COMPLETE_RESPONSE), random.randint(8, 25)
    chart.add(
        "local_treatments",
        kind="surgery",
        site="breast",
        start=perhaps_by_month(random, operated),
        intent="curative",
        surgery=random.choice(("modified_radical_mastectomy", "mastectomy", "lumpectomy")),
        margin="R0",
        **as_charted(random, nodes_examined=examined),
        nodes_positive=0 if complete else random.randint(0, min(5, examined)),
        pcr=complete,
    )
    chart.add(
        "stagings",
        primary=chart.tumour.primary,
        on=operated,
        classification="p",
        y=True,
        t="0" if complete else random.choice(("1a", "1c", "2")),
        n="0" if complete else random.choice(("0", "1a")),
        edition="AJCC8",
    )
    if chance(random, 0.75):
        irradiate(chart, operated + random.randint(35, 50), exact=False)
    return operated + random.randint(28, 42)


def _neoadjuvant(chart: Chart, start: int, drugs: str, cycles: int) -> int:
    last = start + (cycles - 1) * INTERVAL
    begun = perhaps_by_month(chart.random, start)
    agents = [{"agent": one, "role": _role(one), "start": begun, "last_dose": last} for one in PROGRAMMES[drugs]]
    chart.add(
        "regimens",
        name=drugs,
        setting="neoadjuvant",
        intent="curative",
        start=begun,
        stop=last + 14,
        interval_days=INTERVAL,
        cycles_planned=cycles,
        cycles_given=cycles,
        stop_reason="completed",
        drugs=agents,
    )
    return last


def irradiate(chart: Chart, day: int, *, exact: bool) -> None:
    """Radiotherapy of the chest wall; ``exact``: where the days matter."""
    random = chart.random
    fractions = random.choice((15, 25))
    start = day if exact else perhaps_by_month(random, day)
    chart.add(
        "local_treatments",
        kind="radiotherapy",
        site="chest wall",
        start=start,
        stop=day + fractions * 7 // 5 if start == day else None,
        intent="curative",
        **as_charted(random, dose_cgy=4005 if fractions == 15 else 5000, fractions=fractions),
    )


def resect(chart: Chart, day: int, organ: str) -> None:
    """Surgery that clears an organ of its metastasis."""
    chart.add(
        "local_treatments",
        kind="surgery",
        surgery="metastasectomy",
        site=organ.lower(),
        compartments=[organ],
        start=day,
        stop=day,
        intent="curative",
        margin="R0",
    )


def write_adjuvant_year(chart: Chart, start: int) -> int:
    """A year of adjuvant trastuzumab, and how long the patient stayed free of disease; the day of relapse."""
    random = chart.random
    last = start + 17 * INTERVAL
    if not chart.plan.naive:
        begun = perhaps_by_month(random, start)
        drug = {"agent": "trastuzumab", "role": "anti_her2", "start": begun, "last_dose": last}
        chart.add(
            "regimens",
            name="trastuzumab",
            setting="adjuvant",
            intent="curative",
            start=begun,
            stop=last + 7,
            interval_days=INTERVAL,
            cycles_given=18,
            stop_reason="completed",
            drugs=[drug],
        )
    return last + 240 + min(2600, round(random.expovariate(1 / 500)))


def write_prior_line(chart: Chart, start: int, line: int, drugs: str) -> tuple[str, int]:
    """One earlier metastatic line that ended with systemic progression; its regimen and the last dose."""
    last = start + chart.random.randint(8, 22) * INTERVAL
    course = Course(drugs, start - chart.t0, last - chart.t0, after="PD_systemic")
    return write_course(chart, course, line).id, last


# ---- the plan's own regimens


def write_courses(chart: Chart, line: int) -> None:
    """The regimens of the plan; ``line`` is that of the first metastatic one."""
    for position, course in enumerate(chart.plan.courses):
        if position and _progressed(chart.plan.courses[position - 1].after):
            line += 1
        write_course(chart, course, line if course.setting not in CURATIVE else None)
    if chart.plan.later.switch is not None:
        _write_next(chart)


def _progressed(reason: str | None) -> bool:
    return reason is not None and reason.startswith("PD_")


def write_course(chart: Chart, course: Course, line: int | None) -> Given:
    begun = _told(chart, course.begun, course.begun_within)
    nominal = chart.day(course.begun)
    last, ongoing, after = _end_of(chart, course)
    stop = None if last is None or course.last_within else last + min(7, max(0, chart.end - last))
    regimen = chart.add(
        "regimens",
        name=course.drugs if course.stated else None,
        setting=course.setting,
        intent="curative" if line is None else "palliative",
        line=line,
        start=begun,
        stop=stop,
        interval_days=INTERVAL,
        cycles_given=None if last is None else max(0, last - nominal) // INTERVAL + 1,
        stop_reason=after,
        **_best_response(chart, course),
        drugs=_drugs(chart, course, begun, last, ongoing) if course.stated else None,
    )
    given = Given(regimen, nominal, line, after, course.drugs)
    chart.regimens.append(given)
    return given


def _best_response(chart: Chart, course: Course) -> dict[str, Any]:
    """What the plan's looks say of the organs as a whole; not for treatment after them or with nothing to measure."""
    found = {row.status for one in chart.plan.looks for row in one.rows.values() if row.involved}
    if course.setting in CURATIVE or course.begun > 0 or not chart.plan.involved:
        return {}
    best = "CR" if found == {"CR"} else "PR" if found & {"CR", "PR"} else "SD"
    return as_charted(chart.random, best_response=best)


def _told(chart: Chart, day: int, within: tuple[int, int] | None) -> int | dict[str, Any]:
    if within is None:
        return chart.day(day)
    return some_day(chart.day(within[0]), chart.day(within[1]))


def _end_of(chart: Chart, course: Course) -> tuple[int | None, bool, str | None]:
    """Last dose, whether it is still running, and why it was stopped; a regimen running at t0 ends with the story."""
    random, later = chart.random, chart.plan.later
    if course.last is not None:
        return chart.day(course.last), False, course.after
    if not course.ends or not course.stated:
        return None, False, None
    if later.switch is not None and course.begun < later.switch:
        return chart.day(max(0, later.switch - random.randint(3, 20))), False, _reason(chart)
    if chart.dead:
        return max(chart.day(max(0, course.begun)), chart.end - random.randint(14, 45)), False, "death"
    return None, True, None


def _reason(chart: Chart) -> str:
    label = chart.plan.events[-1].answer.label if chart.plan.events else ""
    return STOPPED_FOR.get(label, "PD_isolated_cutaneous" if chart.plan.events else "PD_systemic")


def _drugs(chart: Chart, course: Course, begun: Any, last: int | None, ongoing: bool) -> list[dict[str, Any]]:
    found = []
    for agent in PROGRAMMES[course.drugs]:
        drug: dict[str, Any] = {"agent": agent, "role": _role(agent), "start": begun}
        if agent in BY_MOUTH:
            drug["route"] = "oral"
        taxane_end = chart.day(course.begun) + (TAXANE_CYCLES - 1) * INTERVAL
        if agent in TAXANES and taxane_end < (last if last is not None else chart.day(0)):
            drug["last_dose"] = taxane_end
        elif course.last_within is not None:
            drug["last_dose"] = _told(chart, 0, course.last_within)
        elif last is not None:
            drug["last_dose"] = last
        elif ongoing:
            drug["ongoing"] = True
        found.append(drug)
    return found


def _role(agent: str) -> str:
    return "anti_her2" if agent in ANTI_HER2 else "chemotherapy"


# ---- after the plan


def _write_next(chart: Chart) -> None:
    """The next regimen; a new line after progression or after curative treatment, else the same line."""
    previous = chart.regimens[-1]
    line = 1 if previous.line is None else previous.line + (1 if _progressed(previous.after) else 0)
    switch = chart.plan.later.switch or 0
    drugs = NEXT[min(line - 1, 3)].draw(chart.random)
    drugs = drugs if drugs != previous.drugs else "T-DXd" if drugs != "T-DXd" else "T-DM1"
    write_course(chart, Course(drugs, switch), line)
