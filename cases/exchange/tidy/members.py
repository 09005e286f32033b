"""The members of a cohort as tables: one row each with all that was derived of it, and one per rule that decided."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cases.cohorts.members import Member
from cases.disclosure.deidentify import Shape
from cases.exchange.tidy.tables import CASE, Column, Table
from cases.review.adjudication.querysets import adjudicated_of

MEMBERS, RULES, MEMBER = "members", "rules", "member"
FIRST = (
    Column(MEMBER, "", "text", "The member of the cohort in this export."),
    Column(CASE, "", "text", "The case that it belongs to; cases.csv has one row for each."),
    Column("institution", "", "code", "Code of the institution."),
    Column("label", "", "code", "What the definition says.", "Label"),
    Column("certainty", "", "code", "How sure the record makes it.", "Certainty"),
    Column("adjudicated", "", "code", "What readers say who knew no label; empty until it is settled.", "Label"),
)
RULE_TABLE = Table(
    RULES,
    "",
    Shape({}),
    (
        Column(MEMBER, "", "text", "The member that the rule was asked of."),
        Column("place", "", "number", "Place in the order of the definition."),
        Column("rule", "", "code", "The rule."),
        Column("verdict", "", "code", "pass, fail or unknown."),
    ),
)


def member_table(members: Iterable[Member]) -> Table:
    """The table of members, with a column for each fact that any of them has."""
    found: dict[str, Column] = {}
    for one in members:
        for name, value in one.facts.items():
            for column in _columns(name, value):
                found.setdefault(column.name, column)
    taken = {one.name for one in FIRST}
    facts = (found[name] for name in sorted(found) if name not in taken)
    return Table(MEMBERS, "", Shape({}), (*FIRST, *facts))


def member_rows(members: Sequence[Member], names: Mapping[int, str]) -> Iterator[dict[str, Any]]:
    """One row per member, in their order. ``names``: patient -> name of the case in this export."""
    settled = adjudicated_of([one.id for one in members])
    for place, one in enumerate(members, 1):
        row = {
            MEMBER: member_name(place),
            CASE: names[one.patient],
            "institution": one.institution,
            "label": one.label,
            "certainty": one.certainty,
            "adjudicated": settled[one.id].label if one.id in settled else "",
        }
        yield {**_facts(one.facts), **row}


def rule_rows(members: Sequence[Member]) -> Iterator[dict[str, Any]]:
    for place, one in enumerate(members, 1):
        for number, (rule, verdict) in enumerate(one.rules.items(), 1):
            yield {MEMBER: member_name(place), "place": number, "rule": rule, "verdict": verdict}


def member_name(place: int) -> str:
    return f"m{place:05d}"


def _is_span(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and not any(isinstance(one, str) for one in value)


def _columns(name: str, value: Any) -> Iterator[Column]:
    if _is_span(value):
        yield Column(f"{name}_lo", "", "day", "Fewest that the dates allow.")
        yield Column(f"{name}_hi", "", "day", "Most that the dates allow.")
    elif isinstance(value, bool):
        yield Column(name, "", "yes or no")
    elif isinstance(value, int):
        yield Column(name, "", "number")
    elif isinstance(value, str) or all(isinstance(one, str) for one in value):
        yield Column(name, "", "codes" if isinstance(value, list) else "code")


def _facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for name, value in facts.items():
        if _is_span(value):
            written |= {f"{name}_lo": value[0], f"{name}_hi": value[1]}
        else:
            written[name] = value
    return written
