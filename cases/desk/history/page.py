"""What became of a case: its changes with who, when and why, and what was before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator

from cases.desk.history.states import Line, States, instant
from cases.records.models import Case
from cases.records.replay import Change
from registry.institutions.scoping import Scope

PER_PAGE = 20
FILTERS = ("kind", "row", "field")


@dataclass(frozen=True)
class Told:
    """One change. ``event``: names it in addresses."""

    event: int
    at: str
    iso: str
    who: str
    why: str
    version: int | None
    lines: tuple[Line, ...]


class HistoryPage:
    """The changes of a case, the newest first. The address may ask for one ``kind``, ``row`` and ``field``."""

    def __init__(self, case: Case, scope: Scope, asked: Mapping[str, str]):
        self.case, self.asked = case, asked
        self.states = States(case, scope)
        self.own = self.states.own
        self.wanted = {name: asked.get(name, "")[:60] for name in FILTERS}

    @property
    def is_filtered(self) -> bool:
        return any(self.wanted.values())

    @cached_property
    def query(self) -> str:
        return urlencode({name: value for name, value in self.wanted.items() if value})

    @cached_property
    def page(self) -> Page:
        """The changes of one page; those that touch what is asked for, where something is."""
        return Paginator(self._told() if self.is_filtered else self._all(), PER_PAGE).get_page(self.asked.get("page"))

    @cached_property
    def told(self) -> list[Told]:
        return [one if isinstance(one, Told) else self._tell(one) for one in self.page]

    @property
    def about(self) -> str:
        """What the filter asks for, as the page calls it."""
        found = next((line for one in self.told for line in one.lines), None)
        if found is None:
            return "what the address asks for"
        return f"{found.title}: {found.label}" if self.wanted["field"] else found.title

    def _all(self) -> list[Change]:
        return list(reversed(self.states.changes))

    def _told(self) -> list[Told]:
        return [one for one in map(self._tell, self._all()) if one.lines]

    def _tell(self, change: Change) -> Told:
        states = self.states
        lines = tuple(one for one in states.lines(states.before(change), change) if self._is_wanted(one))
        return Told(
            event=change.event,
            at=instant(change.at),
            iso=change.at.isoformat(),
            who=states.who(change),
            why=states.why(change),
            version=change.version,
            lines=lines,
        )

    def _is_wanted(self, line: Line) -> bool:
        return all(not value or getattr(line, name) == value for name, value in self.wanted.items())
