"""Who takes part: users, institutions, memberships and the projects that let researchers read rows."""

import uuid

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from registry.audit.tracking import tracked
from registry.institutions.access.models import AccessAnswer, AccessRequest  # noqa: F401 - Django finds models here
from registry.institutions.inviting.models import Invitation  # noqa: F401 - Django finds models here
from registry.institutions.recovering.models import Recovery  # noqa: F401 - Django finds models here
from registry.institutions.tokens.models import AccessToken  # noqa: F401 - Django finds models here


class Role(models.TextChoices):
    """What a member does at an institution; one person may hold several roles."""

    CLINICIAN = "clinician", "Clinician"
    LEAD = "lead", "Institution lead"
    RESEARCHER = "researcher", "Researcher"
    REVIEWER = "reviewer", "Reviewer"
    ADMINISTRATOR = "administrator", "Administrator"


class SharingLevel(models.TextChoices):
    """How far an institution's released cases reach beyond its own members."""

    OWN = "own", "Own members only"
    COUNTS = "counts", "Counts under the disclosure rule"
    PROJECTS = "projects", "Counts, and rows in approved projects"


class WithheldUpTo(models.IntegerChoices):
    """Up to how many people a figure is withheld from readers who may not read the cases (docs/adr/0024)."""

    SEVEN = 7, "7 people or fewer (the rule of the registry)"
    TWELVE = 12, "12 people or fewer"
    SEVENTEEN = 17, "17 people or fewer"
    TWENTY_TWO = 22, "22 people or fewer"


class RoundedTo(models.IntegerChoices):
    """What larger figures are rounded to."""

    FIVE = 5, "To the nearest 5 (the rule of the registry)"
    FIFTEEN = 15, "To the nearest 15"


class UserManager(BaseUserManager):
    """Creates users by e-mail address; there are no user names to remember."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


@tracked(exclude=("password", "last_login"))
class User(AbstractUser):
    """A person who signs in, known by an e-mail address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = None
    first_name = None
    last_name = None
    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=120, help_text="As colleagues know this person.")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_email_address",
                violation_error_message="An account with this e-mail address exists already.",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


@tracked()
class Institution(models.Model):
    """A hospital or a published source; every case belongs to exactly one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=20, unique=True, help_text="Short code used in exchanged files.")
    name = models.CharField(max_length=160)
    country = models.CharField(max_length=2, help_text="Two letters, ISO 3166-1 alpha-2.")
    active = models.BooleanField(default=True)
    ethics_ref = models.CharField("ethics reference", max_length=120, blank=True)
    timezone = models.CharField(max_length=60, default="UTC")
    sharing_level = models.CharField(max_length=10, choices=SharingLevel.choices, default=SharingLevel.COUNTS)
    withheld_up_to = models.PositiveSmallIntegerField(choices=WithheldUpTo.choices, default=WithheldUpTo.SEVEN)
    rounded_to = models.PositiveSmallIntegerField(choices=RoundedTo.choices, default=RoundedTo.FIVE)
    collects_ancestry = models.BooleanField(
        default=False, help_text="Ancestry is asked only where an institution has opted in."
    )
    members = models.ManyToManyField(User, through="Membership", related_name="institutions")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(country__regex=r"^[A-Z]{2}$"),
                name="country_is_two_capital_letters",
                violation_error_message="Give the country as two capital letters, such as IT or GB.",
            ),
            models.CheckConstraint(
                condition=models.Q(withheld_up_to__in=WithheldUpTo.values, rounded_to__in=RoundedTo.values),
                name="figures_are_never_shown_finer_than_the_registry_does",
                violation_error_message="Choose one of the limits and one of the roundings that the page offers.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Membership(models.Model):
    """One role of one person at one institution."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "institution", "role"],
                name="a_role_is_held_once",
                violation_error_message="This person holds this role here already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} at {self.institution}"


class ProjectQuerySet(models.QuerySet):
    """Questions about projects."""

    def in_force(self) -> "ProjectQuerySet":
        """Approved by a second person, and not past the last day (UTC)."""
        return self.filter(approved=True, until__gte=timezone.now().date())

    def visible_to(self, scope) -> "ProjectQuerySet":
        """Those that a person is in, and those that read an institution the person leads; to an administrator all."""
        if scope.administrator:
            return self
        return self.filter(Q(members=scope.user_id) | Q(institutions__in=scope.led)).distinct()

    def waiting(self) -> "ProjectQuerySet":
        """What waits for a second administrator: an approval or an extension."""
        return self.filter(Q(approved=False, closed=False) | Q(extend_to__isnull=False))


def _person(**options) -> models.ForeignKey:
    return models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False, **options)


@tracked()
class Project(models.Model):
    """A research question that, approved by a second person, lets its members read the rows of its institutions.

    ``until``: the last day on which it does. ``edited_by``: who made or changed it last; never who approves.
    ``extend_to``: a later last day that waits for a second administrator. ``closed``: an administrator ended it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=160)
    question = models.TextField(max_length=1000, blank=True)
    purpose = models.TextField(blank=True)
    ethics_ref = models.CharField("ethics reference", max_length=120, blank=True)
    until = models.DateField("last day", null=True, blank=True)
    approved = models.BooleanField(default=False, editable=False)
    closed = models.BooleanField(default=False, editable=False)
    edited_by = _person(null=True)
    edited_at = models.DateTimeField(null=True, editable=False)
    approved_by = _person(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    extend_to = models.DateField(null=True, blank=True, editable=False)
    extend_asked_by = _person(null=True, blank=True)
    institutions = models.ManyToManyField(Institution, through="ProjectInstitution", related_name="projects")
    members = models.ManyToManyField(User, through="ProjectMembership", related_name="projects")

    objects = ProjectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved=False)
                | Q(approved_by__isnull=False, edited_by__isnull=False, until__isnull=False, closed=False)
                & ~Q(approved_by=F("edited_by")),
                name="a_project_takes_two_persons",
                violation_error_message="Somebody else has to approve this: not who made or changed it last.",
            ),
            models.CheckConstraint(
                condition=Q(extend_to__isnull=True, extend_asked_by__isnull=True)
                | Q(extend_to__isnull=False, extend_asked_by__isnull=False),
                name="an_extension_is_somebodys",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("project-detail", args=[self.pk])

    @property
    def is_past(self) -> bool:
        return self.until is not None and self.until < timezone.now().date()

    @property
    def is_open(self) -> bool:
        """Whether its members read rows through it today."""
        return self.approved and not self.is_past

    @property
    def state(self) -> str:
        """Where it stands, in a word or two."""
        if self.closed:
            return "Closed"
        if not self.approved:
            return "Waiting for approval"
        return "Past its last day" if self.is_past else "Approved"


@tracked()
class ProjectInstitution(models.Model):
    """One institution whose rows a project reads."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "institution"], name="a_project_reads_an_institution_once")
        ]

    def __str__(self) -> str:
        return f"{self.institution} in {self.project}"


@tracked()
class ProjectMembership(models.Model):
    """One person's part in one project."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="project_memberships")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "user"],
                name="a_project_member_is_listed_once",
                violation_error_message="This person is in the project already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.project}"
