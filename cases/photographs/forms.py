"""What a person sends with a photograph: the file itself, what it shows, and the rectangles that cover it."""

from dataclasses import replace

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from cases.photographs.cleaning import LARGEST_FILE, SENTENCES, Cleaned, NotAPicture, cleaned
from cases.photographs.models import PREFLIGHT, ConsentTo, InFrame, Photograph
from cases.records.forms import Entry
from cases.records.forms.boxes import box_for
from cases.rules.dates import When, when_text
from cases.rules.vocabulary import SkinSite
from registry.web.templatetags.web import ErrorLink

ACCEPTED = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif"
DESCRIBED = ("on", "view", "region", "side", "finding", *PREFLIGHT, "ruler", "consent_to", "comment")
MOST_MASKS = 20
EDGES = ("left", "top", "right", "bottom")


class UploadForm(forms.Form):
    """One picture."""

    picture = forms.FileField(
        label="Photograph",
        help_text="JPEG, PNG, WebP or HEIC, smaller than 20 MB. Where and when it was taken, the camera and all else in"
        " the file is removed; only the picture is kept.",
        error_messages={"required": "Choose a photograph.", "empty": SENTENCES["empty"]},
        widget=forms.FileInput(attrs={"accept": ACCEPTED, "required": False}),
    )

    def clean_picture(self) -> Cleaned:
        file = self.cleaned_data["picture"]
        if file.size > LARGEST_FILE:
            raise ValidationError(SENTENCES["size"])
        try:
            return cleaned(file.read())
        except NotAPicture as fault:
            raise ValidationError(str(fault)) from fault


class DescribeForm(forms.Form):
    """What a photograph shows, whether anything in it tells who it is, and for whom the patient agreed to it."""

    use_required_attribute = False

    def __init__(self, *, photograph: Photograph, entry: Entry, data: QueryDict | None = None):
        super().__init__(data)
        self.photograph, self.entry = photograph, entry
        for name in DESCRIBED:
            self.fields[name] = box_for(Photograph._meta.get_field(name), entry)
            self.initial[name] = getattr(photograph, name)
        self.fields["region"] = forms.ChoiceField(
            label="Region", choices=[("", "–"), *SkinSite.choices()], required=False, help_text="Part of the body."
        )
        for name in PREFLIGHT:
            self.fields[name].choices = InFrame.choices
            self.fields[name].widget = forms.RadioSelect(choices=InFrame.choices)
        self.fields["consent_to"].choices = ConsentTo.choices
        self.fields["consent_to"].widget = forms.RadioSelect(choices=ConsentTo.choices)
        if photograph.camera_day is not None and photograph.on is None:
            proposed = when_text(photograph.camera_day, entry.day_zero)
            self.fields["as_camera"] = forms.BooleanField(
                label=f"Taken on {proposed}, as the camera's clock said", required=False
            )

    def clean(self) -> dict:
        said = super().clean()
        if said.get("as_camera") and said.get("on") is None and "on" not in self.errors:
            said["on"] = self.photograph.camera_day
        return said

    def filled(self) -> Photograph:
        """The photograph with what was said; the camera's clock has then been asked for good."""
        for name in DESCRIBED:
            setattr(self.photograph, name, self.cleaned_data[name])
        self.photograph.on, self.photograph.as_reported = _apart(self.cleaned_data["on"])
        if self.photograph.on is not None:
            self.photograph.camera_day = None
        return self.photograph


def _apart(when: When | None) -> tuple[When | None, dict[str, str]]:
    """A date, and the wording that is kept beside it."""
    if when is None or not when.as_reported:
        return when, {}
    bare = None if (when.lo, when.hi, when.anchored) == (None, None, False) else replace(when, as_reported="")
    return bare, {"on": when.as_reported}


class MaskForm:
    """Rectangles in percent of the picture, four numbers a row; empty rows are left out."""

    def __init__(self, data: QueryDict):
        self.rows = [list(row) for row in zip(*(data.getlist(edge) for edge in EDGES), strict=False)]
        self.errors: list[ErrorLink] = []

    def masks(self) -> list[tuple[float, ...]]:
        """As parts of 1; empty with ``errors`` where a row is not a rectangle."""
        filled = self._filled()
        found = [_rectangle(row) for row in filled]
        if not filled:
            self.say("Draw at least one rectangle, or give the four edges of one.")
        elif len(filled) > MOST_MASKS:
            self.say(f"At most {MOST_MASKS} rectangles at a time.")
        elif None in found:
            self.say(
                f"Rectangle {found.index(None) + 1}: give left, top, right and bottom from 0 to 100, left before right"
                " and top before bottom."
            )
        return [] if self.errors else found

    def left_unpainted(self) -> bool:
        """Whether there are rectangles that a mere saving would lose; then with ``errors``."""
        if self._filled():
            self.say("Rectangles are drawn but not painted over. Paint them over, or take them away, then save.")
        return bool(self.errors)

    def _filled(self) -> list[list[str]]:
        return [row for row in self.rows if any(text.strip() for text in row)]

    def say(self, *sentences: str) -> None:
        """Why the rectangles were not painted."""
        self.errors += [ErrorLink("#masks", sentence) for sentence in sentences]


def _rectangle(row: list[str]) -> tuple[float, ...] | None:
    try:
        left, top, right, bottom = (float(text.replace(",", ".")) / 100 for text in row)
    except ValueError:
        return None
    return (left, top, right, bottom) if 0 <= left < right <= 1 and 0 <= top < bottom <= 1 else None
