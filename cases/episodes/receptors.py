"""Receptors, HER2 and other markers of a case's specimens: of the primary, and of the skin. Pure; codes only."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cases.episodes.history import OPEN, SKIN, Bounds
from cases.rules.her2 import Stratum, stratum_of
from cases.rules.timeline import Specimen
from cases.rules.vocabulary import Analyte, Compartment, MarkerInterpretation, PathologyResult

Document = Mapping[str, Any]
Dated = tuple[Bounds, Mapping[str, Any]]

AFTERWARDS = 42
"""Days after the event within which a biopsy of the skin still speaks for it."""
POSITIVE_FROM = 1
"""Per cent of nuclei that make ER and PR positive (ASCO/CAP 2020)."""
BREAST = (Compartment.BREAST_IPSI, Compartment.BREAST_CONTRA, None)
RECEPTORS = ("ER", "PR")
HER2_WORDS = {
    Stratum.HER2_POS: "positive",
    Stratum.HER2_LOW: "low",
    Stratum.HER2_ULTRALOW: "ultralow",
    Stratum.HER2_MUT: "mutated",
    Stratum.HER2_NEG: "negative",
    Stratum.EQUIVOCAL: "equivocal",
}
CALLED = frozenset(str(one) for one in MarkerInterpretation)
MARKERS = tuple(str(one) for one in Analyte if one not in (Analyte.ER, Analyte.PR, Analyte.HER2_IHC, Analyte.HER2_ISH))
"""Analytes whose interpretation is a fact of its own, under the analyte's code in lower case."""
KEPT = frozenset(MARKERS)
NOT_TUMOUR = frozenset([PathologyResult.BENIGN, PathologyResult.MALIGNANT_OTHER])


class Biopsies:
    """The specimens of one case that hold tumour or say nothing against it, with their dates."""

    def __init__(self, specimens: Sequence[Dated], read: Iterable[Specimen]):
        self._read = {one.id: one for one in read}
        useful = [(on, one) for on, one in specimens if one.get("markers") and one.get("result") not in NOT_TUMOUR]
        self._skin = [pair for pair in useful if pair[1].get("compartment") in SKIN]
        self._primary = [pair for pair in useful if pair[1].get("compartment") in BREAST]
        self._all = useful

    def of_primary(self) -> dict[str, list[str]]:
        """The earliest result of the primary: ``er``, ``pr``, ``her2_primary``."""
        ordered = sorted(self._primary, key=_early)
        return self._receptors(ordered, "er", "pr", "her2_primary")

    def of_skin(self, finding: str | None = None, until: int | None = None) -> dict[str, list[str]]:
        """The latest result of the skin, a biopsy of the finding first: ``er_skin``, ``pr_skin``, ``her2_skin``.

        ``until``: the last day of the event; a biopsy counts up to six weeks after it. Without it any counts.
        """
        found = [pair for pair in self._skin if pair[1].get("finding") == finding or _is_by(pair[0], until)]
        found.sort(key=_early, reverse=True)
        found.sort(key=lambda pair: finding is None or pair[1].get("finding") != finding)
        return self._receptors(found, "er_skin", "pr_skin", "her2_skin")

    def markers(self) -> dict[str, list[str]]:
        """Every result that a laboratory put into a word, of any specimen of the case, by analyte."""
        found: dict[str, set[str]] = {}
        for _, one in self._all:
            for marker in one["markers"]:
                word, analyte = marker.get("interpretation"), marker.get("analyte")
                if word in CALLED and analyte in KEPT:
                    found.setdefault(analyte.lower(), set()).add(word)
        return {name: sorted(words) for name, words in found.items()}

    def _receptors(self, ordered: Sequence[Dated], er: str, pr: str, her2: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for _, one in ordered:
            for marker in one["markers"]:
                name = {"ER": er, "PR": pr}.get(marker.get("analyte"))
                if name and name not in found and (said := receptor(marker)):
                    found[name] = [said]
            if her2 not in found and (stratum := stratum_of(self._read[one["id"]])):
                found[her2] = [HER2_WORDS[stratum]]
        return found


def receptor(marker: Mapping[str, Any]) -> str:
    """ "positive" or "negative"; empty where neither is said."""
    word, value = marker.get("interpretation"), marker.get("value")
    if word in ("positive", "negative"):
        return word
    if value in ("positive", "negative"):
        return value
    low, high = (value.get("lo"), value.get("hi")) if isinstance(value, Mapping) else (value, value)
    if isinstance(low, int | float) and low >= POSITIVE_FROM:
        return "positive"
    if isinstance(high, int | float) and high < POSITIVE_FROM:
        return "negative"
    return ""


def _is_by(on: Bounds, until: int | None) -> bool:
    return until is None or (on[0] is not None and on[0] <= until + AFTERWARDS)


def _early(pair: Dated) -> tuple[bool, int, str]:
    on, one = pair
    return on == OPEN, on[0] or on[1] or 0, one["id"]
