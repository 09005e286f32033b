"""How the number of discordant events depends on what was chosen: windows, tails, biopsy required, stable counted.

Counted are events on treatment. Those early after it have labels of their own, and a tail only decides which of the two
an event is: counted together, no tail would ever change a figure.

A sweep goes over the cases that the reader may read in batches, in the order of their ids, and carries what it has
counted along. Nothing is stored: each batch asks anew what the reader may read.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import product

from cases.analysis.deciding import list_of
from cases.cohorts.models import ReadableEpisode
from cases.episodes.deriver import as_deriver
from cases.episodes.models import Verdict
from cases.records.document import documents_of
from cases.rules.definition import Definition, DefinitionError, EvidenceLevel
from cases.rules.discordance import Episode, classify
from cases.rules.labels import Label
from cases.rules.timeline import Timeline

AT_ONCE = 40
"""Cases of one batch: about half a second of work, so that a busy machine still answers in time."""
PERCENT = 100
WINDOWS = (50, 75, 100, 125, 150)
"""Both ends of TIGHT and WIDE, in per cent of the definition's own."""
TAILS = (50, 100, 200)
"""T_AB and T_TKI, in per cent of the definition's own."""
SCALED = {"TIGHT": 0, "WIDE": 0, "T_AB": 1, "T_TKI": 1}
"""Each constant that is scaled, by the place of its scale in a ``Setting``."""
PANELS = tuple(product((False, True), (True, False)))
"""(biopsy required, stable counted), in the order of a tally."""

Setting = tuple[int, int]
"""Per cent of the windows, per cent of the tails."""
SETTINGS: tuple[Setting, ...] = tuple(product(WINDOWS, TAILS))


@dataclass(frozen=True)
class Sweep:
    """How far a sweep is. ``counts``: events, for each setting in order, and in it for each panel in order.

    ``after``: the last case that was looked at; ``total``: all that there are, as of the last batch.
    """

    counts: tuple[int, ...] = (0,) * (len(SETTINGS) * len(PANELS))
    done: int = 0
    total: int = 0
    after: uuid.UUID | None = None
    is_over: bool = False

    @property
    def percent(self) -> int:
        """Whole, rounded down; 100 only when nothing is left."""
        return PERCENT if self.is_over else min(self.done * PERCENT // max(self.total, 1), PERCENT - 1)

    def count(self, setting: Setting, panel: tuple[bool, bool]) -> int:
        """Discordant events under one setting, in one panel."""
        return self.counts[SETTINGS.index(setting) * len(PANELS) + PANELS.index(panel)]


def carried_on(sweep: Sweep, definition: Definition, limit: int = AT_ONCE) -> Sweep:
    """The sweep after its next batch of cases, as the person in scope may read them."""
    known = _readable_cases(definition)
    left = [one for one in known if sweep.after is None or one > sweep.after]
    batch = left[:limit]
    with as_deriver():
        documents = documents_of(batch, with_vault=False)
    tallies = [tally(Timeline.from_document(one), definition) for one in documents.values()]
    return replace(
        sweep,
        counts=tuple(map(sum, zip(sweep.counts, *tallies, strict=True))),
        done=sweep.done + len(batch),
        total=sweep.done + len(left),
        after=batch[-1] if batch else sweep.after,
        is_over=len(left) <= limit,
    )


def tally(case: Timeline, definition: Definition) -> tuple[int, ...]:
    """The discordant events of one case, as ``Sweep.counts``; 0 where a setting is out of the definition's bounds."""
    found = [variant(definition, setting) for setting in SETTINGS]
    seen = [classify(case, one) if one else () for one in found]
    return tuple(_matching(episodes, *panel) for episodes, panel in product(seen, PANELS))


@lru_cache(maxsize=256)
def variant(definition: Definition, setting: Setting) -> Definition | None:
    """The definition with scaled windows and tails; None where a constant would leave its bounds."""
    values = {name: _scaled(definition, name, setting[place]) for name, place in SCALED.items()}
    try:
        return definition.with_overrides({name: ",".join(map(str, ends)) for name, ends in values.items()})
    except DefinitionError:
        return None


def _scaled(definition: Definition, name: str, percent: int) -> list[int]:
    """In whole days, half a day away from zero."""
    ends = list_of(definition.document["constants"][name]["value"])
    return [_rounded(Fraction(end * percent, PERCENT)) for end in ends]


def _rounded(days: Fraction) -> int:
    whole = int(abs(days) + Fraction(1, 2))
    return whole if days >= 0 else -whole


def _matching(episodes: Iterable[Episode], biopsy_required: bool, stable_counted: bool) -> int:
    labels = (Label.DCP_STRICT, Label.DCP_BROAD) if stable_counted else (Label.DCP_STRICT,)
    return sum(
        one.label in labels and (not biopsy_required or one.axes["evidence"] == EvidenceLevel.C1) for one in episodes
    )


def _readable_cases(definition: Definition) -> list[uuid.UUID]:
    """Cases with an event that the person in scope may read, in the order of their ids."""
    readable = list(ReadableEpisode.objects.under(definition).values_list("pk", flat=True))
    with as_deriver():
        return sorted(set(Verdict.objects.filter(pk__in=readable).values_list("case_id", flat=True)))
