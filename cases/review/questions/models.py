"""Questions at the fields of a case with what was said about them, what the registry has read, and verified fields."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.records.models import Case
from cases.review.leaving import LONGEST, check_holds_no_date
from cases.review.questions.anchors import Anchor
from cases.review.questions.querysets import QuestionQuerySet, VerifiedFieldQuerySet
from cases.review.questions.steps import ReviewState, SiteState, StepKey
from registry.audit.tracking import tracked
from registry.institutions.models import Institution, User


def _person(**options) -> models.ForeignKey:
    return models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", editable=False, **options)


def _institution() -> models.ForeignKey:
    return models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+", editable=False)


class Anchored(models.Model):
    """A place in a case, as ``completeness.Need`` names it: a field of a row, a row, a section, or the whole case."""

    section = models.CharField(max_length=40, blank=True, editable=False)
    kind = models.CharField(max_length=40, blank=True, editable=False)
    row = models.CharField(max_length=40, blank=True, editable=False)
    field = models.CharField(max_length=60, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def anchor(self) -> Anchor:
        return Anchor(self.section, self.kind, self.row, self.field)


@tracked()
class Question(Anchored):
    """One question at one place of a case. Nobody asked it: the registry did, because a rule raised it.

    ``says``: the words it was asked with; of a rule those that hold now. ``code`` and ``about``: the rule, and the rows
    that it speaks of. ``assignee``: who of the institution answers. ``batch``: what was asked at once of many cases.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="questions", editable=False)
    institution = _institution()
    says = models.CharField(
        "your question",
        max_length=LONGEST,
        validators=[check_holds_no_date],
        help_text="Free text that another institution reads. Leave out names, numbers and calendar dates.",
        error_messages={"blank": "Write the question."},
    )
    asked_by = _person()
    asked_at = models.DateTimeField(editable=False)
    code = models.CharField(max_length=60, blank=True, editable=False)
    about = models.CharField(max_length=160, blank=True, editable=False)
    site_state = models.CharField(max_length=10, choices=SiteState, default=SiteState.NEW, editable=False)
    review_state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.OPEN, editable=False)
    assignee = _person()
    closed_by = _person()
    closed_at = models.DateTimeField(null=True, editable=False)
    batch = models.UUIDField(null=True, editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "code", "about"],
                condition=Q(asked_by=None),
                name="the_registry_asks_once",
                violation_error_message="The registry has asked this already.",
            ),
            models.CheckConstraint(
                condition=Q(asked_by=None) & ~Q(code="") | Q(asked_by__isnull=False, code=""),
                name="a_question_is_of_a_person_or_of_a_rule",
            ),
            models.CheckConstraint(
                condition=Q(review_state=ReviewState.CLOSED, closed_at__isnull=False)
                | Q(review_state=ReviewState.OPEN, closed_at=None, closed_by=None),
                name="a_closed_question_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "review_state"], name="question_by_case"),
            models.Index(fields=["institution", "review_state", "site_state"], name="question_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.anchor}: {self.says[:60]}"

    def get_absolute_url(self) -> str:
        return reverse("question", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.review_state == ReviewState.OPEN

    @property
    def is_of_the_registry(self) -> bool:
        return self.asked_by_id is None

    @property
    def asker(self) -> str:
        return str(self.asked_by) if self.asked_by_id else "The registry"


@tracked()
class Message(models.Model):
    """One step of a question with its words. Appended, never changed. ``by``: nobody, if the registry took it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="messages", editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", editable=False)
    institution = _institution()
    by = _person()
    at = models.DateTimeField(editable=False)
    step = models.CharField(max_length=10, choices=StepKey, editable=False)
    text = models.CharField(
        max_length=LONGEST,
        blank=True,
        validators=[check_holds_no_date],
        help_text="Free text that another institution reads. Leave out names, numbers and calendar dates.",
    )

    class Meta:
        indexes = [models.Index(fields=["question", "at"], name="message_by_question")]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.text[:60]}"

    @property
    def speaker(self) -> str:
        return str(self.by) if self.by_id else "The registry"


class RulesRead(models.Model):
    """Up to which version of a case the registry has read it to ask what its rules raise. Written by the deriver."""

    case = models.OneToOneField(Case, primary_key=True, on_delete=models.PROTECT, related_name="rules_read")
    institution = _institution()
    version = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.case_id} read at version {self.version}"


@tracked()
class VerifiedField(Anchored):
    """One value that a reviewer compared and found right. It holds as long as the value has the same digest."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="verified_fields", editable=False)
    institution = _institution()
    digest = models.CharField(max_length=64, editable=False)
    verified_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    verified_at = models.DateTimeField(editable=False)

    objects = VerifiedFieldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "kind", "row", "field"], name="a_field_is_verified_once"),
        ]

    def __str__(self) -> str:
        return f"{self.anchor} verified"
