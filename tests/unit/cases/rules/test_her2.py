"""HER2 by the ASCO/CAP guideline of 2018: each group with each score, and what a comparator leaves open."""

from itertools import permutations
from typing import Any

import pytest

from cases.rules.her2 import Her2, Stratum, her2_status, ish_groups, stratum_of
from cases.rules.timeline import Marker, Specimen, Timeline

POSITIVE, NEGATIVE, COMMENT = Her2.POSITIVE, Her2.NEGATIVE, Her2.NEGATIVE_WITH_COMMENT
EQUIVOCAL = Her2.EQUIVOCAL_UNRESOLVED


def specimen(*markers: dict) -> Specimen:
    document = {"specimens": [{"id": "b1", "on": 0, "result": "malignant_breast", "markers": list(markers)}]}
    return Timeline.from_document(document).specimens[0]


def ihc(score: str) -> dict:
    return {"analyte": "HER2_IHC", "value": score}


def ish(ratio: Any, copies: Any, **more: str) -> dict:
    return {"analyte": "HER2_ISH", "ratio": ratio, "copies": copies, **more}


def marker(*markers: dict) -> Marker:
    return specimen(*markers).markers[0]


@pytest.mark.parametrize(
    ("ratio", "copies", "group"),
    [
        (2.0, 4.0, "1"),
        (2.0, 3.99, "2"),
        (1.99, 6.0, "3"),
        (1.99, 5.99, "4"),
        (1.99, 4.0, "4"),
        (1.99, 3.99, "5"),
        (2.0, 6.0, "1"),
    ],
)
def test_groups_of_a_dual_probe(ratio: float, copies: float, group: str) -> None:
    found = marker(ish(ratio, copies))
    assert ish_groups(found.ratio, found.copies) == {group}


GROUPS = {"1": (2.4, 6.0), "2": (2.4, 3.0), "3": (1.4, 6.5), "4": (1.4, 4.5), "5": (1.4, 3.0)}
TABLE = {
    # score: results in groups 1 to 5
    "3+": (POSITIVE, POSITIVE, POSITIVE, POSITIVE, POSITIVE),
    "positive": (POSITIVE, POSITIVE, POSITIVE, POSITIVE, POSITIVE),
    "2+": (POSITIVE, COMMENT, POSITIVE, COMMENT, NEGATIVE),
    "1+": (POSITIVE, COMMENT, COMMENT, NEGATIVE, NEGATIVE),
    "0": (POSITIVE, COMMENT, COMMENT, NEGATIVE, NEGATIVE),
    "0-null": (POSITIVE, COMMENT, COMMENT, NEGATIVE, NEGATIVE),
    "0-ultralow": (POSITIVE, COMMENT, COMMENT, NEGATIVE, NEGATIVE),
    "negative": (POSITIVE, COMMENT, COMMENT, NEGATIVE, NEGATIVE),
    None: (POSITIVE, EQUIVOCAL, EQUIVOCAL, EQUIVOCAL, NEGATIVE),
}
CELLS = [(score, group, row[int(group) - 1]) for score, row in TABLE.items() for group in GROUPS]


@pytest.mark.parametrize(("score", "group", "status"), CELLS)
def test_each_score_in_each_group(score: str | None, group: str, status: Her2) -> None:
    scored = [] if score is None else [ihc(score)]
    assert her2_status(specimen(*scored, ish(*GROUPS[group]))) is status
    assert her2_status(specimen(*scored, ish(None, None, ish_group=group))) is status


@pytest.mark.parametrize(
    ("score", "alone", "stratum_alone", "stratum_without_amplification"),
    [
        ("3+", POSITIVE, Stratum.HER2_POS, Stratum.HER2_POS),
        ("positive", POSITIVE, Stratum.HER2_POS, Stratum.HER2_POS),
        ("2+", EQUIVOCAL, Stratum.EQUIVOCAL, Stratum.HER2_LOW),
        ("1+", NEGATIVE, Stratum.HER2_LOW, Stratum.HER2_LOW),
        ("0-ultralow", NEGATIVE, Stratum.HER2_ULTRALOW, Stratum.HER2_ULTRALOW),
        ("0-null", NEGATIVE, Stratum.HER2_NEG, Stratum.HER2_NEG),
        # never made null or ultralow
        ("0", NEGATIVE, Stratum.HER2_NEG, Stratum.HER2_NEG),
        ("negative", NEGATIVE, Stratum.HER2_NEG, Stratum.HER2_NEG),
    ],
)
def test_each_score_alone_and_without_amplification(
    score: str, alone: Her2, stratum_alone: Stratum, stratum_without_amplification: Stratum
) -> None:
    assert (her2_status(specimen(ihc(score))), stratum_of(specimen(ihc(score)))) == (alone, stratum_alone)
    assert stratum_of(specimen(ihc(score), ish(1.4, 3.0))) is stratum_without_amplification


