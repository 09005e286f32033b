"""What is attacked: others' episodes as the database counts them, and the truth that no page shows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from random import Random

from cases.cohorts.asked import COUNTED_DRUGS, Asked, address_of
from cases.cohorts.census import Census
from cases.cohorts.fields import Field, fields_with
from cases.cohorts.members import Unit
from cases.cohorts.query.reading import read
from cases.cohorts.query.terms import All, Is
from cases.cohorts.query.writing import text_of
from cases.cohorts.querysets import PROPERTIES, Counted, counted
from cases.disclosure.cube import Group
from cases.disclosure.rule import Policy
from cases.episodes.derivation import derive, every_case
from cases.episodes.published import current_definition
from cases.exchange.synthesis.loading import create_institutions, load_cases
from cases.exchange.synthesis.patients import synthesise
from cases.exchange.synthesis.people import institution_codes
from registry.institutions.models import Institution, Membership, Role, User
from registry.institutions.scoping import Scope, scope_of
from tests.bench.registry import empty_registry
from tests.factories.accounts import with_app
from tests.factories.projects import approved_project

PAGE = "attack"
SITES = 6
CODES = institution_codes(SITES)
HOME, OPEN, CLOSED = CODES[1], CODES[2], CODES[3]
"""Where the reader works, whose rows a project opens, and who shares with nobody."""

Chosen = Mapping[str, Collection[str]]


@dataclass(frozen=True)
class Target:
    """A registry as one reader meets it. ``rows``: all that may be read or counted; ``others``: institutions that are
    only counted.
    """

    rows: tuple[Counted, ...]
    others: tuple[str, ...]

    def census(self, policy: Policy | None = None, **options) -> Census:
        return Census(self.rows, self.others, policy=policy or Policy(), **options)

    def without(self, patient: int) -> "Target":
        """The same registry, had one patient never been in it."""
        left = [_without(one, patient) for one in self.rows]
        return Target(tuple(one for one in left if one.patients), self.others)

    @property
    def foreign(self) -> list[Counted]:
        return [one for one in self.rows if not one.readable]

    @cached_property
    def patients(self) -> list[int]:
        """The patients of others."""
        return sorted({patient for one in self.foreign for patient in one.patients})

    @cached_property
    def _places(self) -> dict[tuple[str, str], set[int]]:
        """(filter, value) -> places of the rows that have it."""
        found: dict[tuple[str, str], set[int]] = defaultdict(set)
        for place, one in enumerate(self.rows):
            for name, value in zip(PROPERTIES, one.values, strict=True):
                found[name, value].add(place)
            for drug in one.drugs:
                found["drug", drug].add(place)
        return found

    def matching(self, chosen: Chosen) -> list[Counted]:
        """The rows under some filters, found without the program that is attacked."""
        left = set(range(len(self.rows)))
        for name, values in chosen.items():
            left &= set().union(*(self._places[name, value] for value in values))
        return [self.rows[place] for place in left]

    def truth(self, chosen: Chosen) -> "Truth":
        rows = self.matching(chosen)
        foreign = [one for one in rows if not one.readable]
        return Truth(
            exact=sum(one.number for one in rows if one.readable),
            events=sum(one.number for one in foreign),
            people=len({patient for one in foreign for patient in one.patients}),
        )

    @cached_property
    def groups(self) -> dict[Group, int]:
        """Every group of others, of every depth, and how many episodes it has."""
        sizes: dict[Group, int] = defaultdict(int)
        for one in self.foreign:
            named = tuple(zip(PROPERTIES, one.values, strict=True))
            for group in (some for depth in range(len(named) + 1) for some in combinations(named, depth)):
                sizes[group] += one.number
        return dict(sizes)


@dataclass(frozen=True)
class Truth:
    """What a question is really about: readable episodes, episodes of others, and of how many people these are."""

    exact: int
    events: int
    people: int


def _without(row: Counted, patient: int) -> Counted:
    return Counted(row.values, row.drugs, row.readable, tuple(one for one in row.patients if one != patient))


# ---- the questions ------------------------------------------------------------------------------------------


def fields_of(institutions: Iterable[str]) -> dict[str, Field]:
    """The fields of the builder for a reader who may know of these institutions."""
    return fields_with(institutions={code: code for code in institutions})


def options(institutions: Iterable[str]) -> dict[str, list[str]]:
    """Every field that others are counted by, with every value that they are; of regimens, joined ones too."""
    fields = [one for one in fields_of(institutions).values() if one.counts]
    counted_by = {one.name: [value.code for value in one.values] for one in fields}
    drugs = [code for code in counted_by["drug"] if code in COUNTED_DRUGS]
    return counted_by | {"drug": drugs, "regimen": [*counted_by["regimen"], *REGIMENS[:1], "pyrotinib + trastuzumab"]}


def asked(values: Mapping[str, Sequence[str]], fields: Mapping[str, Field]) -> dict[str, tuple[str, ...]] | None:
    """A question as the page reads it from its address: typed, read, and as far as others are counted by it."""
    text = text_of(All(tuple(Is(name, tuple(some)) for name, some in values.items())), fields) if values else ""
    term = read(text, fields, Unit.EPISODES)
    return Asked(Unit.EPISODES, None, (), fields, text, term).by_properties


def address(values: Mapping[str, Sequence[str]], fields: Mapping[str, Field], definition: str) -> str:
    """The query of the address under which such a question is asked."""
    text = text_of(All(tuple(Is(name, tuple(some)) for name, some in values.items())), fields) if values else ""
    return address_of(Unit.EPISODES, definition, text)


def every_conjunction(values: Mapping[str, Sequence[str]], depths: Iterable[int] = (0, 1, 2, 3)) -> Iterator[dict]:
    """All one-way, two-way and three-way filters, one value each."""
    for depth in depths:
        for names in combinations(values, depth):
            for chosen in product(*(values[name] for name in names)):
                yield {name: [value] for name, value in zip(names, chosen, strict=True)}


def random_filters(values: Mapping[str, Sequence[str]], random: Random) -> Iterator[dict]:
    """Endlessly: one to four filters with one to four values each; others are counted by drugs or by regimens."""
    while True:
        other = random.choice(("drug", "regimen"))
        names = random.sample([name for name in values if name != other], random.randint(1, 4))
        yield {name: random.sample(list(values[name]), min(len(values[name]), random.randint(1, 4))) for name in names}


# ---- the registries -----------------------------------------------------------------------------------------

LABELS = ("DCP_STRICT", "CONCORDANT_PD", "INDETERMINATE", "SKIN_ONLY", "DCP_BROAD", "MIMIC", "LEAD_IN", "NOT_ELIGIBLE")
WEIGHTS = (34, 15, 14, 12, 9, 7, 5, 4)
REGIMENS = ("pertuzumab + trastuzumab", "trastuzumab", "trastuzumab emtansine", "trastuzumab deruxtecan", "lapatinib")
CERTAINTIES, EXTENTS = ("CONFIRMED", "PROBABLE", "SUSPECTED", ""), ("LR", "BOTH", "DIST")


def drawn(people: int, seed: int) -> Target:
    """An invented registry, quickly: proportions like those of the synthetic one, one or two events a patient."""
    random, rows = Random(seed), defaultdict(list)
    for patient in range(people):
        site = random.choices(CODES, (30, 24, 18, 12, 9, 7))[0]
        for _ in range(random.choice((1, 1, 1, 2))):
            label = random.choices(LABELS, WEIGHTS)[0]
            certainty = random.choices(CERTAINTIES, (45, 25, 15, 15))[0]
            regimen = random.choices(REGIMENS, (40, 25, 17, 12, 6))[0]
            rows[label, certainty, regimen, random.choices(EXTENTS, (6, 2, 2))[0], site].append(patient)
    others = tuple(code for code in CODES if code not in (HOME, OPEN, CLOSED))
    found = (
        Counted(values, frozenset(values[2].split(" + ")), values[4] not in others, tuple(some))
        for values, some in rows.items()
        if values[4] != CLOSED
    )
    return Target(tuple(found), others)


@contextmanager
def loaded(patients: int, seed: int) -> Iterator[Scope]:
    """The synthetic registry in a database of its own, derived; the scope of a researcher with one project."""
    with empty_registry("attack_registry"):
        create_institutions(CODES, page=PAGE)
        for _ in load_cases(
            (one.document for one in synthesise(patients=patients, institutions=SITES, seed=seed)), page=PAGE
        ):
            pass
        derive(every_case())
        Institution.objects.update(sharing_level="counts")
        Institution.objects.filter(code=OPEN).update(sharing_level="projects")
        Institution.objects.filter(code=CLOSED).update(sharing_level="own")
        yield scope_of(_reader())


def _reader() -> User:
    reader = with_app(User.objects.create_user("reader@attack.example", name="Reader"))
    for role in (Role.RESEARCHER, Role.CLINICIAN):
        Membership.objects.create(user=reader, institution=Institution.objects.get(code=HOME), role=role)
    approved_project("Attack", institutions=Institution.objects.filter(code=OPEN), members=[reader])
    return reader


def target_of(others: Collection[str]) -> Target:
    """What the reader whose scope is entered may count, under the current definition."""
    return Target(tuple(counted(current_definition())), tuple(others))
