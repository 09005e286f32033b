"""The page of one episode of a released case, for readers of any institution: everything on it may leave."""

from dataclasses import dataclass

from cases.cohorts.episode import Summary, summaries
from cases.cohorts.models import ReadableEpisode
from cases.desk.episodes import EpisodePanel, beside, panels_of
from cases.desk.measured import AsMeasured, as_measured
from cases.desk.record import Links, Station, stations_of
from cases.desk.spoken import Speaker
from cases.episodes.published import named_definition
from cases.records.figure import Figure, Windows, figure_of
from cases.review.adjudication.querysets import adjudicated_of


@dataclass(frozen=True)
class SharedEpisode:
    """``measured``: worked out from the measurements of that record; ``record``: the de-identified record by station;
    ``definition``: what decided, in words; ``event``: what it calls its events.
    """

    summary: Summary
    panel: EpisodePanel
    figure: Figure
    measured: AsMeasured | None
    record: tuple[Station, ...]
    definition: str
    event: str


def shared_episode(found: ReadableEpisode) -> SharedEpisode:
    """Everything that the page shows; read from what was stored when the case was derived."""
    document, definition = found.document, named_definition(found.definition_name)
    shaded = Windows.of(definition)
    speaker = Speaker(document, None)
    (summary,) = summaries([found], definition)
    (panel,) = panels_of(document, [found.episode], shaded, speaker)
    return SharedEpisode(
        summary=summary,
        panel=beside(panel, adjudicated_of([found.pk]).get(found.pk)),
        figure=figure_of(document, [found.episode], shaded),
        measured=as_measured(document, definition.constants, speaker),
        record=stations_of(document, speaker, Links("", {}, may_edit=False)),
        definition=f"{definition.title}, version {definition.version}",
        event=definition.event,
    )
