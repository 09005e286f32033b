"""Time to event of a cohort: what was asked, the curves, the table beneath them, the test, and what is left out.

Readable members only: each curve can be reckoned back to its patients, so nobody else's are in it (docs/adr/0024).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cases.analysis.histories import ORIGINS, endpoints_for, first_of_each, history_of
from cases.analysis.statistics.durations import (
    RULES,
    Endpoint,
    History,
    Observed,
    Origin,
    Reading,
    Rule,
    Sample,
    from_landmark,
    observe,
    sensitivity,
)
from cases.analysis.statistics.logrank import GroupTally, LogRank, log_rank
from cases.analysis.statistics.survival import AtRisk, Curve, Interrupted, Step, at_risk, curve
from cases.analysis.traits import GROUPINGS, Trait, traits_for
from cases.cohorts.members import Member, Selection, Unit
from cases.cohorts.words import counted
from cases.rules.definition import Definition

STEPS = (7, 14, 30, 60, 90, 180, 270, 365, 730, 1826)
MOST_TICKS = 9
LONGEST = 3650
"""Days of a landmark at most."""
UNSEEN = 180
"""Days from the last look to a death that still counts in the sensitivity reading, unless the address says other."""
ORIGIN_WORDS = {
    Origin.T0: "the event of the skin (t0)",
    Origin.LINE_START: "the first day of the regimen",
    Origin.FIRST_REGIMEN: "the first day of the first anti-HER2 regimen",
}
OF_CASES = (
    "A case goes on through several regimens and events, so that only survival is of the case as a whole. For"
    " progression and for time on a drug choose a cohort of events or of regimens."
)
READING_WORDS = {
    Reading.EARLIEST: "earliest: durations as short as the dates allow",
    Reading.MIDDLE: "middle of the bounds",
    Reading.LATEST: "latest: durations as long as the dates allow",
}
EVERYBODY = "Everybody"
REFUSED = {
    "endpoint": "The endpoint",
    "origin": "The start",
    "dates": "The reading of dates",
    "by": "The grouping",
}


@dataclass(frozen=True)
class Asked:
    """What an address asks for. ``by``: name of a trait, or empty; ``landmark``: days; ``each``: every unit counts.

    ``within``: days from the last look to a death that still counts in the sensitivity reading. ``refused``: a sentence
    for each word of the address that could not be used.
    """

    endpoint: Endpoint
    origin: Origin
    reading: Reading
    by: str
    landmark: int | None
    within: int
    each: bool
    refused: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """A curve with its table: ``risk`` at the ticks, ``heights``: the step that holds at each, None beyond the end."""

    title: str
    curve: Curve
    risk: tuple[AtRisk, ...]
    heights: tuple[Step | None, ...]


@dataclass(frozen=True)
class Sensitive:
    """The same endpoint under one reading, of dates or of late deaths. ``curve``: None where there is none."""

    title: str
    is_chosen: bool
    n: int
    curve: Curve | None


@dataclass(frozen=True)
class Choices:
    """A list to choose from. ``options``: value, title, and whether it is chosen."""

    name: str
    title: str
    options: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True)
class TimeToEvent:
    """Everything on the page. ``ungrouped``: without data for the grouping, and therefore in nothing else here.

    ``histories``: in the order of ``members``.
    """

    selection: Selection
    asked: Asked
    members: tuple[Member, ...]
    histories: tuple[History, ...]
    sample: Sample
    grouping: Trait | None
    ungrouped: int

    @property
    def rule(self) -> Rule:
        return RULES[self.asked.endpoint]

    @property
    def origin_words(self) -> str:
        return ORIGIN_WORDS[self.asked.origin]

    @property
    def observed(self) -> tuple[Observed, ...]:
        return self.sample.observed

    @property
    def start_words(self) -> str:
        """What days are counted from, landmark included."""
        if self.asked.landmark is None:
            return self.origin_words
        return f"day {self.asked.landmark} after {self.origin_words}"

    @property
    def patients(self) -> int:
        kept = {one.key for one in self.observed}
        return len({one.patient for one in self.members if str(one.id) in kept})

    @cached_property
    def ticks(self) -> tuple[int, ...]:
        """Days of the ticks."""
        return ticks_for(max((one.days for one in self.observed), default=0))

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups that have a curve, in the order of their titles."""
        return tuple(one for one in self._found if isinstance(one, Group))

    @property
    def interrupted(self) -> list[tuple[str, int]]:
        """Groups without a curve, with the day on which nobody was left at risk."""
        return [one for one in self._found if not isinstance(one, Group)]

    @cached_property
    def _found(self) -> list[Group | tuple[str, int]]:
        titles = dict(self.grouping.titles) if self.grouping else {"": EVERYBODY}
        some = {name: [one for one in self.observed if one.group == name] for name in titles}
        return [self._group(name, titles[name], mine) for name, mine in some.items() if mine]

    @cached_property
    def test(self) -> LogRank | None:
        """The log-rank test of the groups; None without groups."""
        return log_rank(self.observed) if self.grouping else None

    @property
    def tallies(self) -> list[tuple[str, GroupTally]]:
        """The groups of the test with their titles, in the order of the curves."""
        found = {one.group: one for one in self.test.groups}
        return [(title, found[name]) for name, title in self.grouping.titles.items() if name in found]

    @property
    def omissions(self) -> list[tuple[str, int]]:
        """Why members are in no curve, with their number."""
        found = [(str(reason), number) for reason, number in self.sample.omissions.items()]
        missing = [(f"no data on “{self.grouping.title}”", self.ungrouped)] if self.ungrouped else []
        return found + missing

    @cached_property
    def readings(self) -> tuple[Sensitive, ...]:
        """The sensitivity to uncertain dates: earliest, middle, latest."""
        found = sensitivity(self.histories, self.asked.endpoint, self.asked.origin)
        return tuple(
            self._sensitive(
                READING_WORDS[reading],
                _landed(found[reading], self.asked.landmark),
                is_chosen=reading is self.asked.reading,
            )
            for reading in Reading
        )

    @cached_property
    def late_deaths(self) -> tuple[Sensitive, ...]:
        """The sensitivity to deaths that came long after the last look; empty where none can be unseen."""
        if not self.rule.may_die_unseen:
            return ()
        asked, within = self.asked, self.asked.within
        found = observe(self.histories, asked.endpoint, asked.origin, asked.reading, within=within)
        return (
            self._sensitive("every death counts", self.sample, is_chosen=True),
            self._sensitive(
                f"a death counts within {counted(within, 'day')} of the last look, and is censored at it otherwise",
                _landed(found, asked.landmark),
            ),
        )

    @property
    def warning(self) -> str:
        """Above a comparison of groups that were defined after time zero; empty once a landmark is chosen."""
        return self.sample.warning

    @property
    def settled_by(self) -> int | None:
        """The day on which every group is settled by the windows of the definition; None where each has its own."""
        if self.grouping is None or self.grouping.since or not self.observed:
            return None
        return max(one.group_since for one in self.observed) or None

    @property
    def repeats(self) -> int:
        """Durations beyond one per patient, which the test and the intervals take for people of their own."""
        return self.sample.fitted - self.patients

    @property
    def of_cases(self) -> str:
        """Why a cohort of cases has one endpoint only; empty for other cohorts."""
        return OF_CASES if self.selection.unit == Unit.CASES else ""

    @property
    def choices(self) -> list["Choices"]:
        """The lists to choose from on the page."""
        return choices_for(self)

    def _sensitive(self, title: str, sample: Sample, *, is_chosen: bool = False) -> Sensitive:
        try:
            found = curve(sample.observed) if sample.observed else None
        except Interrupted:
            found = None
        return Sensitive(title, is_chosen, sample.fitted, found)

    def _group(self, name: str, title: str, observed: Sequence[Observed]) -> Group | tuple[str, int]:
        try:
            one = curve(observed, name)
        except Interrupted as fault:
            return title, fault.day
        return Group(title, one, at_risk(observed, self.ticks), tuple(_height(one, day) for day in self.ticks))


