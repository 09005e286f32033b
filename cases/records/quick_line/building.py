"""Rows of case JSON from the pieces of a statement: one function for each kind of statement.

Each takes what belongs to its kind and returns the row without its id, or nothing where the statement lacks what
every such row needs. Dates of drugs are left to those of their regimen, as the record reads an empty date.
"""

from collections.abc import Callable, Iterator
from typing import Any

from cases.records.quick_line.pieces import Piece, Statement
from cases.records.quick_line.times import Stretch
from cases.rules.dates import when_to_json
from cases.rules.vocabulary import (
    Agent,
    Compartment,
    LocalTreatmentKind,
    PathologyResult,
    Procedure,
    ResponseStatus,
    Setting,
)
from cases.rules.vocabulary.presets import TAXANES, Preset

Row = dict[str, Any]

NO_DRUG = "No drug is named; write its name, or a regimen such as THP."
NO_CHANGE = "How had the skin changed? Write PD, response, stable, resolved or baseline."
NO_PLACE = "Which place? Write the organ before its status, such as liver PR."
NO_STATUS = "Which status? Write it after the place, such as liver PR."
NO_STATUSES = "No place with its status is understood; write them as liver PR, bone SD, or mets liver, bone."
NO_RESULT = "What did it show? Write malignant, benign, suspicious, not diagnostic or pending."
NO_SITE = "Where was a malignant specimen taken? Write the site, such as bx skin malignant."
NO_TREATMENT = "Which treatment? Write RT, surgery, ECT or another."
NO_STATUS_OF_LIFE = "Alive or dead? Write one of the two."
TWICE = "This place has a status in this statement already."
NEW_IN_CR = "A place with a new lesion cannot be in complete response."
POINT_ONLY = "One day or month is expected here, not a start and a stop."
CYCLE_LENGTH = "A cycle lasts 1 to 120 days."
FROM_ONE = "Lines and cycles are counted from 1."
NOT_RUNNING = "It has a stop already, so it cannot still be running."


def regimen_row(statement: Statement) -> Row | None:
    preset, agents = statement.take("preset"), statement.take_all("agent")
    if preset is None and not agents:
        return statement.give_up(_reason(statement, NO_DRUG))
    stretch = _stretch(statement)
    running = bool(statement.take("running")) or stretch.running
    if running and stretch.stop is not None:
        return statement.give_up(NOT_RUNNING)
    line = _counted(statement, "line")
    setting = statement.take("setting") or (Setting.METASTATIC if line else None)
    return _filled(
        {
            "name": preset.name if preset else None,
            "setting": setting,
            "line": line,
            "line_rule": "reported" if line else None,
            "start": when_to_json(stretch.start),
            "stop": when_to_json(stretch.stop),
            "interval_days": _interval(statement),
            "cycles_given": _counted(statement, "cycles"),
            "beyond_progression": statement.take("beyond"),
            "trial": statement.take("trial"),
            "stop_reason": statement.take("stop_reason"),
            "best_response": statement.take("best"),
            "drugs": list(_drugs(preset, agents, stretch, running=running)),
        },
        keep=("start",),
    )


def _drugs(preset: Preset | None, agents: list[Agent], stretch: Stretch, *, running: bool) -> Iterator[Row]:
    """Each drug once. Drugs of a second phase began somewhere between start and stop, and those of the first ended."""
    named_taxane = any(one in TAXANES for one in agents)
    first, later = (preset.drugs, preset.later) if preset else ((), ())
    replaced = TAXANES if preset and preset.taxane_open and named_taxane else frozenset()
    given = [(one, "first") for one in first] + [(one, "later") for one in later]
    given = [(one, phase) for one, phase in given if one not in replaced]
    phase_of_named = "later" if later else "first"
    named = [one for one in agents if one not in dict(given)]
    for agent, phase in [*given, *((one, phase_of_named) for one in named)]:
        row: Row = {"agent": agent.value}
        if later:
            row |= {"start" if phase == "later" else "stop": _somewhere(stretch)}
        if running and not (later and phase == "first"):
            row["ongoing"] = True
        yield _filled(row)


def _somewhere(stretch: Stretch) -> Row | None:
    """A day between start and stop, as far as both are days."""
    lo = stretch.start.lo if stretch.start else None
    hi = stretch.stop.hi if stretch.stop else None
    if lo is None and hi is None:
        return None
    return {"lo": lo, "hi": hi, "precision": "unknown", "derivation": "computed_other"}


def _interval(statement: Statement) -> int | None:
    pieces = statement.claim("interval", "weeks")
    for extra in pieces[1:]:
        statement.refuse(extra, "The interval is given already.")
    if not pieces:
        return None
    days = int(pieces[0].value) * (7 if pieces[0].what == "weeks" else 1)
    if not 1 <= days <= 120:
        return statement.refuse(pieces[0], CYCLE_LENGTH)
    statement.accept(pieces[0])
    return days


