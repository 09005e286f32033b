"""The HER2 stratum of a patient at the event, and what the lesion of the event says instead (settlement 9)."""

from typing import Any

import pytest

from cases.rules.definition import load_definition
from cases.rules.discordance import classify_document
from cases.rules.her2 import Her2, her2_status
from cases.rules.timeline import Timeline
from tests.spec.timelines import baseline, between, biopsy, case, earlier_biopsy, scan

LOW = [{"analyte": "HER2_IHC", "value": "1+"}]
MUTATED = [*LOW, {"analyte": "ERBB2", "value": "mutated"}]
SCORES = {"3+": "HER2_POS", "1+": "HER2_LOW", "0-ultralow": "HER2_ULTRALOW", "0": "HER2_NEG", "2+": "EQUIVOCAL"}


def first(*records: Any, **options: Any) -> dict[str, Any]:
    document = case(baseline("liver"), scan(-10, liver="PR"), *records, **options)
    return classify_document(document, load_definition("dcp"))["episodes"][0]


def stratum(*records: Any) -> Any:
    return first(*records)["axes"]["her2"]


def scored(day: Any, score: str, key: str = "b2") -> Any:
    return earlier_biopsy(day, score, key)


def own(*markers: dict[str, Any], result: str = "malignant_breast") -> Any:
    return biopsy(3, result, markers=list(markers))


@pytest.mark.parametrize(("score", "name"), SCORES.items())
def test_each_score_has_its_stratum(score: str, name: str) -> None:
    assert stratum(scored(-100, score)) == name


@pytest.mark.parametrize(("day", "name"), [(-1, "HER2_LOW"), (0, "HER2_LOW"), (1, "HER2_POS"), (-899, "HER2_LOW")])
def test_the_latest_specimen_up_to_the_event_counts(day: int, name: str) -> None:
    assert stratum(scored(day, "1+")) == name
    assert stratum(scored(-901, "1+")) == "HER2_POS"


def test_of_two_specimens_of_one_day_the_positive_one_counts() -> None:
    for positive, low in (("b2", "b3"), ("b3", "b2")):
        assert stratum(scored(-50, "3+", positive), scored(-50, "1+", low)) == "HER2_POS"


def test_an_uncertain_day_leaves_open_which_specimen_was_the_latest() -> None:
    assert stratum(scored(between(-10, 0), "1+")) == "HER2_LOW"
    assert stratum(scored(between(-10, 5), "1+")) == ["HER2_LOW", "HER2_POS"]


def test_a_specimen_without_a_result_or_of_the_event_itself_does_not_count() -> None:
    assert stratum(earlier_biopsy(-20, key="b2", markers=[{"analyte": "ER", "value": 80}])) == "HER2_POS"
    assert stratum(biopsy(-3, key="b1", markers=LOW)) == "HER2_POS"
    assert stratum(biopsy(-3, key="b9", finding=None, markers=LOW)) == "HER2_LOW"
    assert first(drop=["b0"])["axes"]["her2"] == "UNKNOWN"


@pytest.mark.parametrize(
    ("before", "now", "flags"),
    [
        ("3+", LOW, ["HER2_LOSS"]),
        ("3+", [{"analyte": "HER2_IHC", "value": "0"}], ["HER2_LOSS"]),
        ("3+", [{"analyte": "HER2_IHC", "value": "0-ultralow"}], ["HER2_LOSS"]),
        ("3+", MUTATED, ["HER2_LOSS"]),
        ("3+", [{"analyte": "HER2_IHC", "value": "2+"}], []),
        ("3+", [{"analyte": "HER2_IHC", "value": "3+"}], []),
        ("1+", [{"analyte": "HER2_IHC", "value": "3+"}], ["HER2_GAIN"]),
        ("0", [{"analyte": "HER2_IHC", "value": "3+"}], ["HER2_GAIN"]),
        ("0-ultralow", [{"analyte": "HER2_IHC", "value": "3+"}], ["HER2_GAIN"]),
        ("2+", [{"analyte": "HER2_IHC", "value": "3+"}], []),
        ("1+", [{"analyte": "HER2_IHC", "value": "0"}], []),
        ("3+", [{"analyte": "ER", "value": "80"}], []),
    ],
)
def test_the_lesion_may_have_lost_or_gained_it(before: str, now: list[dict[str, Any]], flags: list[str]) -> None:
    assert first(scored(-800, before, "b0"), own(*now))["flags"] == flags


def test_only_malignant_tissue_of_the_lesion_tells_of_a_loss() -> None:
    proof = biopsy(4, key="b2")
    assert first(own(*LOW, result="malignant_breast"), proof)["flags"] == ["HER2_LOSS"]
    assert first(own(*LOW, result="non_diagnostic"), proof)["flags"] == []


@pytest.mark.parametrize(
    ("scores", "status"),
    [
        (("3+", "0"), Her2.POSITIVE),
        (("positive", "1+"), Her2.POSITIVE),
        (("2+", "1+"), Her2.EQUIVOCAL_UNRESOLVED),
        (("1+", "0"), Her2.NEGATIVE),
    ],
)
def test_the_worst_of_several_scores_counts(scores: tuple[str, ...], status: Her2) -> None:
    for order in (scores, scores[::-1]):
        markers = [{"analyte": "HER2_IHC", "value": one} for one in order]
        assert her2_status(Timeline.from_document(case(own(*markers))).specimens[-1]) is status


@pytest.mark.parametrize(
    ("scores", "name"),
    [(("1+", "0"), "HER2_LOW"), (("0-ultralow", "0"), "HER2_ULTRALOW"), (("0", "negative"), "HER2_NEG")],
)
def test_of_several_low_scores_the_highest_gives_the_stratum(scores: tuple[str, ...], name: str) -> None:
    for order in (scores, scores[::-1]):
        markers = [{"analyte": "HER2_IHC", "value": one} for one in order]
        assert stratum(earlier_biopsy(-10, key="b2", markers=markers)) == name


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("positive", "HER2_POS"),
        ("negative", "HER2_NEG"),
        ("equivocal", "EQUIVOCAL"),
        ("equivocal_unresolved", "EQUIVOCAL"),
        ("not_done", "HER2_POS"),
    ],
)
def test_the_word_of_a_laboratory_stands_for_a_missing_score(word: str, name: str) -> None:
    """Without any result the earlier specimen, which is positive, counts."""
    assert stratum(earlier_biopsy(-10, key="b2", markers=[{"analyte": "HER2_IHC", "interpretation": word}])) == name


@pytest.mark.parametrize("word", ["negative", "not_amplified"])
def test_hybridisation_by_word(word: str) -> None:
    markers = [{"analyte": "HER2_IHC", "value": "2+"}, {"analyte": "HER2_ISH", "value": word}]
    assert stratum(earlier_biopsy(-10, key="b2", markers=markers)) == "HER2_LOW"
    markers[1] = {"analyte": "HER2_ISH", "value": "positive" if word == "negative" else "amplified"}
    assert stratum(earlier_biopsy(-10, key="b2", markers=markers)) == "HER2_POS"