def ticks_for(last: int) -> tuple[int, ...]:
    """Days from 0 to the last, in the smallest usual step that needs no more than nine."""
    step = next((one for one in STEPS if last // one < MOST_TICKS), STEPS[-1])
    return tuple(range(0, last + 1, step))


def asked_of(query: Mapping[str, str], selection: Selection) -> Asked:
    """Read an address; what cannot be used is named, and the usual is taken instead."""
    refused: list[str] = []
    origins = ORIGINS[selection.unit]
    origin = _one_of(query, "origin", origins, origins[0], refused)
    endpoints = endpoints_for(selection.unit, origin)
    within = _days(query.get("within"), "The time from the last look to a death", f"{UNSEEN} are used", refused)
    return Asked(
        endpoint=_one_of(query, "endpoint", endpoints, endpoints[0], refused),
        origin=origin,
        reading=_one_of(query, "dates", tuple(Reading), Reading.MIDDLE, refused),
        by=_one_of(query, "by", ("", *groupings_for(selection)), "", refused),
        landmark=_days(query.get("landmark"), "The landmark", "none is used", refused),
        within=UNSEEN if within is None else within,
        each=query.get("each") == "all",
        refused=tuple(refused),
    )


def groupings_for(selection: Selection) -> dict[str, Trait]:
    """The traits that a cohort can be divided by."""
    known = traits_for(selection)
    return {name: known[name] for name in GROUPINGS[selection.unit]}


def time_to_event(selection: Selection, query: Mapping[str, str]) -> TimeToEvent:
    """The durations of a cohort as an address asks for them."""
    asked = asked_of(query, selection)
    each = selection.members if asked.each else first_of_each(selection.members)
    grouping = groupings_for(selection).get(asked.by)
    members = tuple(one for one in each if grouping is None or grouping.read(one) is not None)
    histories = tuple(_history(one, asked.origin, grouping, selection.definition) for one in members)
    sample = _landed(observe(histories, asked.endpoint, asked.origin, asked.reading), asked.landmark)
    return TimeToEvent(selection, asked, members, histories, sample, grouping, len(each) - len(members))


def choices_for(page: TimeToEvent) -> list[Choices]:
    """The lists to choose from on the page."""
    asked, unit = page.asked, page.selection.unit
    endpoints = [(str(one), RULES[one].title) for one in endpoints_for(unit, asked.origin)]
    origins = [(str(one), ORIGIN_WORDS[one]) for one in ORIGINS[unit]]
    groups = [("", "Nothing"), *((name, one.title) for name, one in groupings_for(page.selection).items())]
    return [
        Choices("endpoint", "Endpoint", _options(endpoints, asked.endpoint)),
        Choices("origin", "Time from", _options(origins, asked.origin)),
        Choices("by", "Divided by", _options(groups, asked.by)),
        Choices("dates", "Uncertain dates", _options(list(READING_WORDS.items()), asked.reading)),
    ]


def _options(pairs: Sequence[tuple[str, str]], chosen: str) -> tuple[tuple[str, str, bool], ...]:
    return tuple((value, title, value == chosen) for value, title in pairs)


def _history(member: Member, origin: Origin, grouping: Trait | None, definition: Definition) -> History:
    history = history_of(member, origin)
    if grouping is None:
        return history
    since = grouping.known_after(member, definition)
    return replace(history, group=grouping.read(member), group_since=since, group_before=grouping.before)


def _landed(sample: Sample, day: int | None) -> Sample:
    return sample if day is None else from_landmark(sample, day)


def _height(one: Curve, day: int) -> Step | None:
    """The step that holds on a day; None beyond the last day that anybody was seen."""
    reached = [step for step in one.steps if step.day <= day]
    return reached[-1] if reached and day <= one.last_day else None


def _one_of(query: Mapping[str, str], name: str, known: Sequence[str], usual: str, refused: list[str]) -> str:
    asked = query.get(name)
    if asked is None or asked in known:
        return usual if asked is None else known[list(known).index(asked)]
    refused.append(f"{REFUSED[name]} “{asked[:40]}” cannot be used here; the usual one is shown.")
    return usual


def _days(text: str | None, name: str, instead: str, refused: list[str]) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdigit() and int(text) <= LONGEST:
        return int(text)
    refused.append(f"{name} must be a whole number of days from 0 to {LONGEST}; {instead}.")
    return None
