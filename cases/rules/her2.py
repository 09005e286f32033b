"""HER2 of one specimen by the ASCO/CAP guideline of 2018 (affirmed 2023), and the stratum of a patient at an
event.
"""

from decimal import Decimal
from enum import StrEnum

from cases.rules.criteria.threefold import all_of, negated
from cases.rules.scene import Scene
from cases.rules.timeline import Amount, Marker, Specimen
from cases.rules.vocabulary import Analyte, Her2Ihc, IshGroup, MarkerInterpretation, PathologyResult
from cases.rules.zones import latest

TWO, FOUR, SIX = Decimal(2), Decimal(4), Decimal(6)


class Her2(StrEnum):
    """The result of one specimen."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    NEGATIVE_WITH_COMMENT = "negative_with_comment"
    EQUIVOCAL_UNRESOLVED = "equivocal_unresolved"


class Stratum(StrEnum):
    """The stratum of a patient: what the latest specimen before the event said."""

    HER2_POS = "HER2_POS"
    HER2_LOW = "HER2_LOW"
    HER2_ULTRALOW = "HER2_ULTRALOW"
    HER2_MUT = "HER2_MUT"
    HER2_NEG = "HER2_NEG"
    EQUIVOCAL = "EQUIVOCAL"
    UNKNOWN = "UNKNOWN"


NOT_POSITIVE = frozenset({Stratum.HER2_LOW, Stratum.HER2_ULTRALOW, Stratum.HER2_NEG, Stratum.HER2_MUT})


STRONGEST_FIRST = (Her2Ihc.THREE, Her2Ihc.POSITIVE, Her2Ihc.TWO, *reversed(Her2Ihc))
"""The scores from the worst; of those below 2+ the last of the value set comes first."""


def ish_groups(ratio: Amount, copies: Amount) -> frozenset[IshGroup]:
    """The groups of a dual-probe assay that HER2/CEP17 ratio and HER2 copies per cell allow: one if both are exact."""
    has_ratio, has_four, has_six = ratio.at_least(TWO), copies.at_least(FOUR), copies.at_least(SIX)
    possible = {
        IshGroup.GROUP_1: all_of(has_ratio, has_four),
        IshGroup.GROUP_2: all_of(has_ratio, negated(has_four)),
        IshGroup.GROUP_3: all_of(negated(has_ratio), has_six),
        IshGroup.GROUP_4: all_of(negated(has_ratio), has_four, negated(has_six)),
        IshGroup.GROUP_5: all_of(negated(has_ratio), negated(has_four)),
    }
    return frozenset(group for group, answer in possible.items() if answer is not False)


def her2_status(specimen: Specimen) -> Her2 | None:
    """The HER2 result of a specimen; None if it has none."""
    score = ihc_score(specimen)
    if score in (Her2Ihc.THREE, Her2Ihc.POSITIVE):
        return Her2.POSITIVE
    hybridised = [one for one in specimen.markers if one.analyte == Analyte.HER2_ISH]
    found = {_by_ish(one, score) for one in hybridised}
    for strongest in (Her2.POSITIVE, Her2.NEGATIVE_WITH_COMMENT, Her2.NEGATIVE):
        if strongest in found:
            return strongest
    if score == Her2Ihc.TWO or hybridised:
        return Her2.EQUIVOCAL_UNRESOLVED
    return Her2.NEGATIVE if score is not None else None


def ihc_score(specimen: Specimen) -> str | None:
    """The worst stated score of HER2 immunohistochemistry; a laboratory's word counts where no score is
    given.
    """
    scores = []
    for one in specimen.markers:
        if one.analyte != Analyte.HER2_IHC:
            continue
        if one.value is not None:
            scores.append(one.value)
        elif one.interpretation in (MarkerInterpretation.POSITIVE, MarkerInterpretation.NEGATIVE):
            scores.append(Her2Ihc(str(one.interpretation)))
        elif one.interpretation in (
            MarkerInterpretation.EQUIVOCAL,
            MarkerInterpretation.EQUIVOCAL_UNRESOLVED,
        ):
            scores.append(Her2Ihc.TWO)
    return next((one for one in STRONGEST_FIRST if one in scores), None) if scores else None


def _by_ish(ish: Marker, score: str | None) -> Her2 | None:
    """What in situ hybridisation decides together with the score; None where it decides nothing."""
    groups = _groups(ish)
    if not groups:
        return _by_word_or_copies(ish)
    found = {_by_group(one, score) for one in groups}
    return found.pop() if len(found) == 1 else None


def _by_group(group: str, score: str | None) -> Her2 | None:
    """The result of one group; groups 2 to 4 need the score, where a 2+ has been counted again."""
    if group == IshGroup.GROUP_1:
        return Her2.POSITIVE
    if group == IshGroup.GROUP_5:
        return Her2.NEGATIVE
    if score is None:
        return None
    if score == Her2Ihc.TWO:
        return Her2.POSITIVE if group == IshGroup.GROUP_3 else Her2.NEGATIVE_WITH_COMMENT
    return Her2.NEGATIVE if group == IshGroup.GROUP_4 else Her2.NEGATIVE_WITH_COMMENT


def _groups(ish: Marker) -> frozenset[str]:
    if ish.ish_group is not None:
        return frozenset({ish.ish_group})
    if ish.ratio is None or ish.copies is None:
        return frozenset()
    return ish_groups(ish.ratio, ish.copies)


def _by_word_or_copies(ish: Marker) -> Her2 | None:
    """A single probe counts copies only; a ratio or a laboratory's word alone is taken as it stands."""
    word = ish.interpretation or ish.value
    if word in (MarkerInterpretation.AMPLIFIED, MarkerInterpretation.POSITIVE):
        return Her2.POSITIVE
    if word in (MarkerInterpretation.NOT_AMPLIFIED, MarkerInterpretation.NEGATIVE):
        return Her2.NEGATIVE
    if word == MarkerInterpretation.NEGATIVE_WITH_COMMENT:
        return Her2.NEGATIVE_WITH_COMMENT
    if ish.copies is not None:
        if ish.copies.at_least(SIX):
            return Her2.POSITIVE
        return Her2.NEGATIVE if ish.copies.at_least(FOUR) is False else None
    if ish.ratio is None:
        return None
    return {True: Her2.POSITIVE, False: Her2.NEGATIVE, None: None}[ish.ratio.at_least(TWO)]


