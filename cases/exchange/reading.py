"""Reading case JSON (``case/1``) strictly: a valid document in canonical form, or the path and the fault.

Canonical form is what `cases.records.document` writes of the same record: empty values left out, dates and
quantities in their one spelling, calendar text resolved by day zero, cycles counted from the record's own regimen.
"""

import json
import re
from collections.abc import Container, Iterator
from datetime import date
from typing import Any

from cases.exchange.shape import (
    CASE_FIELDS,
    CASE_MAY_BE_ABSENT,
    CASE_TOP,
    KEYS,
    TOP_LISTS,
    Key,
    inner_lists,
    needs_id,
    takes_id,
)
from cases.exchange.values import (
    Fault,
    Reader,
    Surroundings,
    read_code,
    read_score_or_number,
    read_text,
    read_when,
    read_whole_number,
    read_wording,
    read_yes_no,
    reader_for,
    shown,
)
from cases.records.document import SCHEMA
from cases.records.kinds import KINDS, Kind
from cases.records.models import Case, DayZero
from cases.rules.vocabulary import Absence, CaseStatus, LegalBasisKind, LegalBasisState, Source

READERS: dict[str, dict[str, Reader]] = {
    slug: {key.name: reader_for(key) for key in keys} for slug, keys in KEYS.items()
}
JOINED = {slug: {key.name for key in keys if len(key.fields) > 1} for slug, keys in KEYS.items()}
CASE_KEYS = frozenset(
    [*CASE_TOP, *CASE_FIELDS, *(f"{name}_absent" for name in CASE_MAY_BE_ABSENT), *TOP_LISTS, "warning_answers"]
    + [kind.json_list for kind in KINDS if kind.single]
)
EARLIEST_DAY_ZERO = date(1950, 1, 1)


class NotACase(ValueError):
    """The JSON is no case; the message is one line that names the path and the fault."""

    def __init__(self, path: str, fault: str):
        super().__init__(f"{path}: {fault}" if path else fault)


class _Object(dict):
    """A JSON object that remembers a key written twice."""

    repeated = ""


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    made = _Object()
    for name, value in pairs:
        if name in made:
            made.repeated = name
        made[name] = value
    return made


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no JSON number")


def read_json(data: bytes) -> Any:
    """Parse JSON in UTF-8. ``NotACase`` with line and column where it is broken."""
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_no_number)
    except UnicodeDecodeError as fault:
        raise NotACase(f"byte {fault.start + 1}", "the file is not text in UTF-8") from fault
    except json.JSONDecodeError as fault:
        raise NotACase(f"line {fault.lineno}, column {fault.colno}", f"this is not JSON: {fault.msg}") from fault
    except RecursionError as fault:
        raise NotACase("", "the file is nested too deeply for a case") from fault
    except ValueError as fault:
        raise NotACase("", f"this is not JSON: {fault}") from fault


def read_file(data: bytes, *, for_import: bool = False, institution: str = "") -> list[dict]:
    """The cases of a file that holds one case or an array of cases, each in canonical form."""
    return list(each_case(read_json(data), for_import=for_import, institution=institution))


def each_case(parsed: Any, *, for_import: bool = False, institution: str = "") -> Iterator[dict]:
    """Canonical cases of parsed JSON, one after the other."""
    if isinstance(parsed, list):
        for index, one in enumerate(parsed):
            yield read_case(one, path=f"[{index}]", for_import=for_import, institution=institution)
    else:
        yield read_case(parsed, for_import=for_import, institution=institution)


def read_case(document: Any, *, path: str = "", for_import: bool = False, institution: str = "") -> dict:
    """One valid case in canonical form.

    ``for_import``: the institution, status and legal basis are required too; ``institution`` is the code that
    stands in for the file's. Raises ``NotACase``.
    """
    return _CaseReader(document, path, for_import, institution).read()


