"""Whatever is typed into the quick line: it never breaks, covers every character once, and writes valid case JSON."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.exchange.reading import read_case
from cases.records.quick_line import Sort, read_line
from cases.records.quick_line.words import HEADS
from cases.rules.dates import parse_when, when_to_json
from cases.rules.timeline import Timeline
from cases.rules.vocabulary import Agent, Change, Compartment, Modality, Morphology, ResponseStatus, SkinSite
from cases.rules.vocabulary.presets import PRESETS

CASE = {
    "schema": "case/1",
    "local_code": "Q-1",
    "day_zero": "2020-01-10",
    "primaries": [{"id": "p1", "on": 0}],
    "regimens": [{"id": "r1", "start": 10, "stop": 200, "drugs": [{"agent": "trastuzumab"}]}],
    "skin_findings": [{"id": "s1", "on": 190, "change": "progression"}],
}
CASES = (CASE, {"schema": "case/1", "local_code": "Q-2"})

every_name = sorted({name for lexicon, _ in HEADS.values() for name in lexicon.names})
numbers = st.integers(-(10**12), 10**12).map(str)
times = st.sampled_from(
    ["Mar24-Nov24", "Mar24", "d-10", "d5..d9", "10d before", "3 weeks after s1", "03/24", "Mar 24", "2024-03", "d1-now"]
    + ["12Mar24", "Mar'24", "cycle 3 of r1", "at s1 ±14 days", "from Mar24", "until", "Mar24-", "..d270", "Q2 2024"]
)
small = st.sampled_from(
    list("+-–.,:;/()#%<>'’\n\r\t\x1c\x85\u2028 ") + ["ER", "HER2 3+", "Ki67 30%", "50Gy/25", "pT2N1", "x6", "q3w", "L2"]
)
tokens = st.one_of(st.sampled_from(every_name), times, small, numbers, st.text(max_size=6))
soup = st.lists(st.tuples(tokens, st.sampled_from([" ", "", ";", "\n", ", "])), max_size=14).map(
    lambda pairs: "".join(part for pair in pairs for part in pair)
)
quick = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
heavy = settings(max_examples=3_000, deadline=None, suppress_health_check=list(HealthCheck))


def holds(text: str, case: dict) -> None:
    reading = read_line(text, case)
    position = 0
    for span in reading.spans:
        assert span.start == position < span.end
        assert span.says or span.sort is Sort.BETWEEN
        position = span.end
    assert position == len(text)
    for span in reading.spans:
        if span.sort is Sort.BETWEEN:
            assert not any(character.isalnum() for character in text[span.start : span.end])
    merged = dict(case)
    for name, rows in reading.rows.items():
        merged[name] = [*case.get(name, ()), *rows]
    written = read_case(merged)
    for name, rows in reading.rows.items():
        assert [one["id"] for one in written[name][-len(rows) :]] == [one["id"] for one in rows]
    Timeline.from_document(written)


@given(st.one_of(soup, st.text(max_size=60)), st.sampled_from(CASES))
@quick
def test_any_text_is_covered_and_what_is_read_is_a_case(text, case):
    holds(text, case)


@pytest.mark.drill
@given(st.one_of(soup, st.text(max_size=60)), st.sampled_from(CASES))
@heavy
def test_thousands_of_texts_are_covered_and_read_as_cases(text, case):
    holds(text, case)


# Lines made from rows: what is written out is read back.

DAY_ZERO = date.fromisoformat(CASE["day_zero"])
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
one_time = st.one_of(
    st.integers(-300, 3000).map(lambda day: (f"d{day}", day)),
    st.tuples(st.sampled_from(MONTHS), st.integers(1950, 2049)).map(
        lambda pair: (
            f"{pair[0]}{pair[1] % 100:02}",
            when_to_json(parse_when(f"{pair[0]} {pair[1]}", day_zero=DAY_ZERO)),
        )
    ),
)


def names(member) -> list[str]:
    """Every name of a member that means only it wherever it stands."""
    return [name for name in (member.value, member.label, *member.synonyms) if len(name) > 1 and name.isascii()]


def named(members, taken=frozenset()):
    return st.sampled_from([(name, one) for one in members for name in names(one) if name.casefold() not in taken])


preset_names = {name.casefold() for one in PRESETS for name in one.names}


@st.composite
def regimens(draw):
    drugs = draw(st.lists(named(Agent, preset_names), min_size=1, max_size=4, unique_by=lambda one: one[1]))
    start, stop = draw(st.integers(0, 500)), draw(st.integers(501, 900))
    line = draw(st.none() | st.integers(1, 12))
    text = f"{f'L{line} ' if line else ''}{' + '.join(name for name, _ in drugs)} d{start}-d{stop}"
    row = {"start": start, "stop": stop, "drugs": [{"agent": one.value} for _, one in drugs]}
    return text, "regimens", row | ({"line": line} if line else {})


@st.composite
def findings(draw):
    when, written = draw(one_time)
    (change_name, change) = draw(named(Change))
    sites = draw(st.lists(named(set(SkinSite) - {SkinSite.NOS}), max_size=3, unique_by=lambda one: one[1]))
    looks = draw(st.lists(named(Morphology, {"pain"}), max_size=2, unique_by=lambda one: one[1]))
    text = " , ".join(["skin", change_name, when, *(name for name, _ in sites), *(name for name, _ in looks)])
    row = {"on": written, "change": change.value}
    row |= {"sites": [one.value for _, one in sites]} if sites else {}
    return text, "skin_findings", row | ({"morphology": [one.value for _, one in looks]} if looks else {})


@st.composite
def assessments(draw):
    when, written = draw(one_time)
    modality_name, modality = draw(named(Modality))
    places = draw(
        st.lists(named(set(Compartment) - {Compartment.OTHER}), min_size=1, max_size=4, unique_by=lambda one: one[1])
    )
    statuses = [draw(named(set(ResponseStatus) - {ResponseStatus.BASELINE})) for _ in places]
    pairs = [f"{place} {status}" for (place, _), (status, _) in zip(places, statuses, strict=True)]
    row = {
        "on": written,
        "modalities": [modality.value],
        "compartments": [
            {"compartment": place.value, "status": status.value}
            for (_, place), (_, status) in zip(places, statuses, strict=True)
        ],
    }
    return f"{modality_name} {when}: {', '.join(pairs)}", "assessments", row


def reads_back(statements) -> None:
    text = "; ".join(one[0] for one in statements)
    reading = read_line(text, CASE | {"regimens": [], "skin_findings": []})
    assert reading.unread == (), text
    for name in ("regimens", "skin_findings", "assessments"):
        wanted = [row for _, where, row in statements if where == name]
        found = reading.rows.get(name, [])
        assert len(found) == len(wanted)
        for row, expected in zip(found, wanted, strict=True):
            assert expected.items() <= row.items()


lines = st.lists(st.one_of(regimens(), findings(), assessments()), min_size=1, max_size=5)


@given(lines)
@quick
def test_what_is_written_out_is_read_back(statements):
    reads_back(statements)


@pytest.mark.drill
@given(lines)
@heavy
def test_thousands_of_lines_are_read_back(statements):
    reads_back(statements)