def stratum_of(specimen: Specimen) -> Stratum | None:
    """The stratum that a specimen puts its patient in; None without a HER2 result."""
    status = her2_status(specimen)
    if status is Her2.POSITIVE:
        return Stratum.HER2_POS
    if any(
        one.analyte == Analyte.ERBB2 and MarkerInterpretation.MUTATED in (one.interpretation, one.value)
        for one in specimen.markers
    ):
        return Stratum.HER2_MUT
    if status is None:
        return None
    if status is Her2.EQUIVOCAL_UNRESOLVED:
        return Stratum.EQUIVOCAL
    score = ihc_score(specimen)
    if score in (Her2Ihc.ONE, Her2Ihc.TWO):
        return Stratum.HER2_LOW
    return Stratum.HER2_ULTRALOW if score == Her2Ihc.ZERO_ULTRALOW else Stratum.HER2_NEG


def stratum(scene: Scene) -> Stratum:
    """The stratum by the latest specimen on or before t0 with a HER2 result, never one of the event
    (settlement 9).
    """
    found = stratum_specimen(scene)
    return _stratum_in(scene, found) if found is not None else Stratum.UNKNOWN


def stratum_specimen(scene: Scene) -> Specimen | None:
    """The latest specimen up to t0 with a HER2 result, never one of the event's own (§5a, 9)."""
    own = set(scene.own_specimens)
    known = [one for one in scene.timeline.specimens if one not in own and _stratum_in(scene, one) is not None]
    known = [one for one in known if one.on <= scene.t0]
    if len({_stratum_in(scene, one) for one in known}) <= 1:
        return known[0] if known else None
    return latest(known, lambda one: one.on, lambda one: (list(Stratum).index(_stratum_in(scene, one)), one.id))


def _stratum_in(scene: Scene, specimen: Specimen) -> Stratum | None:
    """The same as ``stratum_of``, which no day changes, worked out once for a case."""
    strata = scene.chart.strata
    if specimen.id not in strata:
        strata[specimen.id] = stratum_of(specimen)
    return strata[specimen.id]


def lost(scene: Scene) -> bool:
    """The lesion of the event is HER2-negative, low or ultralow in a patient who was positive before."""
    return any(one in NOT_POSITIVE for one in _own_strata(scene)) and stratum(scene) is Stratum.HER2_POS


def gained(scene: Scene) -> bool:
    """The lesion of the event is HER2-positive in a patient who was not before."""
    return Stratum.HER2_POS in _own_strata(scene) and stratum(scene) in NOT_POSITIVE


def _own_strata(scene: Scene) -> list[Stratum]:
    return [
        found
        for one in scene.own_specimens
        if one.result == PathologyResult.MALIGNANT_BREAST and (found := _stratum_in(scene, one)) is not None
    ]
