"""Definition documents: loading, changing a constant, and the hash."""

import pytest

from cases.rules.definition import (
    CONSTANTS,
    DefinitionError,
    definition_from_document,
    load_definition,
)


def test_the_newest_version_is_loaded_by_key_alone() -> None:
    assert load_definition("dcp").version == "1.0.0"
    assert load_definition("dcp@1.0.0").hash == load_definition("dcp").hash


@pytest.mark.parametrize(
    ("name", "message"),
    [("dpc", "There is no definition 'dpc'. There is"), ("dcp@9.9.9", "There is no version '9.9.9' of dcp")],
)
def test_an_unknown_definition_is_refused(name: str, message: str) -> None:
    with pytest.raises(DefinitionError, match=message):
        load_definition(name)


def test_every_constant_has_a_value_a_unit_a_meaning_and_a_source() -> None:
    constants = load_definition("dcp").document["constants"]
    assert set(constants) == set(CONSTANTS)
    assert all(set(one) == {"value", "unit", "meaning", "source"} for one in constants.values())


def test_constants_are_those_of_the_reference() -> None:
    values = {name: one["value"] for name, one in load_definition("dcp").document["constants"].items()}
    assert values == {
        "T_AB": 42,
        "T_TKI": 14,
        "EARLY": 180,
        "MIN_EXP": 42,
        "MIN_CYCLES": 2,
        "TIGHT": [-56, 42],
        "WIDE": [-90, 60],
        "NEXT_TX_GRACE": 14,
        "BASELINE": [-42, 14],
        "HERALD": 90,
        "DURABLE": 180,
        "BX": [-14, 90],
        "BX_LATE": 365,
        "STABLE": 84,
        "ABX": 7,
        "STEROID": 14,
    }


def test_an_override_changes_the_value_and_the_hash() -> None:
    usual = load_definition("dcp")
    changed = usual.with_overrides({"T_AB": "35", "TIGHT": "-42,28"})
    assert (changed.constants.t_ab, changed.constants.tight) == (35, (-42, 28))
    assert (usual.constants.t_ab, usual.constants.tight) == (42, (-56, 42))
    assert changed.hash != usual.hash
    assert usual.with_overrides({"T_AB": "42"}).hash == usual.hash


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"T_ABC": "35"}, "has no constant T_ABC. It has ABX,"),
        ({"T_AB": "six"}, "T_AB is a whole number such as 42, not 'six'."),
        ({"T_AB": "4.5"}, "T_AB is a whole number such as 42, not '4.5'."),
        ({"T_AB": "-1"}, "T_AB must be a whole number of 0 or more, not -1."),
        ({"TIGHT": "28"}, "TIGHT is two whole numbers such as -56,42, not '28'."),
        ({"TIGHT": "28,-42"}, "TIGHT begins after it ends: 28 to -42."),
    ],
)
def test_a_bad_override_is_refused_in_a_sentence(overrides: dict[str, str], message: str) -> None:
    with pytest.raises(DefinitionError, match=message.replace("(", r"\(")):
        load_definition("dcp").with_overrides(overrides)


def test_a_document_without_a_constant_is_refused() -> None:
    document = dict(load_definition("dcp").document)
    document["constants"] = {name: one for name, one in document["constants"].items() if name != "BX"}
    with pytest.raises(DefinitionError, match="lacks the constant BX"):
        definition_from_document(document)
