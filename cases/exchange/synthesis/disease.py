"""The tumour: receptors, histology, stage, and the biopsy that made the diagnosis."""

from random import Random
from typing import Any

from cases.exchange.synthesis.blanks import as_charted, left_out
from cases.exchange.synthesis.chart import Chart, Tumour
from cases.exchange.synthesis.draws import Table, chance

INFLAMMATORY = 0.20
"""Share of inflammatory primaries (assumption: above the 2 to 4 % of all breast cancers, for skin and HER2 select
for it; both published patients had inflammatory signs)."""
HORMONE_RECEPTORS = Table.of({"negative": 0.52, "positive": 0.48})
HER2 = Table.of({"3+": 0.72, "2+ amplified": 0.20, "positive": 0.05, "low": 0.02, "2+": 0.01})
POSITIVE_HER2 = Table.of({"3+": 0.74, "2+ amplified": 0.21, "positive": 0.05})
NEGATIVE_HER2 = Table.of({"0": 0.45, "low": 0.55})
HISTOLOGY = Table.of({"8500/3": 0.90, "8520/3": 0.04, "8522/3": 0.02, "8480/3": 0.01, "8010/3": 0.03})
TOPOGRAPHY = Table.of(
    {
        "C50.4": 0.36,
        "C50.2": 0.14,
        "C50.8": 0.18,
        "C50.1": 0.10,
        "C50.5": 0.08,
        "C50.3": 0.06,
        "C50.9": 0.08,
    }
)
GRADE = Table.of({3: 0.64, 2: 0.33, 1: 0.03})
NODES = Table.of({"0": 0.30, "1": 0.40, "2a": 0.14, "3a": 0.10, "3c": 0.06})
SKIN_OF = {
    True: Table.of({"oedema": 0.75, "ulcer": 0.10, "satellite_same_breast": 0.15}),
    False: Table.of({"none": 0.80, "dimpling_or_tethering": 0.14, "ulcer": 0.04, "oedema": 0.02}),
}


def draw_her2(chart: Chart) -> str:
    if chart.plan.her2_negative:
        return NEGATIVE_HER2.draw(chart.random)
    known_positive = any(one.her2_lost for one in chart.plan.events)
    return (POSITIVE_HER2 if known_positive else HER2).draw(chart.random)


def write_tumour(chart: Chart, *, metastatic: bool) -> Tumour:
    """The primary on day 0 with its clinical stage and its biopsy."""
    random = chart.random
    inflammatory = chance(random, INFLAMMATORY)
    size = min(140, max(8, round(random.lognormvariate(3.5, 0.5))))
    grade, side = GRADE.draw(random), random.choice(("left", "right"))
    primary = chart.add(
        "primaries",
        on=0,
        histology=HISTOLOGY.draw(random),
        inflammatory=inflammatory,
        **as_charted(
            random,
            laterality=side,
            topography=TOPOGRAPHY.draw(random),
            grade=grade,
            lymphovascular_invasion=chance(random, 0.55),
            dermal_lymphatic_invasion=chance(random, 0.3),
            size_mm=size,
            skin_involvement=SKIN_OF[inflammatory].draw(random),
        ),
    )
    chart.add(
        "stagings",
        primary=primary,
        on=0,
        classification="c",
        t="4d" if inflammatory else _t(size),
        n=NODES.draw(random),
        m="1" if metastatic else "0",
        edition=random.choice(("AJCC7", "AJCC8")),
    )
    positive = HORMONE_RECEPTORS.draw(random) == "positive"
    tumour = Tumour(
        primary,
        draw_her2(chart),
        random.randint(10, 100) if positive else 0,
        random.randint(0, 90) if positive else 0,
        min(95, max(5, round(random.gauss(40, 18)))),
    )
    chart.add(
        "specimens",
        on=0,
        primary=primary,
        compartment="BREAST_IPSI",
        laterality=side,
        procedure="core_biopsy_of_breast",
        result="malignant_breast",
        markers=markers(random, tumour, tumour.her2),
    )
    return tumour


def _t(size_mm: int) -> str:
    if size_mm > 50:
        return "3"
    return "2" if size_mm > 20 else "1"


def markers(random: Random, tumour: Tumour, her2: str) -> list[dict[str, Any]]:
    """Receptors of one specimen; ``her2`` as in the tables above."""
    found: list[dict[str, Any]] = [{"analyte": "ER", "value": tumour.er}, {"analyte": "PR", "value": tumour.pr}]
    if not left_out(random, "KI67"):
        found.append({"analyte": "KI67", "value": min(95, max(1, tumour.ki67 + random.randint(-8, 8)))})
    if her2 == "2+ amplified":
        found.append({"analyte": "HER2_IHC", "value": "2+"})
        found.append({"analyte": "HER2_ISH", "ratio": _tenths(random, 24, 70), "copies": _tenths(random, 65, 140)})
    elif her2 == "low":
        found.append({"analyte": "HER2_IHC", "value": "1+"})
    else:
        found.append({"analyte": "HER2_IHC", "value": her2})
    return found


def _tenths(random: Random, least: int, most: int) -> int | float:
    tenths = random.randint(least, most)
    return tenths // 10 if tenths % 10 == 0 else tenths / 10
