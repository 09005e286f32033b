"""A request for access to the rows of some institutions, and what each of them answers."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from registry.audit.tracking import tracked


class RequestState(models.TextChoices):
    """Where a request stands."""

    OPEN = "open", "Waiting"
    APPROVED = "approved", "Approved"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class AccessRequestQuerySet(models.QuerySet):
    """Questions about requests. Row-level security leaves what somebody asked, is asked, or administers."""

    def visible_to(self, scope) -> "AccessRequestQuerySet":
        """Those that a person asked, or may answer as a lead; to an administrator all."""
        if scope.administrator:
            return self
        return self.filter(Q(asked_by=scope.user_id) | Q(answers__institution__in=scope.led)).distinct()

    def waiting_first(self) -> "AccessRequestQuerySet":
        return self.order_by(models.Case(models.When(state=RequestState.OPEN, then=0), default=1), "-asked_at")


def _person(**options) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False, **options
    )


@tracked()
class AccessRequest(models.Model):
    """What a researcher wants to find out, and from whose cases. Approved, it becomes a project.

    ``until``: the last day asked for; ``colleagues``: keys of the users who are to read with who asks.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=160)
    question = models.TextField(max_length=1000, blank=True)
    purpose = models.TextField(max_length=2000)
    ethics_ref = models.CharField("ethics reference", max_length=120, blank=True)
    until = models.DateField("last day", null=True, blank=True)
    colleagues = ArrayField(models.UUIDField(), default=list, blank=True, editable=False)
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.OPEN, editable=False)
    asked_by = _person()
    asked_at = models.DateTimeField(editable=False)
    decided_by = _person(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    project = models.OneToOneField(
        "institutions.Project", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = AccessRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(project__isnull=True) | Q(state=RequestState.APPROVED),
                name="only_an_approved_request_has_a_project",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.APPROVED) | ~Q(decided_by=models.F("asked_by")),
                name="nobody_approves_the_own_request",
                violation_error_message="Somebody else has to approve this: not who asked.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("access-request", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == RequestState.OPEN


@tracked()
class AccessAnswer(models.Model):
    """What one institution says to a request. ``agreed``: None until a lead of it has answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="answers")
    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    asked_by = _person()
    agreed = models.BooleanField(null=True, blank=True)
    remark = models.CharField(max_length=300, blank=True)
    answered_by = _person(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "institution"], name="an_institution_answers_a_request_once"),
            models.CheckConstraint(
                condition=Q(agreed__isnull=True, answered_by__isnull=True)
                | Q(agreed__isnull=False, answered_by__isnull=False),
                name="an_answer_is_somebodys",
            ),
        ]

    def __str__(self) -> str:
        said = {None: "has not answered", True: "agrees", False: "does not agree"}[self.agreed]
        return f"{self.institution} {said}"
