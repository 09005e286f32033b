"""Published definitions as the rules read them, and the one that a page was asked for."""

from dataclasses import dataclass
from functools import lru_cache

from cases.episodes.models import PublishedDefinition
from cases.rules.definition import Definition, definition_from_document

HOUSE = "dcp"
"""The definition that pages use where none is named."""


@dataclass(frozen=True)
class Choice:
    """A published version that a page can be asked for by ``name`` ("dcp@1.0.0")."""

    name: str
    title: str
    version: str
    status: str
    is_house: bool
    hash: str


@dataclass(frozen=True)
class Chosen:
    """What a page was asked for. ``query``: its part of addresses, empty for the usual one; ``refused``: a sentence."""

    definition: Definition
    choices: tuple[Choice, ...]
    refused: str

    @property
    def usual(self) -> str:
        """Name of the version that pages use where none is named, and the only one that others are counted under."""
        return next(one.name for one in self.choices if one.is_house)

    @property
    def is_usual(self) -> bool:
        return self.definition.name == self.usual

    @property
    def query(self) -> str:
        return "" if self.is_usual else self.definition.name

    @property
    def suffix(self) -> str:
        """To put after an address without a query."""
        return f"?definition={self.query}" if self.query else ""

    @property
    def others(self) -> tuple[Choice, ...]:
        """What could be chosen instead."""
        return tuple(one for one in self.choices if one.name != self.definition.name)


def current_definition() -> Definition:
    """The current version of the definition of discordant cutaneous progression."""
    return _parsed(PublishedDefinition.objects.current(HOUSE).values_list("hash", flat=True).get())


def definition_of(published: PublishedDefinition) -> Definition:
    """A published row, read."""
    return _parsed(published.hash)


def named_definition(name: str) -> Definition | None:
    """The published version "dcp@1.0.0", retired or not; None if there is none."""
    key, _, version = name.partition("@")
    found = PublishedDefinition.objects.filter(key=key, version=version).values_list("hash", flat=True).first()
    return found and _parsed(found)


def choose(name: str | None) -> Chosen:
    """The version with this name, or the usual one where none, or none that can be chosen, is named."""
    choices = _choices()
    usual = next(one for one in choices if one.is_house)
    wanted = next((one for one in choices if one.name == name), usual)
    refused = (
        f"“{name}” is no definition that can be chosen here; the page shows {usual.name}."
        if name and wanted.name != name
        else ""
    )
    return Chosen(_parsed(wanted.hash), choices, refused)


def _choices() -> tuple[Choice, ...]:
    """The house's own first."""
    rows = PublishedDefinition.objects.offered().values_list("key", "version", "title", "status", "hash")
    found = [
        Choice(f"{key}@{version}", title, version, status, key == HOUSE and status == "current", digest)
        for key, version, title, status, digest in rows
    ]
    return tuple(sorted(found, key=lambda one: not one.is_house))


@lru_cache(maxsize=64)
def _parsed(digest: str) -> Definition:
    """Read once per process: the content behind a hash never changes."""
    return definition_from_document(
        PublishedDefinition.objects.filter(hash=digest).values_list("document", flat=True)[0]
    )
