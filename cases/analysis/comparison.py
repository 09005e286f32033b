"""Two definitions on the same cases: what the reader may read, judged by both.

The statistics count cases, because several episodes of one patient are not independent. A case is discordant if one
of its episodes is; not decided, if none is but the record leaves one open; else it is not.
"""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from cases.analysis.deciding import NO_EVENT, Reason, Trial, reason_for, trials
from cases.analysis.statistics.agreement import Kappa, cohen_kappa, mcnemar_exact, observed_agreement
from cases.cohorts.models import ReadableEpisode
from cases.episodes.models import Derivation, Verdict
from cases.episodes.recipe import recipe_for
from cases.records.document import documents_of
from cases.rules.definition import Definition
from cases.rules.labels import DISCORDANT, Label
from cases.rules.timeline import Timeline
from registry.database.deriver import as_deriver

ORDER = {NO_EVENT: len(Label)} | {str(label): place for place, label in enumerate(Label)}


class Answer(StrEnum):
    """Whether a case is discordant under a definition."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


@dataclass(frozen=True)
class Seen:
    """One episode under one definition. ``possible``: the labels that its dates allow."""

    episode: uuid.UUID
    label: str
    possible: tuple[str, ...]

    @property
    def answer(self) -> Answer:
        """Open, if a label that can be reached is discordant or itself open."""
        if self.label in DISCORDANT:
            return Answer.YES
        if self.label != Label.INDETERMINATE:
            return Answer.NO
        ruled_out = self.possible and not DISCORDANT.union([Label.INDETERMINATE]).intersection(self.possible)
        return Answer.NO if ruled_out else Answer.OPEN


@dataclass(frozen=True)
class Pair:
    """One event of a readable case under both definitions; None where a definition sees no event there."""

    case_id: uuid.UUID
    key: str
    left: Seen | None
    right: Seen | None

    @property
    def labels(self) -> tuple[str, str]:
        return tuple(one.label if one else NO_EVENT for one in (self.left, self.right))

    @property
    def has_moved(self) -> bool:
        return self.labels[0] != self.labels[1]


@dataclass(frozen=True)
class Comparison:
    """Readable events under both definitions. Only cases that are up to date under both are in it."""

    left: Definition
    right: Definition
    pairs: tuple[Pair, ...]

    @property
    def same_events(self) -> bool:
        """Whether both start an event with the same kind of record, so that events can be laid side by side."""
        return self.left.index == self.right.index

    @cached_property
    def answers(self) -> Counter:
        """Number of cases by (answer on the left, answer on the right)."""
        by_case: dict[uuid.UUID, list[Pair]] = {}
        for pair in self.pairs:
            by_case.setdefault(pair.case_id, []).append(pair)
        return Counter(
            (case_answer(one.left for one in some), case_answer(one.right for one in some)) for some in by_case.values()
        )

    @property
    def cases(self) -> int:
        return self.answers.total()

    @property
    def decided(self) -> list[list[int]]:
        """The table of agreement of the cases that both decide: yes first, then no."""
        return [[self.answers[left, right] for right in (Answer.YES, Answer.NO)] for left in (Answer.YES, Answer.NO)]

    @property
    def decided_cases(self) -> int:
        return sum(map(sum, self.decided))

    @property
    def agreement(self) -> Fraction | None:
        return observed_agreement(self.decided)

    @property
    def kappa(self) -> Kappa | None:
        return cohen_kappa(self.decided)

    @property
    def lost(self) -> int:
        """Cases that are discordant on the left and not on the right."""
        return self.answers[Answer.YES, Answer.NO]

    @property
    def won(self) -> int:
        """Cases that are discordant on the right and not on the left."""
        return self.answers[Answer.NO, Answer.YES]

    @property
    def p_value(self) -> Fraction:
        """Of the exact test of McNemar, on the cases that both decide."""
        return mcnemar_exact(self.lost, self.won)

    @property
    def labels(self) -> Counter:
        """Number of events by (label on the left, label on the right)."""
        return Counter(pair.labels for pair in self.pairs)

    @cached_property
    def moved(self) -> tuple[Pair, ...]:
        """Events with another label on the right, in the order of the labels on the left, then on the right."""
        moved = [pair for pair in self.pairs if pair.has_moved]
        return tuple(sorted(moved, key=lambda one: ([ORDER[label] for label in one.labels], str(one.case_id), one.key)))


def case_answer(seen: Iterable[Seen | None]) -> Answer:
    """The answer for a case with these episodes."""
    answers = {one.answer for one in seen if one}
    return next((one for one in (Answer.YES, Answer.OPEN) if one in answers), Answer.NO)


def compared(left: Definition, right: Definition) -> Comparison:
    """Compare two definitions on everything that the person in scope may read."""
    seen = [_readable(one) for one in (left, right)]
    with as_deriver():
        known = [_verdicts(ids) for ids in seen]
        cases = {case for some in known for case, _ in some}
        ready = _current(left, cases) & _current(right, cases)
    places = sorted({place for some in known for place in some if place[0] in ready})
    return Comparison(left, right, tuple(Pair(*place, known[0].get(place), known[1].get(place)) for place in places))


def reasons(comparison: Comparison, pairs: Iterable[Pair]) -> list[tuple[Pair, Reason]]:
    """Why each of some events has moved, in their order."""
    wanted, tried = list(pairs), trials(comparison.left, comparison.right)
    with as_deriver():
        documents = documents_of({pair.case_id for pair in wanted}, with_vault=False)
    return [(pair, _reason(comparison, pair, documents[pair.case_id], tried)) for pair in wanted]


def _reason(comparison: Comparison, pair: Pair, document: dict, tried: tuple[Trial, ...]) -> Reason:
    return reason_for(Timeline.from_document(document), pair.key, comparison.left, comparison.right, tried)


def _readable(definition: Definition) -> list[uuid.UUID]:
    return list(ReadableEpisode.objects.under(definition).values_list("pk", flat=True))


Place = tuple[uuid.UUID, str]
"""A case and the record that an event starts with."""


def _verdicts(ids: list[uuid.UUID]) -> dict[Place, Seen]:
    """The episodes that the reader was found to read; asked as the deriver, who knows which case each belongs to."""
    columns = ("pk", "case_id", "finding_key", "assessment_key", "label", "label_set")
    rows = Verdict.objects.filter(pk__in=ids).values_list(*columns)
    return {
        (case, finding or assessment): Seen(pk, label, tuple(labels))
        for pk, case, finding, assessment, label, labels in rows
    }


def _current(definition: Definition, case_ids: set[uuid.UUID]) -> set[uuid.UUID]:
    """Those of the cases whose verdicts under a definition are up to date."""
    made = Derivation.objects.current(recipe_for(definition)).filter(case__in=case_ids, fault="")
    return set(made.values_list("case_id", flat=True))
