"""The lines of the assessment grid as its template reads them: cells, toggles and folded details."""

from dataclasses import dataclass

from django.forms import BoundField

from cases.records.forms.placing import Answer, Line, answers, in_order
from cases.rules.vocabulary import ResponseStatus

SHORT = {
    "": "–",
    "BASELINE": "Base",
    "CR": "CR",
    "PR": "PR",
    "SD": "SD",
    "NON_CR_NON_PD": "nCR/nPD",
    "PD": "PD",
    "NED": "NED",
    "NED_LOCAL": "Cleared",
    "NE": "NE",
    "EQUIVOCAL_NEW": "Equiv.",
}
NOT_ASSESSED = ("", "Not assessed")
IN_THE_ROW = ("status", "involved_at_baseline", "new_lesion", "criteria")


@dataclass(frozen=True)
class Cell:
    """One radio button: ``short`` is drawn, ``label`` is read out."""

    id: str
    code: str
    label: str
    short: str
    checked: bool


class StatusLine(Line):
    """One compartment."""

    def __init__(self, group, row):
        super().__init__(group, row)
        self.status = Answer(row.form, "status")
        self.cells = _cells(self.status.field, [NOT_ASSESSED, *ResponseStatus.choices()], SHORT)
        self.toggles = [
            (label, key, field, _cells(field, [("", "Not said"), ("yes", "Yes"), ("no", "No")], {"": "–"}))
            for name, label, key in (
                ("involved_at_baseline", "At baseline", "i"),
                ("new_lesion", "New lesion", "w"),
            )
            for field in [row.form[name]]
        ]
        self.criteria = row.form["criteria"]
        self.details = answers(row.form, in_order(one.name for one in row.form.columns if one.name not in IN_THE_ROW))
        self.reasons = [Answer(row.form, name) for name in IN_THE_ROW[1:]]
        self.faults = [error for one in self.reasons for bound in (one.field, one.absent) for error in bound.errors]

    @property
    def unfolded(self) -> bool:
        return any(one.faulty for one in (*self.details, *self.reasons))

    @property
    def more(self) -> int:
        """How many of the folded fields hold something."""
        reasons = sum(bool(one.absent.value()) for one in self.reasons)
        return sum(one.answered for one in self.details) + reasons + sum(bool(of.value()) for of, _ in self.wordings)


def _cells(field: BoundField, choices: list[tuple[str, str]], short: dict[str, str]) -> list[Cell]:
    """The first cell bears the field's own id, so that an error links to it."""
    chosen = field.value() or ""
    return [
        Cell(
            id=field.auto_id if number == 0 else f"{field.auto_id}_{number}",
            code=code,
            label=label,
            short=short.get(code, label),
            checked=str(chosen) == code,
        )
        for number, (code, label) in enumerate(choices)
    ]
