"""Worked examples of ``dcp-recist-only``: response in bone counts only where RECIST 1.1 can measure it."""

from tests.spec.example import Example, example, found
from tests.spec.timelines import baseline, case, scan

RECIST_ONLY: tuple[Example, ...] = (
    example(
        2,
        "Bone that answers by MRI is not measured",
        "bone PR by MDA criteria at -120 and at +14, CT clear at +14",
        case(
            baseline("bone"),
            scan(-120, scope="LIMITED", criteria="MDA", bone="PR"),
            scan(14, criteria="MDA", bone="PR"),
        ),
        found("DCP_BROAD", "CONFIRMED"),
        why="Bone without a soft-tissue part has no RECIST response: neither complete response nor progression.",
    ),
    example(
        50,
        "A soft-tissue part in bone",
        "bone PR by RECIST 1.1 at +14",
        case(baseline("bone"), scan(14, criteria="RECIST_1_1", bone="PR")),
        found("DCP_STRICT", "CONFIRMED"),
        why="A lytic lesion with a measurable soft-tissue part is measured as any other.",
    ),
    example(
        51,
        "Bone that progresses",
        "bone PD by the investigator at +14",
        case(baseline("bone"), scan(-120, bone="PR"), scan(14, bone="PD")),
        found("CONCORDANT_PD", "CONFIRMED"),
        why="Progression in bone counts whoever calls it.",
    ),
    example(
        52,
        "Another compartment responds",
        "liver PR and bone PR at -10",
        case(baseline("liver", "bone"), scan(-10, liver="PR", bone="PR")),
        found("DCP_STRICT", "CONFIRMED"),
        why="The liver responds; bone reads as neither complete response nor progression, as in RECIST.",
    ),
    example(
        53,
        "Stable elsewhere",
        "liver SD and bone CR at -10",
        case(baseline("liver", "bone"), scan(-10, liver="SD", bone="CR")),
        found("DCP_BROAD", "CONFIRMED"),
        why="No measurable compartment responds.",
    ),
    example(
        54,
        "Bone that was never involved",
        "liver CR at -10, bone without disease",
        case(baseline("liver"), scan(-10, liver="CR", bone="NED")),
        found("DCP_STRICT", "CONFIRMED"),
        why="Bone without disease at any time has no response to measure.",
    ),
    example(
        55,
        "Inflammatory signs that faded",
        "breast PR by narrative and bone PR by the investigator at +14",
        case(
            baseline("bone", "breast_ipsi"),
            scan(12, key="a12", scope="LIMITED", criteria="NARRATIVE", breast_ipsi="PR"),
            scan(14, bone="PR"),
        ),
        found("DCP_BROAD", "CONFIRMED"),
        why="Inflammatory disease of the breast cannot be measured either.",
    ),
    example(
        56,
        "A mass in the breast that was measured",
        "breast PR by RECIST 1.1 at -10",
        case(baseline("breast_ipsi"), scan(-10, criteria="RECIST_1_1", breast_ipsi="PR")),
        found("DCP_STRICT", "CONFIRMED", flags=["COMPARATOR_REGIONAL_ONLY"]),
        why="The mass is measured as any other.",
    ),
)