@pytest.mark.parametrize(
    ("markers", "status", "stratum"),
    [
        ((ihc("2+"), ish(2.4, 3.0)), COMMENT, Stratum.HER2_LOW),
        ((ihc("1+"), ish(2.4, 6.0)), POSITIVE, Stratum.HER2_POS),
        ((ihc("0"), ish(1.4, 6.5)), COMMENT, Stratum.HER2_NEG),
        ((ish(2.4, 3.0),), EQUIVOCAL, Stratum.EQUIVOCAL),
        # a single probe
        ((ish(None, 6.0),), POSITIVE, Stratum.HER2_POS),
        ((ish(None, 5.99),), EQUIVOCAL, Stratum.EQUIVOCAL),
        ((ish(None, 4.0),), EQUIVOCAL, Stratum.EQUIVOCAL),
        ((ish(None, 3.99),), NEGATIVE, Stratum.HER2_NEG),
        # a ratio or a word alone
        ((ish(2.0, None),), POSITIVE, Stratum.HER2_POS),
        ((ish(1.99, None),), NEGATIVE, Stratum.HER2_NEG),
        ((ish(None, None, interpretation="amplified"),), POSITIVE, Stratum.HER2_POS),
        ((ihc("2+"), ish(None, None, interpretation="not_amplified")), NEGATIVE, Stratum.HER2_LOW),
        ((ihc("2+"), ish(None, None, interpretation="negative_with_comment")), COMMENT, Stratum.HER2_LOW),
        ((ihc("2+"), ish(None, None)), EQUIVOCAL, Stratum.EQUIVOCAL),
        # a mutation
        ((ihc("1+"), {"analyte": "ERBB2", "interpretation": "mutated"}), NEGATIVE, Stratum.HER2_MUT),
        ((ihc("3+"), {"analyte": "ERBB2", "interpretation": "mutated"}), POSITIVE, Stratum.HER2_POS),
        (({"analyte": "ERBB2", "interpretation": "mutated"},), None, Stratum.HER2_MUT),
        ((ihc("1+"), {"analyte": "ERBB2", "interpretation": "wild_type"}), NEGATIVE, Stratum.HER2_LOW),
        ((ihc("1+"), {"analyte": "PIK3CA", "interpretation": "mutated"}), NEGATIVE, Stratum.HER2_LOW),
        # a laboratory's word without a score
        (({"analyte": "HER2_IHC", "interpretation": "positive"},), POSITIVE, Stratum.HER2_POS),
        (({"analyte": "HER2_IHC", "interpretation": "equivocal"},), EQUIVOCAL, Stratum.EQUIVOCAL),
        # nothing
        (({"analyte": "ER", "value": 0},), None, None),
        ((), None, None),
    ],
)
def test_status_and_stratum(markers: tuple[dict, ...], status: Her2 | None, stratum: Stratum | None) -> None:
    assert (her2_status(specimen(*markers)), stratum_of(specimen(*markers))) == (status, stratum)


def compared(comparator: str, lo: float, hi: float | None = None) -> dict:
    return {"comparator": comparator, "lo": lo, "hi": hi}


@pytest.mark.parametrize(
    ("ratio", "copies", "groups"),
    [
        (compared("<", 2.0), 3.0, {"5"}),
        (compared("<=", 2.0), 3.0, {"2", "5"}),
        (compared("<=", 1.99), 3.0, {"5"}),
        (compared("<", 2.1), 3.0, {"2", "5"}),
        (compared(">", 2.0), 5.0, {"1"}),
        (compared(">=", 2.0), 5.0, {"1"}),
        (compared(">", 1.9), 5.0, {"1", "4"}),
        (compared("range", 1.8, 1.9), 5.0, {"4"}),
        (compared("range", 1.9, 2.0), 5.0, {"1", "4"}),
        (compared("range", 2.1), 5.0, {"1"}),
        ({"comparator": "range", "lo": None, "hi": 1.9}, 5.0, {"4"}),
        (compared("approx", 2.0), 5.0, {"1"}),
        (1.5, compared("<", 4.0), {"5"}),
        (1.5, compared("<", 6.0), {"4", "5"}),
        (1.5, compared(">", 6.0), {"3"}),
        (1.5, compared(">=", 4.0), {"3", "4"}),
        (2.5, compared("range", 3.5, 4.5), {"1", "2"}),
    ],
)
def test_a_comparator_leaves_open_what_it_does_not_say(ratio: Any, copies: Any, groups: set[str]) -> None:
    found = marker(ish(ratio, copies))
    assert ish_groups(found.ratio, found.copies) == groups


@pytest.mark.parametrize(
    ("markers", "status"),
    [
        ((ihc("2+"), ish(compared("<", 2.0), 3.0)), NEGATIVE),
        ((ihc("2+"), ish(compared("<", 2.0), None)), NEGATIVE),
        ((ihc("2+"), ish(compared("<", 2.2), None)), EQUIVOCAL),
        ((ihc("2+"), ish(compared(">", 2.0), None)), POSITIVE),
        ((ihc("2+"), ish(None, compared(">", 6.0))), POSITIVE),
        ((ihc("2+"), ish(None, compared("<", 4.0))), NEGATIVE),
        ((ihc("2+"), ish(None, compared("<", 6.0))), EQUIVOCAL),
        # groups 1 and 3 say the same of a 2+, groups 2 and 5 do not
        ((ihc("2+"), ish(compared(">", 1.0), 6.5)), POSITIVE),
        ((ihc("2+"), ish(compared(">", 1.0), 3.0)), EQUIVOCAL),
        # groups 4 and 5 say the same of a 1+
        ((ihc("1+"), ish(1.5, compared("<", 6.0))), NEGATIVE),
    ],
)
def test_what_is_open_is_equivocal_unless_every_reading_agrees(markers: tuple[dict, ...], status: Her2) -> None:
    assert her2_status(specimen(*markers)) is status


def test_the_order_of_assays_does_not_matter() -> None:
    assays = (ihc("2+"), ish(1.4, 3.0), ish(2.4, 6.0), ish(1.4, 4.5))
    assert {her2_status(specimen(*order)) for order in permutations(assays)} == {POSITIVE}
    assert her2_status(specimen(ihc("2+"), ish(None, 5.0), ish(1.4, 3.0))) is NEGATIVE