def _counted(statement: Statement, what: str) -> int | None:
    pieces = statement.claim(what)
    for extra in pieces[1:]:
        statement.refuse(extra, "This number is given already.")
    if not pieces:
        return None
    number = int(pieces[0].value)
    if number < 1:
        return statement.refuse(pieces[0], FROM_ONE)
    statement.accept(pieces[0])
    return number


def skin_row(statement: Statement) -> Row | None:
    statement.take("head")
    change = statement.take("change")
    if change is None:
        return statement.give_up(_reason(statement, NO_CHANGE))
    return _filled(
        {
            "on": _on(statement),
            "change": change,
            "new_lesions": statement.take("new"),
            "growth": statement.take("growth"),
            "extent": statement.take("extent"),
            "morphology": statement.take_all("morphology"),
            "patterns": statement.take_all("pattern"),
            "sites": [one.value for one in statement.take_all("site")],
            "side": statement.take("side"),
            "lesion_count": statement.take("count"),
            "photo": statement.take("photo"),
            "measured": statement.take("measured"),
        },
        keep=("on",),
    )


def assessment_row(statement: Statement) -> Row | None:
    statement.take_all("head")
    spread = statement.take("mets")
    row = {"on": _on(statement), "kind": statement.take("visit"), "modalities": statement.take_all("modality")}
    row |= {"scope": statement.take("scope")}
    criteria = statement.take("criteria")
    compartments = list(_compartments(statement, baseline=bool(spread)))
    if not compartments:
        return statement.give_up(_reason(statement, NO_STATUSES))
    if spread is None and all(one["status"] == ResponseStatus.BASELINE for one in compartments):
        row["kind"] = row["kind"] or "baseline"
    row["compartments"] = [_filled(one | {"criteria": criteria}) for one in compartments]
    return _filled(row, keep=("on",))


def _compartments(statement: Statement, *, baseline: bool) -> Iterator[Row]:
    """Places, each with the next status after it: "liver bone SD, lung new PD"."""
    waiting: list[Piece] = []
    new: Piece | None = None
    seen: set[Compartment] = set()
    pieces = statement.claim("compartment", "status", "new")
    for piece in [*pieces, *([None] if baseline else [])]:
        if piece is not None and piece.what == "new":
            new = _kept_one(statement, new, piece)
        elif piece is not None and piece.what == "compartment":
            waiting.append(piece)
        elif piece is not None and not waiting:
            statement.refuse(piece, NO_PLACE)
        else:
            status = piece.value if piece is not None else ResponseStatus.BASELINE
            yield from _judged(statement, waiting, status, new, seen)
            if piece is not None:
                statement.accept(piece)
            waiting, new = [], None
    for piece in waiting:
        statement.refuse(piece, NO_STATUS)
    if new is not None:
        statement.refuse(new, NO_STATUS)


def _kept_one(statement: Statement, before: Piece | None, piece: Piece) -> Piece:
    if before is not None:
        statement.refuse(before, NO_STATUS)
    return piece


def _judged(
    statement: Statement, places: list[Piece], status: ResponseStatus, new: Piece | None, seen: set[Compartment]
) -> Iterator[Row]:
    fits = new is not None and status is not ResponseStatus.CR
    if new is not None:
        statement.accept(new) if fits else statement.refuse(new, NEW_IN_CR)
    for place in places:
        if place.value in seen:
            statement.refuse(place, TWICE)
            continue
        seen.add(place.value)
        statement.accept(place, f"{place.says}, {status.label.lower()}")
        row = {"compartment": place.value.value, "status": status.value}
        if status is ResponseStatus.BASELINE:
            row["involved_at_baseline"] = True
        yield row | ({"new_lesion": True} if fits else {})


def specimen_row(statement: Statement) -> Row | None:
    procedure = statement.take("procedure")
    result = statement.take("result")
    sites = statement.take_all("site")
    compartment = statement.take("compartment")
    if result is None:
        return statement.give_up(_reason(statement, NO_RESULT))
    site = " and ".join(one.value for one in sites)
    if procedure is Procedure.SKIN_BIOPSY and not site:
        site = "skin"
    if result.startswith("malignant") and not site and compartment is None:
        return statement.give_up(_reason(statement, NO_SITE))
    benign = statement.take("benign") if result == "benign" else None
    return _filled(
        {
            "on": _on(statement),
            "compartment": compartment,
            "site": site,
            "laterality": statement.take("laterality"),
            "procedure": procedure,
            "part_sampled": statement.take("part"),
            "result": result,
            "benign_finding": benign,
            "markers": statement.take_all("marker"),
        },
        keep=("on",),
    )


