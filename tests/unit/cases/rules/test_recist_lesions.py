"""RECIST 1.1 lesion by lesion: what may be measured, what it adds to the sum, and how the parts make a whole."""

import pytest

from cases.rules.recist import (
    Candidate,
    NonTarget,
    Target,
    is_measurable,
    node_is_pathological,
    non_target_response,
    overall_response,
    size_of,
    tenths,
)
from cases.rules.vocabulary import ResponseStatus as R

LIVER, NODE = Target("l1", "LIVER"), Target("l2", "NODES_REG")
MASS = {"diffuse": False, "treated_locally": False}
CT = {**MASS, "method": "CT", "slice_tenths": 50}
BY_CT = {"compartment": "LIVER", **CT}


@pytest.mark.parametrize(
    ("lesion", "measurable"),
    [
        ({**BY_CT, "long_tenths": 100}, True),
        ({**BY_CT, "long_tenths": 99}, False),
        ({**BY_CT, "long_tenths": 100, "method": "MRI"}, True),
        ({**BY_CT, "long_tenths": None}, None),
        # thicker slices ask for twice the slice
        ({**BY_CT, "long_tenths": 100, "slice_tenths": 51}, False),
        ({**BY_CT, "long_tenths": 140, "slice_tenths": 70}, True),
        ({**BY_CT, "long_tenths": 139, "slice_tenths": 70}, False),
        ({**BY_CT, "long_tenths": 100, "slice_tenths": None}, None),
        ({**BY_CT, "long_tenths": 99, "slice_tenths": None}, False),
        # nodes by their short axis
        ({**CT, "compartment": "NODES_REG", "long_tenths": 300, "short_tenths": 150}, True),
        ({**CT, "compartment": "NODES_REG", "long_tenths": 300, "short_tenths": 149}, False),
        ({**CT, "compartment": "NODES_DIST", "long_tenths": 300, "short_tenths": None}, None),
        # by hand: superficial lesions only
        ({**MASS, "compartment": "SKIN_LR", "method": "calliper", "long_tenths": 100}, True),
        ({**MASS, "compartment": "SKIN_DIST", "method": "ruler_photo", "long_tenths": 99}, False),
        ({**MASS, "compartment": "BREAST_IPSI", "method": "calliper", "long_tenths": 100}, None),
        ({**MASS, "compartment": "LIVER", "method": "calliper", "long_tenths": 100}, False),
        # by X-ray: in the lung, from 20 mm
        ({**MASS, "compartment": "LUNG", "method": "XRAY", "long_tenths": 200}, True),
        ({**MASS, "compartment": "LUNG", "method": "XRAY", "long_tenths": 199}, False),
        ({**MASS, "compartment": "BONE", "method": "XRAY", "long_tenths": 200, "soft_tissue": True}, False),
        # other methods
        ({**MASS, "compartment": "LIVER", "method": "US", "long_tenths": 500}, False),
        ({**MASS, "compartment": "LIVER", "method": "PET", "long_tenths": 500}, None),
        ({**MASS, "compartment": "LIVER", "method": None, "long_tenths": 500}, None),
        ({**MASS, "compartment": "LIVER", "method": None, "long_tenths": 99}, False),
        # disease that is no mass
        ({**BY_CT, "long_tenths": 300, "diffuse": True}, False),
        ({**BY_CT, "long_tenths": 300, "diffuse": None}, None),
        ({**CT, "compartment": "LEPTOMENINGES", "long_tenths": 300}, False),
        ({**CT, "compartment": "PLEURA", "long_tenths": 300, "effusion": True}, False),
        ({**CT, "compartment": "PLEURA", "long_tenths": 300, "effusion": False}, True),
        ({**CT, "compartment": "PERITONEUM", "long_tenths": 300, "effusion": None}, None),
        # bone by its soft-tissue part
        ({**CT, "compartment": "BONE", "long_tenths": 300, "soft_tissue": True}, True),
        ({**CT, "compartment": "BONE", "long_tenths": 300, "soft_tissue": False}, False),
        ({**CT, "compartment": "BONE", "long_tenths": 300, "soft_tissue": None}, None),
        # treated locally: only if it has progressed since
        ({**BY_CT, "long_tenths": 300, "treated_locally": True}, None),
        ({**BY_CT, "long_tenths": 300, "treated_locally": True, "progressed_since": False}, False),
        ({**BY_CT, "long_tenths": 300, "treated_locally": True, "progressed_since": True}, True),
        ({**BY_CT, "long_tenths": 300, "treated_locally": None, "progressed_since": False}, None),
    ],
)
def test_what_may_be_measured(lesion: dict, measurable: bool | None) -> None:
    assert is_measurable(Candidate(**lesion)) is measurable


