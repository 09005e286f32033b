"""Photographs of the skin: what is said of each, its pixels, and the links by which a telephone sends them."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse

from cases.photographs.querysets import HandOffQuerySet, PhotographQuerySet
from cases.records.constraints import bounds_in_order
from cases.records.fields import CodeField, WhenField
from cases.records.models import Case, KeyedRow
from cases.rules.vocabulary import PhotoView, RelativeSide, SkinSite
from registry.audit.tracking import tracked
from registry.institutions.models import Institution

GOES_WITH_ITS_CASE = {
    "on_delete": models.DO_NOTHING,
    "db_constraint": False,
    "related_name": "+",
    "editable": False,
}
"""The database removes it with its case: see the migrations."""


class InFrame(models.TextChoices):
    """Whether something that could tell who the patient is stands in the picture."""

    ABSENT = "absent", "Not in the picture"
    MASKED = "masked", "Painted over"
    VISIBLE = "visible", "In the picture"


class ConsentTo(models.TextChoices):
    """For whom the patient has agreed to the photograph."""

    OWN = "own", "The treating institution only"
    REVIEW = "images_internal", "Reviewers of the registry too"
    PUBLICATION = "images_publication", "Reviewers, and printing in a publication"


class Route(models.TextChoices):
    """How a photograph came in."""

    FILE = "file", "As a file"
    PHONE = "phone", "From a telephone"


PREFLIGHT = ("face", "tattoo", "jewellery", "label")
"""What could tell who it is; each is answered before the photograph is shown to anybody else."""


def in_frame(verbose_name: str, help_text: str) -> models.CharField:
    return models.CharField(
        max_length=8, choices=InFrame.choices, blank=True, verbose_name=verbose_name, help_text=help_text
    )


@tracked(exclude=("released",))
class Photograph(KeyedRow):
    """One photograph of the skin: when and what it shows, who may see it, and what was removed from its file.

    ``for_review``: nobody can be recognised, and the patient has agreed to reviewers; the database holds it to that.
    ``removed``: name of what the file held beside its pixels -> how often. ``camera_day``: day by the camera's clock,
    a proposal until a person has said when it was.
    """

    case = models.ForeignKey(Case, **GOES_WITH_ITS_CASE)
    finding = models.ForeignKey(
        "records.SkinFinding",
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="photographs",
        verbose_name="skin finding",
        help_text="The finding that it shows.",
    )
    on = WhenField(verbose_name="taken", help_text="Day of the photograph.")
    view = CodeField(PhotoView, help_text="The same view at two times makes a pair.")
    region = CodeField(SkinSite, help_text="Part of the body.")
    side = CodeField(RelativeSide, verbose_name="side, relative to the primary")
    face = in_frame("face", "Eyes, nose, mouth or ears, in a mirror too.")
    tattoo = in_frame("tattoo or birthmark", "Or a scar that only this patient has.")
    jewellery = in_frame("jewellery or clothing", "A ring, a chain, a uniform.")
    label = in_frame("label or name", "A wristband, a paper, a screen, a door sign.")
    ruler = models.BooleanField(null=True, blank=True, verbose_name="ruler in the picture")
    consent_to = models.CharField(
        max_length=20,
        choices=ConsentTo.choices,
        blank=True,
        verbose_name="consent",
        help_text="For whom the patient has agreed to this photograph.",
    )
    for_review = models.BooleanField(default=False, editable=False)
    sha256 = models.CharField(max_length=64, editable=False, help_text="Of the clean pixels.")
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    masks = models.PositiveSmallIntegerField(default=0, editable=False, help_text="Rectangles painted over.")
    removed = models.JSONField(default=dict, editable=False)
    camera_day = WhenField(editable=False)
    route = models.CharField(max_length=8, choices=Route.choices, editable=False)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    checked_at = models.DateTimeField(null=True, editable=False)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = PhotographQuerySet.as_manager()

    class Meta(KeyedRow.Meta):
        verbose_name = "photograph"
        constraints = [
            *bounds_in_order("on"),
            models.CheckConstraint(
                condition=models.Q(for_review=False)
                | models.Q(
                    *(models.Q(**{f"{name}__in": [InFrame.ABSENT, InFrame.MASKED]}) for name in PREFLIGHT),
                    consent_to__in=[ConsentTo.REVIEW, ConsentTo.PUBLICATION],
                ),
                name="for_review_only_what_shows_nobody_and_has_consent",
                violation_error_message="Reviewers see a photograph only when nothing in it tells who it is, and the"
                " patient has agreed.",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("photograph", args=[self.case_id, self.pk])

    def may_go_to_review(self) -> bool:
        """Whether nothing in it tells who it is, and the patient has agreed."""
        hidden = all(getattr(self, name) in (InFrame.ABSENT, InFrame.MASKED) for name in PREFLIGHT)
        return hidden and self.consent_to in (ConsentTo.REVIEW, ConsentTo.PUBLICATION)

    @property
    def checked(self) -> bool:
        """Whether a person has been through the list of what could tell who it is."""
        return all(getattr(self, name) for name in PREFLIGHT)


class PhotographImage(models.Model):
    """The pixels of a photograph: what is left of the file, never what was sent. JPEG, both of them.

    A table of its own, without a trail: the trail of the photograph keeps their hash, and the database holds the two
    together. Masking replaces the pixels.
    """

    photograph = models.OneToOneField(
        Photograph, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="image"
    )
    case = models.ForeignKey(Case, **GOES_WITH_ITS_CASE)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+", editable=False)
    pixels = models.BinaryField()
    thumbnail = models.BinaryField()

    def __str__(self) -> str:
        return f"pixels of {self.photograph_id}"


@tracked(exclude=("secret_hash",))
class HandOff(models.Model):
    """A link that lets one telephone add photographs to one case for a few minutes, without signing in.

    The secret of the link is kept as its hash. With the first picture the secret changes to one that only this
    telephone knows, so the link itself works once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, **GOES_WITH_ITS_CASE)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+", editable=False)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    check_word = models.CharField(max_length=40, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(editable=False)
    expires_at = models.DateTimeField(editable=False)
    taken_up_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    received = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(20)], editable=False)

    objects = HandOffQuerySet.as_manager()

    def __str__(self) -> str:
        return self.check_word
