"""F05: identifiers and names typed into free text, and clean sentences: what is found, missed, stopped for nothing."""

from collections import Counter
from random import Random

from cases.records.identifying import identifying_in
from tests.factories.slips import Slip, clean_sentences, named_slips, shaped_slips

WANTED_SHAPED, WANTED_NAMED, ALLOWED_FALSE = 0.95, 0.70, 0.05


def attack(count: int, seed: int) -> dict:
    """So many slips, three in five with a shape, two in five names, and half as many clean sentences."""
    random = Random(seed)
    shaped, named = list(shaped_slips(random, count * 3 // 5)), list(named_slips(random, count * 2 // 5))
    clean = list(clean_sentences(random, count // 2))
    stopped = [text for text in clean if identifying_in(text)]
    figures = {"with a shape": _recall(shaped), "names": _recall(named), "false alarms": len(stopped) / len(clean)}
    wanted = (
        (figures["with a shape"] >= WANTED_SHAPED, "too few identifiers with a shape are found"),
        (figures["names"] >= WANTED_NAMED, "too few names are found"),
        (figures["false alarms"] <= ALLOWED_FALSE, "too many clean sentences are stopped"),
    )
    return {
        "sentences": len(shaped) + len(named) + len(clean),
        **{name: round(value, 4) for name, value in figures.items()},
        "missed by kind": dict(Counter(one.kind for one in (*shaped, *named) if not identifying_in(one.text))),
        "faults": [said for holds, said in wanted if not holds],
    }


def _recall(slips: list[Slip]) -> float:
    return sum(bool(identifying_in(one.text)) for one in slips) / len(slips)
