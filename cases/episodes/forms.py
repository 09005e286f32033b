"""The form of a draft: its texts, one box for each constant, and what the worked examples should answer."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.episodes.difference import constant_in_words
from cases.episodes.models import DraftDefinition
from cases.episodes.words import answer_in_words
from cases.rules.definition import CONSTANTS, VERSION, DefinitionError, checked_constant, read_constant
from cases.rules.examples import Worked

TEXTS = ("version", "title", "statement", "why_it_matters", "change_note")
LONG = {"rows": 3}


class DraftForm(forms.Form):
    """A draft as its author writes it; ``document`` is the whole of it once the form is valid.

    ``failing``: the worked examples that do not pass as the draft is saved. Each has a box that takes the answer on
    the page for the expected one.
    """

    version = forms.RegexField(
        VERSION,
        max_length=20,
        error_messages={"invalid": "A version is three numbers, such as 1.1.0."},
        help_text="A changed constant raises the number in the middle.",
    )
    title = forms.CharField(max_length=160)
    statement = forms.CharField(widget=forms.Textarea(attrs=LONG))
    why_it_matters = forms.CharField(widget=forms.Textarea(attrs=LONG))
    change_note = forms.CharField(
        label="What is changed, and why",
        widget=forms.Textarea(attrs=LONG),
        help_text="Whoever checks it reads this first.",
    )
    review_last = forms.DateField(label="Last reviewed", required=False, help_text="Such as 2026-11-24.")
    review_next = forms.DateField(label="Next review", required=False, help_text="Such as 2028-11-24.")
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, draft: DraftDefinition, failing: tuple[Worked, ...], **kwargs):
        document = draft.document
        initial = {name: document.get(name, "") for name in TEXTS} | {"revision": draft.revision}
        initial |= {f"review_{name}": day for name, day in document["review"].items()}
        super().__init__(*args, initial=initial, **kwargs)
        self.stored, self.failing = document, failing
        self.base = draft.base.document if draft.base else document
        self.constants = [name for name in CONSTANTS if name in document["constants"]]
        for name in self.constants:
            self._add_constant(name, document["constants"][name])
        for one in failing:
            self.fields[f"expect_{one.id}"] = forms.BooleanField(
                required=False, label=f"Example {one.id} should answer this from now on"
            )

    def _add_constant(self, name: str, constant: dict[str, Any]) -> None:
        self.fields[name] = forms.CharField(
            label=name,
            max_length=20,
            initial=constant_in_words(constant["value"]),
            help_text=f"{constant['unit']}, from {constant_in_words(constant['bounds'])}. {constant['meaning']}",
        )
        self.fields[f"{name}_source"] = forms.CharField(
            label=f"Source of {name}", max_length=200, initial=constant["source"]
        )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The constants as the page lays them out: value beside source, and the base's value where it was another."""
        return [
            {"name": name, "value": self[name], "source": self[f"{name}_source"], "was": self._was(name)}
            for name in self.constants
        ]

    @property
    def expectations(self) -> list[dict[str, Any]]:
        """The failing examples in words, each with its box."""
        return [
            {
                "title": one.title,
                "timeline": one.timeline,
                "expected": answer_in_words(one.expected),
                "answer": answer_in_words(one.found),
                "box": self[f"expect_{one.id}"],
            }
            for one in self.failing
        ]

    def _was(self, name: str) -> str:
        former = self.base["constants"].get(name)
        before = constant_in_words(former["value"]) if former else ""
        return "" if before == constant_in_words(self.stored["constants"][name]["value"]) else before

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.document = self._texts(cleaned) | {
            "constants": {name: self._constant(name, cleaned) for name in self.constants},
            "examples": [self._example(one, cleaned) for one in self.stored["examples"]],
        }
        return cleaned

    def _texts(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        days = {name: cleaned.get(f"review_{name}") for name in ("last", "next")}
        review = {name: day.isoformat() if day else None for name, day in days.items()}
        return self.stored | {name: cleaned.get(name, "") for name in TEXTS} | {"review": review}

    def _constant(self, name: str, cleaned: dict[str, Any]) -> dict[str, Any]:
        constant = self.stored["constants"][name] | {"source": cleaned.get(f"{name}_source", "")}
        try:
            constant["value"] = read_constant(name, cleaned.get(name, ""))
            checked_constant(name, constant)
        except DefinitionError as fault:
            if name in cleaned:
                self.add_error(name, ValidationError(str(fault)))
        return constant

    def _example(self, example: dict[str, Any], cleaned: dict[str, Any]) -> dict[str, Any]:
        taken = {one.id: one.found for one in self.failing if cleaned.get(f"expect_{one.id}")}
        return (
            example | {"expected": [dict(one) for one in taken[example["id"]]]} if example["id"] in taken else example
        )
