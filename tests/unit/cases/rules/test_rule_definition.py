"""Definition documents: loading, changing a constant, and the hash."""

import pytest

from cases.rules.criteria.thresholds import Thresholds, limits
from cases.rules.definition import (
    CONSTANTS,
    LADDER_RULES,
    LIMITS,
    Definition,
    DefinitionError,
    definition_from_document,
    load_definition,
    next_version,
    read_constant,
    shipped_definitions,
    version_order,
)
from cases.rules.evidence import RULES
from cases.rules.examples import compared, run_examples
from cases.rules.measured import measured
from cases.rules.timeline import Timeline
from tests.spec.measurements import course, lesion, look

INDEX = load_definition("dcp").document["index"]
PLACES = load_definition("dcp").document["compartments"]


def rung(level: str, rule: str, **more: list[str]) -> dict:
    return {"level": level, "rule": rule, "meaning": "As tested.", **more}


def test_every_rule_of_a_ladder_is_one_that_the_evidence_knows() -> None:
    assert set().union(*LADDER_RULES.values()) == set(RULES)


def test_the_shipped_definitions() -> None:
    assert [one.name for one in shipped_definitions()] == [
        "cns-discordance@1.0.0",
        "dcp@1.0.0",
        "dcp-recist-only@1.0.0",
    ]


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
    assert all(set(one) == {"value", "unit", "meaning", "source", "bounds"} for one in constants.values())


def test_constants_are_those_of_the_reference() -> None:
    constants = load_definition("dcp").document["constants"]
    values = {name: one["value"] for name, one in constants.items() if name not in LIMITS}
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


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"colour": "red"}, "The definition: there is no field 'colour'"),
        ({"schema": "definition/9"}, "is written as 'definition/9'; this reads 'definition/1'"),
        ({"version": "1.1"}, "A version is three numbers such as 1.0.0, not '1.1'"),
        ({"review": {"last": None}}, "The review dates: the field 'next' is missing"),
        ({"compartments": []}, "The compartments must be a JSON object"),
        ({"index": {"kind": "finding"}}, "The index event: the field 'place' is missing"),
        ({"index": {**INDEX, "kind": "scan"}}, "An event starts with a finding or an assessment, not with 'scan'"),
        ({"compartments": {**PLACES, "target": []}}, "The definition names no target compartment"),
        ({"compartments": {**PLACES, "target": ["HEART"]}}, "The target compartments: there is no code 'HEART'"),
        ({"compartments": {**PLACES, "target": ["LIVER"]}}, "LIVER is a target and a comparator compartment"),
        ({"compartments": {**PLACES, "cns": ["SKIN_LR"]}}, "SKIN_LR is a target and a cns compartment"),
        ({"compartments": {**PLACES, "regional": ["BRAIN"]}}, "BRAIN is a regional compartment but no comparator"),
        ({"compartments": {**PLACES, "target": ["SKIN_LR"], "cns": ["SKIN_DIST"]}}, "SKIN_DIST is no compartment of"),
        ({"evidence": []}, "The evidence must be a list of at least one level"),
        (
            {"evidence": [rung("C2", "named_criteria")]},
            "there is no rule 'named_criteria' for an event that starts with",
        ),
        ({"evidence": [rung("C2", "histology")]}, "The rule histology gives C1, not 'C2'"),
        ({"evidence": [rung("C1", "histology")]}, "The last level of the evidence must be assertion"),
        ({"evidence": [rung("C3", "assertion")] * 2}, "A rule stands twice in the evidence"),
        ({"evidence": [rung("C3", "assertion")]}, "ABX belongs to the evidence rule proven_before, which this"),
        ({"evidence": [rung("C3", "assertion", criteria=["MDA"])]}, "Criteria are named with the rule named_criteria"),
        ({"criteria": {"accepted": ["WHO"], "not_measurable": []}}, "The accepted criteria: there is no code 'WHO'"),
        ({"criteria": {"accepted": [], "not_measurable": [{}]}}, "What is not measurable: the field 'compartments'"),
        ({"labels": {"DCP": "Discordant"}}, "The labels: there is no code 'DCP'"),
        ({"labels": {"MIMIC": ""}}, "The labels must be a JSON object of codes and their words"),
        ({"examples": [{"id": "1"}]}, "Worked example 1: the field 'title' is missing"),
    ],
)
def test_a_field_that_is_unknown_missing_or_wrong_is_named(change: dict, message: str) -> None:
    document = {**load_definition("dcp").document}
    assert definition_from_document(document).name == "dcp@1.0.0"
    with pytest.raises(DefinitionError, match=message):
        definition_from_document(document | change)


