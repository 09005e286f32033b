"""What waits for a reader, and who reads as what."""

from dataclasses import dataclass

from cases.desk.adjudication.reading import name_of
from cases.episodes.published import current_definition
from cases.review.adjudication.models import Discipline, Reader
from cases.review.adjudication.querysets import BlindEvent, blind_events, discipline_of
from registry.institutions.models import Role, User
from registry.institutions.scoping import Scope


@dataclass(frozen=True)
class Line:
    event: BlindEvent
    name: str
    state: str


@dataclass(frozen=True)
class ReadingList:
    """``discipline``: empty for a reviewer whom nobody has named a reader."""

    discipline: str
    waiting: tuple[Line, ...]
    read: tuple[Line, ...]

    @property
    def discipline_words(self) -> str:
        return Discipline(self.discipline).label.lower()


@dataclass(frozen=True)
class ReaderLine:
    user: User
    institutions: str
    discipline: str


def reading_list(scope: Scope) -> ReadingList:
    discipline = discipline_of(scope)
    events = blind_events(current_definition()) if discipline else []
    waiting = tuple(_line(one) for one in events if one.waits_for(discipline))
    return ReadingList(discipline, waiting, tuple(_line(one) for one in events if one.mine))


def waiting_count(scope: Scope) -> int:
    """How many events wait for this person."""
    return len(reading_list(scope).waiting)


def reader_lines() -> list[ReaderLine]:
    """Every reviewer in office with their discipline, by name."""
    latest = {one.user_id: one.discipline for one in Reader.objects.order_by("at")}
    people = User.objects.filter(is_active=True, memberships__role=Role.REVIEWER).distinct().order_by("name", "email")
    return [
        ReaderLine(one, ", ".join(sorted({str(site) for site in one.institutions.all()})), latest.get(one.pk, ""))
        for one in people.prefetch_related("institutions")
    ]


def _line(event: BlindEvent) -> Line:
    if event.settled:
        state = "Adjudicated"
    elif event.disagreed:
        state = "The readers disagree"
    else:
        state = "Waits for the other reader" if event.mine else "To be read"
    return Line(event, name_of(event), state)
