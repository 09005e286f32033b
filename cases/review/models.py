"""The moves of a case, and questions from outside about a released case with what the institution answers."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.records.models import Case
from cases.review.adjudication.models import (  # noqa: F401 - Django finds models here
    Adjudicated,
    Reader,
    Reading,
)
from cases.review.leaving import LONGEST, check_holds_no_date
from cases.review.questions.models import (  # noqa: F401 - Django finds models here
    Message,
    Question,
    RulesRead,
    VerifiedField,
)
from cases.review.signatures.models import Signature  # noqa: F401 - Django finds models here
from cases.rules.vocabulary import CaseStatus
from registry.audit.tracking import tracked
from registry.institutions.models import Institution, User
from registry.institutions.scoping import Scope


class InquiryQuerySet(models.QuerySet):
    """Questions to the inquiries. Row-level security leaves one's own and those about cases of one's institutions."""

    def asked_by(self, scope: Scope) -> "InquiryQuerySet":
        return self.filter(asked_by=scope.user_id).order_by("-asked_at")

    def about_cases_of(self, scope: Scope) -> "InquiryQuerySet":
        """Those that a clinician or lead may answer, the unanswered first, the longest-waiting of them on top."""
        found = self.filter(institution__in=scope.sites).select_related("case", "asked_by")
        return found.order_by(models.F("answered_at").desc(nulls_first=True), "asked_at")

    def visible_to(self, scope: Scope) -> "InquiryQuerySet":
        return self.filter(Q(asked_by=scope.user_id) | Q(institution__in=scope.sites))

    def waiting(self) -> "InquiryQuerySet":
        return self.filter(answered_at=None)


def _person(**options) -> models.ForeignKey:
    return models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False, **options)


class CaseMove(models.Model):
    """One step of a case: who took it, when (UTC), from where to where, and why. Written by a trigger on the case only.

    ``key``: as in ``workflow``; empty where no move of the application made it, such as an import. ``reviewer``: who
    has the case afterwards. ``version``: of the case then. The reason is free text: the institution and the reviewer
    of the case read it, nobody else, and no export holds it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(
        Case,
        on_delete=models.DO_NOTHING,
        related_name="moves",
        editable=False,
        db_constraint=False,  # the database's own reference holds case and institution, and goes with the case
    )
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+", editable=False)
    key = models.CharField(max_length=12, blank=True, editable=False)
    came_from = models.CharField(max_length=12, blank=True, choices=CaseStatus.choices(), editable=False)
    to = models.CharField(max_length=12, choices=CaseStatus.choices(), editable=False)
    by = _person(null=True)
    at = models.DateTimeField(editable=False)
    reason = models.CharField(max_length=LONGEST, blank=True, editable=False)
    reviewer = _person(null=True)
    version = models.PositiveIntegerField(editable=False)

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="move_by_case")]

    def __str__(self) -> str:
        return f"{self.key or 'written'}: {self.came_from} to {self.to}"


@tracked()
class Inquiry(models.Model):
    """One question of a reader about a case of another institution, and its answer.

    Who asks sees neither local code nor pseudonym; who answers sees who asked. ``episode``: the verdict that was
    read, which a later derivation replaces. ``about``: what it was called, in words.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="inquiries", editable=False)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+", editable=False)
    episode = models.UUIDField(editable=False)
    about = models.CharField(max_length=160, editable=False)
    asked_by = _person()
    asked_at = models.DateTimeField(editable=False)
    text = models.CharField(
        "your question",
        max_length=LONGEST,
        validators=[check_holds_no_date],
        help_text="Free text that another institution reads. Leave out names, numbers, calendar dates and places.",
        error_messages={"blank": "Write the question."},
    )
    answer = models.CharField(
        "your answer",
        max_length=LONGEST,
        blank=True,
        validators=[check_holds_no_date],
        help_text="Free text that leaves your institution. Leave out names, local codes, numbers, calendar dates and"
        " places; days from the event are fine.",
    )
    answered_by = _person(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "inquiries"
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="an_answer_has_words_and_a_person",
            )
        ]
        indexes = [models.Index(fields=["asked_by", "-asked_at"], name="inquiry_by_who_asked")]

    def __str__(self) -> str:
        return f"{self.about}, {self.asked_at:%d %b %Y}"

    def get_absolute_url(self) -> str:
        return reverse("inquiry", args=[self.pk])

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None
