"""Markers of a biopsy: "ER0", "PR 10%", "HER2 3+", "FISH amplified", "Ki67 30 %"."""

import re
from typing import Any

from cases.records.quick_line.lexicon import folded
from cases.records.quick_line.pieces import Piece
from cases.rules.quantity import QuantityError, parse_quantity, quantity_to_json
from cases.rules.vocabulary import Analyte, Her2Ihc, MarkerInterpretation

NAMES = {folded(name): one for one in Analyte for name in (one.value, one.label, *one.synonyms)} | {
    "her2": Analyte.HER2_IHC,
    "ihc": Analyte.HER2_IHC,
    "ish": Analyte.HER2_ISH,
}
ANALYTE = "|".join(sorted((re.escape(name).replace(r"\ ", r"\s+") for name in NAMES), key=len, reverse=True))
WORDS = {
    "+": MarkerInterpretation.POSITIVE,
    "pos": MarkerInterpretation.POSITIVE,
    "positive": MarkerInterpretation.POSITIVE,
    "-": MarkerInterpretation.NEGATIVE,
    "–": MarkerInterpretation.NEGATIVE,
    "−": MarkerInterpretation.NEGATIVE,
    "neg": MarkerInterpretation.NEGATIVE,
    "negative": MarkerInterpretation.NEGATIVE,
    "equivocal": MarkerInterpretation.EQUIVOCAL,
    "amplified": MarkerInterpretation.AMPLIFIED,
    "not amplified": MarkerInterpretation.NOT_AMPLIFIED,
    "non-amplified": MarkerInterpretation.NOT_AMPLIFIED,
    "mutated": MarkerInterpretation.MUTATED,
    "wild type": MarkerInterpretation.WILD_TYPE,
    "lost": MarkerInterpretation.LOST,
    "intact": MarkerInterpretation.INTACT,
    "high": MarkerInterpretation.HIGH,
}
OF_HER2 = {one.value: one for one in Her2Ihc} | {
    word: Her2Ihc(one.value) for word, one in WORDS.items() if one.value in Her2Ihc._value2member_map_
}
NUMBER = r"[<>≤≥~]?\s?\d{1,6}(?:\.\d{1,3})?(?:\s?[-–]\s?\d{1,6})?\s?%?"
WORD = "|".join(sorted((re.escape(word).replace(r"\ ", r"\s+") for word in WORDS if len(word) > 1), reverse=True))
SCORE = r"[0123]\+|0-null|0-ultralow"
MARKER = re.compile(
    rf"(?P<analyte>{ANALYTE})(?:\s?(?P<sign>[+\-–−])(?!\w)"
    rf"|(?:\s?[:=]\s?|\s+|(?<=[A-Za-z]))(?P<ratio>ratio\s)?(?P<value>{SCORE}|{NUMBER}|{WORD}))(?![\w+%])",
    re.IGNORECASE,
)
NO_SCORE = "Write HER2 immunohistochemistry as 0, 1+, 2+, 3+, 0-null, 0-ultralow, positive or negative."
NO_RATIO = "Write in situ hybridisation as amplified, not amplified, or with its ratio (FISH ratio 2.3)."


class _Unread(ValueError):
    """A value that this analyte does not take; the message says which it takes."""


def marker_at(text: str, start: int, end: int) -> Piece | None:
    """The marker that begins here, as an object of case JSON."""
    match = MARKER.match(text, start, end)
    if match is None:
        return None
    analyte = NAMES.get(folded(match["analyte"]))
    if analyte is None:
        return None
    value = " ".join((match["sign"] or match["value"]).split()).casefold()
    try:
        written = {"analyte": analyte.value} | _value(analyte, value, is_ratio=bool(match["ratio"]))
    except (_Unread, QuantityError) as fault:
        return Piece(start, match.end(), "marker", None, str(fault), unclear=True)
    return Piece(start, match.end(), "marker", written, f"marker: {analyte.label} {value}")


def _value(analyte: Analyte, value: str, *, is_ratio: bool) -> dict[str, Any]:
    if is_ratio:
        if analyte is not Analyte.HER2_ISH or value in WORDS:
            raise _Unread(NO_RATIO)
        return {"ratio": _number(value)}
    if analyte is Analyte.HER2_IHC:
        if value not in OF_HER2:
            raise _Unread(NO_SCORE)
        return {"value": OF_HER2[value].value}
    if value in WORDS:
        return {"interpretation": WORDS[value].value}
    if analyte is Analyte.HER2_ISH:
        raise _Unread(NO_RATIO)
    return {"value": _number(value)}


def _number(value: str) -> Any:
    return quantity_to_json(parse_quantity(value.replace("~ ", "~")))
