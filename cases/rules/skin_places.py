"""What places painted on the body map say about extent and side, when the side of the primary is known.

Domain reference §5 point 5: locoregional is the skin of the breast of the primary and of the chest wall or scar on its
side; everything else is distant, the other breast, the axilla, the sternum and the upper abdomen included. This is
proposed to whoever enters a case, and stored only if they say so.
"""

from collections.abc import Collection
from typing import Any

from cases.rules.vocabulary import Extent, Laterality, RelativeSide, SkinSite
from cases.rules.vocabulary.places import LEFT, MIDLINE, PLACES, RIGHT, places_of

LOCOREGIONAL = frozenset(
    [
        SkinSite.BREAST,
        SkinSite.AREOLA,
        SkinSite.NIPPLE,
        SkinSite.CHEST_WALL,
        SkinSite.LOWER_CHEST_WALL,
        SkinSite.MASTECTOMY_SCAR,
    ]
)
"""Terms whose places are locoregional on the side of the primary."""

SIDES = {
    Laterality.LEFT: frozenset([LEFT]),
    Laterality.RIGHT: frozenset([RIGHT]),
    Laterality.BILATERAL: frozenset([LEFT, RIGHT]),
}


def sides_of(lateralities: Collection[str]) -> frozenset[str]:
    """The sides on which primaries are known to lie; empty if any of them is not known to be left, right or both."""
    known = [SIDES.get(one) for one in lateralities]
    return frozenset().union(*known) if known and all(known) else frozenset()


def local_to(code: str) -> str:
    """The side of the primary for which this place is locoregional; empty if it is distant for every side."""
    place = PLACES[code]
    return place.side if place.stem.site in LOCOREGIONAL else ""


def implied_extent(codes: Collection[str], sides: Collection[str]) -> Extent | None:
    """The extent that these places have for primaries on these sides; None without places or a known side."""
    if not codes or not sides:
        return None
    local = [local_to(code) in sides for code in codes]
    if all(local):
        return Extent.LR
    return Extent.BOTH if any(local) else Extent.DIST


def implied_side(codes: Collection[str], sides: Collection[str]) -> RelativeSide | None:
    """The side of these places relative to a primary on one known side; None without places or one such side."""
    if not codes or len(sides) != 1:
        return None
    found = {PLACES[code].side for code in codes}
    paired = found - {MIDLINE}
    if not paired:
        return RelativeSide.MIDLINE
    if len(paired) == 2:
        return RelativeSide.BOTH
    return RelativeSide.IPSI if paired == set(sides) else RelativeSide.CONTRA


def table() -> dict[str, Any]:
    """The rules above laid out for whoever cannot call them, such as a script in a browser: asked of sample places.

    ``extent``: what is painted, seen from the primaries ("local", "beyond" or "local beyond") -> extent. ``side``: side
    of the one primary -> sides of the body that are painted, in their order -> side. ``body``: side of the one primary
    -> relative side, or "" -> sides of the body that are meant; ``every``: those where no such side is known.
    """
    near = {side: next(code for code in PLACES if local_to(code) == side) for side in (LEFT, RIGHT)}
    middle = next(code for code, place in PLACES.items() if place.side == MIDLINE)
    painted = {"": [middle]} | {
        " ".join(some): [near[one] for one in some] for some in ([LEFT], [RIGHT], [LEFT, RIGHT])
    }
    seen = {"local": [near[LEFT]], "beyond": [near[RIGHT]], "local beyond": [near[LEFT], near[RIGHT]]}
    return {
        "extent": {name: implied_extent(codes, [LEFT]) for name, codes in seen.items()},
        "side": {own: {name: implied_side(codes, [own]) for name, codes in painted.items()} for own in (LEFT, RIGHT)},
        "body": {
            own: {said: sorted(_body_sides(said, [own])) for said in ("", *RelativeSide)} for own in (LEFT, RIGHT)
        },
        "every": sorted(_body_sides("", [])),
    }


def with_terms(sites: Collection[str], codes: Collection[str]) -> list[str]:
    """The terms of the list, then those of painted places that it lacks: no place stands without its term."""
    terms = [PLACES[code].stem.site.value for code in codes]
    return list(dict.fromkeys([*sites, *terms]))


def places_meant(sites: Collection[str], side: str, sides: Collection[str]) -> frozenset[str]:
    """The places that terms of the list may mean, narrowed to one side where ``side`` and the primary's say which.

    ``side``: a `RelativeSide`, or empty. Midline places are always kept.
    """
    wanted = _body_sides(side, sides)
    meant = [place for site in sites for place in places_of(site)]
    return frozenset(one.code for one in meant if one.side in wanted)


def _body_sides(side: str, sides: Collection[str]) -> frozenset[str]:
    every = frozenset([LEFT, RIGHT, MIDLINE])
    if len(sides) != 1:
        return every
    other = {LEFT: RIGHT, RIGHT: LEFT}[next(iter(sides))]
    if side == RelativeSide.IPSI:
        return every - {other}
    return every - frozenset(sides) if side == RelativeSide.CONTRA else every
