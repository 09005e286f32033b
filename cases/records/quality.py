"""Numbers about the quality of the data, counted by the database: no row of a case reaches who asks."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from cases.records.sections import SECTIONS
from registry.institutions.models import Institution

COUNTED = "SELECT institution_id, quarter, what, number FROM records_quality()"
QUARTERS = 4
"""So many quarters, the latest, are shown."""
TITLES = {section.slug: section.title for section in SECTIONS}


@dataclass(frozen=True)
class Share:
    """So many of so many cases."""

    number: int
    of: int

    @property
    def percent(self) -> int:
        return round(100 * self.number / self.of) if self.of else 0


@dataclass(frozen=True)
class SectionLine:
    """One section: of all cases of the institution, and of those opened in each of the latest quarters."""

    title: str
    whole: Share
    quarters: tuple[Share, ...]


@dataclass(frozen=True)
class Quality:
    """One institution. ``counts``: statuses, ``stale_30`` and ``stale_90`` -> cases; ``quarters``: headings."""

    institution: Institution
    cases: int
    counts: Mapping[str, int]
    quarters: tuple[str, ...]
    sections: tuple[SectionLine, ...]


def quality_of(institutions: Mapping[UUID, Institution]) -> list[Quality]:
    """What the database counts for the person in whose scope it is asked, by name of the institution."""
    whole: dict[UUID, dict[str, int]] = defaultdict(dict)
    by_quarter: dict[UUID, dict[tuple[str, date], int]] = defaultdict(dict)
    for site, quarter, what, number in _counted():
        if quarter is None:
            whole[site][what] = number
        else:
            by_quarter[site][what, quarter] = number
    shown = sorted(institutions.values(), key=lambda one: one.name)
    return [_quality(one, whole[one.pk], by_quarter[one.pk]) for one in shown]


def _counted() -> list[tuple[UUID, date | None, str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(COUNTED)
        return cursor.fetchall()


def _quality(institution: Institution, counts: dict[str, int], found: dict[tuple[str, date], int]) -> Quality:
    every = sorted({quarter for _, quarter in found})
    latest, cases = every[-QUARTERS:], sum(found.get(("cases", one), 0) for one in every)
    slugs = dict.fromkeys(what.removeprefix("of:") for what, _ in found if what.startswith("of:"))
    lines = tuple(_line(slug, found, every, latest) for slug in TITLES if slug in slugs)
    return Quality(institution, cases, counts, tuple(_name(one) for one in latest), lines)


def _line(slug: str, found: dict[tuple[str, date], int], every: list[date], latest: list[date]) -> SectionLine:
    shares = {one: Share(found.get((f"of:{slug}", one), 0), found.get(("cases", one), 0)) for one in every}
    whole = Share(sum(one.number for one in shares.values()), sum(one.of for one in shares.values()))
    return SectionLine(TITLES[slug], whole, tuple(shares[one] for one in latest))


def _name(quarter: date) -> str:
    return f"{quarter.year}, quarter {(quarter.month + 2) // 3}"
