"""Questions for the demonstration: one in each state, and a few verified fields, at whichever places the cases have."""

from dataclasses import dataclass

from cases.records.document import document_of
from cases.records.kinds import kind_by_slug
from cases.records.models import Case
from cases.records.sections import rows_of
from cases.review.questions.actions import ask_question, take_step, verify_fields
from cases.review.questions.anchors import Anchor, digest_at, field_anchor, field_names
from cases.review.questions.models import Question
from cases.review.questions.policies import can_ask
from cases.review.questions.steps import Side, StepKey
from registry.institutions.scoping import Scope, acting


@dataclass(frozen=True)
class Course:
    """A question at a field of the first row of a kind, and the steps that were taken."""

    kind: str
    field: str
    says: str
    steps: tuple[tuple[Side, StepKey, str], ...] = ()


RESOLVED = (Side.SITE, StepKey.RESOLVED, "Read again in the letter of the clinic, and corrected where it was wrong.")
COURSES = (
    Course("skin-finding", "morphology", "Was the skin like this at this look, or is it told from a later one?"),
    Course(
        "assessment",
        "compartments",
        "Was nothing else imaged at this look?",
        ((Side.SITE, StepKey.ANSWERED, "We asked the radiologists for the report."),),
    ),
    Course("specimen", "markers", "By which assay was HER2 measured here?", (RESOLVED,)),
    Course(
        "regimen",
        "drugs",
        "Did all drugs of the regimen end on the same day?",
        (RESOLVED, (Side.REVIEW, StepKey.SENT_BACK, "One of them is still without a last dose.")),
    ),
    Course(
        "primary",
        "laterality",
        "Is the side taken from the pathology report?",
        (RESOLVED, (Side.REVIEW, StepKey.CLOSED, "Thank you, that settles it.")),
    ),
)
VERIFIED = "skin-finding"


def ask_in_the_demo(case: Case, *, site: Scope, review: Scope, page: str) -> None:
    """Ask about a case that the reviewer has; nothing where somebody has asked already."""
    with acting(review, page=page):
        if not can_ask(case, review) or Question.objects.of_people().filter(case=case).exists():
            return
        document = document_of(case)
        ticked = _first(document, VERIFIED)
        if ticked:
            fields = (Anchor(ticked.section, ticked.kind, ticked.row, name) for name in field_names(ticked.fields_kind))
            verify_fields(case=case, anchors=list(fields)[:12], by=review)
    for course in COURSES:
        row = _first(document, course.kind)
        anchor = field_anchor(row.kind, row.row, course.field) if row else None
        if anchor and digest_at(document, anchor):
            _run(case, anchor, course, site=site, review=review, page=page)


def _run(case: Case, anchor: Anchor, course: Course, *, site: Scope, review: Scope, page: str) -> None:
    with acting(review, page=page):
        question = ask_question(case=case, anchor=anchor, text=course.says, by=review)
    for side, key, text in course.steps:
        person = site if side is Side.SITE else review
        with acting(person, page=page):
            question = take_step(question=Question.objects.get(pk=question.pk), key=key, text=text, by=person)


def _first(document, kind: str) -> Anchor | None:
    """The first row of a kind."""
    row = next(iter(rows_of(kind_by_slug(kind), document)), None)
    return field_anchor(kind, row.get("id", "")) if row else None
