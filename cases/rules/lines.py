"""Lines of therapy: which regimens belong together, and to which line a scan belongs (settlements 17 and 19)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cases.rules.definition import Constants
from cases.rules.remembering import remembered
from cases.rules.timeline import Assessment, Drug, Regimen
from cases.rules.vocabulary import AssessmentKind, Setting, StopReason
from cases.rules.zones import Comparable, in_order

CURATIVE = frozenset({Setting.NEOADJUVANT, Setting.ADJUVANT, Setting.POST_NEOADJUVANT, Setting.EXTENDED_ADJUVANT})


@dataclass(frozen=True, eq=False)
class Line:
    """Consecutive regimens between which nothing progressed."""

    number: int
    regimens: tuple[Regimen, ...]

    @property
    def first_dose(self) -> Comparable:
        return self.regimens[0].start

    def anti_her2(self) -> Iterator[tuple[Regimen, Drug]]:
        return anti_her2_drugs(self.regimens)


def anti_her2_drugs(regimens: Sequence[Regimen]) -> Iterator[tuple[Regimen, Drug]]:
    for regimen in regimens:
        for drug in regimen.drugs or ():
            if drug.anti_her2:
                yield regimen, drug


@dataclass(frozen=True, eq=False)
class Order:
    """The regimens of a case in the order in which they began, and the lines that this order makes of them."""

    regimens: Sequence[Regimen]
    lines: Sequence[Line]
    numbers_disagree: bool
    """The stated numbers of the lines are not what the rules make of them."""

    @classmethod
    def of(cls, regimens: Sequence[Regimen]) -> "Order":
        ordered = in_order(regimens, lambda one: one.start, lambda one: (one.line or 0, one.id))
        lines: list[list[Regimen]] = []
        stated: int | None = None
        disagree = False
        for position, regimen in enumerate(ordered):
            before = ordered[:position]
            changed = None not in (stated, regimen.line) and stated != regimen.line
            new = not before or _starts_line(regimen, before, changed)
            if before and None not in (stated, regimen.line) and changed != new:
                disagree = True
            if new:
                lines.append([])
            lines[-1].append(regimen)
            stated = regimen.line if regimen.line is not None else stated
        made = tuple([Line(number, tuple(members)) for number, members in enumerate(lines)])
        return cls(ordered, made, disagree)

    @classmethod
    def if_dated(cls, regimens: Sequence[Regimen]) -> "Order | None":
        """The order where every start is known to the day, so that it is the same whatever else may be."""
        return cls.of(regimens) if all(type(one.start) is int for one in regimens) else None

    @remembered
    def line_of(self) -> Mapping[str, Line]:
        """The line of each regimen, by its id."""
        return {regimen.id: line for line in self.lines for regimen in line.regimens}


def _starts_line(regimen: Regimen, before: Sequence[Regimen], number_changed: bool) -> bool:
    reason = before[-1].stop_reason
    if reason is not None and (reason.startswith("PD_") or reason == StopReason.NO_RESPONSE):
        return True
    settings = {one.setting for one in before}
    if regimen.setting == Setting.METASTATIC and Setting.METASTATIC not in settings and settings & CURATIVE:
        return True
    return reason is None and number_changed


class Course:
    """The regimens of a case in order, and the lines that they form.

    ``t0``: the event that the lines are looked at from; a regimen begun later tells nothing of the days before it.
    """

    def __init__(self, order: Order, constants: Constants, t0: Comparable | None = None) -> None:
        self.regimens = order.regimens
        self.lines = order.lines
        self.line_numbers_disagree = order.numbers_disagree
        self.t0 = t0
        self.grace_days = constants.next_tx_grace
        self.baseline_from = constants.baseline[0]
        self._line_of = order.line_of

    def current_regimen(self, t0: Comparable) -> Regimen | None:
        """The last regimen begun before t0."""
        return next((one for one in reversed(self.regimens) if one.start < t0), None)

    def line_of_regimen(self, key: str | None) -> Line | None:
        return self._line_of.get(key) if key is not None else None

    def before(self, line: Line) -> Line | None:
        return self.lines[line.number - 1] if line.number else None

    def baseline_of(self, assessment: Assessment) -> Line | None:
        """The line of which this is the baseline assessment, if it is called one."""
        if assessment.kind != AssessmentKind.BASELINE:
            return None
        line = self.line_of_regimen(assessment.regimen)
        if line is None:
            return self._line_begun_near(assessment.on)
        opens = assessment.regimen == line.regimens[0].id
        return line if opens or assessment.on <= line.first_dose + self.grace_days else None

    def _line_begun_near(self, day: Comparable) -> Line | None:
        """The line that a baseline without a regimen opens: a later line only if it begins soon after."""
        line = next((one for one in self.lines if day <= one.first_dose + self.grace_days), None)
        if line is None or line.number == 0:
            return line
        return line if day >= line.first_dose + self.baseline_from else None

    def line_of(self, assessment: Assessment) -> Line | None:
        """The line that the findings of an assessment belong to, None if to none."""
        opened = self.baseline_of(assessment)
        if opened is not None:
            return self.before(opened)
        named = self.line_of_regimen(assessment.regimen)
        if named is not None:
            return self.before(named) if assessment.on <= named.first_dose else named
        return self._line_on(assessment.on)

    def _line_on(self, day: Comparable) -> Line | None:
        """The line running on a day; a line that ended shortly before comes first, for a scan looks back."""
        for line in self.lines:
            if day <= line.first_dose:
                return None
            if self._reaches(line, day):
                return line
        return None

    def _reaches(self, line: Line, day: Comparable) -> bool:
        following = self.lines[line.number + 1] if line.number + 1 < len(self.lines) else None
        if following is not None and day > following.first_dose + self.grace_days:
            return False
        begun = [one for one in line.regimens if self._tells_of(one, day)] or line.regimens
        if begun[-1].stop is None or any(one.ongoing for one in begun):
            return True
        return any(one.stop is not None and day <= one.stop + self.grace_days for one in begun)

    def _tells_of(self, regimen: Regimen, day: Comparable) -> bool:
        """A pause before the event is bridged by the regimen that follows it, one after the event is not yet."""
        return self.t0 is None or regimen.start < self.t0 or regimen.start <= day

    @remembered
    def unstated_drugs(self) -> tuple[Regimen, ...]:
        return tuple([one for one in self.regimens if one.drugs is None])
