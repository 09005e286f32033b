"""Which narrower dates would decide a label, to the day."""

from typing import Any

import pytest

from cases.rules.definition import load_definition
from cases.rules.discordance import classify
from cases.rules.remedies import remedies
from cases.rules.timeline import Timeline
from tests.spec.timelines import T0, baseline, between, biopsy, case, regimen, scan, skin

DCP = load_definition("dcp")
RESPONSE = scan(-10, liver="PR")


def narrowed(document: dict[str, Any]) -> list[tuple[str, str]]:
    """What is said of dates, and the label that follows."""
    timeline = Timeline.from_document(document)
    episode = classify(timeline, DCP)[-1]
    return [(one.says, str(one.label)) for one in remedies(timeline, DCP, episode) if one.kind == "narrow_date"]


def dosed(**days: Any) -> Any:
    return regimen(-400, stop=days.pop("stop", None), drugs=[{"agent": "trastuzumab", "start": T0 - 400, **days}])


@pytest.mark.parametrize(
    ("records", "found"),
    [
        # outside WIDE it is no reference
        (
            (baseline("liver"), scan(between(-95, -20), "a1", liver="PR")),
            [("A date of a1 between day 910 and 980 would decide it.", "DCP_STRICT")],
        ),
        (
            (baseline("liver"), scan(between(-20, 70), "a1", liver="PR")),
            [("A date of a1 between day 980 and 1060 would decide it.", "DCP_STRICT")],
        ),
        # the later of two counts, and on one day the worse
        (
            (baseline("liver"), scan(between(-70, -20), "a1", liver="PR"), scan(-50, "a2", liver="SD")),
            [
                ("A date of a1 between day 930 and 950 would decide it.", "DCP_BROAD"),
                ("A date of a1 between day 951 and 980 would decide it.", "DCP_STRICT"),
            ],
        ),
        # the last dose, and the stop that it lies before
        (
            (dosed(last_dose=between(-60, -20)), baseline("liver", day=-405), RESPONSE),
            [
                ("The end of r1 between day 940 and 957 would decide it.", "DCP_STRICT_EARLY_POST"),
                ("The end of r1 between day 958 and 980 would decide it.", "DCP_STRICT"),
            ],
        ),
        (
            (dosed(stop=between(-190, -170), last_dose=None), baseline("liver", day=-405), RESPONSE),
            [("The end of r1 between day 810 and 819 would decide it.", "OFF_EXPOSURE")],
        ),
        (
            (regimen(between(-60, -20)), baseline("liver", day=-65), scan(-1, liver="PR")),
            [
                ("The start of r1 between day 940 and 958 would decide it.", "DCP_STRICT"),
                ("The start of r1 between day 959 and 980 would decide it.", "LEAD_IN"),
            ],
        ),
        # the event itself
        (
            (skin(between(-95, 20)), baseline("liver"), RESPONSE, biopsy(5, finding=None)),
            [("A date of s1 between day 930 and 1020 would decide it.", "DCP_STRICT")],
        ),
        # an open bound
        (
            (baseline("liver"), scan(between(-20, None), "a1", liver="PR")),
            [("A date of a1 between day 980 and 1060 would decide it.", "DCP_STRICT")],
        ),
        (
            (baseline("liver"), scan(between(None, -20), "a1", liver="PR")),
            [("A date of a1 between day 910 and 980 would decide it.", "DCP_STRICT")],
        ),
        # two that only decide together
        (
            (
                baseline("liver", "lung"),
                scan(between(-95, -20), "a1", liver="PR"),
                scan(between(-95, -20), "a2", lung="SD"),
            ),
            [("The days of a1 and a2 would decide it together.", "DCP_STRICT")],
        ),
        # a date that changes nothing is not asked for
        ((baseline("liver"), scan(between(-120, -91), "a1", liver="PR")), []),
    ],
)
def test_the_days_that_decide(records: Any, found: list[tuple[str, str]]) -> None:
    assert narrowed(case(*records)) == found


def test_days_that_decide_together_are_given_as_an_example() -> None:
    looks = (scan(between(-95, -20), "a1", liver="PR"), scan(between(-95, -20), "a2", lung="SD"))
    timeline = Timeline.from_document(case(baseline("liver", "lung"), *looks))
    (episode,) = classify(timeline, DCP)
    (together,) = [one for one in remedies(timeline, DCP, episode) if one.kind == "narrow_date"]
    assert [(one.words, str(one.label)) for one in together.leads_to] == [
        ("as on day 944 for a1 and day 944 for a2", "DCP_STRICT")
    ]
    assert together.records == ("a1", "a2")
    assert {one.on for one in together.apply(timeline).assessments if one.id != "base"} == {944}
