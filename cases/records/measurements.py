"""Where the written statuses and changes of a case contradict its measurements. Pure: case JSON in, sentences out."""

from collections.abc import Iterator, Mapping
from typing import Any

from cases.rules.dates import WhenError
from cases.rules.definition import load_definition
from cases.rules.measured import measured
from cases.rules.measured_skin import measured_skin
from cases.rules.timeline import Timeline

HOUSE = "dcp"
"""The definition whose window and limits these warnings are counted with: as shipped, not as published (ADR 0015)."""

LONGEST = 120
"""Letters that the keys in a warning may take together, as an answer to it keeps them."""


def contradictions(document: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Code, sentence, and the keys of the rows it speaks of, joined by commas."""
    timeline = _timeline(document)
    if timeline is None:
        return
    constants = load_definition(HOUSE).constants
    for one in measured(timeline, constants).warnings:
        own = {lesion.id for lesion in timeline.lesions if lesion.compartment == one.group}
        seen = [row.lesion for row in timeline.measurements if row.assessment == one.assessment and row.lesion in own]
        yield "STATUS_AND_MEASUREMENTS", one.warning, _joined([one.assessment, *seen])
    for finding in measured_skin(timeline, constants.thresholds):
        if finding.warning:
            yield "SKIN_CHANGE_AND_MEASUREMENTS", finding.warning, finding.finding


def _joined(keys: list[str]) -> str:
    """As many as there is room for; the first lesion already tells the compartments of an assessment apart."""
    while len(keys) > 1 and len(",".join(keys)) > LONGEST:
        keys = keys[:-1]
    return ",".join(keys)


def _timeline(document: Mapping[str, Any]) -> Timeline | None:
    """The case as the rules read it, if anything of it was measured."""
    findings = document.get("skin_findings") or ()
    if not document.get("measurements") and not any(
        one.get("target_sum_mm") is not None or one.get("area_cm2") is not None for one in findings
    ):
        return None
    try:
        return Timeline.from_document(document)
    except WhenError:
        return None
