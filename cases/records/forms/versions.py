"""Two people at once: both versions of a form field by field, and what a person chose to keep."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.http import QueryDict

from cases.records.forms.rows import spoken

KEEP = "keep-"
THEIRS = "theirs"


@dataclass(frozen=True)
class Version:
    """One line of the comparison, as ``_components/side_by_side.html`` reads it."""

    name: str
    label: str
    mine: str
    theirs: str
    chosen: str = "mine"

    @property
    def differs(self) -> bool:
        return self.mine != self.theirs


def compared(mine: forms.Form, theirs: forms.Form) -> Iterator[Version]:
    """The fields in which something stands on either side."""
    for name, box in mine.fields.items():
        one, other = (spoken(form[name]) if name in form.fields else "" for form in (mine, theirs))
        if one or other:
            yield Version(name, str(box.label), one, other)


def kept_theirs(data: QueryDict) -> set[str]:
    """The names of the fields for which the person chose the saved version."""
    return {name.removeprefix(KEEP) for name in data if name.startswith(KEEP) and data[name] == THEIRS}


def seen_version(text: str | None) -> int:
    """The version number of a hidden field; 0, which no row has, where it was tampered with."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
