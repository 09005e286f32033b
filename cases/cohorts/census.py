"""The figures of a cohort page: the readable part exactly, everybody else's under the disclosure rule."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property, lru_cache

from cases.cohorts.querysets import PROPERTIES, Counted
from cases.disclosure.cube import Cube
from cases.disclosure.rule import Count, Policy, Withheld

JOINED = " + "
"""Between the drugs of a regimen."""
NOBODYS_REGIMENS = frozenset(["?", "??"])
"""Stand among the regimens with a drug, so that the answer never says whether there is none, one or several."""

Chosen = Mapping[str, Collection[str]]


class Census:
    """All counts under some filters.

    ``others``: codes of the institutions whose cases the reader may count without reading them. ``is_usual``: whether
    the figures are under the one definition that others are counted under (docs/adr/0016); under any other their part
    is withheld, whatever it is. ``policy``: the disclosure policy in force. ``paused``: the reader has asked so much
    about others that they are left out for now.
    """

    def __init__(
        self,
        counted: Iterable[Counted],
        others: Collection[str],
        *,
        policy: Policy,
        is_usual: bool = True,
        paused: bool = False,
    ):
        self.others = frozenset(others)
        self.policy, self.is_usual, self.paused = policy, is_usual, paused
        self.counted = tuple(one for one in counted if is_usual or one.readable)

    @property
    def counts_others(self) -> bool:
        """Whether there are others whose part may be shown at all."""
        return bool(self.others) and self.is_usual

    @cached_property
    def cube(self) -> Cube:
        patients: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for one in self.counted:
            if not one.readable:
                patients[one.values] += one.patients
        return _cube(frozenset((values, tuple(sorted(found))) for values, found in patients.items()), self.policy)

    def count(self, chosen: Chosen) -> Count:
        """The figure under some filters, named as in the address."""
        exact = sum(one.number for one in self.counted if one.readable and _matches(one, chosen))
        foreign = self.others.intersection(chosen.get("institution", self.others))
        if not foreign:
            return Count(exact)
        if not self.is_usual:
            return self.policy.withheld(Withheld.ELSEWHERE, exact=exact)
        if self.paused:
            return self.policy.withheld(Withheld.PAUSED, exact=exact)
        asked = {name: values for name, values in chosen.items() if name != "drug"}
        if "institution" in asked:
            asked["institution"] = foreign
        if "drug" in chosen:
            asked["regimen"] = self._regimens(chosen)
        return self.cube.count(asked, exact=exact)

    def _regimens(self, chosen: Chosen) -> set[str]:
        """The regimens that hold a chosen drug; among named ones by their names, not by whether anybody had them."""
        drugs = set(chosen["drug"])
        if "regimen" in chosen:
            return {one for one in chosen["regimen"] if drugs.intersection(one.split(JOINED))}
        return {one.values[2] for one in self.counted if drugs & one.drugs} | NOBODYS_REGIMENS


def _matches(one: Counted, chosen: Chosen) -> bool:
    values = dict(zip(PROPERTIES, one.values, strict=True))
    return all(
        bool(one.drugs.intersection(wanted)) if name == "drug" else values[name] in wanted
        for name, wanted in chosen.items()
    )


@lru_cache(maxsize=8)
def _cube(patients: frozenset[tuple[tuple[str, ...], tuple[int, ...]]], policy: Policy) -> Cube:
    """The settled cube of some episodes; the same for every filter of the page, so it is kept."""
    people = dict(patients)
    return Cube(PROPERTIES, {values: len(found) for values, found in people.items()}, people=people, policy=policy)
