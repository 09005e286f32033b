"""The body map: a figure, front and back, whose places are painted, read or counted. No query, no model.

``painted_map`` shows the places of one finding, for a form or a page; ``event_map`` what was involved by the day of a
skin event; ``heat_map`` a text and a shade for each place. All give a ``BodyMap`` for ``records/_body_views.html``.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.records.body_map.drawing import MIRROR, WHOLE, is_mirrored, outlines
from cases.rules.dates import when_from_json
from cases.rules.skin_places import local_to, places_meant, sides_of
from cases.rules.vocabulary import SkinSite
from cases.rules.vocabulary.places import BACK, BREAST, FRONT, LEFT, OPERATED, PLACES, RIGHT, Place

PAINTED, NAMED, BEFORE, EVENT, SUPPRESSED = "painted", "named", "before", "event", "suppressed"
TITLES = {FRONT: "Front", BACK: "Back"}
SHADES = 5
"""Steps of a heat map, from few to many."""


@dataclass(frozen=True)
class Region:
    """One place as it is drawn. ``local``: side of the primary for which it is locoregional; ``says``: its name."""

    place: Place
    state: str
    says: str
    local: str
    hidden: bool

    @property
    def d(self) -> str:
        return outlines()[self.place.stem.outline]

    @property
    def transform(self) -> str:
        return MIRROR if is_mirrored(self.place) else ""


@dataclass(frozen=True)
class View:
    """The figure from one side, with its regions in the order of the vocabulary."""

    name: str
    title: str
    regions: tuple[Region, ...]
    box: str = WHOLE

    @property
    def figure(self) -> str:
        return outlines()[f"figure-{self.name}"]

    @property
    def lines(self) -> str:
        return outlines()[f"lines-{self.name}"]


@dataclass(frozen=True)
class BodyMap:
    """``words``: (title, labels) of each state in use, the text alternative; ``removed``: sides without a breast."""

    views: tuple[View, ...]
    words: tuple[tuple[str, str, tuple[str, ...]], ...]
    removed: frozenset[str]

    @property
    def empty(self) -> bool:
        return not self.words


def painted_map(
    places: Iterable[str], sites: Iterable[str] = (), side: str = "", lateralities: Collection[str] = ()
) -> BodyMap:
    """The places of one finding, and those that its terms may mean where none of their places is painted."""
    painted, named = list(places), list(sites)
    return _map(_states(painted, named, side, sides_of(lateralities), PAINTED), _unplaced(named, painted))


def event_map(document: Mapping[str, Any], key: str) -> BodyMap | None:
    """Where the skin was involved by the day of one event: on that day, and at findings before it.

    ``document``: case JSON; ``key``: the finding that starts the event. None if it is no skin finding.
    """
    findings = document.get("skin_findings") or ()
    own = next((one for one in findings if one["id"] == key), None)
    if own is None:
        return None
    states: dict[str, str] = {}
    named: dict[str, None] = {}
    for one in [*_before(own, findings), own]:
        for code, state in _of_finding(document, one, EVENT if one is own else BEFORE).items():
            states[code] = max(states.get(code, ""), state, key=RANK.index)
        named |= dict.fromkeys(_unplaced(one.get("sites") or (), one.get("places") or ()))
    return _map(states, tuple(named))


def heat_map(texts: Mapping[str, str], shades: Mapping[str, int | None]) -> BodyMap:
    """A text for each place, such as "12" or "fewer than 8", and its shade from 1 to SHADES.

    Both come from a caller who has applied the disclosure rule; a shade of None is drawn as suppressed, and a place
    without a text as no data. Nothing is counted here.
    """
    states = {code: SUPPRESSED if shades.get(code) is None else f"shade-{shades[code]}" for code in texts}
    return _map(states, (), texts)


RANK = ("", NAMED, BEFORE, EVENT)
STATE_WORDS = {
    PAINTED: "Painted",
    EVENT: "At this event",
    BEFORE: "Before it",
    NAMED: "Named, exact place not recorded",
}


def _before(own: Mapping[str, Any], findings: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Findings that lie before this one on every day that the dates allow."""
    first = _day(own, "lo")
    return [one for one in findings if None not in (first, _day(one, "hi")) and _day(one, "hi") < first]


