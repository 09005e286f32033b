"""The known answers: what the definition must say of each skin event, one JSON object per line."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from cases.exchange.synthesis.plans import Answer


@dataclass(frozen=True)
class Known:
    """The answer for the event that ``finding`` opens. ``template``: where it comes from, for a person who looks."""

    institution: str
    local_code: str
    finding: str
    template: str
    answer: Answer

    def as_line(self) -> str:
        """``label_set`` is sorted as the classification prints it; ``flags`` are sorted by name."""
        return json.dumps(
            {
                "institution": self.institution,
                "local_code": self.local_code,
                "finding": self.finding,
                "label": self.answer.label,
                "certainty": self.answer.certainty,
                "reason": self.answer.reason,
                "label_set": sorted(self.answer.labels),
                "flags": sorted(self.answer.flags),
                "template": self.template,
            }
        )


def known_answers(document: dict, template: str, findings: Sequence[str], answers: Sequence[Answer]) -> list[Known]:
    return [
        Known(document["institution"], document["local_code"], finding, template, answer)
        for finding, answer in zip(findings, answers, strict=True)
    ]
