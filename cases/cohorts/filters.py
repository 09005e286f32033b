"""The filters of the cohort page, read from the address: several values each, and only values that exist."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from cases.cohorts import words
from cases.rules.verdict import Certainty, Label
from cases.rules.vocabulary import ANTI_HER2_CLASS, Extent

NEAR = "near"
NO_CERTAINTY = "NONE"
"""In the address; a label that carries no certainty is stored with an empty one."""


@dataclass(frozen=True)
class Option:
    value: str
    title: str
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """One filter: its name in the address, its title, its options in order."""

    name: str
    title: str
    options: tuple[Option, ...]

    @property
    def chosen(self) -> list[Option]:
        return [option for option in self.options if option.chosen]


@dataclass(frozen=True)
class Tag:
    """A value in force, and the query that drops it."""

    title: str
    query: str


@dataclass(frozen=True)
class Filters:
    """What was asked for. ``chosen``: name -> stored values; ``refused``: a sentence for each value left out.

    ``near``: only near misses are listed. Figures never depend on it: others are not counted by it.
    """

    filters: tuple[Filter, ...]
    refused: tuple[str, ...]
    query: str
    near: bool = False

    @property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        picked = {one.name: tuple(_stored(option.value) for option in one.chosen) for one in self.filters}
        return {name: values for name, values in picked.items() if values}

    @property
    def tags(self) -> list["Tag"]:
        """One per chosen value, with the address of the page without it."""
        return [
            Tag(f"{one.title}: {option.title}", self._without(one.name, option.value))
            for one in self.filters
            for option in one.chosen
        ]

    @property
    def near_query(self) -> str:
        """The address of the page with near misses alone, or with all episodes again."""
        query = QueryDict(self.query, mutable=True)
        query.pop(NEAR, None)
        if not self.near:
            query[NEAR] = "1"
        return query.urlencode()

    def _without(self, name: str, value: str) -> str:
        query = QueryDict(self.query, mutable=True)
        query.setlist(name, [one for one in query.getlist(name) if one != value])
        return query.urlencode()


def read(
    query: QueryDict,
    institutions: Mapping[str, str],
    definition: str = "",
    labels: Mapping[str, str] = words.NO_WORDS,
) -> Filters:
    """The filters in an address.

    ``institutions``: code -> name of those that the reader may know of. ``definition``: to keep in addresses, if any.
    ``labels``: the words of its own that the definition has for labels.
    """
    allowed = _allowed(institutions, labels)
    filters, refused = [], []
    for name, (title, titles) in allowed.items():
        asked = query.getlist(name)
        filters.append(
            Filter(name, title, tuple(Option(value, text, value in asked) for value, text in titles.items()))
        )
        refused += [
            f"“{value}” is no {title.lower()} that this page knows; it was left out."
            for value in dict.fromkeys(asked)
            if value and value not in titles
        ]
    known = QueryDict(mutable=True)
    for one in filters:
        known.setlist(one.name, [option.value for option in one.chosen])
    near = query.get(NEAR) == "1"
    if near:
        known[NEAR] = "1"
    if definition:
        known["definition"] = definition
    return Filters(tuple(filters), tuple(refused), known.urlencode(), near)


def _allowed(institutions: Mapping[str, str], own: Mapping[str, str]) -> dict[str, tuple[str, dict[str, str]]]:
    certainties = [one.name for one in reversed(Certainty)]
    return {
        "label": ("Label", {str(label): words.label_title(label, own) for label in Label}),
        "certainty": (
            "Certainty",
            {code: words.certainty_title(code) for code in certainties} | {NO_CERTAINTY: words.certainty_title("")},
        ),
        "drug": ("Drug", {code: words.drug_title(code) for code in (*ANTI_HER2_CLASS, "blinded")}),
        "extent": ("Extent", {str(code): words.extent_title(code) for code in Extent}),
        "institution": ("Institution", dict(institutions)),
    }


def _stored(value: str) -> str:
    return "" if value == NO_CERTAINTY else value