def _day(finding: Mapping[str, Any], bound: str) -> int | None:
    when = when_from_json(finding.get("on"), day_zero=None)
    return None if when is None else getattr(when, bound)


def _of_finding(document: Mapping[str, Any], finding: Mapping[str, Any], strong: str) -> dict[str, str]:
    sides = sides_of(lateralities(document, finding.get("primary")))
    places, sites = finding.get("places") or (), finding.get("sites") or ()
    return _states(places, sites, finding.get("side") or "", sides, strong)


def lateralities(document: Mapping[str, Any], primary: str | None) -> list[str]:
    """The sides of the primary that a finding is attributed to, or of every primary of the case."""
    rows = document.get("primaries") or ()
    return [one.get("laterality") or "" for one in rows if primary in (None, one["id"])]


def _states(
    places: Iterable[str], sites: Iterable[str], side: str, sides: Collection[str], strong: str
) -> dict[str, str]:
    painted = [code for code in places if code in PLACES]
    covered = {PLACES[code].stem.site for code in painted}
    named = places_meant([one for one in sites if one not in covered], side, sides)
    return dict.fromkeys(named, NAMED) | dict.fromkeys(painted, strong)


def _unplaced(sites: Iterable[str], places: Iterable[str]) -> tuple[str, ...]:
    """Terms of the list of which no place is painted, in words; a text of one's own speaks for itself."""
    covered = {PLACES[code].stem.site for code in places if code in PLACES}
    labels = dict(SkinSite.choices())
    return tuple(labels.get(one, one) for one in sites if one not in covered)


def _map(states: Mapping[str, str], named: Sequence[str], texts: Mapping[str, str] | None = None) -> BodyMap:
    removed = _removed(states)
    regions = [_region(one, states.get(one.code, ""), removed, texts or {}) for one in PLACES.values()]
    views = tuple(
        View(name, title, tuple(one for one in regions if one.place.stem.view == name))
        for name, title in TITLES.items()
    )
    return BodyMap(views, _words(states, named, texts), removed)


def _region(place: Place, state: str, removed: Collection[str], texts: Mapping[str, str]) -> Region:
    chest = OPERATED if place.side in removed else BREAST
    text = texts.get(place.code)
    says = f"{place.label}: {text}" if text else place.label
    return Region(place, state, says, local_to(place.code), place.stem.chest not in ("", chest))


def _removed(states: Mapping[str, str]) -> frozenset[str]:
    """Sides on which the chest is drawn without the breast: its places there outrank those of a breast."""
    best = {(side, chest): "" for side in (LEFT, RIGHT) for chest in (BREAST, OPERATED)}
    for code, state in states.items():
        key = (PLACES[code].side, PLACES[code].stem.chest)
        if key in best and state != NAMED:
            best[key] = state
    only_named = {
        PLACES[one].side for one, state in states.items() if PLACES[one].stem.site == SkinSite.MASTECTOMY_SCAR
    }
    return frozenset(
        side for side in (LEFT, RIGHT) if best[side, OPERATED] or (side in only_named and not best[side, BREAST])
    )


def _words(
    states: Mapping[str, str], named: Sequence[str], texts: Mapping[str, str] | None
) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    if texts is not None:
        return (("", "", tuple(f"{PLACES[code].label}: {text}" for code, text in texts.items())),) if texts else ()
    ordered = [(code, states[code]) for code in PLACES if code in states]
    listed = {state: tuple(PLACES[code].label for code, own in ordered if own == state) for state in STATE_WORDS}
    listed[NAMED] = tuple(named)
    return tuple((state, title, listed[state]) for state, title in STATE_WORDS.items() if listed[state])


__all__ = ["BodyMap", "Region", "View", "event_map", "heat_map", "lateralities", "painted_map"]