@pytest.mark.parametrize(("short", "pathological"), [(99, False), (100, True), (None, None)])
def test_a_node_is_normal_below_10_mm(short: int | None, pathological: bool | None) -> None:
    assert node_is_pathological(short) is pathological


@pytest.mark.parametrize(
    ("target", "long", "short", "too_small", "size"),
    [
        (LIVER, 240, 100, False, 240),
        (LIVER, None, 100, False, None),
        (LIVER, None, None, True, 50),
        (LIVER, 30, None, True, 30),
        (LIVER, None, None, None, None),
        (LIVER, 0, None, False, 0),
        (NODE, 240, 150, False, 150),
        (NODE, 240, None, False, None),
        (NODE, 0, None, False, 0),
        (NODE, None, None, True, 50),
        (NODE, None, 40, True, 40),
    ],
)
def test_what_a_lesion_adds_to_the_sum(
    target: Target, long: int | None, short: int | None, too_small: bool | None, size: int | None
) -> None:
    assert size_of(target, long, short, too_small) == size


@pytest.mark.parametrize(
    ("lesions", "status"),
    [
        ([], None),
        ([NonTarget(True, False)], R.CR),
        ([NonTarget(True, None)], R.CR),
        ([NonTarget(False, False)], R.NON_CR_NON_PD),
        ([NonTarget(True, False), NonTarget(False, False)], R.NON_CR_NON_PD),
        ([NonTarget(True, False), NonTarget(False, True)], R.PD),
        ([NonTarget(None, None), NonTarget(False, True)], R.PD),
        ([NonTarget(False, None)], R.NE),
        ([NonTarget(None, False)], R.NE),
        ([NonTarget(True, False), NonTarget(None, False)], R.NE),
        ([NonTarget(False, False), NonTarget(None, False)], R.NON_CR_NON_PD),
        ([NonTarget(False, False), NonTarget(None, None)], R.NE),
    ],
)
def test_non_target_lesions(lesions: list[NonTarget], status: R | None) -> None:
    assert non_target_response(lesions) == status


@pytest.mark.parametrize(
    ("target", "non_target", "new_lesion", "overall"),
    [
        (R.CR, R.CR, False, R.CR),
        (R.CR, None, False, R.CR),
        (R.CR, R.NON_CR_NON_PD, False, R.PR),
        (R.CR, R.NE, False, R.PR),
        (R.PR, R.NON_CR_NON_PD, False, R.PR),
        (R.PR, R.NE, False, R.PR),
        (R.PR, None, False, R.PR),
        (R.SD, R.NON_CR_NON_PD, False, R.SD),
        (R.SD, R.NE, False, R.SD),
        (R.NE, R.NON_CR_NON_PD, False, R.NE),
        (R.NE, R.CR, False, R.NE),
        (R.PD, R.CR, False, R.PD),
        (R.PR, R.PD, False, R.PD),
        (R.NE, R.PD, False, R.PD),
        (R.PR, R.CR, True, R.PD),
        (None, R.CR, False, R.CR),
        (None, R.NON_CR_NON_PD, False, R.NON_CR_NON_PD),
        (None, R.NE, False, R.NE),
        (None, R.PD, False, R.PD),
        (None, None, True, R.PD),
        (None, None, False, R.NED),
        (R.EQUIVOCAL_NEW, R.CR, False, R.EQUIVOCAL_NEW),
        # whether there is a new lesion is not known: only progression can be called
        (R.CR, R.CR, None, R.NE),
        (R.PD, R.CR, None, R.PD),
    ],
)
def test_overall_response(target: R | None, non_target: R | None, new_lesion: bool | None, overall: R) -> None:
    assert overall_response(target, non_target, new_lesion) == overall


@pytest.mark.parametrize(
    ("millimetres", "expected"), [(24, 240), ("24.35", 244), ("24.34", 243), ("0.04", 0), ("0.05", 1), (0, 0)]
)
def test_millimetres_become_whole_tenths(millimetres: int | str, expected: int) -> None:
    assert tenths(millimetres) == expected
