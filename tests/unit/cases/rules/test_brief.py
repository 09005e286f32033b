"""The short way to a label ends where the long one does."""

import pytest
from hypothesis import HealthCheck, given, settings

from cases.rules.brief import Brief, briefly
from cases.rules.definition import Definition, load_definition, shipped_definitions
from cases.rules.discordance import classify
from cases.rules.labels import Label
from cases.rules.timeline import Timeline
from tests.spec.timelines import baseline, between, case, scan, skin
from tests.unit.cases.rules.small_cases import SmallCase, small_cases, small_definition

LIVER = (baseline("liver"), scan(-10, liver="PR"))
CHANGES = [{}, {"TIGHT": "-28,21", "WIDE": "-45,30"}, {"T_AB": "84", "T_TKI": "28"}, {"STABLE": "56"}, {"BX": "-3,7"}]


def in_full(case: Timeline, definition: Definition, limit: int = 4096) -> dict[str, tuple[str, bool]]:
    found = classify(case, definition, limit)
    proven = {one.key: one.axes["evidence"] == "C1" and one.label != Label.INDETERMINATE for one in found}
    return {one.key: (one.label, proven[one.key]) for one in found}


def told(some: tuple[Brief, ...]) -> dict[str, tuple[str, bool]]:
    return {one.key: (one.label, one.is_proven and one.label != Label.INDETERMINATE) for one in some}


@pytest.mark.parametrize("definition", shipped_definitions(), ids=lambda one: one.name)
def test_every_worked_example_has_the_same_labels_under_changed_constants(definition):
    changed = [
        definition.with_overrides(one) for one in CHANGES if one.keys() <= definition.document["constants"].keys()
    ]
    for example in definition.document["examples"]:
        case = Timeline.from_document(example["case"])
        for one, found in zip(changed, briefly(case, changed), strict=True):
            assert told(found) == in_full(case, one), (example["id"], one.constants)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_cases())
def test_uncertain_dates_have_the_same_labels(small: SmallCase):
    definition = small_definition()
    wider = definition.with_overrides({"TIGHT": "-5,4", "WIDE": "-6,6", "T_AB": "5"})
    case = Timeline.from_document(small.document())
    for one, found in zip((definition, wider), briefly(case, [definition, wider]), strict=True):
        assert told(found) == in_full(case, one)


def test_what_the_search_may_not_follow_is_answered_in_full():
    definition = load_definition("dcp-recist-only")
    vague = {"lo": -400, "hi": 400}
    document = next(one["case"] for one in definition.document["examples"] if one["id"] == "2")
    scans = [one | {"on": vague} for one in document["assessments"]]
    case = Timeline.from_document(document | {"assessments": scans})
    (found,) = briefly(case, [definition], limit=1)
    assert told(found) == in_full(case, definition, limit=1)
    assert any(one.label is Label.INDETERMINATE for one in found)


def test_whether_an_event_is_proven_is_told_only_with_a_label():
    """Where two ways are too few for the dates of a case, it is answered in full."""
    proven, suspected = case(*LIVER), case(*LIVER, drop=["b1"])
    open_one = case(baseline("liver"), scan(between(-95, -20), "a1", liver="PR"), skin(between(-5, 5)))
    for document, limit, label, told_proven in (
        (proven, 4096, "DCP_STRICT", True),
        (suspected, 4096, "DCP_STRICT", False),
        (open_one, 4096, "INDETERMINATE", False),
        (open_one, 2, "INDETERMINATE", False),
    ):
        ((found,),) = briefly(Timeline.from_document(document), [load_definition("dcp")], limit)
        assert (found.label, found.is_proven) == (label, told_proven), (document, limit)
