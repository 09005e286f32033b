"""As measured, in the words of the page: differences, what the dates leave open, and what cannot be summed."""

import pytest

from cases.desk.measured import AsMeasured, MeasuredLook, as_measured, change_words
from cases.desk.spoken import Speaker
from cases.rules.definition import load_definition
from tests.spec.measurements import course, lesion, look, regimen

LIVER, SKIN = lesion("l1", "LIVER"), lesion("l4", "SKIN_LR")


def shown(*records) -> AsMeasured:
    document = course(*records)
    found = as_measured(document, load_definition("dcp").constants, Speaker(document, None))
    assert found is not None
    return found


def of(page: AsMeasured, key: str) -> MeasuredLook:
    return next(one for one in page.looks if one.key == key)


def test_nothing_measured_is_nothing_shown() -> None:
    document = course(LIVER, look(60, {}, "a1", {"LIVER": "PR"}))
    assert as_measured(document, load_definition("dcp").constants, Speaker(document, None)) is None


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ({"LIVER": "SD"}, []),
        (
            {"LIVER": "PR"},
            ["Liver: written partial response, measured stable disease: −24.0 %, −12.0 mm from baseline."],
        ),
        (
            {"LIVER": {"status": "PR", "criteria": "INVESTIGATOR"}},
            [
                (
                    "Liver: written partial response by investigator, measured stable disease:"
                    " −24.0 %, −12.0 mm from baseline."
                )
            ],
        ),
        ({"LIVER": {"status": "NON_CR_NON_PD", "criteria": "INVESTIGATOR"}}, []),
        ({"LIVER": "EQUIVOCAL_NEW"}, []),
    ],
)
def test_a_difference_is_said_whoever_judged(written: dict, says: list[str]) -> None:
    page = shown(LIVER, look(-7, {"l1": 50}, "base"), look(60, {"l1": 38}, "a1", written))
    assert list(of(page, "a1").differs) == says


def test_the_skin_parts_from_the_rest() -> None:
    page = shown(LIVER, SKIN, look(-7, {"l1": 80, "l4": 20}, "base"), look(60, {"l1": 30, "l4": 30}, "a1"))
    skin, rest = of(page, "a1").parts
    assert (skin.total, skin.from_baseline, skin.from_nadir, skin.code) == (
        "30.0 mm",
        "+50.0 %, +10.0 mm",
        "+50.0 %, +10.0 mm",
        "PD",
    )
    assert (rest.total, rest.from_baseline, rest.code) == ("30.0 mm", "−62.5 %, −50.0 mm", "PR")
    assert of(page, "a1").parted.startswith("By measurements the skin has progressed while")
    assert of(page, "base").parted == ""
    both = shown(LIVER, SKIN, look(-7, {"l1": 20, "l4": 20}, "base"), look(60, {"l1": 30, "l4": 30}, "a1"))
    assert of(both, "a1").parted == ""


def test_an_order_that_is_not_known_is_said_and_not_guessed() -> None:
    vague = look({"lo": 40, "hi": 80, "precision": "month"}, {"l1": 35}, "vague")
    page = shown(LIVER, look(-7, {"l1": 60}, "base"), look(60, {"l1": 45}, "a1", {"LIVER": "SD"}), vague)
    (part,) = of(page, "a1").parts
    assert (part.code, part.label) == ("", "Progressive disease or stable disease")
    assert part.remarks == ("The dates leave open which assessment came first, and that decides.",)
    assert part.from_nadir == "–"
    assert of(page, "a1").differs == ()
    assert page.figure.paths == ()  # nothing is joined to what has no certain place
    known = shown(LIVER, look(-7, {"l1": 60}, "base"), look(60, {"l1": 45}, "a1"), look(40, {"l1": 35}, "vague"))
    assert (of(known, "a1").parts[0].code, len(known.figure.paths)) == ("PD", 2)


def test_what_is_too_small_or_cannot_be_judged_or_is_new() -> None:
    two = LIVER, lesion("l2", "LIVER"), lesion("l9", "LUNG", "new")
    first = look(-7, {"l1": 20, "l2": 20}, "base")
    page = shown(
        *two, first, look(60, {"l1": "small", "l2": 8}, "a1"), look(90, {"l1": "lost", "l2": 8, "l9": 12}, "a2")
    )
    liver = next(one for one in page.worksheet.compartments if one.title == "Liver")
    assert [cell.size for cell in liver.lesions[0].cells] == [
        "20.0 mm × 20.0 mm",
        "too small (counts 5.0 mm)",
        "not evaluable",
    ]
    assert of(page, "a1").parts[0].total == "13.0 mm"
    (lost,) = of(page, "a2").parts
    assert (lost.total, lost.code) == ("not complete", "PD")
    assert lost.remarks == ("A new lesion.", "Not assessed: l1.")
    assert page.figure.undrawn == ("a2 (other organs): the sum is not complete",)


def test_a_new_line_begins_anew_in_the_drawing() -> None:
    lines = [regimen(0, stop=199, stop_reason="PD_systemic"), regimen(205, "r2")]
    looks = [look(-7, {"l1": 50}, "base1"), look(60, {"l1": 60}, "a1")]
    later = [look(200, {"l1": 60}, "base2", regimen="r2"), look(260, {"l1": 40}, "a2", regimen="r2")]
    figure = shown(LIVER, *lines, *looks, *later).figure
    assert len(figure.paths) == 2
    assert (
        figure.description
        == "Other organs: +0.0 % at base1, then +20.0 % at a1, then +0.0 % at base2, then −33.3 % at a2."
    )


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [(701, 1000, "−29.9 %, −29.9 mm"), (0, 0, "+0.0 mm"), (60, 0, "+6.0 mm"), (None, 10, "–"), (10, None, "–")],
)
def test_changes_in_words(now: int | None, before: int | None, words: str) -> None:
    assert change_words(now, before) == words


def test_an_examination_of_the_skin_misses_no_liver() -> None:
    first = look(-7, {"l1": 50, "l4": 20}, "base")
    page = shown(LIVER, SKIN, first, look(60, {"l4": 30}, "a1"), look(70, {"l4": 30}, "a2", {"LIVER": "NE"}))
    assert [one.title for one in of(page, "a1").parts] == ["Skin"]
    assert [(one.title, one.code) for one in of(page, "a2").parts] == [("Skin", "PD"), ("Outside skin and brain", "NE")]
    assert page.figure.undrawn == ("a2 (other organs): the sum is not complete",)
