"""The page on which one event is read blind: figure, record and photographs as others may see them, and no verdict."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.desk.adjudication.forms import ReadingForm
from cases.desk.record import Grid, Links, Station, grid_of, stations_of
from cases.desk.spoken import Speaker, SpokenWhen, label_of
from cases.records.figure import Figure, Windows, figure_of
from cases.records.figure.words import label_words
from cases.review.adjudication.actions import give_reading
from cases.review.adjudication.models import Discipline, Reading, Stands
from cases.review.adjudication.querysets import (
    BlindEvent,
    BlindPhotograph,
    blind_photographs,
    discipline_of,
    readings_of,
)
from cases.review.signatures.actions import sign_reading
from cases.rules.definition import Definition
from cases.rules.labels import Label
from cases.rules.vocabulary import Compartment, PhotoView, RelativeSide, SkinSite
from registry.institutions.guards import Proof
from registry.institutions.policies import Refused
from registry.institutions.scoping import Scope


@dataclass(frozen=True)
class ShownReading:
    """One reading in words. ``compartments``: name and how it stands."""

    reading: Reading
    label: str
    compartments: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ShownPhotograph:
    photograph: BlindPhotograph
    title: str
    when: str


@dataclass(frozen=True)
class BlindPage:
    """``may_give``: the person gives or corrects a reading now; ``given``: those they may see, their own at least."""

    event: BlindEvent
    discipline: str
    when: SpokenWhen
    figure: Figure
    grid: Grid
    record: tuple[Station, ...]
    photographs: tuple[ShownPhotograph, ...]
    given: tuple[ShownReading, ...]
    may_give: bool

    @property
    def discipline_words(self) -> str:
        return Discipline(self.discipline).label.lower()

    @property
    def name(self) -> str:
        return name_of(self.event)


def name_of(event: BlindEvent) -> str:
    """What readers call an event: it tells neither whose it is nor what the registry thinks of it."""
    return f"Event {str(event.episode)[:8]}"


def blind_page(event: BlindEvent, definition: Definition, scope: Scope) -> BlindPage:
    """Everything that a reader sees of an event."""
    document, discipline = event.picture, discipline_of(scope)
    speaker = Speaker(document, None)
    given = readings_of(event.case_id, event.event, event.regimen)
    return BlindPage(
        event=event,
        discipline=discipline,
        when=speaker.when(_day_of(document, event.named)),
        figure=figure_of(document, [], Windows.of(definition)),
        grid=grid_of(document, speaker),
        record=stations_of(document, speaker, Links("", {}, may_edit=False)),
        photographs=tuple(map(_photograph, blind_photographs(event.case_id))),
        given=tuple(_shown(one, definition) for one in given),
        may_give=event.waits_for(discipline) or _may_correct(event, given, discipline),
    )


def reading_form(event: BlindEvent, definition: Definition, discipline: str, data=None) -> ReadingForm:
    third = discipline == Discipline.THIRD
    return ReadingForm(data, compartments=beside_the_skin(event.picture), labels=label_titles(definition), reason=third)


def given_as(form: ReadingForm, event: BlindEvent, definition: Definition, proof: Proof, by: Scope) -> bool:
    """Give and sign the reading that a form holds; what stands in the way becomes an error of the form."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            reading = give_reading(event=event, definition=definition, by=by, **form.answers)
            sign_reading(reading=reading, proved_at=proof.at, proved_how=proof.how, by=by)
    except (Refused, ValidationError) as fault:
        form.add_error(None, str(fault) if isinstance(fault, Refused) else fault.messages)
        return False
    return True


def label_titles(definition: Definition) -> dict[str, str]:
    """Code -> words of the definition for each label."""
    return {one: definition.labels.get(one) or label_words(one) for one in Label}


def beside_the_skin(document: Mapping[str, Any]) -> list[str]:
    """Codes of the compartments that the record names, without the skin, in their order."""
    named = {
        row["compartment"] for one in document.get("assessments") or () for row in one.get("compartments") or ()
    } - {Compartment.SKIN_LR, Compartment.SKIN_DIST}
    return [str(one) for one in Compartment if one in named]


def _may_correct(event: BlindEvent, given: list[Reading], discipline: str) -> bool:
    """One's own reading is corrected while nobody else's is given."""
    others = discipline == Discipline.THIRD or len(given) > 1
    return event.mine and not event.settled and not event.disagreed and not others


def _day_of(document: Mapping[str, Any], key: str):
    rows = (row for name in ("skin_findings", "assessments") for row in document.get(name) or ())
    return next((row.get("on") for row in rows if row["id"] == key), None)


def _shown(reading: Reading, definition: Definition) -> ShownReading:
    stands = tuple((label_of(Compartment, code), Stands(one).label) for code, one in reading.compartments.items())
    return ShownReading(reading, label_titles(definition).get(reading.label, reading.label), stands)


def _photograph(one: BlindPhotograph) -> ShownPhotograph:
    said = [(PhotoView, one.view), (SkinSite, one.region), (RelativeSide, one.side)]
    title = ", ".join(label_of(values, code) for values, code in said if code) or "Photograph"
    return ShownPhotograph(one, title, "day not known" if one.day is None else f"day {one.day}")