class _CaseReader:
    def __init__(self, document: Any, path: str, for_import: bool, institution: str):
        self.document = document
        self.path = path
        self.for_import = for_import
        self.institution = institution
        self.around = Surroundings()

    def read(self) -> dict:
        self._check_object(self.document, self.path)
        written = dict(self._head())
        self._check_keys(self.document, CASE_KEYS, self.path)
        self.around.day_zero = date.fromisoformat(written["day_zero"]) if written.get("day_zero") else None
        self._learn_ids()
        for kind in KINDS:
            if kind.single:
                row = self.document.get(kind.json_list)
                written |= {} if row is None else {kind.json_list: self._row(kind, row, self._at(kind.json_list))}
                continue
            written[kind.json_list] = self._rows(kind, self.document, self.path)
            for inner in kind.nested:
                if inner.listed_at_top:
                    written[inner.json_list] = self._rows(inner, self.document, self.path)
        self._refuse_circles(written)
        answers = self._answers()
        return written | ({"warning_answers": answers} if answers else {})

    # The case's own keys.

    def _head(self) -> Iterator[tuple[str, Any]]:
        if self.document.get("schema") != SCHEMA:
            given = f", not {shown(self.document['schema'])}" if "schema" in self.document else " (it is missing)"
            raise NotACase(self._at("schema"), f'a case says "schema": "{SCHEMA}"{given}')
        yield "schema", SCHEMA
        if self.institution:
            yield "institution", self.institution
        elif self._needed("institution", self.for_import):
            yield "institution", self._text("institution", 20)
        self._needed("local_code", True)
        yield "local_code", self._text("local_code", Case._meta.get_field("local_code").max_length)
        if self._needed("status", self.for_import):
            yield "status", self._value("status", lambda value: read_code(value, CaseStatus))
        if self._needed("legal_basis", self.for_import):
            yield "legal_basis", self._legal_basis()
        yield "provenance", self._provenance()
        yield "day_zero", self._value("day_zero", _read_day_zero)
        yield from self._own_fields()

    def _needed(self, name: str, required: bool) -> bool:
        if self.document.get(name) is not None:
            return True
        if required:
            raise NotACase(self._at(name), "missing; a case needs it")
        return False

    def _text(self, name: str, longest: int) -> str:
        text = self._value(name, lambda value: read_text(value, longest=longest, may_hold_dates=True))
        if not text.strip() or text != text.strip():
            raise NotACase(self._at(name), "the text is empty, or begins or ends with a space")
        return text

    def _value(self, name: str, read: Any) -> Any:
        return _told(self._at(name), lambda: read(self.document.get(name)))

    def _legal_basis(self) -> dict:
        path, basis = self._part("legal_basis", ("kind", "reference", "state"))
        if basis.get("kind") is None:
            raise NotACase(f"{path}.kind", "missing; a legal basis is consent, waiver or publication")
        written = {
            "kind": _told(f"{path}.kind", lambda: read_code(basis["kind"], LegalBasisKind)),
            "reference": _told(f"{path}.reference", lambda: _own_text(basis.get("reference"), 160)),
            "state": _told(f"{path}.state", lambda: read_code(basis.get("state") or "unknown", LegalBasisState)),
        }
        if written["kind"] != LegalBasisKind.CONSENT and not written["reference"]:
            raise NotACase(f"{path}.reference", "a waiver names its ethics reference, a publication its DOI or PMID")
        return written

    def _provenance(self) -> dict:
        path, given = self._part("provenance", ("source", "reference", "publicly_described"))
        source = given.get("source")
        described = given.get("publicly_described")
        return {
            "source": None if source is None else _told(f"{path}.source", lambda: read_code(source, Source)),
            "reference": _told(f"{path}.reference", lambda: _own_text(given.get("reference"), 200)),
            "publicly_described": described is not None
            and _told(f"{path}.publicly_described", lambda: read_yes_no(described)),
        }

    def _part(self, name: str, keys: tuple[str, ...]) -> tuple[str, dict]:
        path, given = self._at(name), self.document.get(name)
        if given is None:
            return path, {}
        self._check_object(given, path)
        self._check_keys(given, frozenset(keys), path)
        return path, given

    def _own_fields(self) -> Iterator[tuple[str, Any]]:
        year, complete, comment = (self.document.get(name) for name in CASE_FIELDS)
        if year is not None:
            yield "diagnosis_year", self._value("diagnosis_year", _read_year)
        if complete is not None:
            yield "regimens_complete", self._value("regimens_complete", read_yes_no)
        if comment not in (None, ""):
            yield "comment", self._value("comment", read_text)
        for name, (first, *rest) in CASE_MAY_BE_ABSENT.items():
            reason, value = self.document.get(f"{name}_absent"), self.document.get(first)
            for key in rest:
                value = (value or {}).get(key)
            if reason is not None:
                yield f"{name}_absent", self._reason(reason, None if value == "" else value, self._at(f"{name}_absent"))

    def _answers(self) -> list[dict]:
        given = self.document.get("warning_answers")
        if given is None:
            return []
        path = self._at("warning_answers")
        self._check_list(given, path)
        written = [self._answer(one, f"{path}[{index}]") for index, one in enumerate(given)]
        written.sort(key=lambda one: (one["code"], one["about"]))
        for index, (first, second) in enumerate(zip(written, written[1:], strict=False)):
            if (first["code"], first["about"]) == (second["code"], second["about"]):
                raise NotACase(f"{path}[{index + 1}]", "this warning is answered twice")
        return written

    def _answer(self, given: Any, path: str) -> dict:
        self._check_object(given, path)
        self._check_keys(given, frozenset(["code", "about", "reason"]), path)
        for name in ("code", "reason"):
            if not given.get(name):
                raise NotACase(f"{path}.{name}", "missing; an answer names the warning and gives the reason")
        longest = {"code": 60, "about": 120, "reason": None}
        return {
            name: _told(f"{path}.{name}", lambda name=name: read_text(given.get(name) or "", longest=longest[name]))
            for name in longest
        }

    # Ids.

    def _learn_ids(self) -> None:
        """Every id of the case with its kind, before any reference is read; the regimens' intervals too."""
        where: dict[str, str] = {}
        for name, kind in TOP_LISTS.items():
            rows = self.document.get(name)
            if rows is None:
                continue
            self._check_list(rows, self._at(name))
            for index, row in enumerate(rows):
                path = f"{self._at(name)}[{index}]"
                self._check_object(row, path)
                key = self._id(kind, row, path)
                if not key:
                    continue
                if key in where:
                    raise NotACase(f"{path}.id", f"{shown(key)} is the id of {where[key]} already")
                where[key], self.around.ids[key] = path, kind
        self.around.intervals = {
            row["id"]: interval
            for row in self.document.get("regimens") or ()
            if type(interval := row.get("interval_days")) is int and interval > 0
        }

    def _id(self, kind: Kind, row: dict, path: str) -> str:
        key = row.get("id")
        if key is None:
            if needs_id(kind):
                raise NotACase(f"{path}.id", f"missing; every {kind.title.lower()} has an id of its own")
            return ""
        _told(f"{path}.id", lambda: read_text(key, longest=40))
        if not key or key != " ".join(key.split()):
            raise NotACase(f"{path}.id", "an id is a text on one line without spare spaces")
        return key

    # Rows.

    def _rows(self, kind: Kind, holder: dict, path: str, regimen: str | None = None) -> list:
        rows = holder.get(kind.json_list)
        if rows is None:
            return []
        path = f"{path}.{kind.json_list}" if path else kind.json_list
        self._check_list(rows, path)
        if kind.slug == "drug" and not rows:
            raise NotACase(path, "an empty list says nothing; leave the key out where the drugs are not known")
        if kind.plain:
            return [self._plain(kind, key, f"{path}[{index}]") for index, key in enumerate(rows)]
        return [self._row(kind, row, f"{path}[{index}]", regimen) for index, row in enumerate(rows)]

    def _plain(self, kind: Kind, key: Any, path: str) -> str:
        given = self.around.ids.get(key) if isinstance(key, str) else None
        name = next((name for name, named in kind.named.items() if given in (named, None)), "")
        if not name:
            expected = " or a ".join(one.title.lower() for one in kind.named.values())
            raise NotACase(path, f"{shown(key)} is a {given.title.lower()}; a {expected} is expected here")
        return _told(path, lambda: READERS[kind.slug][name](key, self.around))

    def _row(self, kind: Kind, row: Any, path: str, regimen: str | None = None) -> dict:
        self._check_object(row, path)
        speaks_of = SPEAKS_OF[kind.slug]
        self._check_keys(row, speaks_of, path)
        self.around.regimen = regimen or self._regimen_of(kind, row)
        written = {"id": row["id"]} if row.get("id") else {}
        named = {speaks_of[name] for name in row}
        for key in KEYS[kind.slug]:
            if key.required or key.name in named:
                written |= self._key(kind, key, row, path)
        _check_special(kind, written, path)
        inner_regimen = row.get("id") if kind.slug == "regimen" else None
        for inner in inner_lists(kind):
            children = self._rows(inner, row, path, inner_regimen)
            written |= {inner.json_list: children} if children else {}
        return written

    def _regimen_of(self, kind: Kind, row: dict) -> str | None:
        """The regimen whose cycles a date of this row counts where it names none."""
        named = row.get("id") if kind.slug == "regimen" else row.get("regimen")
        if named is None and kind.slug in ("skin-finding", "measurement"):
            named = self._lookup("assessments", row.get("assessment")).get("regimen")
        if named is None and kind.slug in ("specimen", "workup"):
            finding = self._lookup("skin_findings", row.get("finding"))
            named = self._lookup("assessments", finding.get("assessment")).get("regimen")
        return named if isinstance(named, str) and self.around.ids.get(named) else None

    def _lookup(self, name: str, key: Any) -> dict:
        return next((row for row in self.document.get(name) or () if key and row.get("id") == key), {})

    def _key(self, kind: Kind, key: Key, row: dict, path: str) -> dict:
        """The key with its wording and its reason for being empty, as far as they are given."""
        name, value = key.name, row.get(key.name)
        place = f"{path}.{name}"
        if key.required and (name not in row or (value in (None, "") and not key.may_be_null)):
            raise NotACase(place, _missing(kind, key))
        if value is not None:
            value = self._read(kind, key, value, row, place)
        value, inside = _only_wording(value) if key.is_date else (value, None)
        wording = row.get(f"{name}_as_reported") or inside
        if wording not in (None, ""):
            wording = _told(f"{place}_as_reported", lambda: read_wording(wording))
            if key.is_date and value is not None:
                value, wording = _with_wording(value, wording, f"{place}_as_reported", self.around), None
        written = {name: value} if value not in (None, "", []) else {}
        if key.required and not written:
            written = {name: None}
        if wording not in (None, ""):
            written[f"{name}_as_reported"] = wording
        reason = row.get(f"{name}_absent")
        if reason is not None:
            written[f"{name}_absent"] = self._reason(reason, written.get(name), f"{place}_absent")
        return written

    def _read(self, kind: Kind, key: Key, value: Any, row: dict, place: str) -> Any:
        if key.name in JOINED[kind.slug]:
            return _told(place, lambda: read_score_or_number(value, row.get("analyte")))
        if value == "" and not key.required and not key.is_date:
            return value
        return _told(place, lambda: READERS[kind.slug][key.name](value, self.around))

    def _reason(self, reason: Any, value: Any, path: str) -> str:
        if value is not None:
            raise NotACase(path, "give a value or a reason why it is empty, not both")
        return _told(path, lambda: read_code(reason, Absence))

    # What holds between rows.

    def _refuse_circles(self, written: dict) -> None:
        """No lesion follows itself, no specimen pairs with itself, no two dates hang on each other."""
        for name in ("skin_findings", "specimens"):
            link = "lesion_of" if name == "skin_findings" else "paired_with"
            chain = {row["id"]: row.get(link) for row in written[name]}
            for index, row in enumerate(written[name]):
                if link == "paired_with" and row.get(link) != row["id"]:
                    continue
                if _returns(row["id"], chain):
                    raise NotACase(f"{self._at(name)}[{index}].{link}", "the record leads back to itself")
        chain, places = {}, {}
        for name, kind in TOP_LISTS.items():
            for index, row in enumerate(written[name] if kind.timed_by else ()):
                when = row.get(kind.timed_by)
                if row.get("id") and isinstance(when, dict) and when.get("anchor"):
                    chain[row["id"]], places[row["id"]] = when["anchor"], f"{name}[{index}].{kind.timed_by}"
        for key, place in places.items():
            if _returns(key, chain):
                raise NotACase(self._at(place), "the dates are relative to each other in a circle")

    # Shapes.

    def _at(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def _check_object(self, value: Any, path: str) -> None:
        if not isinstance(value, dict):
            raise NotACase(path, f"expected an object, not {shown(value)}")
        if getattr(value, "repeated", ""):
            raise NotACase(_joined(path, value.repeated), "the key is written twice")

    def _check_list(self, value: Any, path: str) -> None:
        if not isinstance(value, list):
            raise NotACase(path, f"expected a list, not {shown(value)}")

    def _check_keys(self, value: dict, known: Container[str], path: str) -> None:
        for name in value:
            if name not in known:
                raise NotACase(_joined(path, name), "unknown key")


def _joined(path: str, name: str) -> str:
    shown_name = name if re.fullmatch(r"[\w-]{1,60}", name) else json.dumps(name[:60])
    return f"{path}.{shown_name}" if path else shown_name


def _told(path: str, read: Any) -> Any:
    """Run a reader; a fault of the value becomes a fault at the path."""
    try:
        return read()
    except Fault as fault:
        raise NotACase(path, str(fault)) from fault


def _speaks_of(kind: Kind) -> dict[str, str]:
    """Each name that a row of the kind may hold -> the key that it speaks of."""
    names = {"id": "id"} if takes_id(kind) else {}
    for key in KEYS[kind.slug]:
        names |= {key.name: key.name, f"{key.name}_as_reported": key.name}
        names |= {f"{key.name}_absent": key.name} if key.may_be_absent else {}
    return names | {inner.json_list: inner.json_list for inner in inner_lists(kind)}


SPEAKS_OF = {one.slug: _speaks_of(one) for kind in KINDS for one in (kind, *kind.nested)}


def _missing(kind: Kind, key: Key) -> str:
    if key.may_be_null:
        return f"missing; write null where it is not known when the {kind.title.lower()} was"
    return f"missing; every {kind.title.lower()} needs it"


def _check_special(kind: Kind, written: dict, path: str) -> None:
    if kind.slug == "drug" and not written.get("agent") and not written.get("class"):
        raise NotACase(f"{path}.agent", 'missing; name the drug, or write "class": "anti_her2" where it is blinded')


def _only_wording(value: Any) -> tuple[Any, str | None]:
    """Of a date of which nothing but the wording is known: no date, and the wording beside it."""
    if isinstance(value, dict) and "anchor" not in value and value.get("lo") is None and value.get("hi") is None:
        return None, value["as_reported"]
    return value, None


def _with_wording(value: Any, wording: str, path: str, around: Surroundings) -> Any:
    """A date with the wording given beside it; the wording belongs inside the date in canonical form."""
    inside = value if isinstance(value, dict) else {"lo": value, "hi": value, "precision": "day"}
    if inside.get("as_reported") not in (None, "", wording):
        raise NotACase(path, "the date holds another wording already; give one of the two")
    return _told(path, lambda: read_when({**inside, "as_reported": wording}, around))


def _returns(start: str, chain: dict[str, str | None]) -> bool:
    """Whether following the links from a record leads back to it."""
    seen, key = set(), chain.get(start)
    while key is not None and key not in seen:
        if key == start:
            return True
        seen.add(key)
        key = chain.get(key)
    return False


def _own_text(value: Any, longest: int) -> str | None:
    return None if value in (None, "") else read_text(value, longest=longest, may_hold_dates=True)


def _read_day_zero(value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise Fault("day zero is a full date such as 2014-03-12, or null")
    try:
        day = date.fromisoformat(value)
    except ValueError as fault:
        raise Fault("day zero is no date of the calendar") from fault
    if day < EARLIEST_DAY_ZERO:
        raise Fault(str(DayZero._meta.constraints[0].violation_error_message).rstrip("."))
    return value


def _read_year(value: Any) -> int:
    year = read_whole_number(value)
    if not 1950 <= year <= 2100:
        raise Fault("give the year of diagnosis with four digits, from 1950")
    return year
