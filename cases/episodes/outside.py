"""A derived case as others may see it: its document without what identifies, its episodes under plain keys.

Days count from the earliest possible first anti-HER2 dose, and from day 0 where there is none; in the sentences too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.disclosure.days import counted_from
from cases.disclosure.keys import plain_names, renamed
from cases.records.outside import PREFIXES, SHAPES, with_plain_keys_from_outside
from cases.rules.definition import Definition
from cases.rules.discordance import classify
from cases.rules.timeline import Timeline
from cases.rules.verdict import Reason

KEPT_INSIDE = ("diagnosis_year",)
"""A year beside days would come close to dates."""


@dataclass(frozen=True)
class Outside:
    """``document``: case/1. ``episodes``: printed episodes, by the inside key of the record each starts with.

    ``names``: inside key -> plain key, of the keys that were replaced.
    """

    document: dict
    episodes: Mapping[str, dict]
    names: Mapping[str, str]


def outside_of(
    document: Mapping[str, Any], episodes: Sequence[dict], definition: Definition, first: int | None
) -> Outside:
    """What may leave of a document and its printed episodes. ``first``: the day of the first anti-HER2 dose."""
    names, origin = plain_names(document, PREFIXES), first or 0
    if names:
        document = renamed(document, names, SHAPES)
    if names or (origin and any(map(_names_days, episodes))):
        moved = Timeline.from_document(counted_from(document, origin, SHAPES))
        told = [one.as_json() for one in classify(moved, definition)]
    else:
        told = [_counted_from(one, origin) for one in episodes]
    by_key = {start_of(one): one for one in told}
    seen = _with_diagnosis(with_plain_keys_from_outside(document, since=origin), -origin)
    shown = {name: value for name, value in seen.items() if name not in KEPT_INSIDE}
    return Outside(shown, {key: by_key[names.get(key, key)] for key in map(start_of, episodes)}, names)


def _names_days(episode: Mapping[str, Any]) -> bool:
    """Whether a sentence of the episode names days: only the one that says which date must be narrower."""
    return any(rule["rule"] == Reason.DATES for rule in episode["rules"])


def _counted_from(episode: dict, origin: int) -> dict:
    return episode | {"t0": [None if day is None else day - origin for day in episode["t0"]]}


def _with_diagnosis(document: Mapping[str, Any], day: int) -> Mapping[str, Any]:
    """The day of the diagnosis, which goes without saying inside where it is day 0, written at the first tumour."""
    primaries = document.get("primaries") or []
    if not primaries or primaries[0].get("on") is not None:
        return document
    return document | {"primaries": [primaries[0] | {"on": day}, *primaries[1:]]}


def start_of(episode: Mapping[str, Any]) -> str:
    """Key of the finding, or of the assessment, that an episode starts with."""
    return episode.get("finding") or episode.get("assessment") or ""
