"""Questions to begin with: each a unit and a question in the language of cohorts."""

from dataclasses import dataclass

from cases.cohorts.members import Unit
from cases.rules.labels import DISCORDANT, Label


@dataclass(frozen=True)
class Preset:
    """``says``: what it finds, in a sentence."""

    title: str
    says: str
    unit: Unit
    where: str


DISCORDANT_LABELS = f"label:{'|'.join(one.lower() for one in Label if one in DISCORDANT)}"
PRESETS = (
    Preset(
        "Discordant cutaneous progression",
        "The skin progressed while the rest of the body was controlled, strict or broad.",
        Unit.EPISODES,
        DISCORDANT_LABELS,
    ),
    Preset("All skin events", "Every event that the definition sees, whatever it calls it.", Unit.EPISODES, ""),
    Preset(
        "Near misses",
        "One step from being discordant: one constant, or one record.",
        Unit.EPISODES,
        "near_miss:yes",
    ),
    Preset(
        "Everything else in response",
        "Every involved compartment outside skin and brain in response within six weeks of the event.",
        Unit.EPISODES,
        f"every(involved):cr|pr|ned within 42 and {DISCORDANT_LABELS}",
    ),
    Preset(
        "Under a conjugate, with tissue",
        "Discordant under an antibody-drug conjugate, proven by a biopsy of the event.",
        Unit.EPISODES,
        f"class:adc_tubulin|adc_topo1 and evidence:c1 and {DISCORDANT_LABELS}",
    ),
    Preset(
        "HER2 of the skin not positive",
        "The primary was positive, and the latest biopsy of the skin is not.",
        Unit.EPISODES,
        "her2_primary:positive and her2_skin:low|ultralow|negative",
    ),
    Preset("Cases without an event", "Cases whose skin never progressed.", Unit.CASES, "events:0"),
    Preset(
        "Regimens stopped for the skin alone",
        "Anti-HER2 regimens that ended because only the skin progressed.",
        Unit.REGIMENS,
        "stop_reason:pd_isolated_cutaneous",
    ),
)
