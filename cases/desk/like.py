"""Cases like yours: what other institutions gave next in the nearest cases, and how long it held.

Rows of cases that the reader may read; of all others counts in fixed groups, settled by the disclosure rule
(docs/adr/0020). Neither is advice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cases.cohorts import words
from cases.cohorts.likeness import Likeness, Traits, nearest, traits_of
from cases.cohorts.outcomes import BAND_TITLES, CAME_WORDS, OutcomeTable, group_title, tables_of_others
from cases.cohorts.policy import policy_in_force
from cases.cohorts.querysets import Kindred, kindred
from cases.desk.spoken import lowered
from cases.disclosure.rule import Policy
from cases.episodes.derivation import derive_pending, verdicts_of
from cases.episodes.models import Verdict
from cases.episodes.published import current_definition
from cases.episodes.tasks import ask_worker
from cases.episodes.words import AXIS_WORDS
from cases.records.models import Case
from cases.rules.labels import DISCORDANT

SHOWN = 8
"""Rows of the table at most."""
AT_ONCE = 30
"""Cases that are classified while the page is asked for; the worker does the rest."""
ITEM_WORDS = AXIS_WORDS | {
    "classes": "kind of anti-HER2 drug",
    "drugs": "drugs",
    "involved": "organs involved",
    "receptors": "hormone receptors",
    "line": "line of treatment",
}


@dataclass(frozen=True)
class LikeRow:
    """One case of another institution. ``differs``: in words; ``id``: of its episode, which the reader may open."""

    id: str
    label: str
    code: str
    differs: str
    given: str
    skin: str
    systemic: str


@dataclass(frozen=True)
class Like:
    """``event``: key of the event that was compared, empty if there is none. ``readable``: patients of other
    institutions whose rows the reader may read. ``group``: the group of the counts in words. ``waiting``: cases are not
    classified yet, and the worker is at it. ``called``: what the definition calls its events.
    """

    case: Case
    event: str
    readable: int
    rows: tuple[LikeRow, ...]
    tables: tuple[OutcomeTable, ...]
    group: str
    waiting: bool = False
    called: str = "skin event"

    @cached_property
    def policy(self) -> Policy:
        return policy_in_force()

    @property
    def fewest(self) -> int:
        """Patients of other institutions below whom no row is shown, under the policy in force."""
        return fewest_under(self.policy)

    @property
    def untold(self) -> list[str]:
        """Titles of the tables that are left out."""
        shown = {one.title for one in self.tables}
        return [title for title in BAND_TITLES.values() if title not in shown]

    @property
    def nothing(self) -> bool:
        return not self.rows and not self.tables


def like(case: Case) -> Like:
    """What may be shown beside a case that was handed in, under the current definition of the house."""
    definition = current_definition()
    verdict = _index(verdicts_of(case, definition))
    if verdict is None:
        return Like(case, "", 0, (), (), "", called=definition.event)
    waiting = bool(derive_pending(definition, AT_ONCE).left)
    if waiting:
        ask_worker(definition)
    found = kindred(definition)
    readable = len({one.patient for one in found})
    rows = _rows(verdict, found) if readable >= fewest_under(policy_in_force()) else ()
    kin = verdict.course["kin"]
    return Like(case, verdict.record_key, readable, rows, tables_of_others(definition, kin), group_title(kin), waiting)


def fewest_under(policy: Policy) -> int:
    """One more than a figure of that many people is withheld at."""
    return policy.threshold + 1


def _index(verdicts: Sequence[Verdict]) -> Verdict | None:
    """The event that the case is compared by: the first discordant one, else the first; its day must be known."""
    dated = [one for one in verdicts if one.course]
    return min(dated, key=lambda one: (one.label not in DISCORDANT, one.position), default=None)


def _rows(verdict: Verdict, found: Sequence[Kindred]) -> tuple[LikeRow, ...]:
    by_id = {str(one.id): one for one in found}
    others = [(str(one.id), one.patient, traits_of(one.axes, one.course, one.line)) for one in found]
    return tuple(_row(by_id[key], how) for key, how in nearest(_traits(verdict), others, SHOWN))


def _traits(verdict: Verdict) -> Traits:
    names = ("exposure", "evidence", "systemic", "cns", "extent", "novelty", "her2")
    axes = {name: getattr(verdict, name) for name in names}
    axes |= {"classes": verdict.agent_classes, "drugs": verdict.agents}
    return traits_of(axes, verdict.course, verdict.line)


def _row(one: Kindred, how: Likeness) -> LikeRow:
    return LikeRow(
        id=str(one.id),
        label=words.label_title(one.label),
        code=one.label,
        differs=", ".join(lowered(ITEM_WORDS[name]) for name in how.differs),
        given=_given(one.course),
        skin=_held(one.course["skin"], CAME_WORDS["skin"]),
        systemic=_held(one.course["systemic"], CAME_WORDS["systemic"]),
    )


def _given(course: Mapping[str, Any]) -> str:
    if "next" not in course:
        return "no later treatment recorded"
    drugs = " + ".join(words.drug_title(one) for one in course["next"]) or "drugs not recorded"
    return f"{drugs}, {_days(course['next_after'])} after the event"


def _held(outcome: Mapping[str, Any], came: str) -> str:
    if outcome["seen"]:
        return f"{came} after {_days(outcome['days'])}"
    return f"held at least {_days(outcome['days'])}" if outcome["days"] else "not looked at again"


def _days(number: int) -> str:
    return f"{number} day" if number == 1 else f"{number} days"
