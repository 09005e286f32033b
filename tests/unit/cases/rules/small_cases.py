"""Small random cases whose every allowed choice of days can be listed, under a definition of a few days.

With windows of a few days instead of weeks, dates of a few days each meet every boundary of the definition, and all
choices of days can be tried one by one: the answer that the zone search must give.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from hypothesis import strategies as st

from cases.rules.definition import Definition, load_definition

SMALL = {
    "T_AB": "3",
    "T_TKI": "1",
    "EARLY": "6",
    "MIN_EXP": "3",
    "MIN_CYCLES": "2",
    "TIGHT": "-3,2",
    "WIDE": "-5,4",
    "NEXT_TX_GRACE": "1",
    "BASELINE": "-2,1",
    "HERALD": "5",
    "DURABLE": "7",
    "BX": "-1,4",
    "BX_LATE": "8",
    "STABLE": "3",
    "ABX": "2",
    "STEROID": "3",
}
INTERVAL_DAYS = 2
WIDEST = 6
Span = int | tuple[int, int] | tuple[str, int, int] | None
"""A day, an interval, an interval after another record, or not stated."""


def small_definition(key: str = "dcp") -> Definition:
    definition = load_definition(key)
    return definition.with_overrides(
        {name: days for name, days in SMALL.items() if name in definition.document["constants"]}
    )


@dataclass(frozen=True)
class SmallCase:
    """``days`` holds the date of each record ("s1", "r1.stop"); ``shape`` everything else."""

    shape: Mapping[str, Any]
    days: Mapping[str, Span]

    def document(self, days: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """As ``case/1``: with its intervals, or with the exact days given."""
        when = {name: _json(span) for name, span in self.days.items()} if days is None else days
        return {
            "schema": "case/1",
            "local_code": "SMALL",
            "regimens_complete": self.shape["complete"],
            "skin_findings": [{**one, "on": when[one["id"]]} for one in self.shape["findings"]],
            "specimens": [{**one, "on": when[one["id"]]} for one in self.shape["specimens"]],
            "assessments": [{**one, "on": when[one["id"]]} for one in self.shape["assessments"]],
            "regimens": [_regimen(one, when) for one in self.shape["regimens"]],
        }

    @property
    def has_anchors(self) -> bool:
        return any(isinstance(span, tuple) and len(span) == 3 for span in self.days.values())

    def choices(self) -> Iterator[dict[str, int | None]]:
        """Every allowed choice of a day for every date."""
        names = list(self.days)
        for picked in product(*[_options(self.days[name]) for name in names]):
            offsets = dict(zip(names, picked, strict=True))
            days = {name: self._resolved(name, offsets) for name in names}
            if all(_follows(days, one["id"]) for one in self.shape["regimens"]):
                yield days

    def _resolved(self, name: str, offsets: Mapping[str, int | None]) -> int | None:
        span, day = self.days[name], offsets[name]
        return day + self._resolved(span[0], offsets) if isinstance(span, tuple) and len(span) == 3 else day

    def size(self) -> int:
        total = 1
        for span in self.days.values():
            total *= len(_options(span))
        return total


def _options(span: Span) -> range | tuple[None]:
    if span is None:
        return (None,)
    if isinstance(span, int):
        return range(span, span + 1)
    return range(span[-2], span[-1] + 1)


def _json(span: Span) -> Any:
    if not isinstance(span, tuple):
        return span
    if len(span) == 2:
        return {"lo": span[0], "hi": span[1], "precision": "unknown"}
    return {"anchor": span[0], "lo_offset": span[1], "hi_offset": span[2], "precision": "relative"}


def _regimen(shape: Mapping[str, Any], when: Mapping[str, Any]) -> dict[str, Any]:
    key = shape["id"]
    regimen = {**shape, "start": when[key], "stop": when[f"{key}.stop"], "interval_days": INTERVAL_DAYS}
    if "drugs" in shape:
        regimen["drugs"] = [{**drug, "last_dose": when[f"{key}.last"]} for drug in shape["drugs"]]
    return regimen


def _follows(days: Mapping[str, int | None], key: str) -> bool:
    known = [day for day in (days[key], days[f"{key}.last"], days[f"{key}.stop"]) if day is not None]
    return known == sorted(known)


COMPARTMENTS = ("LIVER", "LIVER", "BONE", "BRAIN")
WITH_BRAIN = ("BRAIN", "BRAIN", "LIVER", "LEPTOMENINGES")
STATUSES = (
    "CR",
    "PR",
    "PR",
    "SD",
    "NED",
    "CR",
    "PR",
    "SD",
    "PD",
    "NED",
    "NED_LOCAL",
    "NE",
    "EQUIVOCAL_NEW",
    "BASELINE",
)


@st.composite
def small_cases(draw: st.DrawFn, exact: bool = False, places: Sequence[str] = COMPARTMENTS) -> SmallCase:
    findings = _findings(draw)
    regimens = _regimens(draw)
    assessments = _assessments(draw, [one["id"] for one in regimens], places)
    specimens = _specimens(draw)
    shape = {
        "complete": draw(st.sampled_from((True, True, True, False))),
        "findings": findings,
        "regimens": regimens,
        "assessments": assessments,
        "specimens": specimens,
    }
    days: dict[str, Span] = {}
    uncertain = 0 if exact else draw(st.integers(1, 4))
    for regimen, begin in zip(regimens, (-10, -3), strict=False):
        key = regimen["id"]
        start = days[key] = draw(st.integers(begin - 4, begin + 4))
        length = draw(st.integers(3, 14))
        ongoing = any(drug.get("ongoing") for drug in regimen.get("drugs", ()))
        days[f"{key}.stop"] = None if ongoing or draw(st.booleans()) else start + length
        untold = ongoing or "drugs" not in regimen or draw(st.booleans())
        days[f"{key}.last"] = None if untold else start + draw(st.integers(0, length))
    for name in [one["id"] for one in (*findings[1:], *assessments, *specimens)]:
        days[name] = draw(st.integers(-9, 9))
    days["s1"] = 0
    for name in draw(st.permutations(sorted(name for name, day in days.items() if day is not None)))[:uncertain]:
        days[name] = _blur(draw, name, days)
    case = SmallCase(shape, days)
    while case.size() > 600:
        name = max(days, key=lambda one: len(_options(days[one])))
        days[name] = 0 if name == "s1" else days[name][-2] if len(days[name]) == 2 else 1
        case = SmallCase(shape, days)
    return case


def _blur(draw: st.DrawFn, name: str, days: Mapping[str, Span]) -> Span:
    day = days[name]
    anchors = [one for one in days if "." not in one and one != name and isinstance(days[one], int)]
    if anchors and "." not in name and not name.startswith("r") and draw(st.integers(0, 3)) == 0:
        first = draw(st.integers(-4, 3))
        return draw(st.sampled_from(anchors)), first, first + draw(st.integers(0, WIDEST))
    return day - draw(st.integers(0, WIDEST // 2)), day + draw(st.integers(0, WIDEST // 2))


def _findings(draw: st.DrawFn) -> list[dict[str, Any]]:
    changes = ("progression", "progression", "response", "stable", "resolved", "baseline")
    found = [{"id": "s1", "change": draw(st.sampled_from(("progression",) * 5 + ("response",)))}]
    for number in range(draw(st.integers(0, 2))):
        of = draw(st.sampled_from([None, *[one["id"] for one in found]]))
        found.append({"id": f"s{number + 2}", "change": draw(st.sampled_from(changes)), "lesion_of": of})
    for one in found:
        one |= {
            "photo": draw(st.booleans()),
            "new_lesions": draw(st.booleans()),
            "extent": draw(st.sampled_from(("LR", "DIST"))),
            "morphology": ["nodule"],
        }
    return found


def _regimens(draw: st.DrawFn) -> list[dict[str, Any]]:
    regimens = []
    for number in range(1, draw(st.integers(1, 2)) + 1):
        regimen: dict[str, Any] = {
            "id": f"r{number}",
            "setting": draw(st.sampled_from(("adjuvant", "metastatic", None))),
            "line": draw(st.sampled_from((1, 2, None))),
            "stop_reason": draw(st.sampled_from((None, "PD_systemic", "planned_switch"))),
            "cycles_given": draw(st.sampled_from((None, 1, 3))),
        }
        if draw(st.integers(0, 9)):
            agent = draw(st.sampled_from(("trastuzumab",) * 4 + ("tucatinib", "docetaxel")))
            regimen["drugs"] = [{"agent": agent, "ongoing": draw(st.integers(0, 2)) == 0}]
        regimens.append(regimen)
    return regimens


def _assessments(draw: st.DrawFn, regimens: list[str], compartments: Sequence[str]) -> list[dict[str, Any]]:
    assessments = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        places = draw(st.lists(st.sampled_from(compartments), max_size=2, unique=True))
        assessments.append(
            {
                "id": f"a{number}",
                "kind": draw(st.sampled_from(("scheduled", "scheduled", "baseline"))),
                "regimen": draw(st.sampled_from([None, *regimens])),
                "scope": draw(st.sampled_from(("FULL", "FULL", "LIMITED"))),
                "compartments": [_row(draw, place) for place in places],
            }
        )
    return assessments


def _row(draw: st.DrawFn, place: str) -> dict[str, Any]:
    status = draw(st.sampled_from(STATUSES))
    return {
        "compartment": place,
        "status": status,
        "criteria": draw(st.sampled_from((None, "RANO_BM", "MDA"))),
        "involved_at_baseline": draw(st.sampled_from((True, True, False, None))),
        "new_lesion": status == "PD" and draw(st.booleans()),
    }


def _specimens(draw: st.DrawFn) -> list[dict[str, Any]]:
    results = ("malignant_breast",) * 6 + ("benign", "pending")
    scores = ("3+", "0", "2+", None)
    return [
        {
            "id": f"b{number}",
            "result": draw(st.sampled_from(results)),
            "finding": draw(st.sampled_from(("s1", None))),
            "compartment": "SKIN_LR",
            "markers": [{"analyte": "HER2_IHC", "value": draw(st.sampled_from(scores))}],
        }
        for number in range(1, draw(st.integers(0, 2)) + 1)
    ]
