"""What followed in cases that the reader may count and not read: fixed groups, fixed bands, each table by itself.

The groups do not depend on who asks or for what, so that no two questions differ by one patient (docs/adr/0020).
"""

from dataclasses import dataclass

from cases.cohorts.policy import policy_in_force
from cases.cohorts.querysets import kin_outcomes
from cases.disclosure.outcomes import outcome_table
from cases.disclosure.rule import Count
from cases.episodes.kin import BANDS, LONG, Held
from cases.rules.definition import Definition

BAND_TITLES = {"next": "Given next", "skin": "The skin", "systemic": "The other organs"}
KIND_WORDS = {
    "mab": "an antibody",
    "adc": "an antibody-drug conjugate",
    "tki": "a kinase inhibitor",
    "several": "anti-HER2 drugs of several kinds",
    "other": "no anti-HER2 drug of a known kind",
    "none": "no later treatment recorded",
}
GROUP_WORDS = {
    "discordant": "discordant progression",
    "skin_only": "progression with nothing elsewhere to compare",
    "progressing": "progression elsewhere too",
    "other": "another or an open label",
}
CAME_WORDS = {"skin": "next skin event", "systemic": "progression"}
HELD_WORDS = {
    name: {
        Held.CAME: f"{came} within {LONG} days",
        Held.HELD: f"held for {LONG} days or longer",
        Held.SHORT: f"looked at for less than {LONG} days, nothing so far",
    }
    for name, came in CAME_WORDS.items()
}


@dataclass(frozen=True)
class OutcomeTable:
    """Counts of one outcome: (words, figure)."""

    title: str
    rows: tuple[tuple[str, Count], ...]


def tables_of_others(definition: Definition, kin: str) -> tuple[OutcomeTable, ...]:
    """Every table of one group that may be shown at all."""
    outcomes, policy = kin_outcomes(definition, kin), policy_in_force()
    tables = []
    for name, counts in outcomes.items():
        settled = outcome_table({value: counts[value] for value in BANDS[name]}, policy=policy)
        if settled is not None:
            spoken = KIND_WORDS if name == "next" else HELD_WORDS[name]
            tables.append(OutcomeTable(BAND_TITLES[name], tuple((spoken[one], settled[one]) for one in settled)))
    return tuple(tables)


def group_title(kin: str) -> str:
    """A group in words: what its label is like, and the kind of drug at the event."""
    family, _, kind = kin.partition("/")
    drugs = {"none": "no anti-HER2 drug", "other": "another anti-HER2 drug"}.get(kind) or KIND_WORDS[kind]
    return f"{GROUP_WORDS[family]} on {drugs}"
