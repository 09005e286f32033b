"""What a reader answers about one event, and as what a reviewer reads."""

from collections.abc import Iterable, Mapping

from django import forms

from cases.desk.spoken import label_of
from cases.review.adjudication.models import Discipline, SkinAnswer, Stands, Sure
from cases.review.leaving import LONGEST, check_holds_no_date
from cases.rules.labels import Label
from cases.rules.vocabulary import Compartment

BESIDE_THE_SKIN = "stands_"


def _choose(label: str, choices: Iterable[tuple[str, str]], missing: str, **options) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, error_messages={"required": missing, "invalid_choice": missing}, **options
    )


class ReadingForm(forms.Form):
    """The answers of one reader. ``compartments``: codes of those beside the skin that the record names."""

    use_required_attribute = False

    def __init__(self, data=None, *, compartments: Iterable[str], labels: Mapping[str, str], reason: bool):
        super().__init__(data)
        self.fields["skin"] = _choose(
            "Is the metastasis of the skin progressing at this event?",
            SkinAnswer.choices,
            "Say whether the skin is progressing, or that you cannot tell.",
            widget=forms.RadioSelect,
        )
        for code in compartments:
            name = label_of(Compartment, code)
            self.fields[f"{BESIDE_THE_SKIN}{code}"] = _choose(
                name, [("", "Choose"), *Stands.choices], f"Say how it stands: {name}. “Cannot tell” is an answer."
            )
        self.fields["label"] = _choose(
            "Label",
            [("", "Choose a label"), *((one, labels[one]) for one in Label)],
            "Choose the label that you give to this event.",
            help_text="What the words mean stands in the help.",
        )
        self.fields["sure"] = _choose(
            "How sure are you of the label?", Sure.choices, "Say how sure you are.", widget=forms.RadioSelect
        )
        self.fields["words"] = forms.CharField(
            label="Why you settle it so" if reason else "In your words",
            required=reason,
            max_length=LONGEST,
            validators=[check_holds_no_date],
            error_messages={"required": "Say why you settle it so; both readers find your reason beside theirs."},
            help_text="What decided it, for the other reader and the institution. Leave out names, numbers and dates;"
            " days are fine.",
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    @property
    def answers(self) -> dict:
        """The answers as ``give_reading`` takes them."""
        given = self.cleaned_data
        stands = {name.removeprefix(BESIDE_THE_SKIN): given[name] for name in given if name.startswith(BESIDE_THE_SKIN)}
        return {name: given[name] for name in ("skin", "label", "sure", "words")} | {"compartments": stands}


class ReaderForm(forms.Form):
    """As what somebody reads."""

    user = forms.UUIDField(widget=forms.HiddenInput)
    discipline = forms.ChoiceField(choices=[("", "Does not read"), *Discipline.choices], required=False)
