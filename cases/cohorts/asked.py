"""What the address of a cohort page asks for, read: unit, definition and question."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict

from cases.cohorts import words
from cases.cohorts.cohort import Site, sites_for
from cases.cohorts.fields import Field, fields_with
from cases.cohorts.members import Unit
from cases.cohorts.query.reading import QueryError, read
from cases.cohorts.query.terms import EVERYTHING, All, Is, Term
from cases.cohorts.query.writing import sentence_of, simplest, text_of
from cases.episodes.attributes import BLINDED
from cases.episodes.published import Chosen, choose
from cases.rules.definition import Definition
from cases.rules.labels import Label
from cases.rules.vocabulary import ANTI_HER2_CLASS
from registry.institutions.scoping import Scope

UNQUOTED = "@:|()/.,"
"""What stays as it is in an address, so that people can read it."""
UNIT_TITLES = MappingProxyType(
    {
        Unit.EPISODES: "Skin events",
        Unit.CASES: "Cases, each once",
        Unit.REGIMENS: "Anti-HER2 regimens",
    }
)
COUNTED_DRUGS = frozenset([*map(str, ANTI_HER2_CLASS), BLINDED])


@dataclass(frozen=True)
class Asked:
    """One question of one reader.

    ``text``: as it was typed. ``term``: as it was read; None if it could not be, and then ``fault`` says why.
    ``refused``: a sentence for each other part of the address that was left out.
    """

    unit: Unit
    chosen: Chosen
    sites: tuple[Site, ...]
    fields: Mapping[str, Field]
    text: str
    term: Term | None
    fault: QueryError | None = None
    refused: tuple[str, ...] = ()

    @property
    def definition(self) -> Definition:
        return self.chosen.definition

    @property
    def has_filters(self) -> bool:
        return self.term != EVERYTHING

    @cached_property
    def where(self) -> str:
        """The question in its one form; as typed where it could not be read."""
        return self.text if self.term is None else text_of(self.term, self.fields)

    @cached_property
    def query(self) -> str:
        """The canonical query of an address."""
        return self.address()

    @property
    def words(self) -> str:
        return "" if self.term is None else sentence_of(self.term, self.fields)

    @property
    def parts(self) -> tuple[Term, ...]:
        """The conditions that must all hold, one by one."""
        return parts_of(self.term or EVERYTHING, self.fields) or (EVERYTHING,)

    def address(self, *, unit: Unit | None = None, where: Term | str | None = None, definition: str = "") -> str:
        """The query of an address like this one, but for what is given."""
        asked = self.where if where is None else where if isinstance(where, str) else text_of(where, self.fields)
        return address_of(unit or self.unit, definition or self.definition.name, asked)

    def having(self, term: Term) -> "Asked":
        """The same with another question."""
        return replace(self, term=term, text=text_of(term, self.fields), fault=None)

    @cached_property
    def by_properties(self) -> dict[str, Collection[str]] | None:
        """The question as far as others are counted by it: property -> values; None where they are not."""
        is_counted = self.term is not None and self.unit is Unit.EPISODES
        return properties_of(self.term, self.fields) if is_counted else None


class UnreadableError(ValueError):
    """A question that cannot be read, with all that was asked."""

    def __init__(self, asked: Asked):
        super().__init__(asked.fault and asked.fault.sentence)
        self.asked = asked


def parts_of(term: Term, fields: Mapping[str, Field]) -> tuple[Term, ...]:
    """The conditions that must all hold, one by one; none for everything."""
    term = simplest(term, fields)
    return term.terms if isinstance(term, All) else (term,)


def properties_of(term: Term, fields: Mapping[str, Field]) -> dict[str, Collection[str]] | None:
    """A question about episodes as property -> values; None where others are not counted by it.

    Others are counted by conjunctions of the properties of the cube, one condition each (docs/adr/0016).
    """
    found: dict[str, Collection[str]] = {}
    for part in parts_of(term, fields):
        name = part.field if isinstance(part, Is) and fields[part.field].counts else ""
        if not name or name in found or {"drug", "regimen"} <= {name, *found}:
            return None
        if name == "drug" and not COUNTED_DRUGS.issuperset(part.values):
            return None
        found[name] = part.values
    return found


def address_of(unit: Unit, definition: str, where: str) -> str:
    """The query of an address: short, and in one order."""
    named = {"of": unit, "definition": definition} | ({"where": where} if where else {})
    return urlencode(named, safe=UNQUOTED, quote_via=quote_plus)


def asked_by(scope: Scope, query: QueryDict) -> Asked:
    """What an address asks for; never an exception."""
    chosen, sites = choose(query.get("definition")), tuple(sites_for(scope))
    wanted, text = query.get("of", ""), query.get("where", "")
    unit = Unit(wanted) if wanted in set(Unit) else Unit.EPISODES
    refused = [chosen.refused] if chosen.refused else []
    if wanted and wanted != unit:
        refused.append(f"“{wanted}” is nothing that a cohort can be made of; the page counts {unit}.")
    labels = {str(label): words.label_title(label, chosen.definition.labels) for label in Label}
    fields = fields_with(labels, {site.code: site.name for site in sites}, sorted({site.country for site in sites}))
    try:
        term, fault = read(text, fields, unit), None
    except QueryError as error:
        term, fault = None, error
    return Asked(unit, chosen, sites, fields, text, term, fault, tuple(refused))