def local_row(statement: Statement) -> Row | None:
    surgery = statement.take("surgery")
    kind = statement.take("kind") or (LocalTreatmentKind.SURGERY if surgery else None)
    if kind is None:
        return statement.give_up(_reason(statement, NO_TREATMENT))
    stretch = _stretch(statement)
    side = statement.take("laterality")
    places = [str(getattr(one, "label", one)).lower() for one in statement.take_all("site")]
    gray, fractions, sessions = (statement.take(one) for one in ("gray", "fractions", "sessions"))
    return _filled(
        {
            "kind": kind,
            "site": " and ".join(f"{side} {one}" if side else one for one in places) or side,
            "start": when_to_json(stretch.start),
            "stop": when_to_json(stretch.stop),
            "intent": statement.take("intent"),
            "surgery": surgery,
            "margin": statement.take("margin"),
            "modality": statement.take("modality"),
            "dose_cgy": None if gray is None else round(float(gray) * 100),
            "fractions": None if fractions is None else int(fractions),
            "agent": statement.take("topical"),
            "sessions": None if sessions is None else int(sessions),
            "skin_response_local": statement.take("response"),
        },
        keep=("start",),
    )


def primary_row(statement: Statement) -> Row | None:
    statement.take_all("head")
    return _filled(
        {
            "on": _on(statement),
            "laterality": statement.take("laterality"),
            "occult": statement.take("occult"),
            "topography": statement.take("topography"),
            "histology": statement.take("histology"),
            "grade": statement.take("grade"),
            "inflammatory": statement.take("inflammatory"),
        }
    )


def sampled_row(primary: Row, markers: list[Row]) -> Row:
    """The specimen that the receptors of a primary tumour were read on; how it was taken is left open."""
    return _filled(
        {
            "on": primary.get("on"),
            "primary": primary["id"],
            "compartment": None if primary.get("occult") else Compartment.BREAST_IPSI,
            "laterality": primary.get("laterality"),
            "result": PathologyResult.MALIGNANT_BREAST,
            "markers": markers,
        },
        keep=("on",),
    )


def staging_row(statement: Statement) -> Row | None:
    row: Row = {"on": _on(statement)}
    for piece in statement.claim("stage"):
        parts = {name.rstrip("23"): value for name, value in piece.value.items() if value is not None}
        written = dict(_stage(parts))
        if any(row.get(name, value) != value for name, value in written.items()):
            statement.refuse(piece, "This does not fit what stands before it in the statement.")
            continue
        row |= written
        statement.accept(piece)
    return _filled(row | {"edition": statement.take("edition")})


def _stage(parts: dict[str, str]) -> Iterator[tuple[str, Any]]:
    for letter in parts.get("prefix", ""):
        yield ("classification", letter) if letter in "cp" else (letter, True)
    yield from ((name, parts[name]) for name in ("t", "n", "m") if name in parts)
    yield from ((name, True) for name in ("multiple", "sn") if name in parts)


def follow_up_row(statement: Statement) -> Row | None:
    vital = statement.take("vital")
    if vital is None:
        return statement.give_up(_reason(statement, NO_STATUS_OF_LIFE))
    statement.take_all("head")
    row = {"on": _on(statement), "status": vital, "cause": statement.take("cause") if vital == "dead" else None}
    return _filled(row, keep=("on",))


def _on(statement: Statement) -> Any:
    """The one time of the statement; a start and stop do not fit."""
    for piece in statement.claim("stretch"):
        statement.refuse(piece, POINT_ONLY)
    stretch = statement.take("time")
    return None if stretch is None else when_to_json(stretch.start)


def _stretch(statement: Statement) -> Stretch:
    """Start and stop from the times of the statement; a start and a stop may be written apart."""
    start = stop = None
    running = False
    for piece in statement.claim("time", "stretch"):
        value: Stretch = piece.value
        if (value.start and start) or (value.stop and stop) or (value.running and stop):
            statement.refuse(piece, "Start and stop are given already.")
            continue
        together = value.start or start, value.stop or stop
        if _impossible(*together):
            statement.refuse(piece, "It stops before it starts; exchange the two.")
            continue
        start, stop = together
        running = running or value.running
        statement.accept(piece)
    return Stretch(start, stop, running)


def _impossible(start, stop) -> bool:
    return bool(start and stop) and start.lo is not None and stop.hi is not None and stop.hi < start.lo


def _reason(statement: Statement, otherwise: str) -> str:
    """Why there is no row: what was recognised and refused says it best."""
    refused = [
        f"“{statement.text[one.start : one.end]}”: {one.says}" for one in statement.spans if one.sort == "unclear"
    ]
    return " ".join([otherwise, *refused[:3]])


def _filled(row: Row, keep: tuple[str, ...] = ()) -> Row:
    return {
        name: str(value) if isinstance(value, str) else value
        for name, value in row.items()
        if name in keep or value not in (None, "", [])
    }


BUILDERS: dict[str, tuple[str, str, Callable[[Statement], Row | None]]] = {
    "regimen": ("regimens", "r", regimen_row),
    "skin": ("skin_findings", "s", skin_row),
    "assessment": ("assessments", "a", assessment_row),
    "specimen": ("specimens", "b", specimen_row),
    "local": ("local_treatments", "lt", local_row),
    "primary": ("primaries", "p", primary_row),
    "staging": ("stagings", "t", staging_row),
    "follow-up": ("followups", "f", follow_up_row),
}
"""Kind of statement -> its list in case JSON, the prefix of its keys, and its builder."""
