"""Questions from outside about a released case, and what the institution answers."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.records.models import Case
from cases.rules.calendar_text import calendar_text_in
from registry.audit.tracking import tracked
from registry.institutions.models import Institution, User
from registry.institutions.scoping import Scope

LONGEST = 1000


def check_holds_no_date(text: str) -> None:
    """A calendar date could be a patient's, and the words go to another institution."""
    found = calendar_text_in(text)
    if found:
        raise ValidationError(f"“{found}” looks like a date. Count in days or months from the event instead.")


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
