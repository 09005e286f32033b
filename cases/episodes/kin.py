"""The fixed groups and bands in which outcomes of other people's cases are counted (docs/adr/0020)."""

from collections.abc import Collection
from enum import StrEnum

LONG = 180
"""Days after which skin or other organs are said to have held."""
FAMILIES = {
    "DCP_STRICT": "discordant",
    "DCP_STRICT_EARLY_POST": "discordant",
    "DCP_BROAD": "discordant",
    "DCP_BROAD_EARLY_POST": "discordant",
    "SKIN_ONLY": "skin_only",
    "SKIN_ONLY_EARLY_POST": "skin_only",
    "CONCORDANT_PD": "progressing",
    "DUAL_SANCTUARY": "progressing",
}
"""Label -> the group of labels whose outcomes are counted together; all others are one group."""
NEXT = ("mab", "adc", "tki", "several", "other", "none")
CLASSES = {
    "mab_adcc": "mab",
    "mab_fc_engineered": "mab",
    "adc_tubulin": "adc",
    "adc_topo1": "adc",
    "bispecific": "mab",
    "tki": "tki",
}


class Held(StrEnum):
    """How long something held. ``SHORT``: nothing came, but nobody looked for long enough."""

    CAME = "came"
    HELD = "held"
    SHORT = "short"

    @classmethod
    def of(cls, days: int, seen: bool) -> "Held":
        if seen and days <= LONG:
            return cls.CAME
        return cls.HELD if days >= LONG else cls.SHORT


BANDS: dict[str, tuple[str, ...]] = {
    "next": NEXT,
    "skin": tuple(Held),
    "systemic": tuple(Held),
}
"""What is counted -> its values, all of which are listed, whoever has them."""


def kin_of(label: str, classes: Collection[str]) -> str:
    """The group of an event: what its label is like, and the kind of anti-HER2 drug at the time."""
    return f"{FAMILIES.get(label, 'other')}/{_kind(classes) or 'none'}"


def next_of(classes: Collection[str] | None, drugs: Collection[str] | None) -> str:
    """The band of what was given next."""
    return _kind(classes or ()) or ("other" if drugs else "none")


def _kind(classes: Collection[str]) -> str:
    kinds = {CLASSES.get(one, "other") for one in classes}
    return "" if not kinds else kinds.pop() if len(kinds) == 1 else "several"
