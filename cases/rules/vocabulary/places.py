"""The places that can be painted on the body map: each has a side and belongs to one term of `SkinSite`.

Pure data. The outline of each place is drawn in `cases/records/body_map/outlines.svg` under its stem.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from cases.rules.vocabulary.base import Coded, value_set
from cases.rules.vocabulary.skin import SkinSite as Site

LEFT, RIGHT, MIDLINE = "left", "right", "midline"
FRONT, BACK = "front", "back"
BREAST, OPERATED = "breast", "operated"


@dataclass(frozen=True)
class Stem:
    """One or two places without their side, such as "breast upper outer".

    ``chest``: drawn only where the breast is there (BREAST) or was removed (OPERATED); empty for all others.
    """

    name: str
    words: str
    site: Site
    view: str
    paired: bool = True
    chest: str = ""

    @property
    def outline(self) -> str:
        """Its id in the drawing."""
        return self.name.replace(" ", "-")

    @property
    def sides(self) -> tuple[str, ...]:
        return (RIGHT, LEFT) if self.paired else (MIDLINE,)


@dataclass(frozen=True)
class Place:
    """One region of the map: what is stored of it, how it is called, and where it is."""

    code: str
    label: str
    side: str
    stem: Stem


STEMS = (
    Stem("scalp front", "scalp, front", Site.SCALP, FRONT, paired=False),
    Stem("face", "face", Site.FACE, FRONT, paired=False),
    Stem("anterior neck", "front of the neck", Site.ANTERIOR_NECK, FRONT, paired=False),
    Stem("lateral neck", "side of the neck", Site.LATERAL_NECK, FRONT),
    Stem("supraclavicular", "skin above the collarbone", Site.SUPRACLAVICULAR, FRONT),
    Stem("infraclavicular", "skin below the collarbone", Site.INFRACLAVICULAR, FRONT),
    Stem("shoulder front", "shoulder, front", Site.SHOULDER, FRONT),
    Stem("axilla", "axilla", Site.AXILLA, FRONT),
    Stem("sternum", "sternum", Site.STERNUM, FRONT, paired=False),
    Stem("breast upper outer", "breast, upper outer quadrant", Site.BREAST, FRONT, chest=BREAST),
    Stem("breast upper inner", "breast, upper inner quadrant", Site.BREAST, FRONT, chest=BREAST),
    Stem("breast lower inner", "breast, lower inner quadrant", Site.BREAST, FRONT, chest=BREAST),
    Stem("breast lower outer", "breast, lower outer quadrant", Site.BREAST, FRONT, chest=BREAST),
    Stem("areola", "areola", Site.AREOLA, FRONT, chest=BREAST),
    Stem("nipple", "nipple", Site.NIPPLE, FRONT, chest=BREAST),
    Stem("chest wall above scar", "chest wall, above the scar", Site.CHEST_WALL, FRONT, chest=OPERATED),
    Stem("mastectomy scar", "mastectomy scar", Site.MASTECTOMY_SCAR, FRONT, chest=OPERATED),
    Stem("chest wall below scar", "chest wall, below the scar", Site.CHEST_WALL, FRONT, chest=OPERATED),
    Stem("chest wall beside breast", "chest wall, beside the breast", Site.CHEST_WALL, FRONT),
    Stem("lower chest wall", "lower chest wall", Site.LOWER_CHEST_WALL, FRONT),
    Stem("epigastrium", "epigastrium", Site.EPIGASTRIUM, FRONT, paired=False),
    Stem("upper abdomen", "upper abdomen", Site.UPPER_ABDOMEN, FRONT),
    Stem("umbilicus", "umbilicus", Site.UMBILICUS, FRONT, paired=False),
    Stem("lower abdomen", "lower abdomen", Site.LOWER_ABDOMEN, FRONT),
    Stem("flank front", "flank, front", Site.FLANK, FRONT),
    Stem("groin", "groin", Site.GROIN, FRONT),
    Stem("anterior upper arm", "upper arm, front", Site.ANTERIOR_UPPER_ARM, FRONT),
    Stem("anterior forearm", "forearm, front", Site.ANTERIOR_FOREARM, FRONT),
    Stem("hand front", "hand, palm", Site.HAND, FRONT),
    Stem("anterior thigh", "thigh, front", Site.ANTERIOR_THIGH, FRONT),
    Stem("lower leg front", "lower leg, front", Site.LOWER_LEG, FRONT),
    Stem("foot front", "foot, front", Site.FOOT, FRONT),
    Stem("scalp back", "scalp, back", Site.SCALP, BACK, paired=False),
    Stem("nape", "nape of the neck", Site.NECK, BACK, paired=False),
    Stem("shoulder back", "shoulder, back", Site.SHOULDER, BACK),
    Stem("upper back", "upper back", Site.UPPER_BACK, BACK),
    Stem("posterior thorax", "lower back of the thorax", Site.POSTERIOR_THORAX, BACK),
    Stem("flank back", "flank, back", Site.FLANK, BACK),
    Stem("lower back", "lower back", Site.LOWER_BACK, BACK),
    Stem("buttock", "buttock", Site.BUTTOCK, BACK),
    Stem("posterior upper arm", "upper arm, back", Site.POSTERIOR_UPPER_ARM, BACK),
    Stem("posterior forearm", "forearm, back", Site.POSTERIOR_FOREARM, BACK),
    Stem("hand back", "hand, back", Site.HAND, BACK),
    Stem("posterior thigh", "thigh, back", Site.POSTERIOR_THIGH, BACK),
    Stem("lower leg back", "lower leg, back", Site.LOWER_LEG, BACK),
    Stem("foot back", "foot, heel", Site.FOOT, BACK),
)


def _places() -> Iterator[Place]:
    for stem in STEMS:
        for side in stem.sides:
            code = f"{side} {stem.name}" if stem.paired else stem.name
            words = f"{side} {stem.words}" if stem.paired else stem.words
            yield Place(code, words[:1].upper() + words[1:], side, stem)


PLACES: dict[str, Place] = {one.code: one for one in _places()}
"""Code -> place, from head to foot, the front first."""

SkinPlace = value_set(title="Place on the body map")(
    Coded(
        "SkinPlace",
        [
            (
                code.upper().replace(" ", "_"),
                (code, one.label, f"Drawn on the body map, seen from the {one.stem.view}."),
            )
            for code, one in PLACES.items()
        ],
        module=__name__,
    )
)

CHEST_FRONT = (
    Site.INFRACLAVICULAR,
    Site.STERNUM,
    Site.BREAST,
    Site.AREOLA,
    Site.NIPPLE,
    Site.CHEST_WALL,
    Site.MASTECTOMY_SCAR,
    Site.LOWER_CHEST_WALL,
)
BELLY = (Site.EPIGASTRIUM, Site.UPPER_ABDOMEN, Site.UMBILICUS, Site.LOWER_ABDOMEN)
SPINE = (Site.UPPER_BACK, Site.POSTERIOR_THORAX, Site.LOWER_BACK)

COVERS: dict[Site, tuple[Site, ...]] = {
    Site.CHEST: CHEST_FRONT,
    Site.ANTERIOR_THORAX: CHEST_FRONT,
    Site.POSTERIOR_THORAX: (Site.UPPER_BACK, Site.POSTERIOR_THORAX),
    Site.TRUNK: (*CHEST_FRONT, *BELLY, *SPINE, Site.FLANK),
    Site.UPPER_TRUNK: (*CHEST_FRONT, Site.UPPER_BACK, Site.POSTERIOR_THORAX),
    Site.ANTERIOR_TRUNK: (*CHEST_FRONT, *BELLY),
    Site.NECK: (Site.NECK, Site.ANTERIOR_NECK, Site.LATERAL_NECK),
    Site.BACK: SPINE,
    Site.ABDOMEN: BELLY,
}
"""Wide term -> the terms whose places it covers: it has no region of its own, or is wider than its region."""

NOT_DRAWN: dict[Site, str] = {
    Site.FLAP: "A flap or graft has no outline of its own; the skin that it replaces is painted.",
    Site.NOS: "It names no place.",
}
"""Term -> why it has no region."""


def places_of(site: str) -> tuple[Place, ...]:
    """The places that a term of the list may mean; none for a text of one's own and for what is not drawn."""
    sites = COVERS.get(site, (site,))
    return tuple(one for one in PLACES.values() if one.stem.site in sites)