def test_a_document_with_a_constant_that_no_rule_knows_is_refused() -> None:
    document = dict(load_definition("dcp").document)
    document["constants"] = {**document["constants"], "LUCK": document["constants"]["BX"]}
    with pytest.raises(DefinitionError, match="The rules know no constant LUCK"):
        definition_from_document(document)


def test_a_constant_stays_within_its_bounds() -> None:
    usual = load_definition("dcp")
    assert usual.with_overrides({"T_AB": "365"}).constants.t_ab == 365
    with pytest.raises(DefinitionError, match="T_AB must lie from 0 to 365, not at 366"):
        usual.with_overrides({"T_AB": "366"})
    with pytest.raises(DefinitionError, match="TIGHT must lie from -365 to 365, not at -366"):
        usual.with_overrides({"TIGHT": "-366,42"})


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [("T_AB", " 35 ", 35), ("TIGHT", "-42, 28", [-42, 28]), ("TIGHT", "\N{MINUS SIGN}42 to 28", [-42, 28])],
)
def test_a_constant_is_read_as_people_type_it(name: str, text: str, value: int | list[int]) -> None:
    assert read_constant(name, text) == value


def test_the_next_version_is_a_minor_one_and_versions_are_ordered_by_number() -> None:
    assert next_version("1.9.4") == "1.10.0"
    assert sorted(["1.10.0", "1.9.0"], key=version_order) == ["1.9.0", "1.10.0"]


@pytest.mark.parametrize("definition", shipped_definitions(), ids=lambda one: one.name)
def test_the_worked_examples_of_a_shipped_definition_pass(definition: Definition) -> None:
    worked = run_examples(definition)
    assert [(one.id, one.found) for one in worked if not one.passes] == []
    assert worked


def test_another_constant_is_seen_by_an_example() -> None:
    worked = run_examples(load_definition("dcp").with_overrides({"WIDE": "-70,60"}))
    (failing,) = [one for one in worked if not one.passes]
    assert (failing.id, failing.expected[0]["label"], failing.found[0]["label"]) == ("6", "DCP_STRICT", "INDETERMINATE")


def test_an_episode_too_many_or_too_few_does_not_pass() -> None:
    printed = [{"label": "MIMIC", "certainty": None, "flags": []}]
    assert compared(printed, []) == ({"label": "MIMIC", "certainty": None},)
    assert compared([], [{"label": "MIMIC"}]) == ()


# ---- the limits of the response criteria ---------------------------------------------------------------------


@pytest.mark.parametrize("definition", shipped_definitions(), ids=lambda one: one.name)
def test_a_shipped_definition_gives_every_limit_of_the_response_criteria(definition: Definition) -> None:
    for one in limits(Thresholds()):
        given = definition.document["constants"][one.name]
        assert (given["value"], given["unit"]) == (one.value, one.unit)
        assert (given["meaning"], given["source"].casefold()) == (f"{one.meaning}.", f"{one.source}.".casefold())


def test_a_document_without_limits_has_them_as_published() -> None:
    """As one that was published before limits were constants."""
    document = load_definition("dcp").document
    constants = {name: one for name, one in document["constants"].items() if name not in LIMITS}
    former = definition_from_document({**document, "constants": constants})
    assert former.constants == load_definition("dcp").constants
    assert former.hash != load_definition("dcp").hash


def test_another_limit_is_another_definition_and_changes_what_is_measured() -> None:
    stricter = load_definition("dcp").with_overrides({"RESPONSE_FALL": "31"})
    assert stricter.hash != load_definition("dcp").hash
    liver = lesion("l1", "LIVER")
    timeline = Timeline.from_document(course(liver, look(-7, {"l1": 100}, "base"), look(60, {"l1": 70}, "a1")))
    usual, other = (measured(timeline, one.constants).compartments[-1] for one in (load_definition("dcp"), stricter))
    assert (usual.statuses, other.statuses) == (("PR",), ("SD",))


@pytest.mark.parametrize(("key", "event"), [("dcp", "skin event"), ("cns-discordance", "brain event")])
def test_an_event_is_called_by_where_it_lies(key: str, event: str) -> None:
    assert load_definition(key).event == event
