"""One readable episode in a list: what the columns say, and its figure in small."""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.cohorts import words
from cases.cohorts.models import ReadableEpisode
from cases.records.figure import Figure, Windows, event_figure_of
from cases.rules.definition import Definition
from cases.rules.explain import listed


@dataclass(frozen=True)
class Summary:
    """One line of the list. ``days``: from the first anti-HER2 dose, or from day 0 as ``origin`` says.

    ``why``: the sentence of the rule that decided the label; ``near``: the step that it lacks to be discordant, and
    the records that this turns on.
    """

    episode: ReadableEpisode
    label: str
    certainty: str
    reason: str
    label_set: tuple[str, ...]
    flags: tuple[str, ...]
    days: str
    origin: str
    regimen: str
    setting: str
    extent: str
    her2: str
    why: str
    near: str
    figure: Figure | None


def summaries(episodes: Iterable[ReadableEpisode], definition: Definition) -> list[Summary]:
    """The lines of a list, in its order, under the definition that they were asked for."""
    return [_summary(one, place, definition) for place, one in enumerate(episodes, 1)]


def _summary(episode: ReadableEpisode, place: int, definition: Definition) -> Summary:
    line = f"line {episode.line}" if episode.line else ""
    return Summary(
        episode=episode,
        label=words.label_title(episode.label, definition.labels),
        certainty=words.certainty_title(episode.certainty).lower() if episode.certainty else "",
        reason=words.reason_title(episode.reason),
        label_set=tuple(words.label_title(one, definition.labels) for one in episode.label_set),
        flags=tuple(words.flag_title(one) for one in episode.flags),
        days=words.days_title(episode.since_lo, episode.since_hi),
        origin="first anti-HER2 dose" if episode.from_first_dose else "day 0, the diagnosis",
        regimen=words.regimen_title(episode.regimen),
        setting=", ".join(part for part in (words.setting_title(episode.setting), line) if part),
        extent=words.extent_title(episode.extent),
        her2=words.her2_title(episode.her2),
        why=_why(episode),
        near=_near(episode),
        figure=event_figure_of(episode.document, episode.episode, Windows.of(definition), name=f"episode-{place}"),
    )


def _rules(episode: ReadableEpisode) -> dict[str, dict]:
    return {one["rule"]: one for one in episode.episode.get("rules") or ()}


def _near(episode: ReadableEpisode) -> str:
    says, records = episode.near.get("says", ""), episode.near.get("records")
    return f"{says} It turns on {listed(records)}." if records else says


def _why(episode: ReadableEpisode) -> str:
    """What decided the label: the first rule that does not pass, else what the comparators did."""
    rules = _rules(episode)
    deciding = next((one for one in rules.values() if one["verdict"] != "pass"), rules.get("systemic"))
    return f"{deciding['says'].rstrip('.')}." if deciding else ""
