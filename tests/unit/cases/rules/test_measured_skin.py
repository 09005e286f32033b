"""Calliper sums and areas of skin findings beside the change that was written."""

from typing import Any

import pytest

from cases.rules.measured_skin import SkinReading, measured_skin
from cases.rules.timeline import Timeline


def finding(key: str, on: Any, change: str, total: Any = None, area: Any = None, **fields: Any) -> dict[str, Any]:
    return {"id": key, "on": on, "change": change, "target_sum_mm": total, "area_cm2": area, **fields}


def read(*findings: dict[str, Any]) -> dict[str, SkinReading]:
    return {one.finding: one for one in measured_skin(Timeline.from_document({"skin_findings": list(findings)}))}


@pytest.mark.parametrize(
    ("sums", "grown"),
    [
        (("20", "25"), True),
        (("20", "24.9"), False),
        (("30", "20", "25"), True),
        (("30", "36"), True),
        (("30", "35.9"), False),
    ],
)
def test_the_sum_is_read_from_the_smallest_one_of_the_lesion(sums: tuple[str, ...], grown: bool) -> None:
    chain = [
        finding(f"s{number}", number * 30, "progression", total, lesion_of=f"s{number - 1}" if number else None)
        for number, total in enumerate(sums)
    ]
    assert read(*chain)[f"s{len(sums) - 1}"].sum_has_grown is grown


def test_another_lesion_says_nothing_about_this_one() -> None:
    found = read(finding("s1", 0, "baseline", 20), finding("s2", 30, "progression", 30))
    assert (found["s2"].nadir_tenths, found["s2"].sum_has_grown) == (None, None)


@pytest.mark.parametrize(("area", "grown"), [("30", True), ("29.9", False)])
def test_the_area_is_half_as_large_again_and_10_square_centimetres_larger(area: str, grown: bool) -> None:
    found = read(finding("s1", 0, "baseline", area="20"), finding("s2", 30, "stable", area=area, lesion_of="s1"))
    assert found["s2"].area_has_grown is grown
    says = "Finding s2 is written as stable, but its area has grown to 30.0 cm²." if grown else ""
    assert found["s2"].warning == says


@pytest.mark.parametrize(
    ("change", "total", "more", "says"),
    [
        ("response", 25, {}, "response, but its calliper sum has grown from 20.0 mm to 25.0 mm."),
        ("response", 24.9, {}, None),
        ("progression", 25, {}, None),
        (
            "progression",
            24.9,
            {},
            "progression without new lesions, but its calliper sum has not grown enough to count.",
        ),
        ("progression", 24.9, {"new_lesions": True}, None),
        ("progression", 24.9, {"area_cm2": 30}, None),
        ("baseline", 40, {}, None),
    ],
)
def test_a_change_that_contradicts_the_calliper(change: str, total: float, more: dict, says: str | None) -> None:
    second = finding("s2", 30, change, total, lesion_of="s1") | more
    assert read(finding("s1", 0, "baseline", 20, 20), second)["s2"].warning == (
        f"Finding s2 is written as {says}" if says else ""
    )


def test_an_order_that_the_dates_leave_open_is_no_answer() -> None:
    open_day = {"lo": 0, "hi": 60, "precision": "unknown"}
    looks = [finding("s1", 0, "baseline", 40), finding("s2", 30, "response", 20, lesion_of="s1")]
    found = read(*looks, finding("s3", open_day, "stable", 30, lesion_of="s1"))
    assert (found["s3"].sum_has_grown, found["s3"].nadir_tenths, found["s3"].warning) == (None, None, "")
    assert read(*looks, finding("s3", 40, "stable", 30, lesion_of="s1"))["s3"].sum_has_grown is True


def test_findings_that_were_not_measured_are_not_read() -> None:
    assert read(finding("s1", 0, "baseline"), finding("s2", 30, "progression", 20)).keys() == {"s2"}
    assert read(finding("s1", 0, "baseline")) == {}


@pytest.mark.parametrize(("areas", "smallest", "grown"), [((40, 20, 30), 2000, True), ((20, 40, 30), 2000, True)])
def test_the_area_is_read_from_the_smallest_one_of_the_lesion(areas: Any, smallest: int, grown: bool) -> None:
    chain = [
        finding(f"s{number}", number * 30, "stable", area=area, lesion_of="s0" if number else None)
        for number, area in enumerate(areas)
    ]
    found = read(*chain)["s2"]
    assert (found.smallest_area_mm2, found.area_has_grown, found.area_mm2) == (smallest, grown, 3000)


def test_an_area_of_uncertain_order_is_no_answer() -> None:
    open_day = {"lo": 0, "hi": 60, "precision": "unknown"}
    looks = [finding("s1", 0, "baseline", area=20), finding("s2", 30, "stable", area=10, lesion_of="s1")]
    found = read(*looks, finding("s3", open_day, "stable", area=25, lesion_of="s1"))["s3"]
    assert (found.smallest_area_mm2, found.area_has_grown) == (None, None)
    found = read(*looks, finding("s3", {**open_day, "lo": 31}, "stable", area=25, lesion_of="s1"))["s3"]
    assert (found.smallest_area_mm2, found.area_has_grown) == (1000, True)
    found = read(*looks, finding("s3", {**open_day, "lo": 1}, "stable", area=40, lesion_of="s1"))["s3"]
    assert (found.smallest_area_mm2, found.area_has_grown) == (None, True)


@pytest.mark.parametrize(("area", "words"), [("30.05", "30.0"), ("30.19", "30.1"), ("109.9", "109.9")])
def test_an_area_is_said_in_square_centimetres(area: str, words: str) -> None:
    found = read(finding("s1", 0, "baseline", area=20), finding("s2", 30, "stable", area=area, lesion_of="s1"))
    assert found["s2"].warning.endswith(f"its area has grown to {words} cm².")
