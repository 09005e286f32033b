"""Readings and signatures for the demonstration: two that agree, two that a third settles, and what still waits."""

from django.utils import timezone

from cases.desk.adjudication.signing import seen_of
from cases.episodes.derivation import derive_pending
from cases.episodes.models import Verdict
from cases.episodes.published import current_definition
from cases.records.models import Case
from cases.review.adjudication.actions import give_reading, name_reader
from cases.review.adjudication.models import Discipline, Reader, Reading, SkinAnswer, Stands, Sure
from cases.review.adjudication.querysets import BlindEvent, blind_events
from cases.review.signatures.actions import sign, sign_reading
from cases.review.signatures.models import Meaning
from cases.rules.labels import Label
from registry.database.deriver import as_deriver
from registry.institutions.models import Role, User
from registry.institutions.scoping import Scope, acting, scope_of

READERS = (
    ("oncologist.south", "Olga South", "SOUTH", Role.REVIEWER),
    ("dermatologist.south", "Dana South", "SOUTH", Role.REVIEWER),
    ("third.south", "Theo South", "SOUTH", Role.REVIEWER),
)
AS_WHAT = dict(zip((name for name, *_ in READERS), Discipline, strict=True))
HOW = "one click in the demonstration"
AGREED, DISAGREED = 2, 2
WORDS = {
    Discipline.ONCOLOGIST: "The skin grew while the liver shrank at the same look.",
    Discipline.DERMATOLOGIST: "The change fits another disease of the skin; I would have it examined again.",
    Discipline.THIRD: "The specimen of this very event settles it: tumour, seen to grow.",
}


def sign_in_the_demo(case: Case, by: Scope) -> None:
    """A lead signs a case as it stands, before it is locked."""
    proof = {"proved_at": timezone.now(), "proved_how": HOW}
    sign(case=case, meaning=Meaning.LOCK, section="", seen=seen_of(case, by), by=by, **proof)


def read_in_the_demo(people: dict[str, User], *, administrator: User, page: str) -> None:
    """``people``: name of an account -> its person. Whoever is a reader already stays as they are."""
    if Reader.objects.filter(user__in=people.values()).exists():
        return
    admin = scope_of(administrator)
    with acting(admin, page=page):
        for name, discipline in AS_WHAT.items():
            name_reader(user=people[name], discipline=discipline, by=admin)
    readers = {AS_WHAT[name]: scope_of(people[name]) for name in AS_WHAT}
    with acting(readers[Discipline.ONCOLOGIST], page=page):
        derive_pending()
        events = blind_events(current_definition())[: AGREED + DISAGREED + 1]
    for place, event in enumerate(events):
        _read(event, place, readers, page)


def _read(event: BlindEvent, place: int, readers: dict[Discipline, Scope], page: str) -> None:
    """The first agree, the next are settled, of the last the dermatologist's reading waits."""
    derived = _derived(event)
    _give(event, Discipline.ONCOLOGIST, derived, readers, page)
    if place < AGREED + DISAGREED:
        agrees = place < AGREED or derived == Label.MIMIC
        _give(event, Discipline.DERMATOLOGIST, derived if agrees else Label.MIMIC, readers, page)
        if not agrees:
            _give(event, Discipline.THIRD, derived, readers, page)


def _give(event: BlindEvent, discipline: Discipline, label: str, readers: dict, page: str) -> Reading:
    by = readers[discipline]
    answers = {"skin": SkinAnswer.YES, "compartments": {"LIVER": Stands.RESPONDING}, "sure": Sure.FAIRLY}
    with acting(by, page=page):
        definition = current_definition()
        reading = give_reading(
            event=event, definition=definition, label=label, words=WORDS[discipline], by=by, **answers
        )
        sign_reading(reading=reading, proved_at=timezone.now(), proved_how=HOW, by=by)
    return reading


def _derived(event: BlindEvent) -> str:
    with as_deriver():
        return Verdict.objects.values_list("label", flat=True).get(pk=event.episode)
