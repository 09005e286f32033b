"""Worked examples of ``cns-discordance``: the same engine with the brain for the skin."""

from tests.spec.example import Example, example, found, unknown
from tests.spec.timelines import (
    T0,
    baseline,
    between,
    biopsy,
    case,
    regimen,
    scan,
    skin,
)

NO_SKIN = ("s1", "b1")
"""The usual skin finding and its biopsy: these cases have none."""


def index(day=0, key="m1", criteria="RANO_BM", brain="NEW", **more):
    """An MRI of the brain, with a new metastasis unless said otherwise."""
    return scan(day, key, scope="LIMITED", criteria=criteria, brain=brain, **more)


def brain_case(*records, complete=True):
    given = {record.get("id") for _, record in records}
    return case(*records, drop=[one for one in NO_SKIN if one not in given], complete=complete)


def brain_biopsy(day, result):
    return biopsy(day, result, finding=None, compartment="BRAIN", procedure="excision")


CNS: tuple[Example, ...] = (
    example(
        "C1",
        "The archetype",
        "liver PR at -150, CR at -10 by full CT; new brain metastasis by RANO-BM at 0",
        brain_case(baseline("liver"), scan(-150, liver="PR"), scan(-10, liver="CR"), index()),
        found("DCP_STRICT", "CONFIRMED", axes={"evidence": "C2", "cns": "PD", "extent": "BRAIN", "novelty": "NEW"}),
        why="The brain progresses by a named criterion while the liver is in complete response under the drugs.",
    ),
    example(
        "C2",
        "The reader's word",
        "as C1, progression called by the investigator",
        brain_case(baseline("liver"), scan(-10, liver="CR"), index(criteria="INVESTIGATOR")),
        found("DCP_STRICT", "SUSPECTED", axes={"evidence": "C3"}),
        why="Without a named criterion or histology the verdict is only suspected.",
    ),
    example(
        "C3",
        "Resected",
        "as C2, the metastasis resected at +20",
        brain_case(
            baseline("liver"),
            scan(-10, liver="CR"),
            index(criteria="INVESTIGATOR"),
            brain_biopsy(20, "malignant_breast"),
        ),
        found("DCP_STRICT", "CONFIRMED", axes={"evidence": "C1"}),
        why="Histology within BX proves the event.",
    ),
    example(
        "C4",
        "Stable elsewhere",
        "liver SD at -20",
        brain_case(baseline("liver"), scan(-20, liver="SD"), index()),
        found("DCP_BROAD", "CONFIRMED"),
        why="Nothing progressed outside the brain, but nothing responded either.",
    ),
    example(
        "C5",
        "Systemic progression with it",
        "liver PR at -30, PD at +10",
        brain_case(baseline("liver"), scan(-30, liver="PR"), scan(10, liver="PD"), index()),
        found("CONCORDANT_PD", "CONFIRMED"),
        why="Progression outside the brain up to the end of TIGHT is part of the event.",
    ),
    example(
        "C6",
        "The skin progresses too",
        "liver CR at -10; new skin nodules at +12",
        brain_case(baseline("liver"), scan(-10, liver="CR"), index(), skin(12)),
        found("CONCORDANT_PD", "CONFIRMED"),
        why="The skin lies outside the brain: here it is a comparator, and a skin finding of progression is its row.",
    ),
    example(
        "C7",
        "Skin in response",
        "skin nodules at -180, responding at -20; new brain metastasis at 0",
        brain_case(
            baseline("liver"),
            scan(-10, liver="SD"),
            skin(-180, change="baseline"),
            skin(-20, key="s2", change="response", lesion_of="s1"),
            index(),
        ),
        found("DCP_STRICT", "CONFIRMED"),
        why="The skin responds to the drugs that did not keep the brain.",
    ),
    example(
        "C8",
        "Nothing to be discordant with",
        "never metastatic, restaging clear at +5",
        brain_case(scan(5), index()),
        found("SKIN_ONLY", "CONFIRMED"),
        why="The code SKIN_ONLY reads 'brain only' under this definition: nothing outside the brain was involved.",
    ),
    example(
        "C9",
        "Not restaged",
        "liver involved, last seen at -130",
        brain_case(baseline("liver"), scan(-130, liver="PR"), index()),
        unknown("systemic"),
        why="A response older than 90 days says nothing about the day of the event.",
    ),
    example(
        "C10",
        "An equivocal lesion, never settled",
        "liver CR at -10; equivocal new lesion in the brain at 0",
        brain_case(baseline("liver"), scan(-10, liver="CR"), index(brain="EQUIVOCAL_NEW")),
        unknown("evidence", axes={"evidence": "CU"}),
        why="Nobody knows whether the brain progressed.",
    ),
    example(
        "C11",
        "An equivocal lesion, confirmed",
        "equivocal new lesion at 0, progression at +56",
        brain_case(
            baseline("liver"), scan(-10, liver="CR"), index(brain="EQUIVOCAL_NEW"), index(56, key="m2", brain="PD")
        ),
        found("DCP_STRICT", "CONFIRMED", t0=[T0, T0]),
        why="The event is dated at the equivocal row.",
    ),
    example(
        "C12",
        "An equivocal lesion, withdrawn",
        "equivocal new lesion at 0, stable at +56",
        brain_case(
            baseline("liver"), scan(-10, liver="CR"), index(brain="EQUIVOCAL_NEW"), index(56, key="m2", brain="SD")
        ),
        why="A later row without progression withdraws it: there is no event.",
    ),
    example(
        "C13",
        "Radionecrosis",
        "liver CR at -10; growth at 0, benign biopsy at +10, stable at +100",
        brain_case(
            baseline("liver", "brain"),
            scan(-10, liver="CR"),
            index(brain="PD"),
            brain_biopsy(10, "benign"),
            index(100, key="m2", brain="SD"),
        ),
        found("MIMIC", axes={"evidence": "C0"}),
        why="Benign histology, and no growth since.",
    ),
    example(
        "C14",
        "One event or two",
        "liver CR at -10; progression at 0, stable at +30 and +90, progression at +120",
        brain_case(
            baseline("liver"),
            scan(-10, liver="CR"),
            scan(118, liver="CR"),
            index(),
            index(30, key="m2", brain="SD"),
            index(90, key="m3", brain="SD"),
            index(120, key="m4", brain="PD"),
        ),
        found("DCP_STRICT", "CONFIRMED"),
        found("DCP_STRICT", "CONFIRMED", axes={"novelty": "PERSISTENT_GROWTH"}),
        why="84 days or more of stable disease lie between the two progressions.",
    ),
    example(
        "C15",
        "Soon after the drugs",
        "adjuvant trastuzumab ended at -160, restaging clear",
        brain_case(
            regimen(-500, last_dose=-160, stop=-160, setting="adjuvant", line=None, agents=["trastuzumab"]),
            scan(5),
            index(),
        ),
        found("SKIN_ONLY_EARLY_POST", "CONFIRMED"),
        why="Exposure is judged as for the skin.",
    ),
    example(
        "C16",
        "A season for a date",
        "liver CR on some day from -95 to -20",
        brain_case(baseline("liver"), scan(between(-95, -20), key="a1", liver="CR"), index()),
        unknown("dates", "DCP_STRICT", "INDETERMINATE"),
        why="On some of the days the scan is too old.",
    ),
)
