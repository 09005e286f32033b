"""One invented patient: a plan, written down station by station, and its known answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from cases.exchange.synthesis import course, edges, people, scans, skin, treatment
from cases.exchange.synthesis.answers import Known, known_answers
from cases.exchange.synthesis.chart import Chart
from cases.exchange.synthesis.choices import usual_drugs
from cases.exchange.synthesis.disease import write_tumour
from cases.exchange.synthesis.draws import Table, chance
from cases.exchange.synthesis.plans import Plan
from cases.exchange.synthesis.templates import TEMPLATES

EARLIEST_DIAGNOSIS, LAST_CONTACT = date(2006, 1, 1), date(2024, 12, 31)
COMMENT = "Invented by manage.py synthesise"
DAY_ZERO_KNOWN = 0.7
"""Share of cases with a calendar date of diagnosis (assumption)."""


@dataclass(frozen=True)
class Invented:
    """A case as a canonical ``case/1`` object, and the answers for its skin events in order."""

    document: dict[str, Any]
    answers: tuple[Known, ...]


def synthesise(*, patients: int, institutions: int, seed: int) -> Iterator[Invented]:
    """That many patients, one at a time. The same arguments give the same patients, whatever the number asked for:
    patient n depends on the seed, n and the institutions alone.
    """
    holders = people.institutions(institutions)
    for number in range(1, patients + 1):
        yield invent(Random(f"{seed}/{number}"), number, holders)


def invent(random: Random, number: int, holders: Table[str]) -> Invented:
    """One patient. ``number`` names the case."""
    institution = holders.draw(random)
    plan = edges.on_an_edge(random) if chance(random, edges.SHARE) else TEMPLATES.draw(random)(random)
    return written_down(plan, random, institution=institution, local_code=f"SYN-{number:05d}")


def written_down(plan: Plan, random: Random, *, institution: str, local_code: str) -> Invented:
    """The case of a plan; what the plan leaves open is drawn."""
    chart = Chart(random, plan)
    _write(chart)
    document = _head(chart, institution, local_code) | chart.rows
    answers = known_answers(document, plan.template, chart.opened, [one.answer for one in plan.events])
    return Invented(document, tuple(answers))


def _write(chart: Chart) -> None:
    """All stations, each building on what the earlier ones wrote."""
    plan, random = chart.plan, chart.random
    chart.t0 = _write_before(chart) - plan.courses[0].begun
    further, chart.dead = course.draw_end(random)
    chart.end = chart.day(course.horizon(chart)) + further
    treatment.write_courses(chart, line=plan.prior_lines + 1)
    skin.write_events(chart)
    scans.write_scans(chart)
    course.write_adverse_events(chart)
    course.write_contacts(chart)


def _write_before(chart: Chart) -> int:
    """Diagnosis, curative treatment and earlier lines; the day on which the plan's first regimen begins."""
    plan, random = chart.plan, chart.random
    setting = plan.courses[0].setting
    de_novo = setting == "metastatic" and chance(random, treatment.DE_NOVO)
    chart.tumour = write_tumour(chart, metastatic=de_novo)
    ready = random.randint(45, 70)
    if setting != "neoadjuvant" and not de_novo:
        ready = treatment.write_curative_phase(chart)
    if setting == "metastatic" and not de_novo:
        ready = treatment.write_adjuvant_year(chart, ready)
    for line in range(1, plan.prior_lines + 1):
        drugs = usual_drugs(random, line - 1)
        regimen, last = treatment.write_prior_line(chart, ready, line, drugs)
        scans.write_prior_scans(chart, regimen, ready, last, plan.involved)
        ready = last + random.randint(24, 40)
    if plan.operated is not None:
        treatment.resect(chart, ready - random.randint(15, 25), plan.operated)
    return ready


def _head(chart: Chart, institution: str, local_code: str) -> dict[str, Any]:
    random, plan = chart.random, chart.plan
    day_zero = _day_zero(random, chart.end)
    return {
        "schema": "case/1",
        "institution": institution,
        "local_code": local_code,
        "status": people.STATUS.draw(random),
        "legal_basis": people.legal_basis(random),
        "provenance": {"source": "chart", "reference": None, "publicly_described": False},
        "day_zero": day_zero.isoformat() if chance(random, DAY_ZERO_KNOWN) else None,
        "diagnosis_year": day_zero.year,
        **({"regimens_complete": True} if plan.complete else {"regimens_complete_absent": "unknown"}),
        "comment": COMMENT,
        "patient": people.described(random, chart.t0),
    }


def _day_zero(random: Random, end: int) -> date:
    """A day of diagnosis that leaves the whole story in the past."""
    latest = LAST_CONTACT - timedelta(days=end)
    earliest = min(EARLIEST_DIAGNOSIS, latest - timedelta(days=365))
    return earliest + timedelta(days=random.randrange((latest - earliest).days))
