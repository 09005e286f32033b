"""What charts leave out: how often each field is empty, and which reason stands in its place.

Only fields that decide no answer are left out here; a missing scan, dose or biopsy is part of a template.
"""

from random import Random
from typing import Any

from cases.exchange.synthesis.draws import Table

SHARES = {
    "menopausal_at_diagnosis": 0.15,
    "menopausal_at_index": 0.35,
    "comorbidities": 0.10,
    "topography": 0.20,
    "grade": 0.15,
    "lymphovascular_invasion": 0.35,
    "dermal_lymphatic_invasion": 0.55,
    "size_mm": 0.12,
    "laterality": 0.02,
    "skin_involvement": 0.15,
    "best_response": 0.20,
    "dose_cgy": 0.30,
    "fractions": 0.35,
    "nodes_examined": 0.10,
    "procedure": 0.10,
    "part_sampled": 0.60,
    "onset": 0.55,
    "lesion_count": 0.25,
    "area_cm2": 0.70,
    "side": 0.20,
    "pain_nrs": 0.75,
    "itch": 0.50,
    "cause": 0.20,
    "dominant_site": 0.50,
    "attribution": 0.10,
    "markers": 0.20,
    "KI67": 0.25,
    "ECOG": 0.30,
}
"""Share of empty fields (assumption; the published cases leave out most of these)."""
SAYS_WHY = 0.6
"""Share of empty fields that say why (assumption)."""
REASONS = Table.of(
    {
        "unknown": 0.55,
        "result-not-in-chart": 0.15,
        "not-asked": 0.12,
        "not-performed": 0.12,
        "not-applicable": 0.03,
        "asked-declined": 0.03,
    }
)


def left_out(random: Random, name: str) -> bool:
    return random.random() < SHARES[name]


def as_charted(random: Random, **fields: Any) -> dict[str, Any]:
    """The fields as a chart has them: each with its value, with the reason why it is empty, or not at all."""
    charted: dict[str, Any] = {}
    for name, value in fields.items():
        if not left_out(random, name):
            charted[name] = value
        elif random.random() < SAYS_WHY:
            charted[f"{name}_absent"] = REASONS.draw(random)
    return charted
