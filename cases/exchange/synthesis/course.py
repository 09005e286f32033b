"""Adverse events, contacts and death."""

from random import Random
from typing import Any

from cases.exchange.synthesis.blanks import as_charted
from cases.exchange.synthesis.chart import Chart
from cases.exchange.synthesis.draws import Table, chance
from cases.exchange.synthesis.vagueness import perhaps_by_month

ADVERSE_EVENTS = Table.of(
    {
        "Rash maculo-papular": 0.20,
        "Pruritus": 0.14,
        "Nail infection": 0.10,
        "Palmar-plantar erythrodysesthesia syndrome": 0.12,
        "Rash acneiform": 0.10,
        "Paronychia": 0.08,
        "Edema limbs": 0.08,
        "Telangiectasia": 0.06,
        "Skin infection": 0.06,
        "Lymphedema": 0.06,
    }
)
HOW_MANY = Table.of({0: 0.40, 1: 0.35, 2: 0.17, 3: 0.08})
GRADES = Table.of({1: 0.55, 2: 0.36, 3: 0.09})
DIED = 0.45
"""Share of patients whose last contact is their death (assumption)."""
SEEN_FURTHER_DAYS = 420
"""Mean time from the last planned event to the last contact (assumption, exponential)."""
CAUSES = Table.of({"disease_progression": 0.88, "other": 0.07, "adverse_event": 0.03, "undetermined": 0.02})
DOMINANT = Table.of({"visceral": 0.60, "cns": 0.28, "cutaneous": 0.12})


def horizon(chart: Chart) -> int:
    """The last day, from t0, that the plan itself speaks of."""
    plan = chart.plan
    days = [0, *plan.later.looks, plan.later.switch or 0, plan.later.progression or 0]
    days += [one.day for one in plan.looks] + [one.within[1] for one in plan.looks if one.within]
    for event in plan.events:
        days += [event.day + event.ending_day, event.day + (event.biopsy or 0), event.day + 40]
    return max(days)


def draw_end(random: Random) -> tuple[int, bool]:
    """Days from the plan's horizon to the last contact, and whether that is the patient's death."""
    return 25 + min(2000, round(random.expovariate(1 / SEEN_FURTHER_DAYS))), chance(random, DIED)


def write_adverse_events(chart: Chart) -> None:
    random = chart.random
    for _ in range(HOW_MANY.draw(random)):
        given = random.choice(chart.regimens)
        day = given.begun + random.randint(5, 60)
        day = min(day, chart.end - 31)
        chart.add(
            "adverse_events",
            on=perhaps_by_month(random, day),
            term=ADVERSE_EVENTS.draw(random),
            grade=GRADES.draw(random),
            regimen=given.id,
            **as_charted(random, attribution="regimen"),
        )


def write_contacts(chart: Chart) -> None:
    """The last contact, with what had happened since the event."""
    random, later = chart.random, chart.plan.later
    events: list[dict[str, Any]] = []
    if later.progression is not None:
        events.append(
            {"on": chart.day(later.progression), "event": "systemic_pd", "compartments": [chart.plan.involved[0]]}
        )
    if later.switch is not None:
        events.append(
            {
                "on": chart.day(later.switch),
                "event": "next_regimen_response",
                "regimen": chart.regimens[-1].id,
                "comment": random.choice(
                    (
                        "Skin and organs responded.",
                        "Organs held, skin did not respond.",
                        "Skin responded, organs stable.",
                        "No response.",
                    )
                ),
            }
        )
    fields = as_charted(random, cause=CAUSES.draw(random), dominant_site=DOMINANT.draw(random)) if chart.dead else {}
    chart.add("followups", on=chart.end, status="dead" if chart.dead else "alive", **fields, events=events)
