"""The audit as it is reviewed: readings, exports and changes in one list, asked for by key and never counted.

Both logs are read in the order of their index from where the page before ended, so that a page costs the same whether
a thousand rows lie before it or a million.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property
from urllib.parse import urlencode

from django.apps import apps
from django.db import connection
from django.db.models import Q, QuerySet

from registry.audit.models import AccessLog, Act, Entry, How, Thing
from registry.institutions.models import Institution, User
from registry.institutions.scoping import Scope

PER_PAGE = 50
CHANGE = "change"
ACTS = [*Act.choices, (CHANGE, "Changed")]
# A trail gets one more row with every write, the first and the later ones, so "insert" cannot say which it was.
VERBS = {"insert": "Wrote", "update": "Changed", "delete": "Removed", "erase": "Erased", "found": "Found"}
FILTERS = ("person", "institution", "act", "what", "day")
CHANGED, LOOKED = 0, 1
"""The two logs, in the order in which rows of one instant stand."""


@dataclass(frozen=True)
class Place:
    """Where a page ends: the instant, the log and the key of its last row."""

    at: datetime
    log: int
    key: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.log}~{self.key}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        parts = text.split("~")
        try:
            at, log, key = datetime.fromisoformat(parts[0]), int(parts[1]), int(parts[2])
        except (ValueError, IndexError):
            return None
        return cls(at, log, key) if at.tzinfo is not None and 0 < key < 2**63 else None


@dataclass(frozen=True)
class Row:
    """One reading, export or change. ``what``: the kind of thing, with its pseudonym or its number of rows."""

    place: Place
    who: str
    act: str
    what: str
    how: str
    institution: str

    @property
    def at(self) -> str:
        return f"{self.place.at.astimezone(UTC):%d %b %Y %H:%M:%S} UTC"


class AuditPage:
    """One page of the audit. The address may filter by ``person``, ``institution``, ``act``, ``what`` and ``day``."""

    def __init__(self, scope: Scope, asked: Mapping[str, str]):
        self.scope, self.asked = scope, {name: asked.get(name, "")[:60] for name in FILTERS}
        self.before = Place.read(asked.get("before", "")[:80])
        self.refused = [] if not self.asked["day"] or self.day else ["The day is none of the calendar; it is left out."]

    @cached_property
    def day(self) -> date | None:
        try:
            return date.fromisoformat(self.asked["day"]) if self.asked["day"] else None
        except ValueError:
            return None

    @cached_property
    def people(self) -> list[tuple[str, str]]:
        """People to choose from: all for an administrator, for a lead those of the institutions led."""
        users = User.objects.order_by("name", "email")
        if not self.scope.administrator:
            users = users.filter(memberships__institution__in=self.scope.led).distinct()
        return [(str(key), name or email) for key, name, email in users.values_list("pk", "name", "email")]

    @cached_property
    def institutions(self) -> list[tuple[str, str]]:
        found = Institution.objects.order_by("name")
        found = found if self.scope.administrator else found.filter(pk__in=self.scope.led)
        return [(str(key), name) for key, name in found.values_list("pk", "name")]

    @property
    def acts(self) -> list[tuple[str, str]]:
        return ACTS if self.scope.administrator else Act.choices

    @property
    def things(self) -> list[tuple[str, str]]:
        changed = sorted(_titles().items(), key=lambda one: one[1]) if self.scope.administrator else []
        return [*Thing.choices, *changed]

    @cached_property
    def _found(self) -> list[Row]:
        """One row more than the page shows, where there are more."""
        looked = [self._looked(one) for one in self._of(AccessLog.objects.all(), LOOKED, "what")]
        entries = Entry.objects.exclude(relation=AccessLog._meta.db_table)
        changed = [self._changed(one) for one in self._of(entries, CHANGED, "relation")]
        rows = sorted([*looked, *changed], key=lambda one: (one.place.at, one.place.log, one.place.key), reverse=True)
        return rows[: PER_PAGE + 1]

    @property
    def rows(self) -> list[Row]:
        return self._found[:PER_PAGE]

    @property
    def older(self) -> str:
        """The query of the next page; empty on the last."""
        if len(self._found) <= PER_PAGE:
            return ""
        return urlencode({**self._kept, "before": str(self.rows[-1].place)})

    @property
    def newest(self) -> str:
        """The query of the first page; empty where this is it."""
        return urlencode(self._kept) or "person=" if self.before else ""

    @property
    def _kept(self) -> dict[str, str]:
        return {name: value for name, value in self.asked.items() if value}

    def _of(self, rows: QuerySet, log: int, kind: str) -> QuerySet:
        asked = self.asked
        wants = CHANGE if log == CHANGED else None
        if asked["act"] and (asked["act"] == CHANGE) != (wants == CHANGE):
            return rows.none()
        if asked["act"] and log == LOOKED:
            rows = rows.filter(act=asked["act"])
        for name, column in (("person", "person_id"), ("institution", "institution_id")):
            if asked[name]:
                rows = rows.filter(**{column: _key(asked[name])})
        if asked["what"]:
            rows = rows.filter(**{kind: asked["what"]})
        if self.day:
            start = datetime.combine(self.day, time(), UTC)
            rows = rows.filter(at__gte=start, at__lt=start + timedelta(days=1))
        if self.before:
            rows = rows.filter(self._before(log), at__lte=self.before.at)
        return rows.newest_first()[: PER_PAGE + 1]

    def _before(self, log: int) -> Q:
        """Rows of one log that stand after the last row of the page before."""
        earlier, same = Q(at__lt=self.before.at), Q(at=self.before.at)
        if log == self.before.log:
            return earlier | same & Q(id__lt=self.before.key)
        return earlier | same if log < self.before.log else earlier

    def _looked(self, one: AccessLog) -> Row:
        rows = f", {one.rows} rows" if one.rows is not None and one.rows != 1 else ""
        what = f"{one.get_what_display()}{f' {one.about}' if one.about else ''}{rows}"
        return self._row(one, LOOKED, one.get_act_display(), what, How(one.how).label)

    def _changed(self, one: Entry) -> Row:
        what = _titles().get(one.relation, one.relation) + (f", {one.size} rows" if one.size != 1 else "")
        return self._row(one, CHANGED, VERBS[one.op], what, "")

    def _row(self, one: AccessLog | Entry, log: int, act: str, what: str, how: str) -> Row:
        who = self._names.get(one.person_id, "Somebody not known") if one.person_id else "The registry, by a command"
        return Row(Place(one.at, log, one.pk), who, act, what, how, self._places.get(one.institution_id, ""))

    @cached_property
    def _names(self) -> Mapping[uuid.UUID, str]:
        return {key: name or email for key, name, email in User.objects.values_list("pk", "name", "email")}

    @cached_property
    def _places(self) -> Mapping[uuid.UUID, str]:
        return dict(Institution.objects.values_list("pk", "name"))


@cache
def _titles() -> Mapping[str, str]:
    """Table of a trail, or one that is in the chain itself -> what it is about, in words."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'audit_insert'")
        chained = {table for (table,) in cursor.fetchall()} - {AccessLog._meta.db_table}
    models = {one._meta.db_table: getattr(one, "pgh_tracked_model", None) or one for one in apps.get_models()}
    return {table: str(models[table]._meta.verbose_name).capitalize() for table in chained if table in models}


def _key(text: str) -> uuid.UUID:
    """What is no key is nobody's."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)
