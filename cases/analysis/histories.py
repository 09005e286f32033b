"""From the stored course of a member of a cohort to the history that its durations are read from."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cases.analysis.statistics.durations import Between, Endpoint, History, Origin
from cases.cohorts.members import Member, Unit

Bounds = Sequence[int | None]

ORIGINS = {
    Unit.EPISODES: (Origin.T0, Origin.LINE_START),
    Unit.REGIMENS: (Origin.LINE_START,),
    Unit.CASES: (Origin.FIRST_REGIMEN,),
}
"""Unit -> what time may be counted from."""


def endpoints_for(unit: Unit, origin: Origin) -> tuple[Endpoint, ...]:
    """The endpoints that make sense from an origin.

    Whoever is in a cohort of events had the event of the skin: from the start of the regimen the skin has progressed in
    all of them, by choice. A case goes on through several regimens and events, so that neither progression nor time on
    a drug is of the case as a whole: only how long the patient lived.
    """
    if unit == Unit.CASES:
        return (Endpoint.OVERALL_SURVIVAL,)
    if unit == Unit.EPISODES and origin is Origin.LINE_START:
        return tuple(one for one in Endpoint if one is not Endpoint.SKIN_PFS)
    return tuple(Endpoint)


def history_of(member: Member, origin: Origin) -> History:
    """The history of a member. From the start of the regimen, an event is under observation from its t0 only.

    Who died or progressed elsewhere before the event is in no cohort of events; such time is not counted as lived.
    """
    told = member.course.get("history") or {}
    late = member.unit == Unit.EPISODES and origin is Origin.LINE_START
    return History(
        key=str(member.id),
        start=_between(told.get("line") if late else told.get("start")),
        skin_progressions=_several(told.get("skin")),
        extracutaneous_progressions=_several(told.get("elsewhere")),
        drug_stop=_between(told.get("stop")),
        drug_told="stop" in told or bool(told.get("running")),
        death=_between(told.get("death")),
        next_regimen=_between(told.get("next")),
        skin_seen=_between(told.get("skin_seen")),
        extracutaneous_seen=_between(told.get("elsewhere_seen")),
        last_contact=_between(told.get("contact")),
        observed_from=_between(told.get("start")) if late else None,
        stratum=member.institution,
    )


def first_of_each(members: Iterable[Member]) -> tuple[Member, ...]:
    """Each patient once, with the first of the members that belong to them; the rest in their order.

    Days of a history count from its own start, so whichever starts first has the last contact furthest away.
    """
    kept: dict[int, Member] = {}
    for one in members:
        known = kept.get(one.patient)
        if known is None or _follow_up(one.course) > _follow_up(known.course):
            kept[one.patient] = one
    return tuple(kept.values())


def _follow_up(course: Mapping[str, Any]) -> float:
    """Days to the last contact, as far as known; less than any number where there is no history."""
    lo, _ = (course.get("history") or {}).get("contact") or (None, None)
    return float("-inf") if lo is None else lo


def _between(bounds: Bounds | None) -> Between | None:
    if bounds is None:
        return None
    lo, hi = bounds
    return Between(lo, hi) if lo is None or hi is None else Between(min(lo, hi), max(lo, hi))


def _several(many: Iterable[Bounds] | None) -> tuple[Between, ...]:
    return tuple(_between(one) for one in many or ())
