"""What a template decides about one patient before anything is written down.

Every day of a plan counts from t0, the day of the patient's last skin event (or of an uneventful look, where there is
none); earlier events have negative days.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Bounds = tuple[int, int]


@dataclass(frozen=True)
class Course:
    """One systemic regimen of the plan.

    ``last``: day of the last anti-HER2 dose; None while it is still given at t0. ``stated``: whether the chart names
    its drugs. ``ends``: whether the chart tells how it ended. ``after``: why it was stopped. ``begun_within`` and
    ``last_within``: the bounds that the chart gives instead of the day.
    """

    drugs: str
    begun: int
    last: int | None = None
    setting: str = "metastatic"
    after: str | None = None
    stated: bool = True
    ends: bool = True
    begun_within: Bounds | None = None
    last_within: Bounds | None = None


@dataclass(frozen=True)
class Row:
    """The status of one compartment at one look."""

    status: str
    new: bool = False
    involved: bool = True


@dataclass(frozen=True)
class Look:
    """One assessment that decides an answer. ``within``: bounds in place of the day; ``beside``: at the time of t0."""

    day: int
    rows: Mapping[str, Row] = field(default_factory=dict)
    scope: str = "FULL"
    modalities: tuple[str, ...] = ("CT",)
    within: Bounds | None = None
    beside: bool = False


@dataclass(frozen=True)
class Answer:
    """What the definition must say of one skin event."""

    label: str
    certainty: str | None = None
    reason: str | None = None
    label_set: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        return self.label_set or (self.label,)


@dataclass(frozen=True)
class Event:
    """One skin event: how it was shown, and how it ended. ``told``: "day", "week" or "cycle"."""

    answer: Answer
    day: int = 0
    proof: str = "biopsied"
    biopsy: int | None = None
    told: str = "day"
    extent: str = "LR"
    her2_lost: bool = False
    ending: str | None = None
    ending_day: int = 0
    again: int | None = None
    """Day of a second progression that belongs to this event."""
    treated_days: int = 0
    """Length of the empirical treatment, where the proof rests on one."""


@dataclass(frozen=True)
class Later:
    """What followed t0. ``switch``: day of the next regimen; ``progression``: day of later systemic progression;
    ``looks``: days of further scans without progression.
    """

    switch: int | None = None
    progression: int | None = None
    looks: tuple[int, ...] = ()


@dataclass(frozen=True)
class Plan:
    """One patient's story. ``routine_until``: no routine scan after this day.

    ``naive``: no anti-HER2 drug before the plan's own; ``complete``: whether the list of regimens is whole;
    ``at_start``: status of compartments at the baseline of the last line, where it is not new disease.
    """

    template: str
    courses: tuple[Course, ...]
    events: tuple[Event, ...] = ()
    involved: tuple[str, ...] = ()
    looks: tuple[Look, ...] = ()
    later: Later = Later()
    prior_lines: int = 0
    routine_until: int = -28
    naive: bool = False
    complete: bool = True
    her2_negative: bool = False
    operated: str | None = None
    """A compartment whose metastasis was resected before the plan began."""
    at_start: Mapping[str, str] = field(default_factory=dict)
