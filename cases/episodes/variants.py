"""One case under a definition whose windows and tails are shorter or longer: what a sensitivity sweep counts.

Counted are events on treatment. Those early after it have labels of their own, and a tail only decides which of the two
an event is: counted together, no tail would ever change a figure.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import product

from cases.rules.brief import Brief, briefly
from cases.rules.definition import Definition, DefinitionError, EvidenceLevel
from cases.rules.labels import ON_TREATMENT, Label
from cases.rules.timeline import Timeline

PERCENT = 100
WINDOWS = (50, 75, 100, 125, 150)
"""Both ends of TIGHT and WIDE, in per cent of the definition's own."""
TAILS = (50, 100, 200)
"""T_AB and T_TKI, in per cent of the definition's own."""
SCALED = {"TIGHT": 0, "WIDE": 0, "T_AB": 1, "T_TKI": 1}
"""Each constant that is scaled, by the place of its scale in a ``Setting``."""
PANELS = tuple(product((False, True), (True, False)))
"""(biopsy required, stable counted), in the order of a tally. Read from label and evidence; nothing is asked anew."""

Setting = tuple[int, int]
"""Per cent of the windows, per cent of the tails."""
OWN: Setting = (PERCENT, PERCENT)
"""The definition as it is."""
SETTINGS: tuple[Setting, ...] = tuple(product(WINDOWS, TAILS))


def place_of(setting: Setting, panel: tuple[bool, bool], settings: Sequence[Setting] = SETTINGS) -> int:
    """Where a tally has the figure of one setting in one panel."""
    return settings.index(setting) * len(PANELS) + PANELS.index(panel)


def tally(case: Timeline, definition: Definition, stored: Iterable[Brief] | None = None) -> tuple[int, ...]:
    """The discordant events of one case: for each setting in order, and in it for each panel in order.

    ``stored``: its events under the definition as it is, where they are known already. 0 where a setting is out of the
    definition's bounds.
    """
    seen = {} if stored is None else {OWN: tuple(stored)}
    asked = {one: variant(definition, one) for one in SETTINGS if one not in seen}
    variants = {setting: one for setting, one in asked.items() if one is not None}
    seen |= dict(zip(variants, briefly(case, tuple(variants.values())), strict=True)) if variants else {}
    return tuple([_matching(seen.get(setting, ()), *panel) for setting, panel in product(SETTINGS, PANELS)])


@lru_cache(maxsize=256)
def variant(definition: Definition, setting: Setting) -> Definition | None:
    """The definition with scaled windows and tails; None where a constant would leave its bounds."""
    values = {name: scaled(definition, name, setting[place]) for name, place in SCALED.items()}
    try:
        return definition.with_overrides({name: ",".join(map(str, ends)) for name, ends in values.items()})
    except DefinitionError:
        return None


def stored_brief(key: str, label: str, evidence: Sequence[str]) -> Brief:
    """An event as its verdict has it. ``evidence``: every level that the dates allow."""
    return Brief(key, Label(label), tuple(evidence) == (EvidenceLevel.C1,))


def scaled(definition: Definition, name: str, percent: int) -> list[int]:
    """One constant in whole days, half a day away from zero: one number, or both ends of a window."""
    value = definition.document["constants"][name]["value"]
    ends = value if isinstance(value, list | tuple) else [value]
    return [_rounded(Fraction(end * percent, PERCENT)) for end in ends]


def _rounded(days: Fraction) -> int:
    whole = int(abs(days) + Fraction(1, 2))
    return whole if days >= 0 else -whole


def _matching(events: Iterable[Brief], biopsy_required: bool, stable_counted: bool) -> int:
    labels = ON_TREATMENT if stable_counted else ON_TREATMENT[:1]
    return sum(one.label in labels and (one.is_proven or not biopsy_required) for one in events)
