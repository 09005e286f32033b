"""HER2 by the ASCO/CAP guideline of 2018: each group, with each score."""

from decimal import Decimal

import pytest

from cases.rules.her2 import Her2, Stratum, her2_status, ish_group, stratum_of
from cases.rules.timeline import Timeline


def specimen(*markers: dict) -> object:
    document = {"specimens": [{"id": "b1", "on": 0, "result": "malignant_breast", "markers": list(markers)}]}
    return Timeline.from_document(document).specimens[0]


def ihc(score: str) -> dict:
    return {"analyte": "HER2_IHC", "value": score}


def ish(ratio: float | None, copies: float | None) -> dict:
    return {"analyte": "HER2_ISH", "ratio": ratio, "copies": copies}


@pytest.mark.parametrize(
    ("ratio", "copies", "group"),
    [
        ("2.0", "4.0", "1"),
        ("2.0", "3.99", "2"),
        ("1.99", "6.0", "3"),
        ("1.99", "5.99", "4"),
        ("1.99", "4.0", "4"),
        ("1.99", "3.99", "5"),
    ],
)
def test_groups_of_a_dual_probe(ratio: str, copies: str, group: str) -> None:
    assert ish_group(Decimal(ratio), Decimal(copies)) == group


@pytest.mark.parametrize(
    ("markers", "status", "stratum"),
    [
        ((ihc("3+"),), Her2.POSITIVE, Stratum.HER2_POS),
        ((ihc("positive"),), Her2.POSITIVE, Stratum.HER2_POS),
        ((ihc("3+"), ish(1.5, 3.0)), Her2.POSITIVE, Stratum.HER2_POS),
        ((ihc("2+"),), Her2.EQUIVOCAL_UNRESOLVED, Stratum.EQUIVOCAL),
        ((ihc("2+"), ish(2.0, 4.0)), Her2.POSITIVE, Stratum.HER2_POS),
        ((ihc("2+"), ish(2.0, 3.9)), Her2.NEGATIVE_WITH_COMMENT, Stratum.HER2_LOW),
        ((ihc("2+"), ish(1.9, 6.0)), Her2.POSITIVE, Stratum.HER2_POS),
        ((ihc("2+"), ish(1.9, 5.9)), Her2.NEGATIVE_WITH_COMMENT, Stratum.HER2_LOW),
        ((ihc("2+"), ish(1.9, 3.9)), Her2.NEGATIVE, Stratum.HER2_LOW),
        ((ihc("1+"),), Her2.NEGATIVE, Stratum.HER2_LOW),
        ((ihc("1+"), ish(2.4, 3.0)), Her2.NEGATIVE_WITH_COMMENT, Stratum.HER2_LOW),
        ((ihc("1+"), ish(1.4, 6.5)), Her2.NEGATIVE, Stratum.HER2_LOW),
        ((ihc("0"), ish(1.4, 4.5)), Her2.NEGATIVE_WITH_COMMENT, Stratum.HER2_NEG),
        ((ihc("0"),), Her2.NEGATIVE, Stratum.HER2_NEG),
        ((ihc("0-null"),), Her2.NEGATIVE, Stratum.HER2_NEG),
        ((ihc("0-ultralow"),), Her2.NEGATIVE, Stratum.HER2_ULTRALOW),
        ((ihc("negative"),), Her2.NEGATIVE, Stratum.HER2_NEG),
        ((ish(2.4, 6.0),), Her2.POSITIVE, Stratum.HER2_POS),
        ((ish(2.4, 3.0),), Her2.EQUIVOCAL_UNRESOLVED, Stratum.EQUIVOCAL),
        ((ish(None, 6.0),), Her2.POSITIVE, Stratum.HER2_POS),
        ((ish(None, 3.9),), Her2.NEGATIVE, Stratum.HER2_NEG),
        ((ish(None, 5.0),), Her2.EQUIVOCAL_UNRESOLVED, Stratum.EQUIVOCAL),
        (({"analyte": "HER2_ISH", "interpretation": "amplified"},), Her2.POSITIVE, Stratum.HER2_POS),
        ((ihc("2+"), {"analyte": "HER2_ISH", "interpretation": "not_amplified"}), Her2.NEGATIVE, Stratum.HER2_LOW),
        ((ihc("1+"), {"analyte": "ERBB2", "interpretation": "mutated"}), Her2.NEGATIVE, Stratum.HER2_MUT),
        (({"analyte": "ER", "value": 0},), None, None),
        ((), None, None),
    ],
)
def test_status_and_stratum(markers: tuple[dict, ...], status: Her2 | None, stratum: Stratum | None) -> None:
    assert (her2_status(specimen(*markers)), stratum_of(specimen(*markers))) == (status, stratum)


def test_a_quantity_with_a_comparator_counts_by_its_lower_end() -> None:
    markers = {"analyte": "HER2_ISH", "ratio": {"comparator": ">=", "lo": 2.1, "hi": None}, "copies": 5}
    assert her2_status(specimen(markers)) is Her2.POSITIVE
